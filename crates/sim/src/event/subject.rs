//! What an event is about.

use super::EventKind;
use crate::TaskId;

impl EventKind {
    /// The task that this is about, or one of whose containers or targets.
    pub const fn task(&self) -> Option<TaskId> {
        match self {
            Self::TaskCreated { task, .. }
            | Self::TaskStatusChanged { task, .. }
            | Self::TaskDesiredStatusChanged { task, .. }
            | Self::TaskHealthChanged { task, .. }
            | Self::TaskProtectionChanged { task, .. }
            | Self::PullStarted { task, .. }
            | Self::PullStopped { task, .. }
            | Self::ContainerStatusChanged { task, .. }
            | Self::ContainerHealthChanged { task, .. }
            | Self::ContainerRestarted { task, .. }
            | Self::OutOfMemory { task, .. }
            | Self::SignalSent { task, .. }
            | Self::TargetRegistered { task, .. }
            | Self::TargetStateChanged { task, .. }
            | Self::TargetDeregistered { task, .. }
            | Self::RequestsCut { task, .. }
            | Self::TaskForgotten(task) => Some(*task),
            _ => None,
        }
    }
}
