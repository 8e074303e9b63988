//! Tells that a command in the past dropped what had followed.

use scene::clock_text;
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::component::icon::{Icon, icon};
use crate::readout::Readout;

/// The notice; nothing while there is nothing to tell.
pub(crate) fn notice(readout: &Readout, act: &Callback<Action>) -> Html {
    let Some(at) = readout.branched_at else {
        return Html::default();
    };
    let clock = clock_text(readout.world.start(), at);
    let close = PageText::Close.say(readout.language);
    html! {
        <div class="notice" role="status">
            { icon(Icon::Branch) }
            <p>{ PageText::Branched { clock }.say(readout.language) }</p>
            <button class="notice-undo" type="button" onclick={act.reform(|_| Action::Undo)}>
                { PageText::Undo.say(readout.language) }
            </button>
            <button
                class="tool"
                type="button"
                title={close.clone()}
                aria-label={close}
                onclick={act.reform(|_| Action::DismissNotice)}
            >
                { icon(Icon::Close) }
            </button>
        </div>
    }
}
