//! What makes a deployment fail: its circuit breaker and its alarms.

use super::{Failing, MonitoringStatus, RolloutState};
use crate::{Duration, Rule, ServiceId, Time, World};

/// The shortest bake time of alarms.
const BAKE_LEAST: Duration = Duration::from_secs(300);

impl World {
    /// A deployment begins to be watched; whether alarms make it fail. Rule: `AlarmAtStart`.
    pub(super) fn begin_to_watch(&mut self, id: ServiceId) -> bool {
        let configuration = &self.services[&id].deployment_configuration;
        let breaker = configuration.deployment_circuit_breaker;
        let watches_alarms = configuration.alarms.enable;
        let names = configuration.alarms.alarm_names.clone();
        let is_in_alarm = watches_alarms && !self.alarms_in_alarm(&names).is_empty();
        if is_in_alarm {
            self.rest_on(Rule::AlarmAtStart);
        }
        let latest = self.latest_service_deployment_mut(id);
        if latest.circuit_breaker.status == MonitoringStatus::Disabled && breaker.enable {
            latest.circuit_breaker.status = MonitoringStatus::Monitoring;
        }
        let watches_alarms = watches_alarms && !is_in_alarm;
        if latest.alarms.status == MonitoringStatus::Disabled && watches_alarms {
            latest.alarms.status = MonitoringStatus::Monitoring;
        }
        watches_alarms
    }

    /// The circuit breaker of the latest service deployment shows what it counts, against the latest desired count; one
    /// that has tripped keeps the count that tripped it while the service returns to what worked.
    pub(super) fn note_circuit_breaker(&mut self, id: ServiceId) {
        let service = &self.services[&id];
        if service.has_task_sets() {
            return;
        }
        let breaker = service.deployment_configuration.deployment_circuit_breaker;
        let threshold = breaker.threshold.failures(service.desired_count);
        let failure_count = service.primary().failed_tasks;
        let is_under_way = service.primary().rollout_state == RolloutState::InProgress;
        let before = service.service_deployment().circuit_breaker;
        let has_tripped = before.status == MonitoringStatus::Triggered;
        if !is_under_way
            || has_tripped
            || (before.failure_count, before.threshold) == (failure_count, threshold)
        {
            return;
        }
        let shown = &mut self.latest_service_deployment_mut(id).circuit_breaker;
        shown.failure_count = failure_count;
        shown.threshold = threshold;
    }

    /// Whether the circuit breaker of the PRIMARY deployment has tripped. Rules: `CircuitBreaker`,
    /// `CircuitBreakerThreshold`, `DigestsGivenUp`.
    pub(super) fn breaker_trips(&self, id: ServiceId) -> bool {
        let service = &self.services[&id];
        let breaker = service.deployment_configuration.deployment_circuit_breaker;
        if service.has_task_sets() {
            return false;
        }
        let primary = service.primary();
        breaker.enable
            && service.watches(true)
            && primary.rollout_state == RolloutState::InProgress
            && (primary.failed_tasks >= breaker.threshold.failures(service.desired_count)
                || service.lacks_digests())
    }

    /// The scheduler looks whether the deployment has failed: the first method to trip wins.
    pub(crate) fn watch_deployment(&mut self, id: ServiceId) {
        self.take_up_rollback(id);
        let service = &self.services[&id];
        let primary = service.primary();
        if primary.rollout_state != RolloutState::InProgress {
            return;
        }
        if self.breaker_trips(id) {
            if service.staged.is_some() {
                self.note_use(Rule::BreakerDuringScaleUp);
            }
            self.note_circuit_breaker(id);
            let latest = self.latest_service_deployment_mut(id);
            latest.circuit_breaker.status = MonitoringStatus::Triggered;
            self.rest_on([Rule::CircuitBreaker, Rule::CircuitBreakerThreshold]);
            if self.services[&id].lacks_digests() {
                self.rest_on(Rule::DigestsGivenUp);
            }
            self.fail_deployment(id, Failing::CircuitBreaker);
            return;
        }
        let alarms = &service.deployment_configuration.alarms;
        if !primary.watches_alarms || !alarms.enable || !service.watches(false) {
            return;
        }
        let triggered = self.alarms_in_alarm(&alarms.alarm_names);
        if !triggered.is_empty() {
            let shown = &mut self.latest_service_deployment_mut(id).alarms;
            shown.status = MonitoringStatus::Triggered;
            shown.triggered_alarm_names = triggered;
            self.rest_on(Rule::AlarmsFailDeployments);
            self.fail_deployment(id, Failing::Alarm);
        }
    }

    /// When the alarms of a deployment that is otherwise done have been quiet for long enough. Rule: `AlarmBakeTime`.
    pub(super) fn bakes_until(&self, id: ServiceId) -> Option<Time> {
        let service = &self.services[&id];
        let primary = service.leading_deployment()?;
        let alarms = &service.deployment_configuration.alarms;
        if !primary.watches_alarms
            || !alarms.enable
            || primary.rollout_state != RolloutState::InProgress
        {
            return None;
        }
        let evaluations = alarms.alarm_names.iter();
        let longest = evaluations
            .filter_map(|name| self.alarms.get(name))
            .map(|alarm| alarm.evaluation())
            .max();
        let bake = longest.unwrap_or(BAKE_LEAST).max(BAKE_LEAST);
        Some(primary.bakes_since? + bake)
    }

    /// Whether a deployment that is otherwise done need not wait for its alarms any more.
    pub(super) fn has_baked(&mut self, id: ServiceId) -> bool {
        let now = self.now;
        let service = self.service_mut(id);
        // Staged deployments have a bake time of their own, with both sets of tasks.
        let is_staged = service.staged.is_some();
        let primary = &mut service.deployments[0];
        if !primary.watches_alarms || is_staged {
            return true;
        }
        primary.bakes_since.get_or_insert(now);
        let has_baked = self.bakes_until(id).is_none_or(|until| until <= now);
        self.note_use(Rule::AlarmBakeTime);
        has_baked
    }
}
