//! What has become of requests: counts by cause and by status.

use alloc::vec::Vec;

use super::FailureCause;
use crate::limits::{FAILURE_NOTES_MAX, TRAFFIC_MINUTES_MAX};
use crate::table::Map;
use crate::{TaskId, Time};

/// What has become of all requests to one load balancer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Requests that came.
    pub arrived: u64,
    /// Requests answered with a status below 500.
    pub answered: u64,
    /// The same by HTTP status.
    pub statuses: Map<u16, u64>,
    /// Of these, the ones that the load balancer answered itself.
    pub answered_itself: u64,
    /// Requests that came because an earlier one had failed.
    pub retries: u64,
    /// Failures after which a client tries again: as many as retries came, and as will come.
    pub retried: u64,
    /// Connections that clients kept to targets, and that were reset.
    pub flows_reset: u64,
    /// Requests that failed, by cause.
    pub failed: Map<FailureCause, u64>,
    /// The latest failures, those of one second, cause and target together, at most 64, the oldest first.
    pub latest_failures: Vec<FailureNote>,
    /// The latest minutes in which requests ended, at most 60, the oldest first.
    pub(crate) minutes: Vec<Minute>,
}

/// Requests that failed in one second, alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailureNote {
    /// When the first of them did.
    pub at: Time,
    /// Why.
    pub cause: FailureCause,
    /// At which target; where many failed together, one of them; none if they reached none.
    pub target: Option<TaskId>,
    /// How many.
    pub count: u64,
}

/// The requests that ended within one minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Minute {
    /// Whole minutes since the beginning of time.
    pub(crate) minute: u64,
    pub(crate) answered: u64,
    pub(crate) failed: u64,
}

impl Totals {
    fn minute_at(&mut self, now: Time) -> &mut Minute {
        let minute = now.as_millis() / 60_000;
        if self.minutes.last().is_none_or(|last| last.minute != minute) {
            if self.minutes.len() >= TRAFFIC_MINUTES_MAX {
                self.minutes.remove(0);
            }
            self.minutes.push(Minute {
                minute,
                ..Minute::default()
            });
        }
        self.minutes
            .last_mut()
            .expect("it was pushed if it was missing")
    }

    pub(crate) fn answer(&mut self, now: Time, status: u16, count: u64) {
        self.answered += count;
        *self.statuses.entry(status).or_insert(0) += count;
        self.minute_at(now).answered += count;
    }

    pub(crate) fn fail(
        &mut self,
        now: Time,
        cause: FailureCause,
        target: Option<TaskId>,
        count: u64,
    ) {
        let second = |at: Time| at.as_millis() / 1_000;
        let mut notes = self.latest_failures.iter_mut().rev();
        let mut alike = notes
            .by_ref()
            .take_while(|note| second(note.at) == second(now))
            .filter(|note| note.cause == cause && note.target == target);
        match alike.next() {
            Some(note) => note.count += count,
            None => {
                if self.latest_failures.len() >= FAILURE_NOTES_MAX {
                    self.latest_failures.remove(0);
                }
                self.latest_failures.push(FailureNote {
                    at: now,
                    cause,
                    target,
                    count,
                });
            }
        }
        self.minute_at(now).failed += count;
        *self.failed.entry(cause).or_insert(0) += count;
    }

    /// Requests that failed for any cause.
    pub fn failed_count(&self) -> u64 {
        self.failed.values().sum()
    }
}

/// What has become of the requests to one target, or to some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetTotals {
    /// Requests that were routed to it.
    pub requests: u64,
    /// Requests that it answered with a status below 500.
    pub answered: u64,
    /// Requests that failed at it, by cause.
    pub failed: Map<FailureCause, u64>,
}

impl TargetTotals {
    /// Requests that failed for any cause.
    pub fn failed_count(&self) -> u64 {
        self.failed.values().sum()
    }

    pub(crate) fn add(&mut self, more: &Self) {
        self.requests += more.requests;
        self.answered += more.answered;
        for (cause, count) in &more.failed {
            *self.failed.entry(*cause).or_insert(0) += count;
        }
    }
}
