//! Names, addresses and what a container shares with others.

use std::rc::Rc;

use sim::{CpuArchitecture, HostEntry, IpcMode, NetworkMode, PidMode};

use super::reader::Reader;
use super::service::{Service, container_name};
use super::yaml::{Node, shown};

pub(super) fn read_hostname(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.hostname = reader.text(node);
    service.origin("hostname", &node.span, reader);
}

pub(super) fn read_container_name(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.alias = reader.text(node).filter(|name| *name != service.name);
    if service.alias.is_some() {
        let reason =
            "A container has the name of its service; what links to it finds this name too.";
        reader.not_carried(node, reason);
    }
}

pub(super) fn read_dns(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.dns_servers = reader.texts(node);
}

pub(super) fn read_dns_search(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.dns_search_domains = reader.texts(node);
}

/// `name:address`, `name=address`, or a mapping of names to addresses.
pub(super) fn read_extra_hosts(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let mut hosts = Vec::new();
    if node.entries().is_some() {
        reader.entries(node, |reader, name, _, node| {
            let addresses = reader.texts(node);
            hosts.extend(
                addresses
                    .into_iter()
                    .map(|address| (name.to_owned(), address, Rc::clone(node))),
            );
        });
    } else {
        reader.each(node, |reader, item| {
            let Some(text) = reader.text(item) else {
                return;
            };
            match text.split_once('=').or_else(|| text.split_once(':')) {
                Some((name, address)) => {
                    hosts.push((name.to_owned(), address.to_owned(), Rc::clone(item)));
                }
                None => reader.problem(item, "Write a name and an address, such as db:10.0.0.5."),
            }
        });
    }
    for (hostname, address, node) in hosts {
        if address == "host-gateway" {
            reader.not_carried(
                &node,
                "An instance has no `host-gateway`: write its address.",
            );
            continue;
        }
        let ip_address = address.trim_matches(['[', ']']).to_owned();
        service.container.extra_hosts.push(HostEntry {
            hostname,
            ip_address,
        });
    }
    service.origin("extraHosts", &node.span, reader);
}

/// `service` or `service:alias`.
pub(super) fn read_links(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    reader.each(node, |reader, item| {
        let Some(text) = reader.text(item) else {
            return;
        };
        let (target, alias) = text.split_once(':').unwrap_or((&text, &text));
        let name = container_name(target);
        let link = if alias == name {
            name
        } else {
            format!("{name}:{alias}")
        };
        let index = service.container.links.len();
        service.origin(&format!("links[{index}]"), &item.span, reader);
        service.container.links.push(link);
    });
    service.origin("links", &node.span, reader);
}

pub(super) fn read_network_mode(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    match node.text().unwrap_or("") {
        "bridge" | "default" => service.network_mode = Some(NetworkMode::Bridge),
        "host" => service.network_mode = Some(NetworkMode::Host),
        "none" => service.network_mode = Some(NetworkMode::None),
        other => {
            let other = shown(other);
            reader.not_carried(
                node,
                format!("A task has no network mode `{other}`: bridge is used."),
            );
        }
    }
    service.origin("disableNetworking", &node.span, reader);
}

pub(super) fn read_pid(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.pid_mode = match node.text().unwrap_or("") {
        "host" => Some(PidMode::Host),
        _ => Some(PidMode::Task),
    };
    reader.not_carried(node, "A `pidMode` holds for all containers of the task.");
}

pub(super) fn read_ipc(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.ipc_mode = match node.text().unwrap_or("") {
        "host" => Some(IpcMode::Host),
        "none" | "private" => Some(IpcMode::None),
        _ => Some(IpcMode::Task),
    };
    reader.not_carried(node, "An `ipcMode` holds for all containers of the task.");
}

/// `linux/arm64/v8` and its like.
pub(super) fn read_platform(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let platform = node.text().unwrap_or("");
    let mut parts = platform.split('/');
    service.architecture = match (parts.next(), parts.next()) {
        (Some("linux"), Some("amd64" | "x86_64")) => Some(CpuArchitecture::X86_64),
        (Some("linux"), Some("arm64" | "aarch64")) => Some(CpuArchitecture::Arm64),
        _ => {
            let platform = shown(platform);
            reader.not_carried(
                node,
                format!("Linux tasks run on amd64 or arm64, not on `{platform}`."),
            );
            None
        }
    };
}
