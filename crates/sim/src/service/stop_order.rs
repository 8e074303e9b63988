//! Whom to stop first where some tasks must stop. Rules: `ScaleInChoice`, `ScaleInByStrategy`.

use alloc::collections::BinaryHeap;
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::census::{Census, Standing};
use crate::limits::STRATEGIES_MAX;
use crate::table::Map;
use crate::{InstanceId, Service, Strategy, TaskId, World};

/// What one strategy says of the tasks of a census, by their places in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopStep {
    /// Tasks with the same number are in one bucket: the fullest gives first.
    Spread(Vec<u32>),
    /// What each task holds, and what its instance has left: where the most would be left, a task goes first.
    Binpack(Vec<(u32, u32)>),
}

impl World {
    /// What the strategies of a service say of its tasks, in their order; nothing of those that choose by lot.
    pub(super) fn stop_steps(&self, service: &Service, tasks: &[Standing]) -> Vec<StopStep> {
        let strategies = service.placement_strategy.iter();
        strategies
            .filter_map(|strategy| match strategy {
                Strategy::Random => None,
                Strategy::SpreadInstance => Some(buckets(tasks, |task| task.instance)),
                Strategy::SpreadAttribute(name) => Some(buckets(tasks, |task| {
                    let instance = self.instance(task.instance?)?;
                    self.attribute(instance, name)
                })),
                Strategy::BinpackCpu => Some(self.packed(tasks, |held, left| {
                    (held.cpu_units, left.remaining_cpu_units())
                })),
                Strategy::BinpackMemory => Some(self.packed(tasks, |held, left| {
                    (held.memory_mib, left.remaining_memory_mib())
                })),
            })
            .collect()
    }

    fn packed(
        &self,
        tasks: &[Standing],
        amounts: impl Fn(&crate::Reservation, &crate::Instance) -> (u32, u32),
    ) -> StopStep {
        let amounts = tasks.iter().map(|task| {
            let instance = task.instance.and_then(|id| self.instance(id));
            let held = instance.and_then(|instance| instance.reservations.get(&task.task));
            match (held, instance) {
                (Some(held), Some(instance)) => amounts(held, instance),
                _ => (0, 0),
            }
        });
        StopStep::Binpack(amounts.collect())
    }
}

/// Numbers the buckets that tasks fall into.
fn buckets<Key: Ord>(tasks: &[Standing], key: impl Fn(&Standing) -> Key) -> StopStep {
    let mut numbers: Map<Key, u32> = Map::new();
    let numbered = tasks.iter().map(|task| {
        let next = numbers.len() as u32;
        *numbers.entry(key(task)).or_insert(next)
    });
    StopStep::Spread(numbered.collect())
}

/// The less, the sooner a task is stopped.
type Urgency = (bool, bool, bool, bool, [u32; STRATEGIES_MAX], u64);

/// The choice while it goes on.
struct Choice<'a> {
    census: &'a Census,
    steps: Vec<StopStep>,
    /// Active tasks by bucket, for each step.
    counts: Vec<Vec<u32>>,
    /// What chosen tasks give back to their instances, for each step.
    freed: Vec<Map<Option<InstanceId>, u32>>,
    is_chosen: Vec<bool>,
}

/// Tasks that do not run yet, then unhealthy ones and those that are not healthy yet, then those on DRAINING instances,
/// then by the strategies, which are the zone and the instance where the service has none, then by lot.
pub(super) fn choose_to_stop(
    census: &Census,
    candidates: impl Fn(&&Standing) -> bool,
    stop_count: u32,
) -> Vec<TaskId> {
    if stop_count == 0 {
        return Vec::new();
    }
    let mut choice = Choice::of(census);
    // An entry whose urgency has changed since it was pushed goes back with the new one.
    let mut heap: BinaryHeap<Reverse<(Urgency, usize)>> = census
        .tasks
        .iter()
        .enumerate()
        .filter(|(_, task)| candidates(task))
        .map(|(index, _)| Reverse((choice.urgency(index), index)))
        .collect();
    let mut chosen = Vec::new();
    while chosen.len() < stop_count as usize {
        let Some(Reverse((pushed, index))) = heap.pop() else {
            break;
        };
        if choice.is_chosen[index] {
            continue;
        }
        let present = choice.urgency(index);
        if present != pushed {
            heap.push(Reverse((present, index)));
            continue;
        }
        choice.take(index);
        chosen.push(census.tasks[index].task);
        // What goes from an instance makes those that stay there more urgent, where the most would be left.
        if choice.packs() {
            let instance = census.tasks[index].instance;
            let neighbours = census.tasks.iter().enumerate().filter(|(place, task)| {
                task.instance == instance && !choice.is_chosen[*place] && candidates(task)
            });
            heap.extend(neighbours.map(|(place, _)| Reverse((choice.urgency(place), place))));
        }
    }
    chosen
}

impl<'a> Choice<'a> {
    fn of(census: &'a Census) -> Self {
        let steps = match &census.stop_steps {
            Some(steps) => steps.clone(),
            None => vec![
                buckets(&census.tasks, |task| task.zone),
                buckets(&census.tasks, |task| task.instance),
            ],
        };
        let mut choice = Self {
            census,
            counts: vec![vec![0; census.tasks.len()]; steps.len()],
            freed: vec![Map::new(); steps.len()],
            is_chosen: vec![false; census.tasks.len()],
            steps,
        };
        for (index, task) in census.tasks.iter().enumerate() {
            if task.is_active {
                choice.count(index, |count| count + 1);
            }
        }
        choice
    }

    fn count(&mut self, index: usize, change: impl Fn(u32) -> u32) {
        for (step, counts) in self.steps.iter().zip(&mut self.counts) {
            if let StopStep::Spread(buckets) = step {
                let count = &mut counts[buckets[index] as usize];
                *count = change(*count);
            }
        }
    }

    fn packs(&self) -> bool {
        let is_packing = |step: &StopStep| matches!(step, StopStep::Binpack(_));
        self.steps.iter().any(is_packing)
    }

    fn take(&mut self, index: usize) {
        self.is_chosen[index] = true;
        self.count(index, |count| count.saturating_sub(1));
        let instance = self.census.tasks[index].instance;
        for (step, freed) in self.steps.iter().zip(&mut self.freed) {
            if let StopStep::Binpack(amounts) = step {
                *freed.entry(instance).or_insert(0) += amounts[index].0;
            }
        }
    }

    fn urgency(&self, index: usize) -> Urgency {
        let task = &self.census.tasks[index];
        let mut values = [0; STRATEGIES_MAX];
        for (value, (place, step)) in values.iter_mut().zip(self.steps.iter().enumerate()) {
            *value = u32::MAX
                - match step {
                    StopStep::Spread(buckets) => self.counts[place][buckets[index] as usize],
                    StopStep::Binpack(amounts) => {
                        let (held, left) = amounts[index];
                        let freed = self.freed[place].get(&task.instance).copied();
                        left.saturating_add(held).saturating_add(freed.unwrap_or(0))
                    }
                };
        }
        (
            task.is_running,
            task.failure.is_none(),
            task.is_healthy,
            !task.is_on_draining,
            values,
            task.lot,
        )
    }
}
