//! What is wrong with a task definition: every problem at once, the one that AWS would name first.

mod containers;
mod dependencies;
mod devices;
mod environment;
mod fargate;
mod lifecycle;
mod links;
mod logs;
mod names;
mod platforms;
mod ports;
mod report;
mod roles;
mod sizes;
mod text;
mod volumes;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use platforms::compatibilities;

use self::report::Report;
use super::TaskDefinition;
use crate::{Exception, Rule};

/// One thing that keeps a definition from being registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where it is, in AWS's names; the field may be absent.
    pub path: Vec<PathStep>,
    /// What is wrong, in AWS's words where AWS has them.
    pub message: String,
    /// The exception that the API would answer with.
    pub exception: Exception,
    /// The rule that is broken.
    pub rule: Rule,
}

/// One step from a value into a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// Into the field of this name.
    Field(&'static str),
    /// Into the element at this place, counted from 0.
    Index(usize),
}

/// `.name` or `[2]`.
impl fmt::Display for PathStep {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => write!(formatter, ".{name}"),
            Self::Index(index) => write!(formatter, "[{index}]"),
        }
    }
}

/// Everything that keeps the definition from being registered, in the order in which AWS looks; at most 100.
pub fn violations(definition: &TaskDefinition) -> Vec<Violation> {
    let mut report = Report::default();
    let checks: &[fn(&TaskDefinition, &mut Report)] = &[
        containers::check,
        roles::check,
        platforms::check,
        sizes::check,
        ports::check,
        links::check,
        lifecycle::check,
        dependencies::check,
        environment::check,
        logs::check,
        devices::check,
        volumes::check,
    ];
    for check in checks {
        check(definition, &mut report);
    }
    report.into_violations()
}
