//! Where the time of a deployment went, as a bill that adds up to its duration.

use alloc::vec::Vec;

use super::Timeline;
use super::causes::Origin;
use crate::{
    ContainerStatus, DeploymentId, Duration, Event, EventKind, EventSequence, LifecycleStage,
    RolloutState, TargetState, TaskStatus, Time,
};

/// The bill of a finished deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeBill {
    /// When it began.
    pub from: Time,
    /// When it was complete.
    pub until: Time,
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
    /// Where the time of a deployment went that is complete at the present instant: back from its completion, each
    /// span goes to what the event at its end had waited for. None if it is not complete, or is not remembered.
    pub fn time_bill(&self, deployment: DeploymentId) -> Option<TimeBill> {
        let events = self.events_since(EventSequence(0));
        let found = |state: RolloutState| {
            events.iter().find(move |event| {
                matches!(event.kind, EventKind::DeploymentChanged { deployment: id, rollout_state, .. }
                    if id == deployment && rollout_state == state)
            })
        };
        let from = found(RolloutState::InProgress)?.at;
        let end = found(RolloutState::Completed)?;
        let mut bill = TimeBill {
            from,
            until: end.at,
            items: Vec::new(),
        };
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
