//! The deployments of a service, the PRIMARY first.

use sim::{Deployment, DeploymentStatus, RolloutState, Service, Task, TaskStatus};
use words::panel::{DeploymentText, InspectorText, TaskSetText};
use yew::prelude::*;

use super::task_set::task_set;
use super::{PanelProps, section};
use crate::panel::chip::{revision_chip, state_chip};
use crate::panel::copy_button::CopyButton;
use crate::panel::span_text::span_text;

/// Every deployment that has tasks, and the latest.
pub(super) fn deployments(props: &PanelProps, service: &Service) -> Html {
    let language = props.readout.language;
    let deployments = service.deployments.iter();
    let lines = deployments.map(|deployment| one(props, service, deployment));
    let title = if service.has_task_sets() {
        TaskSetText::TaskSets.say(language)
    } else {
        InspectorText::Deployments.say(language)
    };
    let content = if service.deployments.is_empty() {
        html! { <p class="panel-hint">{ TaskSetText::NoTaskSet.say(language) }</p> }
    } else {
        html! { <ul class="panel-deployments">{ for lines }</ul> }
    };
    section(title, Html::default(), content)
}

/// One deployment with its state and its tasks.
fn one(props: &PanelProps, service: &Service, deployment: &Deployment) -> Html {
    let language = props.readout.language;
    let is_primary = deployment.status == DeploymentStatus::Primary;
    let hue = scene::revision_hue(service, deployment.definition.revision);
    let id = deployment.id.to_string();
    let what = match deployment.task_set {
        Some(_) => TaskSetText::TaskSet.say(language),
        None => InspectorText::Deployment.say(language),
    };
    let has_failed = deployment.failed_tasks > 0;
    html! {
        <li>
            <div class="panel-line">
                { revision_chip(&deployment.definition.to_string(), hue) }
                { state_chip(deployment.status.name(), is_primary) }
                if deployment.task_set.is_none() {
                    <span class="panel-line-end">{ deployment.rollout_state.name() }</span>
                }
            </div>
            { match &deployment.task_set {
                Some(set) => task_set(props, service, deployment, set),
                None => counts(props, service, deployment),
            } }
            if has_failed {
                <p class="panel-hint bad">{ InspectorText::FailedTasks { count: deployment.failed_tasks }.say(language) }</p>
            }
            <p class="panel-hint">{ times(props, service, deployment) }</p>
            if deployment.task_set.is_none() {
                <p class="panel-quote" lang="en">{ deployment.rollout_state_reason() }</p>
            }
            <p class="panel-id">
                <code>{ &id }</code>
                <CopyButton text={id} {what} {language} />
            </p>
        </li>
    }
}

/// Its tasks by what they do.
fn counts(props: &PanelProps, service: &Service, deployment: &Deployment) -> Html {
    let language = props.readout.language;
    let tasks: Vec<&Task> = service
        .tasks
        .iter()
        .filter_map(|id| props.readout.world.task(*id))
        .filter(|task| task.deployment() == Some(deployment.id))
        .collect();
    let count = |which: fn(&Task) -> bool| tasks.iter().filter(|task| which(task)).count();
    let is_primary = deployment.status == DeploymentStatus::Primary;
    let counts = InspectorText::RolloutCounts {
        running: count(|task| task.is_active() && task.last_status == TaskStatus::Running),
        pending: count(|task| task.is_active() && task.last_status < TaskStatus::Running),
        desired: if is_primary { service.desired_count } else { 0 },
    };
    let leaving = count(|task| !task.is_active());
    html! {
        <>
            <p class="panel-counts">{ counts.say(language) }</p>
            if leaving > 0 {
                <p class="panel-hint">{ InspectorText::Leaving { count: leaving }.say(language) }</p>
            }
        </>
    }
}

/// When it began, and how long it took or has taken.
fn times(props: &PanelProps, service: &Service, deployment: &Deployment) -> String {
    let readout = &props.readout;
    let language = readout.language;
    let clock = words::clock(
        language,
        readout.world.start(),
        readout.now,
        deployment.created_at,
    );
    let began = DeploymentText::Began { clock }.say(language);
    let mut services = service.service_deployments.iter();
    let belongs = services.find(|one| Some(one.id) == deployment.service_deployment);
    let finished_at = belongs.and_then(|one| one.finished_at);
    let since = |end: sim::Time| span_text(end.since(deployment.created_at), language);
    let is_primary = deployment.status == DeploymentStatus::Primary;
    let lasted = match deployment.rollout_state {
        _ if deployment.task_set.is_some() => None,
        RolloutState::InProgress if is_primary => Some(DeploymentText::SoFar {
            span: since(readout.now),
        }),
        RolloutState::Completed => finished_at.map(|end| DeploymentText::Took { span: since(end) }),
        _ => None,
    };
    match lasted {
        Some(lasted) => format!("{began} · {}", lasted.say(language)),
        None => began,
    }
}
