//! Container instances: the EC2 machines of a cluster, what they offer and what is taken.

mod agent;
mod attribute;
mod instance_type;
mod requests;
mod share;
mod states;

use alloc::string::String;
use alloc::sync::Arc;

pub use attribute::{AGENT_VERSION, Attribute};
pub(crate) use attribute::{architecture_value, is_attribute_name, is_capability};
pub use instance_type::{INSTANCE_TYPES, InstanceType};
pub use share::GroupShare;
pub(crate) use share::Held;

use crate::agenda::Timer;
use crate::id::{Purpose, derive};
use crate::limits::{DYNAMIC_PORT_FIRST, DYNAMIC_PORT_LAST, RESERVED_PORTS, RESERVED_PORTS_MAX};
use crate::table::{Map, Set};
use crate::{ClusterId, Image, InstanceId, TaskGroup, TaskId, Time, TransportProtocol, Zone};

/// One container instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Its id.
    pub id: InstanceId,
    /// Where it is registered.
    pub cluster: ClusterId,
    /// What kind of machine it is.
    pub instance_type: &'static InstanceType,
    /// Where it stands.
    pub zone: Zone,
    /// `ACTIVE` or `DRAINING`; a terminated instance is gone from the world.
    pub status: InstanceStatus,
    /// Since when it has that status.
    pub status_since: Time,
    /// Whether its agent is connected to Amazon ECS; without it, nothing is placed here.
    pub agent_connected: bool,
    /// Since when Amazon ECS knows that its agent is not connected.
    pub disconnected_at: Option<Time>,
    /// Since when its agent says nothing; Amazon ECS may not know it yet.
    pub silent_since: Option<Time>,
    /// When its agent was connected for the last time after having been missed, else when it registered.
    pub connected_at: Time,
    /// Whether its machine is gone and Amazon ECS does not know it. Rule: `TerminatedUnnoticed`.
    pub is_gone: bool,
    /// Whether it was launched with `awsvpcTrunking` on, and its type can do that.
    pub has_trunk: bool,
    /// Attributes that a person gave it, by name; an empty value is none.
    pub custom_attributes: Map<String, String>,
    /// When it registered.
    pub registered_at: Time,
    /// The tasks that hold resources here, and what each holds.
    pub reservations: Map<TaskId, Reservation>,
    /// Images whose layers are on its disk, by name, as they were when they were pulled.
    pub cached_images: Map<String, Arc<Image>>,
    /// What its silent agent could not report.
    pub(crate) unreported: Set<(TaskId, Timer)>,
    /// The sums over `reservations`.
    pub(crate) held: Held,
    /// The tasks that hold `reservations`, by group.
    pub(crate) groups: Map<TaskGroup, GroupShare>,
}

/// `status` of a container instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceStatus {
    /// Takes tasks.
    Active,
    /// Takes no new tasks.
    Draining,
}

/// How an agent goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowDisconnected {
    /// Without a word: Amazon ECS only misses it after a while.
    Silent,
    /// It says goodbye.
    Clean,
}

/// One of `networkBindings`: a port of an instance that a task holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NetworkBinding {
    /// The port on the instance.
    pub host_port: u16,
    /// TCP and UDP are apart.
    pub protocol: TransportProtocol,
    /// The port in the container that it leads to.
    pub container_port: u16,
}

/// What one task holds of an instance, from its placement until it is STOPPED.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reservation {
    /// CPU units.
    pub cpu_units: u32,
    /// Memory in MiB.
    pub memory_mib: u32,
    /// Network interfaces: 1 in awsvpc mode, else 0.
    pub eni_count: u32,
    /// Ports on the instance.
    pub ports: Set<NetworkBinding>,
    /// How many of those the task definition names.
    pub static_port_count: u32,
    /// GPUs: one bit for each.
    pub gpus: u32,
}

impl Instance {
    /// CPU units that no task holds.
    pub const fn remaining_cpu_units(&self) -> u32 {
        self.instance_type
            .cpu_units()
            .saturating_sub(self.held.cpu_units)
    }

    /// MiB of memory that no task holds.
    pub const fn remaining_memory_mib(&self) -> u32 {
        self.instance_type
            .memory_mib()
            .saturating_sub(self.held.memory_mib)
    }

    /// GPUs that no task holds, by their places.
    pub fn free_gpus(&self) -> impl Iterator<Item = u32> {
        let held = self.held.gpus;
        (0..self.instance_type.gpu_count).filter(move |gpu| held & (1 << gpu) == 0)
    }

    /// GPUs that no task holds.
    pub const fn remaining_gpu_count(&self) -> u32 {
        self.instance_type
            .gpu_count
            .saturating_sub(self.held.gpus.count_ones())
    }

    /// The id of the GPU in a place, as NVIDIA's driver forms it.
    pub fn gpu_id(&self, gpu: u32) -> String {
        let bits = derive(self.id.0, Purpose::Ec2Resource, u64::from(gpu));
        let part = |shift: u32, digits: u32| bits >> shift & ((1 << (4 * digits)) - 1);
        alloc::format!(
            "GPU-{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            part(96, 8),
            part(80, 4),
            part(64, 4),
            part(48, 4),
            part(0, 12)
        )
    }

    /// Ports that tasks may still reserve by their numbers. Rule: `ReservedPortsCap`.
    pub const fn remaining_static_port_count(&self) -> u32 {
        RESERVED_PORTS_MAX.saturating_sub(RESERVED_PORTS.len() as u32 + self.held.static_port_count)
    }

    /// Network interfaces for awsvpc tasks. Rule: `TaskInterfaces`.
    pub const fn task_eni_count(&self) -> u32 {
        if self.has_trunk {
            self.instance_type.trunk_task_eni_count
        } else {
            self.instance_type.task_eni_count
        }
    }

    /// Network interfaces that tasks may still take.
    pub const fn remaining_eni_count(&self) -> u32 {
        self.task_eni_count().saturating_sub(self.held.eni_count)
    }

    /// Whether the agent or a task holds this port.
    pub fn holds_port(&self, port: u16, protocol: TransportProtocol) -> bool {
        let reserved = protocol == TransportProtocol::Tcp && RESERVED_PORTS.contains(&port);
        reserved || self.port_holder(port, protocol).is_some()
    }

    /// The task that holds this port.
    pub fn port_holder(&self, port: u16, protocol: TransportProtocol) -> Option<TaskId> {
        let holds = |(_, held): &(&TaskId, &Reservation)| held.holds_port(port, protocol);
        self.reservations.iter().find(holds).map(|(task, _)| *task)
    }

    /// Ports of the dynamic range that are sure to be free.
    pub const fn remaining_dynamic_port_count(&self) -> u32 {
        let range_count = (DYNAMIC_PORT_LAST - DYNAMIC_PORT_FIRST) as u32 + 1;
        // The agent's reserved ports may lie in the range.
        range_count.saturating_sub(self.held.port_count + RESERVED_PORTS.len() as u32)
    }

    /// The first free dynamic port at or after a place that `choice` picks, going round the range once.
    pub(crate) fn free_dynamic_port(
        &self,
        choice: u64,
        protocol: TransportProtocol,
        taken: &Set<NetworkBinding>,
    ) -> Option<u16> {
        let count = u64::from(DYNAMIC_PORT_LAST - DYNAMIC_PORT_FIRST) + 1;
        (0..count)
            .map(|step| DYNAMIC_PORT_FIRST + ((choice % count + step) % count) as u16)
            .find(|port| {
                !self.holds_port(*port, protocol)
                    && !taken
                        .iter()
                        .any(|held| held.host_port == *port && held.protocol == protocol)
            })
    }
}
