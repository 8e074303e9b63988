//! The service deployments: the latest with what watches it, and those before it.

use std::sync::Arc;

use sim::{MonitoringStatus, Service, ServiceDeployment};
use words::panel::{DeploymentText, InspectorText};
use yew::prelude::*;

use super::{PanelProps, fact, section};
use crate::panel::chip::{revision_chip, state_chip};
use crate::panel::span_text::span_text;

/// Past service deployments that are listed.
const PAST_MAX: usize = 20;

/// The latest whole, the others in a line each.
pub(super) fn service_deployments(props: &PanelProps, service: &Service) -> Html {
    let language = props.readout.language;
    let Some(latest) = service.service_deployments.front() else {
        return Html::default();
    };
    let past = service.service_deployments.iter().skip(1).take(PAST_MAX);
    let past: Vec<Html> = past.map(|past| line(props, service, past)).collect();
    let count = past.len();
    let content = html! {
        <>
            { whole(props, service, latest) }
            if count > 0 {
                <details class="panel-past">
                    <summary>{ DeploymentText::Past { count }.say(language) }</summary>
                    <ul class="panel-list">{ for past }</ul>
                </details>
            }
        </>
    };
    section(
        DeploymentText::ServiceDeployments.say(language),
        Html::default(),
        content,
    )
}

fn whole(props: &PanelProps, service: &Service, latest: &ServiceDeployment) -> Html {
    let language = props.readout.language;
    let (breaker, alarms) = (&latest.circuit_breaker, &latest.alarms);
    let failures = format!(
        "{} · {} / {}",
        breaker.status.name(),
        breaker.failure_count,
        breaker.threshold
    );
    let named = if alarms.triggered_alarm_names.is_empty() {
        &alarms.alarm_names
    } else {
        &alarms.triggered_alarm_names
    };
    let watched = format!("{} · {}", alarms.status.name(), named.join(", "));
    html! {
        <>
            { head(props, service, latest, true) }
            if let Some(reason) = &latest.status_reason {
                <p class="panel-quote" lang="en">{ reason.text() }</p>
            }
            <dl class="panel-facts">
                if let Some(stage) = latest.lifecycle_stage {
                    { fact("lifecycleStage", state_chip(stage.name(), true)) }
                }
                if let Some(staged) = &service.staged {
                    { fact(&DeploymentText::Production.say(language), html! { share(staged.production_tenths) }) }
                    if staged.test_tenths > 0 {
                        { fact(&DeploymentText::Test.say(language), html! { share(staged.test_tenths) }) }
                    }
                }
                if let Some(rollback) = &latest.rollback {
                    { fact("rollback", html! { <code>{ rollback.revision.definition.to_string() }</code> }) }
                }
                if breaker.status != MonitoringStatus::Disabled {
                    { fact("deploymentCircuitBreaker", html! { failures }) }
                }
                if alarms.status != MonitoringStatus::Disabled {
                    { fact("alarms", html! { watched }) }
                }
            </dl>
            { hooks(latest) }
        </>
    }
}

/// Tenths of a percent.
fn share(tenths: u32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// The hooks that were asked so far.
fn hooks(latest: &ServiceDeployment) -> Html {
    let details = latest.lifecycle_hook_details.iter();
    let lines = details.map(|detail| {
        html! {
            <li class="panel-line">
                <code>{ detail.lifecycle_stage.name() }</code>
                <span class="panel-hint">{ detail.target_type.name() }</span>
                <span class="panel-line-end">{ detail.status.name() }</span>
            </li>
        }
    });
    html! { <ul class="panel-list">{ for lines }</ul> }
}

fn line(props: &PanelProps, service: &Service, past: &Arc<ServiceDeployment>) -> Html {
    html! { <li>{ head(props, service, past, false) }</li> }
}

/// What it deploys, its status, when it began and how long it took.
fn head(props: &PanelProps, service: &Service, one: &ServiceDeployment, is_latest: bool) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let definition = &one.target_revision.definition;
    let hue = scene::revision_hue(service, definition.revision);
    let clock = words::clock(language, readout.world.start(), readout.now, one.created_at);
    let end = one.finished_at.or(one.stopped_at);
    let span = end.map(|end| span_text(end.since(one.created_at), language));
    let mut times = DeploymentText::Began { clock }.say(language);
    if let Some(span) = span {
        times = format!("{times} · {}", DeploymentText::Took { span }.say(language));
    }
    html! {
        <>
            <div class="panel-line">
                { revision_chip(&definition.to_string(), hue) }
                { state_chip(one.status.name(), is_latest) }
            </div>
            <p class="panel-hint" title={format!("{}: {}", InspectorText::Deployment.say(language), one.id)}>{ times }</p>
        </>
    }
}
