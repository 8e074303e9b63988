//! Collects violations while a definition is walked.

use alloc::string::String;
use alloc::vec::Vec;

use super::super::{ContainerDefinition, TaskDefinition};
use super::{PathStep, Violation};
use crate::{Exception, Rule};

/// Violations collected at most: a definition with more is hopeless, and a message quotes the definition.
const VIOLATIONS_MAX: usize = 100;

/// The violations so far, and the place that is being looked at.
#[derive(Default)]
pub(super) struct Report {
    path: Vec<PathStep>,
    violations: Vec<Violation>,
}

impl Report {
    pub(super) fn into_violations(self) -> Vec<Violation> {
        self.violations
    }

    pub(super) fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }

    /// Refuses the field of this name in the place that is being looked at.
    pub(super) fn refuse(&mut self, field: &'static str, rule: Rule, message: impl Into<String>) {
        self.within(PathStep::Field(field), |report| {
            report.refuse_here(rule, message);
        });
    }

    /// Refuses the place that is being looked at.
    pub(super) fn refuse_here(&mut self, rule: Rule, message: impl Into<String>) {
        if self.violations.len() == VIOLATIONS_MAX {
            return;
        }
        self.violations.push(Violation {
            path: self.path.clone(),
            message: message.into(),
            exception: Exception::Client,
            rule,
        });
    }

    /// Looks one step further in while `check` runs.
    pub(super) fn within(&mut self, step: PathStep, check: impl FnOnce(&mut Self)) {
        self.path.push(step);
        check(self);
        self.path.pop();
    }

    /// Looks into the field of this name while `check` runs.
    pub(super) fn within_field(&mut self, field: &'static str, check: impl FnOnce(&mut Self)) {
        self.within(PathStep::Field(field), check);
    }

    /// Looks into each element of the list that the field of this name holds.
    pub(super) fn each<'a, T>(
        &mut self,
        field: &'static str,
        elements: &'a [T],
        mut check: impl FnMut(&'a T, &mut Self),
    ) {
        self.within_field(field, |report| {
            for (index, element) in elements.iter().enumerate() {
                report.within(PathStep::Index(index), |report| check(element, report));
            }
        });
    }

    /// Looks into each container.
    pub(super) fn each_container<'a>(
        &mut self,
        definition: &'a TaskDefinition,
        check: impl FnMut(&'a ContainerDefinition, &mut Self),
    ) {
        let containers = &definition.container_definitions;
        self.each("containerDefinitions", containers, check);
    }
}
