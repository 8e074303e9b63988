//! Where the time of a deployment went, as a bill that adds up to its duration.

use alloc::vec::Vec;

use super::Timeline;
use super::causes::Origin;
use crate::{
    ContainerStatus, DeploymentId, Duration, Event, EventKind, EventSequence, LifecycleStage,
    RolloutState, ServiceId, StageWait, TargetState, TaskStatus, Time, Wait,
};

/// The bill of a deployment, of a running one until the present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeBill {
    /// When it began.
    pub from: Time,
    /// When it was complete or failed; before that the present.
    pub until: Time,
    /// Which of the two; none before that.
    pub end: Option<RolloutState>,
    /// What the time went to, in the order of [`BillItem`]; the spans add up to the time from beginning to end.
    pub items: Vec<(BillItem, Duration)>,
}

/// What the last task that a deployment needed was in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BillItem {
    /// The scheduler had not looked again yet.
    Tick,
    /// A person had not done yet what it needed.
    Person,
    /// The task was placed, and its network interface or Fargate capacity prepared.
    Provisioning,
    /// Its images were pulled.
    Pull,
    /// Its containers were created and started.
    Start,
    /// The load balancer was told of it.
    Registration,
    /// Its targets had not passed enough health checks yet.
    TargetHealth,
    /// Its containers had not passed enough health checks yet.
    ContainerHealth,
    /// It had not been RUNNING for long enough to count as healthy.
    RunningLongEnough,
    /// A lifecycle hook had not completed.
    Hook,
    /// Traffic was shared, or all of it moved, and the old tasks stayed for a time that was set.
    Bake,
    /// An old task drained.
    Draining,
    /// An old task had SIGTERM and had not ended.
    Stopping,
    /// The network interface of an old task was taken away.
    Deprovisioning,
    /// Anything else.
    Other,
}

impl Timeline {
    /// Where the time of a deployment went: back from its end, each span goes to what the event at its end had waited
    /// for. A running one has no end yet: the bill is that of its service's latest event, and what is
    /// since then goes to what the service waits for now. None if its beginning is not remembered.
    pub fn time_bill(&self, deployment: DeploymentId) -> Option<TimeBill> {
        let events = self.events_since(EventSequence(0));
        let mut states = events.iter().filter_map(|event| match event.kind {
            EventKind::DeploymentChanged {
                deployment: id,
                service,
                rollout_state,
            } if id == deployment => Some((event, service, rollout_state)),
            _ => None,
        });
        let (begin, service, _) =
            states.find(|(_, _, state)| *state == RolloutState::InProgress)?;
        let from = begin.at;
        let ended = states.find(|(_, _, state)| *state != RolloutState::InProgress);
        let is_of_service = |event: &&Event| match event.kind {
            EventKind::LifecycleStageChanged { service: id, .. }
            | EventKind::LifecycleHookChanged { service: id, .. } => id == service,
            _ => {
                let task = event.kind.task().and_then(|task| self.world().task(task));
                task.is_some_and(|task| task.service() == Some(service))
            }
        };
        let latest = || events.iter().rev().find(is_of_service);
        let end = match ended {
            Some((end, ..)) => end,
            None => latest().filter(|event| event.at >= from).unwrap_or(begin),
        };
        let mut bill = TimeBill {
            from,
            until: ended.map_or(self.now(), |(end, ..)| end.at),
            end: ended.map(|(_, _, state)| state),
            items: Vec::new(),
        };
        if ended.is_none() {
            bill.add(self.item_now(service), self.now().since(end.at));
        }
        let mut newer: Option<&Event> = None;
        let origin = self.walk_back(end, None, &mut |event| {
            if let Some(newer) = newer {
                self.charge(&mut bill, event, newer);
            }
            newer = Some(event);
        });
        if let Some(first) = newer {
            let item = match origin {
                Origin::Command(_) => BillItem::Person,
                Origin::Forgotten => BillItem::Other,
            };
            bill.add(item, first.at.since(from));
        }
        bill.items.sort_unstable();
        debug_assert_eq!(
            bill.items
                .iter()
                .map(|(_, span)| span.as_millis())
                .sum::<u64>(),
            bill.until.since(from).as_millis(),
            "the bill adds up"
        );
        Some(bill)
    }

    /// What the time goes to at the present instant.
    fn item_now(&self, service: ServiceId) -> BillItem {
        let world = self.world();
        let wait = world
            .service(service)
            .and_then(|service| world.outlook(service).wait);
        match wait {
            Some(Wait::Stuck | Wait::Capacity(_) | Wait::Protection { .. }) => BillItem::Person,
            Some(Wait::Throttle(_) | Wait::NextPass(_)) => BillItem::Tick,
            Some(Wait::Startup { task, status }) => match status {
                TaskStatus::Provisioning => BillItem::Provisioning,
                TaskStatus::Pending => match world.task(task) {
                    Some(task) if task.pull_started_at.is_none() => BillItem::Provisioning,
                    Some(task) if task.pull_stopped_at.is_none() => BillItem::Pull,
                    _ => BillItem::Start,
                },
                _ => BillItem::Registration,
            },
            Some(Wait::TargetHealth(_) | Wait::Unhealthy { .. }) => BillItem::TargetHealth,
            Some(Wait::FortySeconds { .. }) => BillItem::RunningLongEnough,
            Some(Wait::ContainerHealth(_)) => BillItem::ContainerHealth,
            Some(Wait::Draining { .. }) => BillItem::Draining,
            Some(Wait::Stopping { .. }) => BillItem::Stopping,
            Some(Wait::Stage(_, StageWait::Pause { .. } | StageWait::Hook { .. })) => {
                BillItem::Hook
            }
            Some(Wait::Stage(_, StageWait::StepBake { .. } | StageWait::Bake { .. })) => {
                BillItem::Bake
            }
            Some(Wait::Agent { .. }) | None => BillItem::Other,
        }
    }

    /// The time between an event and what it was the cause of.
    fn charge(&self, bill: &mut TimeBill, older: &Event, newer: &Event) {
        let begin = older.at.max(bill.from);
        if newer.at <= begin {
            return;
        }
        let item = item_of(older, newer);
        let is_counted = matches!(
            older.kind,
            EventKind::TaskStatusChanged {
                to: TaskStatus::Running,
                ..
            }
        );
        if item == BillItem::Tick && is_counted {
            let healthy_at = older.at + self.start().timings.healthy_after_running;
            let counted = healthy_at.max(begin).min(newer.at);
            bill.add(BillItem::RunningLongEnough, counted.since(begin));
            bill.add(BillItem::Tick, newer.at.since(counted));
        } else {
            bill.add(item, newer.at.since(begin));
        }
    }
}

impl TimeBill {
    /// How long the deployment took.
    pub fn duration(&self) -> Duration {
        self.until.since(self.from)
    }

    fn add(&mut self, item: BillItem, span: Duration) {
        if span == Duration::ZERO {
            return;
        }
        match self.items.iter_mut().find(|(known, _)| *known == item) {
            Some((_, sum)) => *sum = Duration::from_millis(sum.as_millis() + span.as_millis()),
            None => self.items.push((item, span)),
        }
    }
}

/// What was waited for between two events of which the older is the cause.
const fn item_of(older: &Event, newer: &Event) -> BillItem {
    match newer.kind {
        EventKind::TaskCreated { .. }
        | EventKind::TaskDesiredStatusChanged { .. }
        | EventKind::DeploymentChanged { .. } => BillItem::Tick,
        EventKind::LifecycleHookChanged { .. } => BillItem::Hook,
        EventKind::LifecycleStageChanged { .. } => match older.kind {
            EventKind::LifecycleStageChanged {
                stage: LifecycleStage::ProductionTrafficShift | LifecycleStage::BakeTime,
                ..
            } => BillItem::Bake,
            _ => BillItem::Tick,
        },
        EventKind::PullStopped { .. } => BillItem::Pull,
        EventKind::PullStarted { .. } => BillItem::Provisioning,
        EventKind::ContainerStatusChanged {
            to: ContainerStatus::Running,
            ..
        } => BillItem::Start,
        EventKind::ContainerStatusChanged {
            to: ContainerStatus::Stopped,
            ..
        } => BillItem::Stopping,
        EventKind::TaskHealthChanged { .. } | EventKind::ContainerHealthChanged { .. } => {
            BillItem::ContainerHealth
        }
        EventKind::TargetStateChanged { to, .. } => match to {
            TargetState::Healthy | TargetState::Unhealthy(_) => BillItem::TargetHealth,
            TargetState::Registering | TargetState::Initial => BillItem::Registration,
            _ => BillItem::Draining,
        },
        EventKind::TargetRegistered { .. } => BillItem::Registration,
        EventKind::SignalSent { .. } => match older.kind {
            EventKind::TaskStatusChanged {
                to: TaskStatus::Deactivating,
                ..
            } => BillItem::Draining,
            _ => BillItem::Stopping,
        },
        EventKind::TaskStatusChanged { from, to, .. } => status_item(from, to),
        _ => BillItem::Other,
    }
}

/// What a task was in until its status changed.
const fn status_item(from: TaskStatus, to: TaskStatus) -> BillItem {
    match (from, to) {
        (TaskStatus::Provisioning, TaskStatus::Pending) => BillItem::Provisioning,
        (TaskStatus::Pending, _) => BillItem::Start,
        (TaskStatus::Activating, _) => BillItem::Registration,
        (TaskStatus::Deactivating, _) => BillItem::Draining,
        (TaskStatus::Deprovisioning, _) => BillItem::Deprovisioning,
        (TaskStatus::Stopping, _) => BillItem::Stopping,
        _ => BillItem::Other,
    }
}
