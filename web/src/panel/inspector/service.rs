//! The service at a glance: what the inspector shows while nothing is selected.

use sim::{DeploymentStrategy, Service};
use words::panel::{FieldText, InspectorText, MenuText};
use words::stage::full_sets;
use yew::prelude::*;

use super::bill::bill;
use super::deployments::deployments;
use super::service_deployments::service_deployments;
use super::waits::waits;
use super::{PanelProps, fact, section};
use crate::panel::chip::state_chip;
use crate::panel::legend::LegendPanel;
use crate::panel::why::why_not;

/// Its deployments and bounds, and the legend.
pub(super) fn service(props: &PanelProps) -> Option<Html> {
    let readout = &props.readout;
    let language = readout.language;
    let service = readout.service()?;
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
                    <dl class="panel-facts">
                        { fact("deploymentController", html! { service.deployment_controller.name() }) }
                    </dl>
                </div>
            </div>
            { story(props) }
            { waits(props, service) }
            { why_not(props) }
            { deployments(props, service) }
            { service_deployments(props, service) }
            { bill(props, service) }
            // Task sets keep to percents of their own.
            if !service.has_task_sets() {
                { bounds(props, service) }
            }
            <LegendPanel ..props.clone() />
        </>
    })
}

/// What is to be seen in the world that was chosen, for whoever has closed the menu.
fn story(props: &PanelProps) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let Some(told) = readout.name.story(language) else {
        return Html::default();
    };
    let content = html! {
        <>
            <p><strong>{ readout.name.say(language) }</strong></p>
            <p>{ told }</p>
        </>
    };
    section(MenuText::Story.say(language), Html::default(), content)
}

/// How many tasks deployments keep healthy and let run, by the strategy in force.
fn bounds(props: &PanelProps, service: &Service) -> Html {
    let language = props.readout.language;
    let bounds = service.deployment_bounds();
    let configuration = &service.deployment_configuration;
    let is_staged =
        service.staged.is_some() || configuration.strategy != DeploymentStrategy::Rolling;
    let [least, most] = if is_staged {
        [
            InspectorText::Healthy {
                count: bounds.lower,
            },
            InspectorText::Running {
                count: bounds.upper,
            },
        ]
    } else {
        [
            InspectorText::AtLeast {
                percent: configuration.minimum_healthy_percent,
                count: bounds.lower,
            },
            InspectorText::AtMost {
                percent: configuration.maximum_percent,
                count: bounds.upper,
            },
        ]
    };
    let names = if is_staged {
        full_sets(language)
    } else {
        ["minimumHealthyPercent", "maximumPercent"]
    };
    let is_uncounted = !is_staged
        && !props
            .readout
            .world
            .counts_stopping(configuration.maximum_percent);
    let content = html! {
        <>
            <dl class="panel-facts">
                { fact(names[0], html! { least.say(language) }) }
                { fact(names[1], html! { most.say(language) }) }
            </dl>
            if is_uncounted {
                <p class="panel-hint">{ FieldText::StoppingUncounted.say(language) }</p>
            }
        </>
    };
    section(
        InspectorText::Bounds.say(language),
        Html::default(),
        content,
    )
}
