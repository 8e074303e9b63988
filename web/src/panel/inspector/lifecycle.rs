//! Through which states a task has gone, when, and for how long, drawn to one scale.

use sim::{DesiredStatus, Duration, Task, TaskStatus};
use words::panel::InspectorText;
use yew::prelude::*;

use super::{PanelProps, section};
use crate::panel::chip::hue_class;
use crate::panel::span_text::span_text;

/// One line, and the longest bar, in CSS pixels.
const BAR_LENGTH: u64 = 48;
/// The longest bar stands for at least this.
const SCALE_MIN: Duration = Duration::from_secs(20);

/// The states so far, the present one strong, and those still to come.
pub(super) fn lifecycle(props: &PanelProps, task: &Task) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let end = task.stopped_at().unwrap_or(readout.now);
    let whole = span_text(end.since(task.created_at()), language);
    let aside = match task.stopped_at() {
        Some(_) => InspectorText::InAll { span: whole },
        None => InspectorText::SoFar { span: whole },
    };
    let ends = task.history.iter().skip(1).map(|(_, at)| *at).chain([end]);
    let visits: Vec<(TaskStatus, sim::Time, Duration)> = task
        .history
        .iter()
        .zip(ends)
        .map(|((status, since), until)| (*status, *since, until.since(*since)))
        .collect();
    let scale = scale(&visits);
    let hue = hue_class(scene::hue_of(&readout.world, readout.focus, task));
    let visited = visits.iter().map(|(status, since, span)| {
        let is_present = *status == task.last_status;
        let is_over = *status == TaskStatus::Stopped;
        html! {
            <li class={classes!("visited", is_present.then_some("present"))} aria-current={is_present.then_some("step")}>
                <i aria-hidden="true" />
                <span class="state">{ status.name() }</span>
                <time>{ scene::clock_text(readout.world.start(), *since) }</time>
                if is_over { <span /><span /> } else {
                    <span class="span">{ span_text(*span, language) }</span>
                    { bar(*status, *span, scale) }
                }
            </li>
        }
    });
    let coming = coming(props, task).into_iter().map(|status| {
        html! { <li class="coming"><i aria-hidden="true" /><span class="state">{ status.name() }</span></li> }
    });
    let content = html! {
        <>
            <ol class={classes!("panel-lifecycle", hue)}>{ for visited }{ for coming }</ol>
            { for words::task_wait(language, &readout.world, task).map(|wait| html! { <p class="panel-hint">{ wait }</p> }) }
        </>
    };
    section(
        InspectorText::Lifecycle.say(language),
        html! { aside.say(language) },
        content,
    )
}

/// How long the longest bar lasts: the longest state on the way, for RUNNING may last for ever.
fn scale(visits: &[(TaskStatus, sim::Time, Duration)]) -> Duration {
    visits
        .iter()
        .filter(|(status, ..)| *status != TaskStatus::Running)
        .map(|(.., span)| *span)
        .max()
        .unwrap_or(SCALE_MIN)
        .max(SCALE_MIN)
}

/// A bar; one that goes beyond the scale is cut off.
fn bar(status: TaskStatus, span: Duration, scale: Duration) -> Html {
    let length = span.as_millis() * BAR_LENGTH / scale.as_millis();
    let is_cut = length > BAR_LENGTH && status == TaskStatus::Running;
    let width = length.clamp(2, BAR_LENGTH).to_string();
    html! {
        <svg class="bar" width={BAR_LENGTH.to_string()} height="8" aria-hidden="true">
            <rect {width} height="8" rx="2" />
            if is_cut { <path d="M34 10 38 -2M39 10 43 -2" /> }
        </svg>
    }
}

/// The states that are still to come if nothing goes wrong.
fn coming(props: &PanelProps, task: &Task) -> Vec<TaskStatus> {
    use TaskStatus::{
        Activating, Deactivating, Deprovisioning, Pending, Running, Stopped, Stopping,
    };
    let deployment = props.readout.world.deployment_of(task);
    let is_balanced = deployment.is_some_and(|deployment| !deployment.load_balancers.is_empty());
    let way: &[TaskStatus] = match task.desired_status {
        DesiredStatus::Running => &[Pending, Activating, Running],
        DesiredStatus::Stopped => &[Deactivating, Stopping, Deprovisioning, Stopped],
    };
    way.iter()
        .copied()
        .filter(|status| *status > task.last_status)
        .filter(|status| match status {
            Activating => is_balanced,
            // A task that never ran has nothing to drain, and is there already or never comes there.
            Deactivating => is_balanced && task.last_status == Running,
            Deprovisioning => task.has_eni(),
            _ => true,
        })
        .collect()
}
