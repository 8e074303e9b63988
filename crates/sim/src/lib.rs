//! The core of ECS Playground: Amazon ECS as a deterministic state machine.
//!
//! A [`World`] holds all state. Its methods are of four kinds: getters; `handle_command` and `handle_timeout`, the only
//! ways in; `poll_timeout`, `poll_event` and `poll_transient`, the only ways out; and a constructor. It knows no clock:
//! whoever drives it says what time it is. [`Timeline`] drives it along a tree of commands, and rewinds.
//!
//! Everything that happens is an [`Event`] with its cause. Everything that Amazon ECS decides rests on a [`Rule`] of
//! the ledger. Chance is drawn by key, so equal inputs give equal histories on every platform.
//!
//! Reading order: [`Time`], ids, [`Start`], [`Command`], [`Event`], `world`, then by subject: task definitions,
//! clusters and instances, `placement`, tasks, services, load balancers, traffic; then [`Timeline`].
#![no_std]

extern crate alloc;

#[macro_use]
mod wire_names;

mod account;
mod agenda;
mod alarm;
mod capacity;
mod cluster;
mod command;
mod event;
mod handlers;
mod id;
mod image;
mod instance;
mod invariants;
mod load_balancer;
mod placement;
mod random;
mod rejection;
mod rules;
mod service;
mod start;
mod table;
mod task;
mod task_definition;
mod time;
mod timeline;
mod timings;
mod traffic;
mod world;

pub mod limits;

pub use account::{Account, AccountChange, INSTANCE_ROLE, Permission, secret_name};
pub use agenda::Timer;
pub use alarm::{Alarm, AlarmCommand, AlarmState};
pub use capacity::{CapacityProvider, CapacityProviderStrategyItem, SpotCapacity, choose_provider};
pub use cluster::{ByLaunchType, Cluster, ClusterCounters, ClusterStatus, LaunchType};
pub use command::{
    BalancingCommand, Command, ContainerOverride, CreateLoadBalancer, CreateRule, CreateService,
    CreateTargetGroup, CreateTaskSet, Failure, Fault, LaunchInstance, LoadBalancerInput,
    NewListener, ProcessFaults, Response, RunTask, StartTask, TaskOverride, TaskSetCommand,
    UpdateService, UpdateTaskProtection,
};
pub use event::{Cause, Event, EventKind, Signal};
pub use handlers::Handlers;
pub use id::{
    ClusterId, CommandSequence, DeploymentId, Ec2InstanceId, EventSequence, InstanceId, ListenerId,
    ListenerRuleId, LoadBalancerId, ServiceDeploymentId, ServiceId, ServiceRevisionId,
    TargetGroupId, TaskId, Zone,
};
pub use image::{
    EntryPoint, HealthAnswer, Image, MemoryUse, OnSigterm, OwnExit, PullOutcome, ready_made,
};
pub use instance::{
    AGENT_VERSION, Attribute, GroupShare, HowDisconnected, INSTANCE_TYPES, Instance,
    InstanceStatus, InstanceType, NetworkBinding, Reservation,
};
pub use invariants::check_invariants;
pub use load_balancer::{
    BalancingAlgorithm, BalancingException, Checks, Cidr, ForwardAction, HttpRequest, Listener,
    ListenerAction, ListenerChange, ListenerRule, LoadBalancer, LoadBalancerAttributes,
    LoadBalancerProtocol, LoadBalancerType, ProbeFailure, QueryPair, RuleCondition, Stickiness,
    StickinessType, Target, TargetGroup, TargetGroupAttributes, TargetGroupTuple,
    TargetHealthCheck, TargetHealthCheckInput, TargetState, TargetType, UnusedReason,
};
pub use placement::query;
pub use placement::{
    Candidate, Change, Constraint, Explanation, FailedPart, FailureReason, FargateZone,
    FunnelLevel, FunnelStep, Lack, MemberOf, Place, PlacementConstraint, PlacementConstraintType,
    PlacementStrategy, PlacementStrategyType, Rank, Request, Strategy, Tally, Verdict, WhyHere,
    choose, explain, failures, lacks_of, rooms, smallest_changes,
};
pub use rejection::{Exception, Rejection};
pub use rules::{Rule, RuleEntry, RuleSet, Standing};
pub use service::{
    ALL_TENTHS, Activity, AdvancedConfiguration, AlarmsProgress, AvailabilityZoneRebalancing,
    Bounds, Census, CircuitBreakerProgress, CircuitBreakerThreshold, ContainerImage, Deployment,
    DeploymentAlarms, DeploymentCircuitBreaker, DeploymentConfiguration,
    DeploymentConfigurationInput, DeploymentController, DeploymentLifecycleHook, DeploymentStatus,
    DeploymentStrategy, Doubt, EarlySuccessCriteria, Failing, HealthFailure, HookAnswer,
    HookCommand, HookFailure, HookFailureCause, HookFunction, HookStatus, HookTargetType,
    HookTimeoutAction, HookWork, LifecycleHookDetail, LifecycleStage, Loss, MonitoringStatus,
    Outlook, PlacementShortfall, Plan, RebalancingMessage, RegistrationFailure, Returning,
    RevisionCounts, RevisionImages, Rollback, RolloutState, ScalableTarget, ScalingCommand,
    SchedulingStrategy, Service, ServiceDeployment, ServiceDeploymentStatus, ServiceEvent,
    ServiceLoadBalancer, ServiceMessage, ServiceRevision, ServiceStatus, Setting, SettingChange,
    SettingValue, ShiftedTraffic, Situation, SourceServiceRevisionCleanup, StabilityStatus,
    StageWait, StagedDeployment, StatusReason, StopStep, StopType, TargetTracking, TaskProtections,
    TaskSet, TaskSetChange, TaskSetCounts, TaskStanding, ThresholdType, Wait, plan_pass,
};
pub use start::{
    CapacityStrategyUpdate, CheckTimeoutDefault, FailedTasksReset, IdleTargetDrains,
    ImagePullShows, InitialTargetNeeds, LaunchThrottle, MaximumPercentCounts, ProtectionFromHealth,
    ProvisioningTimeout, QuickExit, Quotas, SchedulerWakes, SpotStopCode, Start, StopTaskOrder,
    Switches,
};
pub use table::{Map, Set, map_of};
pub use task::{
    Connectivity, Container, ContainerStage, ContainerStatus, DesiredStatus, HealthStatus, Outcome,
    StartError, StopCode, StopReason, Task, TaskGroup, TaskOrigin, TaskStatus, TaskWait,
    is_bad_exit,
};
pub use task_definition::{
    ApplicationProtocol, Compatibility, ContainerCondition, ContainerDefinition,
    ContainerDependency, ContainerHealthCheck, ContainerRestartPolicy, CpuArchitecture, Device,
    DeviceCgroupPermission, DockerVolumeConfiguration, EfsAuthorizationConfig,
    EfsAuthorizationConfigIam, EfsTransitEncryption, EfsVolumeConfiguration, EnvironmentFile,
    EnvironmentFileType, EphemeralStorage, FamilyStatus, FargateSize, FirelensConfiguration,
    FirelensConfigurationType, FsxWindowsFileServerAuthorizationConfig,
    FsxWindowsFileServerVolumeConfiguration, GpuNeed, HostEntry, HostPort, HostVolumeProperties,
    InferenceAccelerator, IpcMode, IsolationMode, KernelCapabilities, KeyValuePair,
    LinuxParameters, LogConfiguration, LogDriver, MountPoint, NetworkMode, NvidiaMpsAllocation,
    OsFamily, PathStep, PidMode, PortMapping, PortRange, ProxyConfiguration,
    ProxyConfigurationType, Registration, RepositoryCredentials, ResourceRequirement, ResourceType,
    RuntimePlatform, S3FilesVolumeConfiguration, Scope, Secret, SharingStrategy, SystemControl,
    Tag, TaskDefinition, TaskDefinitionPlacementConstraint, TaskDefinitionPlacementConstraintType,
    TaskDefinitionRevision, TaskDefinitionStatus, Tmpfs, TransportProtocol,
    TrustedExecutionConfiguration, Ulimit, UlimitName, VersionConsistency, Violation, Volume,
    VolumeFrom, compatibilities, parse_task_cpu_units, parse_task_memory_mib, requires_attributes,
    violations, with_defaults,
};
pub use time::{Duration, Time};
pub use timeline::{
    BillItem, CauseLink, Causes, CommandNode, FailedRequests, NodeId, Progress, RevisionShare,
    Saving, Savings, ServiceSample, TimeBill, Timeline, TrafficSecond,
};
pub use timings::{Span, Timings};
pub use traffic::{
    Apportionment, ArrivalPattern, CutCause, DurationForm, ErrorBudget, FailureCause, FailureNote,
    Histogram, InFlight, RequestKind, RequestTime, RetriedFailures, RetryPolicy, ReturningClients,
    TargetGroupMetrics, TargetTotals, Totals, Traffic, TrafficShape, Transient,
};
pub use world::World;
