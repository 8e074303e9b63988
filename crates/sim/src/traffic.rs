//! Requests: they arrive at a load balancer, are routed to a target, and are answered, refused or cut off.
//!
//! Accounting is exact: what arrived is answered, failed with a cause, or in flight.

mod algorithm;
mod arrivals;
mod clients;
mod histogram;
mod in_flight;
mod lane;
mod metrics;
mod regime;
mod ring;
mod routing;
mod sharing;

pub use arrivals::ArrivalPattern;
pub use clients::TrafficShape;
pub use histogram::Histogram;
pub use in_flight::InFlight;
pub(crate) use lane::Answer;
pub use metrics::{ErrorBudget, TargetGroupMetrics};
pub(crate) use regime::Regime;

use alloc::vec::Vec;

use crate::limits::TRAFFIC_MINUTES_MAX;
use crate::table::Map;
use crate::{Duration, TargetGroupId, TaskId, Time};

/// The requests that clients send to one load balancer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How many a second.
    pub requests_per_second: u32,
    /// How the rate changes with time.
    pub pattern: ArrivalPattern,
    /// How long a client waits for an answer before it gives up; absent is as long as it takes.
    pub client_timeout: Option<Duration>,
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
    /// Requests answered with a status below 500.
    pub answered: u64,
    /// Of these, the ones that the load balancer answered itself.
    pub answered_itself: u64,
    /// Requests that failed, by cause.
    pub failed: Map<FailureCause, u64>,
    /// The latest minutes in which requests ended, at most 60, the oldest first.
    pub(crate) minutes: Vec<Minute>,
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

    pub(crate) fn answer(&mut self, now: Time, count: u64) {
        self.answered += count;
        self.minute_at(now).answered += count;
    }

    pub(crate) fn fail(&mut self, now: Time, cause: FailureCause, count: u64) {
        self.minute_at(now).failed += count;
        *self.failed.entry(cause).or_insert(0) += count;
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
    /// 504: nothing answers at the target's address, not even with a refusal.
    ConnectTimedOut,
    /// 502: nobody listens at the target.
    TargetRefused,
    /// 502: the target's process ended while it worked on the request.
    TargetClosed,
    /// 502: the deregistration delay ended while the target worked on the request.
    DelayElapsed,
    /// 504: no answer came within the idle timeout of the load balancer.
    IdleTimeout,
    /// 460: the client gave up before an answer came.
    ClientTimeout,
    /// The target itself answered with this status of 500 or more.
    TargetAnswered(u16),
}

impl FailureCause {
    /// The HTTP status that the client sees; 0 without an answer.
    pub const fn status(self) -> u16 {
        match self {
            Self::NoListener => 0,
            Self::NoTarget => 503,
            Self::ConnectTimedOut => 504,
            Self::TargetRefused | Self::TargetClosed | Self::DelayElapsed => 502,
            Self::IdleTimeout => 504,
            Self::ClientTimeout => 460,
            Self::TargetAnswered(status) | Self::FixedResponse(status) => status,
        }
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

/// Something too frequent to be an event: seen once by who looks, and made again by replay. Counts are in [`Totals`] and
/// [`TargetTotals`].
///
/// Above 50 requests a second, one stands for all that were routed, or ended, together at targets that answer alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transient {
    /// Requests reached their targets.
    Routed {
        /// When.
        at: Time,
        /// Through which target group.
        target_group: TargetGroupId,
        /// One of the targets.
        target: TaskId,
        /// How many in all.
        count: u64,
    },
    /// Requests were answered.
    Answered {
        /// When.
        at: Time,
        /// Through which target group.
        target_group: TargetGroupId,
        /// By one of the targets.
        target: TaskId,
        /// How many in all.
        count: u64,
    },
    /// Requests failed.
    Failed {
        /// When.
        at: Time,
        /// Through which target group.
        target_group: TargetGroupId,
        /// One of the targets, if they reached one.
        target: Option<TaskId>,
        /// How many in all.
        count: u64,
        /// Why.
        cause: FailureCause,
    },
}
