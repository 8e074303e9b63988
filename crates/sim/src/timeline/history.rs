//! What the strip below the picture shows: requests by second, and the tasks of each service over time.

use crate::table::Map;
use alloc::vec::Vec;

use crate::{
    Bounds, DeploymentId, Duration, FailureCause, Service, ServiceId, TaskId, TaskStatus, Time,
    Timeline, Transient, World,
};

/// Seconds of traffic kept.
const SECONDS_MAX: usize = 40_000;
/// Pairs of a cause and a target that are told apart in one second; what is more counts without its target.
const FAILURES_PER_SECOND_MAX: usize = 32;
/// Such pairs kept in all seconds together.
const FAILURES_MAX: usize = 100_000;
/// Between two samples while time runs.
const SAMPLE_EVERY: Duration = Duration::from_millis(500);
/// Samples kept for one service; the oldest quarter goes when there are more.
const SAMPLES_MAX: usize = 40_000;

/// The requests of one second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrafficSecond {
    /// Answered with a status below 500.
    pub answered: u32,
    /// Failed for any cause.
    pub failed: u32,
}

/// Requests of one second that failed alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailedRequests {
    /// Why.
    pub cause: FailureCause,
    /// At which target, if they reached one.
    pub target: Option<TaskId>,
    /// How many.
    pub count: u32,
}

/// The tasks of one service from one instant on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceSample {
    /// Since when.
    pub at: Time,
    /// The lower and the upper bound of deployments.
    pub bounds: Bounds,
    /// Its revisions, the oldest first.
    pub shares: Vec<RevisionShare>,
}

/// The tasks of one revision of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevisionShare {
    /// The deployment that started them last.
    pub deployment: DeploymentId,
    /// The revision's number.
    pub revision: u32,
    /// Tasks that count as healthy.
    pub healthy: u32,
    /// Tasks on their way up, or not healthy.
    pub starting: u32,
    /// Tasks told to stop, until they are STOPPED.
    pub leaving: u32,
}

/// The requests so far of the second that is being played.
#[derive(Clone, Debug, Default)]
pub(super) struct SecondCounter {
    second: u64,
    requests: TrafficSecond,
    failures: Vec<FailedRequests>,
}

impl SecondCounter {
    /// Counts failures, and says in which place.
    fn fail(&mut self, cause: FailureCause, target: Option<TaskId>, count: u64) -> usize {
        let more = narrow(count);
        let is_full = self.failures.len() >= FAILURES_PER_SECOND_MAX;
        let mut known = self.failures.iter();
        let known = known.position(|known| {
            known.cause == cause && (known.target == target || (is_full && known.target.is_none()))
        });
        if let Some(place) = known {
            let count = &mut self.failures[place].count;
            *count = count.saturating_add(more);
            return place;
        }
        self.failures.push(FailedRequests {
            cause,
            target: target.filter(|_| !is_full),
            count: more,
        });
        self.failures.len() - 1
    }
}

/// What is known of the branch that is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    traffic: Map<u64, TrafficSecond>,
    failures: Map<u64, Vec<FailedRequests>>,
    /// Failures of all seconds together.
    failure_count: usize,
    counter: SecondCounter,
    sampled_at: Time,
    has_changed: bool,
    services: Map<ServiceId, Vec<ServiceSample>>,
}

impl History {
    pub(super) const fn traffic(&self) -> &Map<u64, TrafficSecond> {
        &self.traffic
    }

    pub(super) const fn failures(&self) -> &Map<u64, Vec<FailedRequests>> {
        &self.failures
    }

    pub(super) fn samples(&self, service: ServiceId) -> &[ServiceSample] {
        self.services.get(&service).map_or(&[], Vec::as_slice)
    }

    /// Counts a transient. One that replay makes again is in its second already.
    pub(super) fn count(&mut self, transient: &Transient, is_new: bool) {
        let (at, answered, failed) = match *transient {
            Transient::Routed { .. } => return,
            Transient::Answered { at, count, .. } => (at, count, 0),
            Transient::Failed { at, count, .. }
            | Transient::AnsweredItself {
                at,
                count,
                failure: Some(_),
                ..
            } => (at, 0, count),
            Transient::AnsweredItself { at, count, .. } => (at, count, 0),
        };
        let second = at.as_millis() / 1_000;
        if self.counter.second != second {
            self.counter = SecondCounter {
                second,
                ..SecondCounter::default()
            };
        }
        let place = match *transient {
            Transient::Failed {
                target,
                count,
                cause,
                ..
            } => Some(self.counter.fail(cause, target, count)),
            Transient::AnsweredItself {
                count,
                failure: Some(cause),
                ..
            } => Some(self.counter.fail(cause, None, count)),
            _ => None,
        };
        let requests = &mut self.counter.requests;
        requests.answered = requests.answered.saturating_add(narrow(answered));
        requests.failed = requests.failed.saturating_add(narrow(failed));
        if is_new {
            self.traffic.insert(second, self.counter.requests);
            if self.traffic.len() > SECONDS_MAX {
                let oldest = self.traffic.first().map(|(second, _)| *second);
                oldest.map(|second| self.traffic.remove(&second));
            }
            if let Some(place) = place {
                self.note_failure(second, place);
            }
        }
    }

    /// Notes what the counter has in one place; the oldest seconds go when there is too much.
    fn note_failure(&mut self, second: u64, place: usize) {
        let noted = self.failures.entry(second).or_default();
        match noted.get_mut(place) {
            Some(known) => *known = self.counter.failures[place],
            None => {
                self.failure_count += self.counter.failures.len() - noted.len();
                noted.clone_from(&self.counter.failures);
            }
        }
        while self.failures.len() > SECONDS_MAX || self.failure_count > FAILURES_MAX {
            let oldest = self.failures.first().map(|(second, _)| *second);
            let gone = oldest.and_then(|second| self.failures.remove(&second));
            self.failure_count -= gone.map_or(0, |gone| gone.len());
        }
    }

    /// The requests of the second that is being played, for a keyframe.
    pub(super) fn counter(&self) -> SecondCounter {
        self.counter.clone()
    }

    /// Play goes on from a keyframe, with the requests that its second had had.
    pub(super) fn resume(&mut self, counter: SecondCounter) {
        self.counter = counter;
        self.has_changed = false;
    }

    /// New events have happened: a sample is due, at the latest when time stands still or a second later. Sampling
    /// reads every task, so it is not done for each event.
    pub(super) fn note_change(&mut self, world: &World) {
        self.has_changed = true;
        if world.now().since(self.sampled_at) >= SAMPLE_EVERY {
            self.sample(world);
        }
    }

    /// Notes how every service is now, where that differs from before.
    pub(super) fn sample(&mut self, world: &World) {
        if !core::mem::take(&mut self.has_changed) {
            return;
        }
        self.sampled_at = world.now();
        for service in world.services() {
            let samples = self.services.entry(service.id).or_default();
            let sample = sample(world, service);
            let changed = samples
                .last()
                .is_none_or(|last| last.shares != sample.shares || last.bounds != sample.bounds);
            if !changed {
                continue;
            }
            if samples.last().is_some_and(|last| last.at >= sample.at) {
                samples.pop();
            }
            samples.push(sample);
            if samples.len() > SAMPLES_MAX {
                samples.drain(..SAMPLES_MAX / 4);
            }
        }
    }

    pub(super) fn forget_after(&mut self, at: Time) {
        let second = at.as_millis() / 1_000;
        self.traffic.retain(|earlier, _| *earlier < second);
        self.failures.retain(|earlier, _| *earlier < second);
        if self.counter.second == second {
            self.traffic.insert(second, self.counter.requests);
            if !self.counter.failures.is_empty() {
                self.failures.insert(second, self.counter.failures.clone());
            }
        }
        self.failure_count = self.failures.values().map(Vec::len).sum();
        self.sampled_at = at;
        for (_, samples) in self.services.iter_mut() {
            let keep = samples.partition_point(|sample| sample.at <= at);
            samples.truncate(keep);
        }
    }
}

impl Timeline {
    /// The requests that failed by second of simulated time, for the seconds in which some did.
    pub const fn failures(&self) -> &Map<u64, Vec<FailedRequests>> {
        self.history.failures()
    }
}

fn sample(world: &World, service: &Service) -> ServiceSample {
    let mut shares: Vec<RevisionShare> = service
        .deployments
        .iter()
        .rev()
        .map(|deployment| new_share(deployment.id, deployment.definition.revision))
        .collect();
    for task in service.tasks.iter().filter_map(|task| world.task(*task)) {
        let deployment = task
            .deployment()
            .expect("a service's task has a deployment");
        let share = match shares
            .iter_mut()
            .find(|share| share.deployment == deployment)
        {
            Some(share) => share,
            None => {
                shares.insert(0, new_share(deployment, task.definition.revision));
                &mut shares[0]
            }
        };
        if task.last_status >= TaskStatus::Deactivating || !task.is_active() {
            share.leaving += 1;
        } else if world.counts_as_healthy(task, world.now()) {
            share.healthy += 1;
        } else {
            share.starting += 1;
        }
    }
    shares.retain(|share| share.healthy + share.starting + share.leaving > 0);
    ServiceSample {
        at: world.now(),
        bounds: service.deployment_bounds(),
        shares,
    }
}

fn narrow(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

const fn new_share(deployment: DeploymentId, revision: u32) -> RevisionShare {
    RevisionShare {
        deployment,
        revision,
        healthy: 0,
        starting: 0,
        leaving: 0,
    }
}
