//! CPU, memory and devices, and what `deploy` says beside them.

use std::rc::Rc;

use sim::{ResourceRequirement, ResourceType};

use super::container::{set_restart, tell_restart};
use super::linux::read_size_mib;
use super::reader::Reader;
use super::service::{ABOUT_THE_SERVICE, Service};
use super::units;
use super::yaml::{Node, shown};

/// MiB that a container reserves if the compose file says nothing.
const RESERVATION_MIB: u32 = 256;

pub(super) fn read_memory_limit(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    // 0 is docker's word for no limit.
    service.container.memory_mib = read_size_mib(node, reader).filter(|mib| *mib > 0);
    service.origin("memory", &node.span, reader);
}

pub(super) fn read_memory_reservation(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.memory_reservation_mib = read_size_mib(node, reader).filter(|mib| *mib > 0);
    service.origin("memoryReservation", &node.span, reader);
}

/// Memory and swap together; -1 is no limit.
pub(super) fn read_memory_and_swap(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    if node.text() == Some("-1") {
        return reader.not_carried(node, "Unlimited swap is what the instance has.");
    }
    service.memory_and_swap_mib = read_size_mib(node, reader);
}

pub(super) fn read_cpu_shares(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.cpu_units = reader.number(node);
    service.origin("cpu", &node.span, reader);
}

/// `cpus` is a ceiling, and CPU units are a share.
pub(super) fn read_cpus(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let Some(cpu_units) = read_cpu_units(node, reader) else {
        return;
    };
    if service.container.cpu_units.is_none() {
        service.container.cpu_units = Some(cpu_units);
        service.origin("cpu", &node.span, reader);
    }
    reader.not_carried(node, "A container's CPU is a share and no ceiling.");
}

fn read_cpu_units(node: &Node, reader: &mut Reader) -> Option<u32> {
    reader.parsed(node, "a number of CPUs, such as 0.5", units::cpu_units)
}

pub(super) fn read_deploy(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    reader.entries(node, |reader, key, key_span, node| match key {
        "resources" => read_resources(service, node, reader),
        "restart_policy" => read_restart_policy(service, node, reader),
        "replicas" | "mode" | "placement" | "update_config" | "rollback_config"
        | "endpoint_mode" | "labels" => {
            reader.not_carried(node, ABOUT_THE_SERVICE);
        }
        _ if key.starts_with("x-") => {}
        _ => reader.problem_at(
            key_span.clone(),
            format!("`deploy` has no `{}`.", shown(key)),
        ),
    });
}

fn read_resources(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    // Reservations first: a reserved CPU counts more than a ceiling.
    for part in ["reservations", "limits"] {
        let Some(node) = node.child(part) else {
            continue;
        };
        reader.within(part, |reader| {
            reader.entries(node, |reader, key, key_span, node| match (part, key) {
                ("reservations", "memory") => read_memory_reservation(service, node, reader),
                ("limits", "memory") => read_memory_limit(service, node, reader),
                ("reservations", "cpus") => {
                    service.container.cpu_units = read_cpu_units(node, reader);
                    service.origin("cpu", &node.span, reader);
                }
                ("limits", "cpus") => read_cpus(service, node, reader),
                ("reservations", "devices") => read_gpus(service, node, reader),
                (_, "pids" | "generic_resources") => {
                    reader.not_carried(node, "A container definition does not count these.");
                }
                _ => reader.problem_at(key_span.clone(), "This is no resource."),
            });
        });
    }
}

/// `all`, or devices with a `count` and `capabilities`.
pub(super) fn read_gpus(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    reader.each(node, |reader, item| {
        let count = if item.entries().is_some() {
            let capabilities = item.child("capabilities");
            let is_gpu =
                capabilities.is_none_or(|list| reader.texts(list).iter().any(|name| name == "gpu"));
            if !is_gpu {
                return reader
                    .not_carried(item, "Of these devices, a container definition has GPUs.");
            }
            let ids = item
                .child("device_ids")
                .map(|ids| reader.texts(ids).len().to_string());
            let count = item.child("count").and_then(|count| reader.text(count));
            count.or(ids).unwrap_or_else(|| "all".to_owned())
        } else {
            reader.text(item).unwrap_or_default()
        };
        let value = if matches!(count.as_str(), "all" | "-1") {
            "ALL".to_owned()
        } else {
            count
        };
        let index = service.container.resource_requirements.len();
        service.origin(
            &format!("resourceRequirements[{index}]"),
            &item.span,
            reader,
        );
        service
            .container
            .resource_requirements
            .push(ResourceRequirement {
                value: Some(value),
                r#type: ResourceType::Gpu,
                sharing_strategy: None,
            });
    });
}

fn read_restart_policy(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let mut condition = "any";
    let text = node.child("condition").and_then(|node| node.text());
    if let Some(text) = text {
        condition = text;
    }
    match condition {
        "none" => service.container.restart_policy = None,
        "on-failure" => set_restart(service, true),
        "any" => set_restart(service, false),
        other => {
            let other = shown(other);
            reader.problem(node, format!("`{other}` is not none, on-failure or any."));
        }
    }
    service.origin("restartPolicy", &node.span, reader);
    if service.container.restart_policy.is_some() {
        tell_restart(node, reader);
    }
    for key in ["delay", "max_attempts", "window"] {
        if let Some(entry) = node.entry(key) {
            reader.within(key, |reader| {
                reader.not_carried(&entry.node, "A restart policy has no such setting.");
            });
        }
    }
}

/// What can be said once all keys are read.
pub(super) fn finish(service: &mut Service, reader: &mut Reader) {
    let memory_mib = service.container.memory_mib;
    if let (Some(memory_mib), Some(together_mib)) = (memory_mib, service.memory_and_swap_mib) {
        service.linux().max_swap_mib = Some(together_mib.saturating_sub(memory_mib));
    }
    if memory_mib.is_none() && service.memory_and_swap_mib.is_some() {
        let reason = "Without mem_limit, memswap_limit says nothing: it is left out.";
        reader.not_carried_at(service.name_span.clone(), reason);
    }
    if memory_mib.is_none() && service.container.memory_reservation_mib.is_none() {
        service.container.memory_reservation_mib = Some(RESERVATION_MIB);
        let reason = format!(
            "It says nothing of memory, and an instance must know how much to keep free: {RESERVATION_MIB} MiB are \
             reserved."
        );
        reader.not_carried_at(service.name_span.clone(), reason);
    }
}
