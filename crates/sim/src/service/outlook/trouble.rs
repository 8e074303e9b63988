//! What is wrong with a service or its tasks, told to people.

use super::super::{Activity, RolloutState};
use crate::{HealthStatus, Service, StopReason, Task, TaskId, TaskStatus, World};

/// A task that counts as healthy though its latest checks have failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Which.
    pub task: TaskId,
    /// Failures in a row so far.
    pub failed: u32,
    /// Failures in a row that make it unhealthy.
    pub needed: u32,
}

/// Why a service has one task less than it wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// It runs still, and fails its checks.
    Unhealthy(TaskId),
    /// It was stopped for failing its checks.
    Replaced(TaskId),
    /// It ended by itself, or could not start.
    Ended(TaskId),
    /// Its machine or its capacity went away.
    Uprooted(TaskId),
    /// A person stopped it.
    Stopped(TaskId),
}

impl World {
    /// What a service does whose deployment has failed: it returns to what worked, or stays as it is.
    pub(super) fn failed(service: &Service) -> Option<Activity> {
        let primary = service.primary();
        let failing = primary.failing?;
        match primary.rollout_state {
            RolloutState::InProgress => Some(Activity::RollingBack {
                from: service
                    .service_deployment()
                    .target_revision
                    .definition
                    .clone(),
                to: primary.definition.clone(),
                failing,
            }),
            RolloutState::Failed => Some(Activity::Failed(primary.definition.clone(), failing)),
            RolloutState::Completed => None,
        }
    }

    /// The task of a steady service that is closest to being unhealthy.
    pub(super) fn doubt(&self, service: &Service) -> Option<Doubt> {
        let tasks = service.tasks.iter().filter_map(|task| self.task(*task));
        let doubts = tasks.filter_map(|task| {
            let (failed, needed) = self.checks_failed(task)?;
            Some(Doubt {
                task: task.id,
                failed,
                needed,
            })
        });
        doubts.min_by_key(|doubt| (doubt.needed.saturating_sub(doubt.failed), doubt.task))
    }

    /// Failed checks in a row of a task that counts as healthy still, and how many make it unhealthy: of its target,
    /// else of one of its containers.
    pub fn checks_failed(&self, task: &Task) -> Option<(u32, u32)> {
        let mut targets = self.target_groups();
        let of_target = targets.find_map(|group| group.checks_failed(task.id, self.now()));
        let mut containers = task.containers.iter();
        of_target.or_else(|| {
            containers.find_map(|container| {
                let checks = container.checks.as_ref()?;
                let failed = checks.failures_at(self.now());
                let is_doubtful = container.health_status == HealthStatus::Healthy && failed > 0;
                is_doubtful.then(|| (failed, checks.failures_needed()))
            })
        })
    }

    /// Whether a task fails its checks, graced or not.
    pub(super) fn fails_checks(&self, task: &Task) -> bool {
        task.last_status == TaskStatus::Running
            && (task.health_status == HealthStatus::Unhealthy
                || self
                    .targets_of(task.id)
                    .iter()
                    .any(|(_, target)| target.state.failure().is_some()))
    }

    /// The latest task of a service that ended though the service wanted it, if its end is described still; before that
    /// one that fails its checks.
    pub(super) fn latest_loss(&self, service: &Service) -> Option<Loss> {
        let own = service.tasks.iter().filter_map(|task| self.task(*task));
        let mut failing = own.filter(|task| task.is_active() && self.fails_checks(task));
        if let Some(task) = failing.next() {
            return Some(Loss::Unhealthy(task.id));
        }
        let tasks = self
            .tasks()
            .filter(|task| task.service() == Some(service.id));
        let losses = tasks.filter_map(|task| Some((task.status_since(), task.id, loss_of(task)?)));
        losses
            .max_by_key(|(since, task, _)| (*since, *task))
            .map(|(_, _, loss)| loss)
    }

    /// The first task of a service that leaves though the service wanted it.
    pub(super) fn leaving_loss(&self, service: &Service) -> Option<Loss> {
        let own = service.tasks.iter().filter_map(|task| self.task(*task));
        own.filter(|task| !task.is_active()).find_map(loss_of)
    }
}

/// How a task was lost that ended or leaves; none for one that its service wants no more, or moves.
const fn loss_of(task: &Task) -> Option<Loss> {
    let Some((_, reason)) = &task.stop else {
        return None;
    };
    Some(match reason {
        StopReason::ScalingActivity(_)
        | StopReason::ZoneRebalancing(_)
        | StopReason::InstanceDraining(_) => return None,
        StopReason::StoppedByUser | StopReason::UserReason(_) => Loss::Stopped(task.id),
        StopReason::FailedElbHealthChecks(_) | StopReason::FailedContainerHealthChecks => {
            Loss::Replaced(task.id)
        }
        StopReason::HostTerminated(_)
        | StopReason::FargateHostLost(_)
        | StopReason::SpotInterrupted
        | StopReason::DeregistrationForced => Loss::Uprooted(task.id),
        StopReason::EssentialContainerExited | StopReason::CannotStart { .. } => {
            Loss::Ended(task.id)
        }
    })
}
