//! A slider for a number.

use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlInputElement};
use words::panel::FieldText;
use yew::prelude::*;

use super::number::NumberFieldProps;

/// The custom property that says how much of the track is filled.
const FILL: &str = "--fill";

/// Shows the number while it is dragged, and applies it where it is let go.
#[component]
pub(super) fn Slider(props: &NumberFieldProps) -> Html {
    let input = use_node_ref();
    let end = props.slider_max.unwrap_or(props.max).max(props.value);
    {
        let (input, value, min) = (input.clone(), props.value, props.min);
        use_effect_with((value, min, end), move |_| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                fill(&input, value, min, end);
            }
        });
    }
    let onchange = {
        let props = props.clone();
        move |event: Event| {
            let value = event.target().and_then(|target| read(&target));
            let is_sound = |value: &u64| {
                *value != props.value
                    && props
                        .rule
                        .as_ref()
                        .is_none_or(|rule| rule.emit(*value).is_none())
            };
            match value.filter(is_sound) {
                Some(value) => props.on_commit.emit(value),
                None => restore(&event, &props, end),
            }
            props.on_draft.emit(None);
        }
    };
    let oninput = {
        let (on_draft, min) = (props.on_draft.clone(), props.min);
        move |event: InputEvent| {
            let Some(target) = event.target() else {
                return;
            };
            let value = read(&target);
            if let (Some(value), Some(input)) = (value, target.dyn_ref()) {
                fill(input, value, min, end);
            }
            on_draft.emit(value);
        }
    };
    let label = FieldText::Slider {
        name: props.name.to_string(),
    };
    html! {
        <input type="range" class="panel-slider" ref={input} min={props.min.to_string()} max={end.to_string()}
            step={props.step.to_string()} value={props.value.to_string()} {onchange} {oninput}
            aria-label={label.say(props.language)} />
    }
}

fn read(target: &EventTarget) -> Option<u64> {
    target.dyn_ref::<HtmlInputElement>()?.value().parse().ok()
}

/// A value that is refused jumps back.
fn restore(event: &Event, props: &NumberFieldProps, end: u64) {
    if let Some(input) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    {
        input.set_value(&props.value.to_string());
        fill(&input, props.value, props.min, end);
    }
}

fn fill(input: &HtmlInputElement, value: u64, min: u64, end: u64) {
    let percent = (value.saturating_sub(min) * 100)
        .checked_div(end.saturating_sub(min))
        .unwrap_or(0);
    // A slider without its fill still works.
    let _ = input.style().set_property(FILL, &format!("{percent}%"));
}
