//! How long requests took at each target of a lane: a count for each target and each bucket of durations that occurs.

use alloc::vec::Vec;

use super::Histogram;
use super::held::Held;
use super::ring::Ring;

/// Durations by target; kept only where there are not too many targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Times {
    by_bucket: Vec<(u64, Ring)>,
}

impl Times {
    pub(super) const fn new() -> Self {
        Self {
            by_bucket: Vec::new(),
        }
    }

    /// Requests took so long; those of some members do not count, who had so many among them.
    pub(super) fn add(
        &mut self,
        turns: &Held,
        took_ms: u64,
        len: usize,
        cut: impl Iterator<Item = (usize, u64)>,
    ) {
        let bucket = Histogram::representative_ms(took_ms);
        let place = match self.by_bucket.binary_search_by_key(&bucket, |(of, _)| *of) {
            Ok(place) => place,
            Err(place) => {
                self.by_bucket.insert(place, (bucket, Ring::new(len)));
                place
            }
        };
        let ring = &mut self.by_bucket[place].1;
        turns.add_to(ring);
        for (index, count) in cut {
            ring.take_at(index, count);
        }
    }

    /// Adds those of one member to a histogram.
    pub(super) fn add_to(&self, index: usize, histogram: &mut Histogram) {
        for (millis, ring) in &self.by_bucket {
            let count = ring.at(index);
            if count > 0 {
                histogram.add(*millis, count);
            }
        }
    }
}
