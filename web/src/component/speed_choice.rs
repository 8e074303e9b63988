//! The choice of speed: all of them side by side, or one button that goes through them.

use words::Language;
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::clock::SPEEDS;

/// What is chosen, and where a choice goes.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SpeedProps {
    /// Simulated seconds in a second.
    pub(crate) speed: u32,
    /// Of the words.
    pub(crate) language: Language,
    /// What to do.
    pub(crate) act: Callback<Action>,
}

/// All speeds side by side.
#[component]
pub(crate) fn SpeedChoice(props: &SpeedProps) -> Html {
    html! {
        <div class="speed-choice" role="group" aria-label={PageText::Speed.say(props.language)}>
            { for SPEEDS.into_iter().map(|speed| html! {
                <button
                    type="button"
                    aria-pressed={(speed == props.speed).to_string()}
                    onclick={props.act.reform(move |_| Action::SetSpeed(speed))}
                >
                    { PageText::SpeedButton { speed }.say(props.language) }
                </button>
            }) }
        </div>
    }
}

/// One button that goes to the next speed.
#[component]
pub(crate) fn SpeedCycle(props: &SpeedProps) -> Html {
    let speed = props.speed;
    let next = SPEEDS
        .into_iter()
        .find(|other| *other > speed)
        .unwrap_or(SPEEDS[0]);
    html! {
        <button
            class="speed-cycle"
            type="button"
            title={PageText::ChangeSpeed.say(props.language)}
            onclick={props.act.reform(move |_| Action::SetSpeed(next))}
        >
            { PageText::SpeedCaption { speed }.say(props.language) }
        </button>
    }
}
