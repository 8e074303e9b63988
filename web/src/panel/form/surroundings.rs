//! Where the task can run, its network mode, and its roles.

use sim::{Compatibility, NetworkMode};
use web_sys::HtmlInputElement;
use words::panel::FormText;
use yew::prelude::*;

use super::choice::Choice;
use super::input::{Input, Kind, problem_text};
use super::{Form, field_id};
use crate::panel::json::{Json, Place};

/// A part that folds.
pub(super) fn surroundings(form: &Form, root: &Place) -> Html {
    let text = |name| form.input(&Input::of(root, name, Kind::Text));
    html! {
        <details class="form-section">
            <summary>{ form.say(FormText::Surroundings) }</summary>
            { form.input(&Input { is_required: true, ..Input::of(root, "family", Kind::Text) }) }
            { form.choice(Choice {
                place: root.member("networkMode"),
                label: String::from("networkMode"),
                names: NetworkMode::NAMES,
                absent: Some(form.say(FormText::Absent)),
                governs: Some("machines"),
                class: "",
            }) }
            { compatibilities(form, root) }
            { text("taskRoleArn") }
            { text("executionRoleArn") }
        </details>
    }
}

/// A box for each launch type.
fn compatibilities(form: &Form, root: &Place) -> Html {
    let array = root.member("requiresCompatibilities");
    let elements = form.outline.elements(&array);
    let id = field_id(&array.name);
    let one = |name: &&'static str| {
        let name = *name;
        let found = elements
            .iter()
            .find(|place| form.value(place).as_deref() == Some(name))
            .cloned();
        let checked = found.is_some();
        let (form, array, count) = (form.clone(), array.clone(), elements.len());
        let onchange = move |event: Event| {
            let element: HtmlInputElement = event.target_unchecked_into();
            match &found {
                None if element.checked() => form.push(&array, &Json::text(name)),
                Some(_) if count == 1 => form.remove(&array),
                Some(place) => form.remove(place),
                None => {}
            }
        };
        html! { <label><input type="checkbox" {checked} {onchange} /><span>{ name }</span></label> }
    };
    html! {
        <div class="form-field form-check" id={id.clone()} tabindex="-1" data-governs="machines">
            <span>{ "requiresCompatibilities" }</span>
            <div class="form-checks" role="group" aria-label="requiresCompatibilities">
                { for Compatibility::NAMES.iter().map(one) }
            </div>
            { problem_text(&id, form.problem(&array)) }
        </div>
    }
}
