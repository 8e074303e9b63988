//! One container instance.

use scene::Target;
use sim::{Instance, TaskId};
use words::Language;
use words::panel::{ClusterText, InspectorText};
use yew::prelude::*;

use super::actions::instance_actions;
use super::header::{Header, header};
use super::{PanelProps, fact, link, section};
use crate::panel::chip::{revision_chip, state_chip};
use crate::panel::cluster::Attributes;
use crate::panel::fault_menu::standing_faults;
use crate::panel::faults::StartHere;
use crate::panel::meter::meter;

/// Type, zone, what is used and what is left, and its tasks.
pub(super) fn instance(props: &PanelProps, instance: &Instance) -> Html {
    let language = props.readout.language;
    let id = instance.id.ec2().to_string();
    let zone = props.readout.world.zone_name(instance.zone);
    html! {
        <>
            { header(props, Header {
                picture: Html::default(),
                kind: InspectorText::Instance.say(language),
                name: id.chars().take(9).collect::<String>() + "…",
                copied: id,
                below: html! { <>{ state_chip(instance.status.name(), true) }<span>{ instance.instance_type.name }</span><span>{ zone }</span></> },
            }) }
            { standing_faults(props, None, Some(instance)) }
            { resources(props, instance) }
            { tasks(props, instance) }
            <div class="panel-section"><Attributes panel={props.clone()} instance={instance.id} /></div>
            <StartHere key={instance.id.to_string()} panel={props.clone()} instance={instance.id} />
            { instance_actions(props, instance) }
        </>
    }
}

fn resources(props: &PanelProps, instance: &Instance) -> Html {
    let language = props.readout.language;
    let kind = instance.instance_type;
    let ports: Vec<String> = instance
        .reservations
        .values()
        .flat_map(|held| &held.ports)
        .map(|binding| binding.host_port.to_string())
        .collect();
    let ports = if ports.is_empty() {
        html! { <span class="panel-hint">{ InspectorText::NoPorts.say(language) }</span> }
    } else {
        html! { <code>{ ports.join(", ") }</code> }
    };
    let row = |name: InspectorText, total: u32, left: u32, unit: &str| {
        meter(
            &name.say(language),
            total - left.min(total),
            total,
            unit,
            language,
        )
    };
    let content = html! {
        <>
            { row(InspectorText::Cpu, kind.cpu_units(), instance.remaining_cpu_units(), "") }
            { row(InspectorText::Memory, kind.memory_mib(), instance.remaining_memory_mib(), " MiB") }
            { row(InspectorText::Enis, instance.task_eni_count(), instance.remaining_eni_count(), "") }
            <dl class="panel-facts">
                { fact(&InspectorText::Ports.say(language), ports) }
                { fact(&ClusterText::Agent.say(language), agent(instance, language)) }
            </dl>
        </>
    };
    section(
        InspectorText::Resources.say(language),
        Html::default(),
        content,
    )
}

fn tasks(props: &PanelProps, instance: &Instance) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let count = instance.reservations.len();
    let list = instance
        .reservations
        .keys()
        .map(|task| task_line(props, *task));
    let content = if count == 0 {
        html! { <p class="panel-hint">{ InspectorText::NoTasks.say(language) }</p> }
    } else {
        html! { <ul class="panel-list">{ for list }</ul> }
    };
    section(
        InspectorText::Tasks { count }.say(language),
        Html::default(),
        content,
    )
}

/// Whether Amazon ECS reaches its agent.
fn agent(instance: &Instance, language: Language) -> Html {
    let text = if instance.agent_connected {
        ClusterText::Connected
    } else {
        ClusterText::Disconnected
    };
    html! { text.say(language) }
}

/// A task in a list: its id, its revision, its state.
pub(super) fn task_line(props: &PanelProps, id: TaskId) -> Html {
    let readout = &props.readout;
    let Some(task) = readout.world.task(id) else {
        return Html::default();
    };
    let hue = scene::hue_of(&readout.world, readout.focus, task);
    html! {
        <li class="panel-line">
            { link(props, Target::Task(id), html! { <code>{ task.short_id() }</code> }) }
            { revision_chip(&task.definition.to_string(), hue) }
            <span class="panel-line-end">{ task.last_status.name() }</span>
        </li>
    }
}
