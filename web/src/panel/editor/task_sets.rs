//! The task sets of a service that has them: create one, change its scale, make it the primary, delete it.

mod new_task_set;

use sim::{
    Command, Deployment, DeploymentController, DeploymentStatus, Service, TaskSet, TaskSetCommand,
};
use words::panel::{FieldText, TaskSetText};
use yew::prelude::*;

use self::new_task_set::NewTaskSet;
use super::PartProps;
use super::tenths::{tenths_of, written};
use crate::action::Action;
use crate::panel::chip::{revision_chip, state_chip};
use crate::panel::field::Field;

/// The part of the service's tab.
pub(super) fn task_sets(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let is_external = service.deployment_controller == DeploymentController::External;
    let help = if is_external {
        TaskSetText::External
    } else {
        TaskSetText::CodeDeploy
    };
    let rows = service
        .task_sets()
        .filter(|(deployment, _)| deployment.status != DeploymentStatus::Draining)
        .map(|(deployment, set)| row(part, service, deployment, set));
    html! {
        <div role="group" aria-labelledby="task-sets-title">
            <h3 id="task-sets-title">{ TaskSetText::TaskSets.say(language) }</h3>
            <p class="panel-hint">{ help.say(language) }</p>
            if is_external {
                <ol class="panel-rules">{ for rows }</ol>
                <NewTaskSet ..part.clone() />
            }
        </div>
    }
}

/// One task set, and what can be asked of it.
fn row(part: &PartProps, service: &Service, deployment: &Deployment, set: &TaskSet) -> Html {
    let is_primary = deployment.status == DeploymentStatus::Primary;
    let hue = scene::revision_hue(service, deployment.definition.revision);
    let external_id = set.external_id.clone().unwrap_or_default();
    html! {
        <li key={deployment.id.to_string()}>
            <div class="panel-line">
                { revision_chip(&deployment.definition.to_string(), hue) }
                { state_chip(deployment.status.name(), is_primary) }
                <span class="panel-line-end">{ external_id }</span>
            </div>
            { scale(part, service, deployment, set) }
            { buttons(part, service, deployment) }
        </li>
    }
}

/// `UpdateTaskSet`.
fn scale(part: &PartProps, service: &Service, deployment: &Deployment, set: &TaskSet) -> Html {
    let language = part.language();
    let (id, task_set) = (service.id, deployment.id);
    let update = move |text: &str| {
        Command::TaskSet(Box::new(TaskSetCommand::Update {
            service: id,
            task_set,
            scale_tenths: tenths_of(text),
        }))
    };
    let readout = part.readout.clone();
    let check =
        Callback::from(move |text: AttrValue| readout.refusal(update(&text)).map(Into::into));
    let on_commit = part
        .act
        .reform(move |text: AttrValue| Action::Submit(update(&text)));
    let name = TaskSetText::ScaleOf {
        task_set: task_set.to_string(),
    };
    let runs = TaskSetText::Runs {
        count: service.computed_desired_count(task_set),
        desired: service.desired_count,
    };
    html! {
        <Field id={format!("scale-{}", task_set.number())} name={name.say(language)}
            value={written(set.scale_tenths)} unit={FieldText::UnitPercent.say(language)} help={runs.say(language)}
            {check} {on_commit} {language} />
    }
}

/// `UpdateServicePrimaryTaskSet` and `DeleteTaskSet`.
fn buttons(part: &PartProps, service: &Service, deployment: &Deployment) -> Html {
    let language = part.language();
    let (id, task_set) = (service.id, deployment.id);
    let is_primary = deployment.status == DeploymentStatus::Primary;
    let help = format!("delete-{}-help", task_set.number());
    let button = |text: TaskSetText, command: TaskSetCommand| {
        let onclick = part.act.reform(move |_: MouseEvent| {
            Action::Submit(Command::TaskSet(Box::new(command.clone())))
        });
        let name = text.say(language);
        let label = format!("{name}: {task_set}");
        html! {
            <button type="button" class="panel-button" {onclick} aria-label={label} aria-describedby={help.clone()}>
                { name }
            </button>
        }
    };
    let delete = |force| TaskSetCommand::Delete {
        service: id,
        task_set,
        force,
    };
    html! {
        <>
            <div class="panel-action">
                if !is_primary {
                    { button(TaskSetText::MakePrimary, TaskSetCommand::UpdatePrimary { service: id, task_set }) }
                }
                { button(TaskSetText::Delete, delete(false)) }
                { button(TaskSetText::Force, delete(true)) }
            </div>
            <p class="panel-hint" id={help.clone()}>{ TaskSetText::DeleteHelp.say(language) }</p>
        </>
    }
}
