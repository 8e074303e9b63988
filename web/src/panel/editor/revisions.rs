//! The revisions that are registered already: each can be deployed again by hand.

use document::write_task_definition;
use sim::{Command, Service, TaskDefinitionRevision, TaskDefinitionStatus, UpdateService};
use words::panel::EditorText;
use yew::prelude::*;

use super::PartProps;
use crate::action::Action;
use crate::panel::chip::revision_chip;

/// So many are offered, the newest first.
const OFFERED_MAX: usize = 12;

/// The menu, closed again once another revision runs; nothing while there is only the revision that runs.
pub(super) fn revisions(part: &PartProps) -> Html {
    let Some(service) = part.readout.service() else {
        return Html::default();
    };
    let running = &service.primary().definition;
    let others: Vec<&TaskDefinitionRevision> = part
        .readout
        .world
        .revisions(&running.definition.family)
        .iter()
        .filter(|listed| listed.status == TaskDefinitionStatus::Active)
        .map(|listed| listed.revision.as_ref())
        .filter(|revision| revision.revision != running.revision)
        .rev()
        .take(OFFERED_MAX)
        .collect();
    if others.is_empty() {
        return Html::default();
    }
    html! {
        <details class="panel-revisions" key={running.revision}>
            <summary>{ part.say(EditorText::OlderRevisions) }</summary>
            <ul>{ for others.iter().map(|revision| one(part, service, revision)) }</ul>
        </details>
    }
}

fn one(part: &PartProps, service: &Service, revision: &TaskDefinitionRevision) -> Html {
    let name = revision.to_string();
    let update = UpdateService {
        task_definition: Some(name.clone()),
        ..UpdateService::of(service.id)
    };
    let deploy = part
        .act
        .reform(move |_| Action::Submit(Command::UpdateService(Box::new(update.clone()))));
    let copy = {
        let (draft, definition) = (part.draft.clone(), revision.definition.clone());
        move |_| draft.replace(&write_task_definition(&definition))
    };
    html! {
        <li>
            { revision_chip(&name, scene::revision_hue(service, revision.revision)) }
            <button type="button" class="panel-button" onclick={deploy}>
                { part.say(EditorText::DeployRevision { revision: name.clone() }) }
            </button>
            <button type="button" class="panel-button quiet" onclick={copy}>
                { part.say(EditorText::CopyRevision { revision: name }) }
            </button>
        </li>
    }
}
