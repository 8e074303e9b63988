//! The inspector: what is selected, or the service at a glance.

mod actions;
mod bill;
mod causes;
mod causes_of_failure;
mod clients;
mod containers;
mod deployments;
mod header;
mod instance;
mod latest_failures;
mod lifecycle;
mod load_balancer;
mod placement;
mod requests;
mod service;
mod service_deployments;
mod stop;
mod target;
mod target_group;
mod target_requests;
mod task;
mod task_set;
mod waits;
mod zone;

pub(super) use causes_of_failure::cause_text;
use scene::Target;
pub(super) use stop::exit_meaning;
use words::panel::InspectorText;
use yew::prelude::*;

use super::PanelProps;
use crate::action::Action;

/// The panel on the right.
#[component]
pub(crate) fn InspectorPanel(props: &PanelProps) -> Html {
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with(props.readout.selection, move |selection| {
            if let Some(place) = selection.and_then(|_| place.cast::<web_sys::Element>()) {
                place.scroll_into_view();
            }
        });
    }
    let world = &props.readout.world;
    let shown = match props.readout.selection {
        None => service::service(props),
        Some(Target::Zone(zone)) => Some(zone::zone(props, zone)),
        Some(Target::Task(id)) => world.task(id).map(|found| task::task(props, found)),
        Some(Target::Instance(id)) => world
            .instance(id)
            .map(|found| instance::instance(props, found)),
        Some(Target::TargetGroup(id)) => world
            .target_group(id)
            .map(|found| target_group::target_group(props, found)),
        Some(Target::LoadBalancer(id)) => world
            .load_balancer(id)
            .map(|found| load_balancer::load_balancer(props, found)),
        Some(Target::Clients) => clients::clients(props),
    };
    html! { <div class="panel-inspector" ref={place}>{ shown.unwrap_or_else(|| gone(props)) }</div> }
}

/// What is selected does not exist at this instant.
fn gone(props: &PanelProps) -> Html {
    let language = props.readout.language;
    let onclick = props.act.reform(|_| Action::Select(None));
    html! {
        <div class="panel-section">
            <p class="panel-hint">{ InspectorText::Gone.say(language) }</p>
            if props.readout.selection.is_some() {
                <button type="button" class="panel-button" {onclick}>{ InspectorText::ShowService.say(language) }</button>
            }
        </div>
    }
}

/// A heading with what belongs to it at its right.
pub(super) fn section(title: String, aside: Html, content: Html) -> Html {
    html! {
        <div class="panel-section">
            <div class="panel-section-head"><h3>{ title }</h3><span class="panel-aside">{ aside }</span></div>
            { content }
        </div>
    }
}

/// The first line as what is said of the others, which are a list.
fn titled(lines: Vec<String>, class: &'static str) -> Html {
    let mut lines = lines.into_iter();
    let title = lines.next();
    let rest: Vec<String> = lines.collect();
    html! {
        <div {class}>
            <p class="panel-hint">{ title }</p>
            if !rest.is_empty() {
                <ul class="panel-settings">
                    { for rest.iter().map(|line| html! { <li>{ line.trim_start() }</li> }) }
                </ul>
            }
        </div>
    }
}

/// One line of a list of facts.
fn fact(name: &str, value: Html) -> Html {
    html! { <div class="panel-fact"><dt>{ name }</dt><dd>{ value }</dd></div> }
}

/// A button that selects something else, and outlines it while the pointer is on it.
pub(super) fn link(props: &PanelProps, target: Target, content: Html) -> Html {
    let onclick = props.act.reform(move |_| Action::Select(Some(target)));
    let onmouseenter = props.act.reform(move |_| Action::Hover(Some(target)));
    let onmouseleave = props.act.reform(|_| Action::Hover(None));
    html! {
        <button type="button" class="panel-link" {onclick} {onmouseenter} {onmouseleave}>{ content }</button>
    }
}
