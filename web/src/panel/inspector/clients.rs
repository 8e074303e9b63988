//! Those who send requests.

use words::panel::InspectorText;
use yew::prelude::*;

use super::PanelProps;
use super::header::{Header, header};
use super::requests::requests;

/// The requests to every load balancer.
pub(super) fn clients(props: &PanelProps) -> Option<Html> {
    let world = &props.readout.world;
    let sent = world
        .load_balancers()
        .map(|balancer| requests(props, balancer));
    let language = props.readout.language;
    let names: Vec<&str> = world
        .load_balancers()
        .map(|balancer| balancer.name.as_str())
        .collect();
    Some(html! {
        <>
            { header(props, Header {
                picture: Html::default(),
                kind: InspectorText::Clients.say(language),
                name: format!("→ {}", names.join(", ")),
                copied: names.join(", "),
                below: Html::default(),
            }) }
            { for sent }
        </>
    })
}
