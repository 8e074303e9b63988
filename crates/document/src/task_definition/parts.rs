//! The tables of what containers and tasks are made of.

use crate::record::{choices, record};

record! { RepositoryCredentials {
    Kept "credentialsParameter" credentials_parameter;
} }

record! { ContainerRestartPolicy {
    Kept "enabled" enabled;
    Kept "ignoredExitCodes" ignored_exit_codes;
    Kept "restartAttemptPeriod" restart_attempt_period;
} }

record! { KeyValuePair {
    Kept "name" name or String::new();
    Kept "value" value or String::new();
} }

record! { EnvironmentFile {
    Kept "value" value;
    Kept "type" r#type;
} }

record! { LinuxParameters {
    Kept "capabilities" capabilities;
    Kept "devices" devices;
    Kept "initProcessEnabled" init_process_enabled;
    Kept "sharedMemorySize" shared_memory_size_mib;
    Kept "tmpfs" tmpfs;
    Kept "maxSwap" max_swap_mib;
    Kept "swappiness" swappiness;
} }

record! { KernelCapabilities {
    Kept "add" add;
    Kept "drop" drop;
} }

record! { Device {
    Kept "hostPath" host_path;
    Kept "containerPath" container_path;
    Kept "permissions" permissions;
} }

record! { Tmpfs {
    Kept "containerPath" container_path;
    Kept "size" size_mib;
    Kept "mountOptions" mount_options;
} }

record! { Secret {
    Kept "name" name;
    Kept "valueFrom" value_from;
} }

record! { ContainerDependency {
    Kept "containerName" container_name;
    Kept "condition" condition;
} }

record! { HostEntry {
    Kept "hostname" hostname;
    Kept "ipAddress" ip_address;
} }

record! { Ulimit {
    Kept "name" name;
    Kept "softLimit" soft_limit;
    Kept "hardLimit" hard_limit;
} }

record! { LogConfiguration {
    Kept "logDriver" log_driver;
    Kept "options" options;
    Kept "secretOptions" secret_options;
} }

record! { SystemControl {
    Kept "namespace" namespace;
    Kept "value" value;
} }

record! { ResourceRequirement {
    Kept "value" value;
    Kept "type" r#type;
    Kept "sharingStrategy" sharing_strategy;
} }

record! { SharingStrategy {
    Kept "nvidiaMps" nvidia_mps;
} }

record! { NvidiaMpsAllocation {
    Kept "memory" memory_mib;
    Kept "maxComputePercent" max_compute_percent;
} }

record! { FirelensConfiguration {
    Kept "type" r#type;
    Kept "options" options;
} }

record! { TaskDefinitionPlacementConstraint {
    Kept "type" r#type;
    Kept "expression" expression;
} }

record! { Tag {
    Kept "key" key or String::new();
    Kept "value" value or String::new();
} }

record! { ProxyConfiguration {
    Kept "type" r#type;
    Kept "containerName" container_name;
    Kept "properties" properties;
} }

record! { InferenceAccelerator {
    Kept "deviceName" device_name;
    Kept "deviceType" device_type;
} }

record! { EphemeralStorage {
    Kept "sizeInGiB" size_gib;
} }

record! { RuntimePlatform {
    NotSimulated "cpuArchitecture" cpu_architecture;
    NotSimulated "operatingSystemFamily" operating_system_family;
} }

record! { TrustedExecutionConfiguration {
    Kept "isolationMode" isolation_mode;
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
