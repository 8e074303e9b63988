//! The states of container instances: ACTIVE, DRAINING, and deregistered.

use alloc::format;
use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::id::{Purpose, derive};
use crate::limits::INSTANCES_PER_UPDATE_MAX;
use crate::table::{Map, Set};
use crate::{
    ClusterId, Failure, Instance, InstanceId, InstanceStatus, Rejection, Response, Rule, RuleSet,
    ServiceId, ServiceMessage, ServiceStatus, StopCode, StopReason, TaskId, TaskStatus, World,
};

impl InstanceStatus {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Draining => "DRAINING",
        }
    }

    /// `status` of `UpdateContainerInstancesState`.
    ///
    /// # Errors
    /// `InvalidParameterException` for any other text than these two.
    pub fn requested(text: &str) -> Result<Self, Rejection> {
        [Self::Active, Self::Draining]
            .into_iter()
            .find(|status| status.name() == text)
            .ok_or_else(|| {
                Rejection::invalid_parameter(
                    "Container instance status should be one of [ACTIVE, DRAINING]",
                )
            })
    }
}

impl World {
    /// A container instance of a cluster. Rule: `MissingOrInactive`.
    ///
    /// # Errors
    /// The reason of a failure: `MISSING` if it never was there, `INACTIVE` if it is not any more.
    pub(crate) fn find_instance(
        &self,
        cluster: ClusterId,
        id: InstanceId,
    ) -> Result<&Instance, &'static str> {
        if let Some(instance) = self.instance(id) {
            return if instance.cluster == cluster {
                Ok(instance)
            } else {
                Err("MISSING")
            };
        }
        let launched = self
            .cluster(cluster)
            .map_or(0, |cluster| cluster.instances_ever);
        let was_there = (0..launched)
            .any(|ordinal| InstanceId(derive(cluster.0, Purpose::Instance, ordinal)) == id);
        Err(if was_there { "INACTIVE" } else { "MISSING" })
    }

    /// `UpdateContainerInstancesState`: each instance that is there; the others are named with the reason.
    pub(crate) fn update_container_instances_state(
        &mut self,
        cluster: ClusterId,
        instances: &[InstanceId],
        status: InstanceStatus,
    ) -> Result<Response, Rejection> {
        self.active_cluster(cluster)?;
        if instances.is_empty() {
            return Err(Rejection::client("Container Instances cannot be empty."));
        }
        if instances.len() > INSTANCES_PER_UPDATE_MAX {
            return Err(Rejection::invalid_parameter(format!(
                "containerInstances can have at most {INSTANCES_PER_UPDATE_MAX} entries."
            )));
        }
        let mut changed = Vec::new();
        let mut failures = Vec::new();
        for id in instances {
            match self.find_instance(cluster, *id) {
                Ok(_) => {
                    self.set_instance_status(*id, status);
                    changed.push(*id);
                }
                Err(reason) => failures.push(Failure {
                    arn: Some(self.instance_arn_in(cluster, *id)),
                    reason: reason.into(),
                }),
            }
        }
        Ok(Response::Instances { changed, failures })
    }

    fn set_instance_status(&mut self, id: InstanceId, to: InstanceStatus) {
        if self.instances[&id].status == to {
            return;
        }
        let now = self.now;
        let instance = self.instance_mut(id);
        instance.status = to;
        instance.status_since = now;
        let cluster = instance.cluster;
        let rules: RuleSet = match to {
            InstanceStatus::Active => Rule::DrainingStays.into(),
            InstanceStatus::Draining => [
                Rule::DrainingTakesNone,
                Rule::DrainingReplaces,
                Rule::DrainingSparesStandalone,
                Rule::DrainingStays,
            ]
            .into(),
        };
        let sequence = self.emit_by(rules, EventKind::InstanceStatusChanged { instance: id, to });
        if to == InstanceStatus::Draining {
            self.stop_pending_tasks(id);
        }
        for service in self.services_on(id) {
            if self.services[&service].status == ServiceStatus::Active {
                self.unsettle(service);
            }
            if to == InstanceStatus::Draining {
                self.note_draining(service, sequence);
            }
            self.wake_because(service, sequence);
        }
        self.instances_changed(cluster);
    }

    /// The services that have tasks on an instance.
    fn services_on(&self, id: InstanceId) -> Set<ServiceId> {
        let tasks = self.instances[&id].reservations.keys();
        tasks
            .filter_map(|task| self.tasks[task].service())
            .collect()
    }

    /// Tasks of services that do not run yet do not wait for a replacement. Rule: `DrainingStopsPending`.
    fn stop_pending_tasks(&mut self, id: InstanceId) {
        let mut stopped: Map<ServiceId, u32> = Map::new();
        let tasks: Vec<TaskId> = self.instances[&id].reservations.keys().copied().collect();
        for task in tasks {
            let state = &self.tasks[&task];
            let Some(service) = state.service() else {
                continue;
            };
            if !state.is_active() || state.last_status >= TaskStatus::Running {
                continue;
            }
            *stopped.entry(service).or_insert(0) += 1;
            let name = self.services[&service].name.clone();
            self.rest_on([Rule::DrainingStopsPending, Rule::DrainingReason]);
            self.stop_task(
                task,
                StopCode::ServiceSchedulerInitiated,
                StopReason::InstanceDraining(name),
            );
        }
        for (service, count) in stopped {
            self.say(service, ServiceMessage::StoppedPending(count));
        }
    }

    pub(super) fn forget_instance(&mut self, id: InstanceId) {
        self.agenda.cancel(Timer::AgentMissed(id));
        self.instances.remove(&id);
        self.unindex_instance(id);
    }

    /// `DeregisterContainerInstance`. With force, Amazon ECS gives its tasks up: they are STOPPED for it, and nobody
    /// watches their containers any more. Rule: `ForcedDeregistration`.
    pub(crate) fn deregister_container_instance(
        &mut self,
        cluster: ClusterId,
        id: InstanceId,
        force: bool,
    ) -> Result<Response, Rejection> {
        self.active_cluster(cluster)?;
        let Some(instance) = self.instance(id) else {
            return Err(Rejection::invalid_parameter(format!(
                "Referenced container instance {id} not found."
            )));
        };
        self.check_same_cluster(instance.cluster, cluster)?;
        let tasks: Vec<TaskId> = instance.reservations.keys().copied().collect();
        if !force && !tasks.is_empty() {
            return Err(
                Rejection::invalid_parameter("Found running tasks on the instance.")
                    .by(Rule::DeregistrationNeedsForce),
            );
        }
        self.emit_by(
            Rule::DeregistrationNeedsForce,
            EventKind::InstanceDeregistered(id),
        );
        for task in tasks {
            self.give_up_task(task);
        }
        self.forget_instance(id);
        self.instances_changed(cluster);
        Ok(Response::Instance(id))
    }
}
