//! Task sets: what a service whose deployment controller is EXTERNAL or CODE_DEPLOY runs in place of deployments.

mod check;
mod creation;
mod outlook;
mod reconcile;
mod requests;

pub(super) use check::{check_configuration, check_update};

use alloc::string::String;
use alloc::vec::Vec;

use super::{Deployment, DeploymentStatus};
use crate::{CapacityProviderStrategyItem, DeploymentId, DesiredStatus, Service, TaskStatus};
use crate::{Time, World};

wire_names! {
    /// `deploymentController.type`: who decides how a service gets from one task definition to the next.
    DeploymentController {
        /// Amazon ECS does, by deployments.
        Ecs "ECS",
        /// AWS CodeDeploy does, by task sets.
        CodeDeploy "CODE_DEPLOY",
        /// Whoever calls the API does, by task sets.
        External "EXTERNAL",
    }
}

wire_names! {
    /// `stabilityStatus` of a task set.
    StabilityStatus {
        /// It has what its scale says, and all of it is healthy.
        SteadyState "STEADY_STATE",
        /// It does not.
        Stabilizing "STABILIZING",
    }
}

/// What a task set has beyond a deployment, whose id, status, definition and load balancers are also its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskSet {
    /// `externalId`.
    pub external_id: Option<String>,
    /// `startedBy`: `CODE_DEPLOY` where AWS CodeDeploy made it.
    pub started_by: Option<String>,
    /// `scale`, in tenths of a percent of the desired count. 0 to 1000.
    pub scale_tenths: u32,
    /// `capacityProviderStrategy`; empty where it has a launch type.
    pub capacity_provider_strategy: Vec<CapacityProviderStrategyItem>,
    /// `stabilityStatus`, as the latest pass of the scheduler found it.
    pub stability_status: StabilityStatus,
    /// `stabilityStatusAt`.
    pub stability_status_at: Time,
}

/// What an event says of a task set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskSetChange {
    /// It was created, and is ACTIVE.
    Created,
    /// It has another scale, in tenths of a percent.
    Scaled(u32),
    /// It is PRIMARY now; the one before is ACTIVE.
    MadePrimary,
    /// It is being deleted: DRAINING.
    Draining,
    /// It is gone.
    Deleted,
    /// Its `stabilityStatus` is another.
    Stability(StabilityStatus),
}

/// The tasks of a task set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskSetCounts {
    /// `computedDesiredCount`.
    pub computed_desired: u32,
    /// `runningCount`.
    pub running: u32,
    /// `pendingCount`.
    pub pending: u32,
}

impl Service {
    /// Whether it runs task sets in place of deployments.
    pub const fn has_task_sets(&self) -> bool {
        !matches!(self.deployment_controller, DeploymentController::Ecs)
    }

    /// Its task sets, the PRIMARY first if there is one.
    pub fn task_sets(&self) -> impl Iterator<Item = (&Deployment, &TaskSet)> {
        let all = self.deployments.iter();
        all.filter_map(|deployment| Some((deployment, deployment.task_set.as_ref()?)))
    }

    /// One of its task sets.
    pub fn task_set(&self, id: DeploymentId) -> Option<(&Deployment, &TaskSet)> {
        let deployment = self.deployment(id)?;
        Some((deployment, deployment.task_set.as_ref()?))
    }

    /// Its PRIMARY task set.
    pub fn primary_task_set(&self) -> Option<(&Deployment, &TaskSet)> {
        let mut all = self.task_sets();
        all.find(|(deployment, _)| deployment.status == DeploymentStatus::Primary)
    }

    /// Whether tasks of this deployment are to stay: the PRIMARY one, or any task set that is not being deleted.
    pub fn is_current(&self, deployment: DeploymentId) -> bool {
        if !self.has_task_sets() {
            return self.primary().id == deployment;
        }
        let found = self.deployment(deployment);
        found.is_some_and(|found| found.status != DeploymentStatus::Draining)
    }

    /// `computedDesiredCount` of a task set; nothing once it is being deleted. Rule: `TaskSetScale`.
    pub fn computed_desired_count(&self, id: DeploymentId) -> u32 {
        let Some((deployment, task_set)) = self.task_set(id) else {
            return 0;
        };
        if deployment.status == DeploymentStatus::Draining {
            return 0;
        }
        let thousandths = u64::from(self.desired_count) * u64::from(task_set.scale_tenths);
        // It fits: a scale is at most the whole.
        thousandths.div_ceil(1_000) as u32
    }
}

impl World {
    /// The tasks that a task set should have and has.
    pub fn task_set_counts(&self, service: &Service, id: DeploymentId) -> TaskSetCounts {
        let mut counts = TaskSetCounts {
            computed_desired: service.computed_desired_count(id),
            ..TaskSetCounts::default()
        };
        let tasks = service.tasks.iter().filter_map(|task| self.task(*task));
        for task in tasks.filter(|task| task.deployment() == Some(id)) {
            if task.last_status == TaskStatus::Running {
                counts.running += 1;
            } else if task.desired_status == DesiredStatus::Running {
                counts.pending += 1;
            }
        }
        counts
    }
}
