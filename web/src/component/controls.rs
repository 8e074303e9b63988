//! What time it is, how fast it passes, and the buttons of the player.

use std::rc::Rc;

use scene::clock_text;
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::component::icon::{Icon, icon};
use crate::component::speed_choice::{SpeedChoice, SpeedCycle};
use crate::readout::Readout;
use crate::ui::Layout;

/// What the controls show, and where they send what is pressed.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ControlsProps {
    /// What to show.
    pub(crate) readout: Rc<Readout>,
    /// A sheet leaves less room.
    pub(crate) layout: Layout,
    /// What to do.
    pub(crate) act: Callback<Action>,
}

/// The controls of the player.
#[component]
pub(crate) fn Controls(props: &ControlsProps) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let clock = clock_text(readout.world.start(), readout.now);
    let speed = readout.speed;
    if props.layout == Layout::Sheet {
        return html! {
            <div class="controls">
                { play(props) }
                <div class="controls-time">
                    <span class="controls-clock">{ clock }</span>
                    <SpeedCycle {speed} {language} act={props.act.clone()} />
                </div>
            </div>
        };
    }
    let step = |symbol: Icon, label: PageText, action: Action| {
        let label = label.say(language);
        let onclick = props.act.reform(move |_| action.clone());
        html! {
            <button class="controls-step" type="button" title={label.clone()} aria-label={label} {onclick}>
                { icon(symbol) }
            </button>
        }
    };
    let sentence = if speed == 1 {
        PageText::RealTime
    } else {
        PageText::SpeedSentence { speed }
    };
    html! {
        <div class="controls">
            <div class="controls-time">
                <span class="controls-label">{ PageText::SimulatedTime.say(language) }</span>
                <span class="controls-clock">{ clock }</span>
            </div>
            <SpeedChoice {speed} {language} act={props.act.clone()} />
            <div class="controls-buttons">
                { play(props) }
                { step(Icon::StepBack, PageText::StepBack, Action::StepBack) }
                { step(Icon::StepForward, PageText::StepForward, Action::StepForward) }
                <span class="controls-sentence">{ sentence.say(language) }</span>
            </div>
        </div>
    }
}

fn play(props: &ControlsProps) -> Html {
    let (symbol, label) = if props.readout.playing {
        (Icon::Pause, PageText::Pause)
    } else {
        (Icon::Play, PageText::Play)
    };
    let label = label.say(props.readout.language);
    html! {
        <button
            class="controls-play"
            type="button"
            title={label.clone()}
            aria-label={label}
            onclick={props.act.reform(|_| Action::TogglePlay)}
        >
            { icon(symbol) }
        </button>
    }
}
