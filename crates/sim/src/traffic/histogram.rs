//! How long requests took, in whole numbers: buckets that are at most a quarter wider than what is in them.

/// Four buckets for each doubling, up to more than an hour.
const BUCKETS: usize = 96;

/// Durations of requests, by how many took about so long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    counts: [u64; BUCKETS],
    total_ms: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            counts: [0; BUCKETS],
            total_ms: 0,
        }
    }
}

impl Histogram {
    pub(crate) fn add(&mut self, millis: u64, count: u64) {
        self.counts[bucket_of(millis)] += count;
        self.total_ms = self.total_ms.saturating_add(millis.saturating_mul(count));
    }

    /// The longest duration that stands in the same bucket.
    pub(super) fn representative_ms(millis: u64) -> u64 {
        last_of(bucket_of(millis))
    }

    /// How many requests there are.
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Whole milliseconds that they took on average; none if there are none.
    pub fn average_ms(&self) -> Option<u64> {
        self.total_ms.checked_div(self.count())
    }

    /// So many milliseconds at most did so many per cent of the requests take; none if there are none.
    pub fn percentile_ms(&self, percent: u64) -> Option<u64> {
        let count = self.count();
        let needed = (count * percent.min(100)).div_ceil(100).max(1);
        let mut sum = 0;
        for (bucket, here) in self.counts.iter().enumerate() {
            sum += here;
            if sum >= needed {
                return Some(last_of(bucket));
            }
        }
        None
    }
}

fn bucket_of(millis: u64) -> usize {
    if millis < 8 {
        return millis as usize;
    }
    let doublings = u64::from(millis.ilog2());
    let quarter = (millis >> (doublings - 2)) & 3;
    ((doublings - 1) * 4 + quarter).min(BUCKETS as u64 - 1) as usize
}

/// The longest duration in a bucket.
const fn last_of(bucket: usize) -> u64 {
    if bucket < 8 {
        return bucket as u64;
    }
    let (doublings, quarter) = (bucket as u64 / 4 + 1, bucket as u64 % 4);
    ((4 + quarter + 1) << (doublings - 2)) - 1
}
