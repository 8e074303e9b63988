//! Why a task stopped: the chain of causes from its end back to what a person did, or to a fault.

use alloc::vec::Vec;

use super::Timeline;
use crate::{
    Cause, Command, CommandSequence, ContainerStatus, Event, EventKind, EventSequence,
    HealthStatus, RuleSet, TargetState, TaskId, TaskStatus, Time,
};

/// Links of a chain that are told; of a longer one the middle is left out.
const LINKS_MAX: usize = 8;
/// How many of a longer chain's last links are told.
const LAST_LINKS: usize = 2;

/// From an end back to its beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Causes {
    /// Each rests on the next.
    pub links: Vec<CauseLink>,
    /// The rules of the events among them.
    pub rules: RuleSet,
}

/// One link of a chain of causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CauseLink {
    /// Something that happened.
    Event(Event),
    /// So many links are left out here.
    Omitted(usize),
    /// What a person did, or a fault: the beginning.
    Command {
        /// When.
        at: Time,
        /// What.
        command: Command,
    },
    /// What is before this is not remembered.
    Forgotten,
}

/// Where a trail of events begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// With a command.
    Command(CommandSequence),
    /// With an event that is not remembered.
    Forgotten,
}

impl Timeline {
    /// Why a task stopped, or stops: none for one that does neither at the present instant, or whose end is not
    /// remembered.
    pub fn why_stopped(&self, task: TaskId) -> Option<Causes> {
        let ends = |event: &&Event| is_part_of_end(&event.kind, task);
        let events = self.events_since(EventSequence(0));
        let end = events.iter().rev().find(ends)?;
        Some(self.causes_of(end, Some(task)))
    }

    /// The chain behind an event, without what says nothing; `subject` is the task that it is about.
    fn causes_of(&self, end: &Event, subject: Option<TaskId>) -> Causes {
        let mut events: Vec<Event> = Vec::new();
        let mut newer: Option<&Event> = None;
        let origin = self.walk_back(end, subject, &mut |event| {
            if newer.is_none() || tells(event, newer) {
                events.push(event.clone());
            }
            newer = Some(event);
        });
        let mut rules = RuleSet::EMPTY;
        for event in &events {
            rules.unite(event.rules);
        }
        let mut links: Vec<CauseLink> = events.into_iter().map(CauseLink::Event).collect();
        links.push(self.origin_link(origin));
        if links.len() > LINKS_MAX {
            let first = LINKS_MAX - LAST_LINKS - 1;
            let omitted = links.len() - first - LAST_LINKS;
            links.splice(first..first + omitted, [CauseLink::Omitted(omitted)]);
        }
        Causes { links, rules }
    }

    fn origin_link(&self, origin: Origin) -> CauseLink {
        let node = match origin {
            Origin::Command(command) => self.command(command),
            Origin::Forgotten => None,
        };
        node.map_or(CauseLink::Forgotten, |(at, command)| CauseLink::Command {
            at,
            command: command.clone(),
        })
    }

    /// Every event behind one, that one first, each the cause of the one before. A task that was told to stop and of
    /// which something else is the occasion, such as an agent that is back, goes on with why it was told.
    pub(super) fn walk_back<'a>(
        &'a self,
        end: &'a Event,
        subject: Option<TaskId>,
        visit: &mut dyn FnMut(&'a Event),
    ) -> Origin {
        let mut event = end;
        let mut is_told = false;
        loop {
            visit(event);
            is_told |= matches!(event.kind, EventKind::TaskDesiredStatusChanged { task, .. } if Some(task) == subject);
            let cause = match event.cause {
                Cause::Event(cause) => self.event(cause),
                Cause::Command(_) => None,
            };
            let leaves = cause.is_none_or(|cause| cause.kind.task() != subject);
            let told = subject.filter(|_| leaves && !is_told).and_then(|task| {
                let told = |event: &&Event| {
                    matches!(event.kind, EventKind::TaskDesiredStatusChanged { task: id, .. } if id == task)
                };
                self.events_before(event.sequence).iter().rev().find(told)
            });
            is_told |= leaves;
            match (told.or(cause), event.cause) {
                (Some(next), _) => event = next,
                (None, Cause::Command(command)) => return Origin::Command(command),
                (None, Cause::Event(_)) => return Origin::Forgotten,
            }
        }
    }

    /// The remembered events before one.
    fn events_before(&self, sequence: EventSequence) -> &[Event] {
        let count = sequence.0.saturating_sub(self.events_from);
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        &self.events[..count.min(self.events.len())]
    }

    /// A command of the branch that is shown, and when it was given.
    pub(super) fn command(&self, sequence: CommandSequence) -> Option<(Time, &Command)> {
        let node = self.path.get(usize::try_from(sequence.0).ok()?)?;
        let node = &self.nodes[node.0];
        Some((node.at, &node.command))
    }
}

/// Whether an event is part of the end of a task, as far as its containers.
fn is_part_of_end(kind: &EventKind, subject: TaskId) -> bool {
    match kind {
        EventKind::ContainerStatusChanged {
            task,
            to: ContainerStatus::Stopped,
            exit_code: Some(_),
            ..
        }
        | EventKind::TaskStatusChanged {
            task,
            to: TaskStatus::Deactivating,
            ..
        }
        | EventKind::SignalSent { task, .. }
        | EventKind::TaskDesiredStatusChanged { task, .. } => *task == subject,
        _ => false,
    }
}

/// Whether a link says something, seen from the one that it is the cause of.
fn tells(event: &Event, newer: Option<&Event>) -> bool {
    let is_echo = matches!(event.cause, Cause::Command(_));
    match event.kind {
        EventKind::ContainerStatusChanged { to, .. } => match to {
            ContainerStatus::Stopped => true,
            // A process that ended by itself: how long it ran says something.
            _ => newer.is_some_and(|newer| {
                matches!(
                    newer.kind,
                    EventKind::ContainerStatusChanged { .. } | EventKind::OutOfMemory { .. }
                )
            }),
        },
        EventKind::TaskStatusChanged { to, .. } => match to {
            TaskStatus::Deactivating | TaskStatus::Stopped => true,
            TaskStatus::Running => newer.is_some_and(is_decision),
            _ => false,
        },
        EventKind::TaskHealthChanged { to, .. } => to != HealthStatus::Unknown,
        EventKind::TargetStateChanged { to, .. } => {
            matches!(to, TargetState::Healthy | TargetState::Unhealthy(_))
        }
        EventKind::SignalSent { .. }
        | EventKind::TaskDesiredStatusChanged { .. }
        | EventKind::OutOfMemory { .. }
        | EventKind::ContainerRestarted { .. } => true,
        EventKind::TaskCreated { .. }
        | EventKind::DeploymentChanged { .. }
        | EventKind::InstanceStatusChanged { .. }
        | EventKind::InstanceTerminated(_)
        | EventKind::AgentConnected(_)
        | EventKind::AgentDisconnected(_) => !is_echo,
        _ => false,
    }
}

/// Whether an event is what a scheduler decided.
const fn is_decision(event: &Event) -> bool {
    matches!(
        event.kind,
        EventKind::TaskDesiredStatusChanged { .. }
            | EventKind::TaskCreated { .. }
            | EventKind::DeploymentChanged { .. }
    )
}
