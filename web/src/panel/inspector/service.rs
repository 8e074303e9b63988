//! The service at a glance: what the inspector shows while nothing is selected.

use words::panel::{InspectorText, MenuText};
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
            { story(props) }
            { waits(props, service) }
            { why_not(props) }
            { deployments(props, service) }
            { service_deployments(props, service) }
            { bill(props, service) }
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
