//! The way of a task down: drained, signalled, ended, cleaned up, STOPPED.

use alloc::format;

use crate::agenda::Timer;
use crate::event::{Cause, EventKind, Signal};
use crate::random::Draw;
use crate::{
    Container, ContainerStage, DesiredStatus, Duration, EventSequence, InstanceId, OnSigterm, Rule,
    RuleSet, StopCode, StopReason, TaskId, TaskOrigin, TaskStatus, Time, World,
};

/// Exit code of a process that got SIGKILL: 128 + 9.
pub(super) const KILLED: u8 = 137;

impl World {
    /// Tells a task to stop in good order: its targets drain before its containers get SIGTERM.
    pub(crate) fn stop_task(&mut self, id: TaskId, code: StopCode, reason: StopReason) {
        let task = &self.tasks[&id];
        if !task.is_active() {
            return;
        }
        match task.last_status {
            _ if self.is_cut_off(id) => self.tell_when_back(id, code, reason),
            _ if task.is_starting() || task.last_status == TaskStatus::Provisioning => {
                self.stop_before_running(id, code, reason);
            }
            TaskStatus::Running if !self.targets_of(id).is_empty() => {
                let told = self.tell_to_stop(id, code, reason);
                self.because_of(told, |world| world.drain_told_task(id));
            }
            _ => self.stop_task_at_once(id, code, reason),
        }
    }

    /// The machine cannot be told, so nothing but the desired status changes. Rule: `StopWaitsForAgent`.
    fn tell_when_back(&mut self, id: TaskId, code: StopCode, reason: StopReason) {
        self.rest_on(Rule::StopWaitsForAgent);
        self.tell_to_stop(id, code, reason);
    }

    /// The targets of a task that was told to stop drain first.
    pub(super) fn drain_told_task(&mut self, id: TaskId) {
        let delay = self.deregister_targets(id);
        self.set_task_status(id, TaskStatus::Deactivating, Rule::DrainBeforeSigterm);
        let overhead = self.start.timings.deregistration_overhead;
        self.arm(Timer::Deactivated(id), self.now + delay + overhead);
    }

    /// Tells a task to stop without draining: its containers get SIGTERM now.
    pub(crate) fn stop_task_at_once(&mut self, id: TaskId, code: StopCode, reason: StopReason) {
        if self.is_cut_off(id) {
            self.tell_when_back(id, code, reason);
            return;
        }
        let told = self.tell_to_stop(id, code, reason);
        self.because_of(told, |world| world.signal_told_task(id));
    }

    /// Tells a running task to stop: its targets drain, and its containers get SIGTERM, both from now on.
    pub(crate) fn stop_task_while_draining(
        &mut self,
        id: TaskId,
        code: StopCode,
        reason: StopReason,
    ) {
        self.tell_to_stop(id, code, reason);
        self.deregister_targets(id);
        self.signal_containers(id);
    }

    /// The containers of a task that was told to stop get SIGTERM now.
    pub(super) fn signal_told_task(&mut self, id: TaskId) {
        self.agenda.cancel(Timer::Activated(id));
        if self.tasks[&id].last_status == TaskStatus::Running {
            self.note_undrained_targets(id);
        }
        if self.tasks[&id].last_status == TaskStatus::Activating {
            self.deregister_targets(id);
        }
        self.signal_containers(id);
    }

    /// Ends a task that does not run yet: containers that have started are asked to stop.
    pub(crate) fn stop_before_running(&mut self, id: TaskId, code: StopCode, reason: StopReason) {
        let told = self.tell_to_stop(id, code, reason);
        self.because_of(told, |world| world.abandon_start(id));
    }

    /// No further container of the task starts.
    pub(super) fn abandon_start(&mut self, id: TaskId) {
        self.cancel_timers(id);
        for container in 0..self.tasks[&id].containers.len() {
            if !self.tasks[&id].containers[container].is_alive() {
                self.note_unbegun_pull(id, container);
                self.mark_container_stopped(id, container, None);
            }
        }
        if self.tasks[&id].containers.iter().any(Container::is_alive) {
            self.signal_containers(id);
        } else {
            self.leave_stopping(id);
        }
    }

    /// Rule: `StoppedBeforePull`.
    fn note_unbegun_pull(&mut self, id: TaskId, container: usize) {
        let arn = self.task_arn(id);
        let task = self.task_mut(id);
        let is_known = task.instance.is_some() || task.pull_started_at.is_some();
        let is_pending = task.is_starting() && is_known;
        let part = &mut task.containers[container];
        if is_pending && part.stage == ContainerStage::Waiting {
            part.reason.get_or_insert_with(|| {
                format!(
                    "TaskStoppedBeforePullBeginError: Task stopped before image pull could begin for task: {arn}"
                )
            });
            self.note_use(Rule::StoppedBeforePull);
        }
    }

    /// What follows happens because of the event that this gives.
    pub(super) fn tell_to_stop(
        &mut self,
        id: TaskId,
        code: StopCode,
        reason: StopReason,
    ) -> EventSequence {
        self.tell_to_stop_by(Rule::StoppedReasons, id, code, reason)
    }

    pub(super) fn tell_to_stop_by(
        &mut self,
        rule: Rule,
        id: TaskId,
        code: StopCode,
        reason: StopReason,
    ) -> EventSequence {
        let now = self.now;
        let task = self.task_mut(id);
        task.desired_status = DesiredStatus::Stopped;
        task.stopping_at = Some(now);
        task.stop = Some((code, reason.clone()));
        let failed_to_start = !task.has_run()
            && matches!(
                code,
                StopCode::TaskFailedToStart | StopCode::EssentialContainerExited
            );
        let (origin, created_at) = (task.origin.clone(), task.created_at());
        self.leave_spread(id);
        self.end_protection(id);
        let told = self.emit_by(
            rule,
            EventKind::TaskDesiredStatusChanged {
                task: id,
                to: DesiredStatus::Stopped,
                reason,
            },
        );
        if let TaskOrigin::Service {
            service,
            deployment,
        } = origin
        {
            if failed_to_start {
                self.count_start_failure(service, deployment, created_at);
            } else if let (StopCode::EssentialContainerExited, Some(started_at)) =
                (code, self.tasks[&id].started_at)
            {
                self.count_quick_exit(service, deployment, started_at);
            }
        }
        told
    }

    /// The deregistration delay is over.
    pub(crate) fn on_deactivated(&mut self, id: TaskId) {
        self.signal_containers(id);
    }

    /// SIGTERM to every process that still runs, one after the other where they depend on each other.
    pub(super) fn signal_containers(&mut self, id: TaskId) {
        self.agenda.cancel(Timer::Deactivated(id));
        self.set_task_status(id, TaskStatus::Stopping, Rule::DrainBeforeSigterm);
        self.signal_next(id);
    }

    /// SIGTERM to every process that still runs and that no container depends on any more.
    pub(super) fn signal_next(&mut self, id: TaskId) {
        for container in 0..self.tasks[&id].containers.len() {
            let task = &self.tasks[&id];
            if let ContainerStage::Running { since } = task.containers[container].stage
                && task.dependents_ended(container)
            {
                self.signal_container(id, container, since);
            }
        }
        self.end_stopping_if_all_ended(id);
    }

    fn signal_container(&mut self, id: TaskId, container: usize, since: Time) {
        let now = self.now;
        let has_dependents = self.tasks[&id].dependents(container).next().is_some();
        let mut rules = RuleSet::from(Rule::SignalSequence);
        if has_dependents {
            rules.insert(Rule::ShutdownOrder);
        }
        let part = &self.tasks[&id].containers[container];
        if part.on_sigterm != part.image.on_sigterm {
            rules.insert(Rule::ShellAsProcess1);
        }
        let sent = self.emit_by(
            rules,
            EventKind::SignalSent {
                task: id,
                container,
                signal: Signal::Sigterm,
            },
        );
        let stop_timeout = self.tasks[&id].stop_timeout(container);
        self.arm(Timer::StopTimeout(id, container), now + stop_timeout);
        let part = &mut self.task_mut(id).containers[container];
        part.stage = ContainerStage::Stopping {
            since,
            signalled_at: now,
        };
        part.checks = None;
        if let OnSigterm::Exits { after, .. } = part.heeds_sigterm() {
            self.agenda
                .arm_by(Timer::Exits(id, container), now + after, Cause::Event(sent));
        }
        self.agenda.cancel(Timer::ContainerHealth(id, container));
        self.target_answers_change(id, container);
    }

    pub(crate) fn on_stop_timeout(&mut self, id: TaskId, container: usize) {
        if self.tasks[&id].has_default_stop_timeout(container) {
            self.rest_on(Rule::StopTimeoutDefault);
        }
        let sent = self.emit_by(
            Rule::SignalSequence,
            EventKind::SignalSent {
                task: id,
                container,
                signal: Signal::Sigkill,
            },
        );
        self.because_of(sent, |world| world.end_process(id, container, KILLED));
    }

    /// The targets of a task that ended by itself stay registered until the scheduler sees it. Rule:
    /// `CrashDeregistersLate`.
    pub(super) fn note_undrained_targets(&mut self, id: TaskId) {
        let Some(service) = self.tasks[&id].service() else {
            return;
        };
        if self
            .targets_of(id)
            .iter()
            .any(|(_, target)| target.state.is_registered())
        {
            self.service_mut(service).memory.ended.insert(id);
        }
    }

    fn end_stopping_if_all_ended(&mut self, id: TaskId) {
        let all_ended = self.tasks[&id].containers.iter().all(Container::has_ended);
        if all_ended {
            let span = self.start.timings.stopping_overhead;
            let at = self.now + self.draw_duration(Draw::StoppingOverhead, id.0, span);
            self.arm(Timer::ContainersEnded(id), at);
        }
    }

    pub(crate) fn on_containers_ended(&mut self, id: TaskId) {
        self.leave_stopping(id);
    }

    /// CPU, memory and ports are free at once, the network interface only when it is gone. Rule: `ResourceRelease`.
    pub(super) fn leave_stopping(&mut self, id: TaskId) {
        if !self.tasks[&id].has_eni() {
            self.finish_task(id);
            return;
        }
        self.release_all_but_eni(id);
        self.set_task_status(id, TaskStatus::Deprovisioning, Rule::ResourceRelease);
        let span = self.start.timings.deprovisioning;
        let at = self.now + self.draw_duration(Draw::Deprovisioning, id.0, span);
        self.arm(Timer::Deprovisioned(id), at);
    }

    /// The task is STOPPED.
    pub(crate) fn finish_task(&mut self, id: TaskId) {
        self.release(id);
        self.leave_group(id);
        self.set_task_status(id, TaskStatus::Stopped, Rule::TaskStatuses);
        let retention = self.start.timings.stopped_task_retention;
        self.arm(Timer::Forgotten(id), self.now + retention);
        self.delete_unreferenced();
    }

    pub(crate) fn on_forgotten(&mut self, id: TaskId) {
        // A target may still drain by the name of its task.
        if !self.targets_of(id).is_empty() {
            self.arm(Timer::Forgotten(id), self.now + Duration::from_secs(60));
            return;
        }
        self.tasks.remove(&id);
        self.emit_by(Rule::StoppedTaskRetention, EventKind::TaskForgotten(id));
    }

    /// The machine is gone: its processes with it, at once and without a signal.
    pub(crate) fn lose_task(&mut self, id: TaskId, instance: InstanceId) {
        let reason = StopReason::HostTerminated(instance.ec2());
        self.lose_task_by(
            Rule::StoppedReasons,
            id,
            StopCode::TerminationNotice,
            reason,
        );
    }

    /// The same on Fargate. Rules: `FargateMaintenance`, `LostFargateHost`.
    pub(crate) fn lose_fargate_task(&mut self, id: TaskId) {
        let service = self.tasks[&id].service().and_then(|id| self.service(id));
        let name = service.map(|service| service.name.clone());
        let code = if name.is_some() {
            self.rest_on(Rule::FargateMaintenance);
            StopCode::ServiceSchedulerInitiated
        } else {
            StopCode::TerminationNotice
        };
        let reason = StopReason::FargateHostLost(name);
        self.lose_task_by(Rule::LostFargateHost, id, code, reason);
    }

    fn lose_task_by(&mut self, rule: Rule, id: TaskId, code: StopCode, reason: StopReason) {
        if self.tasks[&id].is_active() {
            let told = self.tell_to_stop_by(rule, id, code, reason);
            self.because_of(told, |world| world.end_lost_task(id));
        } else {
            self.end_lost_task(id);
        }
    }

    fn end_lost_task(&mut self, id: TaskId) {
        self.note_undrained_targets(id);
        self.target_lost(id);
        self.cancel_timers(id);
        let now = self.now;
        if self.tasks[&id].containers.iter().any(Container::is_alive) {
            self.task_mut(id).execution_stopped_at.get_or_insert(now);
        }
        for container in 0..self.tasks[&id].containers.len() {
            self.mark_container_stopped(id, container, None);
        }
        self.finish_task(id);
    }

    pub(super) fn cancel_timers(&mut self, id: TaskId) {
        for timer in [
            Timer::Provisioned(id),
            Timer::AgentAccepts(id),
            Timer::Activated(id),
            Timer::Deactivated(id),
            Timer::ContainersEnded(id),
            Timer::Deprovisioned(id),
            Timer::OutOfMemory(id),
        ] {
            self.agenda.cancel(timer);
        }
    }
}
