//! The arithmetic of minimumHealthyPercent and maximumPercent.

use sim::{InstanceStatus, TaskStatus, Wait};

use crate::played::{Played, assert_within, at, entered};
use crate::scenarios::{COMPLETED, STUCK, started, stopped};

fn bounds(played: &Played) -> (u32, u32) {
    let bounds = played.service().bounds();
    (bounds.lower, bounds.upper)
}

#[test]
fn misconception_07_half_of_one_task_rounds_up_to_one() {
    let mut played = Played::until("misconception_07_half_of_one", "3m59s");
    assert_eq!(bounds(&played), (1, 1), "ceil(0.5) and floor(1.0)");
    played.said_after(at("2m"), STUCK);
    assert_eq!(played.wait(), Some(Wait::Stuck));
    assert_eq!(played.revisions_in(TaskStatus::Running), [1]);
    played.go_to("5m59s");
    assert_eq!(bounds(&played), (1, 2), "200 percent give room");
    let start = played.said_after(at("4m"), &started(1));
    assert!(
        start < played.said_after(at("4m"), &stopped(1)),
        "the new one first"
    );
    played.said_after(at("4m"), COMPLETED);
    played.go_to("9m");
    assert_eq!(bounds(&played), (0, 1), "0 percent let it go");
    let stop = played.said_after(at("6m"), &stopped(1));
    assert!(
        stop < played.said_after(at("6m"), &started(1)),
        "the old one first"
    );
    let up = entered(played.nth(3), TaskStatus::Running);
    let down = entered(played.nth(2), TaskStatus::Stopping);
    assert!(down < up, "in between nothing runs");
    assert_eq!(played.revisions_in(TaskStatus::Running), [3]);
}

#[test]
fn misconception_08_a_quarter_more_of_three_tasks_rounds_down_to_none() {
    let mut played = Played::until("stuck", "5m59s");
    assert_eq!(bounds(&played), (3, 3), "floor(3.75)");
    assert_within(
        played.said_after(at("3m"), STUCK).since(at("3m")),
        "0s",
        "30s",
    );
    assert_eq!(played.wait(), Some(Wait::Stuck));
    assert_eq!(played.service().tasks.len(), 3, "no extra one");
    played.go_to("10m");
    assert_eq!(bounds(&played), (3, 6));
    played.said_after(at("6m"), COMPLETED);
}

#[test]
fn misconception_09_100_and_100_percent_block_draining_and_deployments() {
    let mut played = Played::until("misconception_09_hundred", "3m59s");
    let refused = "InvalidParameterException: Both maximumPercent and minimumHealthyPercent cannot be 100 as this will \
        block deployments.";
    assert_eq!(played.refused, [(at("1s"), refused.to_owned())]);
    assert_eq!(bounds(&played), (2, 2));
    assert_eq!(played.instance(1).status, InstanceStatus::Draining);
    assert_eq!(
        played.instance(1).reservations.len(),
        1,
        "its task neither moves nor stops"
    );
    assert_eq!(played.wait(), Some(Wait::Stuck));
    assert_eq!(played.count(TaskStatus::Running), 2);
    played.go_to("6m59s");
    assert_eq!(
        played.revisions_in(TaskStatus::Running),
        [1, 1],
        "nor does the deployment"
    );
    assert_eq!(played.wait(), Some(Wait::Stuck));
    played.said_after(at("2m"), STUCK);
    played.go_to("9m");
    played.said_after(at("7m"), COMPLETED);
    assert_eq!(played.revisions_in(TaskStatus::Running), [2, 2]);
}
