//! What became of a request to run tasks: those that were started, and why others were not, one line an instance.

use scene::Target;
use sim::{Failure, InstanceId, TaskId};
use words::panel::{FailureText, RunText};
use yew::prelude::*;

use crate::panel::PanelProps;
use crate::panel::inspector::link;

/// The last answer, if it was to `StartTask` on this instance, or with none to `RunTask`.
pub(in super::super) fn outcome(panel: &PanelProps, on: Option<InstanceId>) -> Html {
    let launched = panel.readout.launched.as_ref();
    let Some(launched) = launched.filter(|launched| launched.on == on) else {
        return Html::default();
    };
    let language = panel.readout.language;
    let content = match &launched.outcome {
        Ok((tasks, failures)) => html! {
            <>
                <p><b>{ started(tasks.len()).say(language) }</b></p>
                <p class="fault-tasks">{ for tasks.iter().map(|task| task_link(panel, *task)) }</p>
                if !failures.is_empty() {
                    <p>{ RunText::Failures { count: failures.len() }.say(language) }</p>
                    <ul class="fault-failures">{ for failures.iter().map(|failure| line(panel, failure)) }</ul>
                }
            </>
        },
        // What `RunTask` is refused stands at the foot of the editor.
        Err(_) if on.is_none() => return Html::default(),
        Err(rejection) => html! {
            <p lang="en"><b>{ rejection.exception.name() }</b>{ ": " }{ &rejection.message }</p>
        },
    };
    html! { <div class="fault-outcome" role="status">{ content }</div> }
}

const fn started(count: usize) -> RunText {
    match count {
        0 => RunText::NotStarted,
        1 => RunText::StartedOne,
        count => RunText::Started { count },
    }
}

fn task_link(panel: &PanelProps, id: TaskId) -> Html {
    let task = panel.readout.world.task(id);
    let short_id = task.map(sim::Task::short_id).unwrap_or_default();
    link(panel, Target::Task(id), html! { <code>{ short_id }</code> })
}

/// Which instance, AWS's reason, and what that means.
fn line(panel: &PanelProps, failure: &Failure) -> Html {
    let readout = &panel.readout;
    let world = &readout.world;
    let arn = failure.arn.as_deref().unwrap_or_default();
    let instance = world
        .instances()
        .find(|instance| world.instance_arn(instance.id) == arn);
    let place = match instance {
        Some(instance) => {
            let id: String = instance.id.ec2().to_string().chars().take(9).collect();
            link(
                panel,
                Target::Instance(instance.id),
                html! { <code>{ format!("{id}…") }</code> },
            )
        }
        None => html! { <code>{ arn.rsplit('/').next().unwrap_or_default() }</code> },
    };
    html! {
        <li>
            { place }
            <code lang="en">{ &failure.reason }</code>
            <span class="panel-hint">{ failure_text(&failure.reason).say(readout.language) }</span>
        </li>
    }
}

/// What a reason among `failures` means.
fn failure_text(reason: &str) -> FailureText {
    match reason {
        "RESOURCE:CPU" => FailureText::Cpu,
        "RESOURCE:MEMORY" => FailureText::Memory,
        "RESOURCE:PORTS" => FailureText::Ports,
        "RESOURCE:ENI" => FailureText::Eni,
        "RESOURCE:GPU" => FailureText::Gpu,
        "ATTRIBUTE" => FailureText::Attribute,
        "LOCATION" => FailureText::Location,
        "AGENT" => FailureText::Agent,
        "INACTIVE" => FailureText::Inactive,
        "MISSING" => FailureText::Missing,
        reason if reason.starts_with("DistinctInstance") => FailureText::Distinct,
        reason if reason.starts_with("MemberOf") => FailureText::MemberOf,
        _ => FailureText::Other,
    }
}
