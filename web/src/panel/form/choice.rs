//! A choice of the form.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::input::problem_text;
use super::{Form, field_id};
use crate::panel::json::{Json, Place};

/// One choice among names.
pub(super) struct Choice<'a> {
    /// Where the name stands.
    pub(super) place: Place,
    /// Its label; with the class `bare` only screen readers hear it.
    pub(super) label: String,
    /// The names.
    pub(super) names: &'a [&'a str],
    /// What leaving it out is called; none where it cannot be left out.
    pub(super) absent: Option<String>,
    /// What it governs in the picture.
    pub(super) governs: Option<&'static str>,
    /// Its class besides.
    pub(super) class: &'static str,
}

impl Form {
    /// The choice as elements.
    pub(super) fn choice(&self, choice: Choice<'_>) -> Html {
        let id = field_id(&choice.place.name);
        let problem = self.problem(&choice.place);
        let wrong = problem.is_some().then_some("wrong");
        let changed = self.before(&choice.place).map(|_| "changed");
        let is_bare = choice.class == "bare";
        html! {
            <div class={classes!("form-field", choice.class)} data-governs={choice.governs}>
                if !is_bare {
                    <label for={id.clone()}>{ &choice.label }{ self.was(&choice.place) }</label>
                }
                <span class={classes!("panel-input", wrong, changed)}>{ self.bare_choice(&choice, &id) }</span>
                { problem_text(&id, problem) }
            </div>
        }
    }

    /// The choice alone.
    pub(super) fn bare_choice(&self, choice: &Choice<'_>, id: &str) -> Html {
        let value = self.value(&choice.place);
        let chosen = value.as_deref().unwrap_or_default();
        let is_known = choice.names.contains(&chosen);
        let onchange = {
            let (form, place) = (self.clone(), choice.place.clone());
            move |event: Event| {
                let element: HtmlSelectElement = event.target_unchecked_into();
                match element.value().as_str() {
                    "" => form.remove(&place),
                    name => form.put(&place, &Json::text(name)),
                }
            }
        };
        html! {
            <select id={id.to_owned()} {onchange} aria-describedby={format!("{id}-problem")}
                aria-label={(choice.class == "bare").then(|| choice.label.clone())}
                aria-invalid={self.problem(&choice.place).is_some().to_string()}>
                if let Some(absent) = &choice.absent {
                    <option value="" selected={value.is_none()}>{ absent }</option>
                }
                if !is_known && (value.is_some() || choice.absent.is_none()) {
                    <option value={chosen.to_owned()} selected=true>{ chosen }</option>
                }
                { for choice.names.iter().map(|name| html! {
                    <option value={(*name).to_owned()} selected={*name == chosen}>{ *name }</option>
                }) }
            </select>
        }
    }
}
