//! Fargate, where a task has no instance: it keeps the zones of the subnets balanced. Rule: `FargateZoneBalance`.

use alloc::vec::Vec;

use super::{Place, Request};
use crate::random::Draw;
use crate::{CapacityProvider, SpotCapacity, World, Zone};

/// What AWS says where Fargate has no capacity for a task.
pub(crate) const SPOT_UNAVAILABLE: &str = "Capacity is unavailable at this time. Please try again later or in a different availability zone";

/// Whether a task is bound to Fargate Spot, which has no capacity: it is placed nowhere else. Rule:
/// `NoProviderFailover`.
pub(crate) fn lacks_spot(world: &World, request: &Request) -> bool {
    request.capacity_provider == Some(CapacityProvider::FargateSpot)
        && world.spot_capacity == SpotCapacity::Unavailable
}

/// A zone that a task on Fargate could go to; the least one is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FargateZone {
    /// Active tasks of the group there.
    pub task_count: u32,
    /// Breaks ties.
    pub lot: u64,
    /// Which.
    pub zone: Zone,
}

/// The zones of the subnets, in their order.
pub(super) fn zones(world: &World, request: &Request) -> Vec<FargateZone> {
    let mut zones: Vec<FargateZone> = request
        .zones
        .iter()
        .map(|zone| FargateZone {
            task_count: 0,
            lot: world.draw(Draw::TieAmongZones, request.task.0 ^ u128::from(zone.0)),
            zone: *zone,
        })
        .collect();
    let tasks = world
        .group_tasks(request.cluster, &request.group)
        .map(|task| &world.tasks[task])
        .filter(|task| task.is_active());
    for task in tasks {
        if let Some(zone) = zones.iter_mut().find(|zone| zone.zone == task.zone) {
            zone.task_count += 1;
        }
    }
    zones
}

pub(super) fn best(zones: &[FargateZone]) -> Option<Place> {
    let best = zones.iter().min()?;
    Some(Place {
        zone: best.zone,
        instance: None,
    })
}
