//! Published ports as port mappings.

use std::ops::RangeInclusive;
use std::rc::Rc;

use sim::{ApplicationProtocol, PortMapping, PortRange, TransportProtocol};

use super::reader::Reader;
use super::service::Service;
use super::yaml::{Node, shown};

/// Ports of one range at most.
const RANGE_PORTS_MAX: usize = 100;
/// Port mappings of one service at most.
const MAPPINGS_MAX: usize = 1_000;
const EXPECTED: &str = "a port: write host:container, such as 8080:80";

type Ports = RangeInclusive<u16>;

/// One element of `ports`.
#[derive(Default)]
struct Published {
    container: Option<Ports>,
    host: Option<Ports>,
    protocol: TransportProtocol,
    name: Option<String>,
    app_protocol: Option<ApplicationProtocol>,
}

pub(super) fn read(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.origin("portMappings", &node.span, reader);
    let mut count = 0;
    reader.each(node, |reader, item| {
        count += 1;
        if count > MAPPINGS_MAX {
            return reader.problem(item, format!("Only {MAPPINGS_MAX} ports are read."));
        }
        let published = if item.entries().is_some() {
            read_long(item, reader)
        } else {
            read_short(item, reader)
        };
        if let Some(published) = published {
            publish(service, published, item, reader);
        }
    });
}

/// `[[address:]host:]container[/protocol]`, each port or range of ports.
fn read_short(node: &Node, reader: &mut Reader) -> Option<Published> {
    let text = reader.text(node)?;
    let (ports, protocol) = match text.rsplit_once('/') {
        Some((ports, protocol)) => (ports, protocol),
        None => (text.as_str(), "tcp"),
    };
    let (before, container) = match ports.rsplit_once(':') {
        Some((before, container)) => (before, container),
        None => ("", ports),
    };
    let (address, host) = match before.rsplit_once(':') {
        Some((address, host)) => (address, host),
        None => ("", before),
    };
    let container = parse_ports(container);
    let host_ports = parse_ports(host);
    if container.is_none() || (host_ports.is_none() && !host.is_empty()) {
        let text = shown(&text);
        reader.problem(node, format!("`{text}` is not {EXPECTED}."));
        return None;
    }
    tell_address(address, node, reader);
    Some(Published {
        container,
        host: host_ports,
        protocol: parse_protocol(protocol, node, reader)?,
        ..Published::default()
    })
}

/// `target`, `published` and the rest.
fn read_long(node: &Node, reader: &mut Reader) -> Option<Published> {
    let mut published = Published::default();
    let mut protocol = Some(TransportProtocol::Tcp);
    reader.entries(node, |reader, key, key_span, node| match key {
        "target" => published.container = reader.parsed(node, EXPECTED, parse_ports),
        "published" if node.text() == Some("") => {}
        "published" => published.host = reader.parsed(node, EXPECTED, parse_ports),
        "protocol" => protocol = parse_protocol(node.text().unwrap_or(""), node, reader),
        "host_ip" => tell_address(node.text().unwrap_or(""), node, reader),
        "name" => published.name = reader.text(node),
        "app_protocol" => {
            let name = node.text().unwrap_or("");
            let known = ApplicationProtocol::ALL.iter().copied();
            published.app_protocol = known.clone().find(|protocol| protocol.name() == name);
            if published.app_protocol.is_none() {
                reader.not_carried(node, "An application protocol is http, http2 or grpc.");
            }
        }
        "mode" => reader.not_carried(node, "A port is published on the instance of its task."),
        _ if key.starts_with("x-") => {}
        _ => reader.problem_at(key_span.clone(), "A port has no such key."),
    });
    if published.container.is_none() {
        reader.problem(node, "A port needs a `target`.");
        return None;
    }
    published.protocol = protocol?;
    Some(published)
}

fn parse_protocol(name: &str, node: &Node, reader: &mut Reader) -> Option<TransportProtocol> {
    match name {
        "" | "tcp" => Some(TransportProtocol::Tcp),
        "udp" => Some(TransportProtocol::Udp),
        other => {
            let other = shown(other);
            reader.not_carried(
                node,
                format!("Ports are tcp or udp, not `{other}`: it is not published."),
            );
            None
        }
    }
}

fn tell_address(address: &str, node: &Node, reader: &mut Reader) {
    if !matches!(address, "" | "0.0.0.0" | "[::]") {
        let address = shown(address);
        reader.not_carried(
            node,
            format!(
                "A port is published on every address of the instance, not on `{address}` only."
            ),
        );
    }
}

/// `80` or `8000-8010`.
fn parse_ports(text: &str) -> Option<Ports> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let first: u16 = first.trim().parse().ok()?;
    let last: u16 = last.trim().parse().ok()?;
    (first <= last).then_some(first..=last)
}

fn publish(service: &mut Service, published: Published, node: &Node, reader: &mut Reader) {
    let Published {
        container, host, ..
    } = &published;
    let Some(container) = container.clone() else {
        return;
    };
    let is_one = container.len() == 1;
    match host {
        None if !is_one => {
            let range = PortRange {
                first: *container.start(),
                last: *container.end(),
            };
            add(service, &published, 0, None, Some(range), node, reader);
        }
        None => add(
            service,
            &published,
            *container.start(),
            None,
            None,
            node,
            reader,
        ),
        Some(host) if host.len() != container.len() => {
            let reason =
                "A mapping takes one host port for one container port: a free one is chosen.";
            reader.not_carried(node, reason);
            add(
                service,
                &published,
                *container.start(),
                None,
                None,
                node,
                reader,
            );
        }
        Some(_) if container.len() > RANGE_PORTS_MAX => {
            reader.problem(
                node,
                format!("A range holds at most {RANGE_PORTS_MAX} ports."),
            );
        }
        Some(host) => {
            for (host, container) in host.clone().zip(container) {
                add(
                    service,
                    &published,
                    container,
                    Some(host),
                    None,
                    node,
                    reader,
                );
            }
        }
    }
}

fn add(
    service: &mut Service,
    published: &Published,
    container_port: u16,
    host_port: Option<u16>,
    container_port_range: Option<PortRange>,
    node: &Node,
    reader: &mut Reader,
) {
    let mapping = PortMapping {
        container_port,
        host_port,
        protocol: published.protocol,
        name: published.name.clone(),
        app_protocol: published.app_protocol,
        container_port_range,
    };
    let mappings = &service.container.port_mappings;
    if mappings.contains(&mapping) {
        return;
    }
    if mappings.len() == MAPPINGS_MAX {
        return reader.problem(node, format!("Only {MAPPINGS_MAX} ports are read."));
    }
    let is_other_protocol = |known: &PortMapping| {
        known.container_port == container_port && known.protocol != mapping.protocol
    };
    if container_port != 0 && mappings.iter().any(is_other_protocol) {
        let protocol = mapping.protocol.name();
        let reason = format!(
            "A container port is exposed for one protocol: {container_port} is not published for {protocol}."
        );
        return reader.not_carried(node, reason);
    }
    let index = service.container.port_mappings.len();
    service.origin(&format!("portMappings[{index}]"), &node.span, reader);
    service.container.port_mappings.push(mapping);
}
