//! What can be pointed at in the picture.

use sim::{InstanceId, LoadBalancerId, TargetGroupId, TaskId, World, Zone};

use crate::geometry::{Point, Rectangle};
use crate::layout::Layout;
use crate::population::Population;

/// The smallest place that can be pointed at.
const SIDE_MIN: f32 = 12.0;

/// One thing in the picture that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// An Availability Zone.
    Zone(Zone),
    /// A task.
    Task(TaskId),
    /// A container instance.
    Instance(InstanceId),
    /// A target group.
    TargetGroup(TargetGroupId),
    /// A load balancer.
    LoadBalancer(LoadBalancerId),
    /// Those who send requests.
    Clients,
}

/// Everything that can be selected: the way of requests, the zones, then zone by zone each machine and its tasks, then
/// the tray.
pub(crate) fn in_reading_order(
    world: &World,
    layout: &Layout,
    population: &Population,
) -> Vec<(Target, Rectangle)> {
    let mut targets = Vec::new();
    let own = population.groups.first();
    let own = own.and_then(|group| world.target_group(group.id));
    if let (Some(path), Some(own)) = (&layout.path, own) {
        targets.push((Target::Clients, path.clients));
        if let Some(balancer) = own.load_balancer {
            targets.push((Target::LoadBalancer(balancer), path.balancer));
        }
        let groups = path.groups.iter();
        targets.extend(groups.map(|group| (Target::TargetGroup(group.id), group.bounds)));
    }
    let tile = |task: &TaskId| {
        let slot = layout.tiles.get(task)?;
        let side = slot
            .bounds
            .width
            .max(SIDE_MIN.min(layout.metrics.tile + layout.metrics.gap));
        let centre: Point = slot.bounds.centre();
        Some((Target::Task(*task), Rectangle::square(centre, side)))
    };
    for zone in &layout.zones {
        targets.push((Target::Zone(zone.zone), zone.header()));
    }
    if layout.is_crowd {
        for pen in population.zones.iter().flat_map(|zone| &zone.pens) {
            targets.extend(pen.tasks.iter().filter_map(tile));
        }
    }
    for card in &layout.cards {
        if let Some(instance) = card.instance {
            targets.push((Target::Instance(instance), card.bounds));
        }
        targets.extend(card.tasks.iter().filter_map(tile));
    }
    for chip in &layout.chips {
        let bounds = Rectangle {
            width: chip.right - chip.bounds.x,
            ..chip.bounds
        };
        targets.push((Target::Task(chip.task), bounds.inset(-4.0)));
    }
    // Those without a chip are reached where their number stands.
    if let Some(more) = &layout.more {
        let hidden = more.tasks.iter();
        targets.extend(hidden.map(|task| (Target::Task(*task), more.bounds)));
    }
    for (_, bounds) in &mut targets {
        *bounds = bounds.enlarged(layout.scale);
    }
    targets
}
