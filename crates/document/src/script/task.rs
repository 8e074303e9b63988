//! The inputs of the calls that start and stop tasks, and of placement, as AWS has them.

use sim::{
    CapacityProviderStrategyItem, KeyValuePair, LaunchType, PlacementConstraint, PlacementStrategy,
};

use super::service::{NetworkConfiguration, Unread};
use crate::record::input;

input! {
    /// The input of `RunTask`.
    pub RunTask {
        Acts "cluster" cluster: Option<String>;
        Acts "taskDefinition" task_definition: String, as Required;
        Acts "count" count: u32, or 1;
        Acts "launchType" launch_type: Option<LaunchType>;
        Acts "capacityProviderStrategy" capacity_provider_strategy: Vec<CapacityProviderStrategyItem>;
        Acts "group" group: Option<String>;
        Acts "startedBy" started_by: Option<String>;
        Acts "networkConfiguration" network_configuration: NetworkConfiguration;
        Acts "placementConstraints" placement_constraints: Vec<PlacementConstraint>;
        Acts "placementStrategy" placement_strategy: Vec<PlacementStrategy>;
        Acts "overrides" overrides: TaskOverride;
        Acts "clientToken" client_token: Option<String>;
        NotSimulated "volumeConfigurations" volume_configurations: Unread;
        Kept "enableECSManagedTags" enable_ecs_managed_tags: Unread;
        Kept "enableExecuteCommand" enable_execute_command: Unread;
        Kept "platformVersion" platform_version: Unread;
        Kept "propagateTags" propagate_tags: Unread;
        Kept "referenceId" reference_id: Unread;
        Kept "tags" tags: Unread;
    }
}

input! {
    /// The input of `StartTask`.
    pub StartTask {
        Acts "cluster" cluster: Option<String>;
        Acts "taskDefinition" task_definition: String, as Required;
        Acts "containerInstances" container_instances: Vec<String>, as Required;
        Acts "group" group: Option<String>;
        Acts "startedBy" started_by: Option<String>;
        Acts "networkConfiguration" network_configuration: NetworkConfiguration;
        Acts "overrides" overrides: TaskOverride;
        NotSimulated "volumeConfigurations" volume_configurations: Unread;
        Kept "enableECSManagedTags" enable_ecs_managed_tags: Unread;
        Kept "enableExecuteCommand" enable_execute_command: Unread;
        Kept "propagateTags" propagate_tags: Unread;
        Kept "referenceId" reference_id: Unread;
        Kept "tags" tags: Unread;
    }
}

input! {
    /// The input of `StopTask`.
    pub StopTask {
        Acts "cluster" cluster: Option<String>;
        Acts "task" task: String, as Required;
        Acts "reason" reason: Option<String>;
    }
}

input! {
    /// The input of `UpdateTaskProtection`.
    pub UpdateTaskProtection {
        Acts "cluster" cluster: Option<String>;
        Acts "tasks" tasks: Vec<String>, as Required;
        Acts "protectionEnabled" protection_enabled: bool, as Required;
        Acts "expiresInMinutes" expires_in_minutes: Option<u32>;
    }
}

input! {
    /// The input of `DeregisterTaskDefinition`.
    pub DeregisterTaskDefinition {
        Acts "taskDefinition" task_definition: String, as Required;
    }
}

input! {
    /// The input of `DeleteTaskDefinitions`.
    pub DeleteTaskDefinitions {
        Acts "taskDefinitions" task_definitions: Vec<String>, as Required;
    }
}

input! {
    /// `overrides`.
    pub TaskOverride {
        Acts "cpu" cpu_units: Option<u32>, as TaskCpu;
        Acts "memory" memory_mib: Option<u32>, as TaskMemory;
        Acts "containerOverrides" container_overrides: Vec<ContainerOverride>;
        NotSimulated "ephemeralStorage" ephemeral_storage: Unread;
        NotSimulated "executionRoleArn" execution_role_arn: Unread;
        NotSimulated "inferenceAcceleratorOverrides" inference_accelerator_overrides: Unread;
        NotSimulated "taskRoleArn" task_role_arn: Unread;
    }
}

input! {
    /// One of `containerOverrides`.
    pub ContainerOverride {
        Acts "name" name: String, as Required;
        Acts "command" command: Option<Vec<String>>;
        Acts "environment" environment: Vec<KeyValuePair>;
        Acts "cpu" cpu_units: Option<u32>;
        Acts "memory" memory_mib: Option<u32>;
        Acts "memoryReservation" memory_reservation_mib: Option<u32>;
        NotSimulated "environmentFiles" environment_files: Unread;
        NotSimulated "resourceRequirements" resource_requirements: Unread;
    }
}
