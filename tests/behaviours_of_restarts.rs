//! What restart policies do with containers that end, one sentence a test.

use sim::{
    Command, ContainerDefinition, ContainerRestartPolicy, Duration, EventKind, HealthStatus,
    StopCode, TaskStatus,
};

use crate::behaviours_of_dependencies::{alone, checked, container, ends, first, helper};
use crate::support::{Setup, Stage, accept};

fn restarted(part: ContainerDefinition, seconds: u64, ignored: &[i32]) -> ContainerDefinition {
    ContainerDefinition {
        restart_policy: Some(ContainerRestartPolicy {
            enabled: true,
            ignored_exit_codes: ignored.to_vec(),
            restart_attempt_period: Some(Duration::from_secs(seconds)),
        }),
        ..part
    }
}

fn kill(stage: &mut Stage, exit_code: u8) {
    let kill = Command::KillContainer {
        task: first(stage).id,
        container: 0,
        exit_code,
    };
    accept(&mut stage.timeline, kill);
}

#[test]
fn a_container_that_ran_for_the_attempt_period_is_started_again_in_the_same_task() {
    let mut stage = alone(vec![restarted(container("app"), 60, &[])], vec![]).build();
    stage.settle();
    stage.pass(Duration::from_secs(30));
    let id = first(&stage).id;
    kill(&mut stage, 1);
    let task = first(&stage);
    assert_eq!((task.id, task.last_status), (id, TaskStatus::Running));
    assert_eq!(task.containers[0].restart_count, 1);
    assert_eq!(task.containers[0].restarted_at, Some(stage.now()));
    assert!(task.is_active());
}

#[test]
fn a_container_that_ends_sooner_is_not_started_again_and_takes_its_task_along() {
    let mut stage = alone(vec![restarted(container("app"), 600, &[])], vec![]).build();
    stage.settle();
    kill(&mut stage, 1);
    let task = first(&stage);
    assert_eq!(task.containers[0].restart_count, 0);
    let (code, _) = task.stop.as_ref().expect("it stops");
    assert_eq!(*code, StopCode::EssentialContainerExited);
}

#[test]
fn the_attempt_period_counts_from_the_last_restart() {
    let mut stage = alone(vec![restarted(container("app"), 60, &[])], vec![]).build();
    stage.settle();
    stage.pass(Duration::from_secs(30));
    kill(&mut stage, 1);
    stage.pass(Duration::from_secs(59));
    assert_eq!(first(&stage).containers[0].restart_count, 1);
    kill(&mut stage, 1);
    assert!(!first(&stage).is_active(), "59 s after its restart");
}

#[test]
fn an_attempt_period_that_is_just_over_is_over() {
    let mut stage = alone(vec![restarted(container("app"), 60, &[])], vec![]).build();
    stage.settle();
    stage.pass(Duration::from_secs(30));
    kill(&mut stage, 1);
    stage.pass(Duration::from_secs(60));
    kill(&mut stage, 1);
    let task = first(&stage);
    assert_eq!(task.containers[0].restart_count, 2);
    assert!(task.is_active());
}

#[test]
fn an_ignored_exit_code_is_final() {
    let mut stage = alone(vec![restarted(container("app"), 60, &[0])], vec![]).build();
    stage.settle();
    stage.pass(Duration::from_secs(30));
    kill(&mut stage, 0);
    assert!(!first(&stage).is_active());
}

#[test]
fn without_a_period_of_its_own_a_policy_waits_300_s() {
    let policy = ContainerRestartPolicy {
        enabled: true,
        ignored_exit_codes: vec![],
        restart_attempt_period: None,
    };
    let part = ContainerDefinition {
        restart_policy: Some(policy),
        ..container("app")
    };
    // The first process ends before, and takes the task along; those of later tasks as well.
    let setup = alone(vec![part.clone()], vec![("shop/app:1", ends(299, 1))]);
    let mut stage = setup.build();
    stage.pass(Duration::from_secs(400));
    assert!(!first(&stage).is_active());
    let mut stage = alone(vec![part], vec![("shop/app:1", ends(300, 1))]).build();
    stage.pass(Duration::from_secs(1_000));
    assert_eq!(first(&stage).containers[0].restart_count, 3);
}

#[test]
fn a_policy_that_is_not_enabled_does_nothing() {
    let mut part = restarted(container("app"), 60, &[]);
    if let Some(policy) = &mut part.restart_policy {
        policy.enabled = false;
    }
    let mut stage = alone(vec![part], vec![]).build();
    stage.settle();
    stage.pass(Duration::from_secs(60));
    kill(&mut stage, 1);
    assert!(!first(&stage).is_active());
}

#[test]
fn a_container_that_was_told_to_stop_is_not_started_again() {
    let mut stage = alone(vec![restarted(container("app"), 60, &[])], vec![]).build();
    stage.settle();
    stage.pass(Duration::from_secs(60));
    let stop = Command::StopTask {
        cluster: None,
        task: first(&stage).id,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    stage.pass(Duration::from_secs(60));
    let task = first(&stage);
    assert_eq!(task.last_status, TaskStatus::Stopped);
    assert_eq!(task.containers[0].restart_count, 0);
}

#[test]
fn a_container_that_is_not_essential_is_started_again_too() {
    let parts = vec![container("app"), restarted(helper("logs"), 60, &[])];
    let mut stage = alone(parts, vec![("shop/logs:1", ends(70, 1))]).build();
    stage.pass(Duration::from_secs(300));
    let task = first(&stage);
    assert_eq!(task.last_status, TaskStatus::Running);
    assert_eq!(task.containers[1].restart_count, 3);
}

#[test]
fn the_health_of_a_container_that_is_started_again_is_unknown_until_its_next_check() {
    let part = checked(restarted(container("app"), 60, &[]));
    let mut stage = alone(vec![part], vec![]).build();
    stage.settle();
    stage.pass(Duration::from_secs(60));
    assert_eq!(first(&stage).health_status, HealthStatus::Healthy);
    kill(&mut stage, 1);
    assert_eq!(first(&stage).health_status, HealthStatus::Unknown);
    stage.pass(Duration::from_secs(10));
    assert_eq!(first(&stage).health_status, HealthStatus::Healthy);
}

#[test]
fn a_target_whose_container_is_started_again_stays_registered_and_refuses_until_it_has_booted() {
    let mut app = restarted(container("app"), 60, &[]);
    app.port_mappings.push(sim::PortMapping {
        container_port: 80,
        ..sim::PortMapping::default()
    });
    let mut stage = Setup {
        balanced: true,
        requests_per_second: 20,
        ..alone(vec![app], vec![])
    }
    .build();
    stage.settle();
    stage.pass(Duration::from_secs(90));
    let refused = |stage: &Stage| {
        let balancer = stage.timeline.world().load_balancers().next();
        let failed = &balancer.expect("there is one").totals.failed;
        failed
            .get(&sim::FailureCause::TargetRefused)
            .copied()
            .unwrap_or(0)
    };
    let (from, before) = (stage.next_event(), refused(&stage));
    kill(&mut stage, 1);
    stage.pass(Duration::from_secs(20));
    let events = stage.timeline.events_since(from);
    let drained = events.iter().any(|event| {
        matches!(
            event.kind,
            EventKind::TargetStateChanged {
                to: sim::TargetState::Draining { .. },
                ..
            }
        )
    });
    assert!(!drained, "nobody is deregistered");
    let count = refused(&stage) - before;
    assert!(
        (90..=110).contains(&count),
        "5 s of boot at 20 requests a second, not {count}"
    );
}
