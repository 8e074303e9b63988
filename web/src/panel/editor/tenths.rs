//! Percentages with tenths, as people write them.

/// Tenths of a percent as a number.
pub(super) fn written(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// `12.5` as tenths; what is no such number is out of every range.
pub(super) fn tenths_of(text: &str) -> u32 {
    let (whole, tenth) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let is_sound = tenth.len() == 1 && (1..=3).contains(&whole.len());
    let digits = format!("{whole}{tenth}");
    digits.parse().ok().filter(|_| is_sound).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_read_to_a_tenth() {
        let read = ["5", "12.5", "100.0", " 0.1 "].map(tenths_of);
        assert_eq!(read, [50, 125, 1_000, 1]);
        for wrong in ["", "x", "1.25", "5.", "1000"] {
            assert!(tenths_of(wrong) > 1_000, "{wrong}");
        }
    }

    #[test]
    fn what_is_written_reads_the_same() {
        for tenths in [0, 1, 125, 1_000] {
            assert_eq!(tenths_of(&written(tenths)), tenths);
        }
    }
}
