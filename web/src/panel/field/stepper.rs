//! The buttons beside a number.

use words::panel::FieldText;
use yew::prelude::*;

use super::number::NumberField;

/// One step down, one step up.
pub(super) fn stepper(field: &NumberField, on_step: &Callback<i64>) -> Html {
    let name = || field.name.to_owned();
    let button = |label: FieldText, step: i64, is_at_end: bool, sign: &'static str| {
        html! {
            <button type="button" aria-label={label.say(field.language)} disabled={is_at_end}
                onclick={on_step.reform(move |_| step)}>{ sign }</button>
        }
    };
    html! {
        <span class="panel-steps">
            { button(FieldText::Decrease { name: name() }, -1, field.value <= field.min, "−") }
            { button(FieldText::Increase { name: name() }, 1, field.value >= field.max, "+") }
        </span>
    }
}
