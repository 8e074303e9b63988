//! What one task waits for, and until when: told from the timers that are armed for it.

use crate::{
    ContainerCondition, ContainerStage, DesiredStatus, TargetGroupId, TargetState, Task,
    TaskStatus, Time, Timer, World,
};

/// What must happen before a task is as it is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskWait {
    /// The agent of its instance is away: nothing that happens is told.
    Agent,
    /// Amazon ECS prepares its network interface, or its Fargate capacity.
    Preparation {
        /// When it is ready.
        until: Time,
    },
    /// The agent takes it.
    Acceptance {
        /// When the agent begins.
        until: Time,
    },
    /// The image of a container is pulled; the one that takes longest.
    Pull {
        /// Which container.
        container: usize,
        /// When the image is there.
        until: Time,
    },
    /// A container is created and started.
    Start {
        /// Which.
        container: usize,
        /// When its process runs.
        until: Time,
    },
    /// A container waits for another one.
    Dependency {
        /// Which waits.
        container: usize,
        /// For which, by its place in the definition.
        on: usize,
        /// To be how.
        condition: ContainerCondition,
        /// When the wait is given up, if it is.
        until: Option<Time>,
    },
    /// The load balancer is told of it.
    Registration {
        /// When it knows.
        until: Time,
    },
    /// A target is not healthy yet.
    TargetHealth(TargetGroupId),
    /// The health check of a container has no good verdict.
    ContainerHealth,
    /// Without any check, 40 s after RUNNING count as health.
    FortySeconds {
        /// When they are over.
        until: Time,
    },
    /// Its targets drain.
    Draining {
        /// When SIGTERM follows.
        until: Time,
    },
    /// A process was asked to stop.
    Exit {
        /// Of which container.
        container: usize,
        /// When it gets SIGKILL.
        until: Time,
    },
    /// What it used is taken away.
    CleanUp {
        /// When that is done.
        until: Time,
    },
}

impl World {
    /// What a task waits for now; none where it is as it is wanted.
    pub fn task_wait(&self, task: &Task) -> Option<TaskWait> {
        if task.last_status == TaskStatus::Stopped {
            return None;
        }
        if self.is_cut_off(task.id) {
            return Some(TaskWait::Agent);
        }
        if task.desired_status == DesiredStatus::Stopped {
            return self.stopping_wait(task);
        }
        let id = task.id;
        let preparation = self.due_at(Timer::Provisioned(id));
        let acceptance = self.due_at(Timer::AgentAccepts(id));
        let registration = self.due_at(Timer::Activated(id));
        preparation
            .map(|until| TaskWait::Preparation { until })
            .or(acceptance.map(|until| TaskWait::Acceptance { until }))
            .or_else(|| self.starting_wait(task))
            .or(registration.map(|until| TaskWait::Registration { until }))
            .or_else(|| self.health_wait(task))
    }

    /// Of what goes on in its containers, that which takes longest; else what a container waits for.
    fn starting_wait(&self, task: &Task) -> Option<TaskWait> {
        let places = 0..task.containers.len();
        let pulls = places.clone().filter_map(|container| {
            let until = self.due_at(Timer::Pulled(task.id, container))?;
            Some((until, TaskWait::Pull { container, until }))
        });
        let starts = places.clone().filter_map(|container| {
            let until = self.due_at(Timer::Started(task.id, container))?;
            Some((until, TaskWait::Start { container, until }))
        });
        let under_way = pulls.chain(starts).max_by_key(|(until, _)| *until);
        under_way.map(|(_, wait)| wait).or_else(|| {
            places
                .into_iter()
                .find_map(|container| self.dependency_wait(task, container))
        })
    }

    fn dependency_wait(&self, task: &Task, container: usize) -> Option<TaskWait> {
        let wanted = task.waits_for(container)?;
        let definitions = &task.definition.definition.container_definitions;
        let on = definitions
            .iter()
            .position(|other| other.name == wanted.container_name)?;
        Some(TaskWait::Dependency {
            container,
            on,
            condition: wanted.condition,
            until: self.due_at(Timer::StartTimeout(task.id, on)),
        })
    }

    /// Why a RUNNING task of a service does not count as healthy; a standalone one is never waited for.
    fn health_wait(&self, task: &Task) -> Option<TaskWait> {
        task.service()?;
        if task.last_status != TaskStatus::Running || self.counts_as_healthy(task, self.now()) {
            return None;
        }
        let targets = self.targets_of(task.id);
        let unhealthy = targets
            .iter()
            .find(|(_, target)| target.state != TargetState::Healthy);
        if let Some((group, _)) = unhealthy {
            return Some(TaskWait::TargetHealth(*group));
        }
        if task.has_health_check() {
            return Some(TaskWait::ContainerHealth);
        }
        let until = task.started_at? + self.start().timings.healthy_after_running;
        Some(TaskWait::FortySeconds { until })
    }

    fn stopping_wait(&self, task: &Task) -> Option<TaskWait> {
        let id = task.id;
        if let Some(until) = self.due_at(Timer::Deactivated(id)) {
            return Some(TaskWait::Draining { until });
        }
        let is_asked = |container: &usize| {
            matches!(
                task.containers[*container].stage,
                ContainerStage::Stopping { .. }
            )
        };
        let exits = (0..task.containers.len())
            .filter(is_asked)
            .filter_map(|container| {
                let until = self.due_at(Timer::StopTimeout(id, container))?;
                Some((until, TaskWait::Exit { container, until }))
            });
        let last = exits.max_by_key(|(until, _)| *until);
        let ended = self.due_at(Timer::ContainersEnded(id));
        let cleaned = self.due_at(Timer::Deprovisioned(id));
        last.map(|(_, wait)| wait)
            .or(ended.or(cleaned).map(|until| TaskWait::CleanUp { until }))
    }
}
