//! Clients: how many requests they send, and when the next ones come.

use alloc::vec::Vec;

use super::{
    ArrivalPattern, RequestKind, RequestTime, RetryPolicy, ReturningClients, Traffic, kind,
};
use crate::agenda::Timer;
use crate::event::EventKind;
use crate::id::{Purpose, derive};
use crate::limits::{CLIENT_TIMEOUT_MAX, OPEN_REQUESTS_MAX, REQUESTS_PER_SECOND_MAX};
use crate::random::Draw;
use crate::{Duration, LoadBalancer, LoadBalancerId, Rejection, Response, Time, World};

/// Up to this rate each request is its own; above it, those of the same 100 ms go together.
const SINGLE_REQUESTS_PER_SECOND_MAX: u32 = 50;
const SLOT: Duration = Duration::from_millis(100);
const SLOTS_PER_SECOND: u64 = 10;
/// Slots until which the next request is looked for: a year.
const SLOTS_MAX: u64 = 366 * 864_000;

/// How clients send requests from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrafficShape {
    /// How the rate changes with time.
    pub pattern: ArrivalPattern,
    /// How long a client waits for an answer before it gives up; absent is as long as it takes.
    pub client_timeout: Option<Duration>,
    /// How long a request takes; absent is as long as the image says.
    pub duration: Option<RequestTime>,
    /// The kinds of request, which share the rate by weight; empty is `GET /` to the first listener.
    pub kinds: Vec<RequestKind>,
    /// Whether clients send a failed request again; absent is never.
    pub retries: Option<RetryPolicy>,
    /// Clients that come back; absent is none.
    pub clients: Option<ReturningClients>,
}

impl TrafficShape {
    /// # Errors
    /// What is beyond the playground's bounds.
    pub fn check(&self) -> Result<(), Rejection> {
        self.pattern.check()?;
        kind::check(&self.kinds)?;
        if let Some(duration) = self.duration {
            duration.check()?;
        }
        if let Some(retries) = self.retries {
            retries.check()?;
        }
        if let Some(clients) = self.clients {
            clients.check()?;
        }
        let waits = self.client_timeout;
        if waits.is_some_and(|most| most == Duration::ZERO || most > CLIENT_TIMEOUT_MAX) {
            return Err(Rejection::playground(
                "A client waits for at least 1 ms and at most an hour.",
            ));
        }
        Ok(())
    }

    /// # Errors
    /// More than [`OPEN_REQUESTS_MAX`] requests or connections would be open at a time.
    fn check_open(&self, requests_per_second: u32) -> Result<(), Rejection> {
        let lasting = self.kinds.iter().filter_map(|kind| kind.web_socket);
        let asked = self.duration.map(|asked| asked.span);
        let longest = lasting.chain(asked).map(|span| span.most).max();
        let seconds = longest.map_or(0, |longest| longest.as_millis().div_ceil(1_000));
        let peak = u64::from(self.pattern.peak(requests_per_second));
        if peak * seconds > OPEN_REQUESTS_MAX {
            return Err(Rejection::playground(alloc::format!(
                "At most {OPEN_REQUESTS_MAX} requests and connections are open at a time: {peak} a second that last {seconds} s would be {}.",
                peak * seconds
            )));
        }
        Ok(())
    }
}

impl Traffic {
    /// Whether each request is its own.
    pub(super) fn is_single(&self) -> bool {
        self.shape.pattern.peak(self.requests_per_second) <= SINGLE_REQUESTS_PER_SECOND_MAX
    }

    /// Requests that clients send in a second, as the pattern has it at an instant.
    pub fn rate_at(&self, now: Time) -> u32 {
        self.shape
            .pattern
            .rate_after(self.requests_per_second, now.since(self.since))
    }

    fn sent_until(&self, slot: u64) -> u64 {
        self.shape
            .pattern
            .sent_until(self.requests_per_second, slot)
    }
}

impl LoadBalancer {
    /// Clients that wait to try again do not.
    fn give_up_retries(&mut self) {
        let waiting = self.traffic.waiting.drain(..);
        self.totals.retried -= waiting.map(|one| one.count).sum::<u64>();
    }
}

impl World {
    pub(crate) fn set_traffic(
        &mut self,
        id: LoadBalancerId,
        requests_per_second: u32,
    ) -> Result<Response, Rejection> {
        self.find_load_balancer(id)?;
        if requests_per_second > REQUESTS_PER_SECOND_MAX {
            return Err(Rejection::playground(alloc::format!(
                "Clients send at most {REQUESTS_PER_SECOND_MAX} requests a second."
            )));
        }
        let now = self.now;
        let traffic = &mut self.load_balancer_mut(id).traffic;
        traffic.requests_per_second = requests_per_second;
        traffic.since = now;
        traffic.sent = 0;
        self.change_traffic(id, TrafficShape::default());
        Ok(Response::Done)
    }

    pub(crate) fn shape_traffic(
        &mut self,
        id: LoadBalancerId,
        shape: TrafficShape,
    ) -> Result<Response, Rejection> {
        let balancer = self.find_load_balancer(id)?;
        let requests_per_second = balancer.traffic.requests_per_second;
        shape.check()?;
        shape.check_open(requests_per_second)?;
        let tries_again = shape.retries.is_some();
        self.change_traffic(id, shape);
        let balancer = self.load_balancer_mut(id);
        if !tries_again {
            balancer.give_up_retries();
        }
        balancer.forget_rules_not_met();
        Ok(Response::Done)
    }

    /// Clients send requests in another manner from now on. Their rate begins anew only if another pattern does.
    fn change_traffic(&mut self, id: LoadBalancerId, shape: TrafficShape) {
        let now = self.now;
        let balancer = self.load_balancer_mut(id);
        let traffic = &mut balancer.traffic;
        if traffic.shape.kinds != shape.kinds {
            // Nobody sends again what is not sent any more.
            traffic.generation = traffic.generation.wrapping_add(1);
            balancer.give_up_retries();
        }
        let traffic = &mut balancer.traffic;
        if traffic.shape.clients != shape.clients {
            balancer.sessions.clear();
        }
        if traffic.shape.pattern != shape.pattern {
            traffic.since = now;
            traffic.sent = 0;
        }
        traffic.shape = shape;
        let requests_per_second = traffic.requests_per_second;
        self.emit(EventKind::TrafficChanged {
            load_balancer: id,
            requests_per_second,
        });
        self.arm_arrivals(id);
    }

    pub(super) fn arm_arrivals(&mut self, id: LoadBalancerId) {
        match self.next_arrival(id) {
            Some((at, _)) => self.arm(Timer::Arrivals(id), at),
            None => self.agenda.cancel(Timer::Arrivals(id)),
        }
    }

    /// When the next requests arrive, and how many.
    pub(super) fn next_arrival(&self, id: LoadBalancerId) -> Option<(Time, u64)> {
        let traffic = &self.load_balancers[&id].traffic;
        if traffic.shape.pattern != ArrivalPattern::Steady {
            return (self.handlers.next_shaped_arrival)(self, id);
        }
        let rate = u64::from(traffic.requests_per_second);
        if rate == 0 {
            return None;
        }
        if traffic.requests_per_second > SINGLE_REQUESTS_PER_SECOND_MAX {
            // Slots are counted in `sent`; the remainder of one is carried to the next.
            let until = |slot: u64| rate * slot / SLOTS_PER_SECOND;
            let count = until(traffic.sent + 1) - until(traffic.sent);
            return Some((traffic.since + SLOT.times(traffic.sent + 1), count));
        }
        let from = traffic.sent * 1_000 / rate;
        let width = (traffic.sent + 1) * 1_000 / rate - from;
        Some((self.within(id, from, width), 1))
    }

    /// A millisecond of its own for the next single request.
    fn within(&self, id: LoadBalancerId, from: u64, width: u64) -> Time {
        let traffic = &self.load_balancers[&id].traffic;
        let subject = derive(id.0, Purpose::LoadBalancer, traffic.sent);
        let subject = subject ^ u128::from(traffic.since.as_millis());
        let within = self.draw(Draw::Arrival, subject) % width.max(1);
        traffic.since + Duration::from_millis(from + within + 1)
    }

    /// When the next requests arrive whose rate changes with time, and how many.
    pub(crate) fn next_shaped_arrival(&self, id: LoadBalancerId) -> Option<(Time, u64)> {
        let traffic = &self.load_balancers[&id].traffic;
        if !traffic.is_single() {
            let silent_from = traffic
                .shape
                .pattern
                .silent_from(traffic.requests_per_second);
            if silent_from.is_some_and(|slot| traffic.sent >= slot) {
                return None;
            }
            let count = traffic.sent_until(traffic.sent + 1) - traffic.sent_until(traffic.sent);
            return Some((traffic.since + SLOT.times(traffic.sent + 1), count));
        }
        let (from, width) = Self::place_of_next(traffic)?;
        Some((self.within(id, from, width), 1))
    }

    /// The milliseconds among which the next single request comes: its part of the slot that it is in.
    fn place_of_next(traffic: &Traffic) -> Option<(u64, u64)> {
        let (mut low, mut high) = (0, SLOTS_MAX);
        if traffic.sent_until(high) <= traffic.sent {
            return None;
        }
        while low + 1 < high {
            let middle = low.midpoint(high);
            if traffic.sent_until(middle) > traffic.sent {
                high = middle;
            } else {
                low = middle;
            }
        }
        let before = traffic.sent_until(low);
        let width = SLOT.as_millis() / (traffic.sent_until(high) - before);
        let place = traffic.sent - before;
        Some((low * SLOT.as_millis() + place * width, width))
    }
}
