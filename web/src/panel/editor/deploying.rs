//! What deploying the draft asks for, by the button or by its key.

use sim::{Command, RolloutState, TaskDefinition, UpdateService};
use yew::prelude::*;

use super::PartProps;
use crate::action::Action;
use crate::listener::Listener;

/// The page's event for the key that deploys.
const DEPLOY_EVENT: &str = "playground-deploy";

/// What pressing the button asks for; none where it can do nothing, as while this very text is being deployed.
pub(super) fn deploy_action(part: &PartProps) -> Option<Action> {
    let definition: TaskDefinition = part.draft.read_now().reading.definition.clone()?;
    let service = part.readout.service()?;
    let leading = service.leading_deployment();
    let Some(primary) = leading
        .filter(|leading| leading.definition.definition == sim::with_defaults(definition.clone()))
    else {
        return Some(Action::Deploy(Box::new(definition)));
    };
    if service.has_task_sets() {
        return None;
    }
    let update = UpdateService {
        force_new_deployment: true,
        ..UpdateService::of(part.readout.focus)
    };
    (primary.rollout_state == RolloutState::Completed)
        .then(|| Action::Submit(Command::UpdateService(Box::new(update))))
}

/// Does what the button does whenever the page says so: somewhere its key was pressed.
#[hook]
pub(super) fn use_deploy_event(part: &PartProps) {
    let latest = use_mut_ref(|| None);
    *latest.borrow_mut() = Some(part.clone());
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            Listener::new(window.into(), DEPLOY_EVENT, move |_| {
                let Some(part) = latest.borrow().clone() else {
                    return;
                };
                if let Some(action) = deploy_action(&part) {
                    part.act.emit(action);
                }
            })
        });
        move || drop(listener)
    });
}
