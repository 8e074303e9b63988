//! The simulated wall clock in sentences: an instant of another day says so.

use sim::{Start, Time};

use crate::Language;

const DAY_SECONDS: u64 = 86_400;

/// `HH:MM:SS` of the simulated wall clock, in UTC, with the day where that is not the day of `now`.
pub fn clock(language: Language, start: &Start, now: Time, at: Time) -> String {
    let seconds = |at: Time| (start.epoch_ms + at.as_millis()) / 1_000;
    let (today, day) = (seconds(now) / DAY_SECONDS, seconds(at) / DAY_SECONDS);
    let minutes = seconds(at) / 60;
    let (hours, minutes, seconds) = (minutes / 60 % 24, minutes % 60, seconds(at) % 60);
    let time = format!("{hours:02}:{minutes:02}:{seconds:02}");
    match (
        language,
        day.saturating_sub(today),
        today.saturating_sub(day),
    ) {
        (_, 0, 0) => time,
        (Language::English, 1, _) => format!("{time} tomorrow"),
        (Language::English, _, 1) => format!("{time} yesterday"),
        (Language::English, 0, days) => format!("{time} {days} days ago"),
        (Language::English, days, _) => format!("{time} in {days} days"),
        (Language::Korean, 1, _) => format!("내일 {time}"),
        (Language::Korean, _, 1) => format!("어제 {time}"),
        (Language::Korean, 0, days) => format!("{days}일 전 {time}"),
        (Language::Korean, days, _) => format!("{days}일 뒤 {time}"),
    }
}
