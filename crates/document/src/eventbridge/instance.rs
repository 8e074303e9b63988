//! A container instance as its state changes show it.

use std::collections::BTreeSet;

use sim::limits::RESERVED_PORTS;
use sim::{AGENT_VERSION, Instance, Task, TaskStatus, Time, TransportProtocol, World};

use super::exactly;
use crate::writer::Writer;

/// The members of a container instance in the order of the alphabet; one that is not in the world any more is
/// INACTIVE and holds nothing.
pub(super) fn write(writer: &mut Writer, world: &World, instance: &Instance, at: Time) {
    let is_there = world.instance(instance.id).is_some();
    let status = if is_there {
        instance.status.name()
    } else {
        "INACTIVE"
    };
    writer.name("agentConnected");
    writer.raw(if is_there && instance.agent_connected {
        "true"
    } else {
        "false"
    });
    let attributes = world.attributes(instance);
    writer.array_member("attributes", &attributes, |writer, attribute| {
        writer.object(|writer| {
            writer.text_member("name", &attribute.name);
            if let Some(value) = &attribute.value {
                writer.text_member("value", value);
            }
        });
    });
    writer.text_member("clusterArn", &world.cluster_arn(instance.cluster));
    let arn = world.instance_arn_in(instance.cluster, instance.id);
    writer.text_member("containerInstanceArn", &arn);
    writer.text_member("ec2InstanceId", &instance.id.ec2().to_string());
    let tasks = instance.reservations.keys();
    let tasks: Vec<&Task> = tasks
        .filter(|_| is_there)
        .filter_map(|task| world.task(*task))
        .collect();
    let count = |counts: fn(&Task) -> bool| {
        let count = tasks.iter().filter(|task| counts(task)).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    };
    let is_pending = |task: &Task| task.last_status == TaskStatus::Pending;
    writer.integer_member("pendingTasksCount", count(is_pending));
    writer.text_member("registeredAt", &exactly(world, instance.registered_at));
    writer.name("registeredResources");
    write_resources(writer, &Resources::registered(instance));
    writer.name("remainingResources");
    if is_there {
        write_resources(writer, &Resources::remaining(instance));
    } else {
        write_resources(writer, &Resources::registered(instance));
    }
    writer.integer_member("runningTasksCount", count(Task::is_active));
    writer.text_member("status", status);
    writer.text_member("updatedAt", &exactly(world, at));
    writer.object_member("versionInfo", |writer| {
        writer.text_member("agentVersion", AGENT_VERSION);
    });
}

/// `registeredResources` or `remainingResources`; of ports those in use.
struct Resources {
    cpu_units: u32,
    memory_mib: u32,
    ports: BTreeSet<u16>,
    udp_ports: BTreeSet<u16>,
    gpus: Vec<String>,
    has_gpus: bool,
}

impl Resources {
    fn registered(instance: &Instance) -> Self {
        let gpus = 0..instance.instance_type.gpu_count;
        Self {
            cpu_units: instance.instance_type.cpu_units(),
            memory_mib: instance.instance_type.memory_mib(),
            ports: BTreeSet::from(RESERVED_PORTS),
            udp_ports: BTreeSet::new(),
            gpus: gpus.map(|gpu| instance.gpu_id(gpu)).collect(),
            has_gpus: instance.instance_type.gpu_count > 0,
        }
    }

    fn remaining(instance: &Instance) -> Self {
        let mut remaining = Self::registered(instance);
        remaining.cpu_units = instance.remaining_cpu_units();
        remaining.memory_mib = instance.remaining_memory_mib();
        remaining.gpus = instance
            .free_gpus()
            .map(|gpu| instance.gpu_id(gpu))
            .collect();
        for binding in instance.reservations.values().flat_map(|held| &held.ports) {
            match binding.protocol {
                TransportProtocol::Tcp => remaining.ports.insert(binding.host_port),
                TransportProtocol::Udp => remaining.udp_ports.insert(binding.host_port),
            };
        }
        remaining
    }
}

fn write_resources(writer: &mut Writer, resources: &Resources) {
    let texts = |ports: &BTreeSet<u16>| ports.iter().map(ToString::to_string).collect();
    writer.open('[');
    write_integer(writer, "CPU", resources.cpu_units);
    write_integer(writer, "MEMORY", resources.memory_mib);
    write_set(writer, "PORTS", texts(&resources.ports));
    write_set(writer, "PORTS_UDP", texts(&resources.udp_ports));
    if resources.has_gpus {
        write_set(writer, "GPU", resources.gpus.clone());
    }
    writer.close(']');
}

fn write_integer(writer: &mut Writer, name: &str, value: u32) {
    writer.element();
    writer.object(|writer| {
        writer.text_member("name", name);
        writer.text_member("type", "INTEGER");
        writer.integer_member("integerValue", value.into());
    });
}

fn write_set(writer: &mut Writer, name: &str, values: Vec<String>) {
    writer.element();
    writer.object(|writer| {
        writer.text_member("name", name);
        writer.text_member("type", "STRINGSET");
        writer.array_member("stringSetValue", values, |writer, value| {
            writer.string(&value);
        });
    });
}
