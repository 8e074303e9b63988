//! What deploying the draft would do: the revision that it becomes, and what it changes.

use document::write_task_definition;
use sim::{Service, TaskDefinition, World, with_defaults};

use super::draft::Read;
use super::json::{Change, changes};

/// The draft held against what runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prospect {
    /// The revision of the PRIMARY deployment, such as `web:1`.
    pub(crate) running: String,
    /// The revision that the draft would be registered as, such as `web:2`.
    pub(crate) next: String,
    /// What differs from the revision that runs; none while the draft has problems.
    pub(crate) changes: Option<Vec<Change>>,
    /// Everything that is wrong with the draft.
    pub(crate) problem_count: usize,
}

impl Prospect {
    /// Holds a draft against a service.
    pub(crate) fn of(read: &Read, world: &World, service: &Service) -> Self {
        let leading = service.leading_deployment();
        let running = leading.map(|leading| &leading.definition);
        let reading = &read.reading;
        let family = reading
            .family
            .as_deref()
            .or(running.map(|running| running.definition.family.as_str()))
            .unwrap_or_default();
        let number = world.next_revision(family);
        let changes = reading
            .definition
            .as_ref()
            .zip(running)
            .map(|(definition, running)| differences(&running.definition, definition));
        Self {
            running: running.map_or_else(String::new, ToString::to_string),
            next: format!("{family}:{number}"),
            changes,
            problem_count: reading.problems.len(),
        }
    }

    /// Whether the draft says what runs already.
    pub(crate) fn is_running(&self) -> bool {
        self.changes.as_ref().is_some_and(Vec::is_empty)
    }
}

fn differences(running: &TaskDefinition, draft: &TaskDefinition) -> Vec<Change> {
    let draft = with_defaults(draft.clone());
    if *running == draft {
        return Vec::new();
    }
    changes(
        &write_task_definition(running),
        &write_task_definition(&draft),
    )
}

/// The container of a definition that the page calls the main one: the load balancer's, else the first essential one.
pub(crate) fn main_container(service: &Service, definition: &TaskDefinition) -> Option<usize> {
    let containers = &definition.container_definitions;
    let leading = service.leading_deployment();
    let attached = leading.and_then(|leading| leading.load_balancers.first());
    let by_name = attached.and_then(|attached| {
        containers
            .iter()
            .position(|container| container.name == attached.container_name)
    });
    by_name
        .or_else(|| {
            containers
                .iter()
                .position(|container| container.is_essential())
        })
        .or((!containers.is_empty()).then_some(0))
}
