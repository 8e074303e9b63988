//! The revisions that can be run.

use std::sync::Arc;

use sim::{TaskDefinitionRevision, TaskDefinitionStatus, World};
use words::Language;
use words::panel::RunText;
use yew::prelude::*;

use super::super::field::choice;

/// More revisions of a family than these are not offered, the newest first.
const OFFERED_MAX: usize = 20;

/// Every ACTIVE revision, by family, the newest first.
pub(in super::super) fn offered(world: &World) -> Vec<Arc<TaskDefinitionRevision>> {
    world
        .families()
        .flat_map(|(family, _)| {
            let listed = world.revisions(family).iter().rev();
            listed
                .filter(|listed| listed.status == TaskDefinitionStatus::Active)
                .take(OFFERED_MAX)
                .map(|listed| listed.revision.clone())
        })
        .collect()
}

/// The latest revision of a family, else the first one of all.
pub(in super::super) fn latest_of(
    revisions: &[Arc<TaskDefinitionRevision>],
    family: &str,
) -> Option<String> {
    let of_family = revisions
        .iter()
        .find(|revision| revision.definition.family == family);
    of_family
        .or(revisions.first())
        .map(|revision| revision.to_string())
}

/// A choice among them.
pub(in super::super) fn definition_choice(
    id: &'static str,
    revisions: &[Arc<TaskDefinitionRevision>],
    chosen: &str,
    on_choose: Callback<String>,
    language: Language,
) -> Html {
    let options: Vec<(String, String)> = revisions
        .iter()
        .map(|revision| (revision.to_string(), revision.to_string()))
        .collect();
    choice(
        id,
        RunText::Definition.say(language),
        &options,
        chosen,
        &on_choose,
    )
}
