//! A container's process ends: it is started again, or the container has ended, and perhaps its task with it.

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::{
    ContainerStage, ContainerStatus, Duration, EventSequence, OnSigterm, OwnExit, Rule, StopCode,
    StopReason, TaskId, TaskStatus, World,
};

/// How long a container must have run to be started again, unless its definition says otherwise.
const RESTART_ATTEMPT_PERIOD: Duration = Duration::from_secs(300);

impl World {
    /// A process ends by itself: as its image says, or having finished after SIGTERM.
    pub(crate) fn on_exits(&mut self, id: TaskId, container: usize) {
        let part = &self.tasks[&id].containers[container];
        let own = match part.image.exit {
            OwnExit::After { code, .. } => code,
            OwnExit::Never => 0,
        };
        let exit_code = match (part.stage, part.heeds_sigterm()) {
            (ContainerStage::Stopping { signalled_at, .. }, OnSigterm::Exits { after, code })
                if signalled_at + after == self.now =>
            {
                code
            }
            _ => own,
        };
        self.end_process(id, container, exit_code);
    }

    /// A process has ended: its restart policy starts it again, or the container has ended.
    pub(crate) fn end_process(&mut self, id: TaskId, container: usize, exit_code: u8) {
        if self.is_restarted(id, container, exit_code) {
            self.restart_container(id, container, exit_code);
            return;
        }
        if let Some(event) = self.mark_container_stopped(id, container, Some(exit_code)) {
            self.because_of(event, |world| world.follow_end(id, container));
        }
    }

    /// Rule: `RestartPolicy`.
    fn is_restarted(&self, id: TaskId, container: usize, exit_code: u8) -> bool {
        let task = &self.tasks[&id];
        let definition = &task.definition.definition.container_definitions[container];
        let Some(policy) = definition
            .restart_policy
            .as_ref()
            .filter(|policy| policy.enabled)
        else {
            return false;
        };
        let part = &task.containers[container];
        let Some(since) = part.restarted_at.or(part.started_at) else {
            return false;
        };
        let period = policy
            .restart_attempt_period
            .unwrap_or(RESTART_ATTEMPT_PERIOD);
        task.last_status < TaskStatus::Stopping
            && !policy.ignored_exit_codes.contains(&i32::from(exit_code))
            && self.now.since(since) >= period
    }

    fn restart_container(&mut self, id: TaskId, container: usize, exit_code: u8) {
        let now = self.now;
        self.cancel_process_timers(id, container);
        let part = &mut self.task_mut(id).containers[container];
        part.restart_count += 1;
        part.restarted_at = Some(now);
        part.reason = None;
        part.stage = ContainerStage::Running { since: now };
        let restart_count = part.restart_count;
        self.emit_by(
            Rule::RestartPolicy,
            EventKind::ContainerRestarted {
                task: id,
                container,
                exit_code,
                restart_count,
            },
        );
        self.target_process_ended(id, container);
        self.process_starts(id, container);
    }

    /// What follows from the end of a container.
    fn follow_end(&mut self, id: TaskId, container: usize) {
        if self.tasks[&id].is_orphan() {
            // Nobody watches it.
            return;
        }
        if self.is_cut_off(id) {
            self.follow_unreported_end(id, container);
            return;
        }
        let now = self.now;
        let is_essential = self.tasks[&id].is_essential(container);
        let is_starting = self.tasks[&id].is_starting();
        if is_essential {
            self.task_mut(id).execution_stopped_at.get_or_insert(now);
        }
        if is_essential && self.tasks[&id].is_active() {
            let told = self.tell_to_stop_by(
                Rule::EssentialExitStopsTask,
                id,
                StopCode::EssentialContainerExited,
                StopReason::EssentialContainerExited,
            );
            self.agenda.cancel(Timer::Activated(id));
            self.because_of(told, |world| world.end_others(id, container, is_starting));
        } else {
            self.end_others(id, container, is_starting);
        }
    }

    /// What the end of a container means for the others.
    fn end_others(&mut self, id: TaskId, container: usize, is_starting: bool) {
        let is_essential = self.tasks[&id].is_essential(container);
        match self.tasks[&id].last_status {
            TaskStatus::Stopping => self.signal_next(id),
            _ if is_starting && is_essential => self.abandon_start(id),
            _ if is_starting => self.advance_containers(id),
            TaskStatus::Activating | TaskStatus::Running | TaskStatus::Deactivating => {
                if is_essential {
                    self.note_undrained_targets(id);
                    self.signal_containers(id);
                }
            }
            status => unreachable!("nothing runs in a task that is {}", status.name()),
        }
    }

    /// A container has ended, or will never start; none if that is known already.
    pub(super) fn mark_container_stopped(
        &mut self,
        id: TaskId,
        container: usize,
        exit_code: Option<u8>,
    ) -> Option<EventSequence> {
        let now = self.now;
        self.cancel_process_timers(id, container);
        for timer in [
            Timer::Pulled(id, container),
            Timer::Started(id, container),
            Timer::StartTimeout(id, container),
        ] {
            self.agenda.cancel(timer);
        }
        let part = &mut self.task_mut(id).containers[container];
        if part.has_ended() {
            return None;
        }
        part.stage = ContainerStage::Stopped { at: now, exit_code };
        part.checks = None;
        let stopped = EventKind::ContainerStatusChanged {
            task: id,
            container,
            to: ContainerStatus::Stopped,
            exit_code,
            reason: part.reason.clone(),
        };
        let event = self.emit_by(Rule::ContainerStatuses, stopped);
        self.target_process_ended(id, container);
        self.arm_memory(id);
        Some(event)
    }

    pub(super) fn cancel_process_timers(&mut self, id: TaskId, container: usize) {
        for timer in [
            Timer::Exits(id, container),
            Timer::StopTimeout(id, container),
            Timer::ContainerHealth(id, container),
        ] {
            self.agenda.cancel(timer);
        }
    }
}
