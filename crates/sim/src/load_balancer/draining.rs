//! Targets that leave: they drain, are cut off, and are forgotten.

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::{
    Duration, FailureCause, IdleTargetDrains, Rule, TargetGroupId, TargetState, TaskId, World,
};

impl World {
    /// Takes a task out of its target groups: they drain. Gives the longest deregistration delay.
    pub(crate) fn deregister_targets(&mut self, id: TaskId) -> Duration {
        let now = self.now;
        let Some(service) = self.tasks[&id].service() else {
            return Duration::ZERO;
        };
        let mut longest = Duration::ZERO;
        for group in self.groups_of(id) {
            let delay = self.draining_time(group, id);
            let state = self.target_groups[&group].targets[&id].state;
            if !state.is_registered() {
                continue;
            }
            longest = longest.max(delay);
            self.agenda.cancel(Timer::TargetHealth(group, id));
            self.agenda.cancel(Timer::TargetRegistered(group, id));
            let draining = TargetState::Draining {
                since: now,
                until: now + delay,
            };
            self.set_target_state(group, id, draining, Rule::DeregistrationDelay);
            self.arm(Timer::TargetDrained(group, id), now + delay);
            let memory = &mut self.service_mut(service).memory;
            *memory.deregistered.entry(group).or_insert(0) += 1;
            memory.draining.insert(id);
        }
        longest
    }

    /// How long a target drains that is deregistered now.
    fn draining_time(&self, group: TargetGroupId, id: TaskId) -> Duration {
        let group = &self.target_groups[&group];
        match self.start.switches.idle_target_drains {
            IdleTargetDrains::WhileBusy if group.ends_idle() && group.in_flight.at(id) == 0 => {
                Duration::ZERO
            }
            _ => group.attributes.deregistration_delay,
        }
    }

    /// A target that drains has answered its last request: by an assumption that can be chosen, that is the end of it.
    pub(crate) fn drain_no_longer_than_busy(&mut self, group: TargetGroupId, id: TaskId) {
        let found = &self.target_groups[&group];
        let Some(target) = found.targets.get(&id) else {
            return;
        };
        let TargetState::Draining { until, .. } = target.state else {
            return;
        };
        if found.in_flight.at(id) > 0 || self.has_flows(found, id) {
            return;
        }
        let is_idle = found.ends_idle()
            && self.start.switches.idle_target_drains == IdleTargetDrains::WhileBusy;
        if self
            .agenda
            .due_at(Timer::TargetDrained(group, id))
            .is_none()
            && until <= self.now
        {
            return self.forget_target(group, id, Rule::DeregistrationDelay);
        }
        if !is_idle {
            return;
        }
        let now = self.now;
        self.arm(Timer::TargetDrained(group, id), now);
        let still_busy = self
            .groups_of(id)
            .into_iter()
            .any(|other| self.target_groups[&other].in_flight.at(id) > 0);
        if !still_busy && self.agenda.due_at(Timer::Deactivated(id)).is_some() {
            self.arm(Timer::Deactivated(id), now);
        }
    }

    /// The deregistration delay is over, or the interval of a target that turned unhealthy.
    pub(crate) fn on_target_drained(&mut self, id: TargetGroupId, task: TaskId) {
        let group = &self.target_groups[&id];
        if let TargetState::UnhealthyDraining { failure, .. } = group.targets[&task].state {
            let to = TargetState::Unhealthy(failure);
            return self.set_target_state(id, task, to, Rule::UnhealthyDraining);
        }
        let lets_flows_be = !group.ends_idle() && !group.attributes.connection_termination;
        if lets_flows_be && (group.in_flight.at(task) > 0 || self.has_flows(group, task)) {
            // It is forgotten with its last flow.
            return self.note_use(Rule::NetworkFlowsOutlive);
        }
        self.cut_requests(id, task, FailureCause::DelayElapsed);
        self.reset_flows(id, task);
        self.forget_target(id, task, Rule::DeregistrationDelay);
    }

    /// A target is gone, by a rule.
    pub(super) fn forget_target(&mut self, group: TargetGroupId, id: TaskId, rule: Rule) {
        self.agenda.cancel(Timer::TargetDrained(group, id));
        self.end_regime(group);
        self.emit_by(
            rule,
            EventKind::TargetDeregistered {
                target_group: group,
                task: id,
            },
        );
        let group = self.target_group_mut(group);
        group.targets.remove(&id);
        group.in_flight.leave(id);
        self.wake_who_lacks_targets();
    }
}
