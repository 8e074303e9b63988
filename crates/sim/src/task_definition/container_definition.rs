//! One container of a task definition.

use alloc::string::String;
use alloc::vec::Vec;

use crate::Duration;

/// One of `containerDefinitions`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContainerDefinition {
    /// Unique in its task definition.
    pub name: String,
    /// What to run; how it behaves is in the simulated registry, see [`crate::Image`].
    pub image: String,
    /// CPU units reserved for this container; absent is 0.
    pub cpu_units: Option<u32>,
    /// Hard memory limit in MiB: passing it kills the container.
    pub memory_mib: Option<u32>,
    /// Soft memory limit in MiB: what placement reserves.
    pub memory_reservation_mib: Option<u32>,
    /// If it stops, the whole task stops; absent is true.
    pub essential: Option<bool>,
    /// Ports that the container listens on.
    pub port_mappings: Vec<PortMapping>,
    /// A command run in the container to tell whether it is healthy.
    pub health_check: Option<ContainerHealthCheck>,
    /// Time between SIGTERM and SIGKILL; absent is 30 s.
    pub stop_timeout: Option<Duration>,
    /// Time that a dependency on this container may wait for its condition.
    pub start_timeout: Option<Duration>,
}

/// One of `portMappings`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortMapping {
    /// The port inside the container.
    pub container_port: u16,
    /// The port on the instance; 0 or absent in bridge mode means a dynamic one.
    pub host_port: Option<u16>,
    /// `tcp` unless said otherwise.
    pub protocol: TransportProtocol,
}

/// `protocol` of a port mapping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TransportProtocol {
    /// `tcp`.
    #[default]
    Tcp,
    /// `udp`.
    Udp,
}

/// `healthCheck` of a container, with defaults filled in (section 1.10 of the behaviour specification).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerHealthCheck {
    /// What is run; the first word is `CMD` or `CMD-SHELL`.
    pub command: Vec<String>,
    /// Between two probes: 5 to 300 s, default 30 s.
    pub interval: Duration,
    /// How long one probe may take: 2 to 60 s, default 5 s.
    pub timeout: Duration,
    /// Consecutive failures that make it unhealthy: 1 to 10, default 3.
    pub retries: u32,
    /// Failures this early do not count: 0 to 300 s, default 0 s.
    pub start_period: Duration,
}
