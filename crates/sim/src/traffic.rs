//! Requests: they arrive at a load balancer, are routed to a target, and are answered, refused or cut off.
//!
//! Accounting is exact: what arrived is answered, failed with a cause, or in flight.

mod algorithm;
mod apportionment;
mod arrivals;
mod clients;
mod duration;
mod failure;
mod held;
mod histogram;
mod in_flight;
mod kind;
mod lane;
mod listening;
mod metrics;
mod node;
mod regime;
mod retries;
mod returning;
mod ring;
mod routing;
mod sending;
mod sessions;
mod sharing;
mod times;
mod totals;
mod turns;

pub use apportionment::Apportionment;
pub use arrivals::ArrivalPattern;
pub use clients::TrafficShape;
pub use duration::{DurationForm, RequestTime};
pub use failure::{CutCause, FailureCause};
pub use histogram::Histogram;
pub use in_flight::InFlight;
pub use kind::RequestKind;
pub(crate) use lane::Answer;
pub use metrics::{ErrorBudget, TargetGroupMetrics};
pub(crate) use node::Node;
pub(crate) use retries::Waiting;
pub use retries::{RetriedFailures, RetryPolicy};
pub(crate) use routing::Batch;
pub use sessions::ReturningClients;
pub(crate) use sessions::Sessions;
pub use totals::{FailureNote, TargetTotals, Totals};

use alloc::vec::Vec;

use crate::{LoadBalancerId, TargetGroupId, TaskId, Time};

/// The requests that clients send to one load balancer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How many a second.
    pub requests_per_second: u32,
    /// How they send them.
    pub shape: TrafficShape,
    /// Since when at this rate.
    pub(crate) since: Time,
    /// Requests sent at this rate so far.
    pub(crate) sent: u64,
    /// Groups of requests sent ever: the subject of their draws.
    pub(crate) cohorts_ever: u64,
    /// How the kinds have shared the requests.
    pub(crate) by_kind: Apportionment,
    /// How clients that come back, and others, have shared the requests.
    pub(crate) by_return: Apportionment,
    /// How often the kinds have changed: what was sent before is not sent again.
    pub(crate) generation: u16,
    /// Clients that will try again, the soonest last.
    pub(crate) waiting: Vec<Waiting>,
}

/// Which requests go together: what a client sent, and how often before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sending {
    /// The place of its kind.
    pub(crate) kind: u8,
    /// How often it was sent before.
    pub(crate) attempt: u8,
    /// The kinds at that time.
    pub(crate) generation: u16,
}

/// Something too frequent to be an event: seen once by who looks, and made again by replay. Counts are in [`Totals`] and
/// [`TargetTotals`].
///
/// Above 50 requests a second, one stands for all that were routed, or ended, together at targets that answer alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transient {
    /// The load balancer answered requests without a target.
    AnsweredItself {
        /// When.
        at: Time,
        /// Which one.
        load_balancer: LoadBalancerId,
        /// How many.
        count: u64,
        /// Why they failed, if they did.
        failure: Option<FailureCause>,
    },
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
