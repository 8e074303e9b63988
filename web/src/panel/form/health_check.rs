//! `healthCheck` of a container.

use words::panel::{FieldText, FormText};
use yew::prelude::*;

use super::Form;
use super::command::command;
use super::input::{Input, Kind};
use crate::panel::json::{Json, Place};

/// The check, or a button that adds one.
pub(super) fn health_check(form: &Form, container: &Place) -> Html {
    let check = container.member("healthCheck");
    if !form.outline.has(&check) {
        return html! {
            <div class="form-list-head" data-governs="checking">
                <span>{ form.say(FormText::HealthCheck) }</span>
                { add(form, container, &check) }
            </div>
        };
    }
    let seconds = FieldText::UnitSeconds.say(form.language);
    let number = |name, placeholder, unit: &str| {
        form.input(&Input {
            unit: unit.to_owned(),
            placeholder,
            ..Input::of(&check, name, Kind::Number)
        })
    };
    html! {
        <div class="form-list" role="group" aria-label={form.say(FormText::HealthCheck)} data-governs="checking">
            <div class="form-list-head">
                <span>{ form.say(FormText::HealthCheck) }</span>
                { form.remove_button(&check, form.say(FormText::HealthCheck)) }
            </div>
            { command(form, &check) }
            <div class="form-columns form-columns-4">
                { number("interval", "30", &seconds) }
                { number("timeout", "5", &seconds) }
                { number("retries", "3", "") }
                { number("startPeriod", "0", &seconds) }
            </div>
        </div>
    }
}

fn add(form: &Form, container: &Place, check: &Place) -> Html {
    let onclick = {
        let (form, container, check) = (form.clone(), container.clone(), check.clone());
        move |_| {
            let ports = form.outline.elements(&container.member("portMappings"));
            let port = ports
                .first()
                .and_then(|port| form.value(&port.member("containerPort")))
                .unwrap_or_else(|| String::from("8080"));
            let line = format!("curl -f http://localhost:{port}/ || exit 1");
            let command = Json::Array(vec![Json::text("CMD-SHELL"), Json::text(&line)]);
            form.put(&check, &Json::Object(vec![("command", command)]));
        }
    };
    html! {
        <button type="button" class="panel-button quiet" {onclick}>
            { "+ " }{ form.say(FormText::AddHealthCheck) }
        </button>
    }
}
