//! `restartPolicy` of a container.

use web_sys::HtmlInputElement;
use words::panel::{FieldText, FormText};
use yew::prelude::*;

use super::input::{Input, Kind, problem_text};
use super::{Form, field_id};
use crate::panel::json::{Json, Place};

/// Whether it is restarted in place, after how long, and after which exits not.
pub(super) fn restart(form: &Form, container: &Place) -> Html {
    let policy = container.member("restartPolicy");
    let enabled = policy.member("enabled");
    let help = form.say(FormText::RestartHelp);
    let label = form.say(FormText::RestartPolicy);
    let is_enabled = form.value(&enabled).as_deref() == Some("true");
    html! {
        <>
            { form.check(&enabled, &label, false, help) }
            if is_enabled {
                <div class="form-columns">
                    { form.input(&Input {
                        unit: FieldText::UnitSeconds.say(form.language),
                        placeholder: "300",
                        ..Input::of(&policy, "restartAttemptPeriod", Kind::Number)
                    }) }
                    { codes(form, &policy.member("ignoredExitCodes")) }
                </div>
            }
        </>
    }
}

/// Numbers between commas.
fn codes(form: &Form, place: &Place) -> Html {
    let id = field_id(&place.name);
    let codes: Vec<String> = form
        .outline
        .elements(place)
        .iter()
        .filter_map(|code| form.value(code))
        .collect();
    let onchange = {
        let (form, place) = (form.clone(), place.clone());
        move |event: Event| {
            let element: HtmlInputElement = event.target_unchecked_into();
            let typed = element.value();
            let codes: Vec<Json<'_>> = typed
                .split([',', ' '])
                .filter(|code| !code.is_empty())
                .map(|code| match code.parse::<i32>() {
                    Ok(code) => Json::Raw(code.to_string()),
                    Err(_) => Json::text(code),
                })
                .collect();
            if codes.is_empty() {
                form.remove(&place);
            } else {
                form.put(&place, &Json::Array(codes));
            }
        }
    };
    let first_wrong = form
        .outline
        .elements(place)
        .iter()
        .find_map(|code| form.problem(code));
    let problem = form.problem(place).or(first_wrong);
    let wrong = problem.is_some().then_some("wrong");
    html! {
        <div class="form-field">
            <label for={id.clone()}>{ "ignoredExitCodes" }</label>
            <span class={classes!("panel-input", wrong)}>
                <input type="text" id={id.clone()} value={codes.join(", ")} {onchange}
                    placeholder={form.say(FormText::ExitCodes)} autocomplete="off"
                    aria-invalid={wrong.is_some().to_string()} aria-describedby={format!("{id}-problem")} />
            </span>
            { problem_text(&id, problem) }
        </div>
    }
}
