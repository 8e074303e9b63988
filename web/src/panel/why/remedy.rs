//! The smallest changes that would place the waiting task: each was tried on a copy of the world.

use sim::{
    Change, Command, InstanceStatus, LaunchInstance, Request, Service, UpdateService, World,
    smallest_changes,
};
use words::panel::PlacementText;
use yew::prelude::*;

use super::short;
use crate::action::Action;
use crate::panel::PanelProps;

/// A line for each change, with a button where it is a command.
#[component]
pub(super) fn Remedy(props: &PanelProps) -> Html {
    let readout = props.readout.clone();
    let key = (
        readout.world.command_count(),
        readout.event_count(),
        readout.focus,
    );
    let found = use_memo(key, move |_| {
        let request = readout.world.next_request(readout.focus)?;
        let changes = smallest_changes(&readout.world, &request);
        Some((request, changes))
    });
    let (language, world) = (props.readout.language, &props.readout.world);
    let Some(((request, changes), service)) = found.as_ref().as_ref().zip(props.readout.service())
    else {
        return Html::default();
    };
    if changes.is_empty() {
        return html! { <p class="panel-hint">{ PlacementText::NoChange.say(language) }</p> };
    }
    let line = |change: &Change| {
        let text = text(world, change).say(language);
        let commands = commands(service, request, change);
        if commands.is_empty() {
            return html! { <li>{ text }</li> };
        }
        let onclick = props
            .act
            .reform(move |_| Action::SubmitAll(commands.clone()));
        html! { <li><button type="button" class="panel-button" {onclick}>{ text }</button></li> }
    };
    html! {
        <div class="why-remedy">
            <b>{ PlacementText::SmallestChange.say(language) }</b>
            <ul>{ for changes.iter().map(line) }</ul>
            <span class="panel-hint">{ PlacementText::Tried.say(language) }</span>
        </div>
    }
}

fn text(world: &World, change: &Change) -> PlacementText {
    let id = |instance: &sim::InstanceId| short(&instance.ec2().to_string());
    match change {
        Change::TaskSize {
            cpu_units,
            memory_mib,
        } => {
            let parts = [("cpu", cpu_units), ("memory", memory_mib)];
            let size: Vec<String> = parts
                .into_iter()
                .filter_map(|(name, amount)| Some(format!("{name} {}", (*amount)?)))
                .collect();
            PlacementText::SmallerTask {
                size: size.join(", "),
            }
        }
        Change::AddInstance {
            instance_type,
            zone,
            awsvpc_trunking,
            ..
        } => {
            let trunking = if *awsvpc_trunking {
                " + awsvpcTrunking"
            } else {
                ""
            };
            PlacementText::AddInstance {
                kind: format!("{instance_type}{trunking}"),
                zone: world.zone_name(*zone),
            }
        }
        Change::StopTasks { instance, tasks } => PlacementText::StopTasks {
            count: tasks.len(),
            instance: id(instance),
        },
        Change::DynamicHostPorts => PlacementText::DynamicPorts,
        Change::DropConstraints(constraints) => PlacementText::DropConstraints {
            count: constraints.len(),
        },
        Change::PutAttribute {
            instance,
            attribute,
        } => PlacementText::PutAttribute {
            attribute: match &attribute.value {
                Some(value) => format!("{}={value}", attribute.name),
                None => attribute.name.clone(),
            },
            instance: id(instance),
        },
        Change::AddSubnet(zone) => PlacementText::AddSubnet {
            zone: world.zone_name(*zone),
        },
        Change::Activate(instance) => PlacementText::Activate {
            instance: id(instance),
        },
        Change::ReconnectAgent(instance) => PlacementText::Reconnect {
            instance: id(instance),
        },
    }
}

/// What carries it out; nothing for a change of the task definition.
fn commands(service: &Service, request: &Request, change: &Change) -> Vec<Command> {
    let cluster = request.cluster;
    match change {
        Change::TaskSize { .. } | Change::DynamicHostPorts => Vec::new(),
        Change::AddInstance {
            instance_type,
            zone,
            awsvpc_trunking,
            attributes,
        } => vec![Command::from(LaunchInstance {
            attributes: attributes.clone(),
            awsvpc_trunking: *awsvpc_trunking,
            ..LaunchInstance::of(cluster, instance_type, *zone)
        })],
        Change::StopTasks { tasks, .. } => tasks
            .iter()
            .map(|task| Command::StopTask {
                cluster: None,
                task: *task,
                reason: None,
            })
            .collect(),
        Change::DropConstraints(dropped) => drop_constraints(service, request, dropped),
        Change::PutAttribute {
            instance,
            attribute,
        } => vec![Command::PutAttributes {
            cluster,
            attributes: vec![(*instance, attribute.clone())],
        }],
        Change::AddSubnet(zone) => {
            let Some(leading) = service.leading_deployment() else {
                return Vec::new();
            };
            let mut zones = leading.subnet_zones.clone();
            zones.push(*zone);
            zones.sort();
            let input = UpdateService {
                subnet_zones: Some(zones),
                ..UpdateService::of(service.id)
            };
            vec![Command::UpdateService(Box::new(input))]
        }
        Change::Activate(instance) => vec![Command::UpdateContainerInstancesState {
            cluster,
            container_instances: vec![*instance],
            status: InstanceStatus::Active,
        }],
        Change::ReconnectAgent(instance) => vec![Command::ConnectAgent {
            instance: *instance,
        }],
    }
}

/// Those of the task definition come first and stay: only a new revision drops them.
fn drop_constraints(service: &Service, request: &Request, dropped: &[usize]) -> Vec<Command> {
    let own = request.definition.definition.placement_constraints.len();
    if dropped.iter().any(|place| *place < own) {
        return Vec::new();
    }
    let kept = service
        .placement_constraints
        .iter()
        .enumerate()
        .filter(|(place, _)| !dropped.contains(&(place + own)))
        .map(|(_, constraint)| constraint.shape())
        .collect();
    let input = UpdateService {
        placement_constraints: Some(kept),
        ..UpdateService::of(service.id)
    };
    vec![Command::UpdateService(Box::new(input))]
}
