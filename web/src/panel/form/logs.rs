//! `logConfiguration` of a container.

use sim::LogDriver;
use words::panel::FormText;
use yew::prelude::*;

use super::Form;
use super::choice::Choice;
use super::input::{Input, Kind};
use crate::panel::json::{Json, Place};

/// The log driver and its options, or a button that adds one.
pub(super) fn logs(form: &Form, container: &Place) -> Html {
    let logs = container.member("logConfiguration");
    let title = form.say(FormText::Logs);
    if !form.outline.has(&logs) {
        let onclick = {
            let (form, container) = (form.clone(), container.clone());
            move |_| form.put(&logs, &awslogs(&form, &container))
        };
        return html! {
            <div class="form-list-head">
                <span>{ title }</span>
                <button type="button" class="panel-button quiet" {onclick}>
                    { "+ " }{ form.say(FormText::AddLogs) }
                </button>
            </div>
        };
    }
    let options = logs.member("options");
    let option = |name: &str| {
        form.input(&Input {
            is_required: true,
            ..Input::of(&options, name, Kind::Text)
        })
    };
    html! {
        <div class="form-list" role="group" aria-label={title.clone()}>
            <div class="form-list-head">
                <span>{ title.clone() }</span>
                { form.remove_button(&logs, title) }
            </div>
            { form.choice(Choice {
                place: logs.member("logDriver"),
                label: String::from("logDriver"),
                names: LogDriver::NAMES,
                absent: None,
                governs: None,
                class: "",
            }) }
            { for form.outline.names(&options).into_iter().map(option) }
        </div>
    }
}

/// What most people write.
fn awslogs(form: &Form, container: &Place) -> Json<'static> {
    let family = form.value(&form.outline.root().member("family"));
    let name = form.value(&container.member("name"));
    let group = format!("/ecs/{}", family.unwrap_or_default());
    Json::Object(vec![
        ("logDriver", Json::text(LogDriver::Awslogs.name())),
        (
            "options",
            Json::Object(vec![
                ("awslogs-group", Json::text(&group)),
                ("awslogs-region", Json::text("ap-northeast-2")),
                (
                    "awslogs-stream-prefix",
                    Json::text(&name.unwrap_or_default()),
                ),
            ]),
        ),
    ])
}
