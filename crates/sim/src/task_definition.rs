//! Task definitions as AWS's `RegisterTaskDefinition` takes them, their families and revisions.

mod container_definition;

use alloc::string::String;
use alloc::vec::Vec;

pub use container_definition::{
    ContainerDefinition, ContainerHealthCheck, PortMapping, TransportProtocol,
};

use crate::Time;

/// The input of `RegisterTaskDefinition`: what a person writes. Absent stays absent; [`TaskDefinitionRevision`] holds
/// the form with AWS's defaults filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskDefinition {
    /// The name that all revisions share: at most 255 of `[A-Za-z0-9_-]`.
    pub family: String,
    /// The role that the application in the containers may use.
    pub task_role_arn: Option<String>,
    /// The role with which Amazon ECS pulls images, reads secrets and writes logs.
    pub execution_role_arn: Option<String>,
    /// How containers reach the network; absent means `bridge` on Linux instances.
    pub network_mode: Option<NetworkMode>,
    /// The containers of one task, at least one and at most 10.
    pub container_definitions: Vec<ContainerDefinition>,
    /// Where the definition must be able to run; empty asks nothing.
    pub requires_compatibilities: Vec<Compatibility>,
    /// CPU units of the whole task (1,024 are one vCPU).
    pub cpu_units: Option<u32>,
    /// Memory of the whole task in MiB.
    pub memory_mib: Option<u32>,
}

/// `networkMode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NetworkMode {
    /// Docker's bridge on the instance; host ports may be dynamic.
    Bridge,
    /// The instance's own network.
    Host,
    /// A network interface of the task's own.
    Awsvpc,
    /// No network at all.
    None,
}

/// One of `requiresCompatibilities`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compatibility {
    /// `EC2`.
    Ec2,
    /// `FARGATE`.
    Fargate,
    /// `EXTERNAL`.
    External,
    /// `MANAGED_INSTANCES`.
    ManagedInstances,
}

/// A registered revision of a family, with AWS's defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskDefinitionRevision {
    /// 1 for the first of its family, then one more than the last ever.
    pub revision: u32,
    /// `ACTIVE`, `INACTIVE` or `DELETE_IN_PROGRESS`.
    pub status: TaskDefinitionStatus,
    /// When it was registered.
    pub registered_at: Time,
    /// What was registered, defaults filled in.
    pub definition: TaskDefinition,
}

/// `status` of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskDefinitionStatus {
    /// May be run.
    Active,
    /// Deregistered: what uses it keeps it, nothing new may.
    Inactive,
    /// Being deleted.
    DeleteInProgress,
}
