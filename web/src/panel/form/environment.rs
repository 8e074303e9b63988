//! `environment` of a container.

use words::panel::FormText;
use yew::prelude::*;

use super::Form;
use super::input::{Input, Kind};
use crate::panel::json::{Json, Place};

/// A row for each variable.
pub(super) fn environment(form: &Form, container: &Place) -> Html {
    let array = container.member("environment");
    let name = format!("NAME_{}", form.outline.elements(&array).len() + 1);
    let new = Json::Object(vec![("name", Json::text(&name)), ("value", Json::text(""))]);
    let row = |place: &Place| {
        let field = |name| Input {
            is_required: true,
            ..Input::of(place, name, Kind::Text)
        };
        html! { <>{ form.input(&field("name")) }{ form.input(&field("value")) }</> }
    };
    form.rows(
        &array,
        FormText::Environment,
        FormText::AddVariable,
        Some(new),
        row,
    )
}
