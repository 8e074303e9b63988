//! One request, or a hundred milliseconds of them: which targets get them, and how they end.

use alloc::vec::Vec;

use super::Transient;
use super::in_flight::Ended;
use super::lane::{Answer, Lane, Run};
use super::regime::{self, Regime, Routable};
use crate::agenda::Timer;
use crate::event::EventKind;
use crate::id::{Purpose, derive};
use crate::limits::CONNECT_TIMEOUT;
use crate::random::Draw;
use crate::{
    Duration, FailureCause, HttpRequest, IdleTargetDrains, ListenerAction, LoadBalancerId,
    LoadBalancerType, Rule, Span, Target, TargetGroup, TargetGroupId, TargetState, TaskId, Time,
    World,
};

/// What an application answers whose own call to AWS was refused.
const FAILED_CALL_STATUS: u16 = 500;
/// Parts into which the durations of requests that arrive together are told apart.
const CLASSES: u64 = 4;

impl World {
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
    fn route(&mut self, id: LoadBalancerId, count: u64) {
        let now = self.now;
        let load_balancer = self.load_balancer_mut(id);
        load_balancer.totals.arrived += count;
        let Some(listener) = load_balancer.listeners.first() else {
            load_balancer
                .totals
                .fail(now, FailureCause::NoListener, count);
            return;
        };
        let forward = match listener.action_for(&HttpRequest::PLAIN) {
            ListenerAction::Forward(forward) => forward,
            ListenerAction::FixedResponse { status_code } if *status_code >= 500 => {
                let cause = FailureCause::FixedResponse(*status_code);
                load_balancer.totals.fail(now, cause, count);
                return;
            }
            ListenerAction::FixedResponse { .. } | ListenerAction::Redirect { .. } => {
                load_balancer.totals.answer(now, count);
                load_balancer.totals.answered_itself += count;
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
        let shares = forward.shares(u32::try_from(count).expect("the rate is bounded"), offset);
        if shares.is_empty() {
            self.note_use(Rule::AllWeightsZero);
            let first = forward.target_groups[0].target_group;
            self.fail(first, None, count, FailureCause::NoTarget);
            return;
        }
        self.note_use(Rule::WeightedForward);
        for (group, count) in shares {
            self.share(id, group, count.into());
        }
    }

    /// Shares requests among the targets of a target group by round robin.
    fn share(&mut self, id: LoadBalancerId, group_id: TargetGroupId, count: u64) {
        self.begin_regime(group_id);
        let Some(regime) = &mut self.target_group_mut(group_id).regime else {
            self.fail(group_id, None, count, FailureCause::NoTarget);
            return;
        };
        let fails_open = regime.fails_open;
        let runs = if regime.is_of_each() {
            let (shares, steps) = (self.handlers.shares_of_each)(self, id, group_id, count);
            let group = self.target_group_mut(group_id);
            let regime = group.regime.as_mut().expect("it has begun");
            regime.give_each(&shares, steps)
        } else {
            regime.give(count)
        };
        if fails_open {
            self.note_use(Rule::FailOpen);
        }
        self.send(id, group_id, runs);
        self.arm_answers(group_id);
    }

    /// Sends requests to the targets whose turns they are.
    fn send(&mut self, id: LoadBalancerId, group_id: TargetGroupId, runs: Vec<(u64, Run)>) {
        let now = self.now;
        for (lane, run) in runs {
            let in_flight = &mut self.target_group_mut(group_id).in_flight;
            let (answer, count) = (in_flight.lane(lane).answer, run.count());
            let target = in_flight.lane(lane).sample(run);
            if answer == Answer::Silent {
                in_flight.give(lane, run, None);
                self.wait_in_vain(id, group_id, lane, run);
                continue;
            }
            let Answer::Status {
                status,
                request,
                lacks_role,
            } = answer
            else {
                let cause = FailureCause::TargetRefused;
                in_flight.give(lane, run, Some(cause));
                self.fail(group_id, target, count, cause);
                continue;
            };
            in_flight.give(lane, run, None);
            if lacks_role {
                self.note_use(Rule::TaskRole);
            }
            self.emit_transient(Transient::Routed {
                at: now,
                target_group: group_id,
                target: target.expect("nothing is cut off from an open lane"),
                count,
            });
            let failure = (status >= 500).then_some(FailureCause::TargetAnswered(status));
            let patience = self.patience(id);
            let is_single = self.load_balancers[&id].traffic.is_single();
            let classes = if is_single {
                1
            } else {
                classes(request).min(count)
            };
            let first = self.load_balancers[&id].traffic.cohorts_ever;
            let rotation = self.draw(Draw::DurationClass, derive(id.0, Purpose::Message, first));
            for part in 0..classes {
                // Not always the same targets have the long ones.
                let class = (part + rotation % classes) % classes;
                let part = run.part(part, classes);
                let traffic = &mut self.load_balancer_mut(id).traffic;
                let ordinal = traffic.cohorts_ever;
                traffic.cohorts_ever += 1;
                let subject = derive(id.0, Purpose::Message, ordinal);
                let span = if is_single {
                    request
                } else {
                    class_of(request, class, classes)
                };
                let takes = self.draw_duration(Draw::RequestDuration, subject, span);
                let (takes, failure) = match patience {
                    Some((most, cause)) if takes > most => (most, Some(cause)),
                    _ => (takes, failure),
                };
                if let Some(FailureCause::IdleTimeout) = failure {
                    self.note_use(Rule::IdleTimeout);
                }
                self.target_group_mut(group_id).in_flight.begin(
                    lane,
                    part,
                    (now, now + takes, ordinal),
                    failure,
                );
            }
        }
    }

    /// The load balancer tries to connect until it gives up. Rule: `LostTargetTimesOut`.
    fn wait_in_vain(&mut self, id: LoadBalancerId, group: TargetGroupId, lane: u64, run: Run) {
        let now = self.now;
        let traffic = &mut self.load_balancer_mut(id).traffic;
        let ordinal = traffic.cohorts_ever;
        traffic.cohorts_ever += 1;
        self.note_use(Rule::LostTargetTimesOut);
        self.target_group_mut(group).in_flight.begin(
            lane,
            run,
            (now, now + CONNECT_TIMEOUT, ordinal),
            Some(FailureCause::ConnectTimedOut),
        );
    }

    /// How long a request may take, and what becomes of it then. Rule: `IdleTimeout`.
    fn patience(&self, id: LoadBalancerId) -> Option<(Duration, FailureCause)> {
        let load_balancer = &self.load_balancers[&id];
        let idle = (load_balancer.kind == LoadBalancerType::Application).then_some((
            load_balancer.attributes.idle_timeout,
            FailureCause::IdleTimeout,
        ));
        let client = load_balancer.traffic.client_timeout;
        let client = client.map(|most| (most, FailureCause::ClientTimeout));
        [client, idle]
            .into_iter()
            .flatten()
            .min_by_key(|(most, _)| *most)
    }

    /// Sees to it that the target group knows who gets its next requests; nobody does if it has no regime then.
    fn begin_regime(&mut self, id: TargetGroupId) {
        let now = self.now;
        let group = &self.target_groups[&id];
        match &group.regime {
            Some(regime) if regime.valid_until.is_none_or(|until| until > now) => return,
            Some(_) => self.end_regime(id),
            None => {}
        }
        let group = &self.target_groups[&id];
        let tasks: Vec<TaskId> = group.routable().collect();
        if tasks.is_empty() {
            return;
        }
        let fails_open = tasks
            .iter()
            .any(|task| group.targets[task].state != TargetState::Healthy);
        let is_of_each = self.gives_each_its_share(group);
        let mut valid_until = self.next_end_of_slow_start(group);
        self.note_answers(id, &tasks);
        let latest = self.target_groups[&id].latest;
        let routable: Vec<Routable> = tasks
            .into_iter()
            .map(|task| {
                let (answer, until) = self.known_answer(id, task);
                valid_until = [valid_until, until].into_iter().flatten().min();
                Routable { task, answer }
            })
            .collect();
        let (first, openings) = regime::sort(&routable, latest);
        let group = self.target_group_mut(id);
        if is_of_each {
            let lanes = routable
                .iter()
                .map(|target| Lane::new(alloc::vec![target.task], target.answer, 0));
            let lanes = lanes.map(|lane| group.in_flight.open(lane));
            let mut regime = Regime::of_each(&routable, first, lanes);
            regime.valid_until = valid_until;
            regime.fails_open = fails_open;
            group.regime = Some(regime);
            return;
        }
        let opened = openings.into_iter().map(|opening| {
            let lane = Lane::new(opening.members.clone(), opening.answer, opening.first);
            (group.in_flight.open(lane), opening)
        });
        let mut regime = Regime::new(&routable, first, opened);
        regime.valid_until = valid_until;
        regime.fails_open = fails_open;
        group.regime = Some(regime);
    }

    /// The targets that get new requests, or their answers, are no longer what they were.
    pub(crate) fn end_regime(&mut self, id: TargetGroupId) {
        if self.target_groups[&id].regime.is_none() {
            return;
        }
        let group = self.target_group_mut(id);
        let Some(regime) = group.regime.take() else {
            return;
        };
        group.latest = regime.latest().or(group.latest);
        for lane in regime.lanes() {
            group.in_flight.close(lane);
        }
    }

    /// What applications may do has changed: their answers may be others.
    pub(crate) fn end_regimes(&mut self) {
        let ids: Vec<TargetGroupId> = self.target_groups.keys().copied().collect();
        for id in ids {
            self.end_regime(id);
            for (_, target) in self.target_group_mut(id).targets.iter_mut() {
                target.answer = None;
            }
        }
    }

    /// Whether the turns of a target group are those of the targets and answers that there are.
    pub(crate) fn knows_who_is_routable(&self, group: &TargetGroup) -> bool {
        let Some(regime) = &group.regime else {
            return true;
        };
        let answers = |task: &TaskId| self.answer_of(*task, &group.targets[task]).0;
        let is_past = regime.valid_until.is_some_and(|until| until <= self.now);
        group.routable().eq(regime.targets().iter().copied())
            && (is_past || regime.is_of_each() == self.gives_each_its_share(group))
            && (is_past
                || regime.targets().iter().all(|task| {
                    regime
                        .lanes()
                        .map(|lane| group.in_flight.lane(lane))
                        .any(|lane| lane.index_of(*task).is_some() && lane.answer == answers(task))
                }))
    }

    /// Sees to it that the answers of these targets are known.
    fn note_answers(&mut self, id: TargetGroupId, tasks: &[TaskId]) {
        let now = self.now;
        let group = &self.target_groups[&id];
        let is_known = |task: &&TaskId| match group.targets[*task].answer {
            Some((_, until)) => until.is_none_or(|until| until > now),
            None => false,
        };
        let unknown = tasks.iter().filter(|task| !is_known(task));
        let found: Vec<_> = unknown
            .map(|task| (*task, self.answer_of(*task, &group.targets[task])))
            .collect();
        for (task, answer) in found {
            let targets = &mut self.target_group_mut(id).targets;
            let target = targets.get_mut(&task).expect("it was there a moment ago");
            target.answer = Some(answer);
        }
    }

    /// What requests find at a target whose answer was noted.
    fn known_answer(&self, group: TargetGroupId, task: TaskId) -> (Answer, Option<Time>) {
        let noted = self.target_groups[&group].targets[&task].answer;
        noted.expect("the answers of routable targets are noted")
    }

    /// What requests find at a target, and until when if time alone changes it.
    fn answer_of(&self, task: TaskId, target: &Target) -> (Answer, Option<Time>) {
        if !target.is_reachable {
            return (Answer::Silent, None);
        }
        let part = &self.tasks[&task].containers[target.container];
        match part.ready_at() {
            Some(ready_at) if ready_at <= self.now => {}
            later => return (Answer::Refused, later),
        }
        let lacks_role = part.image.calls_aws && !self.may_call_aws(task);
        let answer = Answer::Status {
            status: if lacks_role {
                FAILED_CALL_STATUS
            } else {
                part.image.response_status
            },
            request: part.request(),
            lacks_role,
        };
        (answer, None)
    }

    fn arm_answers(&mut self, group: TargetGroupId) {
        match self.target_groups[&group].in_flight.next_end() {
            Some(at) => self.arm(Timer::Answers(group), at),
            None => self.agenda.cancel(Timer::Answers(group)),
        }
    }

    pub(crate) fn on_answers(&mut self, group: TargetGroupId) {
        let now = self.now;
        while let Some(ended) = self.target_group_mut(group).in_flight.take_ended(now) {
            self.note_ended(group, &ended);
            self.drain_who_is_idle(group, &ended);
            self.target_group_mut(group).in_flight.put_away(&ended);
        }
        self.arm_answers(group);
    }

    fn note_ended(&mut self, group: TargetGroupId, ended: &Ended) {
        let at = self.now;
        match (ended.failure, ended.target) {
            (Some(cause), _) => self.fail(group, ended.target, ended.count, cause),
            (None, Some(target)) => {
                self.count_answered(group, ended.count);
                self.emit_transient(Transient::Answered {
                    at,
                    target_group: group,
                    target,
                    count: ended.count,
                });
            }
            (None, None) => {}
        }
    }

    fn count_answered(&mut self, group: TargetGroupId, count: u64) {
        if let Some(load_balancer) = self.target_groups[&group].load_balancer {
            let now = self.now;
            self.load_balancer_mut(load_balancer)
                .totals
                .answer(now, count);
        }
    }

    fn drain_who_is_idle(&mut self, group: TargetGroupId, ended: &Ended) {
        let ends_idle = self.target_groups[&group].ends_idle();
        if ends_idle && self.start.switches.idle_target_drains != IdleTargetDrains::WhileBusy {
            return;
        }
        let in_flight = &self.target_groups[&group].in_flight;
        let targets: Vec<TaskId> = in_flight.closed_targets(ended).collect();
        for target in targets {
            self.drain_no_longer_than_busy(group, target);
        }
    }

    /// Every request at a target ends now, unanswered.
    pub(crate) fn cut_requests(&mut self, group: TargetGroupId, task: TaskId, cause: FailureCause) {
        self.end_regime(group);
        let count = self
            .target_group_mut(group)
            .in_flight
            .take_target(task, cause);
        if count == 0 {
            return;
        }
        self.fail(group, Some(task), count.into(), cause);
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
        count: u64,
        cause: FailureCause,
    ) {
        if count == 0 {
            return;
        }
        let at = self.now;
        if let Some(id) = self.target_groups[&group].load_balancer {
            self.load_balancer_mut(id).totals.fail(at, cause, count);
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

/// Into how many parts requests that take so long are told apart.
fn classes(request: Span) -> u64 {
    if request.least == request.most {
        1
    } else {
        CLASSES
    }
}

/// The part of a span that falls to one of so many classes.
fn class_of(request: Span, class: u64, classes: u64) -> Span {
    let width = request.most.as_millis() - request.least.as_millis();
    let at = |class: u64| request.least + Duration::from_millis(width * class / classes);
    Span {
        least: at(class),
        most: at(class + 1),
    }
}
