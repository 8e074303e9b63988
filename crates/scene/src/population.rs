//! Who is in the picture: the zones of one cluster, the machines in them, and the tasks on those.

use sim::{
    Cluster, ClusterStatus, Deployment, InstanceId, LaunchType, Listener, ListenerAction, Map,
    Service, ServiceId, ServiceStatus, TargetGroupId, Task, TaskId, TaskStatus, Time, World, Zone,
    map_of, rooms as rooms_for,
};

use crate::hue::{hue_of, revision_hue};
use crate::theme::Hue;

/// Stopped tasks that are listed at the most.
const STOPPED_MAX: usize = 60;

/// Machines of which it is told how much room they have, at the most.
const ROOMS_MAX: usize = 400;
/// Places that a machine shows while there is no service.
const PLACES_WITHOUT_SERVICE: u32 = 3;

/// Who is in the picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Population {
    /// The target groups whose wires are drawn: several where a listener shares its requests among them.
    pub(crate) groups: Vec<GroupPopulation>,
    /// The revisions of the service from the oldest on, then those of other services, with their tasks.
    pub(crate) revisions: Vec<RevisionCount>,
    /// The zones, in order.
    pub(crate) zones: Vec<ZonePopulation>,
    /// Tasks that are STOPPED, the latest first, as far as they are listed.
    pub(crate) stopped: Vec<TaskId>,
    /// All of them.
    pub(crate) stopped_count: usize,
}

/// Tasks by the state of their targets: healthy, initial, draining, unhealthy; the old revision before the new one.
pub(crate) type SortedTargets = Vec<(&'static str, Vec<(TaskId, Hue)>)>;

/// One target group and who is in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GroupPopulation {
    pub(crate) id: TargetGroupId,
    /// Its part of the requests in tenths of a percent, where others have a part.
    pub(crate) share_tenths: Option<u32>,
    pub(crate) targets: SortedTargets,
}

/// One revision, and how many tasks that are not STOPPED run it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RevisionCount {
    pub(crate) hue: Hue,
    /// `family:revision`.
    pub(crate) name: String,
    pub(crate) count: usize,
}

/// Who is in one zone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ZonePopulation {
    pub(crate) zone: Zone,
    /// Tasks of the service.
    pub(crate) own_count: usize,
    pub(crate) pens: Vec<Pen>,
}

/// The tasks on one machine, or all those on Fargate in one zone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pen {
    /// None on Fargate.
    pub(crate) instance: Option<InstanceId>,
    /// The oldest first.
    pub(crate) tasks: Vec<TaskId>,
    /// How many more of the service's tasks fit.
    pub(crate) room: u32,
}

/// Machines by zone; those without a machine are on Fargate.
type Places = Map<Zone, Map<Option<InstanceId>, Pen>>;

impl Population {
    pub(crate) fn of(world: &World, focus: ServiceId) -> Self {
        let Some(cluster) = shown_cluster(world, focus) else {
            return Self {
                zones: empty_zones(world),
                ..Self::default()
            };
        };
        let service = world.service(focus);
        let mut zones = places(world, cluster, service);
        let mut stopped: Vec<&Task> = Vec::new();
        let mut own_counts: Map<Zone, usize> = Map::new();
        let mut revisions = Revisions::of(service);
        for task in world.tasks().filter(|task| task.cluster == cluster.id) {
            if task.last_status == TaskStatus::Stopped {
                stopped.push(task);
                continue;
            }
            revisions.count(world, focus, task);
            if task.service() == Some(focus) {
                *own_counts.entry(task.zone).or_insert(0) += 1;
            }
            let pens = zones.entry(task.zone).or_default();
            let pen = pens.entry(task.instance).or_insert_with(|| Pen {
                instance: task.instance,
                tasks: Vec::new(),
                room: 0,
            });
            pen.tasks.push(task.id);
        }
        let mut stopped = ordered(stopped, |task| {
            std::cmp::Reverse((task.status_since(), task.id))
        });
        let stopped_count = stopped.len();
        stopped.truncate(STOPPED_MAX);
        let mut zones: Vec<ZonePopulation> = zones
            .into_iter()
            .map(|(zone, pens)| ZonePopulation {
                zone,
                own_count: own_counts.get(&zone).copied().unwrap_or(0),
                pens: in_order(world, pens),
            })
            .collect();
        if zones.is_empty() {
            zones = empty_zones(world);
        }
        let groups = shown_target_groups(world, focus).into_iter();
        let group = |(id, share_tenths)| GroupPopulation {
            id,
            share_tenths,
            targets: targets(world, focus, id),
        };
        Self {
            groups: groups.map(group).collect(),
            revisions: revisions.listed(),
            zones,
            stopped: stopped.into_iter().map(|task| task.id).collect(),
            stopped_count,
        }
    }

    pub(crate) fn task_count(&self) -> usize {
        self.zones.iter().map(ZonePopulation::task_count).sum()
    }

    pub(crate) fn instance_count(&self) -> usize {
        self.zones.iter().map(ZonePopulation::instance_count).sum()
    }
}

impl ZonePopulation {
    pub(crate) fn task_count(&self) -> usize {
        self.pens.iter().map(|pen| pen.tasks.len()).sum()
    }

    pub(crate) fn instance_count(&self) -> usize {
        self.pens
            .iter()
            .filter(|pen| pen.instance.is_some())
            .count()
    }
}

/// The zones of the service's subnets and of the cluster's machines, with those, without tasks.
fn places(world: &World, cluster: &Cluster, service: Option<&Service>) -> Places {
    let mut zones = Places::new();
    if let Some(leading) = service.and_then(Service::leading_deployment) {
        for zone in &leading.subnet_zones {
            zones.entry(*zone).or_default();
        }
    }
    let rooms = if world.instances().count() <= ROOMS_MAX {
        rooms(world, service)
    } else {
        Map::new()
    };
    for instance in world
        .instances()
        .filter(|instance| instance.cluster == cluster.id)
    {
        let pen = Pen {
            instance: Some(instance.id),
            tasks: Vec::new(),
            room: rooms.get(&instance.id).copied().unwrap_or(0),
        };
        let pens = zones.entry(instance.zone).or_default();
        pens.insert(Some(instance.id), pen);
    }
    zones
}

/// Tasks by revision: whether of another service, the family, the number.
struct Revisions<'world>(Map<(bool, &'world str, u32), (Hue, usize)>);

impl<'world> Revisions<'world> {
    /// Those of the service's deployments, without any task yet.
    fn of(service: Option<&'world Service>) -> Self {
        let deployments = service.map_or(&[][..], |service| &service.deployments);
        let none_yet = |deployment: &'world Deployment| {
            let definition = &deployment.definition;
            let key = (
                false,
                definition.definition.family.as_str(),
                definition.revision,
            );
            let hue = revision_hue(service?, definition.revision);
            Some((key, (hue, 0)))
        };
        Self(map_of(deployments.iter().filter_map(none_yet)))
    }

    fn count(&mut self, world: &World, focus: ServiceId, task: &'world Task) {
        let key = (
            task.service() != Some(focus),
            task.definition.definition.family.as_str(),
            task.definition.revision,
        );
        let entry = self.0.entry(key);
        entry.or_insert_with(|| (hue_of(world, focus, task), 0)).1 += 1;
    }

    fn listed(self) -> Vec<RevisionCount> {
        self.0
            .into_iter()
            .map(|((_, family, number), (hue, count))| RevisionCount {
                hue,
                name: format!("{family}:{number}"),
                count,
            })
            .collect()
    }
}

fn targets(world: &World, focus: ServiceId, group: TargetGroupId) -> SortedTargets {
    let mut sorted: SortedTargets = ["healthy", "initial", "draining", "unhealthy"]
        .map(|state| (state, Vec::new()))
        .into();
    let targets = world
        .target_group(group)
        .into_iter()
        .flat_map(|group| &group.targets);
    for (id, target) in targets {
        let hue = world
            .task(*id)
            .map_or(Hue::Past, |task| hue_of(world, focus, task));
        let name = target.state.name();
        if let Some((_, targets)) = sorted.iter_mut().find(|(state, _)| *state == name) {
            targets.push((*id, hue));
        }
    }
    sorted.retain(|(_, targets)| !targets.is_empty());
    for (_, targets) in &mut sorted {
        *targets = ordered(std::mem::take(targets), |(task, hue)| {
            let revision = world.task(*task).map(|task| task.definition.revision);
            (*hue == Hue::Other, revision, *task)
        });
    }
    sorted
}

/// The target groups that the picture of a service shows: its own, and with it those with which a forward of a listener
/// shares the requests, each with its
/// part in tenths of a percent.
fn shown_target_groups(world: &World, focus: ServiceId) -> Vec<(TargetGroupId, Option<u32>)> {
    let Some(own) = shown_target_group(world, focus) else {
        return Vec::new();
    };
    let balancer = world
        .target_group(own)
        .and_then(|group| world.load_balancer(group.load_balancer?));
    let listeners = balancer.map_or(&[][..], |balancer| &balancer.listeners);
    let forward = listeners
        .iter()
        .flat_map(Listener::actions)
        .map(ListenerAction::target_groups)
        .find(|shared| shared.len() > 1 && shared.iter().any(|tuple| tuple.target_group == own));
    let Some(shared) = forward else {
        return vec![(own, None)];
    };
    // Nobody gets anything where all weights are 0.
    let total = shared.iter().map(|tuple| tuple.weight).sum::<u32>().max(1);
    let tenths = |weight: u32| (weight * 1_000 + total / 2) / total;
    shared
        .iter()
        .map(|tuple| (tuple.target_group, Some(tenths(tuple.weight))))
        .collect()
}

/// The target group of a service, if any; any where there is no service.
fn shown_target_group(world: &World, focus: ServiceId) -> Option<TargetGroupId> {
    let service = world.service(focus);
    if let Some(service) = service {
        let attached = service.leading_deployment()?.load_balancers.first();
        return attached.map(|attached| attached.target_group);
    }
    world.target_groups().map(|group| group.id).next()
}

/// The zones of the Region, without anybody in them.
fn empty_zones(world: &World) -> Vec<ZonePopulation> {
    (0..world.start().zone_count)
        .map(|zone| ZonePopulation {
            zone: Zone(zone),
            own_count: 0,
            pens: Vec::new(),
        })
        .collect()
}

/// The cluster of the service; of an unknown one, the first.
pub(crate) fn shown_cluster(world: &World, focus: ServiceId) -> Option<&Cluster> {
    match world.service(focus) {
        Some(service) => world.cluster(service.cluster),
        None => world
            .clusters()
            .find(|cluster| cluster.status == ClusterStatus::Active),
    }
}

/// Machines by when they registered, tasks on Fargate last; tasks by when they were created.
fn in_order(world: &World, pens: Map<Option<InstanceId>, Pen>) -> Vec<Pen> {
    let pens: Vec<Pen> = pens.into_iter().map(|(_, pen)| pen).collect();
    let mut pens = ordered(pens, |pen| {
        let registered = pen
            .instance
            .and_then(|instance| world.instance(instance))
            .map(|instance| instance.registered_at);
        (pen.instance.is_none(), registered, pen.instance)
    });
    for pen in &mut pens {
        pen.tasks = ordered(std::mem::take(&mut pen.tasks), |task| {
            let created = world.task(*task).map_or(Time::ZERO, Task::created_at);
            (created, *task)
        });
    }
    pens
}

/// The items by their keys, put in one by one: little machine code, and quick enough for what one picture holds.
fn ordered<Item, Key: Ord>(items: Vec<Item>, key: impl Fn(&Item) -> Key) -> Vec<Item> {
    let mut sorted: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        let own = key(&item);
        let place = sorted.partition_point(|before| key(before) <= own);
        sorted.insert(place, item);
    }
    sorted
}

/// How many more tasks of a service's PRIMARY deployment each machine could take.
fn rooms(world: &World, service: Option<&Service>) -> Map<InstanceId, u32> {
    let Some(service) = service.filter(|service| service.status == ServiceStatus::Active) else {
        // Places for whatever may come.
        let instances = world.instances();
        return map_of(instances.map(|instance| (instance.id, PLACES_WITHOUT_SERVICE)));
    };
    if service.launch_type != LaunchType::Ec2 {
        return Map::new();
    }
    let request = world.next_request(service.id);
    map_of(request.iter().flat_map(|request| rooms_for(world, request)))
}
