//! What is asked of task definitions: registering them, deregistering and deleting them, and finding them by name.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::family::{FamilyStatus, Registration, TaskDefinitionName};
use crate::event::EventKind;
use crate::limits::{REVISIONS_MAX, TASK_DEFINITIONS_PER_DELETE_MAX};
use crate::{
    Exception, Failure, Rejection, Response, Rule, ServiceStatus, TaskDefinition,
    TaskDefinitionRevision, TaskDefinitionStatus, TaskStatus, World,
};

/// Getters.
impl World {
    /// The revisions of one family that can be described, the oldest first; empty for an unknown family.
    pub fn revisions(&self, family: &str) -> &[Registration] {
        self.families
            .get(family)
            .map_or(&[], |family| family.registrations.as_slice())
    }

    /// The number that the next revision of a family will have. Rule: `RevisionsCountUp`.
    pub fn next_revision(&self, family: &str) -> u32 {
        self.families
            .get(family)
            .map_or(1, |family| family.revisions_ever + 1)
    }

    /// Every family that has revisions, in the order of names, with its status. Rule: `FamilyStatus`.
    pub fn families(&self) -> impl Iterator<Item = (&str, FamilyStatus)> {
        self.families
            .iter()
            .filter_map(|(name, family)| Some((name.as_str(), family.status()?)))
    }

    /// `DescribeTaskDefinition`: `family` is its latest ACTIVE revision, `family:revision` that one, whatever its
    /// status.
    ///
    /// # Errors
    /// `ClientException` for what is not there.
    pub fn describe_task_definition(&self, name: &str) -> Result<&Registration, Rejection> {
        self.find_task_definition(name)
            .ok_or_else(|| Rejection::client("Unable to describe task definition."))
    }

    fn find_task_definition(&self, name: &str) -> Option<&Registration> {
        let name = TaskDefinitionName::parse(name);
        let listed = self.revisions(name.family);
        if name.revision.is_none() {
            return listed
                .iter()
                .rev()
                .find(|listed| listed.status == TaskDefinitionStatus::Active);
        }
        let number = name.number()?;
        let index = listed.binary_search_by_key(&number, |listed| listed.revision.revision);
        index.ok().map(|index| &listed[index])
    }

    /// The revision that something new would run. Rules: `FamilyIsLatestActive`, `InactiveCannotRun`.
    ///
    /// # Errors
    /// `ClientException` if it is not there; if it is not ACTIVE, the exception of the caller's operation.
    pub(crate) fn resolve_task_definition(
        &self,
        name: &str,
        if_inactive: Exception,
    ) -> Result<Arc<TaskDefinitionRevision>, Rejection> {
        match self.find_task_definition(name) {
            None => Err(Rejection::client("TaskDefinition not found.")),
            Some(found) if found.status != TaskDefinitionStatus::Active => {
                Err(Rejection::new(if_inactive, "TaskDefinition is inactive")
                    .by(Rule::InactiveCannotRun))
            }
            Some(found) => Ok(found.revision.clone()),
        }
    }
}

/// Requests.
impl World {
    pub(crate) fn register_task_definition(
        &mut self,
        input: TaskDefinition,
    ) -> Result<Response, Rejection> {
        if let Some(first) = (self.handlers.violations)(&input).into_iter().next() {
            return Err(Rejection::new(first.exception, first.message).by(first.rule));
        }
        let registered_ever: usize = self
            .families
            .values()
            .map(|family| family.revisions_ever as usize)
            .sum();
        Rejection::unless_below("revisions", registered_ever, REVISIONS_MAX)?;
        let name = input.family.clone();
        let registered_at = self.now;
        let family = self.families.entry(name.clone()).or_default();
        family.revisions_ever += 1;
        let revision = family.revisions_ever;
        family.registrations.push(Registration {
            revision: Arc::new(TaskDefinitionRevision {
                revision,
                registered_at,
                definition: crate::task_definition::with_defaults(input),
            }),
            status: TaskDefinitionStatus::Active,
            deregistered_at: None,
            delete_requested_at: None,
        });
        self.emit_by(
            [
                Rule::RevisionsCountUp,
                Rule::DefinitionDefaults,
                Rule::Compatibilities,
                Rule::RequiredAttributes,
            ],
            EventKind::TaskDefinitionRegistered {
                family: name.clone(),
                revision,
            },
        );
        Ok(Response::TaskDefinition {
            family: name,
            revision,
        })
    }

    /// `DeregisterTaskDefinition`: what is INACTIVE already stays as it is. Rule: `InactiveCannotRun`.
    pub(crate) fn deregister_task_definition(&mut self, text: &str) -> Result<Response, Rejection> {
        let name = TaskDefinitionName::parse(text);
        let (family, revision) = match (name.revision, name.number()) {
            (None, _) => return Err(Rejection::client("Revision is missing.")),
            (Some(text), None) => {
                return Err(Rejection::invalid_parameter(format!(
                    "Invalid revision number. Number: {text}"
                )));
            }
            (Some(_), Some(number)) => (name.family.to_owned(), number),
        };
        let is_active = self.describe_task_definition(text)?.status == TaskDefinitionStatus::Active;
        if is_active {
            let now = self.now;
            let listed = self.registration_mut(&family, revision);
            listed.status = TaskDefinitionStatus::Inactive;
            listed.deregistered_at = Some(now);
            self.emit_by(
                [Rule::InactiveCannotRun, Rule::FamilyStatus],
                EventKind::TaskDefinitionStatusChanged {
                    family: family.clone(),
                    revision,
                    to: TaskDefinitionStatus::Inactive,
                },
            );
        }
        Ok(Response::TaskDefinition { family, revision })
    }

    /// `DeleteTaskDefinitions`: each that can be deleted is, and each that cannot is named with the reason. Rule:
    /// `DeleteNeedsInactive`.
    pub(crate) fn delete_task_definitions(
        &mut self,
        names: &[String],
    ) -> Result<Response, Rejection> {
        if names.is_empty() || names.len() > TASK_DEFINITIONS_PER_DELETE_MAX {
            return Err(Rejection::invalid_parameter(format!(
                "taskDefinitions must have 1 to {TASK_DEFINITIONS_PER_DELETE_MAX} entries."
            )));
        }
        if names
            .iter()
            .any(|name| TaskDefinitionName::parse(name).revision.is_none())
        {
            return Err(Rejection::client("Revision is missing."));
        }
        let mut deleted = Vec::new();
        let mut failures = Vec::new();
        for name in names {
            match self.request_deletion(name) {
                Ok(revision) => deleted.push(revision),
                Err(reason) => failures.push(Failure {
                    arn: Some(self.task_definition_arn_of(name)),
                    reason: reason.to_owned(),
                }),
            }
        }
        self.delete_unreferenced();
        Ok(Response::TaskDefinitions { deleted, failures })
    }

    fn request_deletion(&mut self, name: &str) -> Result<(String, u32), &'static str> {
        let found = self.find_task_definition(name).ok_or(
            "The specified task definition does not exist. Specify a valid account, family, revision and try again.",
        )?;
        let family = found.revision.definition.family.clone();
        let revision = found.revision.revision;
        match found.status {
            TaskDefinitionStatus::Active => {
                return Err(
                    "The specified task definition is still in ACTIVE status. Please deregister the target and try again.",
                );
            }
            TaskDefinitionStatus::DeleteInProgress => return Ok((family, revision)),
            TaskDefinitionStatus::Inactive => {}
        }
        let now = self.now;
        let listed = self.registration_mut(&family, revision);
        listed.status = TaskDefinitionStatus::DeleteInProgress;
        listed.delete_requested_at = Some(now);
        self.deleting.insert((family.clone(), revision));
        self.emit_by(
            Rule::DeleteNeedsInactive,
            EventKind::TaskDefinitionStatusChanged {
                family: family.clone(),
                revision,
                to: TaskDefinitionStatus::DeleteInProgress,
            },
        );
        Ok((family, revision))
    }

    /// Revisions in DELETE_IN_PROGRESS go once nothing uses them any more. Rule: `DeletedWhenUnused`.
    pub(crate) fn delete_unreferenced(&mut self) {
        if self.deleting.is_empty() {
            return;
        }
        for (family, revision) in self.deleting.clone() {
            if self.is_in_use(&family, revision) {
                continue;
            }
            let listed = self.families.get_mut(&family).expect("families stay");
            listed
                .registrations
                .retain(|listed| listed.revision.revision != revision);
            self.deleting.remove(&(family.clone(), revision));
            self.emit_by(
                Rule::DeletedWhenUnused,
                EventKind::TaskDefinitionDeleted { family, revision },
            );
        }
    }

    /// Whether a revision that something uses could be run anew.
    pub(crate) fn is_active_revision(&self, revision: &TaskDefinitionRevision) -> bool {
        self.revisions(&revision.definition.family)
            .iter()
            .any(|listed| {
                listed.revision.revision == revision.revision
                    && listed.status == TaskDefinitionStatus::Active
            })
    }

    /// Whether a deployment of a service that is not INACTIVE, or a task that is not STOPPED, is of this revision.
    pub(crate) fn is_in_use(&self, family: &str, revision: u32) -> bool {
        let is_it = |used: &TaskDefinitionRevision| {
            used.revision == revision && used.definition.family == family
        };
        let by_service = self
            .services()
            .filter(|service| service.status != ServiceStatus::Inactive)
            .any(|service| {
                let mut deployments = service.deployments.iter();
                let returns_to = service.last_completed.as_ref();
                deployments.any(|deployment| is_it(&deployment.definition))
                    || returns_to.is_some_and(|(_, revision)| is_it(&revision.definition))
            });
        by_service
            || self
                .tasks()
                .any(|task| task.last_status != TaskStatus::Stopped && is_it(&task.definition))
    }

    fn registration_mut(&mut self, family: &str, revision: u32) -> &mut Registration {
        self.families
            .get_mut(family)
            .and_then(|family| {
                let mut listed = family.registrations.iter_mut();
                listed.find(|listed| listed.revision.revision == revision)
            })
            .expect("the revision was found")
    }
}
