//! What became of the last request to run tasks without a service.

use sim::{Command, Failure, InstanceId, Rejection, Response, TaskId};

/// An answer to `RunTask` or `StartTask`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Launched {
    /// The instance that `StartTask` named; none for `RunTask`.
    pub(crate) on: Option<InstanceId>,
    /// The tasks that were started and what could not be done, or why nothing was.
    pub(crate) outcome: Result<(Vec<TaskId>, Vec<Failure>), Rejection>,
}

impl Launched {
    /// Which instance a request to run tasks names, if it is such a request.
    pub(crate) fn place(command: &Command) -> Option<Option<InstanceId>> {
        match command {
            Command::RunTask(_) => Some(None),
            Command::StartTask(input) => Some(input.container_instances.first().copied()),
            _ => None,
        }
    }

    /// The answer to such a request.
    pub(crate) fn new(on: Option<InstanceId>, answer: Result<Response, Rejection>) -> Option<Self> {
        let outcome = match answer {
            Ok(Response::Tasks { tasks, failures }) => Ok((tasks, failures)),
            Ok(_) => return None,
            Err(rejection) => Err(rejection),
        };
        Some(Self { on, outcome })
    }

    /// The first task, if nothing failed: it is shown at once.
    pub(crate) fn to_show(&self) -> Option<TaskId> {
        match &self.outcome {
            Ok((tasks, failures)) if failures.is_empty() => tasks.first().copied(),
            _ => None,
        }
    }
}
