//! Where a task definition can run: compatibilities, and the attributes that an instance must have.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{ContainerDefinition, NetworkMode, OsFamily, TaskDefinition};
use crate::instance::architecture_value;
use crate::{Attribute, Set};

const ACCOUNT_ID_LENGTH: usize = 12;

wire_names! {
    /// One of `requiresCompatibilities`.
    Compatibility {
        Ec2 "EC2",
        Fargate "FARGATE",
        External "EXTERNAL",
        ManagedInstances "MANAGED_INSTANCES",
    }
}

/// Attributes that an instance must have to run a task of this definition, each once and in order of the alphabet
/// ([`crate::Rule::RequiredAttributes`]).
pub fn requires_attributes(definition: &TaskDefinition) -> Vec<String> {
    let mut names = Set::new();
    if definition.network_mode == Some(NetworkMode::Awsvpc) {
        names.insert("ecs.capability.task-eni".to_string());
    }
    if definition.task_role_arn.is_some() {
        names.insert("com.amazonaws.ecs.capability.task-iam-role".to_string());
    }
    let has_efs = |volume: &super::Volume| volume.efs_volume_configuration.is_some();
    if definition.volumes.iter().any(has_efs) {
        names.insert("ecs.capability.efs".to_string());
    }
    for container in &definition.container_definitions {
        let has_execution_role = definition.execution_role_arn.is_some();
        container_attributes(container, has_execution_role, &mut names);
    }
    names.into_iter().collect()
}

/// What placement asks of an instance: those attributes, and the processor and operating system if the definition
/// names them ([`crate::Rule::PlatformAttributes`]).
pub(crate) fn placement_attributes(definition: &TaskDefinition) -> Vec<Attribute> {
    let platform = definition.runtime_platform.unwrap_or_default();
    let architecture = platform.cpu_architecture.map(architecture_value);
    let family = platform.operating_system_family.map(OsFamily::name);
    let named = requires_attributes(definition)
        .into_iter()
        .map(|name| (name, None));
    named
        .chain(architecture.map(|value| ("ecs.cpu-architecture".to_string(), Some(value))))
        .chain(family.map(|value| ("ecs.os-family".to_string(), Some(value))))
        .map(|(name, value)| Attribute {
            name,
            value: value.map(ToString::to_string),
        })
        .collect()
}

fn container_attributes(
    container: &ContainerDefinition,
    has_execution_role: bool,
    names: &mut Set<String>,
) {
    let mut require = |is_needed: bool, name: &str| {
        if is_needed {
            names.insert(name.to_string());
        }
    };
    let is_ordered = !container.depends_on.is_empty()
        || container.start_timeout.is_some()
        || container.stop_timeout.is_some();
    require(is_ordered, "ecs.capability.container-ordering");
    require(
        container.health_check.is_some(),
        "ecs.capability.container-health-check",
    );
    require(
        container.restart_policy.is_some(),
        "ecs.capability.container-restart-policy",
    );
    require(
        has_execution_role && is_private_ecr_image(&container.image),
        "ecs.capability.execution-role-ecr-pull",
    );
    if let Some(log) = &container.log_configuration {
        let driver = log.log_driver.name();
        require(
            true,
            &format!("com.amazonaws.ecs.capability.logging-driver.{driver}"),
        );
    }
}

/// Whether the image is in a private registry of Amazon ECR: `{account}.dkr.ecr.{region}.amazonaws.com/...`.
pub(crate) fn is_private_ecr_image(image: &str) -> bool {
    let Some((host, _)) = image.split_once('/') else {
        return false;
    };
    let Some((account, rest)) = host.split_at_checked(ACCOUNT_ID_LENGTH) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix(".dkr.ecr.") else {
        return false;
    };
    let is_account = account.bytes().all(|byte| byte.is_ascii_digit());
    let is_amazon = rest.ends_with(".amazonaws.com") || rest.ends_with(".amazonaws.com.cn");
    is_account && is_amazon
}
