//! The tasks without a service, each with a button that stops it.

use std::cmp::Reverse;

use scene::Target;
use sim::{Command, Task, TaskOrigin, TaskStatus};
use words::panel::RunText;
use yew::prelude::*;

use crate::action::Action;
use crate::panel::PanelProps;
use crate::panel::chip::revision_chip;
use crate::panel::inspector::link;

/// More than these are not listed.
const LISTED_MAX: usize = 50;

/// The list, the newest first; nothing while there is none.
pub(super) fn standalone(panel: &PanelProps) -> Html {
    let readout = &panel.readout;
    let mut tasks: Vec<&Task> = readout
        .world
        .tasks()
        .filter(|task| matches!(task.origin, TaskOrigin::Standalone { .. }))
        .filter(|task| task.last_status != TaskStatus::Stopped)
        .collect();
    let count = tasks.len();
    if count == 0 {
        return Html::default();
    }
    tasks.sort_by_key(|task| Reverse(task.created_at()));
    html! {
        <>
            <p class="fault-title">{ RunText::Standalone { count }.say(readout.language) }</p>
            <ul class="fault-list">{ for tasks.into_iter().take(LISTED_MAX).map(|task| one(panel, task)) }</ul>
        </>
    }
}

fn one(panel: &PanelProps, task: &Task) -> Html {
    let readout = &panel.readout;
    let hue = scene::hue_of(&readout.world, readout.focus, task);
    let id = task.id;
    let short_id = task.short_id();
    let stop = RunText::Stop {
        task: short_id.clone(),
    }
    .say(readout.language);
    let onclick = panel.act.reform(move |_| {
        Action::Submit(Command::StopTask {
            cluster: None,
            task: id,
            reason: None,
        })
    });
    html! {
        <li class="panel-line" key={id.to_string()}>
            { link(panel, Target::Task(id), html! { <code>{ short_id }</code> }) }
            { revision_chip(&task.definition.to_string(), hue) }
            <span class="panel-line-end">{ task.last_status.name() }</span>
            if task.is_active() {
                <button type="button" class="panel-button" {onclick}>{ stop }</button>
            }
        </li>
    }
}
