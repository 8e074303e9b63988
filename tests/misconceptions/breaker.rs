//! What the deployment circuit breaker counts, and what rolling back needs.

use sim::{
    CircuitBreakerThreshold, EventKind, FailureReason, MonitoringStatus, PlacementShortfall,
    RolloutState, ServiceDeploymentStatus, TaskStatus, Wait,
};

use crate::played::{Played, at, stop_of};
use crate::scenarios::failing::{FAILED, ROLLING_BACK, assert_rolled_back, failure_counts};
use crate::scenarios::{COMPLETED, unplaceable};

fn created(played: &Played) -> usize {
    played.how_often(|kind| matches!(kind, EventKind::TaskCreated { .. }))
}

#[test]
fn misconception_15_a_crash_after_running_without_a_health_check_never_trips_the_breaker() {
    let played = Played::whole("misconception_15_crashes");
    assert!(created(&played) >= 20, "it crashes again and again");
    for place in 2..=20 {
        let task = played.nth(place);
        assert!(task.has_run(), "each was RUNNING");
        assert_eq!(
            stop_of(task),
            (
                "EssentialContainerExited",
                "Essential container in task exited".to_owned()
            )
        );
        assert_eq!(task.containers[0].exit_code(), Some(1));
    }
    let breaker = played.service().service_deployment().circuit_breaker;
    assert_eq!(
        (breaker.status, breaker.failure_count),
        (MonitoringStatus::Monitoring, 0)
    );
    assert_eq!(
        played.service().primary().rollout_state,
        RolloutState::InProgress,
        "18 minutes later"
    );
    assert!(played.times(FAILED).is_empty());
    assert_eq!(
        played.nth(1).last_status,
        TaskStatus::Running,
        "the old task serves on"
    );
}

#[test]
fn misconception_16_the_threshold_is_half_of_the_desired_count_but_at_least_3_and_can_be_set() {
    for (desired, threshold) in [
        (1, 3),
        (6, 3),
        (7, 4),
        (25, 13),
        (100, 50),
        (400, 200),
        (5_000, 200),
    ] {
        assert_eq!(
            CircuitBreakerThreshold::default().failures(desired),
            threshold,
            "of {desired}"
        );
    }
    let mut played = Played::until("misconception_16_threshold", "5m59s");
    assert_eq!(
        played
            .service()
            .service_deployment()
            .circuit_breaker
            .threshold,
        4,
        "of seven"
    );
    assert_eq!(failure_counts(&played), [1, 2, 3, 4], "not ten");
    assert_rolled_back(&played, "2m");
    let before = created(&played);
    played.go_to("10m");
    assert_eq!(
        created(&played) - before,
        1,
        "COUNT 1: the first failure trips it"
    );
    assert_rolled_back(&played, "6m");
}

#[test]
fn misconception_17_a_first_deployment_and_a_rollback_that_fail_have_nothing_to_return_to_and_stall()
 {
    let mut played = Played::until("misconception_17_first", "5m");
    played.said_after(at("0s"), FAILED);
    assert!(
        played.times(ROLLING_BACK).is_empty(),
        "though rollback is true"
    );
    let service = played.service();
    assert_eq!(service.primary().rollout_state, RolloutState::Failed);
    assert_eq!(
        service.primary().rollout_state_reason(),
        "ECS deployment circuit breaker: tasks failed to start."
    );
    assert_eq!(
        service.service_deployment().status,
        ServiceDeploymentStatus::RollbackFailed
    );
    assert_eq!(created(&played), 3);
    played.go_to("14m59s");
    assert_eq!(created(&played), 3, "nothing is launched any more");
    played.go_to("19m59s");
    played.said_after(at("15m"), COMPLETED);
    assert_eq!(played.revisions_in(TaskStatus::Running), [2]);
    // The return to revision 2 fails as well: its tag is gone, and it is not taken by its digest.
    played.go_to("30m");
    let failed = played.said_after(at("20m"), FAILED);
    let back = played.said_after(failed, ROLLING_BACK);
    played.said_after(back, FAILED);
    assert_eq!(played.times(ROLLING_BACK), [back], "and not once more");
    let service = played.service();
    assert_eq!(service.primary().definition.revision, 2);
    assert_eq!(service.primary().rollout_state, RolloutState::Failed);
    assert_eq!(
        service.service_deployment().status,
        ServiceDeploymentStatus::RollbackFailed
    );
    let before = created(&played);
    played.go_to("40m");
    assert_eq!(created(&played), before, "it stalls too");
}

#[test]
fn misconception_18_a_rollback_brings_the_old_revision_back_and_keeps_the_desired_count() {
    let mut played = Played::until("misconception_18_rolled_back", "2m30s");
    assert_eq!(played.service().primary().definition.revision, 2);
    assert_eq!(played.service().desired_count, 2);
    played.go_to("10m");
    assert_rolled_back(&played, "2m");
    assert_eq!(
        played.service().primary().definition.to_string(),
        "web:1",
        "not what was asked for"
    );
    assert_eq!(played.service().desired_count, 2, "but so many of it");
    assert_eq!(played.revisions_in(TaskStatus::Running), [1, 1]);
}

#[test]
fn misconception_19_without_capacity_no_task_is_created_and_the_breaker_counts_nothing() {
    let mut played = Played::until("misconception_19_no_capacity", "15m59s");
    assert_eq!(created(&played), 1, "only the old task");
    let breaker = played.service().service_deployment().circuit_breaker;
    assert_eq!(
        (breaker.status, breaker.failure_count),
        (MonitoringStatus::Monitoring, 0)
    );
    assert_eq!(
        played.service().primary().rollout_state,
        RolloutState::InProgress
    );
    played.said_after(at("2m"), &unplaceable("has insufficient memory available."));
    let closest = PlacementShortfall::Closest(played.instance(1).id, FailureReason::Memory);
    assert_eq!(
        played.wait(),
        Some(Wait::Capacity(closest)),
        "it just waits"
    );
    played.go_to("20m");
    played.said_after(at("16m"), COMPLETED);
    assert_eq!(played.revisions_in(TaskStatus::Running), [2]);
}
