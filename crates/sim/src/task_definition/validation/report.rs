//! Collects violations while a definition is walked.

use alloc::borrow::Cow;
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
    pub(super) fn refuse(
        &mut self,
        field: &'static str,
        rule: Rule,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.add(Some(field), Exception::Client, rule, message.into());
    }

    /// Refuses the field of this name as a parameter that is wrong in itself.
    pub(super) fn refuse_parameter(&mut self, field: &'static str, rule: Rule, message: String) {
        self.add(
            Some(field),
            Exception::InvalidParameter,
            rule,
            message.into(),
        );
    }

    /// Refuses the place that is being looked at.
    pub(super) fn refuse_here(&mut self, rule: Rule, message: impl Into<Cow<'static, str>>) {
        self.add(None, Exception::Client, rule, message.into());
    }

    // Called from everywhere and seldom: inlining it would double the code of the validation.
    #[cold]
    #[inline(never)]
    fn add(
        &mut self,
        field: Option<&'static str>,
        exception: Exception,
        rule: Rule,
        message: Cow<'static, str>,
    ) {
        if self.violations.len() == VIOLATIONS_MAX {
            return;
        }
        let mut path = self.path.clone();
        path.extend(field.map(PathStep::Field));
        self.violations.push(Violation {
            path,
            message: message.into_owned(),
            exception,
            rule,
        });
    }

    /// Refuses a field of the container at a place.
    pub(super) fn refuse_container(
        &mut self,
        place: usize,
        field: &'static str,
        rule: Rule,
        message: &'static str,
    ) {
        self.within_field("containerDefinitions", |report| {
            report.within(PathStep::Index(place), |report| {
                report.refuse(field, rule, message);
            });
        });
    }

    /// Looks one step further in while `check` runs.
    pub(super) fn within(&mut self, step: PathStep, check: impl FnOnce(&mut Self)) {
        self.enter(step);
        check(self);
        self.path.pop();
    }

    #[inline(never)]
    fn enter(&mut self, step: PathStep) {
        self.path.push(step);
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
        self.each_place(field, elements.len(), &mut |index, report| {
            check(&elements[index], report);
        });
    }

    // Not generic, so that it exists once.
    #[inline(never)]
    fn each_place(
        &mut self,
        field: &'static str,
        count: usize,
        check: &mut dyn FnMut(usize, &mut Self),
    ) {
        self.enter(PathStep::Field(field));
        for index in 0..count {
            self.enter(PathStep::Index(index));
            check(index, self);
            self.path.pop();
        }
        self.path.pop();
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
