//! Fargate Spot: capacity that may be gone, and that is taken back from tasks that have it.

use super::CapacityProvider;
use crate::event::EventKind;
use crate::{
    Rejection, Response, Rule, SpotStopCode, StopCode, StopReason, TaskId, TaskStatus, World,
};

/// Whether Fargate Spot has capacity for further tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpotCapacity {
    /// It has.
    #[default]
    Available,
    /// It has none.
    Unavailable,
}

impl World {
    /// Whether Fargate Spot has capacity for further tasks.
    pub const fn spot_capacity(&self) -> SpotCapacity {
        self.spot_capacity
    }

    pub(crate) fn change_spot_capacity(&mut self, to: SpotCapacity) -> Response {
        if self.spot_capacity != to {
            self.spot_capacity = to;
            let sequence = self.emit(EventKind::SpotCapacityChanged(to));
            if to == SpotCapacity::Available {
                let waiting = self.waiting_for_capacity.clone();
                for service in waiting {
                    self.wake_because(service, sequence);
                }
            }
        }
        Response::Done
    }

    /// Fargate takes its spare capacity back: SIGTERM comes at the notice, while the targets drain. Rules:
    /// `SpotInterruption`, `SpotStopCode`.
    ///
    /// # Errors
    /// The task is not one of Fargate Spot, or is stopping already.
    pub(crate) fn interrupt_spot_task(&mut self, id: TaskId) -> Result<Response, Rejection> {
        let is_spot = self.task(id).is_some_and(|task| {
            task.capacity_provider == Some(CapacityProvider::FargateSpot) && task.is_active()
        });
        if !is_spot {
            return Err(Rejection::playground(
                "Only an active task on FARGATE_SPOT can be interrupted.",
            ));
        }
        let code = match self.start.switches.spot_stop_code {
            SpotStopCode::SpotInterruption => StopCode::SpotInterruption,
            SpotStopCode::TerminationNotice => StopCode::TerminationNotice,
        };
        self.rest_on([Rule::SpotInterruption, Rule::SpotStopCode]);
        if self.tasks[&id].last_status == TaskStatus::Running {
            self.stop_task_while_draining(id, code, StopReason::SpotInterrupted);
        } else {
            self.stop_task(id, code, StopReason::SpotInterrupted);
        }
        Ok(Response::Done)
    }
}
