//! What scale-in protection keeps from tasks, and what it does not.

use sim::{
    Command, Duration, EventSequence, ProtectionFromHealth, Response, RolloutState, Switches,
    TargetHealthCheck, TaskId, TaskStatus, UpdateService, UpdateTaskProtection,
};

use crate::support::{Setup, Stage, accept, bridge, definition};

/// Two tasks without a load balancer, in their steady state.
fn two_tasks() -> Stage {
    let mut stage = Setup {
        balanced: false,
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage
}

fn running(stage: &Stage) -> Vec<TaskId> {
    let tasks = stage.tasks_in(TaskStatus::Running);
    tasks.iter().map(|task| task.id).collect()
}

fn protection(stage: &Stage, tasks: &[TaskId], minutes: Option<u32>) -> Command {
    Command::UpdateTaskProtection(Box::new(UpdateTaskProtection {
        cluster: stage.cluster,
        tasks: tasks.to_vec(),
        protection_enabled: true,
        expires_in_minutes: minutes,
    }))
}

/// Protects tasks, and gives the reasons of the failures.
fn protect(stage: &mut Stage, tasks: &[TaskId], minutes: Option<u32>) -> Vec<String> {
    let command = protection(stage, tasks, minutes);
    match accept(&mut stage.timeline, command) {
        Response::ProtectedTasks { failures, .. } => {
            failures.into_iter().map(|failure| failure.reason).collect()
        }
        other => panic!("{other:?} is no answer to UpdateTaskProtection"),
    }
}

fn scale_to(stage: &mut Stage, desired_count: u32) {
    let update = UpdateService {
        desired_count: Some(desired_count),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
}

fn texts(stage: &Stage, from: EventSequence) -> Vec<String> {
    let said = stage.said(from);
    said.iter()
        .map(|(_, message)| message.text("web", ""))
        .collect()
}

#[test]
fn scale_in_stops_the_task_that_is_not_protected() {
    for protected in 0..2 {
        let mut stage = two_tasks();
        let tasks = running(&stage);
        assert!(protect(&mut stage, &[tasks[protected]], None).is_empty());
        scale_to(&mut stage, 1);
        stage.pass(Duration::from_secs(120));
        assert_eq!(running(&stage), [tasks[protected]]);
    }
}

#[test]
fn a_service_scaled_below_its_protected_tasks_says_so_and_shrinks_when_protection_ends() {
    let mut stage = two_tasks();
    let tasks = running(&stage);
    protect(&mut stage, &tasks, Some(10));
    let from = stage.next_event();
    scale_to(&mut stage, 0);
    stage.pass(Duration::from_secs(9 * 60));
    let deployment = stage.service().primary().id;
    assert_eq!(
        texts(&stage, from),
        [format!(
            "(service web) was unable to reach steady state because (taskSet {deployment}) was unable to scale in \
             due to (reason 2 tasks under protection)"
        )]
    );
    assert_eq!(running(&stage).len(), 2);
    assert_eq!(stage.service().steady_since, None);
    stage.settle();
    assert!(running(&stage).is_empty());
    assert!(stage.now() >= sim::Time::ZERO + Duration::from_secs(10 * 60));
}

#[test]
fn a_deployment_stays_in_progress_until_the_protection_of_old_tasks_ends() {
    let mut stage = two_tasks();
    let old = running(&stage);
    protect(&mut stage, &[old[0]], Some(30));
    let protected_at = stage.now();
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(25 * 60));
    let service = stage.service();
    assert_eq!(service.primary().rollout_state, RolloutState::InProgress);
    let left = running(&stage);
    assert_eq!(
        left.len(),
        3,
        "two new tasks, and the old one that is protected"
    );
    assert!(left.contains(&old[0]) && !left.contains(&old[1]));
    let held_up = texts(&stage, from);
    let held_up = held_up
        .iter()
        .filter(|text| text.ends_with("(reason 1 tasks under protection)"));
    assert_eq!(held_up.count(), 1, "it is said once");
    stage.settle();
    assert!(stage.now() >= protected_at + Duration::from_secs(30 * 60));
    assert!(!running(&stage).contains(&old[0]));
}

/// Old tasks that are protected behind a deployment that succeeded early, for so many days; whether they are gone two
/// days later.
fn goes_after(days: u64) -> bool {
    let criteria = sim::EarlySuccessCriteria {
        enable: true,
        healthy_percent: 100,
        source_service_revision_cleanup: sim::SourceServiceRevisionCleanup::Deferred,
    };
    let mut stage = Setup {
        balanced: false,
        deployment_configuration: sim::DeploymentConfigurationInput {
            early_success_criteria: Some(criteria),
            ..sim::DeploymentConfigurationInput::NONE
        },
        ..Setup::default()
    }
    .build();
    stage.settle();
    let old = running(&stage);
    assert!(protect(&mut stage, &old, Some(2_880)).is_empty());
    stage.deploy(definition("shop/web:2"));
    for day in 0..days {
        stage.pass(Duration::from_secs(24 * 3_600));
        let primary = stage.service().primary();
        assert_eq!(primary.rollout_state, RolloutState::Completed, "day {day}");
        assert!(protect(&mut stage, &old, Some(2_880)).is_empty());
    }
    let still = running(&stage);
    assert_eq!(still.len(), 4, "protected ones stay");
    stage.pass(Duration::from_secs(49 * 3_600));
    let still = running(&stage);
    old.iter().all(|task| !still.contains(task))
}

#[test]
fn deferred_cleanup_ends_after_two_weeks() {
    assert!(goes_after(11), "within two weeks what was protected goes");
    assert!(!goes_after(14), "later it stays until the next deployment");
}

#[test]
fn no_task_is_newly_protected_while_protected_ones_hold_a_deployment_up() {
    let mut stage = two_tasks();
    let old = running(&stage);
    protect(&mut stage, &[old[0]], None);
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(300));
    let new = running(&stage).into_iter().find(|task| !old.contains(task));
    let new = new.expect("new tasks run");
    assert_eq!(protect(&mut stage, &[new], None), ["DEPLOYMENT_BLOCKED"]);
    let mut release = protection(&stage, &[old[0]], None);
    if let Command::UpdateTaskProtection(input) = &mut release {
        input.protection_enabled = false;
    }
    accept(&mut stage.timeline, release);
    stage.settle();
    assert!(!running(&stage).contains(&old[0]), "let go, it is replaced");
    assert!(protect(&mut stage, &[new], None).is_empty());
}

#[test]
fn what_cannot_be_protected_is_named_with_the_reason() {
    let mut stage = two_tasks();
    let tasks = running(&stage);
    let stop = Command::StopTask {
        cluster: None,
        task: tasks[0],
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    let asked = [tasks[0], TaskId::UNKNOWN, tasks[1]];
    assert_eq!(
        protect(&mut stage, &asked, None),
        ["TASK_NOT_VALID", "MISSING"]
    );
    let world = stage.timeline.world();
    let (known, failures) = world
        .task_protection(stage.cluster, &asked)
        .expect("the cluster is there");
    let until = stage.now() + Duration::from_secs(120 * 60);
    assert_eq!(known, [(tasks[1], Some(until))]);
    assert_eq!(failures.len(), 2);
    let (all, _) = world
        .task_protection(stage.cluster, &[])
        .expect("the cluster is there");
    assert_eq!(all, known, "only tasks that are to run are listed");
}

#[test]
fn a_protection_lasts_one_minute_to_two_days_and_is_asked_for_ten_tasks_at_most() {
    let mut stage = two_tasks();
    let tasks = running(&stage);
    for minutes in [0, 2_881] {
        let command = protection(&stage, &tasks, Some(minutes));
        assert_eq!(
            stage.refusal(command),
            "InvalidParameterException: expiresInMinutes must be between 1 and 2880."
        );
    }
    let none = protection(&stage, &[], None);
    assert_eq!(
        stage.refusal(none),
        "InvalidParameterException: Tasks cannot be empty."
    );
    let many = protection(&stage, &[tasks[0]; 11], None);
    assert_eq!(
        stage.refusal(many),
        "InvalidParameterException: tasks can have at most 10 entries."
    );
    assert!(protect(&mut stage, &tasks, Some(1)).is_empty());
    stage.pass(Duration::from_secs(59));
    let is_protected = |stage: &Stage| {
        let world = stage.timeline.world();
        world
            .task(tasks[0])
            .and_then(|task| task.protected_until)
            .is_some()
    };
    assert!(is_protected(&stage));
    stage.pass(Duration::from_secs(1));
    assert!(!is_protected(&stage));
}

#[test]
fn protection_does_not_keep_a_task_on_a_draining_instance() {
    let mut stage = Setup {
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["c6i.large", "c6i.large"])
    .build();
    stage.settle();
    let instance = stage.instances()[0];
    let task = stage.tasks_on(instance)[0].id;
    protect(&mut stage, &[task], None);
    stage.set_state(instance, sim::InstanceStatus::Draining);
    stage.settle();
    assert!(stage.tasks_on(instance).is_empty());
}

/// Whether a protected task whose target turned unhealthy is still there after ten minutes.
fn outlives_its_health(protection_from_health: ProtectionFromHealth) -> bool {
    let mut stage = Setup {
        desired_count: 1,
        delay_seconds: 0,
        health_check: TargetHealthCheck {
            interval: Duration::from_secs(10),
            ..TargetHealthCheck::default()
        },
        switches: Switches {
            protection_from_health,
            ..Switches::default()
        },
        ..Setup::default()
    }
    .build();
    stage.settle();
    let task = running(&stage)[0];
    protect(&mut stage, &[task], None);
    let group = stage.target_group.expect("it is balanced");
    // Nothing answers the checks with this code.
    let command = Command::ModifyTargetGroup {
        target_group: group,
        health_check: TargetHealthCheck {
            interval: Duration::from_secs(10),
            matcher: (299, 299),
            ..TargetHealthCheck::default()
        }
        .into(),
    };
    accept(&mut stage.timeline, command);
    stage.pass(Duration::from_secs(600));
    running(&stage).contains(&task)
}

#[test]
fn an_unhealthy_task_is_replaced_in_spite_of_its_protection_unless_one_assumes_otherwise() {
    assert!(!outlives_its_health(ProtectionFromHealth::NotProtected));
    assert!(outlives_its_health(ProtectionFromHealth::Protected));
}
