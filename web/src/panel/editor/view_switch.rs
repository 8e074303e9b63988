//! The switch between the form and the JSON of a task definition.

use words::Language;
use words::panel::FormText;
use yew::prelude::*;

/// How the task definition is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// As a form.
    Form,
    /// As its text.
    Json,
}

/// Both, side by side.
pub(super) fn view_switch(shown: Shown, set: &Callback<Shown>, language: Language) -> Html {
    let button = |which: Shown, text: FormText| {
        let onclick = set.reform(move |_| which);
        html! {
            <button type="button" aria-pressed={(shown == which).to_string()} {onclick}>{ text.say(language) }</button>
        }
    };
    html! {
        <div class="panel-switch" role="group" aria-label={FormText::View.say(language)}>
            { button(Shown::Form, FormText::Form) }
            { button(Shown::Json, FormText::Json) }
        </div>
    }
}
