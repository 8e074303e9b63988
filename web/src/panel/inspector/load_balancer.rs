//! One load balancer, and what has become of its requests.

use scene::Target;
use sim::LoadBalancer;
use words::panel::InspectorText;
use yew::prelude::*;

use super::header::{Header, header};
use super::latest_failures::latest_failures;
use super::requests::{requests, response_times};
use super::{PanelProps, fact, link, section};
use crate::panel::chip::state_chip;

/// Its listener, and its requests.
pub(super) fn load_balancer(props: &PanelProps, balancer: &LoadBalancer) -> Html {
    let language = props.readout.language;
    let listener = balancer.listener_port();
    let group = balancer.forwards_to();
    let group = group.and_then(|id| props.readout.world.target_group(id));
    let settings = html! {
        <dl class="panel-facts">
            if let Some(group) = group {
                { fact(&InspectorText::ForwardsTo.say(language),
                    link(props, Target::TargetGroup(group.id), html! { <code>{ &group.name }</code> })) }
            }
        </dl>
    };
    html! {
        <>
            { header(props, Header {
                picture: Html::default(),
                kind: InspectorText::LoadBalancer.say(language),
                name: balancer.name.clone(),
                copied: balancer.name.clone(),
                below: listener.map_or_else(Html::default, |port| {
                    state_chip(&InspectorText::Listener { port }.say(language), false)
                }),
            }) }
            { section(InspectorText::Settings.say(language), Html::default(), settings) }
            { requests(props, balancer) }
            { latest_failures(props, balancer) }
            { response_times(props, group) }
        </>
    }
}
