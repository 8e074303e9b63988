//! What a world does with what comes in, as a table of functions: a program may begin with those that its first world
//! needs, and give the world the others when somebody acts.

mod opening;

use alloc::string::String;
use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::placement::{MemberOf, Request};
use crate::service::{Census, Plan};
use crate::{
    Command, Constraint, Instance, Rejection, Response, Rule, ServiceId, StartError,
    TaskDefinition, TaskId, Violation, World,
};

/// Functions through which a world reaches everything that the opening world does without. Whatever is added to the
/// core belongs behind one of them, so that no program that only opens has to hold it.
#[derive(Debug)]
pub struct Handlers {
    /// Does what a command asks.
    pub(crate) command: fn(&mut World, Command) -> Result<Response, Rejection>,
    /// Lets happen what is due.
    pub(crate) timer: fn(&mut World, Timer),
    /// What keeps a task definition from being registered.
    pub(crate) violations: fn(&TaskDefinition) -> Vec<Violation>,
    /// One pass of a scheduler that is not the rolling one of an ACTIVE REPLICA service.
    pub(crate) other_pass: fn(&mut World, ServiceId),
    /// Stops what a pass has found to stop.
    pub(crate) stop_tasks: fn(&mut World, ServiceId, &Plan, &Census),
    /// What is wrong with a task's surroundings before anything is pulled.
    pub(crate) initialize_resources: fn(&mut World, TaskId) -> Option<(Rule, StartError, String)>,
    /// Why the log of a container cannot be written.
    pub(crate) prepare_log: fn(&mut World, TaskId, usize) -> Option<String>,
    /// A task cannot start.
    pub(crate) fail_start: fn(&mut World, TaskId, Option<usize>, StartError, String),
    /// The constraints of a task definition, read.
    pub(crate) definition_constraints: fn(&TaskDefinition) -> Vec<Constraint>,
    /// Whether an instance matches the expression of a constraint.
    pub(crate) matches: fn(&World, &Instance, &MemberOf) -> bool,
    /// Keeps what a choice of placement was made from.
    pub(crate) bear_witness: fn(&mut World, &Request),
}

impl Handlers {
    /// Everything.
    pub const ALL: &'static Self = &Self {
        command: World::dispatch_command,
        timer: World::dispatch_timer,
        violations: crate::task_definition::violations,
        other_pass: World::on_other_pass,
        stop_tasks: World::stop_tasks,
        initialize_resources: World::initialize_resources,
        prepare_log: World::prepare_log,
        fail_start: World::fail_start,
        definition_constraints: Constraint::of_definition,
        matches: MemberOf::matches,
        bear_witness: World::bear_witness,
    };
}
