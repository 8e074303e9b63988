//! Services: they keep a number of tasks running, and replace them by those of a new deployment.

mod blue_green;
mod census;
mod configuration;
mod daemon;
mod deletion;
mod deploying;
mod deployment;
mod events;
mod failures;
mod launches;
mod lifts;
mod message;
mod news;
mod outlook;
mod protection;
mod rebalancing;
mod reconcile;
mod requests;
mod revision_images;
mod rollback;
mod rolling;
mod scaling;
mod service_deployment;
mod setting;
mod starting;
mod stop_order;
mod task_sets;
mod update;
mod watch;

use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

pub use blue_green::{
    ALL_TENTHS, AdvancedConfiguration, HookAnswer, HookCommand, HookFailure, HookFailureCause,
    HookFunction, HookWork, Returning, ShiftedTraffic, StageWait, StagedDeployment,
};
pub use census::{Census, HealthFailure, Standing as TaskStanding};
pub use configuration::{
    CircuitBreakerThreshold, DeploymentAlarms, DeploymentCircuitBreaker, DeploymentConfiguration,
    DeploymentConfigurationInput, DeploymentLifecycleHook, DeploymentStrategy,
    EarlySuccessCriteria, HookTargetType, HookTimeoutAction, LifecycleStage,
    SourceServiceRevisionCleanup, ThresholdType,
};
pub use deployment::{Deployment, DeploymentStatus, Failing, RolloutState};
pub(crate) use lifts::checks;
pub use message::{PlacementShortfall, RebalancingMessage, RegistrationFailure, ServiceMessage};
pub use outlook::{Activity, Doubt, Loss, Outlook, Wait};
pub use protection::TaskProtections;
pub use revision_images::{ContainerImage, RevisionImages};
pub use rolling::{Bounds, Plan, Situation, plan_pass};
pub use scaling::{ScalableTarget, ScalingCommand, TargetTracking};
pub use service_deployment::{
    AlarmsProgress, CircuitBreakerProgress, HookStatus, LifecycleHookDetail, MonitoringStatus,
    RevisionCounts, Rollback, ServiceDeployment, ServiceDeploymentStatus, ServiceRevision,
    StatusReason, StopType,
};
pub use setting::{Setting, SettingChange, SettingValue};
pub use stop_order::StopStep;
pub use task_sets::{DeploymentController, StabilityStatus, TaskSet, TaskSetChange, TaskSetCounts};

use crate::table::{Map, Set};
use crate::{
    CapacityProviderStrategyItem, ClusterId, Constraint, CreateService, DeploymentId, Duration,
    LaunchType, ServiceId, ServiceRevisionId, Strategy, TargetGroupId, TaskId, Time, Zone,
};

/// One service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Where it runs.
    pub cluster: ClusterId,
    /// Unique in its cluster among those that are not INACTIVE.
    pub name: String,
    /// `ACTIVE`, `DRAINING` or `INACTIVE`.
    pub status: ServiceStatus,
    /// How many tasks it wants.
    pub desired_count: u32,
    /// `deploymentController`.
    pub deployment_controller: DeploymentController,
    /// `schedulingStrategy`.
    pub scheduling_strategy: SchedulingStrategy,
    /// `availabilityZoneRebalancing`.
    pub availability_zone_rebalancing: AvailabilityZoneRebalancing,
    /// On what capacity its tasks run.
    pub launch_type: LaunchType,
    /// `capacityProviderStrategy`; empty where it has a launch type.
    pub capacity_provider_strategy: Vec<CapacityProviderStrategyItem>,
    /// `deploymentConfiguration`.
    pub deployment_configuration: DeploymentConfiguration,
    /// `healthCheckGracePeriodSeconds`.
    pub health_check_grace_period: Duration,
    /// `placementConstraints`, beside those of its task definition.
    pub placement_constraints: Vec<Constraint>,
    /// `placementStrategy`; empty spreads over zones and instances.
    pub placement_strategy: Vec<Strategy>,
    /// When it was created.
    pub created_at: Time,
    /// The request that created it. Rule: `CreationIsIdempotent`.
    pub(crate) created_by: Arc<CreateService>,
    /// Its deployments, the PRIMARY first, then older ones that still have tasks; or its task sets, the PRIMARY first
    /// if there is one.
    pub deployments: Vec<Deployment>,
    /// Its tasks that are not STOPPED.
    pub tasks: Set<TaskId>,
    /// Its service deployments, newest first, at most 100.
    pub service_deployments: VecDeque<Arc<ServiceDeployment>>,
    /// The deployment that completed last and that a deployment that fails can return to, with what it deployed.
    pub last_completed: Option<(DeploymentId, Arc<ServiceRevision>)>,
    /// What the images of its service revisions stand for. Rule: `VersionConsistency`.
    pub images: Map<ServiceRevisionId, RevisionImages>,
    /// How far its deployment has come, where that goes through stages; kept where it failed.
    pub staged: Option<StagedDeployment>,
    /// What it says, newest first, at most 100.
    pub events: VecDeque<ServiceEvent>,
    /// Since when it has been steady.
    pub steady_since: Option<Time>,
    /// What its scheduler remembers between two passes.
    pub(crate) memory: SchedulerMemory,
}

wire_names! {
    /// `availabilityZoneRebalancing` of a service.
    AvailabilityZoneRebalancing {
        /// A steady service moves tasks until its zones are balanced.
        Enabled "ENABLED",
        /// It leaves them where they are.
        Disabled "DISABLED",
    }
}

wire_names! {
    /// `schedulingStrategy` of a service.
    SchedulingStrategy {
        /// It keeps a number of tasks.
        Replica "REPLICA",
        /// It keeps one task on every instance that matches.
        Daemon "DAEMON",
    }
}

/// `status` of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceStatus {
    /// It works.
    Active,
    /// It was deleted and its tasks are stopping.
    Draining,
    /// It is gone.
    Inactive,
}

impl ServiceStatus {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Draining => "DRAINING",
            Self::Inactive => "INACTIVE",
        }
    }
}

/// One of a service's `loadBalancers`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceLoadBalancer {
    /// The target group that tasks are registered in.
    pub target_group: TargetGroupId,
    /// Which container answers.
    pub container_name: String,
    /// At which of its ports.
    pub container_port: u16,
    /// What deployments that go through stages need.
    pub advanced_configuration: Option<AdvancedConfiguration>,
}

/// One service event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceEvent {
    /// When the service said so.
    pub created_at: Time,
    /// What it said; its text is its `Display`.
    pub message: ServiceMessage,
    /// The message in AWS's words.
    pub text: String,
}

/// What the scheduler of one service remembers between two passes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SchedulerMemory {
    /// Deployments ever started: the next one's ordinal.
    pub(crate) deployments_ever: u64,
    /// The desired count when it was steady, or a deployment completed, for the last time.
    pub(crate) settled_count: u32,
    /// When its latest pass was.
    pub(crate) latest_pass_at: Option<Time>,
    /// Targets registered since the last report.
    pub(crate) registered: Map<TargetGroupId, u32>,
    /// Targets deregistered since the last report.
    pub(crate) deregistered: Map<TargetGroupId, u32>,
    /// Tasks that began to drain since the last report.
    pub(crate) draining: Set<TaskId>,
    /// Tasks whose targets are still to be deregistered because they ended by themselves.
    pub(crate) ended: Set<TaskId>,
    /// Registrations that failed since the last report.
    pub(crate) unregistered: Set<(TargetGroupId, RegistrationFailure)>,
    /// Whether tasks of it may not be in all the target groups that they should be in.
    pub(crate) lacks_targets: bool,
    /// Since when a deployment has been unable to move.
    pub(crate) stuck_since: Option<Time>,
    /// Consecutive batches of tasks of the PRIMARY deployment that never came to run.
    pub(crate) start_failures: u32,
    /// When the latest such batch was started: its other tasks do not count again.
    pub(crate) failed_batch: Option<Time>,
    /// New tasks that were healthy at the latest pass.
    pub(crate) healthy: Set<TaskId>,
    /// No launch before this.
    pub(crate) launch_not_before: Time,
    /// What it has launched in the trailing minute.
    pub(crate) launches: launches::Launches,
    /// When the minute has room again for what it wants to launch.
    pub(crate) launch_again_at: Option<Time>,
    /// Lasting conditions that were said, and when.
    pub(crate) said: Map<Condition, (Time, String)>,
    /// While it rebalances: the tasks beyond the desired count that were started for it.
    pub(crate) rebalancing: Option<Set<TaskId>>,
    /// Tasks that were reported unhealthy.
    pub(crate) reported_unhealthy: Set<TaskId>,
    /// When its staged deployment goes on though nothing happens until then.
    pub(crate) look_again_at: Option<Time>,
    /// The events that it can decide by.
    pub(crate) news: news::News,
}

/// Lasting conditions: each is said once, and again only after it was resolved or after six hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    Steady,
    Unplaceable,
    Stuck,
    StartImpaired,
    /// Tasks of this deployment should stop and are protected.
    Protected(DeploymentId),
    /// Rebalancing finds no place in this zone.
    ZoneUnplaceable(Zone),
    /// Rebalancing may stop no task of the fullest zone.
    RebalancingHeld,
    PartialLaunch,
    /// Tasks cannot be registered in this target group.
    Unregistered(TargetGroupId),
    /// The target group of this task is gone.
    TargetGroupGone(TaskId),
    /// More is to be launched than may be at a time.
    Throttled,
}

impl Service {
    /// Whether tasks of one of its deployments belong into a target group.
    pub(crate) fn is_attached_to(&self, group: TargetGroupId) -> bool {
        let attached = self.deployments.iter().flat_map(|one| &one.load_balancers);
        let mut groups = attached.map(|attached| attached.target_group);
        groups.any(|attached| attached == group)
    }

    /// The service revisions that it knows: of the deployment that completed last, and of the service deployments that
    /// are described.
    pub(crate) fn revisions(&self) -> impl Iterator<Item = &ServiceRevision> {
        let completed = self.last_completed.iter().map(|(_, revision)| revision);
        let described = self.service_deployments.iter().flat_map(|past| {
            let sources = past.source_revisions.iter();
            sources.chain(Some(&past.target_revision))
        });
        completed.chain(described).map(|revision| &**revision)
    }

    /// The latest deployment of a service with the ECS deployment controller. Any other may have none: see
    /// [`Self::leading_deployment`].
    pub fn primary(&self) -> &Deployment {
        self.deployments
            .first()
            .expect("a service with the ECS deployment controller has a PRIMARY deployment")
    }

    /// What stands for the service: its PRIMARY deployment or task set, else its first task set. None only where there
    /// is no task set.
    pub fn leading_deployment(&self) -> Option<&Deployment> {
        self.deployments.first()
    }

    /// One of its deployments that still has tasks.
    pub fn deployment(&self, id: DeploymentId) -> Option<&Deployment> {
        self.deployments
            .iter()
            .find(|deployment| deployment.id == id)
    }

    /// The service deployment under way, or the latest one.
    pub fn service_deployment(&self) -> &ServiceDeployment {
        self.service_deployments
            .front()
            .expect("a service that is not INACTIVE has a service deployment")
    }

    /// The tasks that must stay healthy, and that may run. Rule: `PercentRounding`.
    pub const fn bounds(&self) -> Bounds {
        Bounds::of(self.desired_count, &self.deployment_configuration)
    }

    /// The bounds of a deployment by the strategy in force: that of the deployment under way, else that of the next.
    pub fn deployment_bounds(&self) -> Bounds {
        let latest = self.service_deployments.front();
        let under_way = latest.filter(|_| self.staged.is_some());
        let configuration = under_way.map_or(&self.deployment_configuration, |under_way| {
            &*under_way.deployment_configuration
        });
        configuration.deployment_bounds(self.desired_count)
    }
}
