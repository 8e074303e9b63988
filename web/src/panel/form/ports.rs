//! `portMappings` of a container.

use sim::TransportProtocol;
use words::panel::FormText;
use yew::prelude::*;

use super::Form;
use super::choice::Choice;
use super::input::{Input, Kind};
use crate::panel::json::{Json, Place};

/// A row for each mapping.
pub(super) fn ports(form: &Form, container: &Place) -> Html {
    let array = container.member("portMappings");
    let new = Json::Object(vec![("containerPort", Json::Raw(free_port(form, &array)))]);
    html! {
        <div data-governs="machines">
            { form.rows(&array, FormText::Ports, FormText::AddPort, Some(new), |place| row(form, place)) }
        </div>
    }
}

fn row(form: &Form, place: &Place) -> Html {
    let port = |name| form.input(&Input::of(place, name, Kind::Number));
    html! {
        <>
            { port("containerPort") }
            { port("hostPort") }
            { form.choice(Choice {
                place: place.member("protocol"),
                label: String::from("protocol"),
                names: TransportProtocol::NAMES,
                absent: Some(String::from("tcp")),
                governs: None,
                class: "",
            }) }
        </>
    }
}

/// The first port from 8080 on that no mapping has.
fn free_port(form: &Form, array: &Place) -> String {
    let taken: Vec<String> = form
        .outline
        .elements(array)
        .iter()
        .filter_map(|place| form.value(&place.member("containerPort")))
        .collect();
    (8_080_u16..)
        .map(|port| port.to_string())
        .find(|port| !taken.contains(port))
        .unwrap_or_default()
}
