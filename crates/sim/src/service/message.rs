//! What services say, in AWS's words. Rule: `ServiceEventTexts`.

mod rebalancing;

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;

pub use rebalancing::RebalancingMessage;

use super::Failing;
use crate::placement::SPOT_UNAVAILABLE;
use crate::{DeploymentId, FailureReason, InstanceId, ProbeFailure, TargetGroupId, TaskId};

const TROUBLESHOOTING: &str =
    "For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";
const STUCK: &str = "was unable to stop or start tasks during a deployment because of the service deployment \
    configuration. Update the minimumHealthyPercent or maximumPercent value and try again.";
const THROTTLED: &str = "operations are being throttled. Will try again later.";

/// A service event, before its names are filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServiceMessage {
    /// Tasks were started.
    Started(Vec<TaskId>),
    /// Tasks were started to replace unhealthy ones.
    ReplacedUnhealthy(Vec<TaskId>),
    /// Running tasks were told to stop.
    StoppedRunning(Vec<TaskId>),
    /// Tasks that did not run yet were told to stop.
    StoppedPending(u32),
    /// Targets were registered.
    Registered(TargetGroupId, u32),
    /// Targets were deregistered.
    Deregistered(TargetGroupId, u32),
    /// Tasks began to drain.
    BegunDraining(u32),
    /// A target is unhealthy.
    Unhealthy {
        /// Whose target.
        task: TaskId,
        /// On which instance, in bridge and host mode.
        instance: Option<InstanceId>,
        /// Its port.
        port: u16,
        /// In which target group.
        target_group: TargetGroupId,
        /// How its probes failed.
        failure: ProbeFailure,
    },
    /// A container's health check failed.
    FailedContainerHealthChecks(TaskId),
    /// A deployment is done.
    DeploymentCompleted(DeploymentId),
    /// A deployment has failed.
    DeploymentFailed(DeploymentId, Failing),
    /// The service returns to a deployment that completed.
    RollingBack(DeploymentId),
    /// So many tasks of a batch found no place.
    CouldNotLaunch(u32, DeploymentId),
    /// Everything is as it should be.
    SteadyState,
    /// No instance could take a task.
    Unplaceable(PlacementShortfall),
    /// A deployment can neither stop nor start a task.
    Stuck,
    /// Tasks fail to start again and again.
    StartImpaired,
    /// Of Availability Zone rebalancing.
    Rebalancing(RebalancingMessage),
    /// So many tasks of a deployment should stop and are protected.
    HeldByProtection(DeploymentId, u32),
    /// Tasks could not be registered in a target group.
    FailedToRegister(TargetGroupId, RegistrationFailure),
    /// A task of a deployment is in a target group that is gone.
    TargetGroupNotFound {
        /// Whose.
        deployment: DeploymentId,
        /// Which.
        task: TaskId,
        /// Where it was registered.
        target_group: TargetGroupId,
    },
    /// More is to be launched than a service may launch at a time.
    OperationsThrottled,
    /// A task set wants another number of tasks.
    ComputedDesiredCount(DeploymentId, u32),
    /// The same of one task set.
    OfTaskSet(DeploymentId, Box<Self>),
}

/// Why no instance could take a task: what the closest one lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlacementShortfall {
    /// The cluster has no instance.
    NoInstances,
    /// No instance has what the task needs; this one came closest, and this is what it lacks.
    Closest(InstanceId, FailureReason),
    /// The task is bound to Fargate Spot, which has no capacity.
    NoSpotCapacity,
    /// The cluster has as many tasks in PROVISIONING as it may have.
    ProvisioningLimit,
}

/// Why a task is not registered in a target group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegistrationFailure {
    /// The target group is gone.
    TargetGroupNotFound,
    /// It has as many targets as it may have.
    TooManyTargets,
}

impl RegistrationFailure {
    /// What Elastic Load Balancing says.
    pub const fn text(self) -> &'static str {
        match self {
            Self::TargetGroupNotFound => "One or more target groups not found",
            Self::TooManyTargets => "You've reached the limit on the number of targets",
        }
    }
}

impl ServiceMessage {
    /// The text as AWS prints it; `target_group_arn` names the target group of the message, if it has one.
    pub fn text(&self, service: &str, target_group_arn: &str) -> String {
        if let Self::OfTaskSet(task_set, message) = self {
            let of = format!("{service}, taskSet {task_set}");
            return message.text(&of, target_group_arn);
        }
        let said = self.said(target_group_arn);
        format!("(service {service}) {said}")
    }

    fn said(&self, arn: &str) -> String {
        match self {
            Self::OfTaskSet(_, message) => message.said(arn),
            Self::ComputedDesiredCount(task_set, count) => {
                format!("updated computedDesiredCount for taskSet {task_set} to {count}.")
            }
            Self::Started(tasks) => {
                format!("has started {} tasks: {}.", tasks.len(), listed(tasks))
            }
            Self::ReplacedUnhealthy(tasks) => replaced(tasks),
            Self::StoppedRunning(tasks) => {
                let count = tasks.len();
                format!("has stopped {count} running tasks: {}.", listed(tasks))
            }
            Self::StoppedPending(count) => format!("stopped {count} pending tasks."),
            Self::Registered(_, count) => {
                format!("registered {count} targets in (target-group {arn})")
            }
            Self::Deregistered(_, count) => {
                format!("deregistered {count} targets in (target-group {arn})")
            }
            Self::BegunDraining(count) => {
                format!("has begun draining connections on {count} tasks.")
            }
            Self::Unhealthy {
                task,
                instance,
                port,
                failure,
                ..
            } => unhealthy(*task, *instance, *port, *failure, arn),
            Self::FailedContainerHealthChecks(task) => {
                format!("(task {task}) failed container health checks.")
            }
            Self::DeploymentCompleted(deployment) => {
                format!("(deployment {deployment}) deployment completed.")
            }
            Self::DeploymentFailed(deployment, failing) => {
                let why = failing.what();
                format!("(deployment {deployment}) deployment failed: {why}.")
            }
            Self::RollingBack(deployment) => {
                format!("rolling back to deployment {deployment}.")
            }
            Self::CouldNotLaunch(count, deployment) => {
                format!("could not launch {count} tasks for deployment {deployment}.")
            }
            Self::SteadyState => "has reached a steady state.".to_string(),
            Self::Unplaceable(shortfall) => shortfall.text(),
            Self::Stuck => STUCK.to_string(),
            Self::Rebalancing(message) => message.text(),
            Self::HeldByProtection(deployment, count) => format!(
                "was unable to reach steady state because (taskSet {deployment}) was unable to scale in due to (reason {count} tasks under protection)"
            ),
            Self::StartImpaired => {
                format!("is unable to consistently start tasks successfully. {TROUBLESHOOTING}")
            }
            Self::FailedToRegister(_, failure) => format!(
                "failed to register targets in (target-group {arn}) with (error {})",
                failure.text()
            ),
            Self::TargetGroupNotFound {
                deployment, task, ..
            } => format!(
                "task set ({deployment}) (task {task}) is not healthy in target-group ({arn}) due to TARGET GROUP IS NOT FOUND."
            ),
            Self::OperationsThrottled => THROTTLED.to_string(),
        }
    }

    /// The target group that the message names.
    pub const fn target_group(&self) -> Option<TargetGroupId> {
        match self {
            Self::Registered(group, _)
            | Self::Deregistered(group, _)
            | Self::FailedToRegister(group, _)
            | Self::Unhealthy {
                target_group: group,
                ..
            }
            | Self::TargetGroupNotFound {
                target_group: group,
                ..
            } => Some(*group),
            Self::OfTaskSet(_, message) => message.target_group(),
            _ => None,
        }
    }
}

impl PlacementShortfall {
    fn text(self) -> String {
        let why = match self {
            Self::NoSpotCapacity => {
                return format!("was unable to place a task. Reason: {SPOT_UNAVAILABLE}.");
            }
            Self::ProvisioningLimit => {
                return "was unable to place tasks in your cluster because the tasks provisioning capacity limit was exceeded."
                    .to_string();
            }
            Self::NoInstances => {
                "Reason: No Container Instances were found in your cluster.".to_string()
            }
            Self::Closest(instance, reason) => format!(
                "The closest matching (container-instance {instance}) {}",
                lack_of_closest(reason)
            ),
        };
        format!(
            "was unable to place a task because no container instance met all of its requirements. {why} {TROUBLESHOOTING}"
        )
    }

    /// The instance that came closest.
    pub const fn closest(self) -> Option<InstanceId> {
        match self {
            Self::NoInstances | Self::NoSpotCapacity | Self::ProvisioningLimit => None,
            Self::Closest(instance, _) => Some(instance),
        }
    }
}

fn lack_of_closest(reason: FailureReason) -> String {
    let fixed = match reason {
        FailureReason::Cpu => "has insufficient CPU units available.",
        FailureReason::Memory => "has insufficient memory available.",
        FailureReason::Ports => "is already using a port required by your task.",
        FailureReason::Attribute => "is missing an attribute required by your task.",
        _ => return format!("encountered error \"{}\".", reason.reason()),
    };
    fixed.to_string()
}

fn replaced(tasks: &[TaskId]) -> String {
    format!(
        "has started {count} tasks: {}. Amazon ECS replaced {count} tasks due to an unhealthy status.",
        listed(tasks),
        count = tasks.len(),
    )
}

fn unhealthy(
    task: TaskId,
    instance: Option<InstanceId>,
    port: u16,
    failure: ProbeFailure,
    arn: &str,
) -> String {
    let reason = failure_reason(failure);
    match instance {
        Some(instance) => format!(
            "(task {task}) (instance {}) (port {port}) is unhealthy in (target-group {arn}) due to (reason {reason})",
            instance.ec2(),
        ),
        None => format!(
            "(task {task}) (port {port}) is unhealthy in (target-group {arn}) due to (reason {reason})."
        ),
    }
}

/// AWS's words for a failed probe.
pub(crate) fn failure_reason(failure: ProbeFailure) -> String {
    match failure {
        ProbeFailure::Status(status) => {
            format!("Health checks failed with these codes: [{status}]")
        }
        ProbeFailure::TimedOut => "Request timed out".to_string(),
        ProbeFailure::Refused => "Health checks failed".to_string(),
        ProbeFailure::Stopped => "Target is in the stopped state".to_string(),
    }
}

fn listed(tasks: &[TaskId]) -> String {
    let mut list = String::new();
    for (index, task) in tasks.iter().enumerate() {
        let space = if index == 0 { "" } else { " " };
        write!(list, "{space}(task {task})").expect("writing to a string cannot fail");
    }
    list
}
