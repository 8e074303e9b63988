//! The stages of a deployment, one after the other.

use super::super::{Failing, StatusReason};
use super::ALL_TENTHS;
use super::traffic::{ShiftedTraffic, Steps, rule_of};
use crate::event::EventKind;
use crate::{Duration, LifecycleStage as Stage, Rule, RuleSet, ServiceId, Time, World};

/// The longest that a stage takes, pauses aside. Rule: `StageTimeouts`.
const STAGE_TIMEOUT: Duration = Duration::from_secs(24 * 3_600);
/// The longest that a deployment takes. Rule: `StageTimeouts`.
const DEPLOYMENT_TIMEOUT: Duration = Duration::from_secs(30 * 24 * 3_600);

impl World {
    /// The deployment goes through every stage that it can leave now.
    pub(super) fn advance_stages(&mut self, id: ServiceId) {
        if self.services[&id].lifecycle_stage().is_none() && !self.begin_first_stage(id) {
            return;
        }
        loop {
            if let Err(failure) = self.drive_hooks(id) {
                self.rest_on(Rule::HookFailureReasons);
                self.fail_deployment_because(id, Failing::Hook, StatusReason::HookFailed(failure));
                return;
            }
            if !self.stage_is_done(id) {
                break;
            }
            self.rest_on(Rule::AllHooksComplete);
            let next = self.stage_after(id);
            if !self.enter_stage(id, next) {
                return;
            }
        }
        self.check_timeouts(id);
    }

    /// False if the deployment has failed at once.
    fn begin_first_stage(&mut self, id: ServiceId) -> bool {
        if !self.check_rules(id) {
            return false;
        }
        if self.staged(id).blue.is_some() {
            self.shift(id, ShiftedTraffic::Production, 0);
            self.shift(id, ShiftedTraffic::Test, 0);
        } else {
            self.rest_on(Rule::FirstShiftsAtOnce);
        }
        let first = if self.others_remain(id) {
            Stage::ReconcileService
        } else {
            Stage::PreScaleUp
        };
        self.enter_stage(id, first)
    }

    /// False, and the deployment has failed, if a rule does not lead to both target groups.
    fn check_rules(&mut self, id: ServiceId) -> bool {
        if self.leads_to_both_groups(id) {
            return true;
        }
        self.rest_on(Rule::BothGroupsOnTheRule);
        self.fail_deployment_because(id, Failing::Network, StatusReason::InvalidNetwork);
        false
    }

    /// Whether tasks run that are neither green nor blue.
    fn others_remain(&self, id: ServiceId) -> bool {
        let staged = self.staged(id);
        let mut tasks = self.services[&id]
            .tasks
            .iter()
            .map(|task| &self.tasks[task]);
        tasks.any(|task| {
            let deployment = task.deployment();
            deployment != Some(staged.green)
                && deployment != staged.blue
                && task.last_status < crate::TaskStatus::Stopping
        })
    }

    /// What is done as a stage begins; false if the deployment has failed.
    pub(super) fn enter_stage(&mut self, id: ServiceId, stage: Stage) -> bool {
        let now = self.now;
        self.staged_mut(id).stage_since = now;
        let latest = self.latest_service_deployment_mut(id);
        let before = latest.lifecycle_stage.replace(stage);
        latest.updated_at = now;
        let service_deployment = latest.id;
        if stage > Stage::ScaleUp {
            latest.circuit_breaker.status = latest.circuit_breaker.status.ended();
        }
        if stage == Stage::CleanUp {
            latest.alarms.status = latest.alarms.status.ended();
        }
        let occasion = if before == Some(Stage::ScaleUp) {
            self.occasion_to_settle(id)
        } else {
            self.latest_settings(id)
        };
        let entered = self.because_of_some(occasion, |world| {
            world.emit_by(
                rules_of_stage(stage),
                EventKind::LifecycleStageChanged {
                    service: id,
                    service_deployment,
                    stage,
                },
            )
        });
        self.because_of_some(Some(entered), |world| world.begin_stage(id, stage))
    }

    /// Traffic is shifted and hooks are asked, as the stage says; false if the deployment has failed.
    fn begin_stage(&mut self, id: ServiceId, stage: Stage) -> bool {
        let is_returning = self.staged(id).returning.is_some();
        let shifts = matches!(
            stage,
            Stage::TestTrafficShift | Stage::ProductionTrafficShift
        );
        if shifts && !is_returning {
            if !self.check_rules(id) {
                return false;
            }
            if stage == Stage::TestTrafficShift {
                self.shift(id, ShiftedTraffic::Test, ALL_TENTHS);
            } else {
                let next = self.next_production_tenths(id);
                let latest = self.services[&id].service_deployment();
                let strategy = latest.deployment_configuration.strategy;
                self.rest_on(rule_of(strategy));
                self.shift(id, ShiftedTraffic::Production, next);
            }
        }
        self.ask_hooks(id, stage);
        true
    }

    /// What green gets after the next step; everything at once where there is nothing to shift from.
    fn next_production_tenths(&self, id: ServiceId) -> u32 {
        let staged = self.staged(id);
        match staged.blue {
            Some(_) => self.steps(id).after(staged.production_tenths),
            None => ALL_TENTHS,
        }
    }

    fn steps(&self, id: ServiceId) -> Steps {
        let latest = self.services[&id].service_deployment();
        Steps::of(latest.deployment_configuration.strategy)
    }

    /// When the present stage has waited for long enough; none if it does not wait for a time.
    pub(super) fn stage_bakes_until(&self, id: ServiceId) -> Option<Time> {
        let service = &self.services[&id];
        let staged = self.staged(id);
        if staged.blue.is_none() || staged.returning.is_some() {
            return None;
        }
        let bake = match service.lifecycle_stage()? {
            Stage::ProductionTrafficShift if staged.production_tenths < ALL_TENTHS => {
                self.steps(id).bake_time
            }
            Stage::BakeTime => {
                service
                    .service_deployment()
                    .deployment_configuration
                    .bake_time
            }
            _ => return None,
        };
        Some(staged.stage_since + bake)
    }

    fn stage_is_done(&self, id: ServiceId) -> bool {
        let service = &self.services[&id];
        let stage = service
            .lifecycle_stage()
            .expect("the first stage has begun");
        let work_is_done = match stage {
            Stage::ReconcileService => !self.others_remain(id),
            Stage::ScaleUp => self.green_is_up(id),
            Stage::CleanUp => false,
            _ => self
                .stage_bakes_until(id)
                .is_none_or(|until| until <= self.now),
        };
        work_is_done && self.hooks_are_done(id)
    }

    /// The stage that follows. Rules: `StagesInOrder`, `RollbackRunsShiftHooks`.
    fn stage_after(&self, id: ServiceId) -> Stage {
        let staged = self.staged(id);
        let stage = self.services[&id].lifecycle_stage();
        let stage = stage.expect("the first stage has begun");
        if let Some(returning) = staged.returning {
            return match stage {
                Stage::ProductionTrafficShift if returning.test => Stage::TestTrafficShift,
                _ => Stage::CleanUp,
            };
        }
        match stage {
            Stage::ReconcileService => Stage::PreScaleUp,
            Stage::PreScaleUp => Stage::ScaleUp,
            Stage::ScaleUp => Stage::PostScaleUp,
            Stage::PostScaleUp => Stage::TestTrafficShift,
            Stage::TestTrafficShift => Stage::PostTestTrafficShift,
            Stage::PostTestTrafficShift => Stage::PreProductionTrafficShift,
            Stage::PreProductionTrafficShift => Stage::ProductionTrafficShift,
            Stage::ProductionTrafficShift if staged.production_tenths < ALL_TENTHS => {
                Stage::PreProductionTrafficShift
            }
            Stage::ProductionTrafficShift => Stage::PostProductionTrafficShift,
            Stage::PostProductionTrafficShift => Stage::BakeTime,
            Stage::BakeTime | Stage::CleanUp => Stage::CleanUp,
        }
    }

    /// When the stage, or the deployment, has taken too long; none in CLEAN_UP. Rule: `StageTimeouts`.
    pub(super) fn times_out_at(&self, id: ServiceId) -> Option<Time> {
        let service = &self.services[&id];
        if service.lifecycle_stage()? == Stage::CleanUp {
            return None;
        }
        let stage = self.staged(id).stage_since + STAGE_TIMEOUT.max(self.longest_pause(id));
        let deployment = service.service_deployment().created_at + DEPLOYMENT_TIMEOUT;
        Some(stage.min(deployment))
    }

    fn check_timeouts(&mut self, id: ServiceId) {
        if self.times_out_at(id).is_some_and(|at| at <= self.now) {
            let stage = self.services[&id].lifecycle_stage();
            let stage = stage.expect("only a stage times out");
            self.rest_on(Rule::StageTimeouts);
            self.fail_deployment_because(id, Failing::TimedOut, StatusReason::TimedOut(stage));
        }
    }

    /// The next instant at which a pass could leave the stage though nothing happens until then.
    pub(super) fn next_stage_change(&self, id: ServiceId) -> Option<Time> {
        self.services[&id].staged.as_ref()?;
        let all = [
            self.stage_bakes_until(id),
            self.times_out_at(id),
            self.next_hook_change(id),
        ];
        let coming = all.into_iter().flatten().filter(|at| *at > self.now);
        coming.min()
    }
}

/// What the beginning of a stage rests on.
fn rules_of_stage(stage: Stage) -> RuleSet {
    let besides: &[Rule] = match stage {
        Stage::ReconcileService => &[Rule::ReconcileFirst],
        Stage::ScaleUp => &[Rule::GreenAtFullSize],
        Stage::PreProductionTrafficShift => &[Rule::AskedBeforeEveryStep],
        Stage::BakeTime => &[Rule::BakeTime],
        Stage::CleanUp => &[Rule::CleanUp, Rule::CleanUpIsLast],
        _ => &[],
    };
    let mut rules = RuleSet::of(besides);
    rules.insert(Rule::StagesInOrder);
    rules
}
