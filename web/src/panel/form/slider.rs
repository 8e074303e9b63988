//! The slider beside a number of the form.

use web_sys::HtmlInputElement;
use words::panel::FieldText;
use yew::prelude::*;

use super::Form;
use super::input::Input;
use crate::panel::field::{Slider, Track, slider, use_fill};

#[derive(Clone, PartialEq, Properties)]
struct Props {
    track: Track,
    value: AttrValue,
    label: AttrValue,
    oninput: Callback<InputEvent>,
}

/// A slider whose track is filled up to its value.
#[component]
fn FormSlider(props: &Props) -> Html {
    let place = use_node_ref();
    use_fill(&place, Some(props.track), &props.value);
    slider(Slider {
        track: props.track,
        value: &props.value,
        label: props.label.to_string(),
        oninput: props.oninput.clone(),
        onchange: Callback::noop(),
        place,
    })
}

impl Form {
    /// A slider for a number; while there is none it stands at `default`.
    pub(super) fn slider(&self, input: &Input, default: u64, track: Track) -> Html {
        let value = self
            .value(&input.place)
            .and_then(|value| value.parse().ok());
        let value: u64 = value.unwrap_or(default);
        let oninput = {
            let (form, input) = (self.clone(), input.clone());
            Callback::from(move |event: InputEvent| {
                let element: HtmlInputElement = event.target_unchecked_into();
                form.type_input(&input, &element.value());
            })
        };
        let name = input.label.clone();
        let label = FieldText::Slider { name }.say(self.language);
        let track = Track {
            end: track.end.max(value),
            ..track
        };
        html! { <FormSlider {track} value={value.to_string()} {label} {oninput} /> }
    }
}
