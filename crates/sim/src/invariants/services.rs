//! What is always true of what the schedulers of services decide.

use crate::{Task, Timer, World};

/// A protection ends in the end, and only tasks of services that are to run have one.
pub(super) fn check_protection(world: &World, task: &Task) {
    let id = task.id;
    assert_eq!(
        world.due_at(Timer::ProtectionExpires(id)),
        task.protected_until,
        "{id}: a protection expires when it says"
    );
    assert!(
        task.protected_until.is_none() || (task.is_active() && task.service().is_some()),
        "{id}: what stops, or belongs to no service, is not protected"
    );
}
