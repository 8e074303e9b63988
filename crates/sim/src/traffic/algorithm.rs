//! How many of some requests each target gets where it is not simply its turn.

use alloc::vec::Vec;

/// Least outstanding requests: one after the other, each to a target with the fewest; of equals the next one behind
/// `turn`. Gives the shares, and how far the turns went.
pub(super) fn least_outstanding(outstanding: &[u64], count: u64, turn: u64) -> (Vec<u64>, u64) {
    let len = outstanding.len() as u64;
    let filled = |level: u64| -> u64 {
        let below = outstanding.iter().map(|has| level.saturating_sub(*has));
        below.sum()
    };
    // The highest level that all can be filled up to.
    let least = outstanding.iter().min().copied().unwrap_or(0);
    let (mut low, mut high) = (least, least + count);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if filled(middle) <= count {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    let mut shares: Vec<u64> = outstanding
        .iter()
        .map(|has| low.saturating_sub(*has))
        .collect();
    let mut rest = count - filled(low);
    let mut steps = 0;
    while rest > 0 {
        let index = ((turn + steps) % len) as usize;
        if outstanding[index] <= low {
            shares[index] += 1;
            rest -= 1;
        }
        steps += 1;
    }
    (shares, steps)
}

/// By weight, each share within one request of its due; over all offsets it is exactly its due.
pub(super) fn weighted(weights: &[u64], count: u64, offset: u64) -> Vec<u64> {
    let total: u64 = weights.iter().sum();
    let offset = offset % total;
    let (mut sum, mut before) = (0, 0);
    let share = |weight: &u64| {
        sum += weight;
        // Request k stands at offset + k * total on a line of length count * total.
        let until = (sum * count)
            .saturating_sub(offset)
            .div_ceil(total)
            .min(count);
        let share = until - before;
        before = until;
        share
    };
    weights.iter().map(share).collect()
}

/// Draws of one batch: more requests than this are drawn in bundles of equal size.
const DRAWS_MAX: u64 = 512;

/// Each request to a target at random.
pub(super) fn random(len: usize, count: u64, mut draw: impl FnMut(u64) -> u64) -> Vec<u64> {
    let mut shares = alloc::vec![0; len];
    let draws = count.min(DRAWS_MAX);
    for index in 0..draws {
        let bundle = count * (index + 1) / draws - count * index / draws;
        shares[(draw(index) % len as u64) as usize] += bundle;
    }
    shares
}
