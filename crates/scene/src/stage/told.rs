//! What the headline tells that the picture shows as well.

use sim::{PlacementShortfall, ServiceEvent, ServiceId, ServiceMessage, TaskId, Wait, World};

/// The task of which the headline of a service tells now.
pub(super) fn named(world: &World, service: ServiceId) -> Option<TaskId> {
    world.outlook(world.service(service)?).named()
}

/// What a service lacks that waits for capacity.
pub(super) fn shortfall(world: &World, service: ServiceId) -> Option<PlacementShortfall> {
    let service = world.service(service)?;
    let said_so = |event: &ServiceEvent| matches!(event.message, ServiceMessage::Unplaceable(_));
    if !service.events.iter().any(said_so) {
        return None;
    }
    match world.outlook(service).wait? {
        Wait::Capacity(shortfall) => Some(shortfall),
        _ => None,
    }
}
