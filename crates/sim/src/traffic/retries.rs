//! Clients that send a failed request again: when, how often, and after which failures.

use super::Sending;
use crate::agenda::Timer;
use crate::limits::{RETRIES_MAX, RETRY_BACKOFF_MAX};
use crate::{Duration, FailureCause, LoadBalancerId, Rejection, Time, World};

/// When clients send a failed request again. Each time counts as a request of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How often at the most: 1 to 5.
    pub count: u8,
    /// How long a client waits before the first time: 1 ms to 30 s.
    pub backoff: Duration,
    /// Whether it waits twice as long before each further time.
    pub doubles: bool,
    /// After which failures.
    pub failures: RetriedFailures,
}

/// The failures after which clients try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RetriedFailures {
    /// All of them.
    All,
    /// 502, 503 and 504, and lost connections.
    Gateway,
    /// 504, and what took a client too long.
    Timeouts,
}

/// Clients that will send their requests again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// When.
    at: Time,
    /// What they will send.
    sending: Sending,
    /// How many.
    pub(crate) count: u64,
}

/// Where requests are not told apart, clients that wait are not either.
const SLOT_MS: u64 = 100;

impl RetriedFailures {
    const fn cover(self, cause: FailureCause) -> bool {
        match self {
            Self::All => true,
            Self::Gateway => matches!(cause.status(), 0 | 502 | 503 | 504),
            Self::Timeouts => matches!(cause.status(), 460 | 504),
        }
    }
}

impl RetryPolicy {
    /// # Errors
    /// Numbers beyond the playground's bounds.
    pub(super) fn check(self) -> Result<(), Rejection> {
        let is_bounded = (1..=RETRIES_MAX).contains(&self.count)
            && (Duration::from_millis(1)..=RETRY_BACKOFF_MAX).contains(&self.backoff);
        if is_bounded {
            return Ok(());
        }
        Err(Rejection::playground(alloc::format!(
            "A client tries again 1 to {RETRIES_MAX} times, and waits between 1 ms and {} s before.",
            RETRY_BACKOFF_MAX.as_secs()
        )))
    }
}

impl World {
    /// Requests failed: their clients may try again.
    pub(crate) fn retry(
        &mut self,
        id: LoadBalancerId,
        sending: Sending,
        cause: FailureCause,
        count: u64,
    ) {
        let now = self.now;
        let balancer = self.load_balancer_mut(id);
        let traffic = &mut balancer.traffic;
        let policy = traffic.shape.retries.filter(|policy| {
            sending.attempt < policy.count
                && sending.generation == traffic.generation
                && policy.failures.cover(cause)
        });
        let Some(policy) = policy else {
            return;
        };
        let factor = if policy.doubles {
            1 << sending.attempt
        } else {
            1
        };
        let mut at = now + policy.backoff.times(factor);
        if !traffic.is_single() {
            at = Time::from_millis(at.as_millis().div_ceil(SLOT_MS) * SLOT_MS);
        }
        let sending = Sending {
            attempt: sending.attempt + 1,
            ..sending
        };
        balancer.totals.retried += count;
        let key = (at, sending);
        let waiting = &mut traffic.waiting;
        let place = waiting.partition_point(|one| (one.at, one.sending) > key);
        match waiting.get_mut(place) {
            Some(one) if (one.at, one.sending) == key => one.count += count,
            _ => waiting.insert(place, Waiting { at, sending, count }),
        }
        self.arm_retries(id);
    }

    fn arm_retries(&mut self, id: LoadBalancerId) {
        let soonest = self.load_balancers[&id].traffic.waiting.last();
        match soonest.map(|one| one.at) {
            Some(at) => self.arm(Timer::Retries(id), at),
            None => self.agenda.cancel(Timer::Retries(id)),
        }
    }

    /// Clients send requests again.
    pub(crate) fn on_retries(&mut self, id: LoadBalancerId) {
        let now = self.now;
        loop {
            let balancer = self.load_balancer_mut(id);
            let waiting = &mut balancer.traffic.waiting;
            let Some(due) = waiting.pop_if(|one| one.at <= now) else {
                break;
            };
            balancer.totals.arrived += due.count;
            balancer.totals.retries += due.count;
            self.route_kind(id, due.sending, due.count);
        }
        self.arm_retries(id);
    }
}
