//! The way of a task up: placed, provisioned, pulled, started, registered, RUNNING.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::id::{Purpose, derive, derive_named};
use crate::load_balancer::probing::{Checks, Schedule, Verdict};
use crate::placement::Place;
use crate::random::Draw;
use crate::{
    ClusterId, Container, ContainerStage, ContainerStatus, DesiredStatus, HealthStatus, LaunchType,
    NetworkMode, OwnExit, PullOutcome, Rule, ServiceId, StopCode, StopReason, Task,
    TaskDefinitionRevision, TaskGroup, TaskId, TaskOrigin, TaskStatus, Time, World,
};

/// Statuses that let a health command succeed.
const COMMAND_SUCCEEDS: (u16, u16) = (200, 399);

/// A task that is about to be created.
pub(crate) struct NewTask {
    pub(crate) id: TaskId,
    pub(crate) cluster: ClusterId,
    pub(crate) origin: TaskOrigin,
    pub(crate) definition: Arc<TaskDefinitionRevision>,
    pub(crate) launch_type: LaunchType,
    pub(crate) place: Place,
}

impl World {
    /// The id that the next task of a service's PRIMARY deployment will have.
    pub(crate) fn next_task_id(&self, service: ServiceId) -> TaskId {
        let deployment = self.services[&service].primary();
        let lineage = service.0 ^ u128::from(deployment.id.number());
        TaskId(derive(lineage, Purpose::Task, deployment.tasks_ever))
    }

    /// Creates the next task of a service's PRIMARY deployment where placement has put it.
    pub(crate) fn create_service_task(&mut self, service_id: ServiceId, place: Place) -> TaskId {
        let id = self.next_task_id(service_id);
        let service = self.service_mut(service_id);
        service.deployments[0].tasks_ever += 1;
        service.tasks.insert(id);
        let (cluster, launch_type) = (service.cluster, service.launch_type);
        let primary = service.primary();
        let origin = TaskOrigin::Service {
            service: service_id,
            deployment: primary.id,
        };
        let definition = primary.definition.clone();
        self.create_task(NewTask {
            id,
            cluster,
            origin,
            definition,
            launch_type,
            place,
        })
    }

    /// Creates a task where placement has put it.
    pub(crate) fn create_task(&mut self, new: NewTask) -> TaskId {
        let NewTask {
            id,
            cluster,
            origin,
            definition,
            launch_type,
            place,
        } = new;
        let names: Vec<String> = definition
            .definition
            .container_definitions
            .iter()
            .map(|container| container.image.clone())
            .collect();
        let containers = names
            .iter()
            .map(|name| Container::new(self.image(name)))
            .collect();
        let prepares = launch_type == LaunchType::Fargate
            || definition.definition.effective_network_mode() == NetworkMode::Awsvpc;
        let status = if prepares {
            TaskStatus::Provisioning
        } else {
            TaskStatus::Pending
        };
        let task = Task {
            id,
            cluster,
            origin,
            definition,
            launch_type,
            zone: place.zone,
            instance: place.instance,
            last_status: status,
            desired_status: DesiredStatus::Running,
            health_status: HealthStatus::Unknown,
            history: vec![(status, self.now)],
            pull_started_at: None,
            pull_stopped_at: None,
            started_at: None,
            stopping_at: None,
            execution_stopped_at: None,
            stop: None,
            containers,
        };
        let service = task.service();
        if let TaskGroup::Named(name) = task.task_group() {
            let members = self.standalone.entry((cluster, name));
            members.or_default().insert(id);
        }
        let before = self.tasks.insert(id, Arc::new(task));
        assert!(before.is_none(), "a task id is used once");
        if let Some(instance) = place.instance {
            self.reserve(instance, id);
        }
        self.emit_by(
            Rule::TaskStatuses,
            EventKind::TaskCreated {
                task: id,
                service,
                instance: place.instance,
                status,
            },
        );
        self.leave_creation(id);
        id
    }

    /// A task that is STOPPED counts nowhere any more.
    pub(crate) fn leave_group(&mut self, id: TaskId) {
        let task = &self.tasks[&id];
        match task.task_group() {
            TaskGroup::Service(service) => {
                self.service_mut(service).tasks.remove(&id);
            }
            TaskGroup::Named(name) => {
                let key = (task.cluster, name);
                let members = self
                    .standalone
                    .get_mut(&key)
                    .expect("the group of a task that has not ended is known");
                members.remove(&id);
                if members.is_empty() {
                    self.standalone.remove(&key);
                }
            }
        }
    }

    fn leave_creation(&mut self, id: TaskId) {
        let timings = &self.start.timings;
        let (purpose, span, timer) =
            match (self.tasks[&id].last_status, self.tasks[&id].launch_type) {
                (TaskStatus::Provisioning, LaunchType::Fargate) => (
                    Draw::Provisioning,
                    timings.fargate_provisioning,
                    Timer::Provisioned(id),
                ),
                (TaskStatus::Provisioning, LaunchType::Ec2) => (
                    Draw::Provisioning,
                    timings.eni_provisioning,
                    Timer::Provisioned(id),
                ),
                _ => (
                    Draw::AgentAccepts,
                    timings.agent_accepts,
                    Timer::AgentAccepts(id),
                ),
            };
        let at = self.now + self.draw_duration(purpose, id.0, span);
        self.arm(timer, at);
    }

    pub(crate) fn on_provisioned(&mut self, id: TaskId) {
        self.set_task_status(id, TaskStatus::Pending, Rule::TaskStatuses);
        self.leave_creation(id);
    }

    /// The agent has the task: pulls begin, all at once.
    pub(crate) fn on_agent_accepts(&mut self, id: TaskId) {
        let now = self.now;
        self.task_mut(id).pull_started_at = Some(now);
        for container in 0..self.tasks[&id].containers.len() {
            self.start_pull(id, container);
        }
        self.start_containers_if_pulled(id);
    }

    fn start_pull(&mut self, id: TaskId, container: usize) {
        let task = &self.tasks[&id];
        let name = task.definition.definition.container_definitions[container]
            .image
            .clone();
        let cached = task
            .instance
            .and_then(|instance| self.instances[&instance].cached_images.get(&name).cloned());
        let image = self.image(&name);
        let missing = image.pull == PullOutcome::NotFound;
        let now = self.now;
        if let Some(cached) = cached.filter(|cached| missing || *cached == image) {
            let part = &mut self.task_mut(id).containers[container];
            part.image = cached;
            part.stage = ContainerStage::Pulled;
            return;
        }
        let span = if missing {
            self.start.timings.small_image_pull
        } else {
            self.start.timings.pull(image.size_mib)
        };
        let part = &mut self.task_mut(id).containers[container];
        part.image = image;
        part.stage = ContainerStage::Pulling { since: now };
        self.emit_by(
            Rule::ImagePullTime,
            EventKind::PullStarted {
                task: id,
                container,
            },
        );
        let subject = derive_named(id.0, Purpose::Task, &name) ^ container as u128;
        let at = now + self.draw_duration(Draw::Pull, subject, span);
        self.arm(Timer::Pulled(id, container), at);
    }

    pub(crate) fn on_pulled(&mut self, id: TaskId, container: usize) {
        let task = &self.tasks[&id];
        let name = task.definition.definition.container_definitions[container]
            .image
            .clone();
        if task.containers[container].image.pull == PullOutcome::NotFound {
            self.fail_pull(id, container, &name);
            return;
        }
        let image = task.containers[container].image.clone();
        if let Some(instance) = task.instance {
            self.instance_mut(instance)
                .cached_images
                .insert(name, image);
        }
        self.task_mut(id).containers[container].stage = ContainerStage::Pulled;
        self.emit(EventKind::PullStopped {
            task: id,
            container,
        });
        self.start_containers_if_pulled(id);
    }

    fn fail_pull(&mut self, id: TaskId, container: usize, name: &str) {
        let reference = full_reference(name);
        let detail = alloc::format!(
            "pull image manifest has been retried 1 time(s): failed to resolve ref {reference}: {reference}: not found"
        );
        self.task_mut(id).containers[container].reason =
            Some(alloc::format!("CannotPullContainerError: {detail}"));
        self.stop_before_running(
            id,
            StopCode::TaskFailedToStart,
            StopReason::CannotPullContainer(detail),
        );
    }

    fn start_containers_if_pulled(&mut self, id: TaskId) {
        let all_pulled = self.tasks[&id]
            .containers
            .iter()
            .all(|container| container.stage == ContainerStage::Pulled);
        if !all_pulled {
            return;
        }
        let now = self.now;
        self.task_mut(id).pull_stopped_at = Some(now);
        let span = self.start.timings.create_and_start;
        let at = now + self.draw_duration(Draw::CreateAndStart, id.0, span);
        self.arm(Timer::Started(id), at);
    }

    /// Every container's process starts.
    pub(crate) fn on_started(&mut self, id: TaskId) {
        let now = self.now;
        for container in 0..self.tasks[&id].containers.len() {
            self.task_mut(id).containers[container].stage = ContainerStage::Running { since: now };
            self.emit(EventKind::ContainerStatusChanged {
                task: id,
                container,
                to: ContainerStatus::Running,
                exit_code: None,
            });
            if let OwnExit::After { running, .. } = self.tasks[&id].containers[container].image.exit
            {
                self.arm(Timer::Exits(id, container), now + running);
            }
            self.start_container_checks(id, container);
        }
        if self.register_targets(id) {
            self.set_task_status(id, TaskStatus::Activating, Rule::Activating);
            let at =
                now + self.draw_duration(Draw::Activating, id.0, self.start.timings.activating);
            self.arm(Timer::Activated(id), at);
        } else {
            self.run_task(id);
        }
    }

    pub(crate) fn on_activated(&mut self, id: TaskId) {
        self.run_task(id);
        self.start_target_checks(id);
    }

    fn run_task(&mut self, id: TaskId) {
        let now = self.now;
        self.task_mut(id).started_at = Some(now);
        self.set_task_status(id, TaskStatus::Running, Rule::TaskStatuses);
        if let TaskOrigin::Service {
            service,
            deployment,
        } = self.tasks[&id].origin
        {
            self.forget_start_failures(service, deployment);
        }
    }

    pub(crate) fn set_task_status(&mut self, id: TaskId, to: TaskStatus, rule: Rule) {
        let now = self.now;
        let task = self.task_mut(id);
        let from = task.last_status;
        assert!(from < to, "a task goes forward");
        task.last_status = to;
        task.history.push((to, now));
        self.emit_by(rule, EventKind::TaskStatusChanged { task: id, from, to });
    }

    fn start_container_checks(&mut self, id: TaskId, container: usize) {
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
        self.arm_container_health(id, container);
    }

    fn arm_container_health(&mut self, id: TaskId, container: usize) {
        let change = self.tasks[&id].containers[container]
            .checks
            .as_ref()
            .and_then(Checks::next_change);
        if let Some(change) = change {
            let at = change
                .decided_at
                .max(self.now + crate::Duration::from_millis(1));
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
        part.health_status = match checks.verdict() {
            Verdict::Undecided => HealthStatus::Unknown,
            Verdict::Healthy => HealthStatus::Healthy,
            Verdict::Unhealthy => HealthStatus::Unhealthy,
        };
        self.roll_up_health(id);
        self.arm_container_health(id, container);
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

    /// Whether a task counts as healthy for its service, at `now`. Rule: `HealthyCount`.
    pub fn counts_as_healthy(&self, task: &Task, now: Time) -> bool {
        if task.last_status != TaskStatus::Running || !task.is_active() {
            return false;
        }
        let targets = self.targets_of(task.id);
        let attached = self
            .deployment_of(task)
            .map_or(0, |deployment| deployment.load_balancers.len());
        let checked = task.has_health_check();
        if attached == 0 && !checked {
            let running = now.since(task.started_at.expect("a RUNNING task has started"));
            return running >= self.start.timings.healthy_after_running;
        }
        let targets_healthy = targets.len() == attached
            && targets
                .iter()
                .all(|(_, target)| target.state == crate::TargetState::Healthy);
        targets_healthy && (!checked || task.health_status == HealthStatus::Healthy)
    }
}

/// The reference that a registry client makes of a short image name.
fn full_reference(name: &str) -> String {
    let tagged = match name.rsplit('/').next() {
        Some(last) if last.contains(':') => String::from(name),
        _ => alloc::format!("{name}:latest"),
    };
    match tagged.split_once('/') {
        Some((host, _)) if host.contains('.') || host.contains(':') => tagged,
        Some(_) => alloc::format!("docker.io/{tagged}"),
        None => alloc::format!("docker.io/library/{tagged}"),
    }
}
