//! The core of ECS Playground: Amazon ECS as a deterministic state machine.
#![no_std]

extern crate alloc;

mod rejection;
mod rules;
mod task_definition;
mod time;

pub use rejection::{Exception, Rejection};
pub use rules::{Rule, RuleEntry, Standing};
pub use task_definition::{
    Compatibility, ContainerDefinition, ContainerHealthCheck, NetworkMode, PortMapping,
    TaskDefinition, TaskDefinitionRevision, TaskDefinitionStatus, TransportProtocol,
};
pub use time::{Duration, Time};
