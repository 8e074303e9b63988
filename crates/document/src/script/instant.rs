//! Times and spans as scripts and command lines write them.

use sim::{Duration, Time};

use crate::field::{Blank, Field};
use crate::json::{Node, Value, shown};
use crate::reader::Reader;
use crate::script::UNTIL_MAX;
use crate::writer::Writer;

/// A time since the beginning of the world, or a span: `90s`, `1m30s`, `2h`, `250ms`, `00:01:30.250`, or a number of
/// milliseconds; at most 30 days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub Duration);

impl Instant {
    /// As an instant.
    pub fn time(self) -> Time {
        Time::ZERO + self.0
    }
}

impl Blank for Instant {
    fn blank() -> Self {
        Self::default()
    }
}

impl Field for Instant {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        let found = match &node.value {
            Value::String(text) => parse_duration(text),
            Value::Number(number) => number.parse().ok().map(Duration::from_millis),
            _ => None,
        };
        let shown = match &node.value {
            Value::String(text) | Value::Number(text) => shown(text),
            _ => node.kind().to_owned(),
        };
        let place = reader.place();
        match found {
            Some(duration) if duration <= UNTIL_MAX => self.0 = duration,
            Some(_) => reader.problem(
                node,
                format!("{place} must be at most 30 days, and this is {shown}."),
            ),
            None => reader.problem(
                node,
                format!("{place} must be a time such as \"90s\", \"1m30s\" or \"2h\", or a number of milliseconds, not {shown}."),
            ),
        }
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.0.as_millis().to_string());
    }
}

/// What a text such as `1h30m`, `90s`, `250ms` or `00:01:30.250` says.
pub fn parse_duration(text: &str) -> Option<Duration> {
    if text.contains(':') {
        return parse_clock(text);
    }
    const UNITS: [(&str, u64); 5] = [
        ("d", 86_400_000),
        ("h", 3_600_000),
        ("m", 60_000),
        ("s", 1_000),
        ("ms", 1),
    ];
    let mut rest = text.trim();
    let mut total_ms: u64 = 0;
    let mut units = UNITS.iter();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let count: u64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let length = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_alphabetic())
                .len();
        let unit = &rest[..length];
        rest = &rest[length..];
        // Larger units come first, and each of them once.
        let (_, unit_ms) = units.find(|(name, _)| *name == unit)?;
        total_ms = total_ms.checked_add(count.checked_mul(*unit_ms)?)?;
    }
    Some(Duration::from_millis(total_ms))
}

/// `hours:minutes:seconds` with or without milliseconds, as transcripts show it.
fn parse_clock(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = whole.split(':');
    let mut part = |max: u64| -> Option<u64> {
        let text = parts.next()?;
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let value: u64 = is_number.then(|| text.parse().ok())??;
        (value <= max).then_some(value)
    };
    let (hours, minutes, seconds) = (part(1_000_000)?, part(59)?, part(59)?);
    if parts.next().is_some() || fraction.len() > 3 || fraction.is_empty() {
        return None;
    }
    let is_number = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let fraction: u64 = is_number.then(|| format!("{fraction:0<3}").parse().ok())??;
    let seconds = (hours * 60 + minutes) * 60 + seconds;
    Some(Duration::from_millis(seconds * 1_000 + fraction))
}
