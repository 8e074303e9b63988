//! Durations, sizes and shares as docker compose writes them.

const MILLIS_PER_SECOND: u64 = 1_000;
const BYTES_PER_MIB: u64 = 1_048_576;
/// Digits after the point that count.
const FRACTION_DIGITS_MAX: usize = 9;

/// A duration in Go's form, such as `1m30s` or `1.5h`, in milliseconds.
pub(super) fn duration_ms(text: &str) -> Option<u64> {
    let mut rest = text.trim();
    if rest == "0" {
        return Some(0);
    }
    let mut total_us = 0_u64;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !(letter.is_ascii_digit() || letter == '.'))?;
        let (number, after) = rest.split_at(digits);
        let end = after
            .find(|letter: char| letter.is_ascii_digit() || letter == '.')
            .unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        let unit_us = match unit {
            "ns" => 0,
            "us" | "µs" | "μs" => 1,
            "ms" => 1_000,
            "s" => 1_000_000,
            "m" => 60_000_000,
            "h" => 3_600_000_000,
            _ => return None,
        };
        total_us = total_us.checked_add(decimal(number, unit_us)?)?;
        rest = after;
    }
    Some(total_us / MILLIS_PER_SECOND)
}

/// Whole seconds that a duration takes at least.
pub(super) fn seconds_up(duration_ms: u64) -> u64 {
    duration_ms.div_ceil(MILLIS_PER_SECOND)
}

/// A size, such as `512m`, `1.5gb` or `1048576`, in whole MiB, rounded up.
pub(super) fn size_mib(text: &str) -> Option<u32> {
    let text = text.trim().to_ascii_lowercase();
    let digits = text
        .find(|letter: char| !(letter.is_ascii_digit() || letter == '.'))
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let scale = match unit.trim() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1_024,
        "m" | "mb" | "mib" => BYTES_PER_MIB,
        "g" | "gb" | "gib" => BYTES_PER_MIB * 1_024,
        "t" | "tb" | "tib" => BYTES_PER_MIB * 1_024 * 1_024,
        _ => return None,
    };
    let bytes = decimal(number, scale)?;
    let mib = u32::try_from(bytes.div_ceil(BYTES_PER_MIB)).ok()?;
    (mib <= i32::MAX.unsigned_abs()).then_some(mib)
}

/// CPUs, such as `0.5`, in CPU units: 1,024 are one.
pub(super) fn cpu_units(text: &str) -> Option<u32> {
    let units = u32::try_from(decimal(text.trim(), 1_024)?).ok()?;
    (units <= i32::MAX.unsigned_abs()).then_some(units)
}

/// A decimal number times `scale`, rounded down.
fn decimal(text: &str, scale: u64) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let whole: u64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let fraction = &fraction[..fraction.len().min(FRACTION_DIGITS_MAX)];
    let parts = 10_u128.pow(u32::try_from(fraction.len()).ok()?);
    let fraction: u128 = if fraction.is_empty() {
        0
    } else {
        fraction.parse().ok()?
    };
    let scaled = u128::from(whole) * u128::from(scale) + fraction * u128::from(scale) / parts;
    u64::try_from(scaled).ok()
}
