//! Lets a draft that nobody has edited follow what the service deploys next, as when a scenario registers a revision.

use std::rc::Rc;

use document::write_task_definition;
use sim::{TaskDefinition, with_defaults};
use yew::prelude::*;

use super::PartProps;
use crate::panel::draft::Read;

/// Puts a newer revision of the service into the editor in place of the one that stands there unedited. Going back does
/// nothing: what a rollback left or a rewind undid is what someone may want to try again.
#[hook]
pub(super) fn use_following(part: &PartProps) {
    // The revision that was in force when the draft last said the same, and in which words it said so.
    let in_step = use_mut_ref(|| None::<(u32, AttrValue)>);
    // Nothing leads in a service without a task set.
    let leading = part.readout.service();
    let leading = leading.and_then(sim::Service::leading_deployment);
    let latest = leading.map(|leading| leading.definition.clone());
    let revision = latest.as_ref().map_or(0, |latest| latest.revision);
    let read = part.draft.read();
    let says_same = latest
        .as_ref()
        .is_some_and(|latest| says(&read, &latest.definition));
    let text = part.draft.text();
    let stands_unedited = in_step
        .borrow()
        .as_ref()
        .is_some_and(|(before, words)| *before < revision && *words == text);
    let newer = latest.filter(|_| stands_unedited && !says_same);
    let draft = part.draft.clone();
    use_effect_with((revision, says_same, text), move |(_, _, text)| {
        *in_step.borrow_mut() = says_same.then(|| (revision, text.clone()));
        if let Some(newer) = newer {
            // The next rendering finds it in step.
            draft.replace(&write_task_definition(&newer.definition));
        }
    });
}

fn says(read: &Rc<Read>, definition: &TaskDefinition) -> bool {
    let said = read.reading.definition.clone().map(with_defaults);
    said.as_ref() == Some(definition)
}
