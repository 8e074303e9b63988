//! The inputs of `RunTask` and `StartTask`.

use alloc::string::String;
use alloc::vec::Vec;

use crate::{
    CapacityProviderStrategyItem, ClusterId, InstanceId, KeyValuePair, LaunchType,
    PlacementConstraint, PlacementStrategy, Zone,
};

/// The input of `RunTask`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunTask {
    /// `cluster`.
    pub cluster: ClusterId,
    /// `taskDefinition`: `family` or `family:revision`.
    pub task_definition: String,
    /// `count`, 1 to 10.
    pub count: u32,
    /// `launchType`.
    pub launch_type: LaunchType,
    /// `group`; absent is `family:` and the family.
    pub group: Option<String>,
    /// `startedBy`.
    pub started_by: Option<String>,
    /// The zones of `networkConfiguration`'s subnets; needed in awsvpc mode.
    pub subnet_zones: Vec<Zone>,
    /// `placementConstraints`.
    pub placement_constraints: Vec<PlacementConstraint>,
    /// `placementStrategy`; none places by lot.
    pub placement_strategy: Vec<PlacementStrategy>,
    /// `capacityProviderStrategy`: Fargate's providers, in place of a launch type.
    pub capacity_provider_strategy: Vec<CapacityProviderStrategyItem>,
    /// `overrides`.
    pub overrides: TaskOverride,
    /// `clientToken`: the same request again with the same token starts nothing new.
    pub client_token: Option<String>,
}

/// The input of `StartTask`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartTask {
    /// `cluster`.
    pub cluster: ClusterId,
    /// `taskDefinition`: `family` or `family:revision`.
    pub task_definition: String,
    /// `containerInstances`: where, 1 to 10.
    pub container_instances: Vec<InstanceId>,
    /// `group`; absent is `family:` and the family.
    pub group: Option<String>,
    /// `startedBy`.
    pub started_by: Option<String>,
    /// The zones of `networkConfiguration`'s subnets; needed in awsvpc mode.
    pub subnet_zones: Vec<Zone>,
    /// `overrides`.
    pub overrides: TaskOverride,
}

/// `overrides`: what a task has otherwise than its task definition says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskOverride {
    /// `cpu` of the task.
    pub cpu_units: Option<u32>,
    /// `memory` of the task.
    pub memory_mib: Option<u32>,
    /// `containerOverrides`.
    pub container_overrides: Vec<ContainerOverride>,
}

/// One of `containerOverrides`; absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContainerOverride {
    /// `name`: which container.
    pub name: String,
    /// `command`.
    pub command: Option<Vec<String>>,
    /// `environment`: variables to add, or to give another value.
    pub environment: Vec<KeyValuePair>,
    /// `cpu`.
    pub cpu_units: Option<u32>,
    /// `memory`.
    pub memory_mib: Option<u32>,
    /// `memoryReservation`.
    pub memory_reservation_mib: Option<u32>,
}

impl RunTask {
    /// One task of this definition, and nothing else said.
    pub fn of(cluster: ClusterId, task_definition: &str, launch_type: LaunchType) -> Self {
        Self {
            cluster,
            task_definition: String::from(task_definition),
            count: 1,
            launch_type,
            group: None,
            started_by: None,
            subnet_zones: Vec::new(),
            placement_constraints: Vec::new(),
            placement_strategy: Vec::new(),
            capacity_provider_strategy: Vec::new(),
            overrides: TaskOverride::default(),
            client_token: None,
        }
    }
}

impl StartTask {
    /// A task of this definition on each of these instances, and nothing else said.
    pub fn of(cluster: ClusterId, task_definition: &str, instances: &[InstanceId]) -> Self {
        Self {
            cluster,
            task_definition: String::from(task_definition),
            container_instances: instances.to_vec(),
            group: None,
            started_by: None,
            subnet_zones: Vec::new(),
            overrides: TaskOverride::default(),
        }
    }
}
