//! `dependsOn` among the containers of one task: what each waits for, and who must end before it.

use alloc::format;
use alloc::string::String;

use super::health::known_health;
use crate::{Container, ContainerCondition, ContainerDependency, ContainerStage, HealthStatus};
use crate::{Task, Time};

impl Task {
    /// What a container that has not begun waits for: the first of its dependencies that is not met yet.
    pub fn waits_for(&self, container: usize) -> Option<&ContainerDependency> {
        if self.containers[container].stage != ContainerStage::Waiting {
            return None;
        }
        self.dependencies(container)
            .find(|(_, part, wanted)| !is_met(part, wanted.condition))
            .map(|(_, _, wanted)| wanted)
    }

    /// Why a container can never start: the text of the agent. Rules: `DependencyNeverMet`, `DependencyStartTimeout`.
    pub(crate) fn broken_dependency(&self, container: usize, now: Time) -> Option<String> {
        let (wanted, why) = self
            .dependencies(container)
            .filter(|(_, part, wanted)| !is_met(part, wanted.condition))
            .find_map(|(index, part, wanted)| {
                let timed_out = wanted.condition != ContainerCondition::Start
                    && self.may_wait_until(index).is_some_and(|until| now > until);
                let why = match part.stage {
                    ContainerStage::Stopped { .. } if part.started_at.is_none() => {
                        Broken::NeverStarts
                    }
                    ContainerStage::Stopped { .. }
                        if wanted.condition == ContainerCondition::Success =>
                    {
                        Broken::Failed
                    }
                    ContainerStage::Stopped { .. } => return None,
                    _ if timed_out => Broken::TimedOut,
                    _ => return None,
                };
                Some((wanted, why))
            })?;
        let (name, target) = (&wanted.container_name, self.container_name(container));
        let ordering = format!("container ordering dependency [{name}] for target [{target}]");
        Some(match why {
            Broken::TimedOut => format!("dependency graph: {ordering} has timed out."),
            Broken::Failed => format!(
                "dependency graph: failed to resolve {ordering} as dependency did not exit successfully."
            ),
            Broken::NeverStarts => format!(
                "dependency graph: failed to resolve {ordering} because dependency will never start"
            ),
        })
    }

    /// Until when others may wait for the end or the health of a container that runs.
    pub(crate) fn may_wait_until(&self, container: usize) -> Option<Time> {
        let definition = &self.definition.definition.container_definitions[container];
        Some(self.containers[container].started_at? + definition.start_timeout?)
    }

    /// Whether a container waits for the end or the health of this one.
    pub(crate) fn is_awaited(&self, container: usize) -> bool {
        self.dependents(container).any(|(index, wanted)| {
            wanted.condition != ContainerCondition::Start
                && self.containers[index].stage == ContainerStage::Waiting
        })
    }

    /// Whether every container that depends on this one has ended. Rule: `ShutdownOrder`.
    pub(crate) fn dependents_ended(&self, container: usize) -> bool {
        self.dependents(container)
            .all(|(index, _)| self.containers[index].has_ended())
    }

    /// The containers that depend on this one, by their places in the definition.
    pub(crate) fn dependents(
        &self,
        container: usize,
    ) -> impl Iterator<Item = (usize, &ContainerDependency)> {
        let name = self.container_name(container);
        let definitions = &self.definition.definition.container_definitions;
        definitions
            .iter()
            .enumerate()
            .flat_map(move |(index, definition)| {
                let wanted = definition.depends_on.iter();
                wanted
                    .filter(move |wanted| wanted.container_name == name)
                    .map(move |wanted| (index, wanted))
            })
    }

    /// The containers that this one depends on.
    pub(crate) fn dependencies(
        &self,
        container: usize,
    ) -> impl Iterator<Item = (usize, &Container, &ContainerDependency)> {
        let definitions = &self.definition.definition.container_definitions;
        definitions[container].depends_on.iter().map(|wanted| {
            let index = definitions
                .iter()
                .position(|definition| definition.name == wanted.container_name)
                .expect("the definition was checked: dependencies exist");
            (index, &self.containers[index], wanted)
        })
    }

    /// The name of a container.
    pub fn container_name(&self, container: usize) -> &str {
        &self.definition.definition.container_definitions[container].name
    }
}

/// Why a condition will never be met.
enum Broken {
    TimedOut,
    Failed,
    NeverStarts,
}

/// Rule: `DependencyConditions`.
fn is_met(dependency: &Container, condition: ContainerCondition) -> bool {
    match (condition, dependency.stage) {
        (ContainerCondition::Start, _) => dependency.started_at.is_some(),
        (ContainerCondition::Complete, ContainerStage::Stopped { exit_code, .. }) => {
            exit_code.is_some()
        }
        (ContainerCondition::Success, ContainerStage::Stopped { exit_code, .. }) => {
            exit_code == Some(0)
        }
        (ContainerCondition::Complete | ContainerCondition::Success, _) => false,
        (ContainerCondition::Healthy, _) => known_health(dependency) == HealthStatus::Healthy,
    }
}
