//! The tables of volumes and of how containers mount them.

use crate::record::{choices, record};

record! { Volume {
    Kept "name" name;
    Kept "host" host;
    Kept "dockerVolumeConfiguration" docker_volume_configuration;
    Kept "efsVolumeConfiguration" efs_volume_configuration;
    Kept "s3filesVolumeConfiguration" s3files_volume_configuration;
    Kept "fsxWindowsFileServerVolumeConfiguration" fsx_windows_file_server_volume_configuration;
    Kept "configuredAtLaunch" configured_at_launch;
} }

record! { HostVolumeProperties {
    Kept "sourcePath" source_path;
} }

record! { DockerVolumeConfiguration {
    Kept "scope" scope;
    Kept "autoprovision" autoprovision;
    Kept "driver" driver;
    Kept "driverOpts" driver_opts;
    Kept "labels" labels;
} }

record! { EfsVolumeConfiguration {
    Kept "fileSystemId" file_system_id as Required;
    Kept "rootDirectory" root_directory;
    Kept "transitEncryption" transit_encryption;
    Kept "transitEncryptionPort" transit_encryption_port;
    Kept "authorizationConfig" authorization_config;
} }

record! { EfsAuthorizationConfig {
    Kept "accessPointId" access_point_id;
    Kept "iam" iam;
} }

record! { S3FilesVolumeConfiguration {
    Kept "fileSystemArn" file_system_arn as Required;
    Kept "rootDirectory" root_directory;
    Kept "transitEncryptionPort" transit_encryption_port;
    Kept "accessPointArn" access_point_arn;
} }

record! { FsxWindowsFileServerVolumeConfiguration {
    Kept "fileSystemId" file_system_id as Required;
    Kept "rootDirectory" root_directory as Required;
    Kept "authorizationConfig" authorization_config as Required;
} }

record! { FsxWindowsFileServerAuthorizationConfig {
    Kept "credentialsParameter" credentials_parameter as Required;
    Kept "domain" domain as Required;
} }

record! { MountPoint {
    Kept "sourceVolume" source_volume;
    Kept "containerPath" container_path;
    Kept "readOnly" read_only;
} }

record! { VolumeFrom {
    Kept "sourceContainer" source_container;
    Kept "readOnly" read_only;
} }

choices! {
    EfsAuthorizationConfigIam "IAM authorization";
    EfsTransitEncryption "transit encryption";
    Scope "scope of a Docker volume";
}
