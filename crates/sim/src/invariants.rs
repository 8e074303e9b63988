//! What is true of every world at every instant.

mod balancing;
mod blue_green;
mod containers;
mod deployments;
mod services;
mod task_sets;
mod traffic;

use alloc::sync::Arc;

use crate::instance::Held;
use crate::limits::{DESIRED_COUNT_MAX, RESERVED_PORTS, RESERVED_PORTS_MAX, SERVICE_EVENTS_MAX};
use crate::placement::PlacementIndex;
use crate::table::{Map, Set};
use crate::{
    ClusterStatus, Container, DeploymentStatus, GroupShare, Instance, InstanceStatus, LaunchType,
    Service, ServiceStatus, TargetGroup, Task, TaskDefinitionRevision, TaskDefinitionStatus,
    TaskGroup, TaskOrigin, TaskStatus, Timer, World,
};

/// Panics if the world is in a state that no world can be in.
///
/// # Panics
/// With a sentence that names the broken invariant.
pub fn check_invariants(world: &World) {
    check_agenda(world);
    assert_eq!(
        world.index,
        PlacementIndex::rebuilt(world),
        "the index of placement is up to date"
    );
    check_families(world);
    for instance in world.instances() {
        check_instance(world, instance);
    }
    for task in world.tasks() {
        check_task(world, task);
    }
    for service in world.services() {
        check_service(world, service);
        deployments::check(world, service);
        blue_green::check(world, service);
    }
    for group in world.target_groups() {
        check_target_group(world, group);
        balancing::check_use(world, group);
    }
    for load_balancer in world.load_balancers() {
        traffic::check_accounting(world, load_balancer);
        balancing::check(world, load_balancer);
    }
}

fn check_families(world: &World) {
    for (name, family) in world.families.iter() {
        let mut before = 0;
        for listed in &family.registrations {
            let revision = listed.revision.revision;
            assert!(before < revision, "{name} lists its revisions in order");
            before = revision;
            let is_deleting = listed.status == TaskDefinitionStatus::DeleteInProgress;
            assert!(
                !is_deleting || world.is_in_use(name, revision),
                "{name}:{revision} stays as long as something uses it"
            );
            assert_eq!(
                is_deleting,
                world.deleting.contains(&(name.clone(), revision)),
                "{name}:{revision} is watched while it is being deleted"
            );
        }
        assert!(
            before <= family.revisions_ever,
            "{name} counts its revisions"
        );
    }
}

/// Whoever uses a revision finds it in its family.
fn check_definition(world: &World, used: &Arc<TaskDefinitionRevision>) {
    assert!(
        world
            .revisions(&used.definition.family)
            .iter()
            .any(|listed| listed.revision.revision == used.revision),
        "{used} is described while it is used"
    );
}

fn check_agenda(world: &World) {
    let (due_count, armed_count) = world.agenda.len();
    assert_eq!(due_count, armed_count, "each timer is armed once");
    for (at, timer) in world.agenda.timers() {
        assert!(
            at > world.now(),
            "{timer:?} was due at {at} and has not fired at {}",
            world.now()
        );
        assert!(
            subject_exists(world, timer),
            "{timer:?} has lost its subject"
        );
    }
}

fn subject_exists(world: &World, timer: Timer) -> bool {
    match timer {
        Timer::Answers(group) => world.target_group(group).is_some(),
        Timer::Arrivals(load_balancer) | Timer::Retries(load_balancer) => {
            world.load_balancer(load_balancer).is_some()
        }
        Timer::TargetHealth(group, task)
        | Timer::TargetRegistered(group, task)
        | Timer::TargetDrained(group, task) => world
            .target_group(group)
            .is_some_and(|group| group.targets.contains_key(&task)),
        Timer::AgentMissed(instance) => world.instance(instance).is_some(),
        Timer::ScalingPeriod(service) => world.scalable_target(service).is_some(),
        Timer::SaySteady(service) | Timer::ServicePass(service) => world.service(service).is_some(),
        Timer::Provisioned(task)
        | Timer::AgentAccepts(task)
        | Timer::Pulled(task, _)
        | Timer::Started(task, _)
        | Timer::Activated(task)
        | Timer::Exits(task, _)
        | Timer::OutOfMemory(task)
        | Timer::StartTimeout(task, _)
        | Timer::StopTimeout(task, _)
        | Timer::ContainerHealth(task, _)
        | Timer::Deactivated(task)
        | Timer::ContainersEnded(task)
        | Timer::Deprovisioned(task)
        | Timer::ProtectionExpires(task)
        | Timer::Forgotten(task) => world.task(task).is_some(),
    }
}

fn check_instance(world: &World, instance: &Instance) {
    check_agent(world, instance);
    let id = instance.id;
    let mut held = Held::default();
    for reservation in instance.reservations.values() {
        assert_eq!(held.gpus & reservation.gpus, 0, "{id} gives each GPU once");
        held.add(reservation);
    }
    assert_eq!(held, instance.held, "{id} knows what its tasks hold");
    assert!(
        held.cpu_units <= instance.instance_type.cpu_units(),
        "{id} gives no more CPU than it has"
    );
    assert!(
        held.memory_mib <= instance.instance_type.memory_mib(),
        "{id} gives no more memory than it has"
    );
    assert!(
        held.eni_count <= instance.task_eni_count(),
        "{id} has no more interfaces than its type"
    );
    assert!(
        held.gpus < 1 << instance.instance_type.gpu_count,
        "{id} gives no GPU that it does not have"
    );
    assert!(
        held.static_port_count + RESERVED_PORTS.len() as u32 <= RESERVED_PORTS_MAX,
        "{id} reserves no more than 100 ports"
    );
    check_groups(world, instance);
    let mut ports = Set::new();
    for (task, held) in &instance.reservations {
        let holder = world.task(*task).expect("who holds resources exists");
        assert_eq!(
            holder.instance,
            Some(id),
            "a task holds resources where it was placed"
        );
        assert_ne!(
            holder.last_status,
            TaskStatus::Stopped,
            "a STOPPED task holds nothing"
        );
        if instance.status == InstanceStatus::Draining {
            check_drained(instance, holder);
        }
        for port in &held.ports {
            assert!(
                ports.insert((port.host_port, port.protocol)),
                "{id} gives each port to one task"
            );
        }
    }
    let cluster = world.cluster(instance.cluster);
    assert!(
        cluster.is_some_and(|cluster| cluster.status == ClusterStatus::Active),
        "an instance has an ACTIVE cluster"
    );
}

/// A task on a DRAINING instance was there before, and if a service started it, it runs or stops.
fn check_drained(instance: &Instance, task: &Task) {
    let id = task.id;
    assert!(
        task.created_at() <= instance.status_since,
        "{id} was not placed on a DRAINING instance"
    );
    assert!(
        task.service().is_none() || !task.is_active() || task.has_run(),
        "{id} does not wait on a DRAINING instance"
    );
}

/// An instance knows the groups of its tasks.
fn check_groups(world: &World, instance: &Instance) {
    let mut groups: Map<TaskGroup, GroupShare> = Map::new();
    for task in instance.reservations.keys() {
        let task = world.task(*task).expect("who holds resources exists");
        let share = groups.entry(task.task_group()).or_default();
        share.present_count += 1;
        share.active_count += u32::from(task.is_active());
    }
    let id = instance.id;
    assert_eq!(
        groups, instance.groups,
        "{id} knows the groups of its tasks"
    );
}

fn check_task(world: &World, task: &Task) {
    let id = task.id;
    let is_on_instance = task.launch_type == LaunchType::Ec2;
    assert_eq!(
        task.instance.is_some(),
        is_on_instance,
        "{id} is on an instance unless on Fargate"
    );
    if task.last_status != TaskStatus::Stopped {
        check_definition(world, &task.definition);
    }
    let mut previous = None;
    for (status, at) in &task.history {
        assert!(
            previous.is_none_or(|(before, then)| before < *status && then <= *at),
            "{id} goes forward"
        );
        previous = Some((*status, *at));
    }
    assert_eq!(
        task.history.last().map(|(status, _)| *status),
        Some(task.last_status),
        "{id} is where its history ends"
    );
    assert_eq!(
        task.is_active(),
        task.stop.is_none(),
        "{id} has a reason exactly if it is to stop"
    );
    check_connectivity(world, task);
    let is_cut_off = world.is_cut_off(id);
    assert!(
        is_cut_off || task.is_active() == (task.last_status < TaskStatus::Deactivating),
        "{id} in {:?} is as desired",
        task.last_status
    );
    let ended = task.containers.iter().all(Container::has_ended);
    let started = task.containers.iter().any(|part| part.started_at.is_some());
    match task.last_status {
        TaskStatus::Running | TaskStatus::Activating => {
            assert!(!ended || is_cut_off, "{id} runs something");
        }
        TaskStatus::Deprovisioning | TaskStatus::Stopped => {
            assert!(ended || task.is_orphan(), "{id} runs nothing");
        }
        TaskStatus::Provisioning => assert!(!started, "{id} has started nothing"),
        TaskStatus::Pending => assert!(
            is_cut_off || task.containers.iter().any(|part| part.started_at.is_none()),
            "{id} has something to start"
        ),
        TaskStatus::Deactivating | TaskStatus::Stopping => {}
    }
    containers::check(world, task);
    services::check_protection(world, task);
    assert!(
        is_cut_off || is_waited_for(world, task) == (task.last_status != TaskStatus::Running),
        "{id} in {:?} waits for something exactly unless it runs",
        task.last_status
    );
    assert_eq!(
        world
            .group_tasks(task.cluster, &task.task_group())
            .any(|member| *member == id),
        task.last_status != TaskStatus::Stopped,
        "a group knows its tasks"
    );
    if let TaskOrigin::Service {
        service,
        deployment,
    } = task.origin
        && task.last_status < TaskStatus::Stopping
    {
        let service = world.service(service).expect("services are never dropped");
        assert!(
            service.deployment(deployment).is_some(),
            "{id} belongs to a deployment"
        );
    }
}

/// Nothing is known anew of a task whose agent is silent, and nothing is placed where the agent is disconnected.
fn check_connectivity(world: &World, task: &Task) {
    let id = task.id;
    let Some(instance) = task.instance.and_then(|instance| world.instance(instance)) else {
        return;
    };
    if task.last_status == TaskStatus::Stopped {
        return;
    }
    if let Some(silent_since) = instance.silent_since {
        assert!(
            task.status_since() <= silent_since.max(task.created_at()),
            "{id} in {:?} is frozen",
            task.last_status
        );
    }
    if let Some(disconnected_at) = instance.disconnected_at {
        assert!(
            task.created_at() <= disconnected_at,
            "{id} was not placed without an agent"
        );
    }
}

fn check_agent(world: &World, instance: &Instance) {
    let id = instance.id;
    assert_eq!(
        instance.agent_connected,
        instance.disconnected_at.is_none(),
        "{id} is disconnected since some time"
    );
    assert!(
        instance.agent_connected || instance.silent_since.is_some(),
        "{id}: only a silent agent is disconnected"
    );
    assert_eq!(
        world.due_at(Timer::AgentMissed(id)).is_some(),
        instance.agent_connected && instance.silent_since.is_some(),
        "{id}: a silent agent is missed in the end"
    );
    assert!(
        instance.silent_since.is_some() || instance.unreported.is_empty(),
        "{id}: an agent that is there has told everything"
    );
}

/// Whether some timer will move a task on.
fn is_waited_for(world: &World, task: &Task) -> bool {
    let id = task.id;
    let own = [
        Timer::Provisioned(id),
        Timer::AgentAccepts(id),
        Timer::Activated(id),
        Timer::Deactivated(id),
        Timer::ContainersEnded(id),
        Timer::Deprovisioned(id),
        Timer::Forgotten(id),
    ];
    let of_containers = (0..task.containers.len()).flat_map(|index| {
        [
            Timer::Pulled(id, index),
            Timer::Started(id, index),
            Timer::StopTimeout(id, index),
        ]
    });
    own.into_iter()
        .chain(of_containers)
        .any(|timer| world.due_at(timer).is_some())
        || (0..task.containers.len()).any(|index| task.waits_for(index).is_some())
}

fn check_service(world: &World, service: &Service) {
    let name = &service.name;
    let primaries = service
        .deployments
        .iter()
        .filter(|deployment| deployment.status == DeploymentStatus::Primary)
        .count();
    if service.has_task_sets() {
        task_sets::check(world, service);
    } else {
        assert_eq!(primaries, 1, "{name} has one PRIMARY deployment");
        assert_eq!(
            service.primary().status,
            DeploymentStatus::Primary,
            "{name} lists it first"
        );
    }
    assert!(
        service.desired_count <= DESIRED_COUNT_MAX,
        "{name} wants no more than its quota"
    );
    assert!(
        service.events.len() <= SERVICE_EVENTS_MAX,
        "{name} keeps 100 events"
    );
    if service.status != ServiceStatus::Inactive {
        for deployment in &service.deployments {
            check_definition(world, &deployment.definition);
        }
    }
    for task in &service.tasks {
        assert!(world.task(*task).is_some(), "{name} knows tasks that exist");
    }
    services::check_daemon(world, service);
    services::check_registration(world, service);
    if service.steady_since.is_some() {
        assert_eq!(
            service.status,
            ServiceStatus::Active,
            "only an ACTIVE service is steady"
        );
    }
}

fn check_target_group(world: &World, group: &TargetGroup) {
    let name = &group.name;
    for (id, target) in &group.targets {
        let task = world.task(*id).expect("a target's task can be described");
        balancing::check_target(world, group, task, target);
        if group.in_flight.at(*id) > 0 {
            assert!(
                task.containers[target.container].is_alive() || !target.is_reachable,
                "{name}: the dead work on nothing, but one may wait for them in vain"
            );
        }
    }
    traffic::check(world, group);
}
