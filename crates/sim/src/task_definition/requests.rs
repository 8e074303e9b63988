//! `RegisterTaskDefinition` and what else is asked of task definitions.

use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::event::EventKind;
use crate::limits::REVISIONS_MAX;
use crate::{
    Rejection, Response, Rule, TaskDefinition, TaskDefinitionRevision, TaskDefinitionStatus, World,
};

impl World {
    pub(crate) fn register_task_definition(
        &mut self,
        input: TaskDefinition,
    ) -> Result<Response, Rejection> {
        if let Some(first) = crate::task_definition::violations(&input)
            .into_iter()
            .next()
        {
            return Err(Rejection::new(first.exception, first.message).by(first.rule));
        }
        let registered: usize = self.families.values().map(Vec::len).sum();
        Rejection::unless_below("revisions", registered, REVISIONS_MAX)?;
        let family = input.family.clone();
        let revisions = self.families.entry(family.clone()).or_default();
        let revision = revisions.last().map_or(1, |latest| latest.revision + 1);
        revisions.push(Arc::new(TaskDefinitionRevision {
            revision,
            status: TaskDefinitionStatus::Active,
            registered_at: self.now,
            definition: crate::task_definition::with_defaults(input),
        }));
        self.emit_by(
            Rule::RevisionsCountUp,
            EventKind::TaskDefinitionRegistered {
                family: family.clone(),
                revision,
            },
        );
        Ok(Response::TaskDefinition { family, revision })
    }
}
