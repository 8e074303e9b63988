//! Targets come, are probed, drain, and go.

use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::load_balancer::probing::{Answers, Checks, Schedule};
use crate::random::Draw;
use crate::{
    Duration, FailureCause, IdleTargetDrains, InitialTargetNeeds, NetworkBinding, Rule,
    ServiceLoadBalancer, Target, TargetGroupId, TargetState, TargetType, Task, TaskId,
    TransportProtocol, World,
};

impl World {
    /// The targets of a task, with the target groups that they are in.
    pub fn targets_of(&self, task: TaskId) -> Vec<(TargetGroupId, &Target)> {
        self.target_groups
            .values()
            .filter_map(|group| group.targets.get(&task).map(|target| (group.id, target)))
            .collect()
    }

    /// Registers a task in the target groups of its deployment; false if there is none.
    pub(crate) fn register_targets(&mut self, id: TaskId) -> bool {
        let attached: Vec<ServiceLoadBalancer> = self
            .deployment_of(&self.tasks[&id])
            .map_or_else(Vec::new, |deployment| deployment.load_balancers.clone());
        for load_balancer in &attached {
            self.register_target(id, load_balancer);
        }
        !attached.is_empty()
    }

    fn register_target(&mut self, id: TaskId, attached: &ServiceLoadBalancer) {
        let task = &self.tasks[&id];
        let group = &self.target_groups[&attached.target_group];
        let container = task
            .definition
            .definition
            .container_definitions
            .iter()
            .position(|container| container.name == attached.container_name)
            .expect("the service's request was checked: the container exists");
        let port = match group.target_type {
            TargetType::Ip => attached.container_port,
            TargetType::Instance => self
                .host_port(task, attached.container_port)
                .unwrap_or(attached.container_port),
        };
        let schedule = self.target_schedule(attached.target_group, id);
        let target = Target {
            port,
            container,
            state: TargetState::Registering,
            registered_at: self.now,
            checks: Checks::new(schedule, Answers::NOBODY, self.now),
        };
        let group = self.target_group_mut(attached.target_group);
        group.targets.insert(id, target);
        group.in_flight.enter(id);
        self.end_regime(attached.target_group);
        self.emit_by(
            Rule::RegistrationWhenRunning,
            EventKind::TargetRegistered {
                target_group: attached.target_group,
                task: id,
            },
        );
    }

    /// The port of the instance that leads to a container's port.
    pub fn host_port(&self, task: &Task, container_port: u16) -> Option<u16> {
        let instance = self.instance(task.instance?)?;
        instance
            .reservations
            .get(&task.id)?
            .ports
            .iter()
            .find(|held: &&NetworkBinding| {
                held.container_port == container_port && held.protocol == TransportProtocol::Tcp
            })
            .map(|held| held.host_port)
    }

    /// When a target is probed. Each has a phase of its own within the interval.
    fn target_schedule(&self, group: TargetGroupId, task: TaskId) -> Schedule {
        let check = &self.target_groups[&group].health_check;
        let phase_ms = self.draw(Draw::ProbePhase, group.0 ^ task.0) % check.interval.as_millis();
        let successes_at_first = match self.start.switches.initial_target_needs {
            InitialTargetNeeds::OneSuccess => 1,
            InitialTargetNeeds::HealthyThreshold => check.healthy_threshold,
        };
        Schedule {
            first_at: self.now + Duration::from_millis(phase_ms + 1),
            interval: check.interval,
            timeout: check.timeout,
            successes_at_first,
            successes_after_failure: check.healthy_threshold,
            failures: check.unhealthy_threshold,
            forgiving_until: self.now,
        }
    }

    fn target_answers(&self, group: TargetGroupId, task: TaskId) -> Answers {
        let group = &self.target_groups[&group];
        let container = group.targets[&task].container;
        self.tasks[&task].containers[container].answers(group.health_check.matcher)
    }

    /// Registration is through: the load balancer begins to probe.
    pub(crate) fn start_target_checks(&mut self, id: TaskId) {
        let Some(service) = self.tasks[&id].service() else {
            return;
        };
        for group in self.groups_of(id) {
            let schedule = self.target_schedule(group, id);
            let checks = Checks::new(schedule, self.target_answers(group, id), self.now);
            self.target_mut(group, id).checks = checks;
            self.set_target_state(group, id, TargetState::Initial, Rule::NewTargetIsInitial);
            *self
                .service_mut(service)
                .memory
                .registered
                .entry(group)
                .or_insert(0) += 1;
            self.arm_target_health(group, id);
        }
    }

    fn arm_target_health(&mut self, group: TargetGroupId, id: TaskId) {
        let timer = Timer::TargetHealth(group, id);
        match self.target_groups[&group].targets[&id].checks.next_change() {
            Some(change) => self.arm(
                timer,
                change.decided_at.max(self.now + Duration::from_millis(1)),
            ),
            None => self.agenda.cancel(timer),
        }
    }

    pub(crate) fn on_target_health(&mut self, group: TargetGroupId, id: TaskId) {
        let now = self.now;
        let checks = &mut self.target_mut(group, id).checks;
        let change = checks
            .next_change()
            .expect("the timer was armed for a change");
        checks.decide(change.result, now);
        let (to, rule) = match change.result {
            Ok(()) => (TargetState::Healthy, Rule::HealthyThreshold),
            Err(failure) => (TargetState::Unhealthy(failure), Rule::UnhealthyThreshold),
        };
        self.set_target_state(group, id, to, rule);
        self.arm_target_health(group, id);
    }

    /// A container began or ceased to answer: its targets' probes find something else from now on.
    pub(crate) fn target_answers_change(&mut self, id: TaskId, container: usize) {
        let now = self.now;
        for group in self.groups_of(id) {
            self.end_regime(group);
            let target = &self.target_groups[&group].targets[&id];
            let probed = matches!(
                target.state,
                TargetState::Initial | TargetState::Healthy | TargetState::Unhealthy(_)
            );
            if target.container != container || !probed {
                continue;
            }
            let answers = self.target_answers(group, id);
            self.target_mut(group, id)
                .checks
                .answers_change(answers, now);
            self.arm_target_health(group, id);
        }
    }

    /// The settings of a target group changed: probes go on by the new ones.
    pub(crate) fn target_settings_change(&mut self, group: TargetGroupId) {
        let now = self.now;
        let ids: Vec<TaskId> = self.target_groups[&group].targets.keys().copied().collect();
        for id in ids {
            let state = self.target_groups[&group].targets[&id].state;
            if !state.is_registered() || state == TargetState::Registering {
                continue;
            }
            let schedule = self.target_schedule(group, id);
            let answers = self.target_answers(group, id);
            let checks = &mut self.target_mut(group, id).checks;
            checks.schedule_changes(schedule, now);
            checks.answers_change(answers, now);
            self.arm_target_health(group, id);
        }
    }

    /// A process ended: requests at it are cut off.
    pub(crate) fn target_process_ended(&mut self, id: TaskId, container: usize) {
        for group in self.groups_of(id) {
            if self.target_groups[&group].targets[&id].container == container {
                self.cut_requests(group, id, FailureCause::TargetClosed);
            }
        }
        self.target_answers_change(id, container);
    }

    /// Takes a task out of its target groups: they drain. Gives the longest deregistration delay.
    pub(crate) fn deregister_targets(&mut self, id: TaskId) -> Duration {
        let now = self.now;
        let Some(service) = self.tasks[&id].service() else {
            return Duration::ZERO;
        };
        let mut longest = Duration::ZERO;
        for group in self.groups_of(id) {
            let delay = self.draining_time(group, id);
            let state = self.target_groups[&group].targets[&id].state;
            if !state.is_registered() {
                continue;
            }
            longest = longest.max(delay);
            self.agenda.cancel(Timer::TargetHealth(group, id));
            let draining = TargetState::Draining {
                since: now,
                until: now + delay,
            };
            self.set_target_state(group, id, draining, Rule::DeregistrationDelay);
            self.arm(Timer::TargetDrained(group, id), now + delay);
            let memory = &mut self.service_mut(service).memory;
            *memory.deregistered.entry(group).or_insert(0) += 1;
            memory.draining.insert(id);
        }
        longest
    }

    /// How long a target drains that is deregistered now.
    fn draining_time(&self, group: TargetGroupId, id: TaskId) -> Duration {
        let group = &self.target_groups[&group];
        match self.start.switches.idle_target_drains {
            IdleTargetDrains::WhileBusy if group.in_flight.at(id) == 0 => Duration::ZERO,
            _ => group.attributes.deregistration_delay,
        }
    }

    /// A target that drains has answered its last request: by an assumption that can be chosen, that is the end of it.
    pub(crate) fn drain_no_longer_than_busy(&mut self, group: TargetGroupId, id: TaskId) {
        let found = &self.target_groups[&group];
        let is_over = self.start.switches.idle_target_drains == IdleTargetDrains::WhileBusy
            && found.in_flight.at(id) == 0
            && found
                .targets
                .get(&id)
                .is_some_and(|target| !target.state.is_registered());
        if !is_over {
            return;
        }
        let now = self.now;
        self.arm(Timer::TargetDrained(group, id), now);
        let still_busy = self
            .groups_of(id)
            .into_iter()
            .any(|other| self.target_groups[&other].in_flight.at(id) > 0);
        if !still_busy && self.agenda.due_at(Timer::Deactivated(id)).is_some() {
            self.arm(Timer::Deactivated(id), now);
        }
    }

    pub(crate) fn on_target_drained(&mut self, group: TargetGroupId, id: TaskId) {
        self.cut_requests(group, id, FailureCause::DelayElapsed);
        self.emit_by(
            Rule::DeregistrationDelay,
            EventKind::TargetDeregistered {
                target_group: group,
                task: id,
            },
        );
        let group = self.target_group_mut(group);
        group.targets.remove(&id);
        group.in_flight.leave(id);
    }

    fn set_target_state(&mut self, group: TargetGroupId, id: TaskId, to: TargetState, rule: Rule) {
        self.end_regime(group);
        let target = self.target_mut(group, id);
        let from = core::mem::replace(&mut target.state, to);
        self.emit_by(
            rule,
            EventKind::TargetStateChanged {
                target_group: group,
                task: id,
                from,
                to,
            },
        );
    }

    fn target_mut(&mut self, group: TargetGroupId, id: TaskId) -> &mut Target {
        self.target_group_mut(group)
            .targets
            .get_mut(&id)
            .expect("the task is a target")
    }

    fn groups_of(&self, id: TaskId) -> Vec<TargetGroupId> {
        self.target_groups
            .values()
            .filter(|group| group.targets.contains_key(&id))
            .map(|group| group.id)
            .collect()
    }
}
