//! The choice of speed: all of them side by side, or one button that goes through them.

use words::Language;
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::clock::SPEEDS;

/// All speeds side by side.
pub(crate) fn speed_choice(chosen: u32, language: Language, act: &Callback<Action>) -> Html {
    html! {
        <div class="speed-choice" role="group" aria-label={PageText::Speed.say(language)}>
            { for SPEEDS.into_iter().map(|speed| html! {
                <button
                    type="button"
                    aria-pressed={(speed == chosen).to_string()}
                    onclick={act.reform(move |_| Action::SetSpeed(speed))}
                >
                    { PageText::SpeedButton { speed }.say(language) }
                </button>
            }) }
        </div>
    }
}

/// One button that goes to the next speed.
pub(crate) fn speed_cycle(speed: u32, language: Language, act: &Callback<Action>) -> Html {
    let next = SPEEDS
        .into_iter()
        .find(|other| *other > speed)
        .unwrap_or(SPEEDS[0]);
    html! {
        <button
            class="speed-cycle"
            type="button"
            title={PageText::ChangeSpeed.say(language)}
            onclick={act.reform(move |_| Action::SetSpeed(next))}
        >
            { PageText::SpeedCaption { speed }.say(language) }
        </button>
    }
}
