//! The way of a task up: placed, provisioned, accepted by the agent, registered, RUNNING.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::id::{Purpose, derive};
use crate::placement::Place;
use crate::random::Draw;
use crate::{
    CapacityProvider, ClusterId, Container, Deployment, DeploymentId, DesiredStatus, Duration,
    HealthStatus, ImagePullShows, LaunchType, NetworkMode, ProvisioningTimeout, Rule, RuleSet,
    Service, ServiceId, StartError, Task, TaskDefinitionRevision, TaskGroup, TaskId, TaskOrigin,
    TaskStatus, Time, World,
};

/// A task that is about to be created.
pub(crate) struct NewTask {
    pub(crate) id: TaskId,
    pub(crate) cluster: ClusterId,
    pub(crate) origin: TaskOrigin,
    pub(crate) definition: Arc<TaskDefinitionRevision>,
    pub(crate) launch_type: LaunchType,
    pub(crate) capacity_provider: Option<CapacityProvider>,
    pub(crate) place: Place,
}

impl World {
    /// The id that the next task of a service's deployment will have.
    pub(crate) fn next_task_id(service: &Service, deployment: &Deployment) -> TaskId {
        let lineage = service.id.0 ^ u128::from(deployment.id.number());
        TaskId(derive(lineage, Purpose::Task, deployment.tasks_ever))
    }

    /// Creates the next task of a service's PRIMARY deployment where placement has put it.
    pub(crate) fn create_service_task(&mut self, id: ServiceId, place: Place) -> TaskId {
        let primary = self.services[&id].primary().id;
        self.create_task_of(id, primary, place)
    }

    /// Creates the next task of a service's deployment where placement has put it.
    pub(crate) fn create_task_of(
        &mut self,
        service_id: ServiceId,
        deployment: DeploymentId,
        place: Place,
    ) -> TaskId {
        let service = &self.services[&service_id];
        let of = service.deployment(deployment);
        let of = of.expect("the service has the deployment");
        let id = Self::next_task_id(service, of);
        let capacity_provider = self.next_provider(service, of);
        if capacity_provider.is_some() {
            self.rest_on(Rule::CapacityProviderChoice);
        }
        let now = self.now;
        let service = self.service_mut(service_id);
        service.tasks.insert(id);
        service.memory.launches.note(now);
        let cluster = service.cluster;
        let origin = TaskOrigin::Service {
            service: service_id,
            deployment,
        };
        let mut deployments = service.deployments.iter_mut();
        let of = deployments.find(|candidate| candidate.id == deployment);
        let of = of.expect("the service has the deployment");
        of.tasks_ever += 1;
        let definition = of.definition.clone();
        let launch_type = of.revision.launch_type;
        self.create_task(NewTask {
            id,
            cluster,
            origin,
            definition,
            launch_type,
            capacity_provider,
            place,
        })
    }

    /// Creates a task where placement has put it.
    pub(crate) fn create_task(&mut self, new: NewTask) -> TaskId {
        let (id, cluster, instance) = (new.id, new.cluster, new.place.instance);
        let task = self.new_task(new);
        let (service, status) = (task.service(), task.last_status);
        if let TaskGroup::Named(name) = task.task_group() {
            let members = self.standalone.entry((cluster, name));
            members.or_default().insert(id);
        }
        let before = self.tasks.insert(id, Arc::new(task));
        assert!(before.is_none(), "a task id is used once");
        if let Some(instance) = instance {
            self.reserve(instance, id);
        }
        self.emit_by(
            Rule::TaskStatuses,
            EventKind::TaskCreated {
                task: id,
                service,
                instance,
                status,
            },
        );
        self.leave_creation(id);
        id
    }

    /// The task in its first status, with its containers not yet created.
    fn new_task(&mut self, new: NewTask) -> Task {
        let NewTask {
            id,
            cluster,
            origin,
            definition,
            launch_type,
            capacity_provider,
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
        Task {
            id,
            cluster,
            origin,
            definition,
            launch_type,
            capacity_provider,
            zone: place.zone,
            instance: place.instance,
            version: 0,
            last_status: status,
            desired_status: DesiredStatus::Running,
            health_status: HealthStatus::Unknown,
            history: vec![(status, self.now)],
            pull_started_at: None,
            pull_stopped_at: None,
            started_at: None,
            stopping_at: None,
            execution_stopped_at: None,
            protected_until: None,
            stop: None,
            containers,
        }
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
        let mut takes = self.draw_duration(purpose, id.0, span);
        if purpose == Draw::Provisioning {
            takes = self
                .provisioning_limit(id)
                .map_or(takes, |limit| takes.min(limit));
        }
        self.arm(timer, self.now + takes);
    }

    /// When a task that is in PROVISIONING is given up; none where it is not. Rule: `ProvisioningTimeout`.
    fn provisioning_limit(&self, id: TaskId) -> Option<Duration> {
        let has_limit = self.start.switches.provisioning_timeout == ProvisioningTimeout::Fails
            && self.tasks[&id].capacity_provider.is_some();
        has_limit.then_some(self.start.timings.provisioning_timeout)
    }

    pub(crate) fn on_provisioned(&mut self, id: TaskId) {
        let waited = self.now.since(self.tasks[&id].created_at());
        if self
            .provisioning_limit(id)
            .is_some_and(|limit| waited >= limit)
        {
            self.rest_on(Rule::ProvisioningTimeout);
            let detail = "Timeout waiting for network interface provisioning to complete.";
            let error = StartError::ProvisioningTimeout;
            return (self.handlers.fail_start)(self, id, None, error, String::from(detail));
        }
        self.set_task_status(id, TaskStatus::Pending, Rule::TaskStatuses);
        self.leave_creation(id);
    }

    /// The agent has the task: pulls begin, all at once that wait for no other container.
    pub(crate) fn on_agent_accepts(&mut self, id: TaskId) {
        if let Some((rule, error, detail)) = (self.handlers.initialize_resources)(self, id) {
            self.rest_on(rule);
            (self.handlers.fail_start)(self, id, None, error, detail);
            return;
        }
        let now = self.now;
        self.task_mut(id).pull_started_at = Some(now);
        if self.start.switches.image_pull_shows == ImagePullShows::Activating {
            self.set_task_status(id, TaskStatus::Activating, Rule::Activating);
        }
        self.advance_containers(id);
    }

    /// Rule: `RunningWhenAllStarted`.
    pub(crate) fn leave_pending_if_all_started(&mut self, id: TaskId) {
        let task = &self.tasks[&id];
        let all_started = task.containers.iter().all(|part| part.started_at.is_some());
        let may_report = !self.is_cut_off(id);
        let is_pulled_in = match self.start.switches.image_pull_shows {
            ImagePullShows::Pending => TaskStatus::Pending,
            ImagePullShows::Activating => TaskStatus::Activating,
        };
        let is_registering = self.due_at(Timer::Activated(id)).is_some();
        if task.last_status != is_pulled_in || is_registering || !all_started || !may_report {
            return;
        }
        if self.register_targets(id) {
            if is_pulled_in == TaskStatus::Pending {
                let rules = [Rule::Activating, Rule::RunningWhenAllStarted];
                self.set_task_status(id, TaskStatus::Activating, rules);
            }
            let span = self.start.timings.activating;
            let at = self.now + self.draw_duration(Draw::Activating, id.0, span);
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
        let rules = [Rule::TaskStatuses, Rule::RunningWhenAllStarted];
        self.set_task_status(id, TaskStatus::Running, rules);
        if let TaskOrigin::Service {
            service,
            deployment,
        } = self.tasks[&id].origin
        {
            self.forget_start_failures(service, deployment);
        }
    }

    pub(crate) fn set_task_status(
        &mut self,
        id: TaskId,
        to: TaskStatus,
        rules: impl Into<RuleSet>,
    ) {
        let now = self.now;
        let task = self.task_mut(id);
        let from = task.last_status;
        assert!(from < to, "a task goes forward");
        task.last_status = to;
        task.history.push((to, now));
        let cluster = task.cluster;
        self.emit_by(rules, EventKind::TaskStatusChanged { task: id, from, to });
        if from == TaskStatus::Provisioning {
            self.provisioning_shrinks(cluster);
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
