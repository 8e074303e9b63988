//! Clusters: the named groups that hold services, tasks and container instances.

mod requests;

use alloc::string::String;

use crate::table::Map;
use crate::{ClusterId, Rule, ServiceStatus, TaskStatus, Time, World};

/// One cluster; it may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Its id.
    pub id: ClusterId,
    /// 1 to 255 of `[A-Za-z0-9_-]`.
    pub name: String,
    /// `ACTIVE` or `INACTIVE`.
    pub status: ClusterStatus,
    /// When it was created, for the last time if it was deleted in between.
    pub created_at: Time,
    /// Container instances ever launched here: the next one's ordinal.
    pub(crate) instances_ever: u64,
    /// Tasks that belong to no service ever started here, by group: the next one's ordinal.
    pub(crate) standalone_ever: Map<String, u64>,
}

wire_names! {
    /// `status` of a cluster.
    ClusterStatus {
        /// It takes tasks and registrations.
        Active "ACTIVE",
        /// It was deleted.
        Inactive "INACTIVE",
    }
}

/// Where a task runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LaunchType {
    /// On a container instance of the cluster.
    Ec2,
    /// On capacity that nobody sees.
    Fargate,
}

impl LaunchType {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ec2 => "EC2",
            Self::Fargate => "FARGATE",
        }
    }
}

/// How many of something there are, by launch type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByLaunchType {
    /// On container instances.
    pub ec2: u32,
    /// On Fargate.
    pub fargate: u32,
}

impl ByLaunchType {
    /// All of them.
    pub const fn total(self) -> u32 {
        self.ec2 + self.fargate
    }

    const fn add(&mut self, launch_type: LaunchType) {
        match launch_type {
            LaunchType::Ec2 => self.ec2 += 1,
            LaunchType::Fargate => self.fargate += 1,
        }
    }
}

/// The counters and `statistics` of a cluster. Rule: `ClusterCounters`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClusterCounters {
    /// `registeredContainerInstancesCount`: ACTIVE and DRAINING ones.
    pub registered_container_instances_count: u32,
    /// `runningTasksCount`, `runningEC2TasksCount`, `runningFargateTasksCount`.
    pub running_tasks: ByLaunchType,
    /// `pendingTasksCount`, `pendingEC2TasksCount`, `pendingFargateTasksCount`.
    pub pending_tasks: ByLaunchType,
    /// `activeServicesCount`, `activeEC2ServiceCount`, `activeFargateServiceCount`.
    pub active_services: ByLaunchType,
    /// `drainingEC2ServiceCount`, `drainingFargateServiceCount`.
    pub draining_services: ByLaunchType,
}

impl ClusterCounters {
    /// By which they count.
    pub const RULE: Rule = Rule::ClusterCounters;
}

impl World {
    /// What a cluster counts now; nothing for an unknown one.
    pub fn cluster_counters(&self, id: ClusterId) -> ClusterCounters {
        let mut counters = ClusterCounters::default();
        let instances = self.instances().filter(|instance| instance.cluster == id);
        counters.registered_container_instances_count =
            u32::try_from(instances.count()).expect("quotas bound the instances of a cluster");
        for task in self.tasks().filter(|task| task.cluster == id) {
            match task.last_status {
                TaskStatus::Running => counters.running_tasks.add(task.launch_type),
                TaskStatus::Provisioning | TaskStatus::Pending | TaskStatus::Activating => {
                    counters.pending_tasks.add(task.launch_type);
                }
                _ => {}
            }
        }
        for service in self.services().filter(|service| service.cluster == id) {
            match service.status {
                ServiceStatus::Active => counters.active_services.add(service.launch_type),
                ServiceStatus::Draining => counters.draining_services.add(service.launch_type),
                ServiceStatus::Inactive => {}
            }
        }
        counters
    }
}
