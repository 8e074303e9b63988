//! The service at a glance: what the inspector shows while nothing is selected.

use sim::{Deployment, Service, Task, TaskStatus};
use words::panel::InspectorText;
use yew::prelude::*;

use super::{PanelProps, fact, section};
use crate::panel::chip::{revision_chip, state_chip};
use crate::panel::legend::LegendPanel;
use crate::panel::why::why_not;

/// Its deployments and bounds, and the legend.
pub(super) fn service(props: &PanelProps) -> Option<Html> {
    let readout = &props.readout;
    let language = readout.language;
    let service = readout.service()?;
    let bounds = service.bounds();
    let percents = &service.deployment_configuration;
    let least = InspectorText::AtLeast {
        percent: percents.minimum_healthy_percent,
        count: bounds.lower,
    };
    let most = InspectorText::AtMost {
        percent: percents.maximum_percent,
        count: bounds.upper,
    };
    let deployments = service
        .deployments
        .iter()
        .map(|deployment| one(props, service, deployment));
    Some(html! {
        <>
            <div class="panel-section panel-head">
                <div class="panel-head-names">
                    <h2><span class="panel-kind">{ InspectorText::Service.say(language) }</span>{ " " }<code>{ &service.name }</code></h2>
                    <div class="panel-head-below">
                        { state_chip(service.status.name(), true) }
                        <span>{ service.launch_type.name() }</span>
                        <span>{ format!("desiredCount {}", service.desired_count) }</span>
                    </div>
                </div>
            </div>
            { why_not(props) }
            { section(InspectorText::Deployments.say(language), Html::default(),
                html! { <ul class="panel-deployments">{ for deployments }</ul> }) }
            { section(InspectorText::Bounds.say(language), Html::default(), html! {
                <dl class="panel-facts">
                    { fact("minimumHealthyPercent", html! { least.say(language) }) }
                    { fact("maximumPercent", html! { most.say(language) }) }
                </dl>
            }) }
            <LegendPanel ..props.clone() />
        </>
    })
}

/// One deployment with its state and its tasks.
fn one(props: &PanelProps, service: &Service, deployment: &Deployment) -> Html {
    let world = &props.readout.world;
    let language = props.readout.language;
    let tasks: Vec<&Task> = service
        .tasks
        .iter()
        .filter_map(|id| world.task(*id))
        .filter(|task| task.deployment() == Some(deployment.id))
        .collect();
    let count = |which: fn(&Task) -> bool| tasks.iter().filter(|task| which(task)).count();
    let leaving = count(|task| !task.is_active());
    let is_primary = deployment.id == service.primary().id;
    let counts = InspectorText::RolloutCounts {
        running: count(|task| task.is_active() && task.last_status == TaskStatus::Running),
        pending: count(|task| task.is_active() && task.last_status < TaskStatus::Running),
        desired: if is_primary { service.desired_count } else { 0 },
    };
    let hue = scene::revision_hue(service, deployment.definition.revision);
    let id = deployment.id.to_string();
    html! {
        <li>
            <div class="panel-line">
                { revision_chip(&deployment.definition.to_string(), hue) }
                { state_chip(deployment.status.name(), is_primary) }
                <span class="panel-line-end">{ deployment.rollout_state.name() }</span>
            </div>
            <p class="panel-counts">{ counts.say(language) }</p>
            if leaving > 0 {
                <p class="panel-hint">{ InspectorText::Leaving { count: leaving }.say(language) }</p>
            }
            if deployment.failed_tasks > 0 {
                <p class="panel-hint bad">{ InspectorText::FailedTasks { count: deployment.failed_tasks }.say(language) }</p>
            }
            <p class="panel-hint" lang="en" title={id}>{ deployment.rollout_state_reason() }</p>
        </li>
    }
}
