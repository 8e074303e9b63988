//! Task definitions as AWS's `RegisterTaskDefinition` takes them, their families and revisions.

mod container_definition;
mod container_health_check;
mod dependency;
mod environment;
mod family;
mod linux_parameters;
mod log_configuration;
mod networking;
mod placement;
mod port_mapping;
mod requests;
mod requirements;
mod resource_requirement;
mod revision;
mod runtime;
mod size;
mod validation;
mod volume;

use alloc::string::String;
use alloc::vec::Vec;

pub use container_definition::{ContainerDefinition, ContainerRestartPolicy, VersionConsistency};
pub use container_health_check::ContainerHealthCheck;
pub use dependency::{ContainerCondition, ContainerDependency};
pub use environment::{
    EnvironmentFile, EnvironmentFileType, HostEntry, KeyValuePair, RepositoryCredentials, Secret,
    Tag,
};
pub(crate) use family::Family;
pub use family::{FamilyStatus, Registration};
pub use linux_parameters::{
    Device, DeviceCgroupPermission, KernelCapabilities, LinuxParameters, SystemControl, Tmpfs,
    Ulimit, UlimitName,
};
pub use log_configuration::{
    FirelensConfiguration, FirelensConfigurationType, LogConfiguration, LogDriver,
};
pub use networking::{HostPort, NetworkMode, ProxyConfiguration, ProxyConfigurationType};
pub use placement::{TaskDefinitionPlacementConstraint, TaskDefinitionPlacementConstraintType};
pub use port_mapping::{ApplicationProtocol, PortMapping, PortRange, TransportProtocol};
pub use requirements::{Compatibility, requires_attributes};
pub(crate) use requirements::{is_private_ecr_image, placement_attributes};
pub use resource_requirement::{
    GpuNeed, InferenceAccelerator, NvidiaMpsAllocation, ResourceRequirement, ResourceType,
    SharingStrategy,
};
pub use revision::{TaskDefinitionRevision, TaskDefinitionStatus, with_defaults};
pub use runtime::{
    CpuArchitecture, EphemeralStorage, IpcMode, IsolationMode, OsFamily, PidMode, RuntimePlatform,
    TrustedExecutionConfiguration,
};
pub use size::{FargateSize, parse_task_cpu_units, parse_task_memory_mib};
pub use validation::{PathStep, Violation, compatibilities, violations};
pub use volume::{
    DockerVolumeConfiguration, EfsAuthorizationConfig, EfsAuthorizationConfigIam,
    EfsTransitEncryption, EfsVolumeConfiguration, FsxWindowsFileServerAuthorizationConfig,
    FsxWindowsFileServerVolumeConfiguration, HostVolumeProperties, MountPoint,
    S3FilesVolumeConfiguration, Scope, Volume, VolumeFrom,
};

/// The input of `RegisterTaskDefinition`: what a person writes. Absent stays absent; [`TaskDefinitionRevision`] holds
/// the form with AWS's defaults filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskDefinition {
    /// The name that all revisions share: at most 255 of `[A-Za-z0-9_-]`.
    pub family: String,
    /// The role that the application in the containers may use.
    pub task_role_arn: Option<String>,
    /// The role with which Amazon ECS pulls images, reads secrets and writes logs.
    pub execution_role_arn: Option<String>,
    /// How containers reach the network; see [`TaskDefinition::effective_network_mode`] for what absent means.
    pub network_mode: Option<NetworkMode>,
    /// The containers of one task, at least one and at most 10.
    pub container_definitions: Vec<ContainerDefinition>,
    /// What containers can mount.
    pub volumes: Vec<Volume>,
    /// Which instances may run it, beside what the task or service itself asks.
    pub placement_constraints: Vec<TaskDefinitionPlacementConstraint>,
    /// Where the definition must be able to run; empty asks nothing.
    pub requires_compatibilities: Vec<Compatibility>,
    /// CPU units of the whole task (1,024 are one vCPU).
    pub cpu_units: Option<u32>,
    /// Memory of the whole task in MiB.
    pub memory_mib: Option<u32>,
    /// Labels for people and their bills.
    pub tags: Vec<Tag>,
    /// Whose processes the containers see.
    pub pid_mode: Option<PidMode>,
    /// Whose shared memory and semaphores the containers see.
    pub ipc_mode: Option<IpcMode>,
    /// The container that all traffic passes through (App Mesh).
    pub proxy_configuration: Option<ProxyConfiguration>,
    /// Elastic Inference accelerators that containers can use.
    pub inference_accelerators: Vec<InferenceAccelerator>,
    /// Disk of the task on Fargate; absent is 20 GiB.
    pub ephemeral_storage: Option<EphemeralStorage>,
    /// Operating system and processor.
    pub runtime_platform: Option<RuntimePlatform>,
    /// Whether faults may be injected into the task; absent is false.
    pub enable_fault_injection: Option<bool>,
    /// How far the task is kept from other tasks of its instance (Managed Instances).
    pub trusted_execution_configuration: Option<TrustedExecutionConfiguration>,
}

impl TaskDefinition {
    /// The container of this name.
    pub fn container(&self, name: &str) -> Option<&ContainerDefinition> {
        self.container_definitions
            .iter()
            .find(|container| container.name == name)
    }

    /// Whether `requiresCompatibilities` asks that it can run there.
    pub fn requires(&self, compatibility: Compatibility) -> bool {
        self.requires_compatibilities.contains(&compatibility)
    }
}
