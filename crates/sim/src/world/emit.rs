//! How a world says what happens, because of what, and by which rules.

use crate::agenda::Timer;
use crate::event::{Cause, Event, EventKind};
use crate::limits::TRANSIENTS_MAX;
use crate::traffic::Transient;
use crate::{EventSequence, Rule, RuleSet, ServiceId, Time, World};

impl World {
    /// Something happened; services that it concerns will look.
    pub(crate) fn emit(&mut self, kind: EventKind) -> EventSequence {
        self.emit_by(RuleSet::EMPTY, kind)
    }

    /// What happens in here happens because of this event.
    pub(crate) fn because_of(&mut self, event: EventSequence, act: impl FnOnce(&mut Self)) {
        let before = core::mem::replace(&mut self.cause, Cause::Event(event));
        act(self);
        self.cause = before;
    }

    /// The next event rests on these rules as well: those by which it was decided before it was done.
    pub(crate) fn rest_on(&mut self, rules: impl Into<RuleSet>) {
        self.rests_on.unite(rules.into());
    }

    /// A rule decided something that is no event, such as the way of a request.
    pub(crate) fn note_use(&mut self, rules: impl Into<RuleSet>) {
        self.used.unite(rules.into());
    }

    /// Something happened because rules say so.
    pub(crate) fn emit_by(&mut self, rules: impl Into<RuleSet>, kind: EventKind) -> EventSequence {
        let mut rules = rules.into();
        rules.unite(core::mem::take(&mut self.rests_on));
        self.used.unite(rules);
        let sequence = EventSequence(self.events_ever);
        self.events_ever += 1;
        if let Some(task) = kind.changed_task() {
            self.task_mut(task).version += 1;
            self.used.insert(Rule::TaskVersion);
        }
        let concerned = self.concerned(&kind);
        if let Some(service) = concerned {
            self.note_news(service, sequence, &kind);
        }
        self.outbox.push_back(Event {
            sequence,
            at: self.now,
            cause: self.cause,
            rules,
            kind,
        });
        if let Some(service) = concerned {
            self.wake_because(service, sequence);
        }
        sequence
    }

    pub(crate) fn emit_transient(&mut self, transient: Transient) {
        if self.transients.len() >= TRANSIENTS_MAX {
            self.transients.pop_front();
        }
        self.transients.push_back(transient);
    }

    /// The service that must look again after this event.
    fn concerned(&self, kind: &EventKind) -> Option<ServiceId> {
        match kind {
            EventKind::ServiceCreated(service)
            | EventKind::ServiceUpdated(service)
            | EventKind::ServiceDraining(service)
            | EventKind::DesiredCountScaled { service, .. }
            | EventKind::DeploymentChanged { service, .. }
            | EventKind::TaskSetChanged { service, .. }
            | EventKind::LifecycleStageChanged { service, .. }
            | EventKind::LifecycleHookChanged { service, .. } => Some(*service),
            EventKind::TaskProtectionChanged { task, .. }
            | EventKind::TargetRegistered { task, .. }
            | EventKind::TargetStateChanged { task, .. }
            | EventKind::TargetDeregistered { task, .. } => self.tasks.get(task)?.service(),
            _ => self.tasks.get(&kind.changed_task()?)?.service(),
        }
    }

    /// Arms a timer; what it does will have happened because of the latest event of this input.
    pub(crate) fn arm(&mut self, timer: Timer, at: Time) {
        let cause = self.latest_cause();
        self.agenda.arm(timer, at, cause);
    }

    /// The latest event of this input, else its cause.
    pub(crate) fn latest_cause(&self) -> Cause {
        match self.outbox.back() {
            Some(event) if event.at == self.now && event.cause == self.cause => {
                Cause::Event(event.sequence)
            }
            _ => self.cause,
        }
    }
}
