//! What Fargate asks for, and what it does not take.

mod containers;
mod logs;

use alloc::format;
use alloc::string::String;

use super::super::{FargateSize, NetworkMode, OsFamily, PidMode, TaskDefinition, Volume};
use super::report::Report;
use crate::Rule;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    check_network_mode(definition, report);
    check_size(definition, report);
    check_task(definition, report);
    containers::check(definition, report);
    logs::check(definition, report);
    report.each("volumes", &definition.volumes, check_volume);
}

fn check_network_mode(definition: &TaskDefinition, report: &mut Report) {
    if definition.network_mode != Some(NetworkMode::Awsvpc) {
        let message = "Fargate only supports network mode ‘awsvpc’.";
        report.refuse("networkMode", Rule::FargateNetworkMode, message);
    }
}

fn check_size(definition: &TaskDefinition, report: &mut Report) {
    for (field, amount, rule) in [
        ("cpu", definition.cpu_units, Rule::FargateNeedsCpu),
        ("memory", definition.memory_mib, Rule::FargateNeedsMemory),
    ] {
        if amount.is_none() {
            let message = format!("Fargate requires that '{field}' be defined at the task level.");
            report.refuse(field, rule, message);
        }
    }
    let (Some(cpu_units), Some(memory_mib)) = (definition.cpu_units, definition.memory_mib) else {
        return;
    };
    let size = FargateSize::with_cpu_units(cpu_units)
        .filter(|size| size.is_for_windows || !is_windows(definition));
    let is_offered = size.is_some_and(|size| size.memories_mib().any(|offer| offer == memory_mib));
    if !is_offered {
        let field = if size.is_some() { "memory" } else { "cpu" };
        let message = format!(
            "No Fargate configuration exists for given values: {cpu_units} CPU, {memory_mib} memory. See the Amazon \
             ECS documentation for the valid values."
        );
        report.refuse(field, Rule::FargateTaskSize, message);
    }
}

fn is_windows(definition: &TaskDefinition) -> bool {
    let platform = definition.runtime_platform.unwrap_or_default();
    platform
        .operating_system_family
        .is_some_and(OsFamily::is_windows)
}

fn check_task(definition: &TaskDefinition, report: &mut Report) {
    if let Some(mode) = definition.pid_mode
        && mode != PidMode::Task
    {
        let mode = mode.name();
        let message = format!(
            "Tasks using the Fargate launch type do not support pidMode '{mode}'. The supported value for pidMode is \
             'task'."
        );
        report.refuse("pidMode", Rule::FargatePidMode, message);
    }
    if definition.ipc_mode.is_some() {
        let message = "Tasks using the Fargate launch type do not support ipcMode.";
        report.refuse("ipcMode", Rule::FargateUnsupported, message);
    }
    if !definition.placement_constraints.is_empty() {
        refuse_field("placementConstraints", report);
    }
}

fn unsupported(field: &str) -> String {
    format!("Fargate compatible task definitions do not support {field}")
}

/// Refuses a field that Fargate does not know.
fn refuse_field(field: &'static str, report: &mut Report) {
    report.refuse(field, Rule::FargateUnsupported, unsupported(field));
}

fn check_volume(volume: &Volume, report: &mut Report) {
    let has_source_path = volume.host.as_ref().is_some_and(|host| {
        host.source_path
            .as_ref()
            .is_some_and(|path| !path.is_empty())
    });
    if has_source_path {
        let message = unsupported("sourcePath");
        report.within_field("host", |report| {
            report.refuse("sourcePath", Rule::FargateVolumes, message);
        });
    }
    for (field, is_present) in [
        (
            "dockerVolumeConfiguration",
            volume.docker_volume_configuration.is_some(),
        ),
        (
            "fsxWindowsFileServerVolumeConfiguration",
            volume
                .fsx_windows_file_server_volume_configuration
                .is_some(),
        ),
    ] {
        if is_present {
            report.refuse(field, Rule::FargateVolumes, unsupported(field));
        }
    }
}
