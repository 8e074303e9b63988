//! The tasks of one service as its scheduler sees them at one instant.

use alloc::vec::Vec;

use super::stop_order::StopStep;
use crate::random::Draw;
use crate::{
    DesiredStatus, HealthStatus, InstanceId, InstanceStatus, MaximumPercentCounts, ProbeFailure,
    Service, TargetGroupId, TargetState, Task, TaskId, TaskStatus, Time, World, Zone,
};

/// Every task of a service that is not STOPPED.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Census {
    /// In id order.
    pub tasks: Vec<Standing>,
    /// What the strategies of the service say of whom to stop first; none if it has no strategy.
    pub stop_steps: Option<Vec<StopStep>>,
}

/// One task as the scheduler sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub task: TaskId,
    /// Whether it is to stay: of the PRIMARY deployment, and not on a DRAINING instance. Rule: `DrainingReplaces`.
    pub is_new: bool,
    /// Not told to stop.
    pub is_active: bool,
    /// `lastStatus` is RUNNING.
    pub is_running: bool,
    /// Counts towards the lower bound.
    pub is_healthy: bool,
    /// Of the PRIMARY deployment, but on a DRAINING instance: it moves. Rule: `DrainingReplaces`.
    pub is_moving: bool,
    /// RUNNING, with healthy targets where it has any: what draining counts as healthy. Rule: `DrainingReplaces`.
    pub serves: bool,
    /// Unhealthy beyond its grace period: to be replaced.
    pub failure: Option<HealthFailure>,
    /// Counts towards the upper bound.
    pub is_capped: bool,
    /// Told to stop, but not in STOPPING yet.
    pub is_leaving: bool,
    /// Whether its instance is DRAINING.
    pub is_on_draining: bool,
    /// Scale-in and deployments leave it alone. Rule: `ScaleInProtection`.
    pub is_protected: bool,
    /// Where it runs.
    pub zone: Zone,
    /// On which instance.
    pub instance: Option<InstanceId>,
    /// Breaks ties where AWS picks at random.
    pub lot: u64,
}

/// Why a task is to be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthFailure {
    /// Its target is unhealthy.
    Target(TargetGroupId, ProbeFailure),
    /// A container's health check failed.
    Container,
}

impl World {
    /// The tasks of a service at this instant.
    pub fn census(&self, service: &Service) -> Census {
        let tasks: Vec<Standing> = service
            .tasks
            .iter()
            .map(|id| &self.tasks[id])
            .map(|task| (task, self.is_on_draining(task)))
            .map(|(task, is_on_draining)| {
                let is_current = task
                    .deployment()
                    .is_some_and(|deployment| service.is_current(deployment));
                (task, is_on_draining, is_current)
            })
            .map(|(task, is_on_draining, is_current)| Standing {
                task: task.id,
                is_new: is_current && !is_on_draining,
                is_active: task.is_active(),
                is_running: task.last_status == TaskStatus::Running,
                is_healthy: self.counts_as_healthy(task, self.now),
                is_moving: is_current && is_on_draining,
                serves: self.serves(task),
                failure: self.health_failure(service, task),
                is_capped: self.is_capped(service, task),
                is_leaving: task.desired_status == DesiredStatus::Stopped
                    && task.last_status < TaskStatus::Stopping,
                is_on_draining,
                is_protected: Self::is_protected(task, is_on_draining),
                zone: task.zone,
                instance: task.instance,
                lot: self.draw(Draw::ScaleInTie, task.id.0),
            })
            .collect();
        let has_strategy = !service.placement_strategy.is_empty();
        Census {
            stop_steps: has_strategy.then(|| self.stop_steps(service, &tasks)),
            tasks,
        }
    }

    /// Whether a task runs, and its targets, where it has any, are healthy.
    fn serves(&self, task: &Task) -> bool {
        let attached = self
            .deployment_of(task)
            .map_or(0, |deployment| deployment.load_balancers.len());
        let healthy = self
            .targets_of(task.id)
            .iter()
            .filter(|(_, target)| target.state == TargetState::Healthy)
            .count();
        task.last_status == TaskStatus::Running && task.is_active() && healthy >= attached
    }

    pub(super) fn is_on_draining(&self, task: &Task) -> bool {
        task.instance
            .and_then(|instance| self.instance(instance))
            .is_some_and(|instance| instance.status == InstanceStatus::Draining)
    }

    /// Whether `maximumPercent` counts a task. Rule: `MaximumPercentCounts`.
    pub(super) fn is_capped(&self, service: &Service, task: &Task) -> bool {
        let maximum_percent = service.deployment_configuration.maximum_percent;
        task.is_active() || self.counts_stopping(maximum_percent)
    }

    /// Whether such a `maximumPercent` counts tasks that were told to stop. Rule: `MaximumPercentCounts`.
    pub fn counts_stopping(&self, maximum_percent: u32) -> bool {
        match self.start.switches.maximum_percent_counts {
            MaximumPercentCounts::Stopping => true,
            MaximumPercentCounts::Running => false,
            MaximumPercentCounts::StoppingAtMost100 => maximum_percent <= 100,
        }
    }

    /// Why a task would be replaced now; none within its grace period. Rule: `GracePeriod`.
    fn health_failure(&self, service: &Service, task: &Task) -> Option<HealthFailure> {
        let graced_until = self.graced_until(service, task)?;
        if !task.is_active() || self.now < graced_until || self.is_spared_for_health(task) {
            return None;
        }
        self.present_failure(task)
    }

    /// What is wrong with a task, graced or not.
    fn present_failure(&self, task: &Task) -> Option<HealthFailure> {
        if task.health_status == HealthStatus::Unhealthy {
            return Some(HealthFailure::Container);
        }
        self.targets_of(task.id)
            .into_iter()
            .find_map(|(group, target)| {
                let failure = target.state.failure()?;
                Some(HealthFailure::Target(group, failure))
            })
    }

    /// Until when a started task is not replaced for its health.
    pub fn graced_until(&self, service: &Service, task: &Task) -> Option<Time> {
        Some(task.started_at? + service.health_check_grace_period)
    }

    /// The next instant at which the census changes though nothing happens: the 40 s rule, or a grace period ends.
    pub(crate) fn next_census_change(&self, service: &Service) -> Option<Time> {
        let healthy_after = self.start.timings.healthy_after_running;
        service
            .tasks
            .iter()
            .map(|id| &self.tasks[id])
            .filter(|task| task.is_active() && task.has_run())
            .flat_map(|task| {
                let counted_at = task.started_at.map(|started| started + healthy_after);
                let graced_until = self
                    .graced_until(service, task)
                    .filter(|_| self.present_failure(task).is_some());
                [counted_at, graced_until]
            })
            .flatten()
            .filter(|at| *at > self.now)
            .min()
    }
}

impl Census {
    /// How many tasks answer to this.
    pub fn count(&self, which: impl Fn(&Standing) -> bool) -> u32 {
        u32::try_from(self.tasks.iter().filter(|task| which(task)).count())
            .expect("quotas bound the tasks of a service")
    }
}
