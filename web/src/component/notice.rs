//! What lies over the picture until someone answers: a hook that waits, and what a command in the past has dropped.

use scene::clock_text;
use sim::{Command, HookCommand, HookStatus, HookTimeoutAction};
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::component::icon::{Icon, icon};
use crate::readout::Readout;

/// One notice at a time; nothing while there is nothing to tell.
pub(crate) fn notice(readout: &Readout, act: &Callback<Action>) -> Html {
    let Some(branching) = readout.branching else {
        return waiting_hook(readout, act);
    };
    let clock = clock_text(readout.world.start(), branching.at);
    let text = if branching.was_seen {
        PageText::Branched { clock }
    } else {
        PageText::ScriptLeft { clock }
    };
    let close = PageText::Close.say(readout.language);
    html! {
        <div class="notice" role="status">
            { icon(Icon::Branch) }
            <p>{ text.say(readout.language) }</p>
            <button class="notice-answer" type="button" onclick={act.reform(|_| Action::Undo)}>
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

/// The first hook that waits for a person, with the answers to it.
fn waiting_hook(readout: &Readout, act: &Callback<Action>) -> Html {
    let service = readout.service();
    // A service that runs task sets has none.
    let Some(latest) = service.and_then(|service| service.service_deployments.front()) else {
        return Html::default();
    };
    let mut details = latest.lifecycle_hook_details.iter();
    let Some(detail) = details.find(|detail| detail.status == HookStatus::AwaitingAction) else {
        return Html::default();
    };
    let (service_deployment, hook_id) = (latest.id, Some(detail.hook_id));
    let answer = |name: PageText, action: HookTimeoutAction| {
        let onclick = act.reform(move |_: MouseEvent| {
            Action::Submit(Command::Hook(HookCommand::Continue {
                service_deployment,
                hook_id,
                action,
            }))
        });
        html! { <button class="notice-answer" type="button" {onclick}>{ name.say(readout.language) }</button> }
    };
    let stage = detail.lifecycle_stage.name().to_owned();
    html! {
        <div class="notice" role="status">
            <p>{ PageText::HookWaits { stage }.say(readout.language) }</p>
            { answer(PageText::Continue, HookTimeoutAction::Continue) }
            { answer(PageText::GoBack, HookTimeoutAction::Rollback) }
        </div>
    }
}
