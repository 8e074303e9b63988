//! The revisions of the family: each can be deployed again, edited as a copy, compared, deregistered and deleted.

mod differences;

use document::write_task_definition;
use sim::{
    Command, Registration, Service, TaskDefinitionRevision, TaskDefinitionStatus, UpdateService,
};
use words::panel::{EditorText, RevisionText};
use yew::prelude::*;

use self::differences::Differences;
use super::PartProps;
use crate::action::Action;
use crate::panel::chip::{revision_chip, state_chip};

/// So many are offered, the newest first.
const OFFERED_MAX: usize = 30;

/// The menu, closed again once another revision runs; nothing while there is only the revision that runs.
pub(super) fn revisions(part: &PartProps) -> Html {
    let Some(service) = part.readout.service() else {
        return Html::default();
    };
    let Some(leading) = service.leading_deployment() else {
        return Html::default();
    };
    let running = &leading.definition;
    let world = &part.readout.world;
    let listed: Vec<&Registration> = world
        .revisions(&running.definition.family)
        .iter()
        .rev()
        .take(OFFERED_MAX)
        .collect();
    if listed.len() < 2 {
        return Html::default();
    }
    let compared: Vec<_> = listed
        .iter()
        .map(|listed| listed.revision.clone())
        .collect();
    html! {
        <details class="panel-revisions" key={running.revision}>
            <summary>{ part.say(EditorText::OlderRevisions) }</summary>
            <div class="panel-revisions-list">
                <ul>{ for listed.iter().map(|listed| one(part, service, listed)) }</ul>
                <Differences revisions={compared} language={part.language()} />
            </div>
        </details>
    }
}

fn one(part: &PartProps, service: &Service, listed: &Registration) -> Html {
    let revision: &TaskDefinitionRevision = &listed.revision;
    let name = revision.to_string();
    let is_running = service.leading_deployment().is_some_and(|leading| {
        let running = &leading.definition;
        revision.revision == running.revision
            && revision.definition.family == running.definition.family
    });
    let is_active = listed.status == TaskDefinitionStatus::Active;
    let copy = {
        let (draft, definition) = (part.draft.clone(), revision.definition.clone());
        move |_| draft.replace(&write_task_definition(&definition))
    };
    html! {
        <li>
            { revision_chip(&name, scene::revision_hue(service, revision.revision)) }
            if !is_active { { state_chip(listed.status.name(), false) } }
            if is_active && !is_running { { deploy(part, service, &name) } }
            <button type="button" class="panel-button quiet" onclick={copy}>
                { part.say(EditorText::CopyRevision { revision: name.clone() }) }
            </button>
            if !is_running { { retire(part, listed, name) } }
        </li>
    }
}

fn deploy(part: &PartProps, service: &Service, name: &str) -> Html {
    let revision = name.to_owned();
    let update = UpdateService {
        task_definition: Some(revision.clone()),
        ..UpdateService::of(service.id)
    };
    let onclick = part
        .act
        .reform(move |_| Action::Submit(Command::UpdateService(Box::new(update.clone()))));
    html! {
        <button type="button" class="panel-button" {onclick}>{ part.say(EditorText::DeployRevision { revision }) }</button>
    }
}

/// Deregisters an ACTIVE revision, deletes an INACTIVE one.
fn retire(part: &PartProps, listed: &Registration, revision: String) -> Html {
    let (command, text) = match listed.status {
        TaskDefinitionStatus::Active => (
            Command::DeregisterTaskDefinition {
                task_definition: revision.clone(),
            },
            RevisionText::Deregister { revision },
        ),
        TaskDefinitionStatus::Inactive => (
            Command::DeleteTaskDefinitions {
                task_definitions: vec![revision.clone()],
            },
            RevisionText::Delete { revision },
        ),
        TaskDefinitionStatus::DeleteInProgress => return Html::default(),
    };
    let onclick = part.act.reform(move |_| Action::Submit(command.clone()));
    html! {
        <button type="button" class="panel-button quiet" {onclick}>{ text.say(part.language()) }</button>
    }
}
