//! A task definition comes into a service as a task set.

use sim::{
    Command, CreateTaskSet, LoadBalancerInput, Service, TargetGroupId, TaskDefinition,
    TaskSetCommand, World, with_defaults,
};

use super::{Endpoint, endpoint, launch_type, subnet_zones};

/// Where requests go in a container of which none is known to have a port.
const HTTP: u16 = 80;

/// What somebody wants of a new task set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTaskSet {
    /// `scale`, in tenths of a percent.
    pub scale_tenths: u32,
    /// `externalId`.
    pub external_id: Option<String>,
    /// Where its tasks are registered; none has no load balancer.
    pub target_group: Option<TargetGroupId>,
}

/// The calls that bring a definition into a new task set: it is registered first unless a task set of the service runs
/// it already.
pub fn calls_for_task_set(
    world: &World,
    service: &Service,
    definition: &TaskDefinition,
    wanted: NewTaskSet,
) -> Vec<Command> {
    let whole = with_defaults(definition.clone());
    let mut sets = service.task_sets();
    let running = sets.find(|(set, _)| set.definition.definition == whole);
    // Without a port that a load balancer could send to, this is what AWS refuses.
    let endpoint = endpoint(service, definition).or_else(|| {
        let first = definition.container_definitions.first()?;
        Some((first.name.clone(), HTTP))
    });
    let attached = endpoint.zip(wanted.target_group);
    let plain = input(world, service, definition, attached);
    let create = CreateTaskSet {
        task_definition: running
            .map_or(plain.task_definition, |(set, _)| set.definition.to_string()),
        scale_tenths: wanted.scale_tenths,
        external_id: wanted.external_id,
        ..plain
    };
    let register = running
        .is_none()
        .then(|| Command::RegisterTaskDefinition(Box::new(definition.clone())));
    register.into_iter().chain([command(create)]).collect()
}

/// A whole task set of the latest revision.
pub(super) fn create(
    world: &World,
    service: &Service,
    definition: &TaskDefinition,
    attached: Option<(Endpoint, TargetGroupId)>,
) -> Command {
    command(input(world, service, definition, attached))
}

fn command(create: CreateTaskSet) -> Command {
    Command::TaskSet(Box::new(TaskSetCommand::Create(create)))
}

fn input(
    world: &World,
    service: &Service,
    definition: &TaskDefinition,
    attached: Option<(Endpoint, TargetGroupId)>,
) -> CreateTaskSet {
    let attached =
        attached.map(
            |((container_name, container_port), target_group)| LoadBalancerInput {
                target_group,
                container_name,
                container_port,
                advanced_configuration: None,
            },
        );
    CreateTaskSet {
        load_balancers: attached.into_iter().collect(),
        subnet_zones: subnet_zones(world, definition),
        launch_type: launch_type(service, definition),
        ..CreateTaskSet::of(service.id, &definition.family)
    }
}
