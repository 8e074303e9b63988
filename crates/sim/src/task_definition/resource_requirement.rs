//! Devices that a container needs.

use alloc::string::String;

use super::TaskDefinition;

/// One of `resourceRequirements`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceRequirement {
    /// How many, which one, or `ALL`.
    pub value: Option<String>,
    /// The kind of device.
    pub r#type: ResourceType,
    /// How a GPU is shared, instead of `value`.
    pub sharing_strategy: Option<SharingStrategy>,
}

wire_names! {
    /// `type` of a resource requirement.
    ResourceType {
        Gpu "GPU",
        InferenceAccelerator "InferenceAccelerator",
        NeuronDevice "NeuronDevice",
    }
}

/// `sharingStrategy` of a GPU.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharingStrategy {
    /// Shares it by NVIDIA's Multi-Process Service.
    pub nvidia_mps: Option<NvidiaMpsAllocation>,
}

/// `nvidiaMps`: a container's part of a shared GPU.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NvidiaMpsAllocation {
    /// Memory of the GPU in MiB.
    pub memory_mib: u32,
    /// Most of its computing power that the container may use: 1 to 100 percent.
    pub max_compute_percent: Option<u32>,
}

/// One of `inferenceAccelerators`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InferenceAccelerator {
    /// The name that a container's resource requirement uses.
    pub device_name: String,
    /// The type of accelerator.
    pub device_type: String,
}

/// How many GPUs of its instance a task takes for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GpuNeed {
    /// So many.
    Count(u32),
    /// All that the instance has, and at least one.
    All,
}

impl TaskDefinition {
    /// The GPUs that one task takes: the sum over its containers; one that is shared counts as one
    /// ([`crate::Rule::GpuReservation`]).
    pub fn gpu_need(&self) -> GpuNeed {
        let mut count: u32 = 0;
        let requirements = self
            .container_definitions
            .iter()
            .flat_map(|container| &container.resource_requirements)
            .filter(|requirement| requirement.r#type == ResourceType::Gpu);
        for requirement in requirements {
            match requirement.value.as_deref() {
                Some("ALL") => return GpuNeed::All,
                Some(number) => count = count.saturating_add(number.parse().unwrap_or(1)),
                None => count = count.saturating_add(1),
            }
        }
        GpuNeed::Count(count)
    }
}
