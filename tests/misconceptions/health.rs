//! What counts as healthy, what the grace period does, and which checks there are.

use sim::{HealthStatus, TargetState, TaskStatus, TaskWait, Time, Wait};

use crate::played::{Played, assert_within, at, entered, span, stop_of};
use crate::scenarios::{COMPLETED, STEADY, stopped};

#[test]
fn misconception_10_without_any_check_a_task_counts_40_s_after_running() {
    let mut played = Played::until("misconception_10_running", "2m30s");
    assert_eq!(played.revisions_in(TaskStatus::Running), [1, 1, 2, 2]);
    let outlook = played.outlook();
    assert_eq!(outlook.new_healthy_count, 0, "RUNNING is not healthy");
    assert!(
        matches!(outlook.wait, Some(Wait::FortySeconds { .. })),
        "{:?}",
        outlook.wait
    );
    for place in [3, 4] {
        let until = entered(played.nth(place), TaskStatus::Running) + span("40s");
        assert_eq!(
            played.task_wait(place),
            Some(TaskWait::FortySeconds { until })
        );
    }
    played.go_to("5m");
    let running = [3, 4].map(|place| entered(played.nth(place), TaskStatus::Running));
    let latest = running.into_iter().max().expect("there are two");
    let stop = played.said_after(at("2m"), &stopped(2));
    assert_within(stop.since(latest), "40s", "50s");
}

#[test]
fn misconception_11_a_task_in_its_grace_period_gets_no_traffic_and_frees_no_old_task() {
    let mut played = Played::until("misconception_11_grace", "4m30s");
    let group = played.target_group();
    for place in [3, 4] {
        let task = played.nth(place);
        assert_eq!(task.last_status, TaskStatus::Running);
        assert!(
            played.world().now()
                < played
                    .world()
                    .graced_until(played.service(), task)
                    .expect("it runs")
        );
        assert!(matches!(
            group.targets[&task.id].state,
            TargetState::Unhealthy(_)
        ));
        assert!(
            group.routable().all(|target| target != task.id),
            "no traffic"
        );
        assert_eq!(
            played.task_wait(place),
            Some(TaskWait::TargetHealth(group.id))
        );
    }
    assert_eq!(played.outlook().new_healthy_count, 0);
    assert!(
        [1, 2]
            .into_iter()
            .all(|place| played.nth(place).is_active()),
        "no old task is stopped"
    );
    assert!(
        matches!(
            played.wait(),
            Some(Wait::Unhealthy {
                graced_until: Some(_),
                ..
            })
        ),
        "{:?}",
        played.wait()
    );
    played.go_to("9m");
    let booted = [3, 4].map(|place| played.nth(place).containers[0].ready_at().expect("it runs"));
    let first = booted.into_iter().min().expect("there are two");
    assert!(
        first < played.said_after(at("3m"), &stopped(1)),
        "old tasks go once new ones are healthy"
    );
    played.said_after(at("3m"), COMPLETED);
    assert_eq!(played.load_balancer().totals.failed_count(), 0);
    assert_eq!(played.nth(3).stop, None, "and nothing was killed");
}

#[test]
fn misconception_12_each_task_has_a_grace_period_of_its_own_from_its_start() {
    let mut played = Played::until("misconception_12_grace_of_each", "10m40s");
    let service = played.service();
    let deployed = service.primary().created_at;
    for place in [1, 2] {
        let task = played.nth(place);
        let started_at = task.started_at.expect("it has run");
        let graced_until = played.world().graced_until(service, task);
        assert_eq!(graced_until, Some(started_at + span("120s")));
    }
    assert!(
        played.nth(2).started_at > Some(deployed + span("10m")),
        "long after the deployment"
    );
    played.go_to("15m");
    let replacement = played.nth(2);
    assert!(
        replacement.is_active(),
        "it booted for 90 s without being killed"
    );
    played.said_after(at("10m"), STEADY);
    assert_eq!(played.service().tasks.len(), 1);
    assert_eq!(stop_of(played.nth(1)).0, "EssentialContainerExited");
}

#[test]
fn misconception_13_container_and_load_balancer_check_apart_and_each_can_kill_the_task() {
    let mut played = Played::until("misconception_13_two_checks", "2m59s");
    let both = |played: &Played, place: usize| {
        let task = played.nth(place);
        (
            task.health_status,
            played.target_group().targets[&task.id].state.name(),
        )
    };
    assert_eq!(
        both(&played, 1),
        (HealthStatus::Healthy, "healthy"),
        "both pass"
    );
    played.go_to("6m");
    let answered = "(service web) (task {id}) (port 80) is unhealthy in (target-group {arn}) due to (reason Health \
        checks failed with these codes: [302]).";
    played.said_after(at("3m"), answered);
    assert_eq!(
        played.nth(2).health_status,
        HealthStatus::Healthy,
        "curl -f takes 302"
    );
    let reason = "Task failed ELB health checks in (target-group {arn})".to_owned();
    assert_eq!(
        stop_of(played.nth(2)),
        ("ServiceSchedulerInitiated", reason)
    );
    assert!(played.nth(1).is_active(), "the old task serves on");
    let completed = |kind: &sim::EventKind| {
        matches!(
            kind,
            sim::EventKind::DeploymentChanged {
                rollout_state: sim::RolloutState::Completed,
                ..
            }
        )
    };
    assert_eq!(
        played.how_often(completed),
        1,
        "one check of two is not enough"
    );
    played.go_to("12m");
    let failed = "(service web) (task {id}) failed container health checks.";
    let said = played.said_after(at("8m"), failed);
    let reason = "Task failed container health checks".to_owned();
    let killed = killed_at(&played, said);
    assert_eq!(
        stop_of(played.nth(killed)),
        ("ServiceSchedulerInitiated", reason)
    );
    assert_eq!(played.nth(killed).definition.revision, 3);
    let task = played.nth(killed).id;
    let was_healthy = |kind: &sim::EventKind| matches!(kind, sim::EventKind::TargetStateChanged { task: changed, to: TargetState::Healthy, .. } if *changed == task);
    assert_eq!(played.how_often(was_healthy), 1, "its target took 404");
}

/// The place of the task whose stop was decided at an instant.
fn killed_at(played: &Played, time: Time) -> usize {
    let is_killed = |place: &usize| played.nth(*place).stopping_at == Some(time);
    (1..12).find(is_killed).expect("a task was stopped then")
}

#[test]
fn misconception_14_without_a_health_check_in_the_definition_health_stays_unknown() {
    let mut played = Played::until("misconception_14_dockerfile", "5m59s");
    let task = played.nth(1);
    assert!(matches!(
        task.containers[0].image.health,
        sim::HealthAnswer::Status(503)
    ));
    assert_eq!(task.health_status, HealthStatus::Unknown, "nobody asks");
    assert!(task.is_active());
    assert_eq!(
        played.how_often(|kind| matches!(kind, sim::EventKind::TaskHealthChanged { .. })),
        0
    );
    assert_eq!(
        played.service().tasks.len(),
        1,
        "five minutes later it is still the same task"
    );
    played.go_to("12m");
    let checked = played.nth(2);
    assert_eq!(checked.health_status, HealthStatus::Unhealthy);
    let reason = "Task failed container health checks".to_owned();
    assert_eq!(stop_of(checked), ("ServiceSchedulerInitiated", reason));
    let started_at = checked.started_at.expect("it ran");
    let killed = entered(checked, TaskStatus::Stopping);
    // Three failures, one every 30 s, and the pass that acts on them.
    assert_within(killed.since(started_at), "90s", "105s");
}
