//! What the tasks on an instance hold together, kept so that placement need not add it up each time.

use crate::table::Map;
use crate::{Instance, Reservation, TaskGroup, TransportProtocol};

/// The sums over the reservations of an instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) cpu_units: u32,
    pub(crate) memory_mib: u32,
    pub(crate) eni_count: u32,
    /// Ports, dynamic ones included.
    pub(crate) port_count: u32,
    /// Ports that task definitions name.
    pub(crate) static_port_count: u32,
    /// One bit for each GPU.
    pub(crate) gpus: u32,
}

/// The tasks of one group on an instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupShare {
    /// Tasks that are not told to stop.
    pub active_count: u32,
    /// Tasks that are not STOPPED.
    pub present_count: u32,
}

impl Held {
    pub(crate) fn add(&mut self, reservation: &Reservation) {
        self.cpu_units += reservation.cpu_units;
        self.memory_mib += reservation.memory_mib;
        self.eni_count += reservation.eni_count;
        self.port_count += reservation.port_count();
        self.static_port_count += reservation.static_port_count;
        debug_assert_eq!(self.gpus & reservation.gpus, 0, "a GPU has one holder");
        self.gpus |= reservation.gpus;
    }

    pub(crate) fn subtract(&mut self, reservation: &Reservation) {
        self.cpu_units -= reservation.cpu_units;
        self.memory_mib -= reservation.memory_mib;
        self.eni_count -= reservation.eni_count;
        self.port_count -= reservation.port_count();
        self.static_port_count -= reservation.static_port_count;
        self.gpus &= !reservation.gpus;
    }
}

impl Reservation {
    fn port_count(&self) -> u32 {
        u32::try_from(self.ports.len()).expect("a port is a 16-bit number")
    }

    /// Whether the task holds this port.
    pub fn holds_port(&self, port: u16, protocol: TransportProtocol) -> bool {
        self.ports
            .iter()
            .any(|held| held.host_port == port && held.protocol == protocol)
    }
}

impl Instance {
    /// The tasks of a group here.
    pub fn share(&self, group: &TaskGroup) -> GroupShare {
        self.groups.get(group).copied().unwrap_or_default()
    }

    /// Every group with a task here that is not STOPPED.
    pub const fn groups(&self) -> &Map<TaskGroup, GroupShare> {
        &self.groups
    }

    /// `runningTasksCount`: tasks here that are not told to stop.
    pub fn running_tasks_count(&self) -> u32 {
        self.groups.values().map(|share| share.active_count).sum()
    }

    pub(crate) fn join_group(&mut self, group: TaskGroup) {
        let share = self.groups.entry(group).or_default();
        share.active_count += 1;
        share.present_count += 1;
    }

    /// A task of the group was told to stop.
    pub(crate) fn deactivate_in_group(&mut self, group: &TaskGroup) {
        let share = self.groups.get_mut(group).expect("the task joined");
        share.active_count -= 1;
    }

    /// A task of the group is STOPPED.
    pub(crate) fn leave_group(&mut self, group: &TaskGroup) {
        let share = self.groups.get_mut(group).expect("the task joined");
        share.present_count -= 1;
        if share.present_count == 0 {
            self.groups.remove(group);
        }
    }
}
