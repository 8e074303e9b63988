//! What can be done to what is selected.

use scene::{Point, Target};
use sim::{Command, HowDisconnected, Instance, InstanceStatus, Task, Zone};
use words::panel::{ClusterText, FaultMenuText, InspectorText};
use yew::prelude::*;

use super::PanelProps;
use crate::action::Action;
use crate::panel::cluster::change_status;
use crate::panel::faults::ContainerFaults;

/// Stop a task, or make something go wrong in one of its containers.
pub(super) fn task_actions(props: &PanelProps, task: &Task) -> Html {
    let id = task.id;
    let language = props.readout.language;
    let stop = Command::StopTask {
        cluster: None,
        task: id,
        reason: None,
    };
    html! {
        <div class="panel-section panel-actions">
            if task.is_active() {
                { faults_button(props, Target::Task(id)) }
                { button(props, stop, InspectorText::StopTask.say(language), InspectorText::StopTaskHelp.say(language)) }
            }
            { for (0..task.containers.len()).map(|container| html! {
                <ContainerFaults key={format!("{id}-{container}")} panel={props.clone()} task={id} {container} />
            }) }
        </div>
    }
}

/// Drain a machine or let it take tasks again, silence its agent, or take it away.
pub(super) fn instance_actions(props: &PanelProps, instance: &Instance) -> Html {
    let language = props.readout.language;
    let terminate = Command::TerminateInstance {
        instance: instance.id,
    };
    let terminate_text = InspectorText::Terminate.say(language);
    let terminate_help = InspectorText::TerminateHelp.say(language);
    let (change, help) = match instance.status {
        InstanceStatus::Active => (ClusterText::DrainInstance, ClusterText::DrainHelp),
        InstanceStatus::Draining => (ClusterText::ActivateInstance, ClusterText::ActivateHelp),
    };
    let (agent, agent_text, agent_help) = agent_action(instance);
    html! {
        <div class="panel-section panel-actions">
            { faults_button(props, Target::Instance(instance.id)) }
            { button(props, change_status(instance), change.say(language), help.say(language)) }
            { button(props, agent, agent_text.say(language), agent_help.say(language)) }
            { button(props, terminate, terminate_text, terminate_help) }
        </div>
    }
}

/// The agent goes silent, or is back.
fn agent_action(instance: &Instance) -> (Command, ClusterText, ClusterText) {
    let instance_id = instance.id;
    if instance.silent_since.is_some() {
        let connect = Command::ConnectAgent {
            instance: instance_id,
        };
        return (connect, ClusterText::ConnectAgent, ClusterText::ConnectHelp);
    }
    let disconnect = Command::DisconnectAgent {
        instance: instance_id,
        how: HowDisconnected::Silent,
    };
    (
        disconnect,
        ClusterText::DisconnectAgent,
        ClusterText::DisconnectHelp,
    )
}

/// What can be made to go wrong in a zone.
pub(super) fn zone_actions(props: &PanelProps, zone: Zone) -> Html {
    html! {
        <div class="panel-section panel-actions">{ faults_button(props, Target::Zone(zone)) }</div>
    }
}

/// Opens the menu of faults.
fn faults_button(props: &PanelProps, target: Target) -> Html {
    let onclick = props.act.reform(move |event: MouseEvent| {
        let point = Point {
            x: event.client_x() as f32,
            y: event.client_y() as f32,
        };
        // A press of a key has no place: the menu opens in the picture.
        let by_pointer = event.detail() > 0;
        Action::OpenFaults(target, by_pointer.then_some(point))
    });
    html! {
        <div class="panel-action">
            <button type="button" class="panel-button" aria-haspopup="menu" {onclick}>
                { FaultMenuText::Open.say(props.readout.language) }
            </button>
        </div>
    }
}

fn button(props: &PanelProps, command: Command, text: String, help: String) -> Html {
    let onclick = props.act.reform(move |_| Action::Submit(command.clone()));
    html! {
        <div class="panel-action">
            <button type="button" class="panel-button" {onclick}>{ text }</button>
            <span class="panel-hint">{ help }</span>
        </div>
    }
}
