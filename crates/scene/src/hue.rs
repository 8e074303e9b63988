//! Which hue stands for which revision.

use sim::{Service, ServiceId, Task, World};

use crate::theme::Hue;

/// The hue of a task in the picture of one service.
pub fn hue_of(world: &World, focus: ServiceId, task: &Task) -> Hue {
    if task.service() != Some(focus) {
        return Hue::Other;
    }
    world.service(focus).map_or(Hue::Past, |service| {
        revision_hue(service, task.definition.revision)
    })
}

/// The hue of a revision of a service: amber for the newest and blue for the one before it, so that a deployment reads
/// as blue becoming amber; blue for the revision that the service began with as long as it is the only one.
pub fn revision_hue(service: &Service, revision: u32) -> Hue {
    let revisions = || {
        service
            .deployments
            .iter()
            .map(|deployment| deployment.definition.revision)
    };
    let newest = revisions().max().unwrap_or(revision);
    let second = revisions().filter(|number| *number < newest).max();
    let is_first =
        second.is_none() && (newest == 1 || service.primary().created_at == service.created_at);
    match revision {
        number if number >= newest && is_first => Hue::Old,
        number if number >= newest => Hue::New,
        number if number >= second.unwrap_or(newest.saturating_sub(1)) => Hue::Old,
        _ => Hue::Past,
    }
}
