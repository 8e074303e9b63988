//! Tasks of a service that never came to run, or not to be healthy: counting, the throttle, and starting anew.

use alloc::vec::Vec;

use super::Condition;
use super::census::Census;
use crate::event::EventKind;
use crate::table::Set;
use crate::{
    DeploymentId, Duration, FailedTasksReset as Reset, LaunchThrottle, QuickExit, Rule, ServiceId,
    ServiceMessage, TaskId, Time, World,
};

/// The longest wait. Rule: `LaunchThrottle`.
const THROTTLE_SECONDS_MAX: u64 = 1_620;
/// After so many the service says so.
const IMPAIRED_AFTER: u32 = 3;

impl World {
    /// A task of a deployment never came to run.
    pub(crate) fn count_start_failure(
        &mut self,
        id: ServiceId,
        deployment: DeploymentId,
        created_at: Time,
    ) {
        let now = self.now;
        let curve = self.start.switches.launch_throttle;
        let is_first_stage = |service: &super::Service| {
            let failing = service.deployment(deployment);
            failing.is_some_and(|failing| !failing.has_run)
        };
        if is_first_stage(&self.services[&id]) {
            self.count_failed_task(id, deployment);
        }
        let service = self.service_mut(id);
        if !service.is_current(deployment) {
            return;
        }
        let memory = &mut service.memory;
        if memory.failed_batch.is_some_and(|last| created_at <= last) {
            return;
        }
        memory.failed_batch = Some(created_at);
        memory.start_failures += 1;
        memory.launch_not_before = now + throttle(curve, memory.start_failures);
        if memory.start_failures >= IMPAIRED_AFTER {
            self.say_lasting(id, Condition::StartImpaired, ServiceMessage::StartImpaired);
        }
    }

    /// A task of a deployment is replaced because a health check failed.
    pub(super) fn count_unhealthy_task(&mut self, id: ServiceId, deployment: DeploymentId) {
        self.count_failed_task(id, deployment);
    }

    /// A task of a deployment ended by itself after it had come to run. Rule: `QuickExit`.
    pub(crate) fn count_quick_exit(
        &mut self,
        id: ServiceId,
        deployment: DeploymentId,
        started_at: Time,
    ) {
        let ran = self.now.since(started_at);
        self.note_use(Rule::QuickExit);
        if self.start.switches.quick_exit == QuickExit::Counts
            && ran <= self.start.timings.quick_exit
        {
            self.count_failed_task(id, deployment);
        }
    }

    /// One notion for `failedTasks` and for what the circuit breaker counts: in the first stage, before any task of the
    /// deployment has run, tasks that never come to run; then tasks that fail their health checks. What has tripped
    /// counts no further. Rules: `FailedTasksReset`, `CircuitBreaker`.
    fn count_failed_task(&mut self, id: ServiceId, deployment: DeploymentId) {
        if self.services[&id].is_current(deployment) && self.breaker_trips(id) {
            return;
        }
        let deployments = &mut self.service_mut(id).deployments;
        let Some(failing) = deployments
            .iter_mut()
            .find(|candidate| candidate.id == deployment)
        else {
            return;
        };
        failing.failed_tasks += 1;
        let failed_tasks = failing.failed_tasks;
        self.note_circuit_breaker(id);
        self.emit_by(
            Rule::FailedTasksReset,
            EventKind::FailedTasksCounted {
                service: id,
                deployment,
                failed_tasks,
            },
        );
    }

    /// A task that comes to be healthy ends the row of failures. Rule: `FailedTasksReset`.
    pub(super) fn note_healthy(&mut self, id: ServiceId, census: &Census) {
        let healthy: Set<TaskId> = census
            .tasks
            .iter()
            .filter(|task| task.is_new && task.is_healthy)
            .map(|task| task.task)
            .collect();
        let counts_running = self.start.switches.failed_tasks_reset == Reset::Running;
        let service = self.service_mut(id);
        let known = &service.memory.healthy;
        let newcomers = healthy.iter().filter(|task| !known.contains(task));
        let newcomers: Vec<TaskId> = newcomers.copied().collect();
        service.memory.healthy = healthy;
        for newcomer in newcomers {
            let deployment = self.tasks[&newcomer].deployment();
            if let Some(deployment) = deployment.filter(|_| !counts_running) {
                self.reset_failed_tasks(id, deployment);
            }
        }
    }

    fn reset_failed_tasks(&mut self, id: ServiceId, deployment: DeploymentId) {
        let configuration = &self.services[&id].deployment_configuration;
        let breaker = configuration.deployment_circuit_breaker;
        if (breaker.enable && !breaker.reset_on_healthy_task) || self.breaker_trips(id) {
            return;
        }
        let mut deployments = self.service_mut(id).deployments.iter_mut();
        let sound = deployments.find(|candidate| candidate.id == deployment);
        if sound.is_some_and(|sound| core::mem::take(&mut sound.failed_tasks) > 0) {
            self.note_circuit_breaker(id);
            self.emit_by(
                Rule::FailedTasksReset,
                EventKind::FailedTasksCounted {
                    service: id,
                    deployment,
                    failed_tasks: 0,
                },
            );
        }
    }

    /// A task of the PRIMARY deployment came to run: the throttle ends.
    pub(crate) fn forget_start_failures(&mut self, id: ServiceId, deployment: DeploymentId) {
        let now = self.now;
        let mut deployments = self.service_mut(id).deployments.iter_mut();
        if let Some(running) = deployments.find(|candidate| candidate.id == deployment) {
            running.has_run = true;
        }
        if self.start.switches.failed_tasks_reset == Reset::Running
            && self.services[&id].is_current(deployment)
        {
            self.reset_failed_tasks(id, deployment);
        }
        let service = self.service_mut(id);
        if !service.is_current(deployment) || service.memory.start_failures == 0 {
            return;
        }
        service.memory.start_failures = 0;
        service.memory.failed_batch = None;
        service.memory.launch_not_before = now;
        self.resolve(id, Condition::StartImpaired);
    }
}

impl World {
    /// How long the throttle on launches is that holds a service up now, as a whole.
    pub fn launch_throttle(&self, service: &super::Service) -> Option<Duration> {
        let memory = &service.memory;
        let curve = self.start.switches.launch_throttle;
        (memory.launch_not_before > self.now).then(|| throttle(curve, memory.start_failures))
    }
}

/// The wait after so many launches in a row that never came to run; the first two wait for nothing. Rule:
/// `LaunchThrottle`.
fn throttle(curve: LaunchThrottle, failures: u32) -> Duration {
    let beyond = u64::from(failures.saturating_sub(2));
    let seconds = match curve {
        LaunchThrottle::Exponential if beyond > 0 => 10 << (beyond - 1).min(8),
        LaunchThrottle::Exponential => 0,
        LaunchThrottle::Linear => 180 * beyond,
    };
    Duration::from_secs(seconds.min(THROTTLE_SECONDS_MAX))
}
