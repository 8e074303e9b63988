//! Which hue stands for which revision.

use sim::{Service, ServiceId, Task, World};

use crate::theme::Hue;

/// The hues that revisions take in turn: blue, then amber, so that a first deployment reads as blue becoming amber.
const IN_TURN: [Hue; 3] = [Hue::Blue, Hue::Amber, Hue::Teal];

/// The hue of a task in the picture of one service.
pub fn hue_of(world: &World, focus: ServiceId, task: &Task) -> Hue {
    if task.service() != Some(focus) {
        return Hue::Other;
    }
    world.service(focus).map_or(Hue::Past, |service| {
        revision_hue(service, task.definition.revision)
    })
}

/// The hue of a revision of a service, the same for as long as its deployment is remembered: revisions take turns in the order
/// in which the service first deployed them, so that three in a row differ. Grey for one that it never deployed.
pub fn revision_hue(service: &Service, revision: u32) -> Hue {
    let order = deployed(service);
    let turn = order.iter().position(|deployed| *deployed == revision);
    turn.map_or(Hue::Past, |turn| IN_TURN[turn % IN_TURN.len()])
}

/// The hue of the revision that a service will deploy next, if that is a new one.
pub fn next_revision_hue(service: &Service) -> Hue {
    IN_TURN[deployed(service).len() % IN_TURN.len()]
}

/// The revisions that a service has deployed, each once, in the order in which they came first.
fn deployed(service: &Service) -> Vec<u32> {
    let mut order: Vec<u32> = Vec::new();
    for deployment in service.service_deployments.iter().rev() {
        let revision = deployment.target_revision.definition.revision;
        if !order.contains(&revision) {
            order.push(revision);
        }
    }
    let mut sets: Vec<_> = service.task_sets().map(|(set, _)| set).collect();
    sets.sort_by_key(|set| set.created_at);
    for set in sets {
        let revision = set.definition.revision;
        if !order.contains(&revision) {
            order.push(revision);
        }
    }
    order
}
