//! What can be done to what is selected.

use sim::{Command, Instance, InstanceStatus, Task};
use words::panel::{ClusterText, InspectorText};
use yew::prelude::*;

use super::PanelProps;
use crate::action::Action;
use crate::panel::cluster::change_status;

/// The exit code of a process that gets SIGKILL.
const SIGKILL_EXIT_CODE: u8 = 137;

/// Stop a task, or kill the process of one of its containers.
pub(super) fn task_actions(props: &PanelProps, task: &Task) -> Html {
    let id = task.id;
    let language = props.readout.language;
    let stop = Command::StopTask {
        cluster: None,
        task: id,
        reason: None,
    };
    let names = &task.definition.definition.container_definitions;
    let kill = task
        .containers
        .iter()
        .enumerate()
        .filter(|(_, container)| container.is_alive())
        .map(|(container, _)| {
            let command = Command::KillContainer {
                task: id,
                container,
                exit_code: SIGKILL_EXIT_CODE,
            };
            let text = InspectorText::KillProcess {
                container: names[container].name.clone(),
            };
            let help = InspectorText::KillProcessHelp;
            button(props, command, text.say(language), help.say(language))
        });
    let fill = (0..task.containers.len())
        .filter(|index| task.containers[*index].is_alive())
        .filter(|index| task.memory_limit_mib(*index).is_some())
        .map(|container| {
            let command = Command::FillMemory {
                task: id,
                container,
            };
            let text = InspectorText::FillMemory {
                container: names[container].name.clone(),
            };
            let help = InspectorText::FillMemoryHelp;
            button(props, command, text.say(language), help.say(language))
        });
    html! {
        <div class="panel-section panel-actions">
            if task.is_active() {
                { button(props, stop, InspectorText::StopTask.say(language), InspectorText::StopTaskHelp.say(language)) }
            }
            { for kill }
            { for fill }
        </div>
    }
}

/// Drain a machine or let it take tasks again, or take it away.
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
    html! {
        <div class="panel-section panel-actions">
            { button(props, change_status(instance), change.say(language), help.say(language)) }
            { button(props, terminate, terminate_text, terminate_help) }
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
