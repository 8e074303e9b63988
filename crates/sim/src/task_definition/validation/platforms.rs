//! What each place to run refuses, and so where a definition can run.

use alloc::format;
use alloc::vec::Vec;

use super::super::{Compatibility, NetworkMode, OsFamily, TaskDefinition};
use super::report::Report;
use super::{fargate, sizes};
use crate::Rule;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    let required = &definition.requires_compatibilities;
    let is_on_instances = |place: &Compatibility| *place != Compatibility::Fargate;
    if required.is_empty() || required.iter().any(is_on_instances) {
        sizes::check_containers_have_memory(definition, report);
    }
    for place in Compatibility::ALL {
        if definition.requires(*place) {
            check_place(*place, definition, report);
        }
    }
    check_windows(definition, report);
}

/// The places where a definition without violations can run, whether it asks for them or not
/// ([`Rule::Compatibilities`]).
pub fn compatibilities(definition: &TaskDefinition) -> Vec<Compatibility> {
    let can_run = |place: &Compatibility| {
        let mut report = Report::default();
        if *place != Compatibility::Fargate {
            sizes::check_containers_have_memory(definition, &mut report);
        }
        check_place(*place, definition, &mut report);
        report.is_empty()
    };
    [
        Compatibility::Ec2,
        Compatibility::Fargate,
        Compatibility::External,
    ]
    .into_iter()
    .filter(can_run)
    .collect()
}

fn check_place(place: Compatibility, definition: &TaskDefinition, report: &mut Report) {
    let mode = definition.network_mode;
    match place {
        Compatibility::Ec2 => {}
        Compatibility::Fargate => fargate::check(definition, report),
        Compatibility::External if mode == Some(NetworkMode::Awsvpc) => {
            let message = "External instances do not support network mode 'awsvpc'.";
            report.refuse("networkMode", Rule::ExternalNetworkMode, message);
        }
        Compatibility::External => check_no_service_connect(definition, report),
        Compatibility::ManagedInstances => {
            let is_supported = matches!(mode, Some(NetworkMode::Awsvpc | NetworkMode::Host));
            if !is_supported {
                let message = "Managed Instances support network modes 'awsvpc' and 'host'.";
                report.refuse("networkMode", Rule::ManagedInstancesNetworkMode, message);
            }
        }
    }
}

/// Named ports are for Service Connect, which external instances do not have.
fn check_no_service_connect(definition: &TaskDefinition, report: &mut Report) {
    report.each_container(definition, |container, report| {
        report.each(
            "portMappings",
            &container.port_mappings,
            |mapping, report| {
                if mapping.name.is_some() {
                    let message = "External instances do not support named ports.";
                    report.refuse("name", Rule::ExternalNetworkMode, message);
                }
            },
        );
    });
}

fn check_windows(definition: &TaskDefinition, report: &mut Report) {
    let platform = definition.runtime_platform.unwrap_or_default();
    let is_windows = platform
        .operating_system_family
        .is_some_and(OsFamily::is_windows);
    if is_windows
        && let Some(mode @ (NetworkMode::Bridge | NetworkMode::Host | NetworkMode::None)) =
            definition.network_mode
    {
        let mode = mode.name();
        let message = format!(
            "Windows does not support network mode '{mode}': use 'awsvpc', or leave it out for Docker's nat."
        );
        report.refuse("networkMode", Rule::WindowsNetworkMode, message);
    }
}
