//! `dependsOn` of a container.

use sim::ContainerCondition;
use words::panel::FormText;
use yew::prelude::*;

use super::Form;
use super::choice::Choice;
use crate::panel::json::{Json, Place};

/// A row for each dependency: on which of the other containers, and what is waited for.
pub(super) fn dependencies(form: &Form, container: &Place) -> Html {
    let root = form.outline.root();
    let others: Vec<String> = form
        .outline
        .elements(&root.member("containerDefinitions"))
        .iter()
        .filter(|other| *other != container)
        .filter_map(|other| form.value(&other.member("name")))
        .collect();
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    let new = others.first().map(|other| {
        Json::Object(vec![
            ("containerName", Json::text(other)),
            ("condition", Json::text(ContainerCondition::Start.name())),
        ])
    });
    let array = container.member("dependsOn");
    if new.is_none() && !form.outline.has(&array) {
        return Html::default();
    }
    let row = |place: &Place| {
        let choice = |name: &str, names| {
            form.choice(Choice {
                place: place.member(name),
                label: name.to_owned(),
                names,
                absent: None,
                governs: Some("starting"),
                class: "",
            })
        };
        html! {
            <>
                { choice("containerName", &others) }
                { choice("condition", ContainerCondition::NAMES) }
            </>
        }
    };
    form.rows(
        &array,
        FormText::DependsOn,
        FormText::AddDependency,
        new,
        row,
    )
}
