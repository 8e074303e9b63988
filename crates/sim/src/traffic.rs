//! Requests: they arrive at a load balancer, are routed to a target, and are answered, refused or cut off.
//!
//! Accounting is exact: what arrived is answered, failed with a cause, or in flight.

mod routing;

use core::cmp::Reverse;

use crate::table::Map;

use crate::{TargetGroupId, TaskId, Time};

/// The requests that clients send to one load balancer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How many a second.
    pub requests_per_second: u32,
    /// Since when at this rate.
    pub(crate) since: Time,
    /// Requests sent at this rate so far.
    pub(crate) sent: u64,
    /// Groups of requests sent ever: the subject of their draws.
    pub(crate) cohorts_ever: u64,
}

/// What has become of all requests to one load balancer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Requests that came.
    pub arrived: u64,
    /// Requests answered by a target with a status below 500.
    pub answered: u64,
    /// Requests that failed, by cause.
    pub failed: Map<FailureCause, u64>,
}

impl Totals {
    pub(crate) fn fail(&mut self, cause: FailureCause, count: u32) {
        *self.failed.entry(cause).or_insert(0) += u64::from(count);
    }

    /// Requests that failed for any cause.
    pub fn failed_count(&self) -> u64 {
        self.failed.values().sum()
    }
}

/// Why a client got an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailureCause {
    /// No answer: the load balancer has no listener.
    NoListener,
    /// The load balancer itself answers with this status of 500 or more, as an action says.
    FixedResponse(u16),
    /// 503: the target group has no target to send it to.
    NoTarget,
    /// 502: nobody listens at the target.
    TargetRefused,
    /// 502: the target's process ended while it worked on the request.
    TargetClosed,
    /// 502: the deregistration delay ended while the target worked on the request.
    DelayElapsed,
    /// The target itself answered with this status of 500 or more.
    TargetAnswered(u16),
}

impl FailureCause {
    /// The HTTP status that the client sees; 0 without an answer.
    pub const fn status(self) -> u16 {
        match self {
            Self::NoListener => 0,
            Self::NoTarget => 503,
            Self::TargetRefused | Self::TargetClosed | Self::DelayElapsed => 502,
            Self::TargetAnswered(status) | Self::FixedResponse(status) => status,
        }
    }
}

/// Requests that arrived together, at one target, and will end together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// Who works on them.
    pub target: TaskId,
    /// When they arrived.
    pub arrived_at: Time,
    /// How many.
    pub count: u32,
    /// The status that they will get.
    pub(crate) status: u16,
}

/// The requests at the targets of one target group, by when they will end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InFlight {
    /// The soonest to end last, where taking it moves nothing.
    cohorts: Map<Reverse<(Time, u64)>, Cohort>,
    by_target: Map<TaskId, u32>,
}

impl InFlight {
    /// Requests at one target.
    pub fn at(&self, target: TaskId) -> u32 {
        self.by_target.get(&target).copied().unwrap_or(0)
    }

    /// Requests at all targets.
    pub fn count(&self) -> u64 {
        self.by_target.values().map(|count| u64::from(*count)).sum()
    }

    /// Groups of requests with the instant at which each will end if nothing cuts it off, the soonest first.
    pub fn cohorts(&self) -> impl Iterator<Item = (Time, &Cohort)> {
        self.cohorts
            .iter()
            .rev()
            .map(|(Reverse((ends_at, _)), cohort)| (*ends_at, cohort))
    }

    pub(crate) fn next_end(&self) -> Option<Time> {
        self.cohorts
            .last()
            .map(|(Reverse((ends_at, _)), _)| *ends_at)
    }

    pub(crate) fn add(&mut self, ends_at: Time, ordinal: u64, cohort: Cohort) {
        *self.by_target.entry(cohort.target).or_insert(0) += cohort.count;
        let before = self.cohorts.insert(Reverse((ends_at, ordinal)), cohort);
        assert!(before.is_none(), "an ordinal names one group of requests");
    }

    /// Takes the groups that have ended by `now`.
    pub(crate) fn take_ended(&mut self, now: Time) -> Option<Cohort> {
        let (key, _) = self.cohorts.last()?;
        if key.0.0 > now {
            return None;
        }
        let key = *key;
        let cohort = self.cohorts.remove(&key)?;
        self.forget(&cohort);
        Some(cohort)
    }

    /// Takes every request at one target, and says how many.
    pub(crate) fn take_target(&mut self, target: TaskId) -> u32 {
        if !self.by_target.contains_key(&target) {
            return 0;
        }
        self.cohorts.retain(|_, cohort| cohort.target != target);
        self.by_target.remove(&target).unwrap_or(0)
    }

    fn forget(&mut self, cohort: &Cohort) {
        let left = self
            .by_target
            .get_mut(&cohort.target)
            .expect("every group in flight is counted at its target");
        *left -= cohort.count;
        if *left == 0 {
            self.by_target.remove(&cohort.target);
        }
    }
}

/// Something too frequent to be an event: seen once by who looks, counted, and made again by replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transient {
    /// Requests reached a target.
    Routed {
        /// When.
        at: Time,
        /// Through which target group.
        target_group: TargetGroupId,
        /// Which target.
        target: TaskId,
        /// How many.
        count: u32,
    },
    /// Requests were answered.
    Answered {
        /// When.
        at: Time,
        /// Through which target group.
        target_group: TargetGroupId,
        /// By which target.
        target: TaskId,
        /// How many.
        count: u32,
    },
    /// Requests failed.
    Failed {
        /// When.
        at: Time,
        /// Through which target group.
        target_group: TargetGroupId,
        /// At which target, if they reached one.
        target: Option<TaskId>,
        /// How many.
        count: u32,
        /// Why.
        cause: FailureCause,
    },
}
