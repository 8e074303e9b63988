//! One pass of the service scheduler: look, report, start, stop, and see whether the service is steady.

use alloc::vec::Vec;

use super::census::{Census, HealthFailure};
use super::launches::LaunchLimit;
use super::rolling::{Plan, Situation, plan_failed, plan_pass};
use super::{Condition, RolloutState, ServiceDeploymentStatus, SourceServiceRevisionCleanup};
use crate::agenda::Timer;
use crate::event::EventKind;
use crate::table::Map;
use crate::timings::DEFERRED_CLEANUP;
use crate::{
    AvailabilityZoneRebalancing, DeploymentId, Duration, Rule, Service, ServiceId, ServiceMessage,
    ServiceStatus, TaskId, TaskStatus, World,
};

impl World {
    /// The scheduler looks at a service.
    pub(crate) fn on_service_pass(&mut self, id: ServiceId) {
        let now = self.now;
        self.service_mut(id).memory.latest_pass_at = Some(now);
        self.report_registrations(id);
        self.deregister_ended(id);
        if self.services[&id].memory.lacks_targets {
            (self.handlers.mend_targets)(self, id);
        }
        self.move_service_deployments(id);
        match self.services[&id].status {
            ServiceStatus::Active if self.services[&id].is_daemon() => {
                (self.handlers.other_pass)(self, id);
            }
            ServiceStatus::Active if self.services[&id].has_task_sets() => {
                (self.handlers.other_pass)(self, id);
            }
            ServiceStatus::Active if self.services[&id].staged.is_some() => {
                (self.handlers.other_pass)(self, id);
            }
            ServiceStatus::Active => self.reconcile(id),
            ServiceStatus::Draining => (self.handlers.other_pass)(self, id),
            ServiceStatus::Inactive => return,
        }
        // Whatever the pass has dropped may have been the last to use a revision.
        self.delete_unreferenced();
        self.arm_next_pass(id);
    }

    /// The pass of a scheduler that is not the one of the opening world.
    pub(crate) fn on_other_pass(&mut self, id: ServiceId) {
        let service = &self.services[&id];
        if service.status != ServiceStatus::Active {
            self.drain_service(id);
        } else if service.has_task_sets() {
            self.reconcile_task_sets(id);
        } else if service.is_daemon() {
            self.reconcile_daemon(id);
        } else {
            self.reconcile_stages(id);
        }
    }

    pub(super) fn reconcile(&mut self, id: ServiceId) {
        (self.handlers.watch_deployment)(self, id);
        let (service, census, limit) = self.look(id);
        let plan = self.plan(&service, &census, limit.count);
        if self.cleanup_is_over(&service) {
            self.note_use(Rule::DeferredCleanup);
        }
        self.start_tasks(id, &plan);
        debug_assert!(
            plan.start_count == 0
                || self
                    .census(&self.services[&id])
                    .count(|task| task.is_capped)
                    <= service.bounds().upper,
            "a pass starts no more than the maximum allows"
        );
        self.end_pass(id, &plan, &census, limit);
        let service = &self.services[&id];
        let is_enabled =
            service.availability_zone_rebalancing == AvailabilityZoneRebalancing::Enabled;
        if service.memory.rebalancing.is_some() || (is_enabled && service.steady_since.is_some()) {
            (self.handlers.rebalance)(self, id);
        }
    }

    /// What a pass decides from: the service, its tasks, and how many it may launch.
    pub(super) fn look(&mut self, id: ServiceId) -> (Service, Census, LaunchLimit) {
        let service = Service::clone(&self.services[&id]);
        let census = self.census(&service);
        self.report_unhealthy(id, &census);
        self.note_healthy(id, &census);
        let limit = self.launch_limit(&service);
        (service, census, limit)
    }

    /// What a pass does after it has started tasks.
    pub(super) fn end_pass(
        &mut self,
        id: ServiceId,
        plan: &Plan,
        census: &Census,
        limit: LaunchLimit,
    ) {
        if !plan.stop.is_empty() || !plan.stop_unhealthy.is_empty() {
            (self.handlers.stop_tasks)(self, id, plan, census);
        }
        self.note_stuck(id, plan.is_stuck);
        self.note_throttled(id, plan.wanted_count, limit);
        if !plan.held.is_empty() || self.has_said_protected(id) {
            (self.handlers.note_protected)(self, id, plan);
        }
        self.complete_if_steady(id);
    }

    /// What the scheduler of a service does next, at most so many launches of it.
    pub fn plan(&self, service: &Service, census: &Census, launch_max: u32) -> Plan {
        let situation = Situation {
            desired_count: service.desired_count + self.rebalancing_extras(service),
            minimum_healthy_percent: service.deployment_configuration.minimum_healthy_percent,
            bounds: service.bounds(),
            launch_max,
            census,
        };
        if service.has_task_sets() {
            return (self.handlers.plan_task_sets)(self, service, launch_max);
        }
        if service.primary().rollout_state == RolloutState::Failed {
            return plan_failed(&situation);
        }
        if service.is_daemon() {
            let mut plan = (self.handlers.plan_daemon)(self, service, census);
            plan.wanted_count = plan.start_on.len() as u32;
            plan.start_on.truncate(launch_max as usize);
            plan.start_count = plan.start_on.len() as u32;
            return plan;
        }
        let mut plan = plan_pass(&situation);
        if self.cleanup_is_over(service) {
            let is_primary =
                |task: &TaskId| self.tasks[task].deployment() == Some(service.primary().id);
            plan.stop.retain(is_primary);
            plan.held.retain(is_primary);
        }
        plan
    }

    /// Whether a deployment that succeeded early cleans up no longer behind it. Rule: `DeferredCleanup`.
    fn cleanup_is_over(&self, service: &Service) -> bool {
        let primary = service.primary();
        let criteria = service.deployment_configuration.early_success_criteria;
        let cleanup = criteria.source_service_revision_cleanup;
        criteria.enable
            && cleanup == SourceServiceRevisionCleanup::Deferred
            && primary.rollout_state == RolloutState::Completed
            && self.now.since(primary.updated_at) >= DEFERRED_CLEANUP
    }

    /// What has happened to targets since the last pass. Rule: `EventsFollowDecisions`.
    fn report_registrations(&mut self, id: ServiceId) {
        let memory = &mut self.service_mut(id).memory;
        let registered = core::mem::take(&mut memory.registered);
        let deregistered = core::mem::take(&mut memory.deregistered);
        let draining = core::mem::take(&mut memory.draining);
        for (group, count) in registered {
            self.say(id, ServiceMessage::Registered(group, count));
        }
        for (group, count) in deregistered {
            self.rest_on(Rule::EventsFollowDecisions);
            self.say(id, ServiceMessage::Deregistered(group, count));
        }
        let mut counts: Map<Option<DeploymentId>, u32> = Map::new();
        for task in draining.iter() {
            let set = self.task_set_of(id, core::iter::once(task));
            *counts.entry(set).or_insert(0) += 1;
        }
        for (set, count) in counts {
            self.rest_on(Rule::EventsFollowDecisions);
            self.say_of(id, set, ServiceMessage::BegunDraining(count));
        }
    }

    /// Tasks that ended by themselves leave their target groups now.
    fn deregister_ended(&mut self, id: ServiceId) {
        for task in core::mem::take(&mut self.service_mut(id).memory.ended) {
            self.rest_on(Rule::CrashDeregistersLate);
            self.deregister_targets(task);
        }
    }

    fn report_unhealthy(&mut self, id: ServiceId, census: &Census) {
        let failing = census
            .tasks
            .iter()
            .filter_map(|task| Some((task.task, task.failure?)))
            .collect::<Vec<_>>();
        for (task, failure) in &failing {
            if self.services[&id].memory.reported_unhealthy.contains(task) {
                continue;
            }
            let message = match *failure {
                HealthFailure::Container => ServiceMessage::FailedContainerHealthChecks(*task),
                HealthFailure::Target(target_group, failure) => {
                    let port = self.target_groups[&target_group].targets[task].port;
                    let task_state = &self.tasks[task];
                    ServiceMessage::Unhealthy {
                        task: *task,
                        instance: task_state.instance.filter(|_| !task_state.has_eni()),
                        port,
                        target_group,
                        failure,
                    }
                }
            };
            let set = self.task_set_of(id, core::iter::once(task));
            self.say_of(id, set, message);
        }
        self.service_mut(id).memory.reported_unhealthy =
            failing.into_iter().map(|(task, _)| task).collect();
    }

    fn note_stuck(&mut self, id: ServiceId, is_stuck: bool) {
        let now = self.now;
        let memory = &mut self.service_mut(id).memory;
        if !is_stuck {
            memory.stuck_since = None;
            self.resolve(id, Condition::Stuck);
            return;
        }
        let since = *memory.stuck_since.get_or_insert(now);
        if now.since(since) >= self.start.timings.stuck_before_event {
            self.say_lasting(id, Condition::Stuck, ServiceMessage::Stuck);
        }
    }

    pub(super) fn complete_if_steady(&mut self, id: ServiceId) {
        let is_settled = self.is_settled(id);
        let is_in_progress = self.services[&id].primary().rollout_state == RolloutState::InProgress;
        if is_in_progress
            && (is_settled || (self.handlers.succeeds_early)(self, id))
            && self.has_baked(id)
        {
            let occasion = self.occasion_to_settle(id);
            self.because_of_some(occasion, |world| world.complete_deployment(id, is_settled));
            if is_settled {
                let pause = self.start.timings.steady_state_after_completion;
                self.arm(Timer::SaySteady(id), self.now + pause);
                return;
            }
        }
        if !is_settled {
            self.unsettle(id);
            return;
        }
        if self.services[&id].primary().rollout_state == RolloutState::InProgress {
            return;
        }
        self.forget_older_deployments(id);
        if self.agenda.due_at(Timer::SaySteady(id)).is_none() {
            self.on_say_steady(id);
        }
    }

    /// Whether enough new tasks are healthy for the deployment to have succeeded before all are. Rule: `EarlySuccess`.
    pub(crate) fn succeeds_early(&mut self, id: ServiceId) -> bool {
        let service = &self.services[&id];
        let criteria = service.deployment_configuration.early_success_criteria;
        if !criteria.enable {
            return false;
        }
        let census = self.census(service);
        let healthy = census.count(|task| task.is_new && task.is_active && task.is_healthy);
        let old = census.count(|task| !task.is_new && (task.is_active || task.is_leaving));
        let cleanup = criteria.source_service_revision_cleanup;
        let succeeds = healthy >= criteria.needed_count(service.desired_count)
            && (cleanup == SourceServiceRevisionCleanup::Deferred || old == 0);
        if succeeds {
            self.rest_on(Rule::EarlySuccess);
        }
        succeeds
    }

    /// A deployment is complete, and a service steady, when every wanted task runs, is healthy, is of the PRIMARY
    /// deployment, all others are at least in STOPPING, and none is on a DRAINING instance. Rule:
    /// `DeploymentCompletion`.
    fn is_settled(&self, id: ServiceId) -> bool {
        let service = &self.services[&id];
        let census = self.census(service);
        let sound = census.count(|task| task.is_new && task.is_active && task.is_healthy);
        let active = census.count(|task| task.is_active);
        let is_leaving = census.tasks.iter().any(|task| task.is_leaving);
        let drains = census.tasks.iter().any(|task| task.is_on_draining);
        sound == service.desired_count && active == sound && !is_leaving && !drains
    }

    /// The service is not steady any more, and will say so when it is again.
    pub(crate) fn unsettle(&mut self, id: ServiceId) {
        self.agenda.cancel(Timer::SaySteady(id));
        if self.services[&id].steady_since.is_some() {
            self.service_mut(id).steady_since = None;
        }
        self.resolve(id, Condition::Steady);
    }

    fn complete_deployment(&mut self, id: ServiceId, is_settled: bool) {
        let now = self.now;
        let service = self.service_mut(id);
        let primary = &mut service.deployments[0];
        primary.rollout_state = RolloutState::Completed;
        primary.updated_at = now;
        let (deployment, was_returning) = (primary.id, primary.rolls_back_to.is_some());
        service.last_completed = Some((deployment, primary.revision.clone()));
        service.memory.settled_count = service.desired_count;
        if is_settled {
            self.forget_older_deployments(id);
        }
        self.emit_by(
            [
                Rule::DeploymentCompletion,
                Rule::HealthyCount,
                Rule::RolloutStateReasons,
            ],
            EventKind::DeploymentChanged {
                service: id,
                deployment,
                rollout_state: RolloutState::Completed,
            },
        );
        let status = if was_returning {
            ServiceDeploymentStatus::RollbackSuccessful
        } else {
            ServiceDeploymentStatus::Successful
        };
        self.set_service_deployment(id, status, None);
        self.say(id, ServiceMessage::DeploymentCompleted(deployment));
        self.delete_unreferenced();
    }

    /// Once the service is settled, what was before is not described any more.
    fn forget_older_deployments(&mut self, id: ServiceId) {
        if self.services[&id].deployments.len() > 1 {
            self.service_mut(id).deployments.truncate(1);
            self.delete_unreferenced();
        }
    }

    pub(crate) fn on_say_steady(&mut self, id: ServiceId) {
        if self.services[&id].status != ServiceStatus::Active || !self.is_settled(id) {
            return;
        }
        let now = self.now;
        let service = self.service_mut(id);
        service.steady_since.get_or_insert(now);
        service.memory.settled_count = service.desired_count;
        if self.services[&id].availability_zone_rebalancing == AvailabilityZoneRebalancing::Enabled
        {
            // Rebalancing begins with the next pass of a service that is steady.
            self.wake(id);
        }
        self.say_lasting(id, Condition::Steady, ServiceMessage::SteadyState);
    }

    /// A deleted service stops everything, and is gone when all its tasks are at least in STOPPING.
    fn drain_service(&mut self, id: ServiceId) {
        let tasks: Vec<TaskId> = self.services[&id].tasks.iter().copied().collect();
        let all_stopping = tasks
            .iter()
            .all(|task| self.tasks[task].last_status >= TaskStatus::Stopping);
        if all_stopping {
            let service = self.service_mut(id);
            service.status = ServiceStatus::Inactive;
            service.service_deployments.clear();
            service.last_completed = None;
            service.images.clear();
            self.waiting_for_capacity.remove(&id);
            self.emit_by(Rule::ServiceDeletion, EventKind::ServiceInactive(id));
            self.delete_unreferenced();
            return;
        }
        let census = self.census(&self.services[&id].clone());
        let plan = Plan {
            stop: census
                .tasks
                .iter()
                .filter(|task| task.is_active)
                .map(|task| task.task)
                .collect(),
            ..Plan::default()
        };
        self.stop_tasks(id, &plan, &census);
    }

    /// The next instant at which a pass could do something though nothing happens until then.
    fn arm_next_pass(&mut self, id: ServiceId) {
        let now = self.now;
        let service = &self.services[&id];
        let memory = &service.memory;
        let repeat = self.start.timings.message_repeat;
        let stuck_at = memory
            .stuck_since
            .map(|since| since + self.start.timings.stuck_before_event);
        let repeats = memory.said.values().map(|(said_at, _)| *said_at + repeat);
        let deadlines = self
            .next_census_change(service)
            .into_iter()
            .chain(self.bakes_until(id))
            .chain(stuck_at)
            .chain(memory.look_again_at)
            .chain(Some(memory.launch_not_before))
            .chain(memory.launch_again_at)
            .chain(repeats)
            .filter(|at| *at > now);
        let next = if self.ticks_always() {
            Some(now + Duration::from_millis(1))
        } else {
            deadlines.min()
        };
        if let Some(earliest) = next {
            let at = self.next_tick(id, earliest);
            let due = self.agenda.due_at(Timer::ServicePass(id));
            if due.is_none_or(|due| due > at) {
                self.arm(Timer::ServicePass(id), at);
            }
        }
    }
}
