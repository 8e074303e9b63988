//! One container of the form.

use sim::{Service, World};
use words::panel::FormText;
use yew::prelude::*;

use super::Form;
use super::dependencies::dependencies;
use super::environment::environment;
use super::head::{container_problem, head, is_new};
use super::health_check::health_check;
use super::image::image;
use super::input::{Input, Kind};
use super::lifetime::lifetime;
use super::logs::logs;
use super::ports::ports;
use super::restart::restart;
use crate::panel::json::{Json, Place};
use crate::panel::prospect::main_container;

/// A part that folds; the container that the load balancer sends to is open at first.
pub(super) fn container(
    form: &Form,
    place: &Place,
    index: usize,
    world: &World,
    service: Option<&Service>,
) -> Html {
    let main = service
        .and_then(|service| Some((service, service.leading_deployment()?)))
        .and_then(|(service, leading)| main_container(service, &leading.definition.definition));
    let name = form.value(&place.member("name")).unwrap_or_default();
    html! {
        <details key={index} class={classes!("form-section", "form-container", is_new(form, place).then_some("new"))}
            open={main.unwrap_or(0) == index}>
            { head(form, place, index) }
            { container_problem(form, place) }
            { image(form, place) }
            { resources(form, place) }
            { dependencies(form, place) }
            { ports(form, place) }
            { health_check(form, place) }
            { lifetime(form, place, index, world) }
            <details class="form-more">
                <summary>{ form.say(FormText::More) }</summary>
                { form.input(&Input { is_required: true, ..Input::of(place, "name", Kind::Text) }) }
                { form.check(&place.member("essential"), "essential", true, form.say(FormText::EssentialHelp)) }
                { form.input(&Input {
                    unit: String::from("MiB"),
                    class: "form-inline",
                    governs: Some("memory"),
                    ..Input::of(place, "memoryReservation", Kind::Number)
                }) }
                { restart(form, place) }
                { environment(form, place) }
                { logs(form, place) }
                { remove(form, place, name) }
            </details>
        </details>
    }
}

fn resources(form: &Form, place: &Place) -> Html {
    let field = |name, unit: String, governs| {
        form.input(&Input {
            unit,
            governs: Some(governs),
            ..Input::of(place, name, Kind::Number)
        })
    };
    html! {
        <div class="form-columns">
            { field("cpu", form.say(FormText::Units), "cpu") }
            { field("memory", String::from("MiB"), "memory") }
        </div>
    }
}

fn remove(form: &Form, place: &Place, name: String) -> Html {
    let onclick = {
        let (form, place) = (form.clone(), place.clone());
        move |_| form.remove(&place)
    };
    html! {
        <button type="button" class="panel-button" {onclick}>{ form.say(FormText::RemoveContainer { name }) }</button>
    }
}

/// A button that adds a container, named as none is yet.
pub(super) fn add(form: &Form, root: &Place, containers: &[Place]) -> Html {
    let onclick = {
        let form = form.clone();
        let array = root.member("containerDefinitions");
        let names: Vec<Option<String>> = containers
            .iter()
            .map(|container| form.value(&container.member("name")))
            .collect();
        move |_| {
            let name = (names.len() + 1..)
                .map(|number| format!("container-{number}"))
                .find(|name| !names.contains(&Some(name.clone())))
                .unwrap_or_default();
            let members = vec![
                ("name", Json::text(&name)),
                ("image", Json::text("playground/web:1.0")),
                ("essential", Json::Raw(String::from("false"))),
            ];
            form.push(&array, &Json::Object(members));
        }
    };
    html! {
        <div class="form-section">
            <button type="button" class="panel-button" {onclick}>{ "+ " }{ form.say(FormText::AddContainer) }</button>
        </div>
    }
}
