//! The inputs of the calls about services, as AWS has them.

use sim::{
    AvailabilityZoneRebalancing, CapacityProviderStrategyItem, Duration, LaunchType,
    PlacementConstraint, PlacementStrategy, SchedulingStrategy,
};

use super::{DeploymentConfiguration, Tenths};
use crate::field::{Blank, Field};
use crate::json::Node;
use crate::reader::Reader;
use crate::record::{choices, input, named, record};
use crate::writer::Writer;

input! {
    /// The input of `CreateService`.
    pub CreateService {
        Acts "cluster" cluster: Option<String>;
        Acts "serviceName" service_name: String, as Required;
        Acts "taskDefinition" task_definition: Option<String>;
        Acts "desiredCount" desired_count: Option<u32>;
        Acts "launchType" launch_type: Option<LaunchType>;
        Acts "deploymentConfiguration" deployment_configuration: DeploymentConfiguration;
        Acts "healthCheckGracePeriodSeconds" health_check_grace_period: Option<Duration>;
        Acts "loadBalancers" load_balancers: Vec<LoadBalancer>;
        Acts "networkConfiguration" network_configuration: NetworkConfiguration;
        Acts "schedulingStrategy" scheduling_strategy: SchedulingStrategy;
        Acts "placementConstraints" placement_constraints: Vec<PlacementConstraint>;
        Acts "placementStrategy" placement_strategy: Vec<PlacementStrategy>;
        Acts "availabilityZoneRebalancing" availability_zone_rebalancing: Option<AvailabilityZoneRebalancing>;
        Acts "capacityProviderStrategy" capacity_provider_strategy: Vec<CapacityProviderStrategyItem>;
        Acts "deploymentController" deployment_controller: Option<DeploymentController>;
        NotSimulated "serviceConnectConfiguration" service_connect_configuration: Unread;
        NotSimulated "serviceRegistries" service_registries: Unread;
        NotSimulated "volumeConfigurations" volume_configurations: Unread;
        Kept "clientToken" client_token: Unread;
        Kept "enableECSManagedTags" enable_ecs_managed_tags: Unread;
        Kept "enableExecuteCommand" enable_execute_command: Unread;
        Kept "platformVersion" platform_version: Unread;
        Kept "propagateTags" propagate_tags: Unread;
        Kept "role" role: Unread;
        Kept "tags" tags: Unread;
    }
}

input! {
    /// The input of `UpdateService`; what is left out stays.
    pub UpdateService {
        Acts "cluster" cluster: Option<String>;
        Acts "service" service: String, as Required;
        Acts "desiredCount" desired_count: Option<u32>;
        Acts "taskDefinition" task_definition: Option<String>;
        Acts "deploymentConfiguration" deployment_configuration: DeploymentConfiguration;
        Acts "healthCheckGracePeriodSeconds" health_check_grace_period: Option<Duration>;
        Acts "loadBalancers" load_balancers: Option<Vec<LoadBalancer>>;
        Acts "networkConfiguration" network_configuration: Option<NetworkConfiguration>;
        Acts "forceNewDeployment" force_new_deployment: bool;
        Acts "placementConstraints" placement_constraints: Option<Vec<PlacementConstraint>>;
        Acts "placementStrategy" placement_strategy: Option<Vec<PlacementStrategy>>;
        Acts "availabilityZoneRebalancing" availability_zone_rebalancing: Option<AvailabilityZoneRebalancing>;
        Acts "capacityProviderStrategy" capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>;
        NotSimulated "serviceConnectConfiguration" service_connect_configuration: Unread;
        NotSimulated "serviceRegistries" service_registries: Unread;
        NotSimulated "volumeConfigurations" volume_configurations: Unread;
        Kept "enableECSManagedTags" enable_ecs_managed_tags: Unread;
        Kept "enableExecuteCommand" enable_execute_command: Unread;
        Kept "platformVersion" platform_version: Unread;
        Kept "propagateTags" propagate_tags: Unread;
    }
}

input! {
    /// The input of `DeleteService`.
    pub DeleteService {
        Acts "cluster" cluster: Option<String>;
        Acts "service" service: String, as Required;
        Acts "force" force: bool;
    }
}

input! {
    /// `deploymentController`.
    pub DeploymentController {
        Acts "type" r#type: sim::DeploymentController, as Required;
    }
}

input! {
    /// The input of `CreateTaskSet`; without a `scale`, a whole one.
    pub CreateTaskSet {
        Acts "cluster" cluster: Option<String>;
        Acts "service" service: String, as Required;
        Acts "taskDefinition" task_definition: String, as Required;
        Acts "externalId" external_id: Option<String>;
        Acts "launchType" launch_type: Option<LaunchType>;
        Acts "capacityProviderStrategy" capacity_provider_strategy: Vec<CapacityProviderStrategyItem>;
        Acts "loadBalancers" load_balancers: Vec<LoadBalancer>;
        Acts "networkConfiguration" network_configuration: NetworkConfiguration;
        Acts "scale" scale: Option<Scale>;
        NotSimulated "serviceRegistries" service_registries: Unread;
        Kept "clientToken" client_token: Unread;
        Kept "platformVersion" platform_version: Unread;
        Kept "tags" tags: Unread;
    }
}

input! {
    /// `scale` of a task set.
    pub Scale {
        Acts "value" value: Tenths, or Tenths(1_000);
        Acts "unit" unit: ScaleUnit;
    }
}

/// `unit` of a `scale`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScaleUnit;

named! { ScaleUnit, "unit of a scale" {
    "PERCENT" => Self,
} }

input! {
    /// The input of `UpdateTaskSet`.
    pub UpdateTaskSet {
        Acts "cluster" cluster: Option<String>;
        Acts "service" service: String, as Required;
        Acts "taskSet" task_set: String, as Required;
        Acts "scale" scale: Scale, as Required;
    }
}

input! {
    /// The input of `UpdateServicePrimaryTaskSet`.
    pub UpdateServicePrimaryTaskSet {
        Acts "cluster" cluster: Option<String>;
        Acts "service" service: String, as Required;
        Acts "primaryTaskSet" primary_task_set: String, as Required;
    }
}

input! {
    /// The input of `DeleteTaskSet`.
    pub DeleteTaskSet {
        Acts "cluster" cluster: Option<String>;
        Acts "service" service: String, as Required;
        Acts "taskSet" task_set: String, as Required;
        Acts "force" force: bool;
    }
}

input! {
    /// One of `loadBalancers`.
    pub LoadBalancer {
        Acts "targetGroupArn" target_group: String, as Required;
        Acts "containerName" container_name: String, as Required;
        Acts "containerPort" container_port: u16, as Required;
        NotSimulated "loadBalancerName" load_balancer_name: Unread;
        Acts "advancedConfiguration" advanced_configuration: Option<AdvancedConfiguration>;
    }
}

input! {
    /// `advancedConfiguration`.
    pub AdvancedConfiguration {
        Acts "alternateTargetGroupArn" alternate_target_group: String, as Required;
        Acts "productionListenerRule" production_listener_rule: String, as Required;
        Acts "testListenerRule" test_listener_rule: Option<String>;
        Acts "roleArn" role_arn: String, as Required;
    }
}

input! {
    /// `networkConfiguration`.
    pub NetworkConfiguration {
        Acts "awsvpcConfiguration" awsvpc_configuration: AwsvpcConfiguration;
    }
}

input! {
    /// `awsvpcConfiguration`.
    pub AwsvpcConfiguration {
        Acts "subnets" subnets: Vec<String>, as Required;
        Kept "securityGroups" security_groups: Unread;
        Kept "assignPublicIp" assign_public_ip: Unread;
    }
}

record! { PlacementConstraint {
    Acts "type" r#type as Required;
    Acts "expression" expression;
} }

record! { CapacityProviderStrategyItem {
    Acts "capacityProvider" capacity_provider as Required;
    Acts "base" base;
    Acts "weight" weight;
} }

record! { PlacementStrategy {
    Acts "type" r#type as Required;
    Acts "field" field;
} }

choices! {
    DeploymentController "deployment controller";
    CapacityProvider "capacity provider";
    AvailabilityZoneRebalancing "choice";
    SchedulingStrategy "scheduling strategy";
    PlacementConstraintType "type of placement constraint";
    PlacementStrategyType "placement strategy";
}

named! { LaunchType, "launch type" {
    "EC2" => Self::Ec2,
    "FARGATE" => Self::Fargate,
} }

/// A field of AWS's that may be there and is not looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unread;

impl Blank for Unread {
    fn blank() -> Self {
        Self
    }
}

impl Field for Unread {
    fn read(&mut self, _: &Node, _: &mut Reader) {}

    fn write(&self, writer: &mut Writer) {
        writer.raw("null");
    }

    fn is_absent(&self) -> bool {
        true
    }
}
