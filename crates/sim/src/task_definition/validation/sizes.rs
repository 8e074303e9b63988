//! CPU and memory of the task and of its containers.

use alloc::format;

use super::super::{Compatibility, ContainerDefinition, TaskDefinition};
use super::report::Report;
use super::text::shown;
use crate::Rule;

const TASK_CPU_UNITS_MIN: u32 = 128;
const TASK_CPU_UNITS_MAX: u32 = 196_608;
const CONTAINER_MEMORY_MIB_MIN: u32 = 6;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    check_task_cpu(definition, report);
    report.each_container(definition, check_container_memory);
    check_containers_fit(definition, report);
}

/// On Fargate, only certain pairs exist, and another check looks at them.
fn check_task_cpu(definition: &TaskDefinition, report: &mut Report) {
    let Some(cpu_units) = definition.cpu_units else {
        return;
    };
    let is_in_range = (TASK_CPU_UNITS_MIN..=TASK_CPU_UNITS_MAX).contains(&cpu_units);
    if !is_in_range && !definition.requires(Compatibility::Fargate) {
        let message = "Invalid 'cpu' setting for task. For more information, see the Troubleshooting section of the \
                       Amazon ECS Developer Guide.";
        report.refuse("cpu", Rule::TaskCpuRange, message);
    }
}

/// What an instance needs to know: how much memory to reserve.
pub(super) fn check_containers_have_memory(definition: &TaskDefinition, report: &mut Report) {
    if definition.memory_mib.is_some() {
        return;
    }
    report.each_container(definition, |container, report| {
        if container.memory_mib.is_none() && container.memory_reservation_mib.is_none() {
            let name = shown(&container.name);
            let message = format!(
                "Invalid setting for container '{name}'. At least one of 'memory' or 'memoryReservation' must be \
                 specified."
            );
            report.refuse("memory", Rule::ContainerNeedsMemory, message);
        }
    });
}

fn check_container_memory(container: &ContainerDefinition, report: &mut Report) {
    let name = shown(&container.name);
    for (field, memory_mib) in [
        ("memory", container.memory_mib),
        ("memoryReservation", container.memory_reservation_mib),
    ] {
        if memory_mib.is_some_and(|memory_mib| memory_mib < CONTAINER_MEMORY_MIB_MIN) {
            let message = format!(
                "Invalid setting for container '{name}'. '{field}' must be at least {CONTAINER_MEMORY_MIB_MIN} MiB."
            );
            report.refuse(field, Rule::ContainerMemoryMin, message);
        }
    }
    if let (Some(memory_mib), Some(reservation_mib)) =
        (container.memory_mib, container.memory_reservation_mib)
        && memory_mib < reservation_mib
    {
        let message = format!(
            "Invalid setting for container '{name}'. 'memory' must not be less than 'memoryReservation'."
        );
        report.refuse("memory", Rule::MemoryCoversReservation, message);
    }
}

/// The containers' hard limits fit into the task, and so does their CPU: the first that does not is named.
fn check_containers_fit(definition: &TaskDefinition, report: &mut Report) {
    let mut memory = Room::new(definition.memory_mib);
    let mut cpu = Room::new(definition.cpu_units);
    report.each_container(definition, |container, report| {
        if memory.overflows_with(container.memory_mib) {
            let message = "The 'memory' setting for container is greater than for the task.";
            report.refuse("memory", Rule::TaskMemoryCoversContainers, message);
        }
        if cpu.overflows_with(container.cpu_units) {
            let message = "The 'cpu' setting for container is greater than for the task.";
            report.refuse("cpu", Rule::TaskCpuCoversContainers, message);
        }
    });
}

/// What is left of a task's CPU or memory; none once it has overflowed, or if the task has no size.
struct Room(Option<u32>);

impl Room {
    fn new(size: Option<u32>) -> Self {
        Self(size)
    }

    fn overflows_with(&mut self, amount: Option<u32>) -> bool {
        let Some(left) = self.0 else {
            return false;
        };
        self.0 = left.checked_sub(amount.unwrap_or(0));
        self.0.is_none()
    }
}
