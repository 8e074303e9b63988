//! Service Auto Scaling by target tracking of the requests that each target gets in a minute.

use alloc::format;
use alloc::sync::Arc;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::limits::DESIRED_COUNT_MAX;
use crate::{
    DeploymentController, Duration, Rejection, Response, RolloutState, Rule, ServiceId,
    ServiceStatus, TargetGroupId, Time, World,
};

/// Between two datapoints of CloudWatch.
const PERIOD: Duration = Duration::from_secs(60);
/// Datapoints above the target until the service grows. Rule: `TargetTrackingAlarms`.
const HIGH_DATAPOINTS: u32 = 3;
/// Datapoints below 90% of the target until it shrinks. Rule: `TargetTrackingAlarms`.
const LOW_DATAPOINTS: u32 = 15;

/// A service whose desired count Application Auto Scaling may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScalableTarget {
    /// `MinCapacity`.
    pub min_capacity: u32,
    /// `MaxCapacity`.
    pub max_capacity: u32,
    /// Its policy of type `TargetTrackingScaling`, if it has one.
    pub policy: Option<TargetTracking>,
    /// What its alarms have seen.
    pub(crate) watch: ScalingWatch,
}

/// `TargetTrackingScalingPolicyConfiguration` for `ALBRequestCountPerTarget`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetTracking {
    /// `TargetValue`: requests for each healthy target in a minute.
    pub target_value: u32,
    /// `ScaleInCooldown`, default 300 s.
    pub scale_in_cooldown: Duration,
    /// `ScaleOutCooldown`, default 300 s.
    pub scale_out_cooldown: Duration,
    /// `DisableScaleIn`.
    pub disable_scale_in: bool,
}

/// What the two alarms of a policy have seen so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ScalingWatch {
    /// Requests of the target group at the latest datapoint.
    requests_before: u64,
    high_count: u32,
    low_count: u32,
    scaled_out_at: Option<Time>,
    scaled_in_at: Option<Time>,
}

/// What is asked of Application Auto Scaling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScalingCommand {
    /// `RegisterScalableTarget`: makes one, or changes its bounds.
    RegisterTarget {
        /// `ResourceId`.
        service: ServiceId,
        /// `MinCapacity`.
        min_capacity: u32,
        /// `MaxCapacity`.
        max_capacity: u32,
    },
    /// `DeregisterScalableTarget`, with its policy.
    DeregisterTarget {
        /// `ResourceId`.
        service: ServiceId,
    },
    /// `PutScalingPolicy`: makes the policy of a target, or changes it.
    PutPolicy {
        /// `ResourceId`.
        service: ServiceId,
        /// `TargetTrackingScalingPolicyConfiguration`.
        policy: TargetTracking,
    },
}

impl World {
    /// What Application Auto Scaling knows of a service.
    pub fn scalable_target(&self, service: ServiceId) -> Option<&ScalableTarget> {
        self.scalable_targets.get(&service).map(AsRef::as_ref)
    }

    /// # Errors
    /// A service that is not ACTIVE, bounds in the wrong order, or a policy without something to track.
    pub(crate) fn handle_scaling_command(
        &mut self,
        command: ScalingCommand,
    ) -> Result<Response, Rejection> {
        match command {
            ScalingCommand::RegisterTarget {
                service,
                min_capacity,
                max_capacity,
            } => self.register_scalable_target(service, min_capacity, max_capacity),
            ScalingCommand::DeregisterTarget { service } => {
                if self.scalable_targets.remove(&service).is_none() {
                    return Err(not_registered(service));
                }
                self.agenda.cancel(Timer::ScalingPeriod(service));
                self.emit(EventKind::ScalingChanged(service));
                Ok(Response::Done)
            }
            ScalingCommand::PutPolicy { service, policy } => {
                self.put_scaling_policy(service, policy)
            }
        }
    }

    fn register_scalable_target(
        &mut self,
        id: ServiceId,
        min_capacity: u32,
        max_capacity: u32,
    ) -> Result<Response, Rejection> {
        let found = self
            .service(id)
            .filter(|service| service.status == ServiceStatus::Active && !service.is_daemon());
        if found.is_none() {
            return Err(Rejection::invalid_parameter(
                "ECS service doesn't exist: it is not an ACTIVE service of the strategy REPLICA.",
            ));
        }
        if min_capacity > max_capacity || max_capacity > DESIRED_COUNT_MAX {
            return Err(Rejection::invalid_parameter(format!(
                "MinCapacity must be at most MaxCapacity, and that at most {DESIRED_COUNT_MAX}."
            )));
        }
        let before = self.scalable_targets.get(&id).cloned();
        let target = ScalableTarget {
            min_capacity,
            max_capacity,
            policy: before.as_ref().and_then(|target| target.policy),
            watch: before
                .map(|target| target.watch.clone())
                .unwrap_or_default(),
        };
        self.scalable_targets.insert(id, Arc::new(target));
        self.emit(EventKind::ScalingChanged(id));
        // Bounds that the count lies outside of act at once.
        let desired = self.services[&id].desired_count;
        self.scale_service(id, desired.clamp(min_capacity, max_capacity));
        Ok(Response::Done)
    }

    fn put_scaling_policy(
        &mut self,
        id: ServiceId,
        policy: TargetTracking,
    ) -> Result<Response, Rejection> {
        if !self.scalable_targets.contains_key(&id) {
            return Err(not_registered(id));
        }
        if policy.target_value == 0 {
            return Err(Rejection::invalid_parameter(
                "TargetValue must be greater than 0.",
            ));
        }
        if self.service(id).is_some_and(|service| {
            service.deployment_controller == DeploymentController::CodeDeploy
        }) {
            return Err(Rejection::invalid_parameter(
                "ALBRequestCountPerTarget is not supported for services with the CODE_DEPLOY deployment controller.",
            )
            .by(Rule::NoRequestScalingWithCodeDeploy));
        }
        let Some(group) = self.tracked_group(id) else {
            return Err(Rejection::invalid_parameter(
                "ALBRequestCountPerTarget needs a service with a target group.",
            ));
        };
        let requests_before = self.requests_of(group);
        let target = self.scalable_targets.get_mut(&id).expect("it was found");
        let target = Arc::make_mut(target);
        target.policy = Some(policy);
        target.watch = ScalingWatch {
            requests_before,
            ..ScalingWatch::default()
        };
        self.emit(EventKind::ScalingChanged(id));
        self.arm(Timer::ScalingPeriod(id), self.now + PERIOD);
        Ok(Response::Done)
    }

    fn tracked_group(&self, id: ServiceId) -> Option<TargetGroupId> {
        let attached = self
            .service(id)?
            .leading_deployment()?
            .load_balancers
            .first()?;
        Some(attached.target_group)
    }

    fn requests_of(&self, group: TargetGroupId) -> u64 {
        let metrics = self.target_group_metrics(group);
        metrics.map_or(0, |metrics| metrics.request_count)
    }

    /// A minute is over: CloudWatch has another datapoint.
    pub(crate) fn on_scaling_period(&mut self, id: ServiceId) {
        let is_active = self
            .service(id)
            .is_some_and(|service| service.status == ServiceStatus::Active);
        let policy = self.scalable_target(id).and_then(|target| target.policy);
        let (Some(policy), true) = (policy, is_active) else {
            self.scalable_targets.remove(&id);
            return;
        };
        self.arm(Timer::ScalingPeriod(id), self.now + PERIOD);
        let datapoint = self.take_datapoint(id);
        let target = self.scalable_targets.get_mut(&id).expect("it has a policy");
        let watch = &mut Arc::make_mut(target).watch;
        let value = u64::from(policy.target_value);
        let is_high = datapoint.is_some_and(|(requests, hosts)| requests > value * hosts);
        let is_low = datapoint.is_some_and(|(requests, hosts)| requests * 10 < value * hosts * 9);
        watch.high_count = if is_high { watch.high_count + 1 } else { 0 };
        watch.low_count = if is_low { watch.low_count + 1 } else { 0 };
        let (rises, falls) = (
            watch.high_count >= HIGH_DATAPOINTS,
            watch.low_count >= LOW_DATAPOINTS && !policy.disable_scale_in,
        );
        let Some((requests, hosts)) = datapoint.filter(|_| rises || falls) else {
            return;
        };
        let desired = u64::from(self.services[&id].desired_count);
        let wanted = (desired * requests).div_ceil(value * hosts);
        let wanted = u32::try_from(wanted).unwrap_or(DESIRED_COUNT_MAX);
        if rises {
            self.scale_out(id, policy, wanted);
        } else {
            self.scale_in(id, policy, wanted);
        }
    }

    /// The requests of the minute that is over and the healthy targets; none without any, as AWS has no data then.
    fn take_datapoint(&mut self, id: ServiceId) -> Option<(u64, u64)> {
        let metrics = self.target_group_metrics(self.tracked_group(id)?)?;
        let target = self.scalable_targets.get_mut(&id)?;
        let watch = &mut Arc::make_mut(target).watch;
        let before = core::mem::replace(&mut watch.requests_before, metrics.request_count);
        let hosts = u64::from(metrics.healthy_host_count);
        let requests = metrics.request_count.saturating_sub(before);
        (hosts > 0).then_some((requests, hosts))
    }

    /// Rule: `TargetTrackingAlarms`.
    fn scale_out(&mut self, id: ServiceId, policy: TargetTracking, wanted: u32) {
        let now = self.now;
        let target = &self.scalable_targets[&id];
        let is_cooling = target
            .watch
            .scaled_out_at
            .is_some_and(|at| now.since(at) < policy.scale_out_cooldown);
        let wanted = wanted.min(target.max_capacity);
        if is_cooling || wanted <= self.services[&id].desired_count {
            return;
        }
        let target = self.scalable_targets.get_mut(&id).expect("it is there");
        Arc::make_mut(target).watch.scaled_out_at = Some(now);
        self.scale_service(id, wanted);
    }

    /// Not while a deployment is in progress. Rule: `ScaleInWaitsForDeployment`.
    fn scale_in(&mut self, id: ServiceId, policy: TargetTracking, wanted: u32) {
        let now = self.now;
        let service = &self.services[&id];
        let leading = service.leading_deployment();
        if leading.is_none_or(|leading| leading.rollout_state == RolloutState::InProgress) {
            self.note_use(Rule::ScaleInWaitsForDeployment);
            return;
        }
        let target = &self.scalable_targets[&id];
        let latest = target.watch.scaled_in_at.max(target.watch.scaled_out_at);
        let is_cooling = latest.is_some_and(|at| now.since(at) < policy.scale_in_cooldown);
        let wanted = wanted.max(target.min_capacity);
        if is_cooling || wanted >= service.desired_count {
            return;
        }
        let target = self.scalable_targets.get_mut(&id).expect("it is there");
        Arc::make_mut(target).watch.scaled_in_at = Some(now);
        self.scale_service(id, wanted);
    }

    fn scale_service(&mut self, id: ServiceId, desired_count: u32) {
        let from = self.services[&id].desired_count;
        if from == desired_count {
            return;
        }
        let computed = self.computed_counts(id);
        self.service_mut(id).desired_count = desired_count;
        self.unsettle(id);
        self.note_computed_counts(id, &computed);
        self.emit_by(
            Rule::TargetTrackingAlarms,
            EventKind::DesiredCountScaled {
                service: id,
                from,
                to: desired_count,
            },
        );
    }
}

fn not_registered(service: ServiceId) -> Rejection {
    Rejection::invalid_parameter(format!("No scalable target found for service {service}."))
}
