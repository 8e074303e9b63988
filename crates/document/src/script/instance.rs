//! The inputs of the calls about clusters and container instances, as AWS has them.

use sim::InstanceStatus;

use super::service::Unread;
use crate::record::{input, named};

input! {
    /// The input of `CreateCluster`.
    pub CreateCluster {
        Acts "clusterName" cluster_name: Option<String>;
        Kept "tags" tags: Unread;
        Kept "settings" settings: Unread;
        NotSimulated "configuration" configuration: Unread;
        NotSimulated "capacityProviders" capacity_providers: Unread;
        NotSimulated "defaultCapacityProviderStrategy" default_capacity_provider_strategy: Unread;
        NotSimulated "serviceConnectDefaults" service_connect_defaults: Unread;
    }
}

input! {
    /// The input of `DeleteCluster`.
    pub DeleteCluster {
        Acts "cluster" cluster: String, as Required;
    }
}

input! {
    /// The input of `UpdateContainerInstancesState`.
    pub UpdateContainerInstancesState {
        Acts "cluster" cluster: Option<String>;
        Acts "containerInstances" container_instances: Vec<String>, as Required;
        Acts "status" status: InstanceStatus, as Required;
    }
}

input! {
    /// The input of `DeregisterContainerInstance`.
    pub DeregisterContainerInstance {
        Acts "cluster" cluster: Option<String>;
        Acts "containerInstance" container_instance: String, as Required;
        Acts "force" force: bool;
    }
}

input! {
    /// The input of `PutAttributes` and `DeleteAttributes`.
    pub Attributes {
        Acts "cluster" cluster: Option<String>;
        Acts "attributes" attributes: Vec<TargetAttribute>, as Required;
    }
}

input! {
    /// One of `attributes`, and whose it is.
    pub TargetAttribute {
        Acts "name" name: String, as Required;
        Acts "value" value: Option<String>;
        Acts "targetId" target: String, as Required;
        Kept "targetType" target_type: Unread;
    }
}

named! { InstanceStatus, "container instance status" {
    "ACTIVE" => Self::Active,
    "DRAINING" => Self::Draining,
} }
