//! What a choice among thousands of instances looks at first, kept side by side in memory. Never decides by itself: who
//! passes here is asked everything.

use crate::table::Map;
use crate::{ClusterId, Instance, InstanceId, TaskGroup, TaskId, World, Zone};

/// The instances in a few numbers each, and the groups by zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlacementIndex {
    pub(super) slots: Map<InstanceId, Slot>,
    /// Active tasks of a group on instances of a cluster, by zone.
    pub(super) zones: Map<(ClusterId, TaskGroup), Map<Zone, u32>>,
}

/// One instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) cluster: ClusterId,
    pub(super) cpu_units: u32,
    pub(super) memory_mib: u32,
    pub(super) zone: Zone,
}

impl Slot {
    const fn of(instance: &Instance) -> Self {
        Self {
            cluster: instance.cluster,
            cpu_units: instance.remaining_cpu_units(),
            memory_mib: instance.remaining_memory_mib(),
            zone: instance.zone,
        }
    }
}

impl PlacementIndex {
    /// The index of a world, from the beginning.
    pub(crate) fn rebuilt(world: &World) -> Self {
        let mut index = Self::default();
        for instance in world.instances() {
            index.slots.insert(instance.id, Slot::of(instance));
            for (group, share) in instance.groups() {
                for _ in 0..share.active_count {
                    index.join(instance, group.clone());
                }
            }
        }
        index
    }

    pub(super) fn join(&mut self, instance: &Instance, group: TaskGroup) {
        let zones = self.zones.entry((instance.cluster, group)).or_default();
        *zones.entry(instance.zone).or_insert(0) += 1;
    }

    fn leave(&mut self, key: &(ClusterId, TaskGroup), zone: Zone) {
        let zones = self.zones.get_mut(key).expect("the task joined");
        let count = zones.get_mut(&zone).expect("the task joined");
        *count -= 1;
        if *count == 0 {
            zones.remove(&zone);
            if zones.is_empty() {
                self.zones.remove(key);
            }
        }
    }

    /// Active tasks of a group in each zone.
    pub(super) fn in_zones(&self, cluster: ClusterId, group: &TaskGroup) -> Map<Zone, u32> {
        let zones = self.zones.get(&(cluster, group.clone()));
        zones.cloned().unwrap_or_default()
    }
}

impl World {
    /// What an instance has left has changed.
    pub(crate) fn index_instance(&mut self, id: InstanceId) {
        let slot = Slot::of(&self.instances[&id]);
        self.index.slots.insert(id, slot);
    }

    /// An instance is gone.
    pub(crate) fn unindex_instance(&mut self, id: InstanceId) {
        self.index.slots.remove(&id);
    }

    /// A task was told to stop: it does not count any more where tasks are spread, nor for expressions. Rule:
    /// `SpreadCounts`.
    pub(crate) fn leave_spread(&mut self, task: TaskId) {
        let task = &self.tasks[&task];
        let Some(id) = task.instance else {
            return;
        };
        let group = task.task_group();
        let instance = self.instance_mut(id);
        instance.deactivate_in_group(&group);
        let zone = instance.zone;
        let cluster = instance.cluster;
        self.index.leave(&(cluster, group), zone);
        self.capacity_changed(cluster);
    }
}
