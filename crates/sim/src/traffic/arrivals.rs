//! How many requests come until when: whole numbers for each slot of 100 ms, with every remainder carried.

use crate::limits::{REQUESTS_PER_SECOND_MAX, TRAFFIC_PATTERN_HOURS_MAX};
use crate::{Duration, Rejection};

/// How the rate of requests changes with time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArrivalPattern {
    /// Always the same.
    #[default]
    Steady,
    /// From the rate to another one in a straight line, and on with that.
    Ramp {
        /// Requests a second at the end.
        to: u32,
        /// How long the change takes.
        over: Duration,
    },
    /// Another rate for a while, then the first one again.
    Spike {
        /// Requests a second meanwhile.
        to: u32,
        /// When it begins.
        after: Duration,
        /// How long it lasts.
        lasting: Duration,
    },
    /// Days of 24 hours that begin at midnight, with the rate at their peak.
    Daily,
}

/// Per mille of the peak in each hour of a day: quiet before dawn, a peak in the evening.
const DAY: [u64; 24] = [
    350, 250, 180, 140, 120, 140, 220, 380, 560, 680, 740, 780, 820, 800, 770, 760, 780, 820, 880,
    950, 1_000, 980, 800, 560,
];
const SLOTS_PER_SECOND: u64 = 10;
const SLOTS_PER_HOUR: u64 = 36_000;

const fn slots(duration: Duration) -> u64 {
    duration.as_millis() / 100
}

impl ArrivalPattern {
    /// # Errors
    /// Rates and times beyond the playground's bounds.
    pub(crate) fn check(self) -> Result<(), Rejection> {
        let (to, times) = match self {
            Self::Steady | Self::Daily => return Ok(()),
            Self::Ramp { to, over } => (to, [over, over]),
            Self::Spike { to, after, lasting } => (to, [after, lasting]),
        };
        if to > REQUESTS_PER_SECOND_MAX {
            return Err(Rejection::playground(alloc::format!(
                "Clients send at most {REQUESTS_PER_SECOND_MAX} requests a second."
            )));
        }
        let most = Duration::from_secs(TRAFFIC_PATTERN_HOURS_MAX * 3_600);
        let (last, first) = (times[1], times[0]);
        if last < Duration::from_secs(1) || first.max(last) > most {
            return Err(Rejection::playground(alloc::format!(
                "A change of traffic lasts at least 1 s, and its times are at most {TRAFFIC_PATTERN_HOURS_MAX} h."
            )));
        }
        Ok(())
    }

    /// The highest rate that ever comes.
    pub(super) const fn peak(self, rate: u32) -> u32 {
        match self {
            Self::Ramp { to, .. } | Self::Spike { to, .. } if to > rate => to,
            _ => rate,
        }
    }

    /// Requests a second at an instant, so long after the pattern began.
    pub fn rate_after(self, rate: u32, since: Duration) -> u32 {
        let rate = u64::from(rate);
        let since_ms = since.as_millis();
        let now = match self {
            Self::Steady => rate,
            Self::Ramp { to, over } if since < over => {
                let (over_ms, to) = (over.as_millis(), u64::from(to));
                (rate * (over_ms - since_ms) + to * since_ms) / over_ms
            }
            Self::Ramp { to, .. } => u64::from(to),
            Self::Spike { to, after, lasting } => {
                let is_high = since >= after && since < after + lasting;
                if is_high { u64::from(to) } else { rate }
            }
            Self::Daily => rate * DAY[(since_ms / 3_600_000 % 24) as usize] / 1_000,
        };
        u32::try_from(now).expect("it is between two rates")
    }

    /// From which slot on nothing comes any more.
    pub(super) const fn silent_from(self, rate: u32) -> Option<u64> {
        match self {
            Self::Steady | Self::Daily if rate == 0 => Some(0),
            Self::Ramp { to: 0, over } => Some(slots(over)),
            Self::Spike { after, lasting, .. } if rate == 0 => Some(slots(after) + slots(lasting)),
            _ => None,
        }
    }

    /// Requests that have come when so many slots are over.
    pub fn sent_until(self, rate: u32, slot: u64) -> u64 {
        let rate = rate as u64;
        match self {
            Self::Steady => rate * slot / SLOTS_PER_SECOND,
            Self::Ramp { to, over } => {
                // The area below the line, doubled so that it is a whole number.
                let (to, over) = (u64::from(to), slots(over));
                if slot > over {
                    let area = (rate + to) * over + 2 * to * (slot - over);
                    return area / (2 * SLOTS_PER_SECOND);
                }
                let area = rate * slot * (2 * over - slot) + to * slot * slot;
                area / (2 * over * SLOTS_PER_SECOND)
            }
            Self::Spike { to, after, lasting } => {
                let within = slot.saturating_sub(slots(after)).min(slots(lasting));
                (rate * (slot - within) + u64::from(to) * within) / SLOTS_PER_SECOND
            }
            Self::Daily => {
                let (hours, rest) = (slot / SLOTS_PER_HOUR, slot % SLOTS_PER_HOUR);
                let (days, hour) = (hours / 24, (hours % 24) as usize);
                let whole = days * DAY.iter().sum::<u64>() + DAY[..hour].iter().sum::<u64>();
                let weight = whole * SLOTS_PER_HOUR + DAY[hour] * rest;
                rate * weight / (1_000 * SLOTS_PER_SECOND)
            }
        }
    }
}
