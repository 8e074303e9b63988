//! Volumes, mount points and the task's own disk.

use alloc::format;

use super::super::{
    EfsAuthorizationConfigIam, EfsTransitEncryption, EfsVolumeConfiguration,
    S3FilesVolumeConfiguration, TaskDefinition, Volume,
};
use super::names::Names;
use super::report::Report;
use super::text::{is_name, shown};
use crate::Rule;

const EPHEMERAL_STORAGE_GIB_MIN: u32 = 21;
const EPHEMERAL_STORAGE_GIB_MAX: u32 = 200;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    let mut names = Names::default();
    report.each("volumes", &definition.volumes, |volume, report| {
        check_name(volume, report);
        check_kind(volume, report);
        if !volume.name.is_empty() && !names.take(&volume.name) {
            let name = shown(&volume.name);
            let message = format!("More than one volume is named `{name}`: names are unique.");
            report.refuse("name", Rule::VolumeName, message);
        }
    });
    check_launch_volumes(definition, report);
    report.each_container(definition, |container, report| {
        report.each("mountPoints", &container.mount_points, |mount, report| {
            let source = mount.source_volume.as_deref().unwrap_or("");
            if !names.contains(source) {
                let message = format!("Unknown volume '{}'.", shown(source));
                report.refuse("sourceVolume", Rule::MountPointVolume, message);
            }
        });
    });
    check_ephemeral_storage(definition, report);
}

fn check_name(volume: &Volume, report: &mut Report) {
    if volume.name.is_empty() {
        report.refuse("name", Rule::VolumeName, "A volume needs a name.");
    } else if !is_name(&volume.name) {
        let name = shown(&volume.name);
        let message = format!(
            "volume.name contains invalid characters. `{name}` is not 1 to 255 letters, digits, hyphens and \
             underscores."
        );
        report.refuse("name", Rule::VolumeName, message);
    }
}

fn check_kind(volume: &Volume, report: &mut Report) {
    let kinds = [
        volume.host.is_some(),
        volume.docker_volume_configuration.is_some(),
        volume.efs_volume_configuration.is_some(),
        volume.s3files_volume_configuration.is_some(),
        volume
            .fsx_windows_file_server_volume_configuration
            .is_some(),
        volume.configured_at_launch == Some(true),
    ];
    if kinds.iter().filter(|is_present| **is_present).count() > 1 {
        let name = shown(&volume.name);
        let message = format!("Volume `{name}` is of more than one kind.");
        report.refuse_here(Rule::VolumeKind, message);
    }
    if let Some(efs) = &volume.efs_volume_configuration {
        report.within_field("efsVolumeConfiguration", |report| check_efs(efs, report));
    }
    if let Some(s3files) = &volume.s3files_volume_configuration {
        report.within_field("s3filesVolumeConfiguration", |report| {
            check_s3files(s3files, report);
        });
    }
}

fn check_efs(efs: &EfsVolumeConfiguration, report: &mut Report) {
    if !is_file_system_id(&efs.file_system_id) {
        let id = shown(&efs.file_system_id);
        let message =
            format!("`{id}` is not a file system: write its id, such as fs-0123456789abcdef0.");
        report.refuse("fileSystemId", Rule::EfsFileSystem, message);
    }
    let Some(authorization) = &efs.authorization_config else {
        return;
    };
    let has_access_point = authorization
        .access_point_id
        .as_ref()
        .is_some_and(|id| !id.is_empty());
    if has_access_point && !is_root(efs.root_directory.as_deref()) {
        let message = "With an access point, the root directory is left out or is `/`.";
        report.refuse("rootDirectory", Rule::AccessPointRoot, message);
    }
    let is_encrypted = efs.transit_encryption == Some(EfsTransitEncryption::Enabled);
    let asks_iam = authorization.iam == Some(EfsAuthorizationConfigIam::Enabled);
    let needs_encryption = asks_iam || has_access_point;
    if needs_encryption && !is_encrypted {
        let message = "IAM authorization and access points need transitEncryption ENABLED.";
        report.refuse("transitEncryption", Rule::EfsEncryption, message);
    }
}

fn check_s3files(s3files: &S3FilesVolumeConfiguration, report: &mut Report) {
    if s3files.access_point_arn.is_some() && !is_root(s3files.root_directory.as_deref()) {
        let message = "With an access point, the root directory is left out or is `/`.";
        report.refuse("rootDirectory", Rule::AccessPointRoot, message);
    }
}

fn is_root(directory: Option<&str>) -> bool {
    matches!(directory, None | Some("" | "/"))
}

fn is_file_system_id(id: &str) -> bool {
    let is_hash = |hash: &str| {
        (8..=40).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    id.strip_prefix("fs-").is_some_and(is_hash)
}

fn check_launch_volumes(definition: &TaskDefinition, report: &mut Report) {
    let mut count = 0;
    report.each("volumes", &definition.volumes, |volume, report| {
        if volume.configured_at_launch == Some(true) {
            count += 1;
        }
        if count == 2 {
            let message = "A task has at most one volume that is configured at launch.";
            report.refuse("configuredAtLaunch", Rule::LaunchVolumesMax, message);
            count += 1;
        }
    });
}

fn check_ephemeral_storage(definition: &TaskDefinition, report: &mut Report) {
    let Some(storage) = definition.ephemeral_storage else {
        return;
    };
    let size_gib = storage.size_gib;
    if !(EPHEMERAL_STORAGE_GIB_MIN..=EPHEMERAL_STORAGE_GIB_MAX).contains(&size_gib) {
        let message = format!(
            "Ephemeral storage is {EPHEMERAL_STORAGE_GIB_MIN} to {EPHEMERAL_STORAGE_GIB_MAX} GiB, not {size_gib}."
        );
        report.within_field("ephemeralStorage", |report| {
            report.refuse("sizeInGiB", Rule::EphemeralStorageRange, message);
        });
    }
}
