//! The plain fields of this tab: a choice, a text, and a box to tick.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// A choice among values with their texts.
pub(super) fn choice(
    id: &'static str,
    label: String,
    options: &[(String, String)],
    chosen: &str,
    on_choose: &Callback<String>,
) -> Html {
    let onchange =
        on_choose.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <div class="fault-field">
            <label for={id}>{ label }</label>
            <select {id} {onchange}>
                { for options.iter().map(|(value, text)| html! {
                    <option value={value.clone()} selected={value == chosen}>{ text }</option>
                }) }
            </select>
        </div>
    }
}

/// A text.
pub(super) struct TextField<'a> {
    pub(super) id: &'static str,
    pub(super) label: String,
    pub(super) value: &'a str,
    pub(super) placeholder: String,
    /// What is wrong with the text, if anything is.
    pub(super) wrong: Option<String>,
    pub(super) on_type: Callback<String>,
}

/// The text as elements.
pub(super) fn text(field: TextField<'_>) -> Html {
    let oninput = field
        .on_type
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let problem = format!("{}-problem", field.id);
    html! {
        <div class="fault-field">
            <label for={field.id}>{ field.label }</label>
            <input id={field.id} type="text" value={field.value.to_owned()} placeholder={field.placeholder} {oninput}
                aria-invalid={field.wrong.is_some().to_string()} aria-describedby={problem.clone()}
                autocomplete="off" autocapitalize="off" spellcheck="false" />
            <p class="fault-problem" id={problem} lang="en" aria-live="polite">{ field.wrong.unwrap_or_default() }</p>
        </div>
    }
}

/// A box to tick, with what it means below.
pub(super) fn tick(label: String, help: String, is_on: bool, on_tick: Callback<bool>) -> Html {
    let onchange =
        on_tick.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <label class="fault-tick">
            <input type="checkbox" checked={is_on} {onchange} />
            <span>{ label }</span>
            if !help.is_empty() {
                <span class="panel-hint">{ help }</span>
            }
        </label>
    }
}
