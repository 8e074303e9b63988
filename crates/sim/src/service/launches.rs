//! How many tasks a service may launch: so many a minute, spread over the passes of its scheduler.

use alloc::collections::VecDeque;

use super::Condition;
use crate::limits::LAUNCHES_PER_MINUTE_MAX;
use crate::{Duration, Service, ServiceId, ServiceMessage, Time, World};

const MINUTE: Duration = Duration::from_secs(60);

/// The launches of the trailing minute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Launches {
    /// When there were some, and how many.
    by_instant: VecDeque<(Time, u32)>,
}

impl Launches {
    /// One more.
    pub(crate) fn note(&mut self, now: Time) {
        while self
            .by_instant
            .front()
            .is_some_and(|(at, _)| *at + MINUTE <= now)
        {
            self.by_instant.pop_front();
        }
        match self.by_instant.back_mut() {
            Some((at, count)) if *at == now => *count += 1,
            _ => self.by_instant.push_back((now, 1)),
        }
    }

    fn count(&self, now: Time) -> u32 {
        let recent = self.by_instant.iter().filter(|(at, _)| *at + MINUTE > now);
        recent.map(|(_, count)| count).sum()
    }

    /// When the first of them is a minute ago.
    fn room_at(&self) -> Option<Time> {
        self.by_instant.front().map(|(at, _)| *at + MINUTE)
    }
}

/// How many tasks a pass may launch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LaunchLimit {
    /// So many.
    pub(crate) count: u32,
    /// Whether it is the minute that allows no more, and not the pass, or the throttle on launches that fail.
    is_of_minute: bool,
}

impl World {
    /// What a service may launch in a pass now. Rule: `LaunchRate`.
    pub(super) fn launch_limit(&self, service: &Service) -> LaunchLimit {
        if self.now < service.memory.launch_not_before {
            return LaunchLimit {
                count: 0,
                is_of_minute: false,
            };
        }
        let tick = self.start.timings.scheduler_tick.as_millis();
        let of_pass = (u64::from(LAUNCHES_PER_MINUTE_MAX) * tick).div_ceil(MINUTE.as_millis());
        let of_pass = u32::try_from(of_pass).unwrap_or(u32::MAX);
        let of_minute =
            LAUNCHES_PER_MINUTE_MAX.saturating_sub(service.memory.launches.count(self.now));
        LaunchLimit {
            count: of_pass.min(of_minute),
            is_of_minute: of_minute <= of_pass,
        }
    }

    /// A pass has launched what it may: where it wanted more than the minute allows, the service says so, and goes on
    /// when there is room. Rule: `LaunchRate`.
    pub(super) fn note_throttled(&mut self, id: ServiceId, wanted_count: u32, limit: LaunchLimit) {
        let is_throttled = limit.is_of_minute && wanted_count > limit.count;
        let memory = &self.services[&id].memory;
        let again_at = memory.launches.room_at().filter(|_| is_throttled);
        if memory.launch_again_at != again_at {
            self.service_mut(id).memory.launch_again_at = again_at;
        }
        if is_throttled {
            self.say_lasting(
                id,
                Condition::Throttled,
                ServiceMessage::OperationsThrottled,
            );
        } else {
            self.resolve(id, Condition::Throttled);
        }
    }
}
