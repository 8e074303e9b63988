//! Requests reach their targets, are worked on, and end: answered, failed or cut off.

use alloc::vec::Vec;

use super::duration::RequestTime;
use super::held::Held;
use super::in_flight::{Ended, Work};
use super::lane::{Answer, Run};
use super::node::Line;
use super::routing::Batch;
use super::{Sending, Transient};
use crate::agenda::Timer;
use crate::event::EventKind;
use crate::id::{Purpose, derive};
use crate::limits::CONNECT_TIMEOUT;
use crate::random::Draw;
use crate::{
    Duration, FailureCause, IdleTargetDrains, LoadBalancerId, LoadBalancerType, Rule,
    TargetGroupId, TaskId, World,
};

/// How requests go on that a target takes.
#[derive(Clone, Copy)]
struct Course {
    time: RequestTime,
    failure: Option<FailureCause>,
    /// How long they may take, and what becomes of them then.
    patience: Option<(Duration, FailureCause)>,
}

impl World {
    /// Sends requests to the targets whose turns they are.
    pub(super) fn send(&mut self, batch: Batch, runs: Vec<(u64, Run)>) {
        for (lane, run) in runs {
            let in_flight = &mut self.target_group_mut(batch.target_group).in_flight;
            let (answer, count) = (in_flight.lane(lane).answer, run.count());
            let target = in_flight.lane(lane).sample(&Held::Run(run));
            match answer {
                Answer::Silent => {
                    in_flight.give(lane, run, None);
                    self.wait_in_vain(batch, lane, run);
                }
                Answer::Refused => {
                    let cause = FailureCause::TargetRefused;
                    in_flight.give(lane, run, Some(cause));
                    self.fail(batch, target, count, cause);
                }
                Answer::Status { .. } => {
                    in_flight.give(lane, run, None);
                    self.emit_transient(Transient::Routed {
                        at: self.now,
                        target_group: batch.target_group,
                        target: target.expect("nothing is cut off from an open lane"),
                        count,
                    });
                    let course = self.course_of(batch, lane);
                    self.begin_work(batch, lane, run, course);
                }
            }
        }
    }

    /// What becomes of requests that come to a lane whose targets answer.
    fn course_of(&mut self, batch: Batch, lane: u64) -> Course {
        let lane = self.target_groups[&batch.target_group].in_flight.lane(lane);
        let Answer::Status {
            status,
            time,
            slowdown,
            lacks_role,
        } = lane.answer
        else {
            unreachable!("targets of this lane answer");
        };
        let work = lane.work();
        if lacks_role {
            self.note_use(Rule::TaskRole);
        }
        let failure = (status >= 500).then_some(FailureCause::TargetAnswered(status));
        if work == Line::Connections {
            let traffic = &self.load_balancers[&batch.load_balancer].traffic;
            let kind = traffic.shape.kinds.get(usize::from(batch.sending.kind));
            let lasting = kind.and_then(|kind| kind.web_socket);
            return Course {
                time: lasting.map_or(time, RequestTime::spread),
                failure: None,
                patience: None,
            };
        }
        let traffic = &self.load_balancers[&batch.load_balancer].traffic;
        let asked = traffic.shape.duration;
        Course {
            time: asked.map_or(time, |asked| asked.slowed(slowdown)),
            failure,
            patience: self.patience(batch.load_balancer),
        }
    }

    /// Targets work on requests that came together: in parts that take differently long.
    fn begin_work(&mut self, batch: Batch, lane: u64, run: Run, course: Course) {
        let now = self.now;
        let id = batch.load_balancer;
        let traffic = &self.load_balancers[&id].traffic;
        let classes = if traffic.is_single() {
            1
        } else {
            course.time.classes().min(run.count())
        };
        let first = traffic.cohorts_ever;
        let rotation = self.draw(Draw::DurationClass, derive(id.0, Purpose::Message, first));
        for part in 0..classes {
            // Not always the same targets have the long ones.
            let class = (part + rotation % classes) % classes;
            let part = run.part(part, classes);
            let ordinal = self.next_cohort(id);
            let subject = derive(id.0, Purpose::Message, ordinal);
            let drawn = self.draw(Draw::RequestDuration, subject);
            let takes = course.time.takes(drawn, class, classes);
            let (takes, failure) = match course.patience {
                Some((most, cause)) if takes > most => (most, Some(cause)),
                _ => (takes, course.failure),
            };
            if let Some(FailureCause::IdleTimeout) = failure {
                self.note_use(Rule::IdleTimeout);
            }
            let work = Work {
                arrived_at: now,
                ends_at: now + takes,
                ordinal,
                failure,
                sending: batch.sending,
            };
            let group = self.target_group_mut(batch.target_group);
            group.in_flight.begin(lane, part, work);
        }
    }

    pub(super) fn next_cohort(&mut self, id: LoadBalancerId) -> u64 {
        let traffic = &mut self.load_balancer_mut(id).traffic;
        let ordinal = traffic.cohorts_ever;
        traffic.cohorts_ever += 1;
        ordinal
    }

    /// The load balancer tries to connect until it gives up, or its client does. Rule: `LostTargetTimesOut`.
    fn wait_in_vain(&mut self, batch: Batch, lane: u64, run: Run) {
        let now = self.now;
        let ordinal = self.next_cohort(batch.load_balancer);
        self.note_use(Rule::LostTargetTimesOut);
        let shape = &self.load_balancers[&batch.load_balancer].traffic.shape;
        let (takes, cause) = match shape.client_timeout {
            Some(most) if most < CONNECT_TIMEOUT => (most, FailureCause::ClientTimeout),
            _ => (CONNECT_TIMEOUT, FailureCause::ConnectTimedOut),
        };
        let work = Work {
            arrived_at: now,
            ends_at: now + takes,
            ordinal,
            failure: Some(cause),
            sending: batch.sending,
        };
        let group = self.target_group_mut(batch.target_group);
        group.in_flight.begin(lane, run, work);
    }

    /// How long a request may take, and what becomes of it then. Rule: `IdleTimeout`.
    fn patience(&self, id: LoadBalancerId) -> Option<(Duration, FailureCause)> {
        let load_balancer = &self.load_balancers[&id];
        let idle = (load_balancer.kind == LoadBalancerType::Application).then_some((
            load_balancer.attributes.idle_timeout,
            FailureCause::IdleTimeout,
        ));
        let client = load_balancer.traffic.shape.client_timeout;
        let client = client.map(|most| (most, FailureCause::ClientTimeout));
        [client, idle]
            .into_iter()
            .flatten()
            .min_by_key(|(most, _)| *most)
    }

    pub(super) fn arm_answers(&mut self, group: TargetGroupId) {
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

    fn note_ended(&mut self, target_group: TargetGroupId, ended: &Ended) {
        let at = self.now;
        let Some(target) = ended.target else {
            return;
        };
        let load_balancer = self.balancer_of(target_group);
        if let Some(cause) = ended.failure {
            let batch = Batch {
                load_balancer,
                target_group,
                sending: ended.sending,
            };
            return self.fail(batch, Some(target), ended.count, cause);
        }
        let balancer = self.load_balancer_mut(load_balancer);
        balancer.totals.answer(at, ended.status, ended.count);
        self.emit_transient(Transient::Answered {
            at,
            target_group,
            target,
            count: ended.count,
        });
    }

    fn balancer_of(&self, group: TargetGroupId) -> LoadBalancerId {
        let balancer = self.target_groups[&group].load_balancer;
        balancer.expect("what is in flight came from a load balancer")
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

    /// Every request at a target ends now, unanswered, and every connection is cut.
    pub(crate) fn cut_requests(
        &mut self,
        target_group: TargetGroupId,
        task: TaskId,
        cause: FailureCause,
    ) {
        self.end_regime(target_group);
        let group = self.target_group_mut(target_group);
        let cuts = group.in_flight.take_target(task, cause);
        let mut before: Option<FailureCause> = None;
        for cut in &cuts {
            let batch = Batch {
                load_balancer: self.balancer_of(target_group),
                target_group,
                sending: cut.sending,
            };
            self.fail(batch, Some(task), cut.count, cut.cause);
            if before.replace(cut.cause) == Some(cut.cause) {
                continue;
            }
            let alike = cuts.iter().filter(|one| one.cause == cut.cause);
            let count = alike.map(|one| one.count).sum();
            self.emit_by(
                Rule::RequestsCutOff,
                EventKind::RequestsCut {
                    target_group,
                    task,
                    count,
                    cause: cut.cause,
                },
            );
        }
        if !cuts.is_empty() {
            self.arm_answers(target_group);
        }
    }
}

impl Sending {
    /// Sent for the first time.
    pub(super) const fn first(generation: u16) -> Self {
        Self {
            kind: 0,
            attempt: 0,
            generation,
        }
    }
}
