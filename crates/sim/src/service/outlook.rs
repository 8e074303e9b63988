//! What a service is doing, and what it waits for: the scheduler's own reckoning, told to people.

mod trouble;

use alloc::sync::Arc;

use super::{Condition, Failing, LifecycleStage, RolloutState, StageWait};
use crate::{
    PlacementShortfall, Service, ServiceMessage, ServiceStatus, TargetState,
    TaskDefinitionRevision, TaskId, TaskStatus, Time, Timer, World,
};

pub use trouble::{Doubt, Loss};

/// What a service is doing at one instant, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// What it does.
    pub activity: Activity,
    /// `desiredCount`, or what task sets want together.
    pub desired_count: u32,
    /// Tasks that should run and count as healthy.
    pub healthy_count: u32,
    /// Of those, tasks of the PRIMARY deployment.
    pub new_healthy_count: u32,
    /// Tasks told to stop and not STOPPED yet.
    pub leaving_count: u32,
    /// Tasks whose agent is silent: what is known of them is frozen.
    pub cut_off_count: u32,
    /// While it is steady: a task whose latest checks have failed, and that still counts as healthy.
    pub doubt: Option<Doubt>,
    /// What must happen next; none where nothing must.
    pub wait: Option<Wait>,
}

impl Outlook {
    /// The task that it is about, if it is about one.
    pub fn named(&self) -> Option<TaskId> {
        let waited_for = self.wait.and_then(|wait| match wait {
            Wait::Protection { task, .. }
            | Wait::Startup { task, .. }
            | Wait::TargetHealth(task)
            | Wait::Unhealthy { task, .. }
            | Wait::FortySeconds { task, .. }
            | Wait::ContainerHealth(task)
            | Wait::Draining { task, .. }
            | Wait::Stopping { task, .. }
            | Wait::Agent { task } => Some(task),
            Wait::Capacity(_)
            | Wait::Stuck
            | Wait::Throttle(_)
            | Wait::Stage(..)
            | Wait::NextPass(_) => None,
        });
        let replaced = match self.activity {
            Activity::Recovering(Some(Loss::Unhealthy(task))) => Some(task),
            _ => None,
        };
        waited_for
            .or(self.doubt.map(|doubt| doubt.task))
            .or(replaced)
    }
}

/// What a service does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Activity {
    /// It wants no task and has none.
    Idle,
    /// Every wanted task runs and is healthy.
    Steady,
    /// It starts its first tasks.
    Starting(Arc<TaskDefinitionRevision>),
    /// It replaces the tasks of older revisions; both names are the same where a deployment was forced.
    Replacing {
        /// The newest of the old revisions that still has tasks.
        from: Arc<TaskDefinitionRevision>,
        /// The revision of the PRIMARY deployment.
        to: Arc<TaskDefinitionRevision>,
    },
    /// It returns to the revision that worked.
    RollingBack {
        /// The revision that was to be deployed.
        from: Arc<TaskDefinitionRevision>,
        /// The revision that it returns to.
        to: Arc<TaskDefinitionRevision>,
        /// Why.
        failing: Failing,
    },
    /// Its deployment has failed and starts nothing any more; it does not return either.
    Failed(Arc<TaskDefinitionRevision>, Failing),
    /// It starts more tasks than it has had.
    ScalingOut,
    /// It stops tasks beyond the desired count, or their load balancer drains.
    ScalingIn,
    /// It moves tasks off DRAINING instances: how many are still there.
    MovingOff(u32),
    /// It replaces tasks that failed or went away: the latest of them, where that is known still.
    Recovering(Option<Loss>),
    /// It has no task set: nothing says what it runs.
    WithoutTaskSet,
    /// It was deleted and its tasks stop.
    Deleting,
    /// It was deleted and is gone.
    Gone,
}

/// What a service waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// A place for a task.
    Capacity(PlacementShortfall),
    /// Nothing that will come: the percents let it neither start nor stop.
    Stuck,
    /// The end of a protection from scale-in, the first of those that hold the service up.
    Protection {
        /// Which task.
        task: TaskId,
        /// When it ends.
        until: Time,
    },
    /// The throttle on tasks that never come to run.
    Throttle(Time),
    /// A task to come up; the one that is furthest.
    Startup {
        /// Which.
        task: TaskId,
        /// Its state.
        status: TaskStatus,
    },
    /// A target to become healthy.
    TargetHealth(TaskId),
    /// A task that fails its checks, to be replaced or to recover.
    Unhealthy {
        /// Which.
        task: TaskId,
        /// The end of its grace period, if that is to come.
        graced_until: Option<Time>,
    },
    /// The 40 s after RUNNING.
    FortySeconds {
        /// Which task.
        task: TaskId,
        /// When they are over.
        until: Time,
    },
    /// The health check of a task's container.
    ContainerHealth(TaskId),
    /// A deregistration delay.
    Draining {
        /// Which task.
        task: TaskId,
        /// When its delay is over.
        until: Time,
        /// Whether the upper bound keeps new tasks from starting until it is gone.
        blocks_start: bool,
    },
    /// A task to end after SIGTERM.
    Stopping {
        /// Which task.
        task: TaskId,
        /// Whether the upper bound keeps new tasks from starting until it is gone.
        blocks_start: bool,
    },
    /// The agent of an instance, which is silent.
    Agent {
        /// Whose.
        task: TaskId,
    },
    /// The stage of a deployment to end: a hook, or a bake time.
    Stage(LifecycleStage, StageWait),
    /// The next look of the scheduler.
    NextPass(Time),
}

impl World {
    /// What a service does and waits for now.
    pub fn outlook(&self, service: &Service) -> Outlook {
        let census = self.census(service);
        let leaving_count = census.count(|task| !task.is_active);
        let healthy_count = census.count(|task| task.is_healthy);
        let new_healthy_count = census.count(|task| task.is_healthy && task.is_new);
        let cut_off = census
            .tasks
            .iter()
            .filter(|task| self.is_cut_off(task.task));
        let cut_off_count =
            u32::try_from(cut_off.count()).expect("quotas bound the tasks of a service");
        let activity = self.activity(service);
        let doubt = match activity {
            Activity::Steady => self.doubt(service),
            _ => None,
        };
        let wait = match activity {
            Activity::Idle | Activity::Steady | Activity::Gone | Activity::WithoutTaskSet => None,
            Activity::Failed(..) => self.leaving_wait(service, false),
            _ => self.wait(service),
        };
        Outlook {
            activity,
            desired_count: self.wanted_in_all(service),
            healthy_count,
            new_healthy_count,
            leaving_count,
            cut_off_count,
            doubt,
            wait,
        }
    }

    /// `desiredCount`, or what task sets want of it together.
    pub(super) fn wanted_in_all(&self, service: &Service) -> u32 {
        if !service.has_task_sets() {
            return service.desired_count;
        }
        let sets = service.deployments.iter();
        sets.map(|set| service.computed_desired_count(set.id)).sum()
    }

    fn activity(&self, service: &Service) -> Activity {
        match service.status {
            ServiceStatus::Inactive => return Activity::Gone,
            ServiceStatus::Draining => return Activity::Deleting,
            ServiceStatus::Active => {}
        }
        if service.has_task_sets() {
            return (self.handlers.task_set_activity)(self, service);
        }
        let census = self.census(service);
        let healthy = census.count(|task| task.is_healthy);
        if service.steady_since.is_some() && healthy >= service.desired_count {
            return match service.desired_count {
                0 => Activity::Idle,
                _ => Activity::Steady,
            };
        }
        if let Some(activity) = Self::failed(service) {
            return activity;
        }
        let primary = service.primary();
        if primary.rollout_state == RolloutState::InProgress {
            let older = service.deployments.get(1);
            return match older {
                Some(older) => Activity::Replacing {
                    from: older.definition.clone(),
                    to: primary.definition.clone(),
                },
                None => Activity::Starting(primary.definition.clone()),
            };
        }
        let on_draining = census.count(|task| task.is_on_draining);
        if on_draining > 0 {
            return Activity::MovingOff(on_draining);
        }
        let active = census.count(|task| task.is_active);
        let failing = census.tasks.iter().find(|task| task.failure.is_some());
        if let Some(failing) = failing {
            Activity::Recovering(Some(Loss::Unhealthy(failing.task)))
        } else if active > service.desired_count {
            Activity::ScalingIn
        } else if census.tasks.iter().any(|task| task.is_leaving) {
            let loss = self.leaving_loss(service);
            loss.map_or(Activity::ScalingIn, |loss| Activity::Recovering(Some(loss)))
        } else if healthy >= service.desired_count {
            Activity::Steady
        } else if service.desired_count > service.memory.settled_count {
            Activity::ScalingOut
        } else {
            Activity::Recovering(self.latest_loss(service))
        }
    }

    fn wait(&self, service: &Service) -> Option<Wait> {
        let census = self.census(service);
        let said = |condition| service.memory.said.contains_key(&condition);
        if said(Condition::Unplaceable) {
            let shortfall = service.events.iter().find_map(|event| match event.message {
                ServiceMessage::Unplaceable(shortfall) => Some(shortfall),
                _ => None,
            });
            if let Some(shortfall) = shortfall {
                return Some(Wait::Capacity(shortfall));
            }
        }
        let is_staged =
            service.staged.is_some() && service.primary().rollout_state == RolloutState::InProgress;
        if is_staged || service.has_task_sets() {
            return (self.handlers.stage_wait)(self, service);
        }
        let plan = self.plan(service, &census, u32::MAX);
        if plan.is_stuck {
            return Some(Wait::Stuck);
        }
        let throttled_until = service.memory.launch_not_before;
        if plan.start_count > 0 && throttled_until > self.now {
            return Some(Wait::Throttle(throttled_until));
        }
        let active_new = census.count(|task| task.is_new && task.is_active);
        let blocks_start = active_new < service.desired_count;
        let acts = plan.start_count > 0 || !plan.stop.is_empty() || !plan.stop_unhealthy.is_empty();
        let protection = self.first_protection(plan.held.iter()).filter(|_| !acts);
        let next_pass = self.due_at(Timer::ServicePass(service.id)).filter(|_| acts);
        let rising = || self.rising_wait(service);
        let leaving = || self.leaving_wait(service, blocks_start);
        let first = next_pass.map(Wait::NextPass);
        if blocks_start {
            first.or_else(leaving).or_else(rising)
        } else {
            first.or_else(rising).or_else(leaving)
        }
        .or(protection)
        .or_else(|| {
            self.due_at(Timer::ServicePass(service.id))
                .map(Wait::NextPass)
        })
    }

    pub(super) fn first_protection<'a>(
        &self,
        held: impl Iterator<Item = &'a TaskId>,
    ) -> Option<Wait> {
        let ends = held.filter_map(|task| {
            let until = self.tasks[task].protected_until?;
            Some((until, *task))
        });
        ends.min()
            .map(|(until, task)| Wait::Protection { task, until })
    }

    /// The active task that is furthest on its way to being healthy.
    pub(super) fn rising_wait(&self, service: &Service) -> Option<Wait> {
        let task = service
            .tasks
            .iter()
            .map(|id| &self.tasks[id])
            .filter(|task| task.is_active() && !self.counts_as_healthy(task, self.now))
            .max_by_key(|task| {
                (
                    !self.fails_checks(task),
                    task.last_status,
                    core::cmp::Reverse(task.status_since()),
                    task.id,
                )
            })?;
        if task.last_status < TaskStatus::Running && self.is_cut_off(task.id) {
            return Some(Wait::Agent { task: task.id });
        }
        if task.last_status < TaskStatus::Running {
            return Some(Wait::Startup {
                task: task.id,
                status: task.last_status,
            });
        }
        if self.fails_checks(task) {
            let graced_until = self.graced_until(service, task);
            return Some(Wait::Unhealthy {
                task: task.id,
                graced_until: graced_until.filter(|until| *until > self.now),
            });
        }
        let targets = self.targets_of(task.id);
        if targets
            .iter()
            .any(|(_, target)| target.state != TargetState::Healthy)
        {
            return Some(Wait::TargetHealth(task.id));
        }
        if task.has_health_check() {
            return Some(Wait::ContainerHealth(task.id));
        }
        let until = task.started_at? + self.start.timings.healthy_after_running;
        Some(Wait::FortySeconds {
            task: task.id,
            until,
        })
    }

    /// The leaving task that will be gone first.
    pub(super) fn leaving_wait(&self, service: &Service, blocks_start: bool) -> Option<Wait> {
        let task = service
            .tasks
            .iter()
            .map(|id| &self.tasks[id])
            .filter(|task| !task.is_active())
            .max_by_key(|task| {
                (
                    task.last_status,
                    core::cmp::Reverse(task.status_since()),
                    task.id,
                )
            })?;
        let is_draining = self.due_at(Timer::Deactivated(task.id)).is_some();
        if self.is_cut_off(task.id) && !is_draining {
            return Some(Wait::Agent { task: task.id });
        }
        match self.due_at(Timer::Deactivated(task.id)) {
            Some(until) => Some(Wait::Draining {
                task: task.id,
                until,
                blocks_start,
            }),
            None => Some(Wait::Stopping {
                task: task.id,
                blocks_start,
            }),
        }
    }
}
