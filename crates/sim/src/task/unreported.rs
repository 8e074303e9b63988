//! A task whose agent is not connected: what its containers do meanwhile, and what is reported in the end.

use super::health::known_health;
use crate::agenda::Timer;
use crate::table::Set;
use crate::{Rule, StopCode, StopReason, StopTaskOrder, Task, TaskId, TaskStatus, World};

impl Task {
    /// Whether an essential container has ended after having run.
    fn has_lost_essential(&self) -> bool {
        let mut parts = self.containers.iter().enumerate();
        parts.any(|(index, part)| {
            self.is_essential(index) && part.has_ended() && part.started_at.is_some()
        })
    }

    /// Whether it was told to stop and has not begun to.
    pub(crate) fn is_told(&self) -> bool {
        !self.is_active() && self.last_status < TaskStatus::Deactivating
    }
}

impl World {
    /// A container has ended and Amazon ECS does not hear of it: the agent stops the others by itself if it must.
    pub(super) fn follow_unreported_end(&mut self, id: TaskId, container: usize) {
        let now = self.now;
        if self.tasks[&id].is_essential(container) {
            self.task_mut(id).execution_stopped_at.get_or_insert(now);
        }
        let task = &self.tasks[&id];
        if task.last_status != TaskStatus::Stopping && !task.has_lost_essential() {
            self.advance_containers(id);
            return;
        }
        for container in 0..self.tasks[&id].containers.len() {
            if !self.tasks[&id].containers[container].is_alive() {
                self.mark_container_stopped(id, container, None);
            }
        }
        self.signal_next(id);
    }

    /// The machine is gone and nobody reports it.
    pub(crate) fn end_containers_unnoticed(&mut self, id: TaskId) {
        self.target_lost(id);
        for container in 0..self.tasks[&id].containers.len() {
            self.mark_container_stopped(id, container, None);
        }
    }

    /// The agent is back: everything that it held back, in the order of a life. Rule: `ReconnectReports`.
    pub(crate) fn report_task(&mut self, id: TaskId, held: &Set<Timer>) {
        for container in 0..self.tasks[&id].containers.len() {
            let part = &self.tasks[&id].containers[container];
            if part.is_alive() {
                let to = known_health(part);
                self.set_container_health(id, container, to, Rule::ReconnectReports);
            }
        }
        let task = &self.tasks[&id];
        if task.has_lost_essential() && task.last_status < TaskStatus::Deprovisioning {
            self.report_end(id, held);
        } else if task.is_told() {
            self.begin_told_stop(id);
        } else {
            for timer in held {
                self.dispatch_timer(*timer);
            }
            self.advance_containers(id);
            self.leave_pending_if_all_started(id);
        }
    }

    /// An essential container ended while nobody could be told.
    fn report_end(&mut self, id: TaskId, held: &Set<Timer>) {
        if self.tasks[&id].is_active() {
            self.rest_on(Rule::ReconnectReports);
            self.tell_to_stop_by(
                Rule::EssentialExitStopsTask,
                id,
                StopCode::EssentialContainerExited,
                StopReason::EssentialContainerExited,
            );
        }
        self.agenda.cancel(Timer::Activated(id));
        self.agenda.cancel(Timer::Deactivated(id));
        let has_ended = held.contains(&Timer::ContainersEnded(id));
        let task = &self.tasks[&id];
        let is_starting = task.is_starting() || task.last_status == TaskStatus::Provisioning;
        match self.tasks[&id].last_status {
            TaskStatus::Stopping => {}
            _ if is_starting && has_ended => {}
            _ if is_starting => return self.abandon_start(id),
            _ => {
                self.note_undrained_targets(id);
                self.set_task_status(id, TaskStatus::Stopping, Rule::ReconnectReports);
            }
        }
        if has_ended {
            self.leave_stopping(id);
        } else if self.due_at(Timer::ContainersEnded(id)).is_none() {
            self.signal_next(id);
        }
    }

    /// The agent hears at last that a task is to stop. Rule: `StopWaitsForAgent`.
    fn begin_told_stop(&mut self, id: TaskId) {
        self.rest_on(Rule::StopWaitsForAgent);
        let task = &self.tasks[&id];
        let by_user = matches!(task.stop, Some((StopCode::UserInitiated, _)));
        let at_once = by_user && self.start.switches.stop_task == StopTaskOrder::SignalsAtOnce;
        match task.last_status {
            _ if task.is_starting() || task.last_status == TaskStatus::Provisioning => {
                self.abandon_start(id);
            }
            TaskStatus::Running if !at_once && !self.targets_of(id).is_empty() => {
                self.drain_told_task(id);
            }
            _ => self.signal_told_task(id),
        }
    }
}
