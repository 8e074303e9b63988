//! Deployments that bring up a whole second set of tasks and then move traffic: `BLUE_GREEN`, `LINEAR` and `CANARY`.

mod begin;
mod check;
mod full_size;
mod hooks;
mod outlook;
mod rollback;
mod stages;
mod traffic;

use alloc::string::String;

pub use hooks::{HookAnswer, HookCommand, HookFailure, HookFailureCause, HookFunction, HookWork};
pub use outlook::StageWait;
pub use traffic::ShiftedTraffic;

use super::{LifecycleStage, RolloutState};
use crate::{DeploymentId, ListenerRuleId, Service, ServiceId, TargetGroupId, Time, World};

/// `advancedConfiguration` of one of a service's `loadBalancers`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdvancedConfiguration {
    /// `alternateTargetGroupArn`: the other of the two target groups that take turns.
    pub alternate_target_group: TargetGroupId,
    /// `productionListenerRule`.
    pub production_listener_rule: ListenerRuleId,
    /// `testListenerRule`.
    pub test_listener_rule: Option<ListenerRuleId>,
    /// `roleArn`.
    pub role_arn: String,
}

/// How far a deployment that goes through stages has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedDeployment {
    /// The deployment that is to get the traffic.
    pub green: DeploymentId,
    /// The one that had it before; none where nothing served yet.
    pub blue: Option<DeploymentId>,
    /// Since when the service deployment has been at its stage.
    pub stage_since: Time,
    /// What green gets of production traffic, in tenths of a percent.
    pub production_tenths: u32,
    /// What green gets of test traffic, in tenths of a percent.
    pub test_tenths: u32,
    /// Where it rolls back: the stages whose hooks run again.
    pub returning: Option<Returning>,
}

/// A staged deployment on its way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returning {
    /// Whether production traffic had begun to shift.
    pub production: bool,
    /// Whether test traffic had begun to shift.
    pub test: bool,
}

/// All of the traffic, in tenths of a percent.
pub const ALL_TENTHS: u32 = 1_000;

impl Service {
    /// The stage of the deployment under way, if it goes through stages.
    pub fn lifecycle_stage(&self) -> Option<LifecycleStage> {
        self.staged.as_ref()?;
        self.service_deployment().lifecycle_stage
    }

    /// Whether its circuit breaker and its alarms still count: both end with the return, and with what can be returned
    /// to; the breaker with SCALE_UP. Rules: `BreakerDuringScaleUp`, `InstantRollback`.
    pub(super) fn watches(&self, breaker: bool) -> bool {
        let Some(staged) = &self.staged else {
            return true;
        };
        let stage = self.lifecycle_stage();
        let is_scaling_up = stage.is_none_or(|stage| stage <= LifecycleStage::ScaleUp);
        staged.returning.is_none()
            && stage != Some(LifecycleStage::CleanUp)
            && (is_scaling_up || !breaker)
    }
}

impl World {
    /// The pass of a service whose deployment goes through stages.
    pub(crate) fn reconcile_stages(&mut self, id: ServiceId) {
        self.watch_deployment(id);
        if self.services[&id].primary().rollout_state != RolloutState::InProgress {
            self.service_mut(id).memory.look_again_at = None;
            self.reconcile(id);
            return;
        }
        if self.services[&id].memory.rebalancing.is_some() {
            // It stops for as long as a deployment is under way.
            (self.handlers.rebalance)(self, id);
        }
        let (_, _, limit) = self.look(id);
        self.advance_stages(id);
        if self.services[&id].primary().rollout_state == RolloutState::InProgress {
            self.keep_full_size(id, limit);
        }
        if self.services[&id].lifecycle_stage() == Some(LifecycleStage::CleanUp) {
            self.complete_if_steady(id);
        }
        if self.services[&id].primary().rollout_state == RolloutState::Completed {
            self.service_mut(id).staged = None;
        }
        let next = self.next_stage_change(id);
        self.service_mut(id).memory.look_again_at = next;
    }

    fn staged(&self, id: ServiceId) -> &StagedDeployment {
        let staged = self.services[&id].staged.as_ref();
        staged.expect("only services whose deployment goes through stages come here")
    }

    fn staged_mut(&mut self, id: ServiceId) -> &mut StagedDeployment {
        let staged = self.service_mut(id).staged.as_mut();
        staged.expect("only services whose deployment goes through stages come here")
    }
}
