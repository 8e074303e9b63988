//! A yes or no: applied at once, or refused in AWS's words.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::outcome::breakable;

/// What the field needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TickFieldProps {
    /// The id of the input.
    pub(crate) id: AttrValue,
    /// AWS's name of the value.
    pub(crate) name: AttrValue,
    /// The value in force.
    pub(crate) value: bool,
    /// What it governs.
    #[prop_or_default]
    pub(crate) help: AttrValue,
    /// What is wrong with a value, if anything is.
    pub(crate) check: Callback<bool, Option<AttrValue>>,
    /// A sound value is to be applied.
    pub(crate) on_commit: Callback<bool>,
}

/// The field.
#[component]
pub(crate) fn TickField(props: &TickFieldProps) -> Html {
    let refused = use_state(|| None::<bool>);
    let refusal = refused
        .filter(|wanted| *wanted != props.value)
        .and_then(|wanted| props.check.emit(wanted))
        .unwrap_or_default();
    let onchange = {
        let props = props.clone();
        move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let wanted = input.checked();
            if props.check.emit(wanted).is_some() {
                input.set_checked(props.value);
                refused.set(Some(wanted));
            } else {
                // No state changes: showing this anew would show the value before.
                props.on_commit.emit(wanted);
            }
        }
    };
    let (outcome, help) = (
        format!("{}-outcome", props.id),
        format!("{}-help", props.id),
    );
    html! {
        <div class="panel-field panel-tick">
            <label>
                <input type="checkbox" id={props.id.clone()} checked={props.value} {onchange}
                    aria-describedby={format!("{outcome} {help}")} />
                <span>{ breakable(&props.name) }</span>
            </label>
            <p class="panel-outcome wrong" id={outcome} aria-live="polite" lang="en">{ refusal }</p>
            <p class="panel-hint" id={help}>{ &props.help }</p>
        </div>
    }
}
