//! When the scheduler of a service looks.

use super::Moment;
use crate::agenda::Timer;
use crate::event::Cause;
use crate::random::{Draw, draw};
use crate::{Duration, EventSequence, ServiceId, Time, World};

impl World {
    /// The scheduler looks at this service at its next tick.
    pub(crate) fn wake(&mut self, service: ServiceId) {
        let seen_now = match self.moment {
            Moment::Command => false,
            Moment::Timer => self.services[&service].memory.latest_pass_at != Some(self.now),
            Moment::Pass(current) => service > current,
        };
        let earliest = if seen_now {
            self.now
        } else {
            self.now + Duration::from_millis(1)
        };
        let at = self.next_tick(service, earliest);
        self.agenda
            .arm_by(Timer::ServicePass(service), at, self.cause);
    }

    /// The scheduler looks at this service at its next tick, because of an event.
    pub(crate) fn wake_because(&mut self, service: ServiceId, sequence: EventSequence) {
        let before = core::mem::replace(&mut self.cause, Cause::Event(sequence));
        self.wake(service);
        self.cause = before;
    }

    /// The first tick of this service's scheduler at or after an instant.
    pub(crate) fn next_tick(&self, service: ServiceId, earliest: Time) -> Time {
        let tick = self.start.timings.scheduler_tick;
        let phase = draw(self.start.seed, Draw::ServicePhase, service.0) % tick.as_millis();
        earliest.at_or_after_phase(Duration::from_millis(phase), tick)
    }
}
