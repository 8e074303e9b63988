//! Both sets of tasks at full size, for as long as traffic may go to either.

use super::super::census::Census;
use super::super::rolling::{Bounds, Plan, Situation, plan_pass};
use crate::{DeploymentId, LifecycleStage as Stage, RolloutState, Rule, Service, ServiceId, World};

impl World {
    /// Each deployment gets the tasks that it should have at this stage. Rule: `GreenAtFullSize`.
    pub(super) fn keep_full_size(&mut self, id: ServiceId, launch_max: u32) {
        let deployments = self.services[&id].deployments.iter();
        let deployments: alloc::vec::Vec<DeploymentId> =
            deployments.map(|deployment| deployment.id).collect();
        let mut launch_left = launch_max;
        let mut held = Plan::default();
        let mut shortfall = None;
        for deployment in deployments {
            let service = &self.services[&id];
            let is_wanted = self.is_wanted(service, deployment);
            let wanted_count = if is_wanted { service.desired_count } else { 0 };
            let of = service.deployment(deployment);
            let has_failed = of.is_some_and(|of| of.rollout_state == RolloutState::Failed);
            let census = self.census_of(id, deployment);
            let plan = plan_pass(&Situation {
                desired_count: wanted_count,
                minimum_healthy_percent: 100,
                // Shifting does not use the percents of the service; this only bounds replacements.
                bounds: Bounds {
                    lower: wanted_count,
                    upper: wanted_count.saturating_mul(2),
                },
                launch_max: if has_failed { 0 } else { launch_left },
                census: &census,
            });
            launch_left -= plan.start_count;
            if plan.start_count > 0 {
                self.rest_on(Rule::GreenAtFullSize);
            }
            let lacking = self.start_tasks_of(id, deployment, &plan);
            shortfall = shortfall.or(lacking);
            if !plan.stop.is_empty() || !plan.stop_unhealthy.is_empty() {
                self.stop_tasks(id, &plan, &census);
            }
            held.held.extend(plan.held);
            held.is_throttled |= plan.is_throttled;
        }
        self.note_unplaceable(id, shortfall);
        self.note_protected(id, &held);
        self.note_throttled(id, held.is_throttled);
    }

    /// Whether a deployment of a service should have as many tasks as the service desires; else it should have none.
    pub(in super::super) fn is_wanted(&self, service: &Service, deployment: DeploymentId) -> bool {
        let Some(staged) = &service.staged else {
            return service.primary().id == deployment;
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
    fn census_of(&self, id: ServiceId, deployment: DeploymentId) -> Census {
        let mut census = self.census(&self.services[&id]);
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
        let census = self.census_of(id, self.staged(id).green);
        let sound = census.count(|task| task.is_new && task.is_active && task.is_healthy);
        sound >= self.services[&id].desired_count
    }
}
