//! What the core explains of what is shown: each asked once for as long as its answer stays the same.

use std::rc::Rc;

use scene::Target;
use sim::{
    Causes, DeploymentId, EventSequence, Explanation, NodeId, RolloutState, Saving, Savings,
    Service, TaskId, TaskStatus, TimeBill, Timeline,
};

use crate::bus::{Bus, BusLine, BusPlace};
use crate::later::core::Core;

/// Events and instants that are tried in one frame for [`Savings`].
const TRIED_PER_FRAME: u64 = 1_000;

/// The answers so far.
#[derive(Default)]
pub(super) struct Explained {
    placement: Latest<(TaskId, Option<NodeId>), Explanation>,
    causes: Latest<(TaskId, Option<NodeId>, Option<EventSequence>), Causes>,
    bill: Latest<(DeploymentId, Option<NodeId>), TimeBill>,
    savings: Option<Trials>,
    shows_bus: bool,
    open_bus_event: Option<BusPlace>,
    bus: Latest<(Option<NodeId>, EventSequence), Vec<BusLine>>,
    bus_text: Latest<(BusPlace, Option<NodeId>, Option<EventSequence>), String>,
}

/// The settings that are being tried for the deployment whose bill is shown.
struct Trials {
    key: (DeploymentId, Option<NodeId>),
    /// None once everything has been tried, or where nothing can be.
    going_on: Option<Savings>,
    best: Option<Rc<[Saving]>>,
}

/// What is shown, and who can explain it.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    /// Where it happens.
    pub(super) timeline: &'a Timeline,
    /// What is inspected.
    pub(super) selection: Option<Target>,
    /// Who explains.
    pub(super) core: Option<Core>,
}

impl Explained {
    /// Why the selected task is where it is.
    pub(super) fn placement(&mut self, subject: Subject<'_>) -> Option<Rc<Explanation>> {
        let (core, task) = (subject.core?, subject.task()?);
        let timeline = subject.timeline;
        self.placement
            .of((task, timeline.tip()), || (core.why_here)(timeline, task))
    }

    /// Why the selected task stopped, or stops; the answer stays once it is STOPPED.
    pub(super) fn causes(&mut self, subject: Subject<'_>) -> Option<Rc<Causes>> {
        let (core, id) = (subject.core?, subject.task()?);
        let timeline = subject.timeline;
        let task = timeline.world().task(id)?;
        task.stop.as_ref()?;
        let is_over = task.last_status == TaskStatus::Stopped;
        let seen = (!is_over).then(|| timeline.world().event_count());
        self.causes.of((id, timeline.tip(), seen), || {
            (core.why_stopped)(timeline, id)
        })
    }

    /// The bill of the latest deployment of a service that is complete.
    pub(super) fn bill(
        &mut self,
        subject: Subject<'_>,
        service: &Service,
    ) -> Option<(DeploymentId, Option<Rc<TimeBill>>)> {
        let core = subject.core?;
        let timeline = subject.timeline;
        let mut deployments = service.deployments.iter();
        let completed = deployments.find(|one| one.rollout_state == RolloutState::Completed)?;
        let id = completed.id;
        let bill = self
            .bill
            .of((id, timeline.tip()), || (core.time_bill)(timeline, id));
        if bill.is_some() {
            self.begin_trials(core, timeline, id);
        }
        Some((id, bill))
    }

    /// Lists what is sent to Amazon EventBridge, or does not any more.
    pub(super) fn show_bus(&mut self, is_shown: bool) {
        self.shows_bus = is_shown;
        self.open_bus_event = None;
    }

    /// Shows one of it whole.
    pub(super) fn open_bus_event(&mut self, place: Option<BusPlace>) {
        self.open_bus_event = place;
    }

    /// What is sent to Amazon EventBridge, while that is shown; an answer about the present instant may change still.
    pub(super) fn bus(&mut self, subject: Subject<'_>) -> Option<Bus> {
        let core = subject.core.filter(|_| self.shows_bus)?;
        let timeline = subject.timeline;
        let (tip, count) = (timeline.tip(), timeline.world().event_count());
        let lines = self.bus.of((tip, count), || Some((core.bus)(timeline)))?;
        let open = self.open_bus_event.map(|place| {
            let now = timeline.now();
            let is_past = timeline
                .events_since(place.event)
                .first()
                .is_some_and(|event| event.at < now);
            let seen = (!is_past).then_some(count);
            let text = self
                .bus_text
                .of((place, tip, seen), || (core.bus_text)(timeline, place));
            (place, text)
        });
        Some(Bus { lines, open })
    }

    fn begin_trials(&mut self, core: Core, timeline: &Timeline, deployment: DeploymentId) {
        let key = (deployment, timeline.tip());
        if self.savings.as_ref().is_none_or(|trials| trials.key != key) {
            self.savings = Some(Trials {
                key,
                going_on: (core.savings)(timeline, deployment),
                best: None,
            });
        }
    }

    /// Goes on trying settings for a part of a frame; whether the answer has come.
    pub(super) fn try_settings(&mut self, core: Option<Core>) -> bool {
        let (Some(core), Some(trials)) = (core, &mut self.savings) else {
            return false;
        };
        let Some(savings) = &mut trials.going_on else {
            return false;
        };
        let is_over = (core.try_savings)(savings, TRIED_PER_FRAME);
        if is_over {
            trials.best = Some(Rc::from(savings.best()));
            trials.going_on = None;
        }
        is_over
    }

    /// The settings that would have saved most, once everything has been tried.
    pub(super) fn savings(&self, deployment: DeploymentId) -> Option<Rc<[Saving]>> {
        let trials = self.savings.as_ref()?;
        trials.best.clone().filter(|_| trials.key.0 == deployment)
    }
}

impl Subject<'_> {
    const fn task(&self) -> Option<TaskId> {
        match self.selection {
            Some(Target::Task(task)) => Some(task),
            _ => None,
        }
    }
}

/// The latest answer, and to what question.
struct Latest<Key, Answer>(Option<(Key, Option<Rc<Answer>>)>);

impl<Key, Answer> Default for Latest<Key, Answer> {
    fn default() -> Self {
        Self(None)
    }
}

impl<Key: PartialEq, Answer> Latest<Key, Answer> {
    fn of(&mut self, key: Key, ask: impl FnOnce() -> Option<Answer>) -> Option<Rc<Answer>> {
        match &self.0 {
            Some((known, answer)) if *known == key => answer.clone(),
            _ => {
                let answer = ask().map(Rc::new);
                self.0 = Some((key, answer.clone()));
                answer
            }
        }
    }
}
