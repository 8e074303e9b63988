//! How long a request takes: always as long, within a span, or mostly short with a long tail. Whole numbers only.

use crate::{Duration, Span};

/// How the durations of requests are spread over their span.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DurationForm {
    /// Every duration is as likely as another.
    #[default]
    Spread,
    /// Most are near the shortest, and few much longer: a Pareto distribution of the second degree, cut off at the
    /// longest. Half of the requests take at most 1.4 times the shortest, and one of a hundred 10 times as long or more.
    LongTail,
}

/// How long requests take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RequestTime {
    pub(crate) span: Span,
    pub(crate) form: DurationForm,
}

/// The unit of probabilities.
const ONE: u64 = 1 << 32;

impl RequestTime {
    /// Every duration of a span is as likely as another.
    pub(super) const fn spread(span: Span) -> Self {
        Self {
            span,
            form: DurationForm::Spread,
        }
    }

    /// Into how many parts requests that arrive together are told apart.
    pub(super) fn classes(self) -> u64 {
        match self.form {
            _ if self.span.least == self.span.most => 1,
            DurationForm::Spread => 4,
            DurationForm::LongTail => 8,
        }
    }

    /// A duration of one of so many classes, which are equally likely.
    pub(super) fn takes(self, drawn: u64, class: u64, classes: u64) -> Duration {
        let (least, most) = (self.span.least.as_millis(), self.span.most.as_millis());
        assert!(least <= most, "a span runs from its least to its most");
        if self.form == DurationForm::LongTail {
            let place = (class * ONE + drawn % ONE) / classes;
            return Duration::from_millis(long_tail(least.max(1), most.max(1), place));
        }
        let width = most - least;
        let (first, last) = (
            least + width * class / classes,
            least + width * (class + 1) / classes,
        );
        Duration::from_millis(first + drawn % (last - first + 1))
    }
}

/// The duration that a part `place` of [`ONE`] of the requests falls below: `least / sqrt(1 - place * (1 -
/// (least / most)^2))`.
fn long_tail(least: u64, most: u64, place: u64) -> u64 {
    let ratio = least * ONE / most;
    let cut = ONE - ((u128::from(ratio) * u128::from(ratio)) >> 32) as u64;
    let left = ONE - ((u128::from(place) * u128::from(cut)) >> 32) as u64;
    // The root of a number with 32 places behind the point has 16.
    let root = left.isqrt().max(1);
    ((least << 16) / root).clamp(least, most)
}
