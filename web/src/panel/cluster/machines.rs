//! The machines that a cluster has, each with what is left of it and what can be done to it.

use scene::Target;
use sim::{ClusterId, Command, Instance, InstanceStatus};
use words::panel::ClusterText;
use yew::prelude::*;

use crate::action::Action;
use crate::panel::PanelProps;
use crate::panel::chip::state_chip;
use crate::panel::icon::Icon;
use crate::panel::inspector::link;
use crate::panel::meter::grouped;

/// More than these are not listed.
const LISTED_MAX: usize = 100;

/// The list.
pub(super) fn machines(props: &PanelProps, cluster: ClusterId) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let mut instances: Vec<&Instance> = readout
        .world
        .instances()
        .filter(|instance| instance.cluster == cluster)
        .collect();
    instances.sort_by_key(|instance| (instance.zone, instance.registered_at));
    let count = instances.len();
    html! {
        <>
            <h3>{ ClusterText::Instances { count }.say(language) }</h3>
            if count == 0 {
                <p class="panel-hint">{ ClusterText::NoInstances.say(language) }</p>
            }
            <ul class="cluster-list">
                { for instances.into_iter().take(LISTED_MAX).map(|instance| machine(props, instance)) }
            </ul>
        </>
    }
}

fn machine(props: &PanelProps, instance: &Instance) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let id: String = instance.id.ec2().to_string().chars().take(9).collect();
    let free = ClusterText::Free {
        cpu: grouped(instance.remaining_cpu_units().into()),
        memory: grouped(instance.remaining_memory_mib().into()),
    };
    let is_active = instance.status == InstanceStatus::Active;
    let change = if is_active {
        ClusterText::Drain { id: id.clone() }
    } else {
        ClusterText::Activate { id: id.clone() }
    };
    let terminate = Command::TerminateInstance {
        instance: instance.id,
    };
    html! {
        <li key={instance.id.ec2().to_string()}>
            { link(props, Target::Instance(instance.id), html! { <code>{ format!("{id}…") }</code> }) }
            <span>{ instance.instance_type.name }</span>
            <span class="panel-hint">{ readout.world.zone_name(instance.zone) }</span>
            if !is_active { { state_chip(instance.status.name(), true) } }
            <span class="panel-hint cluster-free">{ free.say(language) }</span>
            <span class="cluster-actions">
                { button(props, change_status(instance), change.say(language), if is_active { Icon::Pause } else { Icon::Play }) }
                { button(props, terminate, ClusterText::Terminate { id }.say(language), Icon::Close) }
            </span>
        </li>
    }
}

/// From ACTIVE to DRAINING, or back.
pub(crate) fn change_status(instance: &Instance) -> Command {
    Command::UpdateContainerInstancesState {
        cluster: instance.cluster,
        container_instances: vec![instance.id],
        status: match instance.status {
            InstanceStatus::Active => InstanceStatus::Draining,
            InstanceStatus::Draining => InstanceStatus::Active,
        },
    }
}

fn button(props: &PanelProps, command: Command, label: String, icon: Icon) -> Html {
    let onclick = props.act.reform(move |_| Action::Submit(command.clone()));
    html! {
        <button type="button" class="panel-icon-button" {onclick} title={label.clone()} aria-label={label}>{ icon.html() }</button>
    }
}
