//! What can be done to what is selected.

use sim::{Command, Instance, Task};
use words::panel::InspectorText;
use yew::prelude::*;

use super::PanelProps;
use crate::action::Action;

/// The exit code of a process that gets SIGKILL.
const SIGKILL_EXIT_CODE: u8 = 137;

/// Stop a task, or kill the process of one of its containers.
pub(super) fn task_actions(props: &PanelProps, task: &Task) -> Html {
    let id = task.id;
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
            button(props, command, &text, &InspectorText::KillProcessHelp)
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
            button(props, command, &text, &InspectorText::FillMemoryHelp)
        });
    html! {
        <div class="panel-section panel-actions">
            if task.is_active() {
                { button(props, stop, &InspectorText::StopTask, &InspectorText::StopTaskHelp) }
            }
            { for kill }
            { for fill }
        </div>
    }
}

/// Take a machine away.
pub(super) fn instance_actions(props: &PanelProps, instance: &Instance) -> Html {
    let command = Command::TerminateInstance {
        instance: instance.id,
    };
    html! {
        <div class="panel-section panel-actions">
            { button(props, command, &InspectorText::Terminate, &InspectorText::TerminateHelp) }
        </div>
    }
}

fn button(
    props: &PanelProps,
    command: Command,
    text: &InspectorText,
    help: &InspectorText,
) -> Html {
    let language = props.readout.language;
    let onclick = props.act.reform(move |_| Action::Submit(command.clone()));
    html! {
        <div class="panel-action">
            <button type="button" class="panel-button" {onclick}>{ text.say(language) }</button>
            <span class="panel-hint">{ help.say(language) }</span>
        </div>
    }
}
