//! Tells that a command in the past dropped what had followed.

use std::rc::Rc;

use scene::clock_text;
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::component::icon::{Icon, icon};
use crate::readout::Readout;

/// What the notice is about, and where it sends what is pressed.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NoticeProps {
    /// What to show.
    pub(crate) readout: Rc<Readout>,
    /// What to do.
    pub(crate) act: Callback<Action>,
}

/// The notice; nothing while there is nothing to tell.
#[component]
pub(crate) fn Notice(props: &NoticeProps) -> Html {
    let readout = &props.readout;
    let Some(at) = readout.branched_at else {
        return Html::default();
    };
    let clock = clock_text(readout.world.start(), at);
    let close = PageText::Close.say(readout.language);
    html! {
        <div class="notice" role="status">
            { icon(Icon::Branch) }
            <p>{ PageText::Branched { clock }.say(readout.language) }</p>
            <button class="notice-undo" type="button" onclick={props.act.reform(|_| Action::Undo)}>
                { PageText::Undo.say(readout.language) }
            </button>
            <button
                class="tool"
                type="button"
                title={close.clone()}
                aria-label={close}
                onclick={props.act.reform(|_| Action::DismissNotice)}
            >
                { icon(Icon::Close) }
            </button>
        </div>
    }
}
