//! What containers on Fargate cannot have.

use alloc::format;

use super::super::super::{
    ContainerDefinition, LinuxParameters, ResourceType, TaskDefinition, UlimitName,
};
use super::super::report::Report;
use super::super::text::shown;
use super::refuse_field;
use crate::{Duration, Rule};

const TIMEOUT_MAX: Duration = Duration::from_secs(120);
const NOFILE_MAX: i64 = 1_048_576;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    report.each_container(definition, |container, report| {
        check_fields(container, report);
        if let Some(linux) = &container.linux_parameters {
            report.within_field("linuxParameters", |report| check_linux(linux, report));
        }
        check_devices(container, report);
        check_timeouts(container, report);
        check_nofile(container, report);
    });
}

fn check_fields(container: &ContainerDefinition, report: &mut Report) {
    for (field, is_present) in [
        (
            "disableNetworking",
            container.disable_networking == Some(true),
        ),
        ("privileged", container.privileged == Some(true)),
        ("dnsServers", !container.dns_servers.is_empty()),
        ("dnsSearchDomains", !container.dns_search_domains.is_empty()),
        (
            "dockerSecurityOptions",
            !container.docker_security_options.is_empty(),
        ),
    ] {
        if is_present {
            refuse_field(field, report);
        }
    }
}

fn check_linux(linux: &LinuxParameters, report: &mut Report) {
    for (field, is_present) in [
        ("devices", !linux.devices.is_empty()),
        ("sharedMemorySize", linux.shared_memory_size_mib.is_some()),
        ("tmpfs", !linux.tmpfs.is_empty()),
        ("maxSwap", linux.max_swap_mib.is_some()),
        ("swappiness", linux.swappiness.is_some()),
    ] {
        if is_present {
            refuse_field(field, report);
        }
    }
    let Some(capabilities) = &linux.capabilities else {
        return;
    };
    report.within_field("capabilities", |report| {
        report.each("add", &capabilities.add, |name, report| {
            if !matches!(name.as_str(), "SYS_PTRACE" | "CAP_SYS_PTRACE") {
                let name = shown(name);
                let message =
                    format!("Fargate adds no capability but SYS_PTRACE: leave `{name}` out.");
                report.refuse_here(Rule::FargateCapabilities, message);
            }
        });
    });
}

fn check_devices(container: &ContainerDefinition, report: &mut Report) {
    let requirements = &container.resource_requirements;
    report.each(
        "resourceRequirements",
        requirements,
        |requirement, report| {
            if requirement.r#type == ResourceType::Gpu {
                let message = "GPUs are not supported on Fargate.";
                report.refuse("type", Rule::FargateUnsupported, message);
            }
        },
    );
}

fn check_timeouts(container: &ContainerDefinition, report: &mut Report) {
    let is_long = |timeout: Option<Duration>| timeout.is_some_and(|timeout| timeout > TIMEOUT_MAX);
    if is_long(container.stop_timeout) {
        let message = "Tasks using the Fargate launch type must have a container stop timeout of less than 120 \
                       seconds.";
        report.refuse("stopTimeout", Rule::FargateStopTimeout, message);
    }
    if is_long(container.start_timeout) {
        let message = "Tasks using the Fargate launch type must have a container start timeout of at most 120 \
                       seconds.";
        report.refuse("startTimeout", Rule::FargateStartTimeout, message);
    }
}

fn check_nofile(container: &ContainerDefinition, report: &mut Report) {
    report.each("ulimits", &container.ulimits, |ulimit, report| {
        for (field, limit) in [
            ("softLimit", ulimit.soft_limit),
            ("hardLimit", ulimit.hard_limit),
        ] {
            if ulimit.name == UlimitName::Nofile && limit > NOFILE_MAX {
                let message = format!("`nofile` on Fargate is at most {NOFILE_MAX}, not {limit}.");
                report.refuse(field, Rule::FargateNofile, message);
            }
        }
    });
}
