//! The buttons beside a number, and its slider.

use web_sys::HtmlInputElement;
use words::panel::FieldText;
use yew::prelude::*;

use super::number::NumberFieldProps;

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
            { props.slider_max.map(|end| slider(props, end)) }
        </>
    }
}

/// Shows the number while it is dragged, and applies it where it is let go.
fn slider(props: &NumberFieldProps, end: u64) -> Html {
    let read = |event: &web_sys::EventTarget| -> Option<u64> {
        let input: &HtmlInputElement = wasm_bindgen::JsCast::dyn_ref(event)?;
        input.value().parse().ok()
    };
    let onchange = {
        let props = props.clone();
        move |event: Event| {
            let value = event.target().as_ref().and_then(read);
            let is_sound = |value: &u64| {
                *value != props.value
                    && props
                        .rule
                        .as_ref()
                        .is_none_or(|rule| rule.emit(*value).is_none())
            };
            if let Some(value) = value.filter(is_sound) {
                props.on_commit.emit(value);
            }
            props.on_draft.emit(None);
        }
    };
    let oninput = props
        .on_draft
        .reform(move |event: InputEvent| event.target().as_ref().and_then(read));
    let label = FieldText::Slider {
        name: props.name.to_string(),
    };
    html! {
        <input type="range" class="panel-slider" min={props.min.to_string()} max={end.max(props.value).to_string()}
            step={props.step.to_string()} value={props.value.to_string()} {onchange} {oninput}
            aria-label={label.say(props.language)} />
    }
}
