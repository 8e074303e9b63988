//! What brings a new revision or a new image into a service.

use sim::TaskStatus;

use crate::played::{Played, assert_within, at};
use crate::scenarios::{COMPLETED, started};

#[test]
fn misconception_01_a_registered_revision_changes_nothing_until_update_service() {
    let mut played = Played::until("misconception_01_registering", "1m59s");
    let before = played.service().clone();
    played.go_to("4m59s");
    assert_eq!(played.world().revisions("web").len(), 2, "it is registered");
    assert_eq!(*played.service(), before, "the service is as it was");
    assert_eq!(played.revisions_in(TaskStatus::Running), [1, 1]);
    played.go_to("8m");
    assert_eq!(played.service().primary().definition.to_string(), "web:2");
    assert_within(
        played.said_after(at("5m"), &started(2)).since(at("5m")),
        "0s",
        "10s",
    );
    played.said_after(at("5m"), COMPLETED);
    assert_eq!(played.revisions_in(TaskStatus::Running), [2, 2]);
}
