//! What a pass of a scheduler does to tasks: it starts and stops those that a plan names, and says so.

use alloc::vec::Vec;

use super::Condition;
use super::census::{Census, HealthFailure};
use super::rolling::Plan;
use crate::{
    DeploymentId, PlacementShortfall, Rule, ServiceId, ServiceMessage, ServiceStatus, StopCode,
    StopReason, TaskId, TaskStatus, World,
};

impl World {
    pub(super) fn start_tasks(&mut self, id: ServiceId, plan: &Plan) {
        let primary = self.services[&id].primary().id;
        let shortfall = self.start_tasks_of(id, primary, plan);
        self.note_unplaceable(id, shortfall);
    }

    /// Starts what a plan says as tasks of a deployment; what the closest instance lacked for one that has no place.
    pub(super) fn start_tasks_of(
        &mut self,
        id: ServiceId,
        deployment: DeploymentId,
        plan: &Plan,
    ) -> Option<PlacementShortfall> {
        if plan.start_count > 0 && !self.daemons.is_empty() {
            (self.handlers.start_daemons_first)(self, self.services[&id].cluster);
        }
        let mut started = Vec::new();
        let mut shortfall = None;
        for index in 0..plan.start_count {
            let request = self.next_request_of(id, deployment);
            let request = request.expect("the service has the deployment");
            let (place, lacking) = self.choose_place(&request);
            let Some(place) = place else {
                shortfall = lacking;
                break;
            };
            self.rest_on(self.rules_of_bounds(id));
            self.rest_on(Rule::MaximumPercentCounts);
            if !self.is_active_revision(&request.definition) {
                self.rest_on(Rule::InactiveStaysInUse);
            }
            let task = self.start_because(id, plan, index, |world| {
                world.create_task_of(id, deployment, place)
            });
            started.push(task);
        }
        let started_count = started.len();
        self.say_started(id, plan, started);
        if self.services[&id].is_current(deployment) {
            self.note_partial_launch(id, deployment, plan.start_count, started_count);
        }
        shortfall
    }

    /// With a circuit breaker, a batch that was only placed in part is said. Rule: `CouldNotLaunch`.
    fn note_partial_launch(
        &mut self,
        id: ServiceId,
        deployment: DeploymentId,
        wanted_count: u32,
        started_count: usize,
    ) {
        let service = &self.services[&id];
        let breaker = service.deployment_configuration.deployment_circuit_breaker;
        let missing_count = wanted_count - u32::try_from(started_count).expect("a part of it");
        if missing_count == 0 {
            self.resolve(id, Condition::PartialLaunch);
        } else if breaker.enable && started_count > 0 {
            self.say_lasting(
                id,
                Condition::PartialLaunch,
                ServiceMessage::CouldNotLaunch(missing_count, deployment),
            );
        }
    }

    pub(super) fn say_started(&mut self, id: ServiceId, plan: &Plan, mut started: Vec<TaskId>) {
        let missing = (plan.start_count - plan.replacing_count) as usize;
        let replacements = started.split_off(missing.min(started.len()));
        if !started.is_empty() {
            let set = self.task_set_of(id, started.iter());
            self.say_of(id, set, ServiceMessage::Started(started));
        }
        if !replacements.is_empty() {
            self.rest_on(Rule::ReplaceBeforeStop);
            let set = self.task_set_of(id, replacements.iter());
            self.say_of(id, set, ServiceMessage::ReplacedUnhealthy(replacements));
        }
    }

    pub(super) fn note_unplaceable(
        &mut self,
        id: ServiceId,
        shortfall: Option<PlacementShortfall>,
    ) {
        if shortfall.is_some() {
            self.waiting_for_capacity.insert(id);
        } else {
            self.waiting_for_capacity.remove(&id);
        }
        match shortfall {
            Some(shortfall) => {
                self.say_lasting(
                    id,
                    Condition::Unplaceable,
                    ServiceMessage::Unplaceable(shortfall),
                );
            }
            None => self.resolve(id, Condition::Unplaceable),
        }
    }

    pub(crate) fn stop_tasks(&mut self, id: ServiceId, plan: &Plan, census: &Census) {
        let set = self.task_set_of(id, plan.stop.iter().chain(&plan.stop_unhealthy));
        let mut running = Vec::new();
        let mut pending_count = 0;
        let mut occasions = self.occasions_to_stop(id, census);
        for task in &plan.stop {
            let reason = self.reason_to_stop(id, census, *task);
            if self.tasks[task].last_status == TaskStatus::Running {
                running.push(*task);
            } else {
                pending_count += 1;
            }
            self.rest_on(self.rules_of_bounds(id));
            self.rest_on([
                Rule::HealthyCount,
                Rule::ScaleInChoice,
                Rule::ScaleInKeepsHealthy,
            ]);
            if census.stop_steps.is_some() {
                self.rest_on(Rule::ScaleInByStrategy);
            }
            let occasion = self.occasion_to_stop(id, census, &mut occasions, *task);
            self.because_of_some(occasion, |world| {
                world.stop_task(*task, StopCode::ServiceSchedulerInitiated, reason);
            });
        }
        for task in &plan.stop_unhealthy {
            let failure = census
                .tasks
                .iter()
                .find(|standing| standing.task == *task)
                .and_then(|standing| standing.failure);
            let reason = match failure {
                Some(HealthFailure::Target(group, _)) => {
                    StopReason::FailedElbHealthChecks(self.target_group_arn(group))
                }
                _ => StopReason::FailedContainerHealthChecks,
            };
            running.push(*task);
            self.rest_on([Rule::GracePeriod, Rule::ReplaceBeforeStop]);
            if self.tasks[task].protected_until.is_some() {
                self.rest_on(Rule::ProtectionFromHealth);
            }
            if let Some(deployment) = self.tasks[task].deployment() {
                self.count_unhealthy_task(id, deployment);
            }
            let occasion = self.failing_since(id, *task);
            self.because_of_some(occasion, |world| {
                world.stop_task(*task, StopCode::ServiceSchedulerInitiated, reason);
            });
        }
        if !running.is_empty() {
            self.say_of(id, set, ServiceMessage::StoppedRunning(running));
        }
        if pending_count > 0 {
            self.say_of(id, set, ServiceMessage::StoppedPending(pending_count));
        }
    }

    /// What decides how many tasks run. Rules: `RollingScheduler`, `TaskSetScale`, `TaskSetPercents`.
    fn rules_of_bounds(&self, id: ServiceId) -> [Rule; 2] {
        if self.services[&id].has_task_sets() {
            [Rule::TaskSetScale, Rule::TaskSetPercents]
        } else {
            [Rule::RollingScheduler, Rule::PercentRounding]
        }
    }

    /// Why the scheduler stops a task that is not unhealthy. Rule: `DrainingReason`.
    fn reason_to_stop(&mut self, id: ServiceId, census: &Census, task: TaskId) -> StopReason {
        let service = &self.services[&id];
        let of = self.tasks[&task].deployment();
        let is_current = of.is_some_and(|of| service.is_current(of));
        let latest = match of {
            Some(of) if service.has_task_sets() => of,
            _ => service.primary().id,
        };
        let is_draining = census
            .tasks
            .iter()
            .any(|standing| standing.task == task && standing.is_on_draining);
        if is_draining && service.is_daemon() {
            self.rest_on(Rule::DaemonsLast);
        }
        let service = &self.services[&id];
        if is_draining && service.status == ServiceStatus::Active && is_current {
            let name = service.name.clone();
            self.rest_on([Rule::DrainingReplaces, Rule::DrainingReason]);
            return StopReason::InstanceDraining(name);
        }
        StopReason::ScalingActivity(latest)
    }
}
