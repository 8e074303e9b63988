//! Memory: a process that uses more than it may is killed.

use alloc::string::String;

use super::stopping::KILLED;
use crate::agenda::Timer;
use crate::event::EventKind;
use crate::{Container, ContainerStage, Duration, MemoryUse, Rule, Task, TaskId, Time, World};

/// What happens later than this does not happen.
const HORIZON: Duration = Duration::from_secs(30 * 24 * 3_600);
const OUT_OF_MEMORY: &str = "OutOfMemoryError: Container killed due to memory usage";
const KIB_PER_MIB: u64 = 1_024;
const MINUTE_MS: u64 = 60_000;

impl Container {
    /// KiB that its process uses: it grows to its base while it boots, and from there on by the minute.
    fn memory_used_kib(&self, now: Time) -> u64 {
        let (
            ContainerStage::Running { since } | ContainerStage::Stopping { since, .. },
            MemoryUse::Grows {
                base_mib,
                mib_per_minute,
            },
        ) = (self.stage, self.image.memory)
        else {
            return 0;
        };
        let base_kib = u64::from(base_mib) * KIB_PER_MIB;
        let (running_ms, boot_ms) = (now.since(since).as_millis(), self.image.boot.as_millis());
        match running_ms.checked_sub(boot_ms) {
            None => base_kib * running_ms / boot_ms,
            Some(booted_ms) => {
                let kib_per_minute = u64::from(mib_per_minute) * KIB_PER_MIB;
                base_kib + kib_per_minute * booted_ms / MINUTE_MS
            }
        }
    }
}

impl Task {
    /// MiB that a container's process uses, rounded up; none if its image uses less than any limit.
    pub fn memory_used_mib(&self, container: usize, now: Time) -> Option<u32> {
        let part = &self.containers[container];
        if part.image.memory == MemoryUse::Modest || !part.is_alive() {
            return None;
        }
        let used_mib = part.memory_used_kib(now).div_ceil(KIB_PER_MIB);
        Some(u32::try_from(used_mib).unwrap_or(u32::MAX))
    }

    /// MiB that a container may use: its own hard limit, else that of its task.
    pub fn memory_limit_mib(&self, container: usize) -> Option<u32> {
        let definition = &self.definition.definition;
        definition.container_definitions[container]
            .memory_mib
            .or(definition.memory_mib)
    }

    /// Whether one of its containers ended because it used too much memory.
    pub fn ran_out_of_memory(&self) -> bool {
        let mut reasons = self
            .containers
            .iter()
            .filter_map(|part| part.reason.as_deref());
        reasons.any(|reason| reason == OUT_OF_MEMORY)
    }

    /// The container that uses more than it may, or most of a task that does. Rules: `MemoryLimit`, `TaskMemoryLimit`.
    fn beyond_memory(&self, now: Time) -> Option<usize> {
        let definition = &self.definition.definition;
        let is_beyond =
            |used_kib: u64, limit_mib: u32| used_kib > u64::from(limit_mib) * KIB_PER_MIB;
        let mut parts = self
            .containers
            .iter()
            .zip(&definition.container_definitions);
        let own = parts.position(|(part, definition)| {
            let limit_mib = definition.memory_mib;
            limit_mib.is_some_and(|limit_mib| is_beyond(part.memory_used_kib(now), limit_mib))
        });
        let used = |part: &Container| part.memory_used_kib(now);
        let all_kib: u64 = self.containers.iter().map(used).sum();
        let greatest = || {
            let parts = self.containers.iter().enumerate();
            let greatest = parts.max_by_key(|(_, part)| used(part));
            greatest.map(|(index, _)| index)
        };
        own.or_else(|| {
            let limit_mib = definition.memory_mib?;
            is_beyond(all_kib, limit_mib).then(greatest).flatten()
        })
    }
}

impl World {
    /// When memory runs out is known in advance: until a process begins or ends, its use only grows.
    pub(super) fn arm_memory(&mut self, id: TaskId) {
        let task = &self.tasks[&id];
        let grows = |part: &Container| part.is_alive() && part.image.memory != MemoryUse::Modest;
        let last_at = self.now + HORIZON;
        let is_watched = task.containers.iter().any(grows) && !task.is_orphan();
        if !is_watched || task.beyond_memory(last_at).is_none() {
            self.agenda.cancel(Timer::OutOfMemory(id));
            return;
        }
        let (mut within, mut beyond) = (self.now.as_millis(), last_at.as_millis());
        while beyond - within > 1 {
            let middle = within + (beyond - within) / 2;
            if task.beyond_memory(Time::from_millis(middle)).is_some() {
                beyond = middle;
            } else {
                within = middle;
            }
        }
        self.arm(Timer::OutOfMemory(id), Time::from_millis(beyond));
    }

    pub(crate) fn on_out_of_memory(&mut self, id: TaskId) {
        let container = self.tasks[&id].beyond_memory(self.now);
        let container = container.expect("the timer was armed for this instant");
        self.run_out_of_memory(id, container);
    }

    /// The kernel kills a process.
    pub(super) fn run_out_of_memory(&mut self, id: TaskId, container: usize) {
        let task = &self.tasks[&id];
        let definition = &task.definition.definition.container_definitions[container];
        let rule = match definition.memory_mib {
            Some(_) => Rule::MemoryLimit,
            None => Rule::TaskMemoryLimit,
        };
        let limit_mib = task
            .memory_limit_mib(container)
            .expect("without a limit nobody runs out of memory");
        let killed = EventKind::OutOfMemory {
            task: id,
            container,
            limit_mib,
        };
        let event = self.emit_by(rule, killed);
        self.task_mut(id).containers[container].reason = Some(String::from(OUT_OF_MEMORY));
        self.because_of(event, |world| world.end_process(id, container, KILLED));
    }
}
