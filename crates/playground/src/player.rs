//! Plays scripts.

mod births;
mod calls;
mod images;
mod names;

use std::ops::ControlFlow;

use document::script::{Script, Step};
use sim::{
    ClusterId, Event, EventSequence, Failure, InstanceId, Rejection, Response, ServiceId, TaskId,
    Time, Timeline, World,
};

use births::Births;
use names::Names;

/// How much a script may make happen unless somebody says otherwise: about a minute of work. An event counts one and so
/// does each request that is routed or answered; an instant at which something is due counts one as well, and one more
/// for every 64 tasks and instances, since a scheduler that finds nothing to do still has to look at them.
pub const BUDGET: u64 = 20_000_000;
/// Tasks and instances whose presence makes an instant count one more.
const POPULATION_PER_WORK: u64 = 64;
/// Instants after which the population is counted anew.
const INSTANTS_PER_COUNT: u64 = 64;

/// A script on its way.
#[derive(Debug)]
pub struct Player {
    timeline: Timeline,
    script: Script,
    /// The next call.
    next: usize,
    /// The next event to tell.
    cursor: EventSequence,
    births: Births,
    budget: Budget,
}

/// What happened, as far as a run tells.
#[derive(Clone, Copy, Debug)]
pub enum Happening<'a> {
    /// Something in the world.
    Event(&'a Event),
    /// A call was refused; the run goes on.
    Refused {
        /// The call.
        step: &'a Step,
        /// The refusal.
        rejection: &'a Rejection,
    },
    /// Part of a call could not be done.
    Failed {
        /// The call.
        step: &'a Step,
        /// The part, and why.
        failure: &'a Failure,
    },
}

/// Why playing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The wanted instant was reached.
    Arrived,
    /// The budget is spent; [`Player::timeline`] stands where it was.
    OutOfBudget,
    /// The listener did not want more.
    Stopped,
}

/// What may still happen.
#[derive(Debug)]
struct Budget {
    left: u64,
    instants: u64,
    population: u64,
}

impl Player {
    /// A script before its first call. Playing it ends when `budget` is spent ([`BUDGET`] says what counts), however far
    /// that is: the end is the same on every computer.
    pub fn new(script: Script, budget: u64) -> Self {
        Self {
            timeline: Timeline::new(script.start.clone()),
            script,
            next: 0,
            cursor: EventSequence(0),
            births: Births::default(),
            budget: Budget {
                left: budget,
                instants: 0,
                population: 0,
            },
        }
    }

    /// The world and its history, as far as they have been played.
    pub const fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The same, to go on with.
    pub fn into_timeline(self) -> Timeline {
        self.timeline
    }

    /// When the script ends.
    pub const fn until(&self) -> Time {
        self.script.until
    }

    /// Plays until an instant, and tells everything that happens, in order, with the world at the end of its instant.
    pub fn play(
        &mut self,
        until: Time,
        tell: &mut dyn FnMut(&World, Happening<'_>) -> ControlFlow<()>,
    ) -> Ending {
        loop {
            let step = self.script.steps.get(self.next);
            let step_at = step.map(|step| step.at.time()).filter(|at| *at <= until);
            let due = self.timeline.world().poll_timeout();
            let target = due.map_or(until, |due| due.min(until));
            // A call takes place after everything that is due at its time.
            let (target, is_call) = match step_at {
                Some(at) if at < target || (at == target && due.is_none_or(|due| due > at)) => {
                    (at, true)
                }
                _ => (target, false),
            };
            self.timeline.advance_to(target, usize::MAX);
            if self.tell_events(tell).is_break() {
                return Ending::Stopped;
            }
            if is_call {
                if self.call(tell).is_break() {
                    return Ending::Stopped;
                }
            } else if due.is_none_or(|due| due > until) {
                return Ending::Arrived;
            }
            if !self.budget.spend(&self.timeline) {
                return Ending::OutOfBudget;
            }
        }
    }

    /// The next call of the script.
    fn call(
        &mut self,
        tell: &mut dyn FnMut(&World, Happening<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let step = &self.script.steps[self.next];
        self.next += 1;
        let names = Names {
            world: self.timeline.world(),
            births: &self.births,
        };
        let commands = calls::commands(&step.call, &names);
        let mut failures = Vec::new();
        let refused = commands.and_then(|commands| {
            for command in commands {
                failures.extend(failures_of(self.timeline.submit(command)?));
            }
            Ok(())
        });
        self.tell_events(tell)?;
        let world = self.timeline.world();
        let step = &self.script.steps[self.next - 1];
        for failure in &failures {
            tell(world, Happening::Failed { step, failure })?;
        }
        match &refused {
            Err(rejection) => tell(world, Happening::Refused { step, rejection }),
            Ok(()) => ControlFlow::Continue(()),
        }
    }

    fn tell_events(
        &mut self,
        tell: &mut dyn FnMut(&World, Happening<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let world = self.timeline.world();
        let events = self.timeline.events_since(self.cursor);
        self.cursor = world.event_count();
        self.budget.charge(events.len() as u64);
        for event in events {
            self.births.note(world, event);
            tell(world, Happening::Event(event))?;
        }
        ControlFlow::Continue(())
    }
}

/// Names as scripts write them.
impl Player {
    /// A cluster by its name or ARN; without either, the cluster `default`.
    ///
    /// # Errors
    /// If there is none.
    pub fn find_cluster(&self, name: Option<&str>) -> Result<ClusterId, Rejection> {
        self.names().cluster(name)
    }

    /// A service by its name or ARN.
    ///
    /// # Errors
    /// If there is none.
    pub fn find_service(&self, cluster: Option<&str>, name: &str) -> Result<ServiceId, Rejection> {
        self.names().service(cluster, name)
    }

    /// A task by its id, the beginning of it, its ARN, or its group and place.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub fn find_task(&self, cluster: Option<&str>, name: &str) -> Result<TaskId, Rejection> {
        self.names().task(cluster, name)
    }

    /// A container instance by its id, the beginning of it, its EC2 id, its ARN, or its cluster and place.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub fn find_instance(
        &self,
        cluster: Option<&str>,
        name: &str,
    ) -> Result<InstanceId, Rejection> {
        self.names().instance(cluster, name)
    }

    const fn names(&self) -> Names<'_> {
        Names {
            world: self.timeline.world(),
            births: &self.births,
        }
    }
}

/// What a command that was taken could not do.
fn failures_of(response: Response) -> Vec<Failure> {
    match response {
        Response::Tasks { failures, .. }
        | Response::Instances { failures, .. }
        | Response::ProtectedTasks { failures, .. }
        | Response::TaskDefinitions { failures, .. } => failures,
        _ => Vec::new(),
    }
}

impl Budget {
    const fn charge(&mut self, work: u64) {
        self.left = self.left.saturating_sub(work);
    }

    /// Pays for an instant; false if nothing is left.
    fn spend(&mut self, timeline: &Timeline) -> bool {
        if self.instants.is_multiple_of(INSTANTS_PER_COUNT) {
            let world = timeline.world();
            let count = world.tasks().count() + world.instances().count();
            self.population = count as u64;
        }
        self.instants += 1;
        let transients = timeline.latest_transients().len() as u64;
        self.charge(1 + transients + self.population / POPULATION_PER_WORK);
        self.left > 0
    }
}
