//! The slider of a number.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The custom property that says how much of the track is filled.
const FILL: &str = "--fill";

/// What a slider runs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Track {
    /// Its left end.
    pub(crate) min: u64,
    /// Its right end.
    pub(crate) end: u64,
    /// What lies between two of its places.
    pub(crate) step: u64,
}

/// A slider, where there is a track for one, that shows this value.
pub(crate) struct Slider<'field> {
    /// What it runs over.
    pub(crate) track: Track,
    /// What it shows.
    pub(crate) value: &'field AttrValue,
    /// Its name for people.
    pub(crate) label: String,
    /// While it is dragged.
    pub(crate) oninput: Callback<InputEvent>,
    /// When it is let go.
    pub(crate) onchange: Callback<Event>,
    /// The element.
    pub(crate) place: NodeRef,
}

/// The slider as an element.
pub(crate) fn slider(slider: Slider<'_>) -> Html {
    let Track { min, end, step } = slider.track;
    let (oninput, onchange) = (slider.oninput, slider.onchange);
    html! {
        <input type="range" class="panel-slider" ref={slider.place} min={min.to_string()} max={end.to_string()}
            step={step.to_string()} value={slider.value.clone()} {onchange} {oninput} aria-label={slider.label} />
    }
}

/// Fills the track up to the value.
#[hook]
pub(crate) fn use_fill(place: &NodeRef, track: Option<Track>, value: &AttrValue) {
    let place = place.clone();
    use_effect_with((track, value.clone()), move |(track, value)| {
        let Some((track, input)) = track.zip(place.cast::<HtmlInputElement>()) else {
            return;
        };
        let value = value.parse().unwrap_or(track.min).min(track.end);
        let percent = (value.saturating_sub(track.min) * 100)
            .checked_div(track.end.saturating_sub(track.min))
            .unwrap_or(0);
        // A slider without its fill still works.
        let _ = input.style().set_property(FILL, &format!("{percent}%"));
    });
}
