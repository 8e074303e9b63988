//! One container of a task definition.

use alloc::string::String;
use alloc::vec::Vec;

use super::{
    ContainerDependency, ContainerHealthCheck, EnvironmentFile, FirelensConfiguration, HostEntry,
    KeyValuePair, LinuxParameters, LogConfiguration, LogDriver, MountPoint, PortMapping,
    RepositoryCredentials, ResourceRequirement, Secret, SystemControl, Ulimit, VolumeFrom,
};
use crate::Duration;
use crate::Map;

/// One of `containerDefinitions`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContainerDefinition {
    /// Unique in its task definition: at most 255 of `[A-Za-z0-9_-]`.
    pub name: String,
    /// What to run; how it behaves is in the simulated registry.
    pub image: String,
    /// How to sign in to the registry of the image.
    pub repository_credentials: Option<RepositoryCredentials>,
    /// CPU units reserved for this container; absent is 0.
    pub cpu_units: Option<u32>,
    /// Hard memory limit in MiB: passing it kills the container.
    pub memory_mib: Option<u32>,
    /// Soft memory limit in MiB: what placement reserves.
    pub memory_reservation_mib: Option<u32>,
    /// Docker links, each `name` or `name:alias`.
    pub links: Vec<String>,
    /// Ports that the container listens on.
    pub port_mappings: Vec<PortMapping>,
    /// If it stops, the whole task stops; absent is true.
    pub essential: Option<bool>,
    /// Whether an exit restarts the container without stopping the task.
    pub restart_policy: Option<ContainerRestartPolicy>,
    /// Replaces the image's `ENTRYPOINT`.
    pub entry_point: Vec<String>,
    /// Replaces the image's `CMD`.
    pub command: Vec<String>,
    /// Environment variables.
    pub environment: Vec<KeyValuePair>,
    /// Files of environment variables; `environment` wins over them.
    pub environment_files: Vec<EnvironmentFile>,
    /// Volumes of the task that this container mounts.
    pub mount_points: Vec<MountPoint>,
    /// Other containers whose volumes this container mounts too.
    pub volumes_from: Vec<VolumeFrom>,
    /// What only Linux has.
    pub linux_parameters: Option<LinuxParameters>,
    /// Environment variables whose values are read from a secret store.
    pub secrets: Vec<Secret>,
    /// Other containers that this one waits for.
    pub depends_on: Vec<ContainerDependency>,
    /// Time that a dependency on this container may wait for its condition.
    pub start_timeout: Option<Duration>,
    /// Time between SIGTERM and SIGKILL; absent is 30 s.
    pub stop_timeout: Option<Duration>,
    /// Whether the tasks of one deployment run one digest of the image; absent is enabled.
    pub version_consistency: Option<VersionConsistency>,
    /// The name that the container gives itself.
    pub hostname: Option<String>,
    /// The user that it runs as.
    pub user: Option<String>,
    /// The directory that it starts in.
    pub working_directory: Option<String>,
    /// Whether it has no network at all; absent is false.
    pub disable_networking: Option<bool>,
    /// Whether it may do all that root of the instance may; absent is false.
    pub privileged: Option<bool>,
    /// Whether its own file system is read-only; absent is false.
    pub readonly_root_filesystem: Option<bool>,
    /// Name servers.
    pub dns_servers: Vec<String>,
    /// Domains tried for short names.
    pub dns_search_domains: Vec<String>,
    /// Lines for `/etc/hosts`.
    pub extra_hosts: Vec<HostEntry>,
    /// SELinux, AppArmor and credential specifications.
    pub docker_security_options: Vec<String>,
    /// Whether standard input stays open; absent is false.
    pub interactive: Option<bool>,
    /// Whether it has a terminal; absent is false.
    pub pseudo_terminal: Option<bool>,
    /// Docker's labels by name.
    pub docker_labels: Map<String, String>,
    /// Limits of the operating system.
    pub ulimits: Vec<Ulimit>,
    /// Where its output goes.
    pub log_configuration: Option<LogConfiguration>,
    /// A command run in the container to tell whether it is healthy.
    pub health_check: Option<ContainerHealthCheck>,
    /// Kernel parameters of the container.
    pub system_controls: Vec<SystemControl>,
    /// GPUs and other devices that it needs.
    pub resource_requirements: Vec<ResourceRequirement>,
    /// Makes this container the log router of the task.
    pub firelens_configuration: Option<FirelensConfiguration>,
    /// Credential specification files (gMSA).
    pub credential_specs: Vec<String>,
}

/// `restartPolicy`: whether an exit restarts the container in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerRestartPolicy {
    /// Whether it applies at all.
    pub enabled: bool,
    /// Exit codes that are final, at most 50.
    pub ignored_exit_codes: Vec<i32>,
    /// A container that ran shorter than this is not restarted: 60 to 1,800 s; absent is 300 s.
    pub restart_attempt_period: Option<Duration>,
}

wire_names! {
    /// `versionConsistency`.
    VersionConsistency {
        /// The first task of a deployment fixes the digest for all.
        Enabled "enabled",
        /// Every task resolves the tag anew.
        Disabled "disabled",
    }
}

impl ContainerDefinition {
    /// Whether the task stops when this container does.
    pub fn is_essential(&self) -> bool {
        self.essential.unwrap_or(true)
    }

    /// `valueFrom` of all that is read before it starts: its secrets, those of its log, and those that sign in to its
    /// registry.
    pub fn secrets_read(&self) -> impl Iterator<Item = &str> {
        let log = self.log_configuration.iter();
        let options = log.flat_map(|log| &log.secret_options);
        let secrets = self.secrets.iter().chain(options);
        let credentials = self.repository_credentials.iter();
        secrets
            .map(|secret| secret.value_from.as_str())
            .chain(credentials.map(|credentials| credentials.credentials_parameter.as_str()))
    }

    /// The log group of Amazon CloudWatch Logs that it writes to.
    pub fn log_group(&self) -> Option<&str> {
        let log = self.log_configuration.as_ref()?;
        let is_awslogs = log.log_driver == LogDriver::Awslogs;
        let group = log.options.get("awslogs-group").filter(|_| is_awslogs)?;
        Some(group)
    }
}
