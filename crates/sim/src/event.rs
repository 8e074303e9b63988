//! Everything that happens: what, when, and because of what.

mod subject;

use alloc::string::String;

use crate::{
    AlarmState, ClusterId, CommandSequence, ContainerStatus, DeploymentId, DesiredStatus,
    EventSequence, FailureCause, HealthStatus, HookStatus, InstanceId, InstanceStatus,
    LifecycleStage, ListenerChange, LoadBalancerId, ProcessFaults, RolloutState, RuleSet,
    ServiceDeploymentId, ServiceDeploymentStatus, ServiceId, ServiceMessage, ShiftedTraffic,
    SpotCapacity, StopReason, TargetGroupId, TargetState, TaskDefinitionStatus, TaskId,
    TaskSetChange, TaskStatus, Time,
};

/// One change of state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its place in the history.
    pub sequence: EventSequence,
    /// When it happened.
    pub at: Time,
    /// Because of what.
    pub cause: Cause,
    /// The rules that it rests on; none where a person did it.
    pub rules: RuleSet,
    /// What happened.
    pub kind: EventKind,
}

/// What is behind an event: following causes back always ends at a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A person, or a fault.
    Command(CommandSequence),
    /// An earlier event, through the timer that it armed.
    Event(EventSequence),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A cluster was created.
    ClusterCreated(ClusterId),
    /// A cluster was deleted.
    ClusterDeleted(ClusterId),
    /// A container instance registered.
    InstanceRegistered(InstanceId),
    /// The attributes of a container instance changed.
    InstanceAttributesChanged(InstanceId),
    /// The status of a container instance changed.
    InstanceStatusChanged {
        /// Which.
        instance: InstanceId,
        /// What it is.
        to: InstanceStatus,
    },
    /// The agent of a container instance says nothing more.
    AgentFellSilent(InstanceId),
    /// Amazon ECS knows that it is not connected: `agentConnected` is false.
    AgentDisconnected(InstanceId),
    /// It is connected again.
    AgentConnected(InstanceId),
    /// A container instance was deregistered.
    InstanceDeregistered(InstanceId),
    /// A container instance is gone.
    InstanceTerminated(InstanceId),
    /// A revision was registered.
    TaskDefinitionRegistered {
        /// Its family.
        family: String,
        /// Its number.
        revision: u32,
    },
    /// A revision was deregistered, or is to be deleted.
    TaskDefinitionStatusChanged {
        /// Its family.
        family: String,
        /// Its number.
        revision: u32,
        /// Its new status.
        to: TaskDefinitionStatus,
    },
    /// A revision was deleted and nothing uses it any more.
    TaskDefinitionDeleted {
        /// Its family.
        family: String,
        /// Its number.
        revision: u32,
    },
    /// A target group was created.
    TargetGroupCreated(TargetGroupId),
    /// A target group's settings changed.
    TargetGroupModified(TargetGroupId),
    /// A load balancer was created.
    LoadBalancerCreated(LoadBalancerId),
    /// A load balancer's attributes changed.
    LoadBalancerModified(LoadBalancerId),
    /// A load balancer was deleted; holds its name.
    LoadBalancerDeleted(String),
    /// A target group was deleted; holds its name.
    TargetGroupDeleted(String),
    /// A listener or its rules changed.
    ListenerChanged {
        /// Whose listener.
        load_balancer: LoadBalancerId,
        /// Its port.
        port: u16,
        /// What changed.
        change: ListenerChange,
    },
    /// Clients send another number of requests.
    TrafficChanged {
        /// To which load balancer.
        load_balancer: LoadBalancerId,
        /// How many a second.
        requests_per_second: u32,
    },
    /// The registry has an image of another behaviour.
    ImagePushed(String),
    /// Something goes wrong with the process of a container, or does not any more.
    ProcessFaultsChanged {
        /// Whose.
        task: TaskId,
        /// Which container, by its place in the definition.
        container: usize,
        /// How it behaves from now on.
        to: ProcessFaults,
    },
    /// Fargate Spot ran out of capacity, or has some again.
    SpotCapacityChanged(SpotCapacity),
    /// What a role may do changed; holds its name.
    RoleChanged(String),
    /// A secret was stored or deleted.
    SecretChanged {
        /// Its ARN or name.
        secret: String,
        /// Whether it is there now.
        exists: bool,
    },
    /// A log group was created or deleted.
    LogGroupChanged {
        /// Its name.
        name: String,
        /// Whether it is there now.
        exists: bool,
    },
    /// What Application Auto Scaling knows of a service changed.
    ScalingChanged(ServiceId),
    /// Application Auto Scaling changed the desired count of a service.
    DesiredCountScaled {
        /// Which.
        service: ServiceId,
        /// What it was.
        from: u32,
        /// What it is.
        to: u32,
    },
    /// An alarm was made or changed; holds its name.
    AlarmPut(String),
    /// An alarm is in another state.
    AlarmStateChanged {
        /// Its name.
        name: String,
        /// Its new state.
        state: AlarmState,
    },
    /// A service was created.
    ServiceCreated(ServiceId),
    /// A service's settings changed.
    ServiceUpdated(ServiceId),
    /// A service is being deleted.
    ServiceDraining(ServiceId),
    /// A service is gone.
    ServiceInactive(ServiceId),
    /// A DAEMON service wants another number of tasks.
    DesiredCountComputed {
        /// Which.
        service: ServiceId,
        /// `desiredCount`.
        desired_count: u32,
    },
    /// A task of a DAEMON service matches its constraints no more: `SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED`.
    DaemonConstraintViolated {
        /// Whose.
        service: ServiceId,
        /// Which.
        task: TaskId,
    },
    /// A deployment's state changed, or it began.
    DeploymentChanged {
        /// Whose.
        service: ServiceId,
        /// Which.
        deployment: DeploymentId,
        /// Its new state.
        rollout_state: RolloutState,
    },
    /// The status of a service deployment changed, or it began.
    ServiceDeploymentChanged {
        /// Whose.
        service: ServiceId,
        /// Which.
        service_deployment: ServiceDeploymentId,
        /// Its new status.
        status: ServiceDeploymentStatus,
    },
    /// A service deployment came to a stage of its strategy.
    LifecycleStageChanged {
        /// Whose.
        service: ServiceId,
        /// Which.
        service_deployment: ServiceDeploymentId,
        /// The stage that it is at now.
        stage: LifecycleStage,
    },
    /// A service deployment shares traffic otherwise.
    TrafficShifted {
        /// Whose.
        service: ServiceId,
        /// Which.
        service_deployment: ServiceDeploymentId,
        /// Which traffic.
        traffic: ShiftedTraffic,
        /// What the new deployment gets, in tenths of a percent.
        green_tenths: u32,
    },
    /// A lifecycle hook was asked, answered, or ended.
    LifecycleHookChanged {
        /// Whose.
        service: ServiceId,
        /// Of which service deployment.
        service_deployment: ServiceDeploymentId,
        /// At which stage.
        stage: LifecycleStage,
        /// `hookId`.
        hook_id: u32,
        /// Its status.
        status: HookStatus,
    },
    /// The function behind lifecycle hooks behaves otherwise; holds its ARN.
    HookFunctionChanged(String),
    /// Something about a task set changed.
    TaskSetChanged {
        /// Whose.
        service: ServiceId,
        /// Which.
        task_set: DeploymentId,
        /// What.
        change: TaskSetChange,
    },
    /// A deployment's `failedTasks` changed.
    FailedTasksCounted {
        /// Whose.
        service: ServiceId,
        /// Which.
        deployment: DeploymentId,
        /// How many now.
        failed_tasks: u32,
    },
    /// A service said something.
    ServiceSaid {
        /// Which.
        service: ServiceId,
        /// What.
        message: ServiceMessage,
    },
    /// A task was created and placed.
    TaskCreated {
        /// Which.
        task: TaskId,
        /// Whose; none for a standalone task.
        service: Option<ServiceId>,
        /// On which instance; none on Fargate.
        instance: Option<InstanceId>,
        /// Its first state.
        status: TaskStatus,
    },
    /// A task's `lastStatus` changed.
    TaskStatusChanged {
        /// Which.
        task: TaskId,
        /// What it was.
        from: TaskStatus,
        /// What it is.
        to: TaskStatus,
    },
    /// A task's `desiredStatus` changed.
    TaskDesiredStatusChanged {
        /// Which.
        task: TaskId,
        /// What it is.
        to: DesiredStatus,
        /// Why.
        reason: StopReason,
    },
    /// A task's `healthStatus` changed.
    TaskHealthChanged {
        /// Which.
        task: TaskId,
        /// What it is.
        to: HealthStatus,
    },
    /// A task is protected from scale-in until another time, or not any more.
    TaskProtectionChanged {
        /// Which.
        task: TaskId,
        /// Until when; none where it is not protected.
        until: Option<Time>,
    },
    /// The pull of a container's image began.
    PullStarted {
        /// Whose.
        task: TaskId,
        /// Which container.
        container: usize,
    },
    /// The pull of a container's image ended.
    PullStopped {
        /// Whose.
        task: TaskId,
        /// Which container.
        container: usize,
    },
    /// A container's `lastStatus` changed.
    ContainerStatusChanged {
        /// Whose.
        task: TaskId,
        /// Which container.
        container: usize,
        /// What it is.
        to: ContainerStatus,
        /// Its exit code, if it ended after having run.
        exit_code: Option<u8>,
        /// AWS's reason, if it never started or was killed for one.
        reason: Option<String>,
    },
    /// A container's `healthStatus` changed.
    ContainerHealthChanged {
        /// Whose.
        task: TaskId,
        /// Which container.
        container: usize,
        /// What it is.
        to: HealthStatus,
    },
    /// A container's process ended, and its restart policy started it again.
    ContainerRestarted {
        /// Whose.
        task: TaskId,
        /// Which container.
        container: usize,
        /// With which exit code its process ended.
        exit_code: u8,
        /// `restartCount`: how often it was started again by now.
        restart_count: u32,
    },
    /// A container used more memory than it may: the kernel kills it.
    OutOfMemory {
        /// Whose.
        task: TaskId,
        /// Which container.
        container: usize,
        /// The limit in MiB: of the container, else of the task.
        limit_mib: u32,
    },
    /// A container's process was sent a signal.
    SignalSent {
        /// Whose.
        task: TaskId,
        /// Which container.
        container: usize,
        /// Which signal.
        signal: Signal,
    },
    /// A task was registered in a target group.
    TargetRegistered {
        /// Where.
        target_group: TargetGroupId,
        /// Whose port.
        task: TaskId,
    },
    /// The state of a target changed.
    TargetStateChanged {
        /// Where.
        target_group: TargetGroupId,
        /// Whose port.
        task: TaskId,
        /// What it was.
        from: TargetState,
        /// What it is.
        to: TargetState,
    },
    /// A target has drained and is forgotten.
    TargetDeregistered {
        /// Where.
        target_group: TargetGroupId,
        /// Whose port.
        task: TaskId,
    },
    /// Requests at a target were cut off.
    RequestsCut {
        /// Where.
        target_group: TargetGroupId,
        /// At whose port.
        task: TaskId,
        /// How many.
        count: u64,
        /// What the clients are told.
        cause: FailureCause,
    },
    /// A task that stopped long ago is no longer described.
    TaskForgotten(TaskId),
}

impl EventKind {
    /// The task that this changes, or one of whose containers: each such change is one more `version` of it. Rule:
    /// `TaskVersion`.
    pub const fn changed_task(&self) -> Option<TaskId> {
        match self {
            Self::TaskCreated { task, .. }
            | Self::TaskStatusChanged { task, .. }
            | Self::TaskDesiredStatusChanged { task, .. }
            | Self::TaskHealthChanged { task, .. }
            | Self::ContainerStatusChanged { task, .. }
            | Self::ContainerHealthChanged { task, .. }
            | Self::ContainerRestarted { task, .. } => Some(*task),
            _ => None,
        }
    }
}

/// A signal to a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Please stop.
    Sigterm,
    /// Stop.
    Sigkill,
}

impl Signal {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sigterm => "SIGTERM",
            Self::Sigkill => "SIGKILL",
        }
    }
}
