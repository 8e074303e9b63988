//! DAEMON services: one task on every ACTIVE instance that matches, before those of other services and after them.

use alloc::vec::Vec;

use super::SchedulingStrategy;
use super::census::{Census, Standing};
use super::rolling::{Bounds, Plan};
use crate::event::EventKind;
use crate::placement::{self, Place, Request};
use crate::table::Map;
use crate::{
    ClusterId, CreateService, Instance, InstanceId, InstanceStatus, Lack, LaunchType,
    PlacementShortfall, Rejection, Rule, Service, ServiceId, ServiceMessage, TaskGroup, TaskId,
    UpdateService, World,
};

impl Service {
    /// Whether it runs one task on every instance.
    pub const fn is_daemon(&self) -> bool {
        matches!(self.scheduling_strategy, SchedulingStrategy::Daemon)
    }
}

impl World {
    /// The instances that are to run a task of a DAEMON service, in id order. Rule: `DaemonOnEveryInstance`.
    fn daemon_instances(&self, service: &Service) -> Vec<InstanceId> {
        let Some(request) = self.next_request(service.id) else {
            return Vec::new();
        };
        self.instances()
            .filter(|instance| instance.cluster == service.cluster)
            .filter(|instance| placement::admits(self, &request, instance))
            .map(|instance| instance.id)
            .collect()
    }

    /// One pass of a DAEMON service.
    pub(super) fn reconcile_daemon(&mut self, id: ServiceId) {
        self.count_daemon_instances(id);
        let (service, census, limit) = self.look(id);
        let plan = self.plan(&service, &census, limit.count);
        self.note_violating(id, &plan);
        let (started, shortfall) = self.start_daemon_tasks(id, &plan.start_on);
        self.say_started(id, &plan, started);
        self.note_unplaceable(id, shortfall);
        self.end_pass(id, &plan, &census, limit);
    }

    /// A DAEMON service wants as many tasks as instances match. Rule: `DaemonOnEveryInstance`.
    fn count_daemon_instances(&mut self, id: ServiceId) {
        let wanted = self.daemon_instances(&self.services[&id]).len();
        let desired_count = u32::try_from(wanted).expect("quotas bound the instances of a cluster");
        if self.services[&id].desired_count == desired_count {
            return;
        }
        self.service_mut(id).desired_count = desired_count;
        self.unsettle(id);
        self.emit_by(
            Rule::DaemonOnEveryInstance,
            EventKind::DesiredCountComputed {
                service: id,
                desired_count,
            },
        );
    }

    /// What the scheduler of a DAEMON service does next. Rules: `DaemonDeployment`, `DaemonsFirst`.
    pub(crate) fn plan_daemon(&self, service: &Service, census: &Census) -> Plan {
        let wanted = self.daemon_instances(service);
        let mut on: Map<InstanceId, Vec<&Standing>> = Map::new();
        for task in &census.tasks {
            if let Some(instance) = task.instance {
                on.entry(instance).or_default().push(task);
            }
        }
        let mut plan = Plan::default();
        let mut old: Vec<&Standing> = Vec::new();
        let mut failing: Vec<&Standing> = Vec::new();
        for id in &wanted {
            let tasks = on.remove(id).unwrap_or_default();
            if !tasks.iter().any(|task| task.is_active || task.is_capped) {
                plan.start_on.push(*id);
            }
            for task in tasks {
                if task.is_active && !task.is_new {
                    old.push(task);
                } else if task.is_new && task.failure.is_some() {
                    failing.push(task);
                }
            }
        }
        plan.start_count = plan.start_on.len() as u32;
        let lower = Bounds::of(wanted.len() as u32, &service.deployment_configuration).lower;
        let has_old = !old.is_empty();
        let mut spare = census
            .count(|task| task.is_healthy && !task.is_on_draining)
            .saturating_sub(lower);
        old.sort_by_key(|task| (task.is_healthy, task.lot, task.task));
        for task in old {
            if task.is_protected {
                plan.held.push(task.task);
            } else if !task.is_healthy {
                plan.stop.push(task.task);
            } else if spare > 0 {
                spare -= 1;
                plan.stop.push(task.task);
            }
        }
        let is_unsettled = plan.start_count > 0 || census.tasks.iter().any(|task| !task.is_active);
        let next_failing = failing.iter().min_by_key(|task| (task.lot, task.task));
        let next_failing = next_failing.filter(|_| !is_unsettled);
        plan.stop_unhealthy
            .extend(next_failing.map(|task| task.task));
        self.plan_unwanted(&on, &mut plan);
        let acts = plan.start_count > 0 || !plan.stop.is_empty() || !plan.stop_unhealthy.is_empty();
        let under_way = census
            .tasks
            .iter()
            .any(|task| !task.is_active || (task.is_new && !task.is_healthy));
        plan.is_stuck = has_old && !acts && !under_way && plan.held.is_empty();
        plan
    }

    /// Tasks where none is wanted: on a DRAINING instance they stop last, elsewhere because they match no more. Rules:
    /// `DaemonsLast`, `DaemonConstraintViolated`.
    fn plan_unwanted(&self, on: &Map<InstanceId, Vec<&Standing>>, plan: &mut Plan) {
        for (id, tasks) in on {
            let active = tasks.iter().filter(|task| task.is_active);
            let active = active.map(|task| task.task);
            let Some(instance) = self.instance(*id) else {
                continue;
            };
            if instance.status != InstanceStatus::Draining {
                let before = plan.stop.len();
                plan.stop.extend(active);
                plan.violating.extend_from_slice(&plan.stop[before..]);
            } else if !self.has_other_tasks(instance) {
                plan.stop.extend(active);
            }
        }
    }

    /// Whether tasks that are no daemons are on an instance.
    fn has_other_tasks(&self, instance: &Instance) -> bool {
        instance.groups().keys().any(|group| match group {
            TaskGroup::Service(service) => !self.services[service].is_daemon(),
            TaskGroup::Named(_) => true,
        })
    }

    /// Says which tasks match no more; they stop.
    fn note_violating(&mut self, id: ServiceId, plan: &Plan) {
        for task in &plan.violating {
            self.emit_by(
                Rule::DaemonConstraintViolated,
                EventKind::DaemonConstraintViolated {
                    service: id,
                    task: *task,
                },
            );
        }
    }

    /// Starts a DAEMON service's tasks on these instances, as far as they have room; says what the first one lacks that
    /// has none.
    fn start_daemon_tasks(
        &mut self,
        id: ServiceId,
        on: &[InstanceId],
    ) -> (Vec<TaskId>, Option<PlacementShortfall>) {
        let mut started = Vec::new();
        let mut shortfall = None;
        for instance_id in on {
            let request = self.next_request(id).expect("the service exists");
            let instance = &self.instances[instance_id];
            let zone = instance.zone;
            let lacks = placement::lacks_of(self, &request, instance);
            let binding = lacks
                .iter()
                .find(|lack| !matches!(lack, Lack::DistinctInstance));
            if let Some(lack) = binding {
                shortfall.get_or_insert(PlacementShortfall::Closest(*instance_id, lack.reason()));
                continue;
            }
            self.rest_on([Rule::DaemonOnEveryInstance, Rule::DaemonDeployment]);
            let place = Place {
                zone,
                instance: Some(*instance_id),
            };
            started.push(self.create_service_task(id, place));
        }
        (started, shortfall)
    }

    /// Before a service of a cluster starts tasks, its DAEMON services do whose tasks come to run. Rule:
    /// `DaemonsFirst`.
    pub(crate) fn start_daemons_first(&mut self, cluster: ClusterId) {
        let daemons: Vec<ServiceId> = self.daemons_of(cluster).collect();
        for id in daemons {
            let service = self.services[&id].clone();
            if service.memory.start_failures > 0 {
                continue;
            }
            let plan = self.plan_daemon(&service, &self.census(&service));
            self.rest_on(Rule::DaemonsFirst);
            let (started, _) = self.start_daemon_tasks(id, &plan.start_on);
            if !started.is_empty() {
                self.say(id, ServiceMessage::Started(started));
            }
        }
    }

    fn daemons_of(&self, cluster: ClusterId) -> impl Iterator<Item = ServiceId> {
        let daemons = self.daemons.iter().copied();
        daemons.filter(move |id| self.services[id].cluster == cluster)
    }

    /// DAEMON services look again whenever something changes on the instances of their cluster.
    pub(crate) fn wake_daemons(&mut self, cluster: ClusterId) {
        let daemons: Vec<ServiceId> = self.daemons_of(cluster).collect();
        for id in daemons {
            self.wake(id);
        }
    }

    /// CPU units and MiB of memory of an instance that tasks of this group leave to DAEMON services whose tasks are not
    /// there. Rule: `DaemonsFirst`.
    pub(crate) fn kept_for_daemons(&self, request: &Request, instance: &Instance) -> (u32, u32) {
        let is_daemon = |group: &TaskGroup| match group {
            TaskGroup::Service(service) => self.daemons.contains(service),
            TaskGroup::Named(_) => false,
        };
        if is_daemon(&request.group) {
            return (0, 0);
        }
        let mut kept = (0, 0);
        for id in self.daemons_of(instance.cluster) {
            let group = TaskGroup::Service(id);
            let Some(daemon) = self.next_request(id) else {
                continue;
            };
            if instance.share(&group).active_count > 0
                || !placement::admits(self, &daemon, instance)
            {
                continue;
            }
            let definition = &daemon.definition.definition;
            let (mut cpu_units, mut memory_mib) = (
                definition.reserved_cpu_units(),
                definition.reserved_memory_mib(),
            );
            for (task, held) in &instance.reservations {
                if self.tasks[task].service() == Some(id) {
                    cpu_units = cpu_units.saturating_sub(held.cpu_units);
                    memory_mib = memory_mib.saturating_sub(held.memory_mib);
                }
            }
            kept = (kept.0 + cpu_units, kept.1 + memory_mib);
        }
        kept
    }
}

/// What a DAEMON service does not take when it is created. Rule: `DaemonRefusals`.
pub(super) fn check_creation(input: &CreateService) -> Result<(), Rejection> {
    if input.scheduling_strategy != SchedulingStrategy::Daemon {
        return Ok(());
    }
    if !input.capacity_provider_strategy.is_empty() {
        return refuse(
            "Specifying a capacity provider strategy is not supported when you create a service using the DAEMON scheduling strategy.",
        );
    }
    if input.launch_type != LaunchType::Ec2 {
        return refuse("The daemon scheduling strategy does not support the FARGATE launch type.");
    }
    check_settings(
        input.desired_count,
        input.maximum_percent,
        !input.placement_strategy.is_empty(),
    )
}

/// What a DAEMON service does not take when it is updated. Rule: `DaemonRefusals`.
pub(super) fn check_update(service: &Service, input: &UpdateService) -> Result<(), Rejection> {
    if !service.is_daemon() {
        return Ok(());
    }
    let strategy = input.placement_strategy.as_ref();
    check_settings(
        input.desired_count,
        input.maximum_percent,
        strategy.is_some_and(|strategy| !strategy.is_empty()),
    )
}

fn check_settings(
    desired_count: Option<u32>,
    maximum_percent: Option<u32>,
    has_strategy: bool,
) -> Result<(), Rejection> {
    if desired_count.is_some() {
        return refuse(
            "The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again",
        );
    }
    if maximum_percent.is_some_and(|percent| percent > 100) {
        return refuse(
            "The daemon scheduling strategy does not support values above 100 for maximumPercent on a deployment configuration. Change the maximumPercent value to 100, and try again",
        );
    }
    if has_strategy {
        return refuse(
            "The daemon scheduling strategy does not support placement strategies. Remove the placement strategy and try again",
        );
    }
    Ok(())
}

fn refuse(message: &str) -> Result<(), Rejection> {
    Err(Rejection::invalid_parameter(message).by(Rule::DaemonRefusals))
}
