//! Deployments as `DescribeServices` lists them.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::{ServiceLoadBalancer, ServiceRevision, TaskSet};
use crate::{DeploymentId, ServiceDeploymentId, TaskDefinitionRevision, Time, Zone};

/// One deployment of a service: a revision of its configuration on its way to every task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment {
    /// Its id, which is also the `startedBy` of its tasks.
    pub id: DeploymentId,
    /// What its tasks run.
    pub definition: Arc<TaskDefinitionRevision>,
    /// Where its tasks are registered.
    pub load_balancers: Vec<ServiceLoadBalancer>,
    /// The zones of its subnets; empty without awsvpc networking.
    pub subnet_zones: Vec<Zone>,
    /// `PRIMARY`, `ACTIVE` or, of a task set, `DRAINING`.
    pub status: DeploymentStatus,
    /// How far it has come.
    pub rollout_state: RolloutState,
    /// When it began.
    pub created_at: Time,
    /// When its state last changed.
    pub updated_at: Time,
    /// Consecutive tasks that did not come to be healthy.
    pub failed_tasks: u32,
    /// The service deployment that it belongs to; none for a task set.
    pub service_deployment: Option<ServiceDeploymentId>,
    /// What it deploys.
    pub revision: Arc<ServiceRevision>,
    /// Whether a task of it has ever been RUNNING: the second stage of its circuit breaker.
    pub has_run: bool,
    /// Why it failed, or why the one failed that it returns from.
    pub failing: Option<Failing>,
    /// The deployment that it returns to, if it rolls back.
    pub rolls_back_to: Option<DeploymentId>,
    /// Whether an alarm makes it fail.
    pub watches_alarms: bool,
    /// Since when it has only waited for its alarms to stay quiet.
    pub bakes_since: Option<Time>,
    /// What it is beyond a deployment, where it is a task set.
    pub task_set: Option<TaskSet>,
    /// Tasks ever started: the next one's ordinal.
    pub(crate) tasks_ever: u64,
}

/// `status` of a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeploymentStatus {
    /// The latest.
    Primary,
    /// An older one that still has tasks, or a task set that is not PRIMARY.
    Active,
    /// A task set that is being deleted.
    Draining,
}

impl DeploymentStatus {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Primary => "PRIMARY",
            Self::Active => "ACTIVE",
            Self::Draining => "DRAINING",
        }
    }
}

/// `rolloutState` of a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RolloutState {
    /// Under way.
    InProgress,
    /// Every task is of this deployment, and healthy.
    Completed,
    /// It starts no more tasks.
    Failed,
}

/// What ended a deployment before it completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failing {
    /// The circuit breaker tripped.
    CircuitBreaker,
    /// An alarm was in ALARM.
    Alarm,
    /// `StopServiceDeployment`.
    Stopped,
    /// A lifecycle hook failed.
    Hook,
    /// A rule of the load balancer does not lead to both target groups.
    Network,
    /// A stage, or the whole of it, took too long.
    TimedOut,
}

impl Failing {
    /// Whether only deployments that go through stages fail so.
    const fn is_of_stages(self) -> bool {
        matches!(self, Self::Hook | Self::Network | Self::TimedOut)
    }

    /// What failed, as the events of services say it.
    pub const fn what(self) -> &'static str {
        match self {
            Self::CircuitBreaker => "tasks failed to start",
            Self::Alarm => "alarm detected",
            Self::Stopped => "stopped",
            Self::Hook => "lifecycle hook failed",
            Self::Network => "invalid networking configuration",
            Self::TimedOut => "timed out",
        }
    }
}

impl RolloutState {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InProgress => "IN_PROGRESS",
            Self::Completed => "COMPLETED",
            Self::Failed => "FAILED",
        }
    }
}

impl Deployment {
    /// A deployment of a revision that has just begun.
    pub(super) fn of_revision(id: DeploymentId, revision: Arc<ServiceRevision>, now: Time) -> Self {
        Self {
            id,
            definition: revision.definition.clone(),
            load_balancers: revision.load_balancers.clone(),
            subnet_zones: revision.subnet_zones.clone(),
            status: DeploymentStatus::Primary,
            rollout_state: RolloutState::InProgress,
            created_at: now,
            updated_at: now,
            failed_tasks: 0,
            service_deployment: None,
            revision,
            has_run: false,
            failing: None,
            rolls_back_to: None,
            watches_alarms: false,
            bakes_since: None,
            task_set: None,
            tasks_ever: 0,
        }
    }

    /// `rolloutStateReason`, in AWS's words where they are known. Rule: `RolloutStateReasons`.
    pub fn rollout_state_reason(&self) -> String {
        let id = self.id;
        match (self.rollout_state, self.rolls_back_to, self.failing) {
            (RolloutState::Completed, ..) => format!("ECS deployment {id} completed."),
            (RolloutState::Failed, _, Some(Failing::Alarm)) => {
                "ECS deployment failed: alarm detected.".into()
            }
            (RolloutState::Failed, _, Some(Failing::Stopped)) => {
                format!("ECS deployment {id} stopped.")
            }
            (RolloutState::Failed, _, Some(failing)) if failing.is_of_stages() => {
                format!("ECS deployment failed: {}.", failing.what())
            }
            (RolloutState::Failed, ..) => {
                "ECS deployment circuit breaker: tasks failed to start.".into()
            }
            (RolloutState::InProgress, Some(to), Some(Failing::Alarm)) => {
                format!("ECS deployment alarms: rolling back to deploymentId {to}.")
            }
            (RolloutState::InProgress, Some(to), Some(Failing::Stopped)) => {
                format!("ECS deployment stopped: rolling back to deploymentId {to}.")
            }
            (RolloutState::InProgress, Some(to), Some(failing)) if failing.is_of_stages() => {
                format!("ECS deployment failed: rolling back to deploymentId {to}.")
            }
            (RolloutState::InProgress, Some(to), _) => {
                format!("ECS deployment circuit breaker: rolling back to deploymentId {to}.")
            }
            (RolloutState::InProgress, None, _) => format!("ECS deployment {id} in progress."),
        }
    }
}
