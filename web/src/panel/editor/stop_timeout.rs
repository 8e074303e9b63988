//! `stopTimeout` of the main container: it stands in the JSON text.

use sim::{Compatibility, Service};
use words::panel::FieldText;
use yew::prelude::*;

use super::PartProps;
use crate::panel::field::{NumberField, number_field};
use crate::panel::json::set_value;
use crate::panel::prospect::main_container;

/// AWS's default.
const DEFAULT_SECONDS: u64 = 30;
/// The longest on Fargate; elsewhere the slider's end.
const FARGATE_SECONDS_MAX: u64 = 120;
/// Longer ones are of no use to anyone.
const SECONDS_MAX: u64 = 3_600;

/// The field; it needs a text without problems.
pub(super) fn stop_timeout(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let read = part.draft.read();
    let main = read.reading.definition.as_ref().and_then(|definition| {
        let index = main_container(service, definition)?;
        Some((index, &definition.container_definitions[index], definition))
    });
    let Some((index, container, definition)) = main else {
        return html! { <p class="panel-hint">{ FieldText::NeedsValidText.say(language) }</p> };
    };
    let on_commit = {
        let draft = part.draft.clone();
        Callback::from(move |seconds: u64| {
            let path = format!("containerDefinitions[{index}]");
            let text = set_value(&draft.text(), &path, "stopTimeout", &seconds.to_string());
            if let Some(text) = text {
                draft.replace(&text);
            }
        })
    };
    let is_fargate = definition.requires(Compatibility::Fargate);
    let max = if is_fargate {
        FARGATE_SECONDS_MAX
    } else {
        SECONDS_MAX
    };
    let value = container
        .stop_timeout
        .map_or(DEFAULT_SECONDS, sim::Duration::as_secs);
    let help = FieldText::StopTimeout {
        container: container.name.clone(),
    };
    number_field(NumberField {
        id: "stop-timeout",
        name: "stopTimeout",
        value,
        max,
        step: 5,
        slider_max: Some(FARGATE_SECONDS_MAX),
        writes_json: true,
        on_commit,
        ..NumberField::plain(language, help)
    })
}
