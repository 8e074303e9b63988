//! Dates of `registeredAt`: ISO 8601 as far as AWS names it, in the Gregorian calendar.

use core::fmt;

/// An instant as AWS writes it: `2018-06-18T22:28:28Z`, with milliseconds if there are any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Milliseconds since 1970 in UTC.
    pub unix_ms: i64,
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(formatter, self.unix_ms)
    }
}

const DAY_MS: i64 = 86_400_000;
const MINUTE_MS: i64 = 60_000;
/// Days from the first of March of year 0 to the first day of 1970.
const DAYS_BEFORE_1970: i64 = 719_468;
const DAYS_IN_400_YEARS: i64 = 146_097;

/// Milliseconds since 1970 (UTC) of `2018-06-18`, `2018-06-18T22:28:28`, with a fraction, and with `Z` or `+00:00`.
///
/// Without a time it is midnight, without a zone it is UTC. None if the text is not a date.
pub(super) fn parse(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let (date, time) = bytes.split_at_checked(10)?;
    let &[.., b'-', _, _, b'-', _, _] = date else {
        return None;
    };
    let (year, month, day) = (
        number(&date[..4])?,
        number(&date[5..7])?,
        number(&date[8..])?,
    );
    if !(1..=12).contains(&month) || !(1..=days_in_month(year, month)).contains(&day) {
        return None;
    }
    let midnight_ms = days_since_1970(year, month, day) * DAY_MS;
    match time {
        [] => Some(midnight_ms),
        [b'T', time @ ..] => Some(midnight_ms + parse_time(time)?),
        _ => None,
    }
}

/// Milliseconds since midnight UTC of `22:28:28` with its fraction and zone.
fn parse_time(text: &[u8]) -> Option<i64> {
    let (time, rest) = text.split_at_checked(8)?;
    let &[_, _, b':', _, _, b':', _, _] = time else {
        return None;
    };
    let (hour, minute, second) = (
        number(&time[..2])?,
        number(&time[3..5])?,
        number(&time[6..])?,
    );
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (fraction_ms, zone) = match rest {
        [b'.', rest @ ..] => {
            let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (digits, zone) = rest.split_at(length);
            (milliseconds(digits)?, zone)
        }
        _ => (0, rest),
    };
    let time_ms = (hour * 60 + minute) * MINUTE_MS + second * 1_000 + fraction_ms;
    Some(time_ms - parse_zone(zone)? * MINUTE_MS)
}

/// How many minutes the zone is ahead of UTC.
fn parse_zone(text: &[u8]) -> Option<i64> {
    let (sign, hours, minutes) = match text {
        [] | [b'Z'] => return Some(0),
        [sign, hours @ .., b':', m, n] => (sign, hours, [*m, *n]),
        _ => return None,
    };
    if hours.len() != 2 {
        return None;
    }
    let (hours, minutes) = (number(hours)?, number(&minutes)?);
    let ahead = hours * 60 + minutes;
    match sign {
        _ if hours > 18 || minutes > 59 => None,
        b'+' => Some(ahead),
        b'-' => Some(-ahead),
        _ => None,
    }
}

/// The first three of 1 to 9 digits after the point.
fn milliseconds(digits: &[u8]) -> Option<i64> {
    if !(1..=9).contains(&digits.len()) {
        return None;
    }
    let digit = |place: usize| i64::from(digits.get(place).map_or(0, |byte| byte - b'0'));
    Some(digit(0) * 100 + digit(1) * 10 + digit(2))
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + i64::from(byte - b'0'))
    })
}

const fn days_in_month(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970: years are counted from March, so that the leap day is the last of its year.
const fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + day_of_year - DAYS_BEFORE_1970
}

/// Writes an instant as `2018-06-18T22:28:28Z`, with milliseconds if there are any.
pub(super) fn write(formatter: &mut fmt::Formatter<'_>, instant_ms: i64) -> fmt::Result {
    let days = instant_ms.div_euclid(DAY_MS) + DAYS_BEFORE_1970;
    let era = days.div_euclid(DAYS_IN_400_YEARS);
    let day_of_era = days.rem_euclid(DAYS_IN_400_YEARS);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);

    let time_ms = instant_ms.rem_euclid(DAY_MS);
    let (seconds, fraction_ms) = (time_ms / 1_000, time_ms % 1_000);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    write!(
        formatter,
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
    )?;
    if fraction_ms > 0 {
        write!(formatter, ".{fraction_ms:03}")?;
    }
    formatter.write_str("Z")
}
