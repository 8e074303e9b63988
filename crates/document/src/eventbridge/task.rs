//! A task as its state changes show it.

use sim::{
    ContainerDefinition, ContainerOverride, ContainerStage, CpuArchitecture, LaunchType,
    NetworkBinding, Task, TaskOrigin, TaskOverride, TaskStatus, Time, World,
};

use super::exactly;
use crate::writer::Writer;

/// Without `ephemeralStorage` in its definition, a task on Fargate has so many GiB.
const FARGATE_STORAGE_GIB: u32 = 20;

/// The members of a task in the order of the alphabet.
pub(super) fn write(writer: &mut Writer, world: &World, task: &Task, at: Time) {
    let definition = &task.definition.definition;
    write_attachments(writer, world, task);
    writer.array_member(
        "attributes",
        [architecture(world, task)],
        |writer, value| {
            writer.object(|writer| {
                writer.text_member("name", "ecs.cpu-architecture");
                writer.text_member("value", &value);
            });
        },
    );
    writer.text_member("availabilityZone", &world.zone_name(task.zone));
    if let Some(provider) = task.capacity_provider {
        writer.text_member("capacityProviderName", provider.name());
    }
    writer.text_member("clusterArn", &world.cluster_arn(task.cluster));
    let (connectivity, connected_at) = world.connectivity(task);
    writer.text_member("connectivity", connectivity.name());
    writer.text_member("connectivityAt", &exactly(world, connected_at));
    if let Some(instance) = task.instance {
        let arn = world.instance_arn_in(task.cluster, instance);
        writer.text_member("containerInstanceArn", &arn);
    }
    writer.array_member("containers", 0..task.containers.len(), |writer, place| {
        writer.object(|writer| write_container(writer, world, task, place));
    });
    writer.text_member("cpu", &definition.reserved_cpu_units().to_string());
    writer.text_member("createdAt", &exactly(world, task.created_at()));
    writer.text_member("desiredStatus", task.desired_status.name());
    if task.launch_type == LaunchType::Fargate {
        let storage = definition.ephemeral_storage;
        let size_gib = storage.map_or(FARGATE_STORAGE_GIB, |storage| storage.size_gib);
        writer.object_member("ephemeralStorage", |writer| {
            writer.integer_member("sizeInGiB", size_gib.into());
        });
    }
    write_time(
        writer,
        world,
        "executionStoppedAt",
        task.execution_stopped_at,
    );
    writer.text_member("group", &world.group_name(task));
    writer.text_member("healthStatus", task.health_status.name());
    writer.text_member("lastStatus", task.last_status.name());
    writer.text_member("launchType", task.launch_type.name());
    writer.text_member("memory", &definition.reserved_memory_mib().to_string());
    writer.object_member("overrides", |writer| write_overrides(writer, task));
    write_time(writer, world, "pullStartedAt", task.pull_started_at);
    write_time(writer, world, "pullStoppedAt", task.pull_stopped_at);
    write_time(writer, world, "startedAt", task.started_at);
    if let Some(started_by) = started_by(task) {
        writer.text_member("startedBy", &started_by);
    }
    if let Some((code, _)) = &task.stop {
        writer.text_member("stopCode", code.name());
    }
    write_time(writer, world, "stoppedAt", task.stopped_at());
    if let Some((_, reason)) = &task.stop {
        writer.text_member("stoppedReason", &reason.to_string());
    }
    write_time(writer, world, "stoppingAt", task.stopping_at);
    writer.text_member("taskArn", &world.task_arn(task.id));
    let arn = world.task_definition_arn(&task.definition);
    writer.text_member("taskDefinitionArn", &arn);
    writer.text_member("updatedAt", &exactly(world, at));
    let version = i64::try_from(task.version).unwrap_or(i64::MAX);
    writer.integer_member("version", version);
}

fn write_time(writer: &mut Writer, world: &World, name: &str, at: Option<Time>) {
    if let Some(at) = at {
        writer.text_member(name, &exactly(world, at));
    }
}

/// The value of the attribute `ecs.cpu-architecture` of what the task runs on.
fn architecture(world: &World, task: &Task) -> String {
    let instance = task.instance.and_then(|instance| world.instance(instance));
    let of_instance = instance.map(|instance| instance.instance_type.cpu_architecture);
    let platform = task.definition.definition.runtime_platform;
    let wanted = platform.and_then(|platform| platform.cpu_architecture);
    let architecture = of_instance.or(wanted).unwrap_or(CpuArchitecture::X86_64);
    architecture.name().to_ascii_lowercase()
}

fn started_by(task: &Task) -> Option<String> {
    match &task.origin {
        TaskOrigin::Service { deployment, .. } => Some(deployment.to_string()),
        TaskOrigin::Standalone { started_by, .. } => started_by.clone(),
    }
}

/// The network interface of a task with awsvpc networking.
fn write_attachments(writer: &mut Writer, world: &World, task: &Task) {
    writer.array_member("attachments", task.has_eni().then_some(()), |writer, ()| {
        writer.object(|writer| {
            writer.text_member("id", &world.attachment_id(task));
            writer.text_member("type", "eni");
            writer.text_member("status", attachment_status(task.last_status));
            let details = attachment_details(world, task);
            writer.array_member("details", details, |writer, (name, value)| {
                writer.object(|writer| {
                    writer.text_member("name", name);
                    writer.text_member("value", &value);
                });
            });
        });
    });
}

/// How far the network interface of a task in this state is.
const fn attachment_status(last_status: TaskStatus) -> &'static str {
    match last_status {
        TaskStatus::Provisioning => "PRECREATED",
        TaskStatus::Deprovisioning => "DETACHING",
        TaskStatus::Stopped => "DELETED",
        _ => "ATTACHED",
    }
}

/// What is known of the network interface: before it is there, only where it will be.
fn attachment_details(world: &World, task: &Task) -> Vec<(&'static str, String)> {
    let mut details = vec![("subnetId", world.subnet_id(task.zone))];
    let Some(address) = task.private_address() else {
        return details;
    };
    if task.last_status == TaskStatus::Provisioning {
        return details;
    }
    let [first, second, third, ..] = task.id.bits().to_be_bytes();
    let [a, b, c, d] = address;
    details.extend([
        ("networkInterfaceId", world.network_interface_id(task)),
        (
            "macAddress",
            format!("0a:{first:02x}:{second:02x}:{third:02x}:{c:02x}:{d:02x}"),
        ),
        (
            "privateDnsName",
            format!(
                "ip-{a}-{b}-{c}-{d}.{}.compute.internal",
                world.start().region
            ),
        ),
        ("privateIPv4Address", format!("{a}.{b}.{c}.{d}")),
    ]);
    details
}

fn write_container(writer: &mut Writer, world: &World, task: &Task, place: usize) {
    let (Some(definition), Some(container)) = (
        task.definition.definition.container_definitions.get(place),
        task.containers.get(place),
    ) else {
        return;
    };
    writer.text_member("containerArn", &world.container_arn(task, place));
    let cpu_units = definition.cpu_units.unwrap_or(0);
    writer.text_member("cpu", &cpu_units.to_string());
    if let Some(exit_code) = container.exit_code() {
        writer.integer_member("exitCode", exit_code.into());
    }
    writer.text_member("healthStatus", container.health_status.name());
    writer.text_member("image", &definition.image);
    let is_pulled = container.stage == ContainerStage::Pulled || container.started_at.is_some();
    if is_pulled {
        let digest = container.image.digest(&definition.image);
        writer.text_member("imageDigest", &digest);
    }
    writer.text_member("lastStatus", container.last_status().name());
    if let Some(memory_mib) = definition.memory_mib {
        writer.text_member("memory", &memory_mib.to_string());
    }
    if let Some(memory_mib) = definition.memory_reservation_mib {
        writer.text_member("memoryReservation", &memory_mib.to_string());
    }
    writer.text_member("name", &definition.name);
    let bindings = bindings(world, task, definition);
    if container.is_alive() && !bindings.is_empty() {
        writer.array_member("networkBindings", bindings, write_binding);
    }
    writer.array_member("networkInterfaces", interface(task), |writer, address| {
        writer.object(|writer| {
            writer.text_member("attachmentId", &world.attachment_id(task));
            writer.text_member("privateIpv4Address", &address);
        });
    });
    if let Some(reason) = &container.reason {
        writer.text_member("reason", reason);
    }
    if definition.restart_policy.is_some() {
        writer.integer_member("restartCount", container.restart_count.into());
    }
    if container.started_at.is_some() {
        writer.text_member("runtimeId", &runtime_id(task, place));
    }
    writer.text_member("taskArn", &world.task_arn(task.id));
}

/// The address of the network interface of a task, once it has one.
fn interface(task: &Task) -> Option<String> {
    let [a, b, c, d] = task.private_address()?;
    (task.last_status > TaskStatus::Provisioning).then(|| format!("{a}.{b}.{c}.{d}"))
}

/// The id of the container in its runtime: of Docker's form on an instance, else of Fargate's.
fn runtime_id(task: &Task, place: usize) -> String {
    match task.launch_type {
        LaunchType::Ec2 => {
            let turned = task.id.bits().rotate_left(64) ^ place as u128;
            format!("{}{turned:032x}", task.id)
        }
        LaunchType::Fargate => {
            let number = task.id.bits() % 9_000_000_000 + 1_000_000_000 + place as u128;
            format!("{}-{number}", task.id)
        }
    }
}

/// The ports of the instance that lead to this container.
fn bindings(world: &World, task: &Task, definition: &ContainerDefinition) -> Vec<NetworkBinding> {
    let instance = task.instance.and_then(|instance| world.instance(instance));
    let held = instance.and_then(|instance| instance.reservations.get(&task.id));
    let leads_here = |binding: &&NetworkBinding| {
        definition.port_mappings.iter().any(|mapping| {
            mapping.container_port == binding.container_port && mapping.protocol == binding.protocol
        })
    };
    let ports = held.into_iter().flat_map(|held| &held.ports);
    ports.filter(leads_here).copied().collect()
}

fn write_binding(writer: &mut Writer, binding: NetworkBinding) {
    writer.object(|writer| {
        writer.text_member("bindIP", "0.0.0.0");
        writer.integer_member("containerPort", binding.container_port.into());
        writer.integer_member("hostPort", binding.host_port.into());
        writer.text_member("protocol", binding.protocol.name());
    });
}

/// Every container of the task with what was overridden of it.
fn write_overrides(writer: &mut Writer, task: &Task) {
    let nothing = TaskOverride::default();
    let overrides = match &task.origin {
        TaskOrigin::Standalone { overrides, .. } => overrides,
        TaskOrigin::Service { .. } => &nothing,
    };
    let containers = &task.definition.definition.container_definitions;
    writer.array_member("containerOverrides", containers, |writer, container| {
        let mut given = overrides.container_overrides.iter();
        let given = given.find(|given| given.name == container.name);
        writer.object(|writer| write_override(writer, &container.name, given));
    });
    for (name, value) in [
        ("cpu", overrides.cpu_units),
        ("memory", overrides.memory_mib),
    ] {
        if let Some(value) = value {
            writer.text_member(name, &value.to_string());
        }
    }
}

fn write_override(writer: &mut Writer, name: &str, given: Option<&ContainerOverride>) {
    if let Some(given) = given {
        if let Some(command) = &given.command {
            writer.array_member("command", command, |writer, word| writer.string(word));
        }
        if let Some(cpu_units) = given.cpu_units {
            writer.integer_member("cpu", cpu_units.into());
        }
        if !given.environment.is_empty() {
            writer.array_member("environment", &given.environment, |writer, pair| {
                writer.object(|writer| {
                    writer.text_member("name", &pair.name);
                    writer.text_member("value", &pair.value);
                });
            });
        }
        if let Some(memory_mib) = given.memory_mib {
            writer.integer_member("memory", memory_mib.into());
        }
        if let Some(memory_mib) = given.memory_reservation_mib {
            writer.integer_member("memoryReservation", memory_mib.into());
        }
    }
    writer.text_member("name", name);
}
