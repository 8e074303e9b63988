//! HTTP statuses that count as success, as a target group writes them: one, or a range.

/// `200`, or `200-299`.
pub(crate) fn matcher_text((lowest, highest): (u16, u16)) -> String {
    if lowest == highest {
        lowest.to_string()
    } else {
        format!("{lowest}-{highest}")
    }
}

/// The lowest and the highest status of a matcher, both from 200 to 499.
pub(crate) fn parse_matcher(text: &str) -> Option<(u16, u16)> {
    let (lowest, highest) = text.split_once('-').unwrap_or((text, text));
    let status = |text: &str| {
        text.trim()
            .parse()
            .ok()
            .filter(|status| (200..=499).contains(status))
    };
    let (lowest, highest) = (status(lowest)?, status(highest)?);
    (lowest <= highest).then_some((lowest, highest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matcher_is_read_as_it_is_written() {
        for matcher in [(200, 200), (200, 299)] {
            assert_eq!(parse_matcher(&matcher_text(matcher)), Some(matcher));
        }
        for wrong in ["", "199", "500", "299-200", "200,202"] {
            assert_eq!(parse_matcher(wrong), None);
        }
    }
}
