//! `ContinueServiceDeployment`: what a person answers to a hook that waits.

use sim::{Command, HookCommand, HookStatus, HookTimeoutAction, LifecycleHookDetail, Service};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use crate::action::Action;

/// Two buttons for each hook that waits.
pub(super) fn waiting(part: &PartProps, service: &Service) -> Html {
    let latest = service.service_deployments.front().into_iter();
    let details = latest.flat_map(|latest| &latest.lifecycle_hook_details);
    let waits = details.filter(|detail| detail.status == HookStatus::AwaitingAction);
    let lines = waits.map(|detail| line(part, service, detail));
    html! { <div class="panel-actions" aria-live="polite">{ for lines }</div> }
}

fn line(part: &PartProps, service: &Service, detail: &LifecycleHookDetail) -> Html {
    let language = part.language();
    let (service_deployment, hook_id) = (service.service_deployment().id, Some(detail.hook_id));
    let answer = |name: FieldText, action: HookTimeoutAction| {
        let onclick = part.act.reform(move |_: MouseEvent| {
            Action::Submit(Command::Hook(HookCommand::Continue {
                service_deployment,
                hook_id,
                action,
            }))
        });
        html! { <button type="button" class="panel-button" {onclick}>{ name.say(language) }</button> }
    };
    let stage = detail.lifecycle_stage.name().to_owned();
    html! {
        <div class="panel-action">
            <span>{ FieldText::HookWaits { stage }.say(language) }</span>
            { answer(FieldText::Continue, HookTimeoutAction::Continue) }
            { answer(FieldText::GoBack, HookTimeoutAction::Rollback) }
        </div>
    }
}
