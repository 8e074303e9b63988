//! The command of a health check in one line.

use web_sys::HtmlInputElement;
use words::panel::FormText;
use yew::prelude::*;

use super::input::problem_text;
use super::{Form, field_id};
use crate::panel::json::{Json, Place};

/// What a line shows of a command.
enum Line {
    /// What a shell runs: it stands at this place alone.
    Shell(Place),
    /// Words that no blank is in.
    Words(String),
    /// Anything else.
    Other,
}

/// The field: the shell's line, or words between blanks.
pub(super) fn command(form: &Form, check: &Place) -> Html {
    let place = check.member("command");
    let id = field_id(&place.name);
    let line = line(form, &place);
    let value = match &line {
        Line::Shell(line) => form.value(line).unwrap_or_default(),
        Line::Words(words) => words.clone(),
        Line::Other => form.outline.raw(&place.at).unwrap_or_default().to_owned(),
    };
    let is_readonly = matches!(line, Line::Other);
    let oninput = {
        let (form, place) = (form.clone(), place.clone());
        move |event: InputEvent| {
            let element: HtmlInputElement = event.target_unchecked_into();
            let typed = element.value();
            match &line {
                Line::Shell(line) => form.type_value(line, &Json::text(&typed)),
                Line::Words(_) => {
                    let words = typed.split(' ').map(Json::text).collect();
                    form.type_value(&place, &Json::Array(words));
                }
                Line::Other => {}
            }
        }
    };
    let problem = form.problem(&place);
    let wrong = problem.is_some().then_some("wrong");
    html! {
        <div class="form-field">
            <label for={id.clone()}>{ form.say(FormText::HealthCommand) }{ form.was(&place) }</label>
            <span class={classes!("panel-input", wrong)}>
                <input type="text" id={id.clone()} {value} {oninput} readonly={is_readonly}
                    aria-invalid={wrong.is_some().to_string()} aria-describedby={format!("{id}-problem")}
                    autocomplete="off" autocapitalize="off" spellcheck="false" />
            </span>
            { problem_text(&id, problem) }
            if is_readonly {
                <p class="panel-hint">{ form.say(FormText::CommandElsewhere) }</p>
            }
        </div>
    }
}

fn line(form: &Form, place: &Place) -> Line {
    let elements = form.outline.elements(place);
    let words: Option<Vec<String>> = elements.iter().map(|word| form.value(word)).collect();
    match (words.as_deref(), elements.as_slice()) {
        (Some([first, _]), [_, line]) if first == "CMD-SHELL" => Line::Shell(line.clone()),
        (Some(words), _) if words.iter().all(|word| !word.contains(' ')) => {
            Line::Words(words.join(" "))
        }
        _ => Line::Other,
    }
}
