//! What brings a new revision or a new image into a service.

use std::sync::Arc;

use sim::{Image, RolloutState, TaskStatus};

use crate::played::{Played, assert_within, at};
use crate::scenarios::{COMPLETED, STEADY, started};

#[test]
fn misconception_01_a_registered_revision_changes_nothing_until_update_service() {
    let mut played = Played::until("misconception_01_registering", "1m59s");
    let before = played.service().clone();
    played.go_to("4m59s");
    assert_eq!(played.world().revisions("web").len(), 2, "it is registered");
    let service = played.service();
    assert_eq!(service.deployments, before.deployments);
    assert_eq!(service.tasks, before.tasks);
    assert_eq!(service.events, before.events, "the service is as it was");
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

/// The images that run, by their tasks.
fn images(played: &Played) -> Vec<Arc<Image>> {
    let running = |task: &&sim::Task| task.last_status == TaskStatus::Running;
    let tasks = played.world().tasks().filter(running);
    tasks.map(|task| task.containers[0].image.clone()).collect()
}

#[test]
fn misconception_02_a_pushed_tag_redeploys_nothing_and_is_resolved_once_per_deployment() {
    let mut played = Played::until("misconception_02_pushing", "3m59s");
    let first = played.service().primary().id;
    let old = images(&played)[0].clone();
    let pushed = played.world().image("shop/web:latest");
    assert_ne!(old, pushed, "another image has the tag now");
    let digests = |played: &Played| {
        let service = played.service();
        let images = service.container_images(&service.primary().revision);
        let digests = images.into_iter().map(|image| image.image_digest);
        digests.collect::<Vec<_>>()
    };
    let resolved = digests(&played);
    assert_eq!(resolved, [Some(old.digest("shop/web:latest"))]);
    assert_eq!(
        played.service().primary().rollout_state,
        RolloutState::Completed
    );
    assert_eq!(
        played.how_often(|kind| matches!(kind, sim::EventKind::TaskCreated { .. })),
        2
    );
    played.go_to("5m59s");
    assert_eq!(
        played.nth(3).deployment(),
        Some(first),
        "a task was replaced"
    );
    assert_eq!(
        images(&played),
        [old.clone(), old],
        "by the digest of its deployment"
    );
    assert_eq!(digests(&played), resolved, "which was resolved once");
    played.go_to("9m");
    assert_eq!(digests(&played), [Some(pushed.digest("shop/web:latest"))]);
    assert_ne!(
        played.service().primary().id,
        first,
        "forceNewDeployment starts another"
    );
    assert_eq!(
        images(&played),
        [pushed.clone(), pushed],
        "which resolves the tag anew"
    );
    assert_eq!(
        played.revisions_in(TaskStatus::Running),
        [1, 1],
        "of the same revision"
    );
    played.said_after(at("6m"), STEADY);
}
