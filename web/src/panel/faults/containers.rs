//! The containers of one task that runs: that which is selected in the picture, or another.

use scene::Target;
use sim::{Task, TaskId, World};
use words::panel::FaultText;
use yew::prelude::*;

use super::ContainerFaults;
use super::field::choice;
use crate::panel::PanelProps;

/// More tasks than these are not offered.
const OFFERED_MAX: usize = 100;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) panel: PanelProps,
}

/// Which task, and its containers.
#[component]
pub(super) fn Containers(props: &Props) -> Html {
    let chosen = use_state(|| None::<TaskId>);
    let readout = &props.panel.readout;
    let language = readout.language;
    {
        // What is selected in the picture is what somebody means.
        let chosen = chosen.setter();
        use_effect_with(readout.selection, move |selection| {
            if let Some(Target::Task(task)) = selection {
                chosen.set(Some(*task));
            }
        });
    }
    let alive = alive(&readout.world);
    let shown = alive
        .iter()
        .find(|task| Some(task.id) == *chosen)
        .or(alive.first());
    let Some(shown) = shown else {
        return html! { <p class="panel-hint">{ FaultText::NoContainers.say(language) }</p> };
    };
    let options: Vec<(String, String)> = alive
        .iter()
        .map(|task| {
            let text = format!("{} {}", task.short_id(), task.definition);
            (task.id.to_string(), text)
        })
        .collect();
    let on_choose = {
        let ids: Vec<TaskId> = alive.iter().map(|task| task.id).collect();
        Callback::from(move |value: String| {
            chosen.set(ids.iter().copied().find(|id| id.to_string() == value));
        })
    };
    let id = shown.id;
    html! {
        <>
            { choice("fault-task", FaultText::Task.say(language), &options, &id.to_string(), &on_choose) }
            { for (0..shown.containers.len()).map(|container| html! {
                <ContainerFaults key={format!("{id}-{container}")} panel={props.panel.clone()} task={id} {container} />
            }) }
        </>
    }
}

/// The tasks with a process that is alive.
fn alive(world: &World) -> Vec<&Task> {
    let is_alive = |task: &&Task| task.containers.iter().any(sim::Container::is_alive);
    world.tasks().filter(is_alive).take(OFFERED_MAX).collect()
}
