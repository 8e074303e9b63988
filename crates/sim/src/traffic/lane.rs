//! Targets that answer alike, and take turns: their requests are counted together, and told apart by arithmetic.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::Histogram;
use super::TargetTotals;
use super::duration::RequestTime;
use super::held::Held;
use super::node::Line;
use super::ring::Ring;
use super::times::Times;
use crate::table::Map;
use crate::{FailureCause, TaskId};

/// What requests find at a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Nobody listens.
    Refused,
    /// Nothing answers, not even with a refusal.
    Silent,
    /// The application answers with this status, and takes so long.
    Status {
        status: u16,
        time: RequestTime,
        /// How many times slower its process is than it should be.
        slowdown: u32,
        /// Whether the status is what became of a call to AWS that its role does not allow.
        lacks_role: bool,
    },
}

/// The targets of one target group that answer alike, from one change of the routable targets until the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    /// In id order.
    pub(super) members: Arc<[TaskId]>,
    pub(super) answer: Answer,
    pub(super) line: Line,
    /// The first turn that was given.
    first: u64,
    /// The turn to be given next.
    next: u64,
    /// Requests in flight.
    at: Ring,
    in_flight: u64,
    /// Groups of requests in flight, those whose requests were all cut off included.
    cohort_count: u64,
    /// Requests that failed at a target.
    failed: Map<FailureCause, Ring>,
    /// Members whose requests were cut off, or taken elsewhere: what is in flight counts no longer for them.
    cut: Vec<usize>,
    /// Members whose requests were taken elsewhere, with how many that were: they count as never having come.
    taken_out: Vec<(usize, u64)>,
    /// How long requests took; none where there are too many targets.
    times: Option<Times>,
    /// Whether new requests may come.
    pub(super) is_open: bool,
}

/// What opens a WebSocket connection.
const SWITCHING_PROTOCOLS: u16 = 101;
/// The lowest status of an error.
const ERRORS_FROM: u16 = 400;

/// Turns of a lane, one behind the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) first: u64,
    pub(super) until: u64,
}

impl Run {
    /// How many turns these are.
    pub(super) const fn count(self) -> u64 {
        self.until - self.first
    }

    /// One of so many parts, which differ by one turn at most.
    pub(super) const fn part(self, index: u64, parts: u64) -> Self {
        Self {
            first: self.first + self.count() * index / parts,
            until: self.first + self.count() * (index + 1) / parts,
        }
    }
}

impl Lane {
    pub(super) fn new(members: Vec<TaskId>, answer: Answer, line: Line, first: u64) -> Self {
        assert!(!members.is_empty(), "a lane has a member");
        Self {
            at: Ring::new(members.len()),
            members: members.into(),
            answer,
            line,
            first,
            next: first,
            in_flight: 0,
            cohort_count: 0,
            failed: Map::new(),
            cut: Vec::new(),
            taken_out: Vec::new(),
            times: None,
            is_open: true,
        }
    }

    /// The place of a task among the members.
    pub(super) fn index_of(&self, task: TaskId) -> Option<usize> {
        self.members.binary_search(&task).ok()
    }

    /// What is worked on here: where an application answers with an error, it opens no connection.
    pub(super) const fn work(&self) -> Line {
        match (self.line, self.answer) {
            (Line::Connections, Answer::Status { status, .. }) if status >= ERRORS_FROM => {
                Line::Requests
            }
            (line, _) => line,
        }
    }

    /// The status that those get who are answered here.
    pub(super) const fn status(&self) -> u16 {
        match (self.work(), self.answer) {
            (Line::Connections, _) => SWITCHING_PROTOCOLS,
            (_, Answer::Status { status, .. }) => status,
            _ => 0,
        }
    }

    /// Whether no request is in flight.
    pub(super) const fn is_idle(&self) -> bool {
        self.in_flight == 0
    }

    /// Whether it is closed, and nothing of it will end any more.
    pub(super) const fn is_over(&self) -> bool {
        !self.is_open && self.cohort_count == 0
    }

    /// Nothing is in flight: groups whose requests were all cut off are forgotten.
    pub(super) fn forget_cohorts(&mut self) {
        assert!(self.is_idle(), "what is in flight is not forgotten");
        self.cohort_count = 0;
    }

    /// The requests of the next turns come.
    pub(super) fn give(&mut self, run: Run) {
        assert!(self.is_open, "requests come to an open lane");
        assert_eq!(self.next, run.first, "turns follow each other");
        self.next = run.until;
    }

    /// Requests that came are being worked on, as a group of their own or in one that there is.
    pub(super) fn begin(&mut self, run: Run, is_new_cohort: bool) {
        self.at.add(run.first, run.until);
        self.in_flight += run.count();
        self.cohort_count += u64::from(is_new_cohort);
    }

    /// Requests are no longer worked on; says how many of them had not been cut off.
    pub(super) fn end(&mut self, turns: &Held, failure: Option<FailureCause>) -> u64 {
        turns.take_from(&mut self.at);
        let count = turns.count() - self.cut_off(turns);
        self.in_flight -= count;
        self.cohort_count -= 1;
        if let Some(cause) = failure {
            self.fail(turns, cause);
        }
        count
    }

    /// From now on it is noted how long requests take at each member.
    pub(super) fn note_times(&mut self) {
        self.times = Some(Times::new());
    }

    /// Requests that were not cut off were answered after so long.
    pub(super) fn answered(&mut self, turns: &Held, took_ms: u64) {
        let len = self.members.len();
        if let Some(times) = &mut self.times {
            let cut = self.cut.iter();
            let share = |index: &usize| (*index, turns.share(*index, len));
            times.add(turns, took_ms, len, cut.map(share));
        }
    }

    /// Whether anything was noted of how long requests took.
    pub(super) const fn has_times(&self) -> bool {
        self.times.is_some()
    }

    /// Adds how long the requests of one member took to a histogram.
    pub(super) fn add_times(&self, index: usize, histogram: &mut Histogram) {
        if let Some(times) = &self.times {
            times.add_to(index, histogram);
        }
    }

    /// Requests that came have failed, those excepted that had been cut off before.
    pub(super) fn fail(&mut self, turns: &Held, cause: FailureCause) {
        let len = self.members.len();
        let failed = self.failed.entry(cause).or_insert_with(|| Ring::new(len));
        turns.add_to(failed);
        for index in &self.cut {
            failed.take_at(*index, turns.share(*index, len));
        }
    }

    fn cut_off(&self, turns: &Held) -> u64 {
        let cut = self.cut.iter();
        cut.map(|index| self.share_of(turns, *index)).sum()
    }

    /// How many requests of these turns fall to one member.
    pub(super) fn share_of(&self, turns: &Held, index: usize) -> u64 {
        turns.share(index, self.members.len())
    }

    /// Whether what a member had in flight was cut off.
    pub(super) fn is_cut(&self, index: usize) -> bool {
        self.cut.contains(&index)
    }

    /// What becomes of what is in flight here where a request would fail by this cause.
    pub(super) const fn cause_of(&self, cause: FailureCause) -> FailureCause {
        match self.work() {
            Line::Requests | Line::Clients => cause,
            Line::Connections => cause.of_connection(),
        }
    }

    /// Requests in flight at one member.
    pub(super) fn in_flight_at(&self, index: usize) -> u64 {
        if self.is_cut(index) {
            0
        } else {
            self.at.at(index)
        }
    }

    /// Every request in flight at one member fails now; says how many.
    pub(super) fn cut(&mut self, index: usize, cause: FailureCause) -> u64 {
        assert!(!self.is_open, "requests are cut off where none come");
        let count = self.in_flight_at(index);
        if count > 0 {
            let len = self.members.len();
            self.failed
                .entry(cause)
                .or_insert_with(|| Ring::new(len))
                .add_at(index, count);
            self.cut.push(index);
            self.in_flight -= count;
        }
        count
    }

    /// Every request in flight at one member goes elsewhere; says how many.
    pub(super) fn take_out(&mut self, index: usize) -> u64 {
        assert!(!self.is_open, "requests are taken from where none come");
        let count = self.in_flight_at(index);
        if count > 0 {
            self.taken_out.push((index, count));
            self.cut.push(index);
            self.in_flight -= count;
        }
        count
    }

    /// A member with one of these turns whose request was not cut off, if there is one.
    pub(super) fn sample(&self, turns: &Held) -> Option<TaskId> {
        turns
            .places(self.members.len())
            .take(self.cut.len() + 1)
            .find(|index| !self.cut.contains(index))
            .map(|index| self.members[index])
    }

    /// Requests that came to one member.
    pub(super) fn requests_of(&self, index: usize) -> u64 {
        let given = Held::Run(Run {
            first: self.first,
            until: self.next,
        });
        let taken_out = self.taken_out.iter().filter(|(taken, _)| *taken == index);
        let elsewhere: u64 = taken_out.map(|(_, count)| count).sum();
        self.share_of(&given, index) - elsewhere
    }

    /// What has become of the requests to one member.
    pub(super) fn totals_of(&self, index: usize) -> TargetTotals {
        let requests = self.requests_of(index);
        let mut totals = TargetTotals {
            requests,
            ..TargetTotals::default()
        };
        let mut gone = self.in_flight_at(index);
        for (cause, ring) in &self.failed {
            let count = ring.at(index);
            if count > 0 {
                totals.failed.insert(*cause, count);
                gone += count;
            }
        }
        totals.answered = requests
            .checked_sub(gone)
            .expect("no more requests fail or are in flight than came");
        totals
    }
}
