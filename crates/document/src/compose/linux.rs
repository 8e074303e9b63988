//! What a container may ask of the Linux kernel.

use std::rc::Rc;

use sim::{
    Device, DeviceCgroupPermission, KernelCapabilities, SystemControl, Tmpfs, Ulimit, UlimitName,
};

use super::reader::Reader;
use super::service::Service;
use super::units;
use super::yaml::{Node, shown};

/// MiB of a file system in memory whose size is not said.
const TMPFS_MIB: u32 = 64;

pub(super) fn read_capabilities_added(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    capabilities(service).add = read_capabilities(node, reader);
}

pub(super) fn read_capabilities_dropped(
    service: &mut Service,
    node: &Rc<Node>,
    reader: &mut Reader,
) {
    capabilities(service).drop = read_capabilities(node, reader);
}

fn capabilities(service: &mut Service) -> &mut KernelCapabilities {
    service.linux().capabilities.get_or_insert_default()
}

/// AWS names them without `CAP_`.
fn read_capabilities(node: &Rc<Node>, reader: &mut Reader) -> Vec<String> {
    let names = reader.texts(node).into_iter();
    names
        .map(|name| {
            let name = name.to_ascii_uppercase();
            name.strip_prefix("CAP_").map(str::to_owned).unwrap_or(name)
        })
        .collect()
}

pub(super) fn read_init(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.linux().init_process_enabled = reader.truth(node);
}

pub(super) fn read_privileged(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.privileged = reader.truth(node);
}

pub(super) fn read_read_only(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.readonly_root_filesystem = reader.truth(node);
}

pub(super) fn read_security_options(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    reader.each(node, |reader, item| {
        let option = reader.text(item).unwrap_or_default().replace('=', ":");
        let option = match option.split_once(':') {
            Some(("no-new-privileges", "true")) => "no-new-privileges".to_owned(),
            _ => option,
        };
        let is_known = option == "no-new-privileges"
            || option.starts_with("apparmor:")
            || option.starts_with("label:");
        if is_known {
            service.container.docker_security_options.push(option);
        } else {
            reader.not_carried(
                item,
                "A container definition has no-new-privileges, apparmor and label.",
            );
        }
    });
}

pub(super) fn read_swappiness(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.linux().swappiness = reader.number(node);
    service.origin("linuxParameters.swappiness", &node.span, reader);
}

pub(super) fn read_shared_memory(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.linux().shared_memory_size_mib = read_size_mib(node, reader);
}

/// A size in MiB.
pub(super) fn read_size_mib(node: &Node, reader: &mut Reader) -> Option<u32> {
    reader.parsed(node, "a size: write one such as 512m", units::size_mib)
}

pub(super) fn read_sysctls(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let pairs = reader.pairs(node).into_iter();
    service.container.system_controls = pairs
        .map(|pair| SystemControl {
            namespace: Some(pair.name),
            value: pair.value,
        })
        .collect();
}

/// `path` or `path:options`.
pub(super) fn read_tmpfs(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    reader.each(node, |reader, item| {
        let Some(text) = reader.text(item) else {
            return;
        };
        let (path, options) = text.split_once(':').unwrap_or((&text, ""));
        let mut size_mib = None;
        let mut mount_options = Vec::new();
        for option in options.split(',').filter(|option| !option.is_empty()) {
            match option.strip_prefix("size=") {
                Some(size) => size_mib = units::size_mib(size),
                None => mount_options.push(option.to_owned()),
            }
        }
        add_tmpfs(service, path, size_mib, mount_options, item, reader);
    });
}

/// Mounts a file system in memory.
pub(super) fn add_tmpfs(
    service: &mut Service,
    path: &str,
    size_mib: Option<u32>,
    mount_options: Vec<String>,
    node: &Node,
    reader: &mut Reader,
) {
    if size_mib.is_none() {
        let reason = format!("A `tmpfs` says its size: it is {TMPFS_MIB} MiB.");
        reader.not_carried(node, reason);
    }
    service.linux().tmpfs.push(Tmpfs {
        container_path: path.to_owned(),
        size_mib: size_mib.unwrap_or(TMPFS_MIB),
        mount_options,
    });
}

/// `host[:container[:rwm]]`, or a mapping of `source`, `target` and `permissions`.
pub(super) fn read_devices(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    reader.each(node, |reader, item| {
        let (host, container, permissions) = if item.entries().is_some() {
            let part = |key: &str| {
                item.child(key)
                    .and_then(|node| node.text())
                    .map(str::to_owned)
            };
            (part("source"), part("target"), part("permissions"))
        } else {
            let text = reader.text(item).unwrap_or_default();
            let mut parts = text.split(':').map(str::to_owned);
            (parts.next(), parts.next(), parts.next())
        };
        let host_path = host.unwrap_or_default();
        if !host_path.starts_with('/') {
            let reason = "A device is a path of the instance: this one cannot be given.";
            return reader.not_carried(item, reason);
        }
        let permissions = permissions.unwrap_or_default();
        service.linux().devices.push(Device {
            host_path,
            container_path: container,
            permissions: permissions.chars().filter_map(permission).collect(),
        });
    });
}

fn permission(letter: char) -> Option<DeviceCgroupPermission> {
    match letter {
        'r' => Some(DeviceCgroupPermission::Read),
        'w' => Some(DeviceCgroupPermission::Write),
        'm' => Some(DeviceCgroupPermission::Mknod),
        _ => None,
    }
}

/// A number for both limits, or `soft` and `hard`.
pub(super) fn read_ulimits(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    reader.entries(node, |reader, name, name_span, node| {
        let Some(place) = UlimitName::NAMES.iter().position(|known| *known == name) else {
            let name = shown(name);
            return reader.problem_at(name_span.clone(), format!("There is no limit `{name}`."));
        };
        let (soft, hard) = if node.entries().is_some() {
            let mut limit = |key| node.child(key).and_then(|limit| read_limit(limit, reader));
            (limit("soft"), limit("hard"))
        } else {
            let both = read_limit(node, reader);
            (both, both)
        };
        let (Some(soft_limit), Some(hard_limit)) = (soft.or(hard), hard.or(soft)) else {
            return;
        };
        let index = service.container.ulimits.len();
        service.origin(&format!("ulimits[{index}]"), &node.span, reader);
        service.container.ulimits.push(Ulimit {
            name: UlimitName::ALL[place],
            soft_limit,
            hard_limit,
        });
    });
}

fn read_limit(node: &Node, reader: &mut Reader) -> Option<i64> {
    let is_exact = |limit: &i64| (-1..=9_007_199_254_740_991).contains(limit);
    let parse = |text: &str| text.parse().ok().filter(is_exact);
    reader.parsed(node, "a whole number, or -1 for none", parse)
}
