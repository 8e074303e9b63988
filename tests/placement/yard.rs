//! A cluster of machines to place tasks on, without waiting for anything.

use std::sync::Arc;

use sim::query::Expression;
use sim::{
    Attribute, ClusterId, Command, Constraint, ContainerDefinition, CreateService, InstanceId,
    LaunchInstance, LaunchType, MemberOf, NetworkMode, PlacementConstraint,
    PlacementConstraintType, PlacementStrategy, PlacementStrategyType, Request, Response, RunTask,
    ServiceId, Start, TaskDefinition, TaskId, Timeline, World, Zone,
};

use crate::support::accept;

pub(super) struct Yard {
    pub(super) timeline: Timeline,
    pub(super) cluster: ClusterId,
}

/// A task of so many CPU units and MiB, on the bridge and without ports.
pub(super) fn bare(family: &str, cpu_units: u32, memory_mib: u32) -> TaskDefinition {
    TaskDefinition {
        family: family.to_owned(),
        network_mode: Some(NetworkMode::Bridge),
        cpu_units: Some(cpu_units),
        memory_mib: Some(memory_mib),
        container_definitions: vec![ContainerDefinition {
            name: "app".to_owned(),
            image: "shop/web:1".to_owned(),
            ..ContainerDefinition::default()
        }],
        ..TaskDefinition::default()
    }
}

pub(super) fn strategy(r#type: PlacementStrategyType, field: &str) -> PlacementStrategy {
    PlacementStrategy {
        r#type,
        field: (!field.is_empty()).then(|| field.to_owned()),
    }
}

pub(super) fn spread(field: &str) -> PlacementStrategy {
    strategy(PlacementStrategyType::Spread, field)
}

pub(super) fn binpack(field: &str) -> PlacementStrategy {
    strategy(PlacementStrategyType::Binpack, field)
}

pub(super) fn distinct() -> PlacementConstraint {
    PlacementConstraint {
        r#type: PlacementConstraintType::DistinctInstance,
        expression: None,
    }
}

pub(super) fn member_of(expression: &str) -> PlacementConstraint {
    PlacementConstraint {
        r#type: PlacementConstraintType::MemberOf,
        expression: Some(expression.to_owned()),
    }
}

pub(super) fn query(text: &str) -> Constraint {
    let expression = Expression::parse(text).expect("the expression is sound");
    Constraint::MemberOf(MemberOf {
        text: text.to_owned(),
        expression: Arc::new(expression),
    })
}

pub(super) fn attribute(name: &str, value: &str) -> Attribute {
    Attribute {
        name: name.to_owned(),
        value: Some(value.to_owned()),
    }
}

impl Yard {
    pub(super) fn new(seed: u64) -> Self {
        let start = Start {
            seed,
            ..Start::default()
        };
        let mut timeline = Timeline::new(start);
        let name = "default".to_owned();
        let command = Command::CreateCluster { name };
        let Response::Cluster(cluster) = accept(&mut timeline, command) else {
            panic!("CreateCluster answers with a cluster");
        };
        Self { timeline, cluster }
    }

    pub(super) fn world(&self) -> &World {
        self.timeline.world()
    }

    pub(super) fn launch(&mut self, instance_type: &str, zone: u8) -> InstanceId {
        self.launch_as(LaunchInstance::of(self.cluster, instance_type, Zone(zone)))
    }

    pub(super) fn launch_with(
        &mut self,
        instance_type: &str,
        zone: u8,
        attributes: &[(&str, &str)],
    ) -> InstanceId {
        let attributes = attributes
            .iter()
            .map(|(name, value)| attribute(name, value));
        self.launch_as(LaunchInstance {
            attributes: attributes.collect(),
            ..LaunchInstance::of(self.cluster, instance_type, Zone(zone))
        })
    }

    pub(super) fn launch_as(&mut self, input: LaunchInstance) -> InstanceId {
        match accept(&mut self.timeline, input.into()) {
            Response::Instance(instance) => instance,
            other => panic!("a launch answers with an instance, not {other:?}"),
        }
    }

    pub(super) fn register(&mut self, definition: TaskDefinition) {
        let command = Command::RegisterTaskDefinition(Box::new(definition));
        accept(&mut self.timeline, command);
    }

    /// Runs one task, changed so; gives it, or the reasons of the failures.
    pub(super) fn run(
        &mut self,
        family: &str,
        change: impl FnOnce(&mut RunTask),
    ) -> Result<TaskId, Vec<String>> {
        let mut input = RunTask::of(self.cluster, family, LaunchType::Ec2);
        change(&mut input);
        match accept(&mut self.timeline, Command::RunTask(Box::new(input))) {
            Response::Tasks { tasks, failures } => match tasks.first() {
                Some(task) => Ok(*task),
                None => Err(failures.into_iter().map(|failure| failure.reason).collect()),
            },
            other => panic!("RunTask answers with tasks, not {other:?}"),
        }
    }

    pub(super) fn serve(
        &mut self,
        family: &str,
        desired_count: u32,
        change: impl FnOnce(&mut CreateService),
    ) -> ServiceId {
        let mut input = CreateService {
            task_definition: Some(family.to_owned()),
            desired_count: Some(desired_count),
            ..CreateService::of(self.cluster, family)
        };
        change(&mut input);
        let command = Command::CreateService(Box::new(input));
        match accept(&mut self.timeline, command) {
            Response::Service { service, .. } => service,
            other => panic!("CreateService answers with a service, not {other:?}"),
        }
    }

    pub(super) fn request(&self, service: ServiceId) -> Request {
        let request = self.world().next_request(service);
        request.expect("the service was created")
    }

    pub(super) fn place(&self, task: TaskId) -> InstanceId {
        let instance = self.world().task(task).and_then(|task| task.instance);
        instance.expect("the task is on an instance")
    }

    /// Tasks on each instance, in the order of `instances`.
    pub(super) fn counts(&self, instances: &[InstanceId]) -> Vec<usize> {
        let count = |id: &InstanceId| {
            let instance = self.world().instance(*id);
            instance.expect("it was launched").reservations.len()
        };
        instances.iter().map(count).collect()
    }

    /// Lets time pass, checking every invariant at every instant.
    pub(super) fn pass(&mut self, seconds: u64) {
        let until = self.timeline.now() + sim::Duration::from_secs(seconds);
        while self.timeline.now() < until {
            self.timeline.step_forward(until);
            sim::check_invariants(self.timeline.world());
        }
    }
}
