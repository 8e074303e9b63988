//! Time as a tree of commands: play, rewind to any instant, act in the past and grow a new branch.

mod bill;
mod branch;
mod causes;
mod history;
mod savings;

use alloc::vec::Vec;

pub use bill::{BillItem, TimeBill};
pub use causes::{CauseLink, Causes};
pub use history::{FailedRequests, RevisionShare, ServiceSample, TrafficSecond};
use history::{History, SecondCounter};
pub use savings::{Saving, Savings};

use crate::{
    Command, Event, EventSequence, Exception, Handlers, Map, Rejection, Response, ServiceId, Start,
    Time, Transient, World,
};

/// Keyframes kept; when there are more, every other one goes and they stand twice as far apart.
const KEYFRAMES_MAX: usize = 48;
/// Replay work between two keyframes at first, in events and transients.
const KEYFRAME_WORK_FIRST: u64 = 4_000;
/// Events kept; the oldest quarter goes when there are more.
const EVENTS_MAX: usize = 200_000;
/// Commands of one timeline, over all branches.
const COMMANDS_MAX: usize = 100_000;
/// Transients kept for who looks at the latest advance.
const TRANSIENTS_MAX: usize = 20_000;

/// One command in the tree of all that was ever submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandNode {
    /// The command before it; none for a first one.
    pub parent: Option<NodeId>,
    /// When it applies: after everything that is due until then.
    pub at: Time,
    /// What it asks.
    pub command: Command,
}

/// The place of a command in the tree, in the order of submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub usize);

/// How far an advance came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// To its target.
    Arrived,
    /// Only until the budget was spent; [`Timeline::now`] says where.
    OutOfBudget,
}

/// A world that can be played and rewound.
#[derive(Clone, Debug)]
pub struct Timeline {
    start: Start,
    nodes: Vec<CommandNode>,
    /// The branch that is shown, from its first command on.
    path: Vec<NodeId>,
    /// How many commands of the path the world has had.
    applied: usize,
    world: World,
    /// Every event of the branch that is known, in sequence; the present may be before its end.
    events: Vec<Event>,
    /// The sequence of the first of them.
    events_from: u64,
    transients: Vec<Transient>,
    history: History,
    keyframes: Vec<Keyframe>,
    keyframe_work: u64,
    work: u64,
    known_until: Time,
}

/// A snapshot to replay from.
#[derive(Clone, Debug)]
struct Keyframe {
    applied: usize,
    work: u64,
    counter: SecondCounter,
    world: World,
}

impl Timeline {
    /// A new world with nothing in it.
    pub fn new(start: Start) -> Self {
        Self::with_handlers(start, Handlers::ALL)
    }

    /// The same with a table of its own.
    pub fn with_handlers(start: Start, handlers: &'static Handlers) -> Self {
        let world = World::with_handlers(start.clone(), handlers);
        Self {
            start,
            nodes: Vec::new(),
            path: Vec::new(),
            applied: 0,
            keyframes: Vec::from([Keyframe {
                applied: 0,
                work: 0,
                counter: SecondCounter::default(),
                world: world.clone(),
            }]),
            world,
            events: Vec::new(),
            events_from: 0,
            transients: Vec::new(),
            history: History::default(),
            keyframe_work: KEYFRAME_WORK_FIRST,
            work: 0,
            known_until: Time::ZERO,
        }
    }

    /// From now on this world and those of its past do with a command or a timer what another table says.
    pub fn set_handlers(&mut self, handlers: &'static Handlers) {
        self.world.handlers = handlers;
        for keyframe in &mut self.keyframes {
            keyframe.world.handlers = handlers;
        }
    }

    /// The world at [`Timeline::now`].
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// The instant that is shown.
    pub const fn now(&self) -> Time {
        self.world.now()
    }

    /// How far this branch has been played.
    pub const fn known_until(&self) -> Time {
        self.known_until
    }

    /// The events from `cursor` on until the present. Those that left the bounded window are missing.
    pub fn events_since(&self, cursor: EventSequence) -> &[Event] {
        let index = |sequence: u64| {
            let offset = sequence.saturating_sub(self.events_from);
            usize::try_from(offset)
                .map_or(self.events.len(), |offset| offset.min(self.events.len()))
        };
        let until = index(self.world.event_count().0);
        &self.events[index(cursor.0).min(until)..until]
    }

    /// One event of this branch, if it is still in the window.
    pub fn event(&self, sequence: EventSequence) -> Option<&Event> {
        let index = sequence.0.checked_sub(self.events_from)?;
        self.events.get(usize::try_from(index).ok()?)
    }

    /// The transients of the latest advance, in order; of a long one only the last.
    pub fn latest_transients(&self) -> &[Transient] {
        &self.transients
    }

    /// Requests by second of simulated time, as far as this branch is known.
    pub const fn traffic(&self) -> &Map<u64, TrafficSecond> {
        self.history.traffic()
    }

    /// How the tasks of a service were, at each instant at which that changed, as far as this branch is known.
    pub fn samples(&self, service: ServiceId) -> &[ServiceSample] {
        self.history.samples(service)
    }

    /// Acts at the present instant. In the past this grows a new branch, and what was known after it is dropped from
    /// the branch that is shown.
    ///
    /// # Errors
    /// What AWS would answer; then nothing has changed.
    pub fn submit(&mut self, command: Command) -> Result<Response, Rejection> {
        if self.nodes.len() >= COMMANDS_MAX {
            return Err(Rejection::new(
                Exception::LimitExceeded,
                alloc::format!("This playground takes at most {COMMANDS_MAX} commands."),
            ));
        }
        let at = self.now();
        let first_new = self.world.event_count();
        let response = self.world.handle_command(at, command.clone())?;
        self.world.handle_timeout(at);

        self.path.truncate(self.applied);
        let parent = self.path.last().copied();
        self.path.push(NodeId(self.nodes.len()));
        self.nodes.push(CommandNode {
            parent,
            at,
            command,
        });
        self.applied += 1;
        self.forget_future(at, first_new);
        self.collect(true);
        self.history.sample(&self.world);
        Ok(response)
    }

    /// Lets time pass until `target`, or until so many events and transients have happened. The budget is checked only
    /// between instants, so that live play and replay take the same steps.
    pub fn advance_to(&mut self, target: Time, event_budget: usize) -> Progress {
        self.transients.clear();
        if target < self.now() {
            return Progress::Arrived;
        }
        self.run_until(target, event_budget as u64)
    }

    /// Shows another instant of this branch, before or after the present.
    pub fn seek(&mut self, target: Time) {
        if target < self.now() {
            self.restore(target, usize::MAX);
        }
        self.run_until(target, u64::MAX);
        // Replay is not a passage of time that anybody has seen.
        self.transients.clear();
    }

    /// The next instant after the present at which something other than traffic happens, found by playing on.
    pub fn step_forward(&mut self, until: Time) {
        self.transients.clear();
        if until < self.now() {
            return;
        }
        let before = self.world.event_count();
        while let Some(at) = self.next_instant().filter(|at| *at <= until) {
            self.step(at);
            if self.world.event_count() > before {
                self.history.sample(&self.world);
                return;
            }
        }
        self.run_until(until, u64::MAX);
    }

    /// The instant of the last event before the present, if one is known.
    pub fn previous_event_at(&self) -> Option<Time> {
        let now = self.now();
        self.events_since(EventSequence(0))
            .iter()
            .rev()
            .map(|event| event.at)
            .find(|at| *at < now)
    }

    /// The world at the end of the last instant before the one of an event, to ask why it happened; at the beginning,
    /// the world before its first command.
    pub fn world_before(&self, sequence: EventSequence) -> Option<World> {
        let at = self.event(sequence)?.at;
        let keyframe = self
            .keyframes
            .iter()
            .rev()
            .find(|keyframe| keyframe.world.now() < at)
            .unwrap_or(&self.keyframes[0]);
        let mut world = keyframe.world.clone();
        let mut commands = self.path[keyframe.applied..]
            .iter()
            .map(|node| &self.nodes[node.0])
            .peekable();
        loop {
            let due = world.poll_timeout().filter(|due| *due < at);
            let command =
                commands.next_if(|node| node.at < at && due.is_none_or(|due| node.at < due));
            match (command, due) {
                (Some(node), _) => {
                    world.handle_timeout(node.at);
                    world.repeat_command(node.at, &node.command);
                }
                (None, Some(due)) => world.handle_timeout(due),
                (None, None) => return Some(world.without_output()),
            }
        }
    }

    fn next_command_at(&self) -> Option<Time> {
        self.path
            .get(self.applied)
            .map(|node| self.nodes[node.0].at)
    }

    fn next_instant(&self) -> Option<Time> {
        let timer = self.world.poll_timeout();
        let command = self.next_command_at();
        [timer, command].into_iter().flatten().min()
    }

    fn run_until(&mut self, target: Time, budget: u64) -> Progress {
        let first_work = self.work;
        while let Some(at) = self.next_instant().filter(|at| *at <= target) {
            if self.work - first_work >= budget.max(1) {
                return Progress::OutOfBudget;
            }
            self.step(at);
        }
        self.world.handle_timeout(target);
        self.known_until = self.known_until.max(target);
        self.history.sample(&self.world);
        Progress::Arrived
    }

    /// Everything of one instant: what is due, then the commands of the branch.
    fn step(&mut self, at: Time) {
        let is_new = at > self.known_until;
        self.world.handle_timeout(at);
        while self.next_command_at() == Some(at) {
            let node = self.path[self.applied];
            self.world.repeat_command(at, &self.nodes[node.0].command);
            self.applied += 1;
        }
        self.collect(is_new);
        self.known_until = self.known_until.max(at);
        self.keep_keyframe();
    }

    /// Takes what the world has put out: known events are compared, new ones kept.
    fn collect(&mut self, is_new: bool) {
        let mut changed = false;
        while let Some(event) = self.world.poll_event() {
            self.work += 1;
            let known_count = self.events_from + self.events.len() as u64;
            if event.sequence.0 >= known_count {
                self.events.push(event);
                changed = true;
            } else if let Some(known) = self.event(event.sequence) {
                debug_assert!(*known == event, "replay repeats history");
            }
        }
        while let Some(transient) = self.world.poll_transient() {
            self.work += 1;
            self.history.count(&transient, is_new);
            self.transients.push(transient);
            if self.transients.len() > 2 * TRANSIENTS_MAX {
                self.transients.drain(..TRANSIENTS_MAX);
            }
        }
        if changed {
            self.history.note_change(&self.world);
            if self.events.len() > EVENTS_MAX {
                self.events.drain(..EVENTS_MAX / 4);
                self.events_from += (EVENTS_MAX / 4) as u64;
            }
        }
    }

    fn keep_keyframe(&mut self) {
        let latest = self.keyframes.last().expect("the first keyframe stays");
        let is_new = self.world.now() > latest.world.now();
        if !is_new || self.work < latest.work + self.keyframe_work {
            return;
        }
        self.keyframes.push(Keyframe {
            applied: self.applied,
            work: self.work,
            counter: self.history.counter(),
            world: self.world.clone(),
        });
        if self.keyframes.len() > KEYFRAMES_MAX {
            let mut index = 0;
            self.keyframes.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.keyframe_work *= 2;
        }
    }

    /// Goes back to the last keyframe at or before an instant and before a command, and replays from there.
    fn restore(&mut self, target: Time, applied_max: usize) {
        let keyframe = self
            .keyframes
            .iter()
            .rev()
            .find(|keyframe| keyframe.world.now() <= target && keyframe.applied <= applied_max)
            .expect("the first keyframe is at the beginning")
            .clone();
        self.world = keyframe.world;
        self.work = keyframe.work;
        self.applied = keyframe.applied;
        self.history.resume(keyframe.counter);
        let path = if applied_max < self.path.len() {
            Some(self.path.split_off(applied_max))
        } else {
            None
        };
        self.run_until(target, u64::MAX);
        if let Some(rest) = path {
            self.path.extend(rest);
        }
    }

    fn forget_future(&mut self, at: Time, first_new: EventSequence) {
        let keep = first_new.0.saturating_sub(self.events_from);
        self.events
            .truncate(usize::try_from(keep).unwrap_or(usize::MAX));
        // Behind the window there is nothing: what comes next is kept from here on.
        self.events_from = self.events_from.min(first_new.0);
        self.keyframes.retain(|keyframe| {
            keyframe.world.now() <= at && keyframe.world.event_count() <= first_new
        });
        self.history.forget_after(at);
        self.known_until = at;
        self.work = self
            .work
            .max(self.keyframes.last().map_or(0, |keyframe| keyframe.work));
    }

    /// What the timeline began with.
    pub const fn start(&self) -> &Start {
        &self.start
    }
}

impl World {
    /// Takes a command that the same history has taken before, and lets what follows at once happen.
    pub(crate) fn repeat_command(&mut self, at: Time, command: &Command) {
        let answer = self.handle_command(at, command.clone());
        // Not `expect`: it would take everything that can be said of a refusal into the first load.
        assert!(
            answer.is_ok(),
            "a command that was taken is taken again by the same history"
        );
        self.handle_timeout(at);
    }
}
