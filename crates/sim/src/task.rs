//! Tasks: what runs a task definition once, from PROVISIONING to STOPPED.

mod container;
mod dependencies;
mod ending;
mod faults;
mod health;
mod launching;
mod lifecycle;
mod memory;
mod orphans;
mod outcome;
mod overrides;
mod pulling;
mod refusals;
mod requests;
mod resources;
mod signals;
mod starting;
mod stop_reason;
mod stopping;
mod unreported;
mod wait;

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

pub use container::{Container, ContainerStage, ContainerStatus, HealthStatus};
pub(crate) use launching::TokenUse;
pub use outcome::{Outcome, is_bad_exit};
pub use stop_reason::{StartError, StopCode, StopReason};
pub use wait::TaskWait;

use crate::{
    CapacityProvider, ClusterId, DeploymentId, Duration, InstanceId, LaunchType, NetworkMode,
    ServiceId, TaskDefinitionRevision, TaskId, TaskOverride, Time, Zone,
};

/// One task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// Where it runs.
    pub cluster: ClusterId,
    /// Who started it.
    pub origin: TaskOrigin,
    /// What it runs.
    pub definition: Arc<TaskDefinitionRevision>,
    /// On what capacity.
    pub launch_type: LaunchType,
    /// `capacityProviderName`; none where a launch type was asked for.
    pub capacity_provider: Option<CapacityProvider>,
    /// In which Availability Zone.
    pub zone: Zone,
    /// On which container instance; none on Fargate.
    pub instance: Option<InstanceId>,
    /// `version`: 1, and one more for each change that is told as an event.
    pub version: u64,
    /// `lastStatus`.
    pub last_status: TaskStatus,
    /// `desiredStatus`.
    pub desired_status: DesiredStatus,
    /// `healthStatus`: the essential containers that define a health check, taken together.
    pub health_status: HealthStatus,
    /// When it entered each of its states, in order; the first is its creation.
    pub history: Vec<(TaskStatus, Time)>,
    /// When the first image pull began: `pullStartedAt`.
    pub pull_started_at: Option<Time>,
    /// When the last image pull ended: `pullStoppedAt`.
    pub pull_stopped_at: Option<Time>,
    /// When it entered RUNNING: `startedAt`.
    pub started_at: Option<Time>,
    /// When its stop was asked for: `stoppingAt`.
    pub stopping_at: Option<Time>,
    /// When the first essential container ended: `executionStoppedAt`.
    pub execution_stopped_at: Option<Time>,
    /// Until when scale-in and deployments leave it alone.
    pub protected_until: Option<Time>,
    /// Why it stops.
    pub stop: Option<(StopCode, StopReason)>,
    /// Its containers, as in its definition.
    pub containers: Vec<Container>,
}

/// Who started a task: decides its `group` and `startedBy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskOrigin {
    /// The scheduler of a service, for one of its deployments: that deployment is `startedBy`.
    Service {
        /// The service: the group is `service:NAME`.
        service: ServiceId,
        /// The deployment.
        deployment: DeploymentId,
    },
    /// `RunTask` or `StartTask`.
    Standalone {
        /// `group`.
        group: String,
        /// `startedBy`.
        started_by: Option<String>,
        /// `overrides`, which its definition has already.
        overrides: TaskOverride,
    },
}

/// Tasks that are counted together when one of them is placed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskGroup {
    /// `service:NAME`.
    Service(ServiceId),
    /// The group of standalone tasks of this name.
    Named(String),
}

/// `lastStatus` of a task, in the order of a life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskStatus {
    /// Amazon ECS prepares the network interface, or the Fargate capacity.
    Provisioning,
    /// The agent pulls images and creates containers.
    Pending,
    /// The load balancer is being told.
    Activating,
    /// Every container has started; some that the task can do without may have ended.
    Running,
    /// The load balancer drains.
    Deactivating,
    /// The containers are asked to stop.
    Stopping,
    /// The network interface is taken away.
    Deprovisioning,
    /// The end.
    Stopped,
}

impl TaskStatus {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Provisioning => "PROVISIONING",
            Self::Pending => "PENDING",
            Self::Activating => "ACTIVATING",
            Self::Running => "RUNNING",
            Self::Deactivating => "DEACTIVATING",
            Self::Stopping => "STOPPING",
            Self::Deprovisioning => "DEPROVISIONING",
            Self::Stopped => "STOPPED",
        }
    }
}

wire_names! {
    /// `connectivity` of a task.
    Connectivity {
        /// Its agent is connected to Amazon ECS.
        Connected "CONNECTED",
        /// It is not: what is known of the task is frozen.
        Disconnected "DISCONNECTED",
    }
}

/// `desiredStatus` of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesiredStatus {
    /// It should run.
    Running,
    /// It was told to stop, or an essential container exited.
    Stopped,
}

impl DesiredStatus {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "RUNNING",
            Self::Stopped => "STOPPED",
        }
    }
}

impl Task {
    /// The service that started it, if one did.
    pub const fn service(&self) -> Option<ServiceId> {
        match self.origin {
            TaskOrigin::Service { service, .. } => Some(service),
            TaskOrigin::Standalone { .. } => None,
        }
    }

    /// The deployment that it belongs to, if a service started it.
    pub const fn deployment(&self) -> Option<DeploymentId> {
        match self.origin {
            TaskOrigin::Service { deployment, .. } => Some(deployment),
            TaskOrigin::Standalone { .. } => None,
        }
    }

    /// The tasks that it is counted with.
    pub fn task_group(&self) -> TaskGroup {
        match &self.origin {
            TaskOrigin::Service { service, .. } => TaskGroup::Service(*service),
            TaskOrigin::Standalone { group, .. } => TaskGroup::Named(group.clone()),
        }
    }

    /// When the task was created.
    pub fn created_at(&self) -> Time {
        self.history.first().expect("a task has a first state").1
    }

    /// When the task entered its present state.
    pub fn status_since(&self) -> Time {
        self.history.last().expect("a task has a state").1
    }

    /// When the task entered STOPPED, if it has.
    pub fn stopped_at(&self) -> Option<Time> {
        (self.last_status == TaskStatus::Stopped).then(|| self.status_since())
    }

    /// Not told to stop, and not stopped.
    pub fn is_active(&self) -> bool {
        self.desired_status == DesiredStatus::Running
    }

    /// Whether some container is still to be pulled or started.
    pub fn is_starting(&self) -> bool {
        match self.last_status {
            TaskStatus::Pending => true,
            TaskStatus::Activating => self
                .containers
                .iter()
                .any(|container| container.started_at.is_none()),
            _ => false,
        }
    }

    /// Whether the task has been RUNNING at some time.
    pub const fn has_run(&self) -> bool {
        self.started_at.is_some()
    }

    /// The first characters of the id.
    pub fn short_id(&self) -> String {
        let mut id = self.id.to_string();
        id.truncate(TaskId::SHORT_LENGTH);
        id
    }

    /// How its containers reach the network.
    pub fn network_mode(&self) -> NetworkMode {
        self.definition.definition.effective_network_mode()
    }

    /// Whether it has a network interface of its own.
    pub fn has_eni(&self) -> bool {
        self.network_mode() == NetworkMode::Awsvpc
    }

    /// The address of its own network interface.
    pub fn private_address(&self) -> Option<[u8; 4]> {
        self.has_eni().then(|| {
            let bits = self.id.bits();
            let [host, subnet, ..] = bits.to_le_bytes();
            [10, 0, self.zone.0 * 16 + subnet % 16, 4 + host % 248]
        })
    }

    /// Whether its definition leaves the time between SIGTERM and SIGKILL to AWS.
    pub fn has_default_stop_timeout(&self, container: usize) -> bool {
        self.definition.definition.container_definitions[container]
            .stop_timeout
            .is_none()
    }

    /// Time between SIGTERM and SIGKILL for one of its containers. Rule: `StopTimeoutDefault`.
    pub fn stop_timeout(&self, container: usize) -> Duration {
        self.definition.definition.container_definitions[container]
            .stop_timeout
            .unwrap_or(Duration::from_secs(30))
    }

    /// Whether the task stops when this container does.
    pub fn is_essential(&self, container: usize) -> bool {
        self.definition.definition.container_definitions[container].is_essential()
    }

    /// Whether some essential container defines a health check.
    pub fn has_health_check(&self) -> bool {
        self.definition
            .definition
            .container_definitions
            .iter()
            .any(|container| container.is_essential() && container.health_check.is_some())
    }
}

/// `family:revision`.
impl fmt::Display for TaskDefinitionRevision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.definition.family, self.revision)
    }
}
