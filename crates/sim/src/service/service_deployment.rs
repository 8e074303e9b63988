//! Service deployments and service revisions: the history of what was deployed and what became of it.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::{
    DeploymentConfiguration, HookFailure, HookTargetType, HookTimeoutAction, HookWork,
    LifecycleStage,
};
use crate::{
    DesiredStatus, LaunchType, Service, ServiceDeploymentId, ServiceLoadBalancer,
    ServiceRevisionId, TargetGroupId, TaskDefinitionRevision, TaskStatus, Time, World, Zone,
};

/// An unchangeable snapshot of what a service deploys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRevision {
    /// Its id: the last part of its ARN.
    pub id: ServiceRevisionId,
    /// When it was made.
    pub created_at: Time,
    /// What its tasks run.
    pub definition: Arc<TaskDefinitionRevision>,
    /// Where they are registered.
    pub load_balancers: Vec<ServiceLoadBalancer>,
    /// On what capacity they run.
    pub launch_type: LaunchType,
    /// The zones of its subnets.
    pub subnet_zones: Vec<Zone>,
}

impl ServiceRevision {
    /// Whether its tasks belong into a target group.
    pub(crate) fn is_attached_to(&self, group: TargetGroupId) -> bool {
        let mut groups = self.load_balancers.iter();
        groups.any(|attached| attached.target_group == group)
    }
}

/// One service deployment: from the request that started it to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceDeployment {
    /// Its id: the last part of its ARN.
    pub id: ServiceDeploymentId,
    /// `createdAt`.
    pub created_at: Time,
    /// `startedAt`: when the scheduler took it up.
    pub started_at: Option<Time>,
    /// `finishedAt`: when it succeeded, or ended in any other way.
    pub finished_at: Option<Time>,
    /// `stoppedAt`: when it was stopped or rolled back.
    pub stopped_at: Option<Time>,
    /// `updatedAt`.
    pub updated_at: Time,
    /// `sourceServiceRevisions`: what ran when it began.
    pub source_revisions: Vec<Arc<ServiceRevision>>,
    /// `targetServiceRevision`.
    pub target_revision: Arc<ServiceRevision>,
    /// `status`.
    pub status: ServiceDeploymentStatus,
    /// `statusReason`.
    pub status_reason: Option<StatusReason>,
    /// `lifecycleStage`; none in a rolling update.
    pub lifecycle_stage: Option<LifecycleStage>,
    /// `lifecycleHookDetails`.
    pub lifecycle_hook_details: Vec<LifecycleHookDetail>,
    /// `deploymentConfiguration` as it was when it began.
    pub deployment_configuration: Arc<DeploymentConfiguration>,
    /// `rollback`.
    pub rollback: Option<Rollback>,
    /// `deploymentCircuitBreaker`.
    pub circuit_breaker: CircuitBreakerProgress,
    /// `alarms`.
    pub alarms: AlarmsProgress,
}

wire_names! {
    /// `status` of a service deployment.
    ServiceDeploymentStatus {
        Pending "PENDING",
        InProgress "IN_PROGRESS",
        Successful "SUCCESSFUL",
        StopRequested "STOP_REQUESTED",
        Stopped "STOPPED",
        RollbackRequested "ROLLBACK_REQUESTED",
        RollbackInProgress "ROLLBACK_IN_PROGRESS",
        RollbackSuccessful "ROLLBACK_SUCCESSFUL",
        RollbackFailed "ROLLBACK_FAILED",
    }
}

impl ServiceDeploymentStatus {
    /// Whether nothing changes it any more.
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Successful | Self::Stopped | Self::RollbackSuccessful | Self::RollbackFailed
        )
    }

    /// Whether its deployment is still on its way, to the new revision or back.
    pub const fn is_under_way(self) -> bool {
        matches!(
            self,
            Self::Pending | Self::InProgress | Self::RollbackRequested | Self::RollbackInProgress
        )
    }

    /// Whether one can come after the other. Rule: `ServiceDeploymentStatuses`.
    pub const fn leads_to(self, next: Self) -> bool {
        match self {
            Self::Pending => matches!(
                next,
                Self::InProgress | Self::StopRequested | Self::RollbackRequested
            ),
            Self::InProgress => matches!(
                next,
                Self::Successful
                    | Self::StopRequested
                    | Self::RollbackRequested
                    | Self::RollbackInProgress
                    | Self::RollbackFailed
            ),
            Self::StopRequested => matches!(next, Self::Stopped),
            Self::RollbackRequested => {
                matches!(next, Self::RollbackInProgress | Self::RollbackFailed)
            }
            Self::RollbackInProgress => {
                matches!(next, Self::RollbackSuccessful | Self::RollbackFailed)
            }
            _ => false,
        }
    }
}

/// `statusReason`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusReason {
    /// The circuit breaker tripped and rolled it back.
    CircuitBreakerRolledBack,
    /// The circuit breaker tripped.
    CircuitBreakerStopped,
    /// An alarm rolled it back.
    AlarmRolledBack,
    /// An alarm stopped it.
    AlarmStopped,
    /// A person rolled it back.
    RequestedRollback,
    /// A person stopped it.
    RequestedStop,
    /// Another one took its place, or its service was deleted.
    Superseded,
    /// A rule of its load balancer does not lead to both target groups.
    InvalidNetwork,
    /// A lifecycle hook failed.
    HookFailed(HookFailure),
    /// It was at this stage for too long.
    TimedOut(LifecycleStage),
}

impl StatusReason {
    /// In AWS's words where they are known. Rule: `ServiceDeploymentReasons`.
    pub fn text(&self) -> String {
        let text = match self {
            Self::InvalidNetwork => {
                "Service deployment rolled back because of invalid networking configuration. Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule."
            }
            Self::HookFailed(failure) => {
                return format!("Service deployment rolled back because {}", failure.text());
            }
            Self::TimedOut(stage) => {
                let stage = stage.name();
                return format!("Service deployment rolled back because {stage} timed out.");
            }
            Self::CircuitBreakerRolledBack => {
                "Service deployment rolled back because the circuit breaker threshold was exceeded."
            }
            Self::CircuitBreakerStopped => {
                "Service deployment stopped because the circuit breaker threshold was exceeded."
            }
            Self::AlarmRolledBack => {
                "Service deployment rolled back because an alarm was detected."
            }
            Self::AlarmStopped => "Service deployment stopped because an alarm was detected.",
            Self::RequestedRollback => "Service deployment rolled back because it was requested.",
            Self::RequestedStop => "Service deployment stopped because it was requested.",
            Self::Superseded => {
                "Service deployment stopped because the service was updated or deleted."
            }
        };
        text.into()
    }
}

/// `rollback` of a service deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rollback {
    /// `reason`.
    pub reason: StatusReason,
    /// `startedAt`.
    pub started_at: Time,
    /// `serviceRevisionArn`: what it returns to.
    pub revision: Arc<ServiceRevision>,
}

wire_names! {
    /// `status` of the circuit breaker or of the alarms of a service deployment.
    MonitoringStatus {
        Disabled "DISABLED",
        Monitoring "MONITORING",
        Triggered "TRIGGERED",
        MonitoringComplete "MONITORING_COMPLETE",
    }
}

impl MonitoringStatus {
    /// What it is once nothing is watched any more.
    pub(super) const fn ended(self) -> Self {
        match self {
            Self::Monitoring => Self::MonitoringComplete,
            other => other,
        }
    }
}

/// `deploymentCircuitBreaker` of a service deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CircuitBreakerProgress {
    /// `status`.
    pub status: MonitoringStatus,
    /// `failureCount`.
    pub failure_count: u32,
    /// `threshold`.
    pub threshold: u32,
}

/// `alarms` of a service deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlarmsProgress {
    /// `status`.
    pub status: MonitoringStatus,
    /// `alarmNames`.
    pub alarm_names: Vec<String>,
    /// `triggeredAlarmNames`.
    pub triggered_alarm_names: Vec<String>,
}

/// One of `lifecycleHookDetails`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifecycleHookDetail {
    /// `hookId`: its place in the configuration.
    pub hook_id: u32,
    /// The stage at which it was asked.
    pub lifecycle_stage: LifecycleStage,
    /// `targetType`.
    pub target_type: HookTargetType,
    /// `targetArn`.
    pub target_arn: Option<String>,
    /// `status`.
    pub status: HookStatus,
    /// What its function is about.
    pub work: HookWork,
    /// `expiresAt`, of a `PAUSE`.
    pub expires_at: Option<Time>,
    /// `timeoutAction`.
    pub timeout_action: HookTimeoutAction,
}

wire_names! {
    /// `status` of a lifecycle hook.
    HookStatus {
        AwaitingAction "AWAITING_ACTION",
        InProgress "IN_PROGRESS",
        Succeeded "SUCCEEDED",
        Failed "FAILED",
        TimedOut "TIMED_OUT",
    }
}

wire_names! {
    /// `stopType` of `StopServiceDeployment`.
    StopType {
        Rollback "ROLLBACK",
        Abort "ABORT",
    }
}

/// The tasks of a service revision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RevisionCounts {
    /// `requestedTaskCount`.
    pub requested: u32,
    /// `runningTaskCount`.
    pub running: u32,
    /// `pendingTaskCount`.
    pub pending: u32,
    /// `requestedTestTrafficWeight`, in tenths of a percent.
    pub test_traffic_tenths: u32,
    /// `requestedProductionTrafficWeight`, in tenths of a percent.
    pub production_traffic_tenths: u32,
}

impl World {
    /// The tasks that a service has of a revision: of one that it wants, as many are requested as are desired.
    pub fn revision_counts(
        &self,
        service: &Service,
        revision: ServiceRevisionId,
    ) -> RevisionCounts {
        let deployments = service.deployments.iter();
        let mut of_it = deployments.filter(|deployment| deployment.revision.id == revision);
        let is_wanted = of_it.any(|deployment| self.is_wanted(service, deployment.id));
        let (test_traffic_tenths, production_traffic_tenths) = service.traffic_tenths(revision);
        let mut counts = RevisionCounts {
            test_traffic_tenths,
            production_traffic_tenths,
            requested: if is_wanted { service.desired_count } else { 0 },
            ..RevisionCounts::default()
        };
        let tasks = service.tasks.iter().filter_map(|task| self.task(*task));
        for task in tasks {
            let deployment = self.deployment_of(task);
            if deployment.is_none_or(|deployment| deployment.revision.id != revision) {
                continue;
            }
            if task.last_status == TaskStatus::Running {
                counts.running += 1;
            } else if task.desired_status == DesiredStatus::Running {
                counts.pending += 1;
            }
        }
        counts
    }
}
