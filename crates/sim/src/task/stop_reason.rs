//! Why tasks stop, in AWS's codes and words.

use alloc::string::String;
use core::fmt;

use crate::DeploymentId;
use crate::id::Ec2InstanceId;

/// `stopCode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopCode {
    /// It never came to run.
    TaskFailedToStart,
    /// An essential container exited.
    EssentialContainerExited,
    /// A person stopped it.
    UserInitiated,
    /// Its service stopped it.
    ServiceSchedulerInitiated,
    /// Its machine went away.
    TerminationNotice,
    /// Fargate took its spare capacity back.
    SpotInterruption,
}

impl StopCode {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TaskFailedToStart => "TaskFailedToStart",
            Self::EssentialContainerExited => "EssentialContainerExited",
            Self::UserInitiated => "UserInitiated",
            Self::ServiceSchedulerInitiated => "ServiceSchedulerInitiated",
            Self::TerminationNotice => "TerminationNotice",
            Self::SpotInterruption => "SpotInterruption",
        }
    }
}

/// What kept a task from starting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartError {
    /// An image could not be pulled.
    CannotPullContainer,
    /// An image could not be pulled because the machine may not sign in to Amazon ECR.
    CannotPullEcrContainer,
    /// A container could not be started.
    CannotStartContainer,
    /// Fargate could not read a secret, sign in to the registry, or prepare the logs.
    ResourceInitialization,
    /// The agent of an instance could not read a secret.
    Secret,
    /// Its network interface did not come in time.
    ProvisioningTimeout,
}

impl StartError {
    /// AWS's name; none where its text has none.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::CannotPullContainer => Some("CannotPullContainerError"),
            Self::CannotPullEcrContainer => Some("CannotPullECRContainerError"),
            Self::CannotStartContainer => Some("CannotStartContainerError"),
            Self::ResourceInitialization => Some("ResourceInitializationError"),
            Self::Secret | Self::ProvisioningTimeout => None,
        }
    }
}

/// `stoppedReason`; its text is its `Display`. Rule: `StoppedReasons`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// `StopTask` without a reason.
    StoppedByUser,
    /// `StopTask` with one.
    UserReason(String),
    /// An essential container exited.
    EssentialContainerExited,
    /// Scale-in, replacement by a deployment, or the end of the service.
    ScalingActivity(DeploymentId),
    /// Its service moves tasks from one zone to another.
    ZoneRebalancing(DeploymentId),
    /// The target of the load balancer is unhealthy; holds the target group's ARN.
    FailedElbHealthChecks(String),
    /// The health check of a container failed.
    FailedContainerHealthChecks,
    /// The machine was terminated.
    HostTerminated(Ec2InstanceId),
    /// Fargate took its spare capacity back.
    SpotInterrupted,
    /// What it ran on at Fargate is gone; holds the name of its service, if it has one.
    FargateHostLost(Option<String>),
    /// Its container instance drains; holds the name of its service.
    InstanceDraining(String),
    /// Its container instance was deregistered by force.
    DeregistrationForced,
    /// It could not be started.
    CannotStart {
        /// What failed.
        error: StartError,
        /// How.
        detail: String,
    },
}

impl fmt::Display for StopReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StoppedByUser => formatter.write_str("Task stopped by user"),
            Self::UserReason(reason) => formatter.write_str(reason),
            Self::EssentialContainerExited => {
                formatter.write_str("Essential container in task exited")
            }
            Self::ScalingActivity(deployment) => write!(
                formatter,
                "Scaling activity initiated by (deployment {deployment})"
            ),
            Self::ZoneRebalancing(deployment) => write!(
                formatter,
                "Availability-zone rebalancing initiated by (deployment {deployment})"
            ),
            Self::FailedElbHealthChecks(arn) => {
                write!(
                    formatter,
                    "Task failed ELB health checks in (target-group {arn})"
                )
            }
            Self::FailedContainerHealthChecks => {
                formatter.write_str("Task failed container health checks")
            }
            Self::HostTerminated(instance) => {
                write!(formatter, "Host EC2 (instance {instance}) terminated.")
            }
            Self::SpotInterrupted => formatter.write_str("Your Spot Task was interrupted."),
            Self::FargateHostLost(service) => {
                if let Some(service) = service {
                    write!(formatter, "Service {service}: ")?;
                }
                formatter.write_str(
                    "ECS is performing maintenance on the underlying infrastructure hosting the task",
                )
            }
            Self::InstanceDraining(service) => {
                write!(
                    formatter,
                    "Service {service}: container instance is in DRAINING state"
                )
            }
            Self::DeregistrationForced => {
                formatter.write_str("Container instance deregistration forced by user")
            }
            Self::CannotStart { error, detail } => match error.name() {
                Some(name) => write!(formatter, "{name}: {detail}"),
                None => formatter.write_str(detail),
            },
        }
    }
}
