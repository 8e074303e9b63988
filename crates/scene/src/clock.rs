//! The simulated wall clock.

use sim::{Start, Time};

/// `HH:MM:SS` of the simulated wall clock, in UTC.
pub fn clock_text(start: &Start, at: Time) -> String {
    let seconds = (start.epoch_ms + at.as_millis()) / 1_000;
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{:02}:{minutes:02}:{seconds:02}", hours % 24)
}
