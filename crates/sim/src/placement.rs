//! Placement: which container instance takes a task, and why not the others.

pub mod query;
mod reservation;

use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::random::{Draw, draw};
use crate::table::Map;
use crate::{
    ClusterId, Instance, InstanceId, InstanceStatus, LaunchType, NetworkMode, PlacementShortfall,
    TaskDefinitionRevision, TaskGroup, TaskId, World, Zone,
};

/// A task that looks for a place.
#[derive(Clone, Debug)]
pub struct Request {
    /// The id that it will have: the subject of the draw that breaks ties.
    pub task: TaskId,
    /// In which cluster.
    pub cluster: ClusterId,
    /// The tasks that it is spread among.
    pub group: TaskGroup,
    /// What it will run.
    pub definition: Arc<TaskDefinitionRevision>,
    /// On what capacity.
    pub launch_type: LaunchType,
    /// The zones that its subnets allow; empty allows all.
    pub zones: Vec<Zone>,
}

/// Where a task goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The zone.
    pub zone: Zone,
    /// The instance; none on Fargate.
    pub instance: Option<InstanceId>,
}

/// What placement says of one instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It could take the task; lower ranks are better, and equal ones are drawn.
    Fits(Rank),
    /// It cannot, and this is the first thing that it lacks.
    Lacks(Lack),
}

/// How good a place is: tasks of the service in the zone, then on the instance, then by lot. Rule: `DefaultSpread`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Tasks of the service in the zone.
    pub in_zone: u32,
    /// Tasks of the service on the instance.
    pub on_instance: u32,
    /// Breaks ties.
    pub lot: u64,
}

/// What an instance lacks, with the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It takes no tasks at all.
    NotActive,
    /// It stands in a zone of none of the subnets.
    Zone,
    /// CPU units.
    Cpu {
        /// Needed.
        needed: u32,
        /// Left.
        remaining: u32,
    },
    /// MiB of memory.
    Memory {
        /// Needed.
        needed: u32,
        /// Left.
        remaining: u32,
    },
    /// A static host port is taken.
    Port(u16),
    /// Enough ports of the dynamic range.
    DynamicPorts,
    /// Network interfaces.
    Eni,
}

/// How many instances were asked, and which of those that lack something came closest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Instances of the cluster.
    pub asked: u32,
    /// Instances that could take the task.
    pub fits: u32,
    /// The message for a task that no instance could take.
    pub shortfall: Option<PlacementShortfall>,
}

/// Every instance of the cluster with its verdict, in id order.
pub fn explain(world: &World, request: &Request) -> Vec<(InstanceId, Verdict)> {
    let counts = Counts::of(world, request);
    world
        .instances()
        .filter(|instance| instance.cluster == request.cluster)
        .map(|instance| (instance.id, judge(world, request, instance, &counts)))
        .collect()
}

/// The best place for a task, and what to say if there is none.
pub fn choose(world: &World, request: &Request) -> (Option<Place>, Tally) {
    if request.launch_type == LaunchType::Fargate {
        return (Some(choose_fargate_zone(world, request)), Tally::fargate());
    }
    let counts = Counts::of(world, request);
    let mut tally = Tally {
        asked: 0,
        fits: 0,
        shortfall: None,
    };
    let mut best: Option<(Rank, &Instance)> = None;
    let mut closest: Option<(usize, InstanceId, Lack)> = None;
    for instance in world
        .instances()
        .filter(|instance| instance.cluster == request.cluster)
    {
        tally.asked += 1;
        match judge(world, request, instance, &counts) {
            Verdict::Fits(rank) => {
                tally.fits += 1;
                if best.is_none_or(|(best_rank, _)| rank < best_rank) {
                    best = Some((rank, instance));
                }
            }
            Verdict::Lacks(lack) => {
                let lack_count = lacks(request, instance).count();
                if closest.is_none_or(|(fewest, ..)| lack_count < fewest) {
                    closest = Some((lack_count, instance.id, lack));
                }
            }
        }
    }
    tally.shortfall = match (&best, closest) {
        (Some(_), _) => None,
        (None, None) => Some(PlacementShortfall::NoInstances),
        (None, Some((_, instance, lack))) => Some(lack.shortfall(instance)),
    };
    let place = best.map(|(_, instance)| Place {
        zone: instance.zone,
        instance: Some(instance.id),
    });
    (place, tally)
}

impl Tally {
    const fn fargate() -> Self {
        Self {
            asked: 0,
            fits: 0,
            shortfall: None,
        }
    }
}

impl Lack {
    const fn shortfall(self, instance: InstanceId) -> PlacementShortfall {
        match self {
            Self::NotActive | Self::Zone => PlacementShortfall::Attribute(instance),
            Self::Cpu { .. } => PlacementShortfall::Cpu(instance),
            Self::Memory { .. } => PlacementShortfall::Memory(instance),
            Self::Port(_) | Self::DynamicPorts => PlacementShortfall::Ports(instance),
            Self::Eni => PlacementShortfall::Eni(instance),
        }
    }
}

/// The active tasks of the service, by zone and by instance. Rule: `SpreadCounts`.
struct Counts {
    by_zone: Map<Zone, u32>,
    by_instance: Map<InstanceId, u32>,
}

impl Counts {
    fn of(world: &World, request: &Request) -> Self {
        let mut counts = Self {
            by_zone: Map::new(),
            by_instance: Map::new(),
        };
        for task in world
            .group_tasks(request.cluster, &request.group)
            .map(|task| &world.tasks[task])
            .filter(|task| task.is_active())
        {
            *counts.by_zone.entry(task.zone).or_insert(0) += 1;
            if let Some(instance) = task.instance {
                *counts.by_instance.entry(instance).or_insert(0) += 1;
            }
        }
        counts
    }
}

fn judge(world: &World, request: &Request, instance: &Instance, counts: &Counts) -> Verdict {
    match lacks(request, instance).next() {
        Some(lack) => Verdict::Lacks(lack),
        None => Verdict::Fits(Rank {
            in_zone: counts.by_zone.get(&instance.zone).copied().unwrap_or(0),
            on_instance: counts.by_instance.get(&instance.id).copied().unwrap_or(0),
            lot: draw(
                world.start.seed,
                Draw::TieAmongInstances,
                request.task.0 ^ instance.id.0,
            ),
        }),
    }
}

/// Everything that an instance lacks, in the order in which it is checked. Rules: `PlacementFilters`,
/// `ClosestInstance`.
fn lacks(request: &Request, instance: &Instance) -> impl Iterator<Item = Lack> {
    let definition = &request.definition.definition;
    let inactive = instance.status != InstanceStatus::Active || !instance.agent_connected;
    let elsewhere = !request.zones.is_empty() && !request.zones.contains(&instance.zone);
    let cpu = (
        definition.reserved_cpu_units(),
        instance.remaining_cpu_units(),
    );
    let memory = (
        definition.reserved_memory_mib(),
        instance.remaining_memory_mib(),
    );
    let taken_port = definition
        .host_ports()
        .into_iter()
        .find(|wanted| instance.holds_port(wanted.port, wanted.protocol));
    let few_ports = definition.dynamic_host_port_count() > instance.remaining_dynamic_port_count();
    let needs_eni = definition.effective_network_mode() == NetworkMode::Awsvpc;
    [
        inactive.then_some(Lack::NotActive),
        elsewhere.then_some(Lack::Zone),
        (cpu.0 > cpu.1).then_some(Lack::Cpu {
            needed: cpu.0,
            remaining: cpu.1,
        }),
        (memory.0 > memory.1).then_some(Lack::Memory {
            needed: memory.0,
            remaining: memory.1,
        }),
        taken_port.map(|taken| Lack::Port(taken.port)),
        few_ports.then_some(Lack::DynamicPorts),
        (needs_eni && instance.remaining_eni_count() == 0).then_some(Lack::Eni),
    ]
    .into_iter()
    .flatten()
}

/// Fargate keeps the zones of the subnets balanced. Rule: `FargateZoneBalance`.
fn choose_fargate_zone(world: &World, request: &Request) -> Place {
    let counts = Counts::of(world, request);
    let zone = request
        .zones
        .iter()
        .copied()
        .min_by_key(|zone| {
            let lot = draw(
                world.start.seed,
                Draw::TieAmongZones,
                request.task.0 ^ u128::from(zone.0),
            );
            (counts.by_zone.get(zone).copied().unwrap_or(0), lot)
        })
        .expect("a Fargate service was checked to have subnets");
    Place {
        zone,
        instance: None,
    }
}
