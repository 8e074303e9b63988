//! What can be done to the deployments of a service: begin one, roll the one under way back, or stop it.

use sim::{Command, Service, StopType, UpdateService};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use crate::action::Action;
use crate::panel::chip::state_chip;

/// The state of the latest service deployment, and the buttons.
pub(in super::super) fn actions(part: &PartProps, service: &Service) -> Html {
    let Some(latest) = service.service_deployments.front() else {
        return Html::default();
    };
    let language = part.language();
    let id = service.id;
    let force = part.act.reform(move |_| {
        let mut update = UpdateService::of(id);
        update.force_new_deployment = true;
        Action::Submit(Command::UpdateService(Box::new(update)))
    });
    let stop = |stop_type: StopType| {
        let service_deployment = latest.id;
        part.act.reform(move |_| {
            Action::Submit(Command::StopServiceDeployment {
                service_deployment,
                stop_type,
            })
        })
    };
    html! {
        <div role="group" aria-labelledby="rollout-title">
            <h3 id="rollout-title">{ FieldText::ServiceDeployment.say(language) }{ " " }{ state_chip(latest.status.name(), true) }</h3>
            if let Some(reason) = &latest.status_reason {
                <p class="panel-quote" lang="en">{ reason.text() }</p>
            }
            <div class="panel-actions">
                { button(part, "force-new-deployment", FieldText::NewDeployment, FieldText::NewDeploymentHelp, force) }
                if latest.status.is_under_way() {
                    { button(part, "roll-back", FieldText::RollBack, FieldText::RollBackHelp, stop(StopType::Rollback)) }
                    { button(part, "stop-deployment", FieldText::StopDeployment, FieldText::StopDeploymentHelp, stop(StopType::Abort)) }
                }
            </div>
        </div>
    }
}

fn button(
    part: &PartProps,
    id: &'static str,
    name: FieldText,
    help: FieldText,
    onclick: Callback<MouseEvent>,
) -> Html {
    let language = part.language();
    let help_id = format!("{id}-help");
    html! {
        <div class="panel-action">
            <button type="button" class="panel-button" {id} {onclick} aria-describedby={help_id.clone()}>{ name.say(language) }</button>
            <span class="panel-hint" id={help_id}>{ help.say(language) }</span>
        </div>
    }
}
