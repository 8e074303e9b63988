//! How a task came to its end: what its exit code alone does not say.

use super::{StartError, StopReason, Task, TaskStatus};
use crate::{Duration, Time};

/// Exit code of a process that got SIGKILL, from whomever.
const KILLED: u8 = 137;

/// Why a task had to go, or how a process of it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An image of it could not be pulled.
    NotPulled,
    /// It could not start for another reason.
    NotStarted,
    /// It failed its health checks, so its service replaced it.
    Unhealthy,
    /// Its machine is gone.
    HostGone,
    /// Its machine was given up.
    HostDeregistered,
    /// Its machine drains.
    HostDraining,
    /// Fargate took its spare capacity back.
    SpotTaken,
    /// A person stopped it.
    ByPerson,
    /// Its zone had too many tasks.
    Rebalanced,
    /// A process used more memory than it may.
    OutOfMemory,
    /// A process had not ended so long after SIGTERM and got SIGKILL.
    StopTimeout(Duration),
    /// A process was killed though nobody had asked it to stop, or before its time was over.
    Killed,
}

impl Task {
    /// The exit code that tells most, and of which container: a bad one of an essential container before all others.
    pub fn worst_exit(&self) -> Option<(usize, u8)> {
        let exits = self.containers.iter().enumerate();
        exits
            .filter_map(|(index, container)| Some((index, container.exit_code()?)))
            .max_by_key(|(index, code)| (is_bad_exit(*code), self.is_essential(*index)))
    }

    /// Why it had to go, where that is neither its own end nor the usual work of its service.
    pub fn told_to_end(&self) -> Option<Outcome> {
        let (_, reason) = self.stop.as_ref()?;
        Some(match reason {
            StopReason::EssentialContainerExited | StopReason::ScalingActivity(_) => return None,
            StopReason::CannotStart { error, .. } => match error {
                StartError::CannotPullContainer | StartError::CannotPullEcrContainer => {
                    Outcome::NotPulled
                }
                _ => Outcome::NotStarted,
            },
            StopReason::FailedElbHealthChecks(_) | StopReason::FailedContainerHealthChecks => {
                Outcome::Unhealthy
            }
            StopReason::HostTerminated(_) | StopReason::FargateHostLost(_) => Outcome::HostGone,
            StopReason::DeregistrationForced => Outcome::HostDeregistered,
            StopReason::InstanceDraining(_) => Outcome::HostDraining,
            StopReason::SpotInterrupted => Outcome::SpotTaken,
            StopReason::StoppedByUser | StopReason::UserReason(_) => Outcome::ByPerson,
            StopReason::ZoneRebalancing(_) => Outcome::Rebalanced,
        })
    }

    /// Who ended the process that tells most, if it did not end by itself.
    pub fn killed_by(&self) -> Option<Outcome> {
        let (container, code) = self.worst_exit()?;
        if self.ran_out_of_memory() {
            return Some(Outcome::OutOfMemory);
        }
        let ended_at = self.containers[container].ended_at()?;
        let timeout = self.stop_timeout(container);
        let is_late = |since: Time| ended_at >= since + timeout;
        (code == KILLED).then(|| match self.asked_to_end_at() {
            Some(since) if is_late(since) => Outcome::StopTimeout(timeout),
            _ => Outcome::Killed,
        })
    }

    /// When its processes were asked to end at the earliest.
    fn asked_to_end_at(&self) -> Option<Time> {
        let is_interrupted = self.told_to_end() == Some(Outcome::SpotTaken);
        let from = if is_interrupted {
            TaskStatus::Deactivating
        } else {
            TaskStatus::Stopping
        };
        let mut history = self.history.iter();
        let (_, at) = history.find(|(status, _)| *status >= from)?;
        Some(*at)
    }
}

/// Neither success nor death by SIGTERM.
pub const fn is_bad_exit(code: u8) -> bool {
    code != 0 && code != 143
}
