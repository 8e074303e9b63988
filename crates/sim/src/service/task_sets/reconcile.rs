//! The pass of a service that runs task sets: each gets the tasks that its scale says.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::super::{Condition, DeploymentStatus, RolloutState};
use super::{StabilityStatus, TaskSetChange};
use crate::event::EventKind;
use crate::{DeploymentId, Rule, ServiceId, ServiceMessage, Task, World};

impl World {
    /// One pass of a service that runs task sets.
    pub(crate) fn reconcile_task_sets(&mut self, id: ServiceId) {
        let (_, _, limit) = self.look(id);
        self.keep_full_size(id, limit);
        self.forget_drained_task_sets(id);
        self.note_stability(id);
    }

    /// A task set that is being deleted is gone with its last task. Rule: `TaskSetStatuses`.
    fn forget_drained_task_sets(&mut self, id: ServiceId) {
        let service = &self.services[&id];
        let in_use: Vec<DeploymentId> = service
            .tasks
            .iter()
            .filter_map(|task| self.tasks[task].deployment())
            .collect();
        let drained: Vec<DeploymentId> = service
            .deployments
            .iter()
            .filter(|deployment| deployment.status == DeploymentStatus::Draining)
            .map(|deployment| deployment.id)
            .filter(|deployment| !in_use.contains(deployment))
            .collect();
        for task_set in drained {
            let service = self.service_mut(id);
            service
                .deployments
                .retain(|deployment| deployment.id != task_set);
            self.emit_by(
                Rule::TaskSetStatuses,
                EventKind::TaskSetChanged {
                    service: id,
                    task_set,
                    change: TaskSetChange::Deleted,
                },
            );
        }
    }

    /// Which task sets are stable, and whether the service is: when all of them are. Rules: `TaskSetStability`,
    /// `SteadyWithTaskSets`.
    fn note_stability(&mut self, id: ServiceId) {
        let now = self.now;
        let sets: Vec<DeploymentId> = self.services[&id]
            .deployments
            .iter()
            .map(|deployment| deployment.id)
            .collect();
        let mut are_all_steady = !sets.is_empty();
        for task_set in sets {
            let is_steady = self.is_steady_task_set(id, task_set);
            are_all_steady &= is_steady;
            let status = if is_steady {
                StabilityStatus::SteadyState
            } else {
                StabilityStatus::Stabilizing
            };
            self.set_stability(id, task_set, status);
        }
        if are_all_steady {
            self.service_mut(id).steady_since.get_or_insert(now);
            self.rest_on(Rule::SteadyWithTaskSets);
            self.say_lasting(id, Condition::Steady, ServiceMessage::SteadyState);
        } else {
            self.unsettle(id);
        }
    }

    /// Rule: `TaskSetStability`.
    fn is_steady_task_set(&self, id: ServiceId, task_set: DeploymentId) -> bool {
        let service = &self.services[&id];
        let counts = self.task_set_counts(service, task_set);
        let tasks = service.tasks.iter().map(|task| &self.tasks[task]);
        let mut own = tasks.filter(|task| task.deployment() == Some(task_set));
        let is_sound =
            |task: &Arc<Task>| self.counts_as_healthy(task, self.now) && !self.is_on_draining(task);
        counts.running == counts.computed_desired && counts.pending == 0 && own.all(is_sound)
    }

    /// Rule: `TaskSetStability`.
    pub(super) fn set_stability(
        &mut self,
        id: ServiceId,
        task_set: DeploymentId,
        status: StabilityStatus,
    ) {
        let now = self.now;
        let Some(found) = self.task_set_mut(id, task_set) else {
            return;
        };
        if found.stability_status == status {
            return;
        }
        found.stability_status = status;
        found.stability_status_at = now;
        if status == StabilityStatus::SteadyState {
            let mut deployments = self.service_mut(id).deployments.iter_mut();
            if let Some(steady) = deployments.find(|deployment| deployment.id == task_set) {
                steady.rollout_state = RolloutState::Completed;
            }
        }
        self.emit_by(
            Rule::TaskSetStability,
            EventKind::TaskSetChanged {
                service: id,
                task_set,
                change: TaskSetChange::Stability(status),
            },
        );
    }
}
