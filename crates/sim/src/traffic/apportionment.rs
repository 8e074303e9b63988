//! Sharing by weight, request by request, so that nobody is ever a whole request away from his due.

use alloc::sync::Arc;
use alloc::vec::Vec;

/// What has been shared by the same weights so far: the quota method of apportionment, which hands out one request
/// after the other and keeps everybody within one request of his due at every moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apportionment {
    /// Without their common divisor.
    weights: Vec<u64>,
    /// Whose each request of a round is; a round has as many requests as the weights have in sum.
    order: Arc<[u8]>,
    /// How many requests of the round that is under way have been shared.
    given: usize,
}

impl Apportionment {
    /// What each gets of the next `count` requests; nobody gets anything if all weights are 0. Other weights than
    /// before begin anew.
    pub fn give(&mut self, weights: impl Iterator<Item = u32>, count: u64) -> Vec<u64> {
        let mut weights: Vec<u64> = weights.map(u64::from).collect();
        let divisor = weights.iter().fold(0, |sum, weight| gcd(sum, *weight));
        if divisor == 0 {
            return weights;
        }
        for weight in &mut weights {
            *weight /= divisor;
        }
        if self.weights != weights {
            *self = Self {
                order: order(&weights),
                given: 0,
                weights,
            };
        }
        let round = self.order.len();
        let rounds = count / round as u64;
        let whole = self.weights.iter().map(|weight| rounds * weight);
        let mut shares: Vec<u64> = whole.collect();
        let rest = (count % round as u64) as usize;
        let places = self.order.iter().cycle().skip(self.given).take(rest);
        for place in places {
            shares[usize::from(*place)] += 1;
        }
        self.given = (self.given + rest) % round;
        shares
    }
}

/// Whose each request of a round is.
fn order(weights: &[u64]) -> Arc<[u8]> {
    let round: u64 = weights.iter().sum();
    let mut counts = alloc::vec![0; weights.len()];
    let places = (1..=round).map(|next| {
        let place = next_place(weights, &counts, next, round);
        counts[place] += 1;
        u8::try_from(place).expect("few share")
    });
    places.collect()
}

/// Whose the request is with which `next` of a round have been shared.
fn next_place(weights: &[u64], counts: &[u64], next: u64, round: u64) -> usize {
    let mut best: Option<usize> = None;
    for (place, (weight, count)) in weights.iter().zip(counts).enumerate() {
        // Nobody gets more than his due rounded up.
        if count * round >= next * weight {
            continue;
        }
        let is_better =
            best.is_none_or(|best| weight * (counts[best] + 1) > weights[best] * (count + 1));
        if is_better {
            best = Some(place);
        }
    }
    best.expect("while not all is given, somebody is below his due")
}

const fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
