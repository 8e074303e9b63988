//! Lists of the form: a row for each element, a button that removes it, and one that adds another.

use words::panel::FormText;
use yew::prelude::*;

use super::input::problem_text;
use super::{Form, field_id};
use crate::panel::icon::Icon;
use crate::panel::json::{Json, Place};

impl Form {
    /// A list with its heading; `new` is what another element is at first.
    pub(super) fn rows(
        &self,
        array: &Place,
        title: FormText,
        add: FormText,
        new: Option<Json<'static>>,
        row: impl Fn(&Place) -> Html,
    ) -> Html {
        let elements = self.outline.elements(array);
        let title = self.say(title);
        let rows = elements.iter().enumerate().map(|(index, place)| {
            let what = format!("{title} {}", index + 1);
            html! {
                <div class="form-row" key={index}>
                    { row(place) }
                    { self.remove_button(place, what) }
                    { self.element_problem(place) }
                </div>
            }
        });
        let onclick = {
            let (form, array, new) = (self.clone(), array.clone(), new.clone());
            move |_| {
                if let Some(new) = &new {
                    form.push(&array, new);
                }
            }
        };
        html! {
            <div class="form-list" role="group" aria-label={title.clone()}>
                <div class="form-list-head">
                    <span>{ title.clone() }</span>
                    if new.is_some() {
                        <button type="button" class="panel-button quiet" {onclick}>{ "+ " }{ self.say(add) }</button>
                    }
                </div>
                { for rows }
                { problem_text(&field_id(&array.name), self.problem(array)) }
            </div>
        }
    }

    /// What is wrong with an element as a whole.
    fn element_problem(&self, place: &Place) -> Html {
        problem_text(&field_id(&place.name), self.problem(place))
    }

    /// A button that takes something out of the text.
    pub(super) fn remove_button(&self, place: &Place, what: String) -> Html {
        let onclick = {
            let (form, place) = (self.clone(), place.clone());
            move |event: MouseEvent| {
                event.prevent_default();
                form.remove(&place);
            }
        };
        let label = self.say(FormText::Remove { what });
        html! {
            <button type="button" class="panel-icon-button" {onclick} title={label.clone()} aria-label={label}>
                { Icon::Close.html() }
            </button>
        }
    }
}
