//! Families: the revisions that are registered under one name, and the texts that name one of them.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::{TaskDefinitionRevision, TaskDefinitionStatus};
use crate::Time;

/// All revisions of one name. The family stays when they are deleted, so that no number is used twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Family {
    /// The number of the latest revision ever.
    pub(crate) revisions_ever: u32,
    /// Those that can be described, the oldest first.
    pub(crate) registrations: Vec<Registration>,
}

/// A revision as its family lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// What was registered; services and tasks that use it hold the same.
    pub revision: Arc<TaskDefinitionRevision>,
    /// `ACTIVE`, `INACTIVE` or `DELETE_IN_PROGRESS`.
    pub status: TaskDefinitionStatus,
    /// `deregisteredAt`.
    pub deregistered_at: Option<Time>,
    /// `deleteRequestedAt`.
    pub delete_requested_at: Option<Time>,
}

wire_names! {
    /// Whether a family can be run.
    FamilyStatus {
        /// Some revision is ACTIVE.
        Active "ACTIVE",
        /// No revision is ACTIVE.
        Inactive "INACTIVE",
    }
}

impl Family {
    pub(crate) fn status(&self) -> Option<FamilyStatus> {
        let mut statuses = self.registrations.iter().map(|listed| listed.status);
        if self.registrations.is_empty() {
            None
        } else if statuses.any(|status| status == TaskDefinitionStatus::Active) {
            Some(FamilyStatus::Active)
        } else {
            Some(FamilyStatus::Inactive)
        }
    }
}

/// What a text that names a task definition says: `family` or `family:revision`, alone or at the end of an ARN.
pub(crate) struct TaskDefinitionName<'text> {
    pub(crate) family: &'text str,
    /// What stands after the colon, a number or not.
    pub(crate) revision: Option<&'text str>,
}

impl<'text> TaskDefinitionName<'text> {
    pub(crate) fn parse(text: &'text str) -> Self {
        let name = match text.split_once(":task-definition/") {
            Some((arn, name)) if arn.starts_with("arn:") => name,
            _ => text,
        };
        match name.split_once(':') {
            Some((family, revision)) => Self {
                family,
                revision: Some(revision),
            },
            None => Self {
                family: name,
                revision: None,
            },
        }
    }

    /// The number of the revision, if it is one: `+1` and an empty text are none.
    pub(crate) fn number(&self) -> Option<u32> {
        let text = self.revision?;
        let digits_only = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits_only.then(|| text.parse().ok()).flatten()
    }
}
