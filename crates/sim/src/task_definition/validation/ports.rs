//! Port mappings, and what each network mode allows.

use alloc::format;
use alloc::string::String;

use super::super::{
    ContainerDefinition, HostPort, NetworkMode, PortMapping, PortRange, TaskDefinition,
    TransportProtocol,
};
use super::names::Names;
use super::report::Report;
use super::text::shown;
use crate::Rule;
use crate::{Map, Set};

const RANGE_PORTS_MAX: u32 = 100;
const PORT_NAME_LENGTH_MAX: usize = 64;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    let mode = definition.effective_network_mode();
    report.each_container(definition, |container, report| {
        if mode == NetworkMode::None && !container.port_mappings.is_empty() {
            let message = "Port mappings are not supported when networkMode=none.";
            report.refuse("portMappings", Rule::NoneModePorts, message);
        }
        report.each(
            "portMappings",
            &container.port_mappings,
            |mapping, report| {
                check_container_port(mapping, &container.name, report);
                check_host_port(mapping, mode, report);
            },
        );
        check_one_protocol_a_port(container, report);
    });
    check_host_ports_are_unique(definition, mode, report);
    check_names(definition, report);
}

fn check_container_port(mapping: &PortMapping, container: &str, report: &mut Report) {
    let Some(range) = mapping.container_port_range else {
        if mapping.container_port == 0 {
            let container = shown(container);
            let message = format!("Invalid 'containerPort' setting for container '{container}'.");
            report.refuse("containerPort", Rule::PortNumber, message);
        }
        return;
    };
    if mapping.container_port != 0 {
        let message = "A port mapping has a containerPort or a containerPortRange, not both.";
        report.refuse("containerPortRange", Rule::PortRangeShape, message);
    }
    if let Some(message) = range_problem(range) {
        report.refuse("containerPortRange", Rule::PortRangeShape, message);
    }
}

fn range_problem(range: PortRange) -> Option<String> {
    let PortRange { first, last } = range;
    let count = range.port_count();
    if first == 0 || first >= last {
        return Some(format!(
            "`{first}-{last}` is not a range: the first port is at least 1 and less than the last."
        ));
    }
    (count > RANGE_PORTS_MAX).then(|| {
        format!("`{first}-{last}` holds {count} ports: a range holds at most {RANGE_PORTS_MAX}.")
    })
}

fn check_host_port(mapping: &PortMapping, mode: NetworkMode, report: &mut Report) {
    if mapping.container_port_range.is_some() {
        check_range_placement(mapping.host_port.unwrap_or(0), mode, report);
        return;
    }
    let must_match = match mode {
        NetworkMode::Awsvpc => Some(Rule::AwsvpcPorts),
        NetworkMode::Host => Some(Rule::HostModePorts),
        NetworkMode::Bridge | NetworkMode::None => None,
    };
    if let Some(rule) = must_match
        && let Some(host_port) = mapping.host_port
        && host_port != mapping.container_port
    {
        let mode = mode.name();
        let message = format!(
            "When networkMode={mode}, the host ports and container ports in port mappings must match."
        );
        report.refuse("hostPort", rule, message);
    }
}

fn check_range_placement(host_port: u16, mode: NetworkMode, report: &mut Report) {
    if host_port != 0 {
        let message = "A port mapping with a containerPortRange has no hostPort.";
        report.refuse("hostPort", Rule::PortRangeShape, message);
    }
    if mode == NetworkMode::Host {
        let message = "A containerPortRange needs networkMode bridge or awsvpc.";
        report.refuse("containerPortRange", Rule::PortRangeMode, message);
    }
}

fn check_one_protocol_a_port(container: &ContainerDefinition, report: &mut Report) {
    let mut protocols: Map<u16, TransportProtocol> = Map::new();
    report.each(
        "portMappings",
        &container.port_mappings,
        |mapping, report| {
            let range = mapping.container_port_range;
            let ports = match range {
                Some(range) if range.port_count() <= RANGE_PORTS_MAX => range.first..=range.last,
                Some(_) => return,
                None => mapping.container_port..=mapping.container_port,
            };
            let twice = ports.into_iter().find(|port| {
                let first = *protocols.entry(*port).or_insert(mapping.protocol);
                *port != 0 && first != mapping.protocol
            });
            if let Some(port) = twice {
                let message = format!("Container port {port} cannot be exposed for two protocols.");
                report.refuse("protocol", Rule::PortProtocolOnce, message);
            }
        },
    );
}

fn check_host_ports_are_unique(
    definition: &TaskDefinition,
    mode: NetworkMode,
    report: &mut Report,
) {
    let mut taken: Set<HostPort> = Set::new();
    report.each_container(definition, |container, report| {
        report.each(
            "portMappings",
            &container.port_mappings,
            |mapping, report| {
                if let Some(port) = mapping.host_port_taken(mode)
                    && !taken.insert(port)
                {
                    let HostPort { port, protocol } = port;
                    let protocol = match protocol {
                        TransportProtocol::Tcp => "TCP",
                        TransportProtocol::Udp => "UDP",
                    };
                    let message =
                        format!("{protocol} host port '{port}' is mapped multiple times in task.");
                    let field = if mapping.host_port.is_some() {
                        "hostPort"
                    } else {
                        "containerPort"
                    };
                    report.refuse(field, Rule::HostPortOnce, message);
                }
            },
        );
    });
}

/// Service Connect finds a port by its name.
fn check_names(definition: &TaskDefinition, report: &mut Report) {
    let mut names = Names::default();
    report.each_container(definition, |container, report| {
        report.each("portMappings", &container.port_mappings, |mapping, report| {
            let Some(name) = &mapping.name else {
                return;
            };
            if !is_port_name(name) {
                let message = format!(
                    "`{}` is not a port name: use 1 to {PORT_NAME_LENGTH_MAX} lower-case letters, digits, hyphens \
                     and underscores, and no hyphen first.",
                    shown(name)
                );
                report.refuse("name", Rule::PortName, message);
            } else if !names.take(name) {
                let message = format!("More than one port is named `{name}`: names are unique.");
                report.refuse("name", Rule::PortName, message);
            }
        });
    });
}

fn is_port_name(name: &str) -> bool {
    let is_name_byte = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-')
    };
    (1..=PORT_NAME_LENGTH_MAX).contains(&name.len())
        && !name.starts_with('-')
        && name.bytes().all(is_name_byte)
}
