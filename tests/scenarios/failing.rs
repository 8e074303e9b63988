//! The scenarios D and E: deployments that fail, and the way back.

use sim::{EventKind, TaskStatus};

use super::COMPLETED;
use crate::played::{Played, assert_within, at, entered, stop_of};

pub(crate) const FAILED: &str =
    "(service web) (deployment ecs-svc/{id}) deployment failed: tasks failed to start.";
pub(crate) const ROLLING_BACK: &str = "(service web) rolling back to deployment ecs-svc/{id}.";

/// The counts of failed tasks of the PRIMARY deployment, one after the other.
pub(crate) fn failure_counts(played: &Played) -> Vec<u32> {
    let events = played
        .player()
        .timeline()
        .events_since(sim::EventSequence(0));
    let counts = events.iter().filter_map(|event| match event.kind {
        EventKind::FailedTasksCounted { failed_tasks, .. } => Some(failed_tasks),
        _ => None,
    });
    counts.collect()
}

/// That a deployment failed, was rolled back and completed, in this order, and what its service deployment says.
pub(crate) fn assert_rolled_back(played: &Played, updated: &str) {
    let failed = played.said_after(at(updated), FAILED);
    let back = played.said_after(failed, ROLLING_BACK);
    played.said_after(back, COMPLETED);
    let past = played.service().service_deployment();
    assert_eq!(
        past.status,
        sim::ServiceDeploymentStatus::RollbackSuccessful
    );
    assert_eq!(
        past.status_reason
            .as_ref()
            .map(sim::StatusReason::text)
            .as_deref(),
        Some("Service deployment rolled back because the circuit breaker threshold was exceeded.")
    );
    assert_eq!(played.service().primary().definition.revision, 1);
}

#[test]
fn scenario_d_three_tasks_cannot_pull_and_the_breaker_rolls_back_while_the_old_one_runs() {
    let played = Played::whole("bad_image");
    for place in 2..=4 {
        let task = played.nth(place);
        let (code, reason) = stop_of(task);
        assert_eq!(code, "TaskFailedToStart");
        assert!(
            reason.starts_with("CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/"),
            "{reason}"
        );
        assert_eq!(task.definition.revision, 2);
    }
    assert_eq!(failure_counts(&played), [1, 2, 3]);
    let states = played.events().iter().filter_map(|event| match event.kind {
        EventKind::DeploymentChanged { rollout_state, .. } => Some(rollout_state.name()),
        _ => None,
    });
    let states: Vec<&str> = states.collect();
    assert_eq!(
        states,
        [
            "IN_PROGRESS",
            "COMPLETED",
            "IN_PROGRESS",
            "FAILED",
            "IN_PROGRESS",
            "COMPLETED"
        ],
        "the first, the second, and the return to the first"
    );
    let created = |kind: &EventKind| matches!(kind, EventKind::TaskCreated { .. });
    assert_eq!(
        played.how_often(created),
        4,
        "the old task, and three that failed"
    );
    assert_rolled_back(&played, "2m");
    let old = played.nth(1);
    assert_eq!(
        (old.last_status, &old.stop),
        (TaskStatus::Running, &None),
        "never stopped"
    );
}

#[test]
fn scenario_e_a_failing_health_path_is_replaced_three_times_and_then_rolled_back() {
    let played = Played::whole("failing_health");
    let unhealthy = "(service web) (task {id}) (port 80) is unhealthy in (target-group {arn}) due to (reason Health \
        checks failed with these codes: [500]).";
    assert_eq!(played.times(unhealthy).len(), 3);
    for place in 2..=4 {
        let task = played.nth(place);
        let reason = "Task failed ELB health checks in (target-group {arn})".to_owned();
        assert_eq!(stop_of(task), ("ServiceSchedulerInitiated", reason));
        // Two failures at AWS's 30 s, the first within 30 s of registration, and the pass that acts on them.
        let lived =
            entered(task, TaskStatus::Deactivating).since(entered(task, TaskStatus::Running));
        assert_within(lived, "30s", "75s");
    }
    assert_eq!(failure_counts(&played), [1, 2, 3]);
    assert_rolled_back(&played, "3m");
    // A real drill took about 15 minutes; less where images are small.
    let rolled_back = played.said_after(at("3m"), ROLLING_BACK);
    assert_within(rolled_back.since(at("3m")), "2m", "15m");
    assert_eq!(played.nth(1).last_status, TaskStatus::Running);
}
