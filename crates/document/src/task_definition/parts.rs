//! The tables of what containers and tasks are made of.

use crate::record::{choices, record};

record! { RepositoryCredentials {
    Acts "credentialsParameter" credentials_parameter as Required;
} }

record! { ContainerRestartPolicy {
    Acts "enabled" enabled as Required;
    Acts "ignoredExitCodes" ignored_exit_codes;
    Acts "restartAttemptPeriod" restart_attempt_period;
} }

record! { KeyValuePair {
    Kept "name" name;
    Kept "value" value;
} }

record! { EnvironmentFile {
    Kept "value" value as Required;
    Kept "type" r#type as Required;
} }

record! { LinuxParameters {
    NotSimulated "capabilities" capabilities;
    NotSimulated "devices" devices;
    Acts "initProcessEnabled" init_process_enabled;
    NotSimulated "sharedMemorySize" shared_memory_size_mib;
    NotSimulated "tmpfs" tmpfs;
    NotSimulated "maxSwap" max_swap_mib;
    NotSimulated "swappiness" swappiness;
} }

record! { KernelCapabilities {
    Kept "add" add;
    Kept "drop" drop;
} }

record! { Device {
    Kept "hostPath" host_path as Required;
    Kept "containerPath" container_path;
    Kept "permissions" permissions;
} }

record! { Tmpfs {
    Kept "containerPath" container_path as Required;
    Kept "size" size_mib as Required;
    Kept "mountOptions" mount_options;
} }

record! { Secret {
    Kept "name" name as Required;
    Acts "valueFrom" value_from as Required;
} }

record! { ContainerDependency {
    Acts "containerName" container_name as Required;
    Acts "condition" condition as Required;
} }

record! { HostEntry {
    Kept "hostname" hostname as Required;
    Kept "ipAddress" ip_address as Required;
} }

record! { Ulimit {
    Kept "name" name as Required;
    Kept "softLimit" soft_limit as Required;
    Kept "hardLimit" hard_limit as Required;
} }

record! { LogConfiguration {
    Acts "logDriver" log_driver as Required;
    Acts "options" options;
    Acts "secretOptions" secret_options;
} }

record! { SystemControl {
    Kept "namespace" namespace;
    Kept "value" value;
} }

record! { ResourceRequirement {
    Kept "value" value;
    Kept "type" r#type as Required;
    Kept "sharingStrategy" sharing_strategy;
} }

record! { SharingStrategy {
    Kept "nvidiaMps" nvidia_mps;
} }

record! { NvidiaMpsAllocation {
    Kept "memory" memory_mib as Required;
    Kept "maxComputePercent" max_compute_percent;
} }

record! { FirelensConfiguration {
    Kept "type" r#type as Required;
    Kept "options" options;
} }

record! { TaskDefinitionPlacementConstraint {
    Acts "type" r#type;
    Acts "expression" expression;
} }

record! { Tag {
    Kept "key" key;
    Kept "value" value;
} }

record! { ProxyConfiguration {
    Kept "type" r#type;
    Kept "containerName" container_name as Required;
    Kept "properties" properties;
} }

record! { InferenceAccelerator {
    Kept "deviceName" device_name as Required;
    Kept "deviceType" device_type as Required;
} }

record! { EphemeralStorage {
    Kept "sizeInGiB" size_gib as Required;
} }

record! { RuntimePlatform {
    Acts "cpuArchitecture" cpu_architecture;
    Acts "operatingSystemFamily" operating_system_family;
} }

record! { TrustedExecutionConfiguration {
    Kept "isolationMode" isolation_mode as Required;
    Kept "attestationPolicy" attestation_policy;
} }

choices! {
    ApplicationProtocol "application protocol";
    Compatibility "compatibility";
    ContainerCondition "dependency condition";
    CpuArchitecture "processor architecture";
    DeviceCgroupPermission "device permission";
    EnvironmentFileType "type of environment file";
    FirelensConfigurationType "type of log router";
    IpcMode "ipcMode";
    IsolationMode "isolation mode";
    LogDriver "log driver";
    NetworkMode "network mode";
    OsFamily "operating system family";
    PidMode "pidMode";
    ProxyConfigurationType "type of proxy";
    ResourceType "type of resource";
    TaskDefinitionPlacementConstraintType "type of placement constraint";
    TransportProtocol "protocol";
    UlimitName "ulimit";
    VersionConsistency "version consistency";
}
