//! Tasks whose container instance was deregistered by force: STOPPED for Amazon ECS, and running on unwatched.

use crate::agenda::Timer;
use crate::{ContainerStage, Rule, StopCode, StopReason, Task, TaskId, World};

impl Task {
    /// Whether its container instance was deregistered by force: its containers may still run, but nobody watches them.
    pub const fn is_orphan(&self) -> bool {
        matches!(self.stop, Some((_, StopReason::DeregistrationForced)))
    }
}

impl World {
    /// Amazon ECS gives a task up: its targets drain, and it is STOPPED at once. What runs goes on running, unwatched.
    /// Rule: `ForcedDeregistration`.
    pub(crate) fn give_up_task(&mut self, id: TaskId) {
        self.rest_on(Rule::ForcedDeregistration);
        if self.tasks[&id].is_active() {
            self.tell_to_stop(
                id,
                StopCode::UserInitiated,
                StopReason::DeregistrationForced,
            );
        }
        self.deregister_targets(id);
        self.cancel_timers(id);
        let is_orphan = self.tasks[&id].is_orphan();
        for container in 0..self.tasks[&id].containers.len() {
            let stage = self.tasks[&id].containers[container].stage;
            if is_orphan && matches!(stage, ContainerStage::Running { .. }) {
                self.cancel_process_timers(id, container);
                self.agenda.cancel(Timer::StartTimeout(id, container));
            } else {
                self.mark_container_stopped(id, container, None);
            }
        }
        self.rest_on(Rule::ForcedDeregistration);
        self.finish_task(id);
    }
}
