//! Targets come, are probed, drain, and go.

use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::load_balancer::probing::{Answers, Checks, Schedule};
use crate::random::Draw;
use crate::{
    Duration, FailureCause, InitialTargetNeeds, LoadBalancerProtocol, LoadBalancerType,
    NetworkBinding, ProbeFailure, Rule, ServiceId, ServiceLoadBalancer, Target, TargetGroup,
    TargetGroupId, TargetState, TargetType, Task, TaskId, TransportProtocol, UnusedReason, World,
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
            let group = load_balancer.target_group;
            match self.obstacle_to_register(group) {
                None => self.register_target(id, load_balancer),
                Some(failure) => self.note_unregistered(id, group, failure),
            }
        }
        !attached.is_empty()
    }

    pub(super) fn register_target(&mut self, id: TaskId, attached: &ServiceLoadBalancer) {
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
            zone: task.zone,
            is_reachable: true,
            state: TargetState::Registering,
            registered_at: self.now,
            slow_start_since: None,
            checks: Checks::new(schedule, Answers::NOBODY, self.now),
            answer: None,
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
        let kind = self.target_groups[&group].protocol.load_balancer_type();
        let successes_at_first = match self.start.switches.initial_target_needs {
            InitialTargetNeeds::OneSuccess if kind == LoadBalancerType::Application => 1,
            _ => check.healthy_threshold,
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

    /// What probes of a target find.
    fn target_answers(&self, group: TargetGroupId, task: TaskId) -> Answers {
        let group = &self.target_groups[&group];
        if !group.targets[&task].is_reachable {
            return Answers::SILENCE;
        }
        let Some(container) = self.probed_container(group, task) else {
            return Answers::NOBODY;
        };
        let part = &self.tasks[&task].containers[container];
        match group.health_check.protocol {
            LoadBalancerProtocol::Tcp => part.connections(),
            LoadBalancerProtocol::Http | LoadBalancerProtocol::Https => {
                part.answers(group.health_check.matcher)
            }
        }
    }

    /// The container that listens at the port that is probed, by its place in the definition.
    fn probed_container(&self, group: &TargetGroup, id: TaskId) -> Option<usize> {
        let target = &group.targets[&id];
        let port = match group.health_check.port {
            None => return Some(target.container),
            Some(port) if port == target.port => return Some(target.container),
            Some(port) => port,
        };
        let task = &self.tasks[&id];
        let containers = &task.definition.definition.container_definitions;
        containers.iter().position(|container| {
            container.port_mappings.iter().any(|mapping| {
                let at = match group.target_type {
                    TargetType::Ip => Some(mapping.container_port),
                    TargetType::Instance => self.host_port(task, mapping.container_port),
                };
                at == Some(port)
            })
        })
    }

    /// Amazon ECS has registered a task: an Application Load Balancer begins to probe, a Network Load Balancer takes
    /// its time. Rule: `NetworkRegistration`.
    pub(crate) fn start_target_checks(&mut self, id: TaskId) {
        let Some(service) = self.tasks[&id].service() else {
            return;
        };
        for group in self.groups_of(id) {
            self.start_checks_in(group, id, service);
        }
    }

    /// The same in one target group.
    pub(super) fn start_checks_in(&mut self, group: TargetGroupId, id: TaskId, service: ServiceId) {
        let registered = &mut self.service_mut(service).memory.registered;
        *registered.entry(group).or_insert(0) += 1;
        let protocol = self.target_groups[&group].protocol;
        match protocol.load_balancer_type() {
            LoadBalancerType::Application => self.begin_target_checks(group, id),
            LoadBalancerType::Network => {
                let span = self.start.timings.network_registration;
                let subject = group.0 ^ id.0;
                let takes = self.draw_duration(Draw::NetworkRegistration, subject, span);
                self.note_use(Rule::NetworkRegistration);
                self.arm(Timer::TargetRegistered(group, id), self.now + takes);
            }
        }
    }

    /// Registration is through, or a target is used again: the load balancer begins to probe it, if it uses it.
    pub(crate) fn begin_target_checks(&mut self, group: TargetGroupId, id: TaskId) {
        if let Some(reason) = self.unused_reason(group, id) {
            let to = TargetState::Unused(reason);
            return self.set_target_state(group, id, to, Rule::TargetNotInUse);
        }
        let schedule = self.target_schedule(group, id);
        let checks = Checks::new(schedule, self.target_answers(group, id), self.now);
        self.target_mut(group, id).checks = checks;
        self.set_target_state(group, id, TargetState::Initial, Rule::NewTargetIsInitial);
        self.arm_target_health(group, id);
    }

    /// Rule: `TargetNotInUse`.
    fn unused_reason(&self, group: TargetGroupId, id: TaskId) -> Option<UnusedReason> {
        let group = &self.target_groups[&group];
        if !group.is_in_use {
            return Some(UnusedReason::NotInUse);
        }
        let balancer = self.load_balancer(group.load_balancer?)?;
        let zone = group.targets[&id].zone;
        (!balancer.zones.contains(&zone)).then_some(UnusedReason::ZoneNotEnabled)
    }

    /// A target group is forwarded to, or not any more: its targets are probed, or not any more.
    pub(super) fn target_use_changes(&mut self, group: TargetGroupId) {
        let ids: Vec<TaskId> = self.target_groups[&group].targets.keys().copied().collect();
        for id in ids {
            let state = self.target_groups[&group].targets[&id].state;
            let reason = self.unused_reason(group, id);
            match (state, reason) {
                (TargetState::Unused(UnusedReason::Stopped), _) => {}
                (TargetState::Unused(_), None) => self.begin_target_checks(group, id),
                (TargetState::Unused(before), Some(now)) if before == now => {}
                (_, Some(reason))
                    if state.is_probed() || matches!(state, TargetState::Unused(_)) =>
                {
                    self.agenda.cancel(Timer::TargetHealth(group, id));
                    self.agenda.cancel(Timer::TargetDrained(group, id));
                    let to = TargetState::Unused(reason);
                    self.set_target_state(group, id, to, Rule::TargetNotInUse);
                }
                _ => {}
            }
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
        match change.result {
            Ok(()) => {
                self.agenda.cancel(Timer::TargetDrained(group, id));
                let to = TargetState::Healthy;
                self.set_target_state(group, id, to, Rule::HealthyThreshold);
            }
            Err(failure) => self.target_fails(group, id, failure),
        }
        if self.target_groups[&group].targets[&id].state.is_probed() {
            self.arm_target_health(group, id);
        }
    }

    /// So many probes in a row failed. Rules: `UnhealthyThreshold`, `TargetStopped`, `UnhealthyDraining`.
    fn target_fails(&mut self, id: TargetGroupId, task: TaskId, failure: ProbeFailure) {
        let group = &self.target_groups[&id];
        let target = &group.targets[&task];
        if !target.is_reachable && group.target_type == TargetType::Instance {
            let to = TargetState::Unused(UnusedReason::Stopped);
            return self.set_target_state(id, task, to, Rule::TargetStopped);
        }
        let attributes = &group.attributes;
        let interval = attributes.unhealthy_draining_interval;
        let ends_connections = !group.ends_idle() && attributes.unhealthy_connection_termination;
        if target.state == TargetState::Healthy && ends_connections {
            self.note_use(Rule::UnhealthyConnectionsEnd);
            self.cut_requests(id, task, FailureCause::TargetUnhealthy);
            (self.handlers.reset_flows)(self, id, task);
        }
        let target = &self.target_groups[&id].targets[&task];
        if target.state != TargetState::Healthy || interval == Duration::ZERO {
            let to = TargetState::Unhealthy(failure);
            return self.set_target_state(id, task, to, Rule::UnhealthyThreshold);
        }
        let until = self.now + interval;
        let to = TargetState::UnhealthyDraining { failure, until };
        self.rest_on(Rule::UnhealthyDraining);
        self.set_target_state(id, task, to, Rule::UnhealthyThreshold);
        self.arm(Timer::TargetDrained(id, task), until);
    }

    /// The machine of a task, or its network interface, is gone: nothing answers, not even with a refusal. Rule:
    /// `LostTargetTimesOut`.
    pub(crate) fn target_lost(&mut self, id: TaskId) {
        for group in self.groups_of(id) {
            self.end_regime(group);
            let target = self.target_mut(group, id);
            target.is_reachable = false;
            target.answer = None;
            self.leave_waiting(group, id);
            self.note_use(Rule::LostTargetTimesOut);
        }
    }

    /// A container began or ceased to answer: its targets' probes find something else from now on.
    pub(crate) fn target_answers_change(&mut self, id: TaskId, container: usize) {
        let now = self.now;
        for group in self.groups_of(id) {
            self.end_regime(group);
            self.target_mut(group, id).answer = None;
            let found = &self.target_groups[&group];
            let is_probed = found.targets[&id].state.is_probed();
            if !is_probed || self.probed_container(found, id) != Some(container) {
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
            if !state.is_probed() {
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

    /// A process ended: requests at it are cut off, unless nobody is there to say so.
    pub(crate) fn target_process_ended(&mut self, id: TaskId, container: usize) {
        for group in self.groups_of(id) {
            let target = &self.target_groups[&group].targets[&id];
            if target.container == container && target.is_reachable {
                self.cut_requests(group, id, FailureCause::TargetClosed);
                (self.handlers.reset_flows)(self, group, id);
                self.drain_no_longer_than_busy(group, id);
            }
        }
        self.target_answers_change(id, container);
    }

    pub(super) fn set_target_state(
        &mut self,
        group: TargetGroupId,
        id: TaskId,
        to: TargetState,
        rule: Rule,
    ) {
        self.end_regime(group);
        let found = &self.target_groups[&group];
        // The first targets of a group have nobody to leave requests to.
        let starts_slowly = to == TargetState::Healthy
            && found.attributes.slow_start > Duration::ZERO
            && found
                .targets
                .values()
                .any(|target| target.state == TargetState::Healthy);
        let slow_start_since = starts_slowly.then_some(self.now);
        let target = self.target_mut(group, id);
        target.slow_start_since = slow_start_since;
        let from = core::mem::replace(&mut target.state, to);
        self.rest_on(Rule::TargetStates);
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

    pub(super) fn groups_of(&self, id: TaskId) -> Vec<TargetGroupId> {
        self.target_groups
            .values()
            .filter(|group| group.targets.contains_key(&id))
            .map(|group| group.id)
            .collect()
    }
}
