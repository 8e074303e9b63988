//! Trying a change: the world and the request as they would be then.

use alloc::string::ToString;
use alloc::sync::Arc;

use super::{Change, size};
use crate::placement::{Request, choose};
use crate::{
    Command, Constraint, Handlers, InstanceId, InstanceStatus, LaunchInstance, TaskDefinition,
    TaskDefinitionRevision, TaskId, World, violations,
};

pub(super) fn is_placed(world: &World, request: &Request) -> bool {
    choose(world, request).0.is_some()
}

impl Change {
    /// Whether a task finds a place after the change.
    pub fn helps(&self, world: &World, request: &Request) -> bool {
        let Some((world, request)) = self.applied(world, request) else {
            return false;
        };
        is_placed(&world, &request)
    }

    /// The world and the request after the change; none if AWS would refuse it.
    pub fn applied(&self, world: &World, request: &Request) -> Option<(World, Request)> {
        let mut world = world.clone();
        // What is tried may be more than what the world has had to do so far.
        world.handlers = Handlers::ALL;
        let mut request = request.clone();
        match self {
            Self::TaskSize {
                cpu_units,
                memory_mib,
            } => {
                let resized =
                    size::resized(&request.definition.definition, *cpu_units, *memory_mib);
                define(&mut request, resized)?;
            }
            Self::DynamicHostPorts => {
                let mut definition = request.definition.definition.clone();
                let mappings = definition
                    .container_definitions
                    .iter_mut()
                    .flat_map(|container| &mut container.port_mappings);
                for mapping in mappings.filter(|mapping| mapping.container_port_range.is_none()) {
                    mapping.host_port = Some(0);
                }
                define(&mut request, definition)?;
            }
            Self::DropConstraints(places) => drop_constraints(&mut request, places)?,
            Self::AddSubnet(zone) => request.zones.push(*zone),
            Self::AddInstance {
                instance_type,
                zone,
                awsvpc_trunking,
                attributes,
            } => order(
                &mut world,
                LaunchInstance {
                    cluster: request.cluster,
                    instance_type: instance_type.to_string(),
                    zone: *zone,
                    attributes: attributes.clone(),
                    awsvpc_trunking: *awsvpc_trunking,
                }
                .into(),
            )?,
            Self::PutAttribute {
                instance,
                attribute,
            } => order(
                &mut world,
                Command::PutAttributes {
                    cluster: request.cluster,
                    attributes: alloc::vec![(*instance, attribute.clone())],
                },
            )?,
            Self::StopTasks { tasks, .. } => world.without_tasks(tasks),
            Self::Activate(instance) => order(
                &mut world,
                Command::UpdateContainerInstancesState {
                    cluster: request.cluster,
                    container_instances: alloc::vec![*instance],
                    status: InstanceStatus::Active,
                },
            )?,
            Self::ReconnectAgent(instance) => order(
                &mut world,
                Command::ConnectAgent {
                    instance: *instance,
                },
            )?,
        }
        Some((world, request))
    }
}

/// Gives a command at the present instant.
fn order(world: &mut World, command: Command) -> Option<()> {
    world.dispatch_command(command).ok().map(|_| ())
}

/// Lets the task run another definition, if it may be registered.
fn define(request: &mut Request, definition: TaskDefinition) -> Option<()> {
    if !violations(&definition).is_empty() {
        return None;
    }
    request.definition = Arc::new(TaskDefinitionRevision {
        definition,
        ..(*request.definition).clone()
    });
    Some(())
}

/// The first places are those of the task definition's constraints.
fn drop_constraints(request: &mut Request, places: &[usize]) -> Option<()> {
    let mut definition = request.definition.definition.clone();
    let own_count = definition.placement_constraints.len();
    let mut place = 0;
    definition.placement_constraints.retain(|_| {
        place += 1;
        !places.contains(&(place - 1))
    });
    let mut place = own_count;
    request.constraints.retain(|_: &Constraint| {
        place += 1;
        !places.contains(&(place - 1))
    });
    define(request, definition)
}

impl World {
    /// The tasks hold nothing of their instances any more, as when they are STOPPED.
    fn without_tasks(&mut self, tasks: &[TaskId]) {
        for task in tasks {
            let holds = |id: &InstanceId| self.instances[id].reservations.contains_key(task);
            let instance = self.tasks.get(task).and_then(|task| task.instance);
            if !instance.as_ref().is_some_and(holds) {
                continue;
            }
            if self.tasks[task].is_active() {
                self.leave_spread(*task);
            }
            self.release(*task);
        }
    }
}
