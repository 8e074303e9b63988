//! The core of ECS Playground: Amazon ECS as a deterministic state machine.
#![no_std]

extern crate alloc;

mod rejection;
mod rules;
mod task_definition;
mod time;

pub use rejection::{Exception, Rejection};
pub use rules::{Rule, RuleEntry, Standing};
pub use task_definition::{
    ApplicationProtocol, Compatibility, ContainerCondition, ContainerDefinition,
    ContainerDependency, ContainerHealthCheck, ContainerRestartPolicy, CpuArchitecture, Device,
    DeviceCgroupPermission, DockerVolumeConfiguration, EfsAuthorizationConfig,
    EfsAuthorizationConfigIam, EfsTransitEncryption, EfsVolumeConfiguration, EnvironmentFile,
    EnvironmentFileType, EphemeralStorage, FargateSize, FirelensConfiguration,
    FirelensConfigurationType, FsxWindowsFileServerAuthorizationConfig,
    FsxWindowsFileServerVolumeConfiguration, HostEntry, HostPort, HostVolumeProperties,
    InferenceAccelerator, IpcMode, IsolationMode, KernelCapabilities, KeyValuePair,
    LinuxParameters, LogConfiguration, LogDriver, MountPoint, NetworkMode, NvidiaMpsAllocation,
    OsFamily, PathStep, PidMode, PortMapping, PortRange, ProxyConfiguration,
    ProxyConfigurationType, RepositoryCredentials, ResourceRequirement, ResourceType,
    RuntimePlatform, S3FilesVolumeConfiguration, Scope, Secret, SharingStrategy, SystemControl,
    Tag, TaskDefinition, TaskDefinitionPlacementConstraint, TaskDefinitionPlacementConstraintType,
    TaskDefinitionRevision, TaskDefinitionStatus, Tmpfs, TransportProtocol,
    TrustedExecutionConfiguration, Ulimit, UlimitName, VersionConsistency, Violation, Volume,
    VolumeFrom, compatibilities, parse_task_cpu_units, parse_task_memory_mib, requires_attributes,
    violations, with_defaults,
};
pub use time::{Duration, Time};
