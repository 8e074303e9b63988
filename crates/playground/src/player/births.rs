//! Who was born in which order: what scripts call `service:web/3` and `demo/2`.

use std::collections::BTreeMap;

use sim::{
    ClusterId, DeploymentId, Event, EventKind, InstanceId, ServiceId, Task, TaskGroup, TaskId,
    TaskSetChange, World,
};

/// Every task of each group, every task set of each service and every container instance of each cluster, in the order of their births.
#[derive(Debug, Default)]
pub(super) struct Births {
    tasks: BTreeMap<(ClusterId, String), Vec<TaskId>>,
    instances: BTreeMap<ClusterId, Vec<InstanceId>>,
    task_sets: BTreeMap<ServiceId, Vec<DeploymentId>>,
}

impl Births {
    /// Takes notice of an event of the present instant.
    pub(super) fn note(&mut self, world: &World, event: &Event) {
        match event.kind {
            EventKind::TaskCreated { task: id, .. } => {
                if let Some(task) = world.task(id) {
                    let key = (task.cluster, group(world, task));
                    self.tasks.entry(key).or_default().push(id);
                }
            }
            EventKind::InstanceRegistered(id) => {
                if let Some(instance) = world.instance(id) {
                    self.instances.entry(instance.cluster).or_default().push(id);
                }
            }
            EventKind::TaskSetChanged {
                service,
                task_set,
                change: TaskSetChange::Created,
            } => self.task_sets.entry(service).or_default().push(task_set),
            _ => {}
        }
    }

    pub(super) fn task_sets(&self, service: ServiceId) -> &[DeploymentId] {
        self.task_sets.get(&service).map_or(&[], Vec::as_slice)
    }

    pub(super) fn tasks(&self, cluster: ClusterId, group: &str) -> &[TaskId] {
        self.tasks
            .get(&(cluster, group.to_owned()))
            .map_or(&[], Vec::as_slice)
    }

    pub(super) fn instances(&self, cluster: ClusterId) -> &[InstanceId] {
        self.instances.get(&cluster).map_or(&[], Vec::as_slice)
    }
}

/// `group` of a task.
fn group(world: &World, task: &Task) -> String {
    match task.task_group() {
        TaskGroup::Service(service) => {
            let name = world.service(service).map_or("", |service| &service.name);
            format!("service:{name}")
        }
        TaskGroup::Named(name) => name,
    }
}
