//! The requests at the targets of one target group: by when they will end, and by target.

mod lost;
mod pools;

use alloc::collections::BinaryHeap;
use alloc::vec::Vec;
use core::cmp::{Ordering, Reverse};

use self::pools::Pools;
use super::held::Held;
use super::lane::{Lane, Run};
use super::node::Line;
use super::{Histogram, Sending, TargetTotals};
use crate::limits::TIMED_TARGETS_MAX;
use crate::table::Map;
use crate::{FailureCause, TaskId, Time};

/// How long requests that arrived together will be worked on, and what becomes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Work {
    pub(super) arrived_at: Time,
    pub(super) ends_at: Time,
    /// Of equal ends the lower one is first.
    pub(super) ordinal: u64,
    /// How they will fail, if they will.
    pub(super) failure: Option<FailureCause>,
    pub(super) sending: Sending,
}

/// Requests that arrived together at targets that answer alike, and will end together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cohort {
    work: Work,
    lane: u64,
    run: Run,
}

impl PartialOrd for Cohort {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cohort {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |work: &Work| (work.ends_at, work.ordinal);
        key(&self.work).cmp(&key(&other.work))
    }
}

/// A group of requests that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ended {
    pub(crate) failure: Option<FailureCause>,
    /// How many; those that were cut off before are not among them.
    pub(crate) count: u64,
    /// One of the targets that they were at; none if all were cut off.
    pub(crate) target: Option<TaskId>,
    /// What they were answered, if they were.
    pub(crate) status: u16,
    pub(crate) sending: Sending,
    lane: u64,
    turns: Held,
}

/// Requests at one target that were cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) cause: FailureCause,
    pub(crate) sending: Sending,
    pub(crate) count: u64,
}

/// The requests at the targets of one target group, and what has become of those that came before.
#[derive(Clone, Debug, Default)]
pub struct InFlight {
    cohorts: BinaryHeap<Reverse<Cohort>>,
    /// Where there are many, those that end much later go together.
    pools: Pools,
    /// By the order in which they were opened.
    lanes: Map<u64, Lane>,
    lanes_ever: u64,
    count: u64,
    /// What lanes that are gone have left.
    settled: Map<TaskId, TargetTotals>,
    /// How long requests took at each target, in lanes that are gone.
    times: Map<TaskId, Histogram>,
    departed: TargetTotals,
    /// How long the requests took that were answered by targets.
    response_times: Histogram,
}

impl PartialEq for InFlight {
    fn eq(&self, other: &Self) -> bool {
        (&self.lanes, self.lanes_ever, self.count) == (&other.lanes, other.lanes_ever, other.count)
            && (&self.settled, &self.departed) == (&other.settled, &other.departed)
            && self.pools == other.pools
            && self.cohorts.clone().into_sorted_vec() == other.cohorts.clone().into_sorted_vec()
    }
}

impl Eq for InFlight {}

/// Getters.
impl InFlight {
    /// Requests at one target.
    pub fn at(&self, target: TaskId) -> u64 {
        self.lanes
            .values()
            .filter(|lane| !lane.is_idle())
            .filter_map(|lane| Some(lane.in_flight_at(lane.index_of(target)?)))
            .sum()
    }

    /// Requests at all targets.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// What has become of all requests to a target that is still in the target group.
    pub fn totals_of(&self, target: TaskId) -> TargetTotals {
        let mut totals = self.settled.get(&target).cloned().unwrap_or_default();
        for lane in self.lanes.values() {
            if let Some(index) = lane.index_of(target) {
                totals.add(&lane.totals_of(index));
            }
        }
        totals
    }

    /// Requests that have been routed to a target that is still in the target group.
    pub fn requests_of(&self, target: TaskId) -> u64 {
        let settled = self
            .settled
            .get(&target)
            .map_or(0, |totals| totals.requests);
        let lanes = self.lanes.values();
        let routed = lanes.filter_map(|lane| Some(lane.requests_of(lane.index_of(target)?)));
        settled + routed.sum::<u64>()
    }

    /// What had become of all requests to the targets that have left the target group.
    pub const fn departed(&self) -> &TargetTotals {
        &self.departed
    }

    /// How long the requests took that targets have answered: `TargetResponseTime`.
    pub const fn response_times(&self) -> &Histogram {
        &self.response_times
    }

    /// The same for one target, in buckets as wide; none where there are more than
    /// [`crate::limits::TIMED_TARGETS_MAX`] targets.
    pub fn response_times_of(&self, target: TaskId) -> Option<Histogram> {
        if self.settled.len() > TIMED_TARGETS_MAX {
            return None;
        }
        let mut histogram = self.times.get(&target).cloned().unwrap_or_default();
        for lane in self.lanes.values() {
            if let Some(index) = lane.index_of(target) {
                lane.add_times(index, &mut histogram);
            }
        }
        Some(histogram)
    }

    /// Requests at each of these targets, which are in id order.
    pub(super) fn at_each(&self, targets: &[TaskId]) -> Vec<u64> {
        let mut counts = alloc::vec![0; targets.len()];
        for lane in self.lanes.values().filter(|lane| !lane.is_idle()) {
            for (index, member) in lane.members.iter().enumerate() {
                if let Ok(place) = targets.binary_search(member) {
                    counts[place] += lane.in_flight_at(index);
                }
            }
        }
        counts
    }

    /// When the next requests end, if nothing cuts them off.
    pub fn next_end(&self) -> Option<Time> {
        let alone = self.cohorts.peek();
        let alone = alone.map(|Reverse(cohort)| cohort.work.ends_at);
        [alone, self.pools.next_end()].into_iter().flatten().min()
    }

    /// How many groups are kept apart until they end: much fewer than requests are in flight.
    pub fn cohort_count(&self) -> usize {
        self.cohorts.len() + self.pools.len()
    }

    /// Every group of requests, with its lane and its turns.
    fn cohorts(&self) -> impl Iterator<Item = (&Work, u64, Held)> {
        let alone = self.cohorts.iter();
        let alone = alone.map(|Reverse(Cohort { work, lane, run })| (work, *lane, Held::Run(*run)));
        alone.chain(self.pools.iter())
    }

    pub(super) fn lane(&self, lane: u64) -> &Lane {
        &self.lanes[&lane]
    }
}

impl InFlight {
    /// Opens a lane whose first turn is the one with this number.
    pub(super) fn open(&mut self, mut lane: Lane) -> u64 {
        if self.settled.len() <= TIMED_TARGETS_MAX {
            lane.note_times();
        }
        let id = self.lanes_ever;
        self.lanes_ever += 1;
        self.lanes.insert(id, lane);
        id
    }

    /// No request comes to a lane any more.
    pub(super) fn close(&mut self, lane: u64) {
        self.lane_mut(lane).is_open = false;
        self.settle(lane);
    }

    fn lane_mut(&mut self, lane: u64) -> &mut Lane {
        self.lanes.get_mut(&lane).expect("the lane is there")
    }

    /// A lane that is closed and empty goes, and leaves its counts.
    fn settle(&mut self, id: u64) {
        if !self.lanes[&id].is_over() {
            return;
        }
        let lane = self.lanes.remove(&id).expect("it was there");
        // Both are in id order. Who has left the target group has taken its counts along.
        let mut settled = self.settled.iter_mut().peekable();
        for (index, member) in lane.members.iter().enumerate() {
            while settled.next_if(|(target, _)| *target < member).is_some() {}
            if let Some((_, totals)) = settled.next_if(|(target, _)| *target == member) {
                totals.add(&lane.totals_of(index));
                if lane.has_times() {
                    let times = self.times.entry(*member).or_default();
                    lane.add_times(index, times);
                }
            }
        }
    }

    /// Nothing has come yet to these targets.
    pub(crate) fn of(targets: impl Iterator<Item = TaskId>) -> Self {
        let mut fresh = Self::default();
        for target in targets {
            fresh.enter(target);
        }
        fresh
    }

    /// Whether any request ever came to a target.
    pub(crate) fn has_counted(&self) -> bool {
        let is_used = |totals: &TargetTotals| totals.requests > 0;
        !self.lanes.is_empty() || is_used(&self.departed) || self.settled.values().any(is_used)
    }

    /// A target has come: its requests are counted from now on.
    pub(crate) fn enter(&mut self, target: TaskId) {
        self.settled.insert(target, TargetTotals::default());
    }

    /// A target has left: what was counted for it stays among the departed.
    pub(crate) fn leave(&mut self, target: TaskId) {
        let totals = self.totals_of(target);
        assert_eq!(self.at(target), 0, "who leaves works on nothing");
        self.departed.add(&totals);
        self.settled.remove(&target);
        self.times.remove(&target);
    }

    /// The requests of the next turns come to a lane, and fail at once if a cause is given.
    pub(super) fn give(&mut self, lane: u64, run: Run, failure: Option<FailureCause>) {
        let lane = self.lane_mut(lane);
        lane.give(run);
        if let Some(cause) = failure {
            lane.fail(&Held::Run(run), cause);
        }
    }

    /// Requests that came are worked on until an instant.
    pub(super) fn begin(&mut self, lane: u64, run: Run, work: Work) {
        self.count += run.count();
        let crowd = self.cohorts.len() + self.pools.room();
        let found = self.lanes.get_mut(&lane).expect("the lane is there");
        let is_new_cohort = match self.pools.put(crowd, lane, found.members.len(), run, work) {
            Some(is_new_pool) => is_new_pool,
            None => {
                self.cohorts.push(Reverse(Cohort { work, lane, run }));
                true
            }
        };
        found.begin(run, is_new_cohort);
    }

    /// Takes the group whose end is next, if that is not after `now`.
    fn take_due(&mut self, now: Time) -> Option<(Work, u64, Held)> {
        let next = self.next_end().filter(|ends_at| *ends_at <= now)?;
        let is_due = |cohort: &Cohort| cohort.work.ends_at == next;
        if self.cohorts.peek().is_some_and(|first| is_due(&first.0)) {
            let Reverse(Cohort { work, lane, run }) = self.cohorts.pop()?;
            return Some((work, lane, Held::Run(run)));
        }
        self.pools.take_next()
    }

    /// Takes the next group of requests that has ended by `now`.
    pub(crate) fn take_ended(&mut self, now: Time) -> Option<Ended> {
        let (work, lane, turns) = self.take_due(now)?;
        let found = self.lane_mut(lane);
        let target = found.sample(&turns);
        let count = found.end(&turns, work.failure);
        let (status, line) = (found.status(), found.work());
        self.count -= count;
        let was_answered = matches!(work.failure, None | Some(FailureCause::TargetAnswered(_)));
        if was_answered && line != Line::Connections {
            let took = work.ends_at.since(work.arrived_at).as_millis();
            self.response_times.add(took, count);
            self.lane_mut(lane).answered(&turns, took);
        }
        Some(Ended {
            failure: work.failure,
            count,
            target,
            status,
            sending: work.sending,
            lane,
            turns,
        })
    }

    /// The targets of an ended group that get no new requests; call before [`InFlight::put_away`].
    pub(crate) fn closed_targets<'it>(
        &'it self,
        ended: &'it Ended,
    ) -> impl Iterator<Item = TaskId> + 'it {
        let lane = &self.lanes[&ended.lane];
        let places = ended.turns.places(lane.members.len());
        let closed = places.filter(|_| !lane.is_open);
        closed.map(|place| lane.members[place])
    }

    /// Forgets what is empty after a group has ended.
    pub(crate) fn put_away(&mut self, ended: &Ended) {
        self.settle(ended.lane);
    }

    /// Every request at one target fails now, by this cause or what a connection makes of it; says which ones. No open
    /// lane may have it as a member.
    pub(crate) fn take_target(&mut self, target: TaskId, cause: FailureCause) -> Vec<Cut> {
        let mut cuts: Vec<Cut> = Vec::new();
        let is_busy = |lane: &Lane| {
            let index = lane.index_of(target);
            index.is_some_and(|index| lane.in_flight_at(index) > 0)
        };
        if !self.lanes.values().any(is_busy) {
            return cuts;
        }
        for (work, lane, turns) in self.cohorts() {
            let lane = &self.lanes[&lane];
            let Some(index) = lane.index_of(target).filter(|index| !lane.is_cut(*index)) else {
                continue;
            };
            let (cause, count) = (lane.cause_of(cause), lane.share_of(&turns, index));
            let key = (cause, work.sending);
            match cuts.binary_search_by_key(&key, |cut| (cut.cause, cut.sending)) {
                Ok(place) => cuts[place].count += count,
                Err(place) if count > 0 => {
                    let sending = work.sending;
                    cuts.insert(
                        place,
                        Cut {
                            cause,
                            sending,
                            count,
                        },
                    );
                }
                Err(_) => {}
            }
        }
        let mut count = 0;
        for (_, lane) in self.lanes.iter_mut() {
            let index = lane.index_of(target);
            if let Some(index) = index.filter(|_| !lane.is_idle()) {
                count += lane.cut(index, lane.cause_of(cause));
            }
        }
        let of_cohorts: u64 = cuts.iter().map(|cut| cut.count).sum();
        assert_eq!(count, of_cohorts, "what is in flight is in a cohort");
        self.count -= count;
        if self.count == 0 {
            self.forget_cohorts();
        }
        cuts
    }

    /// Nothing is in flight: groups whose requests were all cut off are forgotten.
    fn forget_cohorts(&mut self) {
        self.cohorts.clear();
        self.pools = Pools::default();
        let ids: Vec<u64> = self.lanes.keys().copied().collect();
        for id in ids {
            self.lane_mut(id).forget_cohorts();
            self.settle(id);
        }
    }
}
