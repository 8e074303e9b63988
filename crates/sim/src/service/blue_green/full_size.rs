//! Several sets of tasks beside each other, each at its full size: blue and green, or task sets.

use super::super::census::Census;
use super::super::launches::LaunchLimit;
use super::super::rolling::{Bounds, Plan, Situation, plan_pass};
use crate::{DeploymentId, LifecycleStage as Stage, RolloutState, Rule, Service, ServiceId, World};

impl World {
    /// Each deployment gets the tasks that it should have at this stage. Rule: `GreenAtFullSize`.
    pub(in super::super) fn keep_full_size(&mut self, id: ServiceId, limit: LaunchLimit) {
        let deployments = self.services[&id].deployments.iter();
        let deployments: alloc::vec::Vec<DeploymentId> =
            deployments.map(|deployment| deployment.id).collect();
        let mut launch_left = limit.count;
        let mut held = Plan::default();
        let mut shortfall = None;
        for deployment in deployments {
            let service = &self.services[&id];
            let is_staged = service.staged.is_some();
            let census = self.census_of(service, deployment);
            let plan = self.plan_full_size(service, deployment, &census, launch_left);
            launch_left -= plan.start_count;
            if plan.start_count > 0 && is_staged {
                self.rest_on(Rule::GreenAtFullSize);
            }
            let lacking = self.start_tasks_of(id, deployment, &plan);
            shortfall = shortfall.or(lacking);
            if !plan.stop.is_empty() || !plan.stop_unhealthy.is_empty() {
                self.stop_tasks(id, &plan, &census);
            }
            held.held.extend(plan.held);
            held.wanted_count += plan.wanted_count;
        }
        self.note_unplaceable(id, shortfall);
        self.note_protected(id, &held);
        self.note_throttled(id, held.wanted_count, limit);
    }

    /// What one deployment or task set does next, at most so many launches of it.
    fn plan_full_size(
        &self,
        service: &Service,
        deployment: DeploymentId,
        census: &Census,
        launch_max: u32,
    ) -> Plan {
        let wanted_count = self.wanted_count(service, deployment);
        let of = service.deployment(deployment);
        let has_failed = of.is_some_and(|of| of.rollout_state == RolloutState::Failed);
        let mut plan = plan_pass(&Situation {
            desired_count: wanted_count,
            minimum_healthy_percent: 100,
            // Neither shifting nor a task set uses the percents of the service. Rule: `TaskSetPercents`.
            bounds: Bounds {
                lower: wanted_count,
                upper: wanted_count.saturating_mul(2),
            },
            launch_max: if has_failed { 0 } else { launch_max },
            census,
        });
        if has_failed {
            plan.wanted_count = 0;
        }
        plan
    }

    /// What the task sets of a service do next, all together.
    pub(crate) fn plan_task_sets(&self, service: &Service, launch_max: u32) -> Plan {
        let mut all = Plan::default();
        for set in &service.deployments {
            let census = self.census_of(service, set.id);
            let left = launch_max - all.start_count;
            let plan = self.plan_full_size(service, set.id, &census, left);
            all.start_count += plan.start_count;
            all.wanted_count += plan.wanted_count;
            all.replacing_count += plan.replacing_count;
            all.stop.extend(plan.stop);
            all.stop_unhealthy.extend(plan.stop_unhealthy);
            all.held.extend(plan.held);
        }
        all
    }

    /// How many tasks a deployment or a task set should have. Rules: `GreenAtFullSize`, `TaskSetScale`.
    fn wanted_count(&self, service: &Service, deployment: DeploymentId) -> u32 {
        if service.has_task_sets() {
            service.computed_desired_count(deployment)
        } else if self.is_wanted(service, deployment) {
            service.desired_count
        } else {
            0
        }
    }

    /// Whether a deployment of a service should have as many tasks as the service desires; else it should have none.
    pub(in super::super) fn is_wanted(&self, service: &Service, deployment: DeploymentId) -> bool {
        let Some(staged) = &service.staged else {
            return service.is_current(deployment);
        };
        let stage = service.lifecycle_stage();
        let is_ending = stage == Some(Stage::CleanUp);
        let is_returning = staged.returning.is_some();
        if staged.green == deployment {
            let has_begun = stage.is_some_and(|stage| stage >= Stage::ScaleUp);
            has_begun && !(is_returning && is_ending)
        } else {
            staged.blue == Some(deployment) && (is_returning || !is_ending)
        }
    }

    /// The census with the eyes of one deployment: all other tasks are left out of account.
    fn census_of(&self, service: &Service, deployment: DeploymentId) -> Census {
        let mut census = self.census(service);
        for standing in &mut census.tasks {
            let is_own = self.tasks[&standing.task].deployment() == Some(deployment);
            standing.is_new = is_own && !standing.is_on_draining;
            standing.is_moving = is_own && standing.is_on_draining;
            standing.is_active &= is_own;
            standing.is_healthy &= is_own;
            standing.serves &= is_own;
            standing.is_capped = standing.is_active;
            standing.failure = standing.failure.filter(|_| is_own);
        }
        census
    }

    /// Whether green has as many healthy tasks as the service desires.
    pub(super) fn green_is_up(&self, id: ServiceId) -> bool {
        let census = self.census_of(&self.services[&id], self.staged(id).green);
        let sound = census.count(|task| task.is_new && task.is_active && task.is_healthy);
        sound >= self.services[&id].desired_count
    }
}
