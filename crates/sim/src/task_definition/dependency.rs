//! `dependsOn`: containers that wait for other containers.

use alloc::string::String;

/// One of `dependsOn`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerDependency {
    /// The container that is waited for.
    pub container_name: String,
    /// What is waited for.
    pub condition: ContainerCondition,
}

wire_names! {
    /// `condition` of a dependency.
    ContainerCondition {
        /// It has started.
        Start "START",
        /// It has stopped, with any exit code.
        Complete "COMPLETE",
        /// It has stopped with exit code 0.
        Success "SUCCESS",
        /// Its health check has passed.
        Healthy "HEALTHY",
    }
}
