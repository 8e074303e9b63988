//! How long a request takes: always as long, within a span, or mostly short with a long tail. Whole numbers only.

use crate::limits::IMAGE_SECONDS_MAX;
use crate::{Duration, Rejection, Span};

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
pub struct RequestTime {
    /// From the shortest to the longest.
    pub span: Span,
    /// How the others are spread between them.
    pub form: DurationForm,
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

    /// # Errors
    /// Durations beyond the playground's bounds.
    pub(super) fn check(self) -> Result<(), Rejection> {
        let most = Duration::from_secs(IMAGE_SECONDS_MAX);
        if self.span.least > self.span.most || self.span.most > most {
            return Err(Rejection::playground(
                "A request takes at most an hour, and the shortest may not be longer than the longest.",
            ));
        }
        Ok(())
    }

    /// The same at a process that is so many times slower.
    pub(crate) const fn slowed(self, slowdown: u32) -> Self {
        Self {
            span: Span {
                least: self.span.least.times(slowdown as u64),
                most: self.span.most.times(slowdown as u64),
            },
            form: self.form,
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
