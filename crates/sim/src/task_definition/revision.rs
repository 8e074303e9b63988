//! Registered revisions of a family, and the defaults that registering fills in.

use super::{ContainerDefinition, NetworkMode, PortMapping, TaskDefinition};
use crate::Time;

/// A registered revision of a family, with AWS's defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskDefinitionRevision {
    /// 1 for the first of its family, then one more than the last ever.
    pub revision: u32,
    /// When it was registered.
    pub registered_at: Time,
    /// What was registered, defaults filled in.
    pub definition: TaskDefinition,
}

wire_names! {
    /// `status` of a revision.
    TaskDefinitionStatus {
        /// May be run.
        Active "ACTIVE",
        /// Deregistered: what uses it keeps it, nothing new may.
        Inactive "INACTIVE",
        /// Being deleted.
        DeleteInProgress "DELETE_IN_PROGRESS",
    }
}

/// The definition as `DescribeTaskDefinition` shows it ([`crate::Rule::DefinitionDefaults`]): every container says
/// whether it is essential, its CPU units and its host ports. Lists that are absent are empty already, and a port
/// mapping and a health check always hold their defaults.
pub fn with_defaults(mut definition: TaskDefinition) -> TaskDefinition {
    let mode = definition.effective_network_mode();
    for container in &mut definition.container_definitions {
        fill_container(container, mode);
    }
    definition
}

fn fill_container(container: &mut ContainerDefinition, mode: NetworkMode) {
    container.essential.get_or_insert(true);
    container.cpu_units.get_or_insert(0);
    for mapping in &mut container.port_mappings {
        fill_port_mapping(mapping, mode);
    }
}

fn fill_port_mapping(mapping: &mut PortMapping, mode: NetworkMode) {
    if mapping.container_port_range.is_some() {
        return;
    }
    let host_port = mapping.host_port.unwrap_or(0);
    mapping.host_port = match mode {
        NetworkMode::Host | NetworkMode::Awsvpc if host_port == 0 => Some(mapping.container_port),
        _ => Some(host_port),
    };
}
