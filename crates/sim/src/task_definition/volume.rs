//! Volumes of a task, and how its containers mount them.

use alloc::string::String;

use crate::Map;

/// One of `volumes`; which field is present says what kind it is, none means an empty directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Volume {
    /// What mount points call it: at most 255 of `[A-Za-z0-9_-]`.
    pub name: String,
    /// A directory of the instance.
    pub host: Option<HostVolumeProperties>,
    /// A volume that Docker keeps.
    pub docker_volume_configuration: Option<DockerVolumeConfiguration>,
    /// A file system of Amazon EFS.
    pub efs_volume_configuration: Option<EfsVolumeConfiguration>,
    /// A file system of Amazon S3 Files.
    pub s3files_volume_configuration: Option<S3FilesVolumeConfiguration>,
    /// A file share of Amazon FSx for Windows.
    pub fsx_windows_file_server_volume_configuration:
        Option<FsxWindowsFileServerVolumeConfiguration>,
    /// Whether the service or task says what it is (Amazon EBS); absent is false.
    pub configured_at_launch: Option<bool>,
}

/// `host` of a volume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostVolumeProperties {
    /// The directory on the instance; absent is an empty one that goes with the task.
    pub source_path: Option<String>,
}

/// `dockerVolumeConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DockerVolumeConfiguration {
    /// Whether it goes with the task; absent is `task`.
    pub scope: Option<Scope>,
    /// Whether a shared volume is created if it is missing; absent is false.
    pub autoprovision: Option<bool>,
    /// Docker's volume driver; absent is `local`.
    pub driver: Option<String>,
    /// Options of the driver by name.
    pub driver_opts: Map<String, String>,
    /// Labels by name.
    pub labels: Map<String, String>,
}

wire_names! {
    /// `scope` of a Docker volume.
    Scope {
        /// Goes with the task.
        Task "task",
        /// Stays on the instance.
        Shared "shared",
    }
}

/// `efsVolumeConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EfsVolumeConfiguration {
    /// `fs-` and hexadecimal digits.
    pub file_system_id: String,
    /// The directory to mount; absent is `/`.
    pub root_directory: Option<String>,
    /// Whether data is encrypted on its way; absent is disabled.
    pub transit_encryption: Option<EfsTransitEncryption>,
    /// The port for it.
    pub transit_encryption_port: Option<u16>,
    /// Who may mount it.
    pub authorization_config: Option<EfsAuthorizationConfig>,
}

wire_names! {
    /// `transitEncryption`.
    EfsTransitEncryption {
        Enabled "ENABLED",
        Disabled "DISABLED",
    }
}

/// `authorizationConfig` of an EFS volume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EfsAuthorizationConfig {
    /// The access point, which then fixes the root directory.
    pub access_point_id: Option<String>,
    /// Whether the task role must allow the mount; absent is disabled.
    pub iam: Option<EfsAuthorizationConfigIam>,
}

wire_names! {
    /// `iam` of an EFS volume.
    EfsAuthorizationConfigIam {
        Enabled "ENABLED",
        Disabled "DISABLED",
    }
}

/// `s3filesVolumeConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct S3FilesVolumeConfiguration {
    /// The file system.
    pub file_system_arn: String,
    /// The directory to mount; absent is `/`.
    pub root_directory: Option<String>,
    /// The port for encrypted data.
    pub transit_encryption_port: Option<u16>,
    /// The access point, which then fixes the root directory.
    pub access_point_arn: Option<String>,
}

/// `fsxWindowsFileServerVolumeConfiguration`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FsxWindowsFileServerVolumeConfiguration {
    /// The file system.
    pub file_system_id: String,
    /// The directory to mount.
    pub root_directory: String,
    /// Who may mount it.
    pub authorization_config: FsxWindowsFileServerAuthorizationConfig,
}

/// `authorizationConfig` of an FSx volume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FsxWindowsFileServerAuthorizationConfig {
    /// The ARN of the secret or parameter with the credentials.
    pub credentials_parameter: String,
    /// The Active Directory domain.
    pub domain: String,
}

/// One of `mountPoints`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MountPoint {
    /// The name of the volume.
    pub source_volume: Option<String>,
    /// Where the container sees it.
    pub container_path: Option<String>,
    /// Whether the container may only read; absent is false.
    pub read_only: Option<bool>,
}

/// One of `volumesFrom`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VolumeFrom {
    /// The container whose volumes are mounted.
    pub source_container: Option<String>,
    /// Whether this container may only read; absent is false.
    pub read_only: Option<bool>,
}
