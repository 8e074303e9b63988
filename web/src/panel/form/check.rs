//! A yes or no of the form.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::input::problem_text;
use super::{Form, field_id};
use crate::panel::json::{Json, Place};

impl Form {
    /// A box to tick; absent means `default`.
    pub(super) fn check(&self, place: &Place, label: &str, default: bool, help: String) -> Html {
        let id = field_id(&place.name);
        let checked = self.value(place).map_or(default, |value| value == "true");
        let onchange = {
            let (form, place) = (self.clone(), place.clone());
            move |event: Event| {
                let element: HtmlInputElement = event.target_unchecked_into();
                form.put(&place, &Json::Raw(element.checked().to_string()));
            }
        };
        html! {
            <div class="form-field form-check">
                <label title={help}>
                    <input type="checkbox" id={id.clone()} {checked} {onchange}
                        aria-describedby={format!("{id}-problem")} />
                    <span>{ label }</span>{ self.was(place) }
                </label>
                { problem_text(&id, self.problem(place)) }
            </div>
        }
    }
}
