//! A task definition as the overrides of one task change it. Rule: `TaskOverrides`.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;

use crate::limits::OVERRIDES_LENGTH_MAX;
use crate::{
    ContainerDefinition, ContainerOverride, KeyValuePair, Rejection, Rule, TaskDefinitionRevision,
    TaskOverride,
};

/// The revision that a task runs: the registered one itself if nothing is overridden.
///
/// # Errors
/// `InvalidParameterException` for a container that is not there, and for what could not be registered so.
pub(super) fn overridden(
    revision: &Arc<TaskDefinitionRevision>,
    overrides: &TaskOverride,
) -> Result<Arc<TaskDefinitionRevision>, Rejection> {
    if *overrides == TaskOverride::default() {
        return Ok(revision.clone());
    }
    let refuse =
        |message: String| Err(Rejection::invalid_parameter(message).by(Rule::TaskOverrides));
    if length(overrides) > OVERRIDES_LENGTH_MAX {
        return refuse(format!(
            "Container Overrides length must be at most {OVERRIDES_LENGTH_MAX}"
        ));
    }
    let mut changed = TaskDefinitionRevision::clone(revision);
    let definition = &mut changed.definition;
    definition.cpu_units = overrides.cpu_units.or(definition.cpu_units);
    definition.memory_mib = overrides.memory_mib.or(definition.memory_mib);
    for wanted in &overrides.container_overrides {
        let mut containers = definition.container_definitions.iter_mut();
        let Some(container) = containers.find(|container| container.name == wanted.name) else {
            return refuse(format!(
                "Override for container named {} is not a container in the TaskDefinition.",
                wanted.name
            ));
        };
        apply(container, wanted);
    }
    if let Some(first) = crate::violations(definition).into_iter().next() {
        return Err(
            Rejection::invalid_parameter(first.message).by([first.rule, Rule::TaskOverrides])
        );
    }
    Ok(Arc::new(changed))
}

fn apply(container: &mut ContainerDefinition, wanted: &ContainerOverride) {
    if let Some(command) = &wanted.command {
        container.command.clone_from(command);
    }
    for variable in &wanted.environment {
        let mut known = container.environment.iter_mut();
        match known.find(|known| known.name == variable.name) {
            Some(known) => known.value.clone_from(&variable.value),
            None => container.environment.push(variable.clone()),
        }
    }
    container.cpu_units = wanted.cpu_units.or(container.cpu_units);
    container.memory_mib = wanted.memory_mib.or(container.memory_mib);
    container.memory_reservation_mib = wanted
        .memory_reservation_mib
        .or(container.memory_reservation_mib);
}

/// Characters of everything that a person wrote into them.
fn length(overrides: &TaskOverride) -> usize {
    let of_variable = |variable: &KeyValuePair| variable.name.len() + variable.value.len();
    let of_container = |container: &ContainerOverride| {
        let command = container.command.iter().flatten();
        container.name.len()
            + command.map(String::len).sum::<usize>()
            + container.environment.iter().map(of_variable).sum::<usize>()
    };
    overrides.container_overrides.iter().map(of_container).sum()
}
