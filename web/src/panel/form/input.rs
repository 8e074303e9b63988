//! A text or a number of the form: what is typed stands in the JSON with each key.

use web_sys::HtmlInputElement;
use words::panel::FormText;
use yew::prelude::*;

use super::{Form, field_id};
use crate::panel::icon::Icon;
use crate::panel::json::{Json, Place, quoted};

/// How a value stands in the JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A number that AWS writes as a string.
    Amount,
}

/// One input.
#[derive(Clone)]
pub(super) struct Input {
    /// Where its value stands.
    pub(super) place: Place,
    /// AWS's name of the value, or words for it.
    pub(super) label: String,
    /// Behind the value.
    pub(super) unit: String,
    /// How it stands in the JSON.
    pub(super) kind: Kind,
    /// What holds while it is left out.
    pub(super) placeholder: &'static str,
    /// Whether leaving it out is no option.
    pub(super) is_required: bool,
    /// What it governs in the picture.
    pub(super) governs: Option<&'static str>,
    /// Its class besides.
    pub(super) class: &'static str,
    /// Suggestions: the id of a list.
    pub(super) list: Option<&'static str>,
}

impl Input {
    /// An input for a member of an object, with AWS's name as its label.
    pub(super) fn of(parent: &Place, name: &str, kind: Kind) -> Self {
        Self {
            place: parent.member(name),
            label: name.to_owned(),
            unit: String::new(),
            kind,
            placeholder: "",
            is_required: false,
            governs: None,
            class: "",
            list: None,
        }
    }
}

impl Form {
    /// The input as elements: its name, what it was, its value, and what is wrong with it.
    pub(super) fn input(&self, input: &Input) -> Html {
        let id = field_id(&input.place.name);
        let problem = self.problem(&input.place);
        let wrong = problem.is_some().then_some("wrong");
        let changed = self.before(&input.place).map(|_| "changed");
        html! {
            <div class={classes!("form-field", input.class)} data-governs={input.governs}>
                <label for={id.clone()}>{ &input.label }{ self.was(&input.place) }</label>
                <span class={classes!("panel-input", wrong, changed)}>
                    { self.bare_input(input, &id) }
                    if !input.unit.is_empty() {
                        <span class="panel-unit" aria-hidden="true">{ &input.unit }</span>
                    }
                </span>
                { problem_text(&id, problem) }
            </div>
        }
    }

    /// The input alone.
    pub(super) fn bare_input(&self, input: &Input, id: &str) -> Html {
        let value = self.value(&input.place).unwrap_or_default();
        let oninput = {
            let (form, input) = (self.clone(), input.clone());
            move |event: InputEvent| {
                let element: HtmlInputElement = event.target_unchecked_into();
                form.type_input(&input, &element.value());
            }
        };
        // Left empty, it is left out.
        let onblur = {
            let (form, input) = (self.clone(), input.clone());
            move |event: FocusEvent| {
                let element: HtmlInputElement = event.target_unchecked_into();
                let stands = form.outline.raw(&input.place.at).is_some();
                if element.value().is_empty() && !input.is_required && stands {
                    form.remove(&input.place);
                }
            }
        };
        html! {
            <input type="text" id={id.to_owned()} {value} {oninput} {onblur} placeholder={input.placeholder}
                inputmode={(input.kind != Kind::Text).then_some("numeric")} list={input.list}
                aria-label={(input.class == "bare").then(|| input.label.clone())}
                aria-invalid={self.problem(&input.place).is_some().to_string()}
                aria-describedby={format!("{id}-problem")}
                autocomplete="off" autocapitalize="off" spellcheck="false" />
        }
    }

    /// Writes what is typed; while nothing stands in the field its place is kept by a `null`.
    pub(super) fn type_input(&self, input: &Input, typed: &str) {
        let json = match input.kind {
            _ if typed.is_empty() && !input.is_required => String::from("null"),
            Kind::Text => quoted(typed),
            Kind::Number => number(typed).unwrap_or_else(|| quoted(typed)),
            Kind::Amount => {
                let stands = self.outline.raw(&input.place.at);
                let is_number = stands
                    .is_some_and(|json| json.starts_with(|first: char| first.is_ascii_digit()));
                number(typed)
                    .filter(|_| is_number)
                    .unwrap_or_else(|| quoted(typed))
            }
        };
        self.type_value(&input.place, &Json::Raw(json));
    }

    /// What the running revision has there, if that differs.
    pub(super) fn was(&self, place: &Place) -> Html {
        let text = match self.before(place) {
            None => return Html::default(),
            Some(None) => FormText::WasAbsent,
            Some(Some(value)) => {
                let value = value.trim_matches('"');
                let new = self.value(place).unwrap_or_default();
                FormText::Was {
                    value: differing(value, &new).to_owned(),
                }
            }
        };
        html! { <span class="form-was">{ self.say(text) }</span> }
    }
}

/// The tag of an image, if nothing else of its name is new; else all that was there.
fn differing<'text>(before: &'text str, after: &str) -> &'text str {
    let colon = before.rfind(':').unwrap_or(0);
    if colon > 0 && after.rfind(':') == Some(colon) && after.starts_with(&before[..colon]) {
        &before[colon..]
    } else {
        before
    }
}

/// A whole number as JSON has it.
fn number(typed: &str) -> Option<String> {
    let number: i64 = typed.trim().replace([',', '_'], "").parse().ok()?;
    Some(number.to_string())
}

/// The sentence under a field with a problem.
pub(super) fn problem_text(id: &str, problem: Option<String>) -> Html {
    html! {
        <p class="form-problem" id={format!("{id}-problem")} aria-live="polite">
            if let Some(problem) = problem {
                { Icon::Warning.html() }<span lang="en">{ problem }</span>
            }
        </p>
    }
}
