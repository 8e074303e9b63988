//! Faults that a person makes in one process, or in a whole zone.

use crate::{Exception, Rejection, TaskId, Zone};

/// A process is at most so many times slower.
const SLOWDOWN_MAX: u32 = 100;

/// One fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The process of a container behaves so from now on; the default takes all faults back.
    Process {
        /// Whose.
        task: TaskId,
        /// Which container, by its place in the definition.
        container: usize,
        /// How it behaves.
        faults: ProcessFaults,
    },
    /// Every machine of an Availability Zone is gone, with all that ran on it, and every task on Fargate there.
    LoseZone(Zone),
}

/// What is wrong with one process, until it ends or is started again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProcessFaults {
    /// Its health path and its health command answer 500.
    pub health_fails: bool,
    /// Requests take so many times as long.
    pub slowdown: u32,
    /// It goes on after SIGTERM until SIGKILL.
    pub ignores_sigterm: bool,
}

impl Default for ProcessFaults {
    /// Nothing is wrong.
    fn default() -> Self {
        Self {
            health_fails: false,
            slowdown: 1,
            ignores_sigterm: false,
        }
    }
}

impl ProcessFaults {
    /// Whether these are bounds that the playground keeps.
    pub(crate) const fn is_bounded(self) -> bool {
        self.slowdown >= 1 && self.slowdown <= SLOWDOWN_MAX
    }

    /// # Errors
    /// A slowdown beyond the playground's bounds.
    pub(crate) fn check(self) -> Result<(), Rejection> {
        if self.is_bounded() {
            return Ok(());
        }
        Err(Rejection::new(
            Exception::Playground,
            alloc::format!("A process can be 1 to {SLOWDOWN_MAX} times slower."),
        ))
    }
}
