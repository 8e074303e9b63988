//! How the containers of a task reach the network, and which ports of the instance they take.

use alloc::string::String;
use alloc::vec::Vec;

use super::{KeyValuePair, PortMapping, TaskDefinition, TransportProtocol};
use crate::Set;

wire_names! {
    /// `networkMode`.
    NetworkMode {
        /// Docker's bridge on the instance; host ports may be dynamic.
        Bridge "bridge",
        /// The instance's own network.
        Host "host",
        /// A network interface of the task's own.
        Awsvpc "awsvpc",
        /// No network at all.
        None "none",
    }
}

/// `proxyConfiguration`: the container that all traffic passes through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProxyConfiguration {
    /// The kind of proxy; absent is `APPMESH`.
    pub r#type: Option<ProxyConfigurationType>,
    /// The container that is the proxy.
    pub container_name: String,
    /// Its settings.
    pub properties: Vec<KeyValuePair>,
}

wire_names! {
    /// `type` of a proxy.
    ProxyConfigurationType {
        AppMesh "APPMESH",
    }
}

/// A port of the instance that a task needs for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostPort {
    /// Its number.
    pub port: u16,
    /// `tcp` or `udp`.
    pub protocol: TransportProtocol,
}

impl TaskDefinition {
    /// The network mode in force: absent means Docker's default, which is `bridge` on Linux and `nat`, its twin, on
    /// Windows ([`crate::Rule::DefaultNetworkMode`]).
    pub fn effective_network_mode(&self) -> NetworkMode {
        self.network_mode.unwrap_or(NetworkMode::Bridge)
    }

    /// The fixed ports that one task takes on its instance, in order and each once: the static host ports of `bridge`
    /// mode, all ports of `host` mode, none in `awsvpc` mode ([`crate::Rule::StaticHostPorts`]).
    pub fn host_ports(&self) -> Vec<HostPort> {
        let mode = self.effective_network_mode();
        let ports: Set<HostPort> = self
            .container_definitions
            .iter()
            .flat_map(|container| &container.port_mappings)
            .filter_map(|mapping| mapping.host_port_taken(mode))
            .collect();
        ports.into_iter().collect()
    }

    /// How many ports of the instance's ephemeral range one task takes in `bridge` mode.
    pub fn dynamic_host_port_count(&self) -> u32 {
        if self.effective_network_mode() != NetworkMode::Bridge {
            return 0;
        }
        self.container_definitions
            .iter()
            .flat_map(|container| &container.port_mappings)
            .map(|mapping| match mapping.container_port_range {
                Some(range) => range.port_count(),
                None => u32::from(mapping.host_port.unwrap_or(0) == 0),
            })
            .fold(0, u32::saturating_add)
    }
}

impl PortMapping {
    /// The fixed port of the instance that this mapping takes in `mode`.
    pub(super) fn host_port_taken(&self, mode: NetworkMode) -> Option<HostPort> {
        let port = match mode {
            _ if self.container_port_range.is_some() => 0,
            NetworkMode::Bridge => self.host_port.unwrap_or(0),
            NetworkMode::Host => self.container_port,
            NetworkMode::Awsvpc | NetworkMode::None => 0,
        };
        let protocol = self.protocol;
        (port != 0).then_some(HostPort { port, protocol })
    }
}
