//! The buttons beside a number, and its slider.

use words::panel::FieldText;
use yew::prelude::*;

use super::number::NumberFieldProps;
use super::slider::Slider;

/// One step down, one step up, and a slider if the number has one.
pub(super) fn stepper(props: &NumberFieldProps, on_step: &Callback<i64>) -> Html {
    let language = props.language;
    let name = || props.name.to_string();
    let decrease = FieldText::Decrease { name: name() }.say(language);
    let increase = FieldText::Increase { name: name() }.say(language);
    html! {
        <>
            <span class="panel-steps">
                <button type="button" aria-label={decrease} disabled={props.value <= props.min}
                    onclick={on_step.reform(|_| -1)}>{ "−" }</button>
                <button type="button" aria-label={increase} disabled={props.value >= props.max}
                    onclick={on_step.reform(|_| 1)}>{ "+" }</button>
            </span>
            if props.slider_max.is_some() { <Slider ..props.clone() /> }
        </>
    }
}
