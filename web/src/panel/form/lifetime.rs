//! How long a container may take to start and to stop.

use sim::World;
use words::panel::{FieldText, FormText};
use yew::prelude::*;

use super::Form;
use super::evidence::killed_task;
use super::input::{Input, Kind};
use crate::panel::field::Track;
use crate::panel::icon::Icon;
use crate::panel::json::Place;

/// AWS's default of `stopTimeout`, in seconds.
const STOP_DEFAULT: u64 = 30;
/// Up to the longest on Fargate.
const STOP_TRACK: Track = Track {
    min: 0,
    end: 120,
    step: 5,
};

/// `stopTimeout` with what it has led to, and `startTimeout`.
pub(super) fn lifetime(form: &Form, container: &Place, index: usize, world: &World) -> Html {
    let seconds = FieldText::UnitSeconds.say(form.language);
    let stop = Input {
        unit: seconds.clone(),
        placeholder: "30",
        ..Input::of(container, "stopTimeout", Kind::Number)
    };
    let family = form.value(&form.outline.root().member("family"));
    let killed = killed_task(world, family.as_deref().unwrap_or_default(), index);
    html! {
        <>
            <div data-governs="stopping">
                <div class="form-slider">
                    { form.input(&stop) }
                    { form.slider(&stop, STOP_DEFAULT, STOP_TRACK) }
                </div>
                if let Some((task, timeout)) = killed {
                    <p class="form-evidence">
                        { Icon::Warning.html() }
                        { form.say(FormText::StopEvidence { seconds: timeout.as_secs(), task }) }
                    </p>
                }
            </div>
            { form.input(&Input {
                unit: seconds,
                class: "form-inline",
                governs: Some("starting"),
                ..Input::of(container, "startTimeout", Kind::Number)
            }) }
        </>
    }
}
