//! How good a place is: the values that each strategy gives an instance; less is better, and the lot breaks ties.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::index::Slot;
use super::strategy::ZONE_ATTRIBUTE;
use super::{Request, Strategy};
use crate::limits::STRATEGIES_MAX;
use crate::random::Draw;
use crate::table::Map;
use crate::{ClusterId, Instance, InstanceId, TaskGroup, World, Zone};

/// How good a place is: lower ranks are better. Keeping the best bucket of one strategy after the other is the same as
/// comparing their values in order. Rule: `StrategyChain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// What each strategy says; 0 beyond the last one.
    pub values: [u64; STRATEGIES_MAX],
    /// Breaks ties. Rule: `TiesAtRandom`.
    pub lot: u64,
}

/// The strategies of a request, with the counts that they need.
pub(super) struct Ranking<'world> {
    world: &'world World,
    request: &'world Request,
    measures: Vec<Measure<'world>>,
}

/// What one strategy looks at.
enum Measure<'world> {
    /// Tasks of the group on the instance.
    OnInstance,
    /// Tasks of the group in the zone.
    InZone(Map<Zone, u32>),
    /// Tasks of the group on all instances with the same value of an attribute; those without it are together.
    AtValue(&'world str, Map<Option<Cow<'world, str>>, u32>),
    RemainingCpu,
    RemainingMemory,
    Random,
}

impl<'world> Ranking<'world> {
    pub(super) fn of(
        world: &'world World,
        request: &'world Request,
        strategy: &'world [Strategy],
    ) -> Self {
        let measures = strategy.iter().map(|strategy| match strategy {
            Strategy::Random => Measure::Random,
            Strategy::SpreadInstance => Measure::OnInstance,
            Strategy::SpreadAttribute(name) if name == ZONE_ATTRIBUTE => {
                Measure::InZone(world.index.in_zones(request.cluster, &request.group))
            }
            Strategy::SpreadAttribute(name) => Measure::AtValue(
                name,
                counts(world, request, |instance| world.attribute(instance, name)),
            ),
            Strategy::BinpackCpu => Measure::RemainingCpu,
            Strategy::BinpackMemory => Measure::RemainingMemory,
        });
        Self {
            world,
            request,
            measures: measures.collect(),
        }
    }

    pub(super) fn rank(&self, instance: &Instance) -> Rank {
        Rank {
            values: self.values(instance),
            lot: self.lot(instance.id),
        }
    }

    fn values(&self, instance: &Instance) -> [u64; STRATEGIES_MAX] {
        let mut values = [0; STRATEGIES_MAX];
        for (value, (index, measure)) in values.iter_mut().zip(self.measures.iter().enumerate()) {
            *value = self.value(index, measure, instance);
        }
        values
    }

    /// The values of an instance, unless they are worse than the best ones so far. Those that need no look at the
    /// instance itself come cheap.
    pub(super) fn values_unless_worse(
        &self,
        id: InstanceId,
        slot: &Slot,
        instance: &Instance,
        best: Option<&[u64; STRATEGIES_MAX]>,
    ) -> Option<[u64; STRATEGIES_MAX]> {
        let mut values = [0; STRATEGIES_MAX];
        let mut is_level = best.is_some();
        for (index, measure) in self.measures.iter().enumerate() {
            values[index] = match measure {
                Measure::InZone(counts) => u64::from(counts.get(&slot.zone).copied().unwrap_or(0)),
                Measure::RemainingCpu => u64::from(slot.cpu_units),
                Measure::RemainingMemory => u64::from(slot.memory_mib),
                Measure::Random => self.random(index, id),
                Measure::OnInstance | Measure::AtValue(..) => self.value(index, measure, instance),
            };
            if let Some(best) = best.filter(|_| is_level) {
                if values[index] > best[index] {
                    return None;
                }
                is_level = values[index] == best[index];
            }
        }
        Some(values)
    }

    fn value(&self, index: usize, measure: &Measure<'world>, instance: &Instance) -> u64 {
        let count = match measure {
            Measure::OnInstance => instance.share(&self.request.group).active_count,
            Measure::InZone(counts) => counts.get(&instance.zone).copied().unwrap_or(0),
            Measure::AtValue(name, counts) => {
                let value = self.world.attribute(instance, name);
                counts.get(&value).copied().unwrap_or(0)
            }
            Measure::RemainingCpu => instance.remaining_cpu_units(),
            Measure::RemainingMemory => instance.remaining_memory_mib(),
            Measure::Random => return self.random(index, instance.id),
        };
        u64::from(count)
    }

    fn random(&self, index: usize, id: InstanceId) -> u64 {
        let subject = self.request.task.0 ^ id.0.rotate_left(index as u32 + 1);
        self.world.draw(Draw::RandomStrategy, subject)
    }

    pub(super) fn lot(&self, id: InstanceId) -> u64 {
        let subject = self.request.task.0 ^ id.0;
        self.world.draw(Draw::TieAmongInstances, subject)
    }
}

/// The active tasks of the group of a request on instances, summed by something about those. Rule: `SpreadCounts`.
fn counts<'world, Key: Ord>(
    world: &'world World,
    request: &Request,
    key: impl Fn(&'world Instance) -> Key,
) -> Map<Key, u32> {
    let mut counts = Map::new();
    for (instance, count) in occupied(world, request.cluster, &request.group) {
        *counts.entry(key(instance)).or_insert(0) += count;
    }
    counts
}

/// The instances of a cluster with active tasks of a group, and how many those are.
fn occupied<'world>(
    world: &'world World,
    cluster: ClusterId,
    group: &TaskGroup,
) -> impl Iterator<Item = (&'world Instance, u32)> {
    world
        .instances()
        .filter(move |instance| instance.cluster == cluster)
        .map(|instance| (instance, instance.share(group).active_count))
        .filter(|(_, count)| *count > 0)
}
