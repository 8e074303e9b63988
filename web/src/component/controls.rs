//! What time it is, how fast it passes, and the buttons of the player.

use scene::clock_text;
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::component::Page;
use crate::component::icon::{Icon, icon};
use crate::component::speed_choice::{speed_choice, speed_cycle};
use crate::ui::Layout;

/// The controls of the player.
pub(crate) fn controls(page: &Page) -> Html {
    let readout = &page.readout;
    let language = readout.language;
    let clock = clock_text(readout.world.start(), readout.now);
    let speed = readout.speed;
    if page.ui.layout == Layout::Sheet {
        return html! {
            <div class="controls">
                { play(page) }
                <div class="controls-time">
                    <span class="controls-clock">{ clock }</span>
                    { speed_cycle(speed, language, &page.act) }
                </div>
            </div>
        };
    }
    let step = |symbol: Icon, label: PageText, action: Action| {
        let label = label.say(language);
        let onclick = page.act.reform(move |_| action.clone());
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
            { speed_choice(speed, language, &page.act) }
            <div class="controls-buttons">
                { play(page) }
                { step(Icon::StepBack, PageText::StepBack, Action::StepBack) }
                { step(Icon::StepForward, PageText::StepForward, Action::StepForward) }
                <span class="controls-sentence">{ sentence.say(language) }</span>
            </div>
        </div>
    }
}

fn play(page: &Page) -> Html {
    let (symbol, label) = if page.readout.playing {
        (Icon::Pause, PageText::Pause)
    } else {
        (Icon::Play, PageText::Play)
    };
    let label = label.say(page.readout.language);
    html! {
        <button
            class="controls-play"
            type="button"
            title={label.clone()}
            aria-label={label}
            onclick={page.act.reform(|_| Action::TogglePlay)}
        >
            { icon(symbol) }
        </button>
    }
}
