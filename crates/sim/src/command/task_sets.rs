//! What is asked of task sets.

use alloc::string::String;
use alloc::vec::Vec;

use super::LoadBalancerInput;
use crate::{CapacityProviderStrategyItem, DeploymentId, LaunchType, ServiceId, Zone};

/// What is asked of the task sets of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskSetCommand {
    /// `CreateTaskSet`.
    Create(CreateTaskSet),
    /// `UpdateTaskSet`.
    Update {
        /// `service`.
        service: ServiceId,
        /// `taskSet`.
        task_set: DeploymentId,
        /// `scale`, in tenths of a percent of the desired count.
        scale_tenths: u32,
    },
    /// `UpdateServicePrimaryTaskSet`.
    UpdatePrimary {
        /// `service`.
        service: ServiceId,
        /// `primaryTaskSet`.
        task_set: DeploymentId,
    },
    /// `DeleteTaskSet`.
    Delete {
        /// `service`.
        service: ServiceId,
        /// `taskSet`.
        task_set: DeploymentId,
        /// `force`: needed while it is scaled above nothing, or PRIMARY.
        force: bool,
    },
}

/// The input of `CreateTaskSet`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateTaskSet {
    /// `service`.
    pub service: ServiceId,
    /// `taskDefinition`: `family` or `family:revision`.
    pub task_definition: String,
    /// `externalId`.
    pub external_id: Option<String>,
    /// `loadBalancers`.
    pub load_balancers: Vec<LoadBalancerInput>,
    /// The zones of `networkConfiguration`'s subnets; needed in awsvpc mode.
    pub subnet_zones: Vec<Zone>,
    /// `launchType`.
    pub launch_type: LaunchType,
    /// `capacityProviderStrategy`: Fargate's providers, in place of a launch type; the launch type is FARGATE then.
    pub capacity_provider_strategy: Vec<CapacityProviderStrategyItem>,
    /// `scale`, in tenths of a percent of the desired count.
    pub scale_tenths: u32,
}

impl CreateTaskSet {
    /// A whole task set of this definition on EC2, without a load balancer.
    pub fn of(service: ServiceId, task_definition: &str) -> Self {
        Self {
            service,
            task_definition: String::from(task_definition),
            external_id: None,
            load_balancers: Vec::new(),
            subnet_zones: Vec::new(),
            launch_type: LaunchType::Ec2,
            capacity_provider_strategy: Vec::new(),
            scale_tenths: 1_000,
        }
    }
}
