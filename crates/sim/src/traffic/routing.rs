//! One request, or a hundred milliseconds of them: which targets get them, and how they end.

use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::id::{Purpose, derive};
use crate::random::Draw;
use crate::traffic::{Cohort, Transient};
use crate::{
    Duration, FailureCause, HttpRequest, ListenerAction, LoadBalancerId, Rule, TargetGroupId,
    TargetState, TaskId, Time, World,
};

/// Up to this rate each request is its own; above it, requests of the same 100 ms to one target are one group.
const SINGLE_REQUESTS_PER_SECOND_MAX: u32 = 50;
/// What an application answers whose own call to AWS was refused.
const FAILED_CALL_STATUS: u16 = 500;
const SLOT: Duration = Duration::from_millis(100);

impl World {
    /// Clients send another number of requests from now on.
    pub(crate) fn change_traffic(&mut self, id: LoadBalancerId, requests_per_second: u32) {
        let now = self.now;
        let traffic = &mut self.load_balancer_mut(id).traffic;
        traffic.requests_per_second = requests_per_second;
        traffic.since = now;
        traffic.sent = 0;
        self.emit(EventKind::TrafficChanged {
            load_balancer: id,
            requests_per_second,
        });
        self.arm_arrivals(id);
    }

    fn arm_arrivals(&mut self, id: LoadBalancerId) {
        match self.next_arrival(id) {
            Some((at, _)) => self.arm(Timer::Arrivals(id), at),
            None => self.agenda.cancel(Timer::Arrivals(id)),
        }
    }

    /// When the next requests arrive, and how many.
    fn next_arrival(&self, id: LoadBalancerId) -> Option<(Time, u32)> {
        let traffic = &self.load_balancers[&id].traffic;
        let rate = u64::from(traffic.requests_per_second);
        if rate == 0 {
            return None;
        }
        if traffic.requests_per_second > SINGLE_REQUESTS_PER_SECOND_MAX {
            // Slots are counted in `sent`; the remainder of one is carried to the next.
            let until = |slot: u64| rate * slot / 10;
            let count = until(traffic.sent + 1) - until(traffic.sent);
            let at = traffic.since + SLOT.times(traffic.sent + 1);
            return Some((at, u32::try_from(count).expect("the rate is bounded")));
        }
        let from = traffic.sent * 1_000 / rate;
        let width = ((traffic.sent + 1) * 1_000 / rate - from).max(1);
        let subject = derive(id.0, Purpose::LoadBalancer, traffic.sent);
        let within = self.draw(
            Draw::Arrival,
            subject ^ u128::from(traffic.since.as_millis()),
        ) % width;
        Some((traffic.since + Duration::from_millis(from + within + 1), 1))
    }

    pub(crate) fn on_arrivals(&mut self, id: LoadBalancerId) {
        while let Some((at, count)) = self.next_arrival(id).filter(|(at, _)| *at <= self.now) {
            assert!(at == self.now, "arrivals are handled when they happen");
            self.load_balancer_mut(id).traffic.sent += 1;
            if count > 0 {
                self.route(id, count);
            }
        }
        self.arm_arrivals(id);
    }

    /// Requests without anything special come to the first listener: what it does with them.
    fn route(&mut self, id: LoadBalancerId, count: u32) {
        let load_balancer = self.load_balancer_mut(id);
        load_balancer.totals.arrived += u64::from(count);
        let Some(listener) = load_balancer.listeners.first() else {
            load_balancer.totals.fail(FailureCause::NoListener, count);
            return;
        };
        let forward = match listener.action_for(&HttpRequest::PLAIN) {
            ListenerAction::Forward(forward) => forward,
            ListenerAction::FixedResponse { status_code } if *status_code >= 500 => {
                let cause = FailureCause::FixedResponse(*status_code);
                load_balancer.totals.fail(cause, count);
                return;
            }
            ListenerAction::FixedResponse { .. } | ListenerAction::Redirect { .. } => {
                load_balancer.totals.answered += u64::from(count);
                return;
            }
        };
        if let [only] = forward.target_groups.as_slice()
            && only.weight > 0
        {
            let group = only.target_group;
            self.share(id, group, count);
            return;
        }
        let forward = forward.clone();
        let subject = derive(
            id.0,
            Purpose::ListenerRule,
            self.load_balancers[&id].traffic.sent,
        );
        let since = self.load_balancers[&id].traffic.since.as_millis();
        let offset = self.draw(Draw::TargetGroup, subject ^ u128::from(since));
        let shares = forward.shares(count, offset);
        if shares.is_empty() {
            self.note_use(Rule::AllWeightsZero);
            let first = forward.target_groups[0].target_group;
            self.fail(first, None, count, FailureCause::NoTarget);
            return;
        }
        self.note_use(Rule::WeightedForward);
        for (group, count) in shares {
            self.share(id, group, count);
        }
    }

    /// Shares requests among the targets of a target group by round robin.
    fn share(&mut self, id: LoadBalancerId, group_id: TargetGroupId, count: u32) {
        let group = &self.target_groups[&group_id];
        let mut targets: Vec<TaskId> = group.routable().collect();
        let fails_open = targets
            .first()
            .is_some_and(|target| group.targets[target].state != TargetState::Healthy);
        if targets.is_empty() {
            self.fail(group_id, None, count, FailureCause::NoTarget);
            return;
        }
        let next = group
            .latest
            .and_then(|latest| targets.iter().position(|target| *target > latest))
            .unwrap_or(0);
        targets.rotate_left(next);
        if fails_open {
            self.note_use(Rule::FailOpen);
        }

        let target_count = u32::try_from(targets.len()).expect("quotas bound the targets");
        let (each, remainder) = (count / target_count, count % target_count);
        let latest = targets[((remainder + target_count - 1) % target_count) as usize];
        self.target_group_mut(group_id).latest = Some(latest);
        for (index, target) in (0..).zip(targets) {
            let share = each + u32::from(index < remainder);
            if share > 0 {
                self.send(id, group_id, target, share);
            }
        }
    }

    fn send(&mut self, id: LoadBalancerId, group_id: TargetGroupId, target: TaskId, count: u32) {
        let now = self.now;
        let container = self.target_groups[&group_id].targets[&target].container;
        if !self.target_listens(target, container) {
            self.fail(group_id, Some(target), count, FailureCause::TargetRefused);
            return;
        }
        self.emit_transient(Transient::Routed {
            at: now,
            target_group: group_id,
            target,
            count,
        });
        let traffic = &mut self.load_balancer_mut(id).traffic;
        let ordinal = traffic.cohorts_ever;
        traffic.cohorts_ever += 1;
        let image = self.tasks[&target].containers[container].image.clone();
        let status = if image.calls_aws && !self.may_call_aws(target) {
            self.note_use(Rule::TaskRole);
            FAILED_CALL_STATUS
        } else {
            image.response_status
        };
        let subject = derive(id.0, Purpose::Message, ordinal);
        let takes = self.draw_duration(Draw::RequestDuration, subject, image.request);
        let cohort = Cohort {
            target,
            arrived_at: now,
            count,
            status,
        };
        self.target_group_mut(group_id)
            .in_flight
            .add(now + takes, ordinal, cohort);
        self.arm_answers(group_id);
    }

    fn arm_answers(&mut self, group: TargetGroupId) {
        match self.target_groups[&group].in_flight.next_end() {
            Some(at) => self.arm(Timer::Answers(group), at),
            None => self.agenda.cancel(Timer::Answers(group)),
        }
    }

    pub(crate) fn on_answers(&mut self, group: TargetGroupId) {
        let now = self.now;
        while let Some(cohort) = self.target_group_mut(group).in_flight.take_ended(now) {
            if cohort.status >= 500 {
                let cause = FailureCause::TargetAnswered(cohort.status);
                self.fail(group, Some(cohort.target), cohort.count, cause);
                self.drain_no_longer_than_busy(group, cohort.target);
                continue;
            }
            if let Some(load_balancer) = self.target_groups[&group].load_balancer {
                self.load_balancer_mut(load_balancer).totals.answered += u64::from(cohort.count);
            }
            self.emit_transient(Transient::Answered {
                at: now,
                target_group: group,
                target: cohort.target,
                count: cohort.count,
            });
            self.drain_no_longer_than_busy(group, cohort.target);
        }
        self.arm_answers(group);
    }

    /// Every request at a target ends now, unanswered.
    pub(crate) fn cut_requests(&mut self, group: TargetGroupId, task: TaskId, cause: FailureCause) {
        let count = self.target_group_mut(group).in_flight.take_target(task);
        if count == 0 {
            return;
        }
        self.fail(group, Some(task), count, cause);
        self.emit_by(
            Rule::RequestsCutOff,
            EventKind::RequestsCut {
                target_group: group,
                task,
                count,
                cause,
            },
        );
        self.arm_answers(group);
    }

    fn fail(
        &mut self,
        group: TargetGroupId,
        target: Option<TaskId>,
        count: u32,
        cause: FailureCause,
    ) {
        let at = self.now;
        if let Some(id) = self.target_groups[&group].load_balancer {
            self.load_balancer_mut(id).totals.fail(cause, count);
        }
        self.emit_transient(Transient::Failed {
            at,
            target_group: group,
            target,
            count,
            cause,
        });
    }
}
