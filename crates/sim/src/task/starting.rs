//! Containers start as soon as nothing that they depend on holds them back.

use alloc::format;
use alloc::string::{String, ToString};

use super::pulling::waiting_rules;
use crate::agenda::Timer;
use crate::event::EventKind;
use crate::{
    ContainerStage, ContainerStatus, Duration, OwnExit, ProcessFaults, Rule, StartError, StopCode,
    StopReason, TaskId, World,
};

impl World {
    /// Something that containers may wait for has happened: those that can go on do, all at once.
    pub(super) fn advance_containers(&mut self, id: TaskId) {
        let task = &self.tasks[&id];
        if !task.is_starting() || task.pull_started_at.is_none() {
            return;
        }
        let is_waiting = |world: &Self, container: usize| {
            world.tasks[&id].containers[container].stage == ContainerStage::Waiting
        };
        for container in 0..task.containers.len() {
            let broken = self.tasks[&id].broken_dependency(container, self.now);
            if let Some(detail) = broken.filter(|_| is_waiting(self, container)) {
                self.fail_dependency(id, container, detail);
                return;
            }
        }
        for container in 0..self.tasks[&id].containers.len() {
            if is_waiting(self, container) && self.tasks[&id].waits_for(container).is_none() {
                self.start_pull(id, container);
            }
        }
    }

    fn fail_dependency(&mut self, id: TaskId, container: usize, detail: String) {
        if self.is_cut_off(id) {
            // It is found out again when the agent is back.
            return;
        }
        self.rest_on(Rule::DependencyNeverMet);
        (self.handlers.fail_start)(
            self,
            id,
            Some(container),
            StartError::CannotStartContainer,
            detail,
        );
    }

    /// The task cannot start; the container that this is about says so as well.
    pub(crate) fn fail_start(
        &mut self,
        id: TaskId,
        container: Option<usize>,
        error: StartError,
        detail: String,
    ) {
        if !self.tasks[&id].is_active() {
            // Of several things that an agent tells at once, the first has stopped it.
            return;
        }
        let reason = StopReason::CannotStart { error, detail };
        if let Some(container) = container {
            self.task_mut(id).containers[container].reason = Some(reason.to_string());
        }
        self.stop_before_running(id, StopCode::TaskFailedToStart, reason);
        if let Some(container) = container {
            self.note_unresolved(id, container, error);
        }
    }

    /// A container's process starts.
    pub(crate) fn on_started(&mut self, id: TaskId, container: usize) {
        if let Some(detail) = (self.handlers.prepare_log)(self, id, container) {
            if self.is_cut_off(id) {
                self.hold_back(id, Timer::Started(id, container));
                return;
            }
            let detail = format!(
                "Error response from daemon: failed to initialize logging driver: {detail}"
            );
            self.rest_on(Rule::InstanceResources);
            (self.handlers.fail_start)(
                self,
                id,
                Some(container),
                StartError::CannotStartContainer,
                detail,
            );
            return;
        }
        let now = self.now;
        let rules = waiting_rules(&self.tasks[&id], container);
        let part = &mut self.task_mut(id).containers[container];
        part.started_at = Some(now);
        part.stage = ContainerStage::Running { since: now };
        let running = EventKind::ContainerStatusChanged {
            task: id,
            container,
            to: ContainerStatus::Running,
            exit_code: None,
            reason: None,
        };
        self.rest_on(Rule::ContainerStatuses);
        let event = self.emit_by(rules, running);
        self.process_starts(id, container);
        let task = &self.tasks[&id];
        if let Some(until) = task.may_wait_until(container)
            && task.is_awaited(container)
        {
            let just_after = until + Duration::from_millis(1);
            self.arm(Timer::StartTimeout(id, container), just_after);
        }
        self.because_of(event, |world| world.advance_containers(id));
        self.leave_pending_if_all_started(id);
    }

    /// What begins with a process: its own end, the probes of its health, and its use of memory.
    pub(super) fn process_starts(&mut self, id: TaskId, container: usize) {
        self.task_mut(id).containers[container].faults = ProcessFaults::default();
        let exit = self.tasks[&id].containers[container].image.exit;
        if let OwnExit::After { running, .. } = exit {
            self.arm(Timer::Exits(id, container), self.now + running);
        }
        self.start_container_checks(id, container);
        self.arm_memory(id);
    }

    /// Containers have waited long enough for this one. Rule: `DependencyStartTimeout`.
    pub(crate) fn on_start_timeout(&mut self, id: TaskId, container: usize) {
        if self.tasks[&id].is_awaited(container) {
            self.note_use(Rule::DependencyStartTimeout);
            self.advance_containers(id);
        }
    }
}
