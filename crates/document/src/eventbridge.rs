//! What Amazon ECS would send to Amazon EventBridge: each change of state as one or more events in JSON.
//!
//! An object shows its state at the end of the instant of the change, so that changes of one task at one instant share
//! their `version`, as duplicates do. Refused calls are none of Amazon ECS's events.

mod instance;
mod table;
mod task;

use std::collections::BTreeMap;

use sim::{
    Event, EventKind, Failing, Instance, InstanceId, RolloutState, ServiceId, TaskId, TaskStatus,
    Time, World,
};

use crate::writer::Writer;
pub use table::{DeploymentStateChange, EventType, ServiceAction, Shortage};

/// One event on the bus, before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BusEvent {
    /// `ECS Task State Change`.
    Task(TaskId),
    /// `ECS Container Instance State Change`.
    Instance(InstanceId),
    /// `ECS Service Action`.
    Service(ServiceId, ServiceAction),
    /// `ECS Deployment State Change`.
    Deployment(ServiceId, DeploymentStateChange),
}

impl BusEvent {
    /// `detail-type`.
    pub const fn detail_type(&self) -> &'static str {
        match self {
            Self::Task(_) => "ECS Task State Change",
            Self::Instance(_) => "ECS Container Instance State Change",
            Self::Service(..) => "ECS Service Action",
            Self::Deployment(..) => "ECS Deployment State Change",
        }
    }
}

/// The events of a history in order, with the container instances that are gone meanwhile.
#[derive(Clone, Debug, Default)]
pub struct EventBridge {
    instances: BTreeMap<InstanceId, Instance>,
}

impl EventBridge {
    /// What is sent because of the next event of a history: JSON objects without line breaks.
    pub fn texts(&mut self, world: &World, event: &Event) -> Vec<String> {
        let Some(id) = changed_instance(world, &event.kind) else {
            return texts(world, None, event);
        };
        if let Some(instance) = world.instance(id) {
            self.instances.insert(id, instance.clone());
            return texts(world, None, event);
        }
        let departed = self.instances.remove(&id);
        texts(world, departed.as_ref(), event)
    }
}

/// One of the objects that are sent because of an event, with line breaks; none if there are fewer. `world` is the one
/// at the end of the event's instant, `before` the one before it, which knows the container instances that have gone.
pub fn pretty_text(
    world: &World,
    before: Option<&World>,
    event: &Event,
    ordinal: usize,
) -> Option<String> {
    let sent = bus_events(world, event);
    let one = sent.get(ordinal)?;
    let departed = match one {
        BusEvent::Instance(id) => before.and_then(|before| before.instance(*id)),
        _ => None,
    };
    let mut writer = Writer::pretty();
    let place = u64::try_from(ordinal).ok()?;
    writer.object(|writer| envelope(writer, world, departed, event, (place, one)));
    Some(writer.into_text())
}

/// What is sent because of an event: JSON objects without line breaks. `world` is the one at the end of the event's
/// instant; a container instance that is not there any more is described as it was in `departed`.
pub fn texts(world: &World, departed: Option<&Instance>, event: &Event) -> Vec<String> {
    let sent = bus_events(world, event);
    let written = (0..).zip(&sent).map(|(ordinal, sent)| {
        let mut writer = Writer::compact();
        writer.object(|writer| envelope(writer, world, departed, event, (ordinal, sent)));
        writer.into_text()
    });
    written.collect()
}

/// What is sent because of an event, in order.
pub fn bus_events(world: &World, event: &Event) -> Vec<BusEvent> {
    let mut sent = Vec::new();
    if let Some(task) = event.kind.changed_task() {
        sent.push(BusEvent::Task(task));
    }
    if let Some(instance) = changed_instance(world, &event.kind) {
        sent.push(BusEvent::Instance(instance));
    }
    for (service, action) in table::service_actions(world, &event.kind) {
        sent.push(BusEvent::Service(service, action));
    }
    if let EventKind::DeploymentChanged {
        service,
        deployment,
        rollout_state,
    } = event.kind
    {
        let found = world
            .service(service)
            .and_then(|service| service.deployment(deployment));
        let failing = found.and_then(|found| found.failing);
        // Only the circuit breaker and alarms say that a deployment failed.
        let is_told = matches!(
            failing,
            None | Some(Failing::CircuitBreaker | Failing::Alarm)
        );
        if rollout_state != RolloutState::Failed || is_told {
            let change = DeploymentStateChange::of(deployment, rollout_state);
            sent.push(BusEvent::Deployment(service, change));
        }
    }
    sent
}

/// The container instance that Amazon ECS knows to be changed: its own state, or what its tasks leave of it.
fn changed_instance(world: &World, kind: &EventKind) -> Option<InstanceId> {
    match *kind {
        EventKind::InstanceRegistered(id)
        | EventKind::InstanceAttributesChanged(id)
        | EventKind::InstanceStatusChanged { instance: id, .. }
        | EventKind::AgentDisconnected(id)
        | EventKind::AgentConnected(id)
        | EventKind::InstanceDeregistered(id) => Some(id),
        // A machine that goes away behind a lost connection stays registered.
        EventKind::InstanceTerminated(id) => world.instance(id).is_none().then_some(id),
        EventKind::TaskCreated { instance, .. } => instance,
        EventKind::TaskStatusChanged {
            task,
            to: TaskStatus::Stopped,
            ..
        } => {
            let instance = world.task(task)?.instance?;
            world.instance(instance).map(|instance| instance.id)
        }
        _ => None,
    }
}

/// The members around `detail`.
fn envelope(
    writer: &mut Writer,
    world: &World,
    departed: Option<&Instance>,
    event: &Event,
    (ordinal, sent): (u64, &BusEvent),
) {
    let id = world.event_id(event.sequence, ordinal);
    writer.text_member("version", "0");
    writer.text_member("id", &id);
    writer.text_member("detail-type", sent.detail_type());
    writer.text_member("source", "aws.ecs");
    writer.text_member("account", &world.start().account);
    writer.text_member("time", &to_the_second(world, event.at));
    writer.text_member("region", &world.start().region);
    let instance = |id| world.instance(id).or(departed);
    let arn = match sent {
        BusEvent::Task(task) => world.task_arn(*task),
        BusEvent::Instance(id) => instance(*id).map_or_else(String::new, |instance| {
            world.instance_arn_in(instance.cluster, *id)
        }),
        BusEvent::Service(service, _) | BusEvent::Deployment(service, _) => {
            world.service_arn(*service)
        }
    };
    writer.array_member("resources", [&arn], |writer, arn| writer.string(arn));
    writer.object_member("detail", |writer| match sent {
        BusEvent::Task(task) => {
            if let Some(task) = world.task(*task) {
                task::write(writer, world, task, event.at);
            }
        }
        BusEvent::Instance(id) => {
            if let Some(instance) = instance(*id) {
                instance::write(writer, world, instance, event.at);
            }
        }
        BusEvent::Service(service, action) => action.write(writer, world, *service, event.at),
        BusEvent::Deployment(service, change) => change.write(writer, world, *service, event.at),
    });
}

/// An instant with its milliseconds, as in the objects of Amazon ECS.
fn exactly(world: &World, at: Time) -> String {
    world.date(at).to_string()
}

/// An instant without its milliseconds, as in envelopes.
fn to_the_second(world: &World, at: Time) -> String {
    let mut date = world.date(at);
    date.unix_ms -= date.unix_ms.rem_euclid(1_000);
    date.to_string()
}
