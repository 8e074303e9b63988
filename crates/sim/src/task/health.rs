//! The health checks of containers, and the health of a task that follows from them.

use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::load_balancer::probing::{Checks, Schedule, Verdict};
use crate::{Container, Duration, HealthStatus, Rule, RuleSet, TaskId, World};

/// Statuses that let a health command succeed.
const COMMAND_SUCCEEDS: (u16, u16) = (200, 399);

impl World {
    /// A process has started: its probes begin, and what earlier ones have found is forgotten.
    pub(super) fn start_container_checks(&mut self, id: TaskId, container: usize) {
        let task = &self.tasks[&id];
        let definition = &task.definition.definition.container_definitions[container];
        let Some(check) = &definition.health_check else {
            return;
        };
        let schedule = Schedule {
            first_at: self.now + check.interval,
            interval: check.interval,
            timeout: check.timeout,
            successes_at_first: 1,
            successes_after_failure: 1,
            failures: check.retries,
            forgiving_until: self.now + check.start_period,
        };
        let answers = task.containers[container].answers(COMMAND_SUCCEEDS);
        let checks = Checks::new(schedule, answers, self.now);
        self.task_mut(id).containers[container].checks = Some(checks);
        self.set_container_health(
            id,
            container,
            HealthStatus::Unknown,
            Rule::ContainerHealthChecks,
        );
        self.arm_container_health(id, container);
    }

    /// The process answers its health command otherwise from now on.
    pub(super) fn container_answers_change(&mut self, id: TaskId, container: usize) {
        let now = self.now;
        let part = &mut self.task_mut(id).containers[container];
        let answers = part.answers(COMMAND_SUCCEEDS);
        if let Some(checks) = &mut part.checks {
            checks.answers_change(answers, now);
            self.agenda.cancel(Timer::ContainerHealth(id, container));
            self.arm_container_health(id, container);
        }
    }

    fn arm_container_health(&mut self, id: TaskId, container: usize) {
        let change = self.tasks[&id].containers[container]
            .checks
            .as_ref()
            .and_then(Checks::next_change);
        if let Some(change) = change {
            let at = change.decided_at.max(self.now + Duration::from_millis(1));
            self.arm(Timer::ContainerHealth(id, container), at);
        }
    }

    pub(crate) fn on_container_health(&mut self, id: TaskId, container: usize) {
        let now = self.now;
        let part = &mut self.task_mut(id).containers[container];
        let checks = part.checks.as_mut().expect("a verdict needs checks");
        let change = checks
            .next_change()
            .expect("the timer was armed for a change");
        checks.decide(change.result, now);
        let to = health_of(checks.verdict());
        self.set_container_health(id, container, to, Rule::ContainerHealthChecks);
        self.arm_container_health(id, container);
    }

    /// What the agent finds is known to Amazon ECS only while it is connected. Rule: `StatusFrozen`.
    pub(super) fn set_container_health(
        &mut self,
        id: TaskId,
        container: usize,
        to: HealthStatus,
        rules: impl Into<RuleSet>,
    ) {
        if self.is_cut_off(id) {
            self.advance_containers(id);
            return;
        }
        let part = &mut self.task_mut(id).containers[container];
        if core::mem::replace(&mut part.health_status, to) == to {
            return;
        }
        let changed = EventKind::ContainerHealthChanged {
            task: id,
            container,
            to,
        };
        let event = self.emit_by(rules, changed);
        self.because_of(event, |world| {
            world.roll_up_health(id);
            world.advance_containers(id);
        });
    }

    /// The task's health is that of its essential containers with a check, taken together.
    fn roll_up_health(&mut self, id: TaskId) {
        let task = &self.tasks[&id];
        let statuses: Vec<HealthStatus> = (0..task.containers.len())
            .filter(|index| task.is_essential(*index))
            .filter(|index| {
                task.definition.definition.container_definitions[*index]
                    .health_check
                    .is_some()
            })
            .map(|index| task.containers[index].health_status)
            .collect();
        let to = if statuses.is_empty() || statuses.contains(&HealthStatus::Unknown) {
            HealthStatus::Unknown
        } else {
            HealthStatus::Healthy
        };
        let to = if statuses.contains(&HealthStatus::Unhealthy) {
            HealthStatus::Unhealthy
        } else {
            to
        };
        if task.health_status != to {
            self.task_mut(id).health_status = to;
            self.emit_by(
                Rule::ContainerHealthRollUp,
                EventKind::TaskHealthChanged { task: id, to },
            );
        }
    }
}

const fn health_of(verdict: Verdict) -> HealthStatus {
    match verdict {
        Verdict::Undecided => HealthStatus::Unknown,
        Verdict::Healthy => HealthStatus::Healthy,
        Verdict::Unhealthy => HealthStatus::Unhealthy,
    }
}

/// What the agent knows of a container's health, whether it could report it or not.
pub(super) fn known_health(part: &Container) -> HealthStatus {
    part.checks
        .as_ref()
        .map_or(part.health_status, |checks| health_of(checks.verdict()))
}
