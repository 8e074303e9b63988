//! What a service says: its events, and lasting conditions that are not said again and again.

use alloc::boxed::Box;

use super::{Condition, ServiceEvent};
use crate::event::EventKind;
use crate::limits::SERVICE_EVENTS_MAX;
use crate::{DeploymentId, Rule, ServiceId, ServiceMessage, TaskId, World};

impl World {
    /// Says something.
    pub(crate) fn say(&mut self, id: ServiceId, message: ServiceMessage) {
        let arn = message
            .target_group()
            .map_or_else(Default::default, |group| self.target_group_arn(group));
        let created_at = self.now;
        let service = self.service_mut(id);
        let text = message.text(&service.name, &arn);
        service.events.push_front(ServiceEvent {
            created_at,
            message: message.clone(),
            text,
        });
        service.events.truncate(SERVICE_EVENTS_MAX);
        self.emit_by(
            Rule::ServiceEventTexts,
            EventKind::ServiceSaid {
                service: id,
                message,
            },
        );
    }

    /// Says something of a task set, or of the service where it is of none. Rule: `TaskSetEvents`.
    pub(super) fn say_of(
        &mut self,
        id: ServiceId,
        task_set: Option<DeploymentId>,
        message: ServiceMessage,
    ) {
        let Some(task_set) = task_set else {
            return self.say(id, message);
        };
        self.rest_on(Rule::TaskSetEvents);
        self.say(id, ServiceMessage::OfTaskSet(task_set, Box::new(message)));
    }

    /// The task set that all of these tasks are of, if they are of one.
    pub(super) fn task_set_of<'a>(
        &self,
        id: ServiceId,
        mut tasks: impl Iterator<Item = &'a TaskId>,
    ) -> Option<DeploymentId> {
        if !self.services[&id].has_task_sets() {
            return None;
        }
        let of = |task: &TaskId| self.tasks[task].deployment();
        let first = of(tasks.next()?);
        first.filter(|_| tasks.all(|task| of(task) == first))
    }

    /// Says something about a lasting condition, unless it was said in the last six hours. Rule: `EventsNotRepeated`.
    pub(crate) fn say_lasting(
        &mut self,
        id: ServiceId,
        condition: Condition,
        message: ServiceMessage,
    ) {
        let now = self.now;
        let repeat = self.start.timings.message_repeat;
        let text = message.text(&self.services[&id].name, "");
        let said = self.services[&id].memory.said.get(&condition);
        if said.is_some_and(|(at, before)| *before == text && now.since(*at) < repeat) {
            return;
        }
        self.service_mut(id)
            .memory
            .said
            .insert(condition, (now, text));
        self.rest_on(match condition {
            Condition::Steady | Condition::Stuck => {
                [Rule::EventsNotRepeated, Rule::RollingScheduler]
            }
            Condition::Unplaceable => [Rule::EventsNotRepeated, Rule::FailureReasons],
            Condition::PartialLaunch => [Rule::EventsNotRepeated, Rule::CouldNotLaunch],
            Condition::StartImpaired => [Rule::EventsNotRepeated, Rule::LaunchThrottle],
            Condition::ZoneUnplaceable(_) | Condition::RebalancingHeld => {
                [Rule::EventsNotRepeated, Rule::RebalancingSteps]
            }
            Condition::Unregistered(_) | Condition::TargetGroupGone(_) => {
                [Rule::EventsNotRepeated, Rule::TargetGroupGone]
            }
            Condition::Throttled => [Rule::EventsNotRepeated, Rule::LaunchRate],
            Condition::Protected(_) => [Rule::EventsNotRepeated, Rule::ProtectionEvent],
        });
        self.say(id, message);
    }

    /// Lasting conditions of a kind that hold no more.
    pub(crate) fn resolve_conditions(
        &mut self,
        id: ServiceId,
        is_over: impl Fn(&Condition) -> bool,
    ) {
        if self.services[&id].memory.said.keys().any(&is_over) {
            let said = &mut self.service_mut(id).memory.said;
            said.retain(|condition, _| !is_over(condition));
        }
    }

    pub(crate) fn resolve(&mut self, id: ServiceId, condition: Condition) {
        if self.services[&id].memory.said.contains_key(&condition) {
            self.service_mut(id).memory.said.remove(&condition);
        }
    }
}
