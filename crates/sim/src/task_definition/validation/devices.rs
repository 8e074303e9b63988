//! Devices that containers need, and how they use swap.

use alloc::format;

use super::super::{ContainerDefinition, ResourceRequirement, ResourceType, TaskDefinition};
use super::report::Report;
use crate::Rule;

const SWAPPINESS_MAX: u32 = 100;
const COMPUTE_PERCENT_MAX: u32 = 100;
const ALL: &str = "ALL";

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    report.each_container(definition, |container, report| {
        check_swappiness(container, report);
        report.each(
            "resourceRequirements",
            &container.resource_requirements,
            |requirement, report| check_requirement(requirement, definition, report),
        );
    });
}

fn check_swappiness(container: &ContainerDefinition, report: &mut Report) {
    let linux = container.linux_parameters.as_ref();
    if linux
        .and_then(|linux| linux.swappiness)
        .is_some_and(|swappiness| swappiness > SWAPPINESS_MAX)
    {
        let message = format!("`swappiness` is 0 to {SWAPPINESS_MAX}.");
        report.within_field("linuxParameters", |report| {
            report.refuse("swappiness", Rule::Swappiness, message);
        });
    }
}

fn check_requirement(
    requirement: &ResourceRequirement,
    definition: &TaskDefinition,
    report: &mut Report,
) {
    let is_gpu = requirement.r#type == ResourceType::Gpu;
    let value = requirement.value.as_deref().unwrap_or("");
    match &requirement.sharing_strategy {
        Some(_) if !is_gpu || !value.is_empty() => {
            let message = "A sharing strategy is for a GPU, instead of a value.";
            report.refuse("sharingStrategy", Rule::ResourceRequirement, message);
        }
        Some(strategy) => {
            let percent = strategy.nvidia_mps.as_ref();
            let percent = percent.and_then(|share| share.max_compute_percent);
            if percent.is_some_and(|percent| !(1..=COMPUTE_PERCENT_MAX).contains(&percent)) {
                let message = format!("`maxComputePercent` is 1 to {COMPUTE_PERCENT_MAX}.");
                report.refuse("sharingStrategy", Rule::ResourceRequirement, message);
            }
        }
        None => check_value(requirement.r#type, value, definition, report),
    }
}

fn check_value(
    r#type: ResourceType,
    value: &str,
    definition: &TaskDefinition,
    report: &mut Report,
) {
    let (is_valid, message) = match r#type {
        ResourceType::Gpu => {
            let is_count = value.parse::<u32>().is_ok_and(|count| count > 0);
            let message = "The value of a GPU is how many, or ALL.";
            (is_count || value == ALL, message)
        }
        ResourceType::NeuronDevice => (value == ALL, "The value of a NeuronDevice is ALL."),
        ResourceType::InferenceAccelerator => {
            let accelerators = &definition.inference_accelerators;
            let is_known = accelerators.iter().any(|known| known.device_name == value);
            let message = "The value of an InferenceAccelerator is the deviceName of one that the task definition has.";
            (is_known, message)
        }
    };
    if !is_valid {
        report.refuse("value", Rule::ResourceRequirement, message);
    }
}
