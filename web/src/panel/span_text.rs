//! Spans of simulated time in whole seconds, as people say them.

use sim::Duration;
use words::Language;
use words::panel::InspectorText;

/// `38 s`, `6 m 10 s`, `2 h 5 m`.
pub(crate) fn span_text(span: Duration, language: Language) -> String {
    let seconds = span.as_secs();
    let text = match seconds {
        0..=119 => InspectorText::Seconds { seconds },
        120..=3_599 => InspectorText::Minutes {
            minutes: seconds / 60,
            seconds: seconds % 60,
        },
        _ => InspectorText::Hours {
            hours: seconds / 3_600,
            minutes: seconds / 60 % 60,
        },
    };
    text.say(language)
}

/// The seconds of a span, none lost: a countdown ends with 1, not with 0.
pub(crate) const fn seconds_left(span: Duration) -> u64 {
    span.as_millis().div_ceil(1_000)
}
