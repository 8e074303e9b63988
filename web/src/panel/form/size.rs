//! The size of the task: its CPU, its memory, and who in it takes how much.

use words::panel::FormText;
use yew::prelude::*;

use super::Form;
use super::input::{Input, Kind};
use super::share::share;
use crate::panel::field::Track;
use crate::panel::json::Place;

const CPU_TRACK: Track = Track {
    min: 0,
    end: 2_048,
    step: 128,
};
const MEMORY_TRACK: Track = Track {
    min: 0,
    end: 4_096,
    step: 128,
};

/// Both numbers with their sliders, and the bar.
pub(super) fn size(form: &Form, root: &Place, containers: &[Place]) -> Html {
    let cpu = Input {
        label: String::from("CPU"),
        unit: form.say(FormText::Units),
        ..Input::of(root, "cpu", Kind::Amount)
    };
    let memory = Input {
        label: form.say(FormText::Memory),
        unit: String::from("MiB"),
        ..Input::of(root, "memory", Kind::Amount)
    };
    html! {
        <section class="form-section" aria-label={form.say(FormText::TaskSize)}>
            <div class="form-section-head">
                <h3>{ form.say(FormText::TaskSize) }</h3>
                <span class="panel-aside">{ surroundings(form, root) }</span>
            </div>
            <div class="form-slider" data-governs="cpu">
                { form.input(&cpu) }{ form.slider(&cpu, 0, CPU_TRACK) }
            </div>
            <div class="form-slider" data-governs="memory">
                { form.input(&memory) }{ form.slider(&memory, 0, MEMORY_TRACK) }
            </div>
            <div data-governs="memory">{ share(form, root, containers) }</div>
        </section>
    }
}

/// Where it runs and in which network mode, in brief.
fn surroundings(form: &Form, root: &Place) -> String {
    let places = form
        .outline
        .elements(&root.member("requiresCompatibilities"));
    let mut parts: Vec<String> = places
        .iter()
        .filter_map(|place| form.value(place))
        .collect();
    parts.extend(form.value(&root.member("networkMode")));
    parts.join(" · ")
}
