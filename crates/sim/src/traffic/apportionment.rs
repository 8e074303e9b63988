//! Sharing by weight, request by request, so that nobody is ever a whole request away from his due.

use alloc::vec::Vec;

/// What has been shared by the same weights so far: the quota method of apportionment, which hands out one request
/// after the other and keeps everybody within one request of his due at every moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apportionment {
    /// Without their common divisor.
    weights: Vec<u64>,
    /// What each has got of the round that is under way; a round has as many requests as the weights have in sum.
    counts: Vec<u64>,
    /// How many requests of the round have been shared.
    given: u64,
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
                counts: alloc::vec![0; weights.len()],
                given: 0,
                weights,
            };
        }
        let round: u64 = self.weights.iter().sum();
        let whole = self.weights.iter().map(|weight| count / round * weight);
        let mut shares: Vec<u64> = whole.collect();
        for _ in 0..count % round {
            shares[self.give_one(round)] += 1;
        }
        shares
    }

    /// Whose the next request is.
    fn give_one(&mut self, round: u64) -> usize {
        let next = self.given + 1;
        let mut best: Option<usize> = None;
        for index in 0..self.weights.len() {
            let (weight, count) = (self.weights[index], self.counts[index]);
            // Nobody gets more than his due rounded up.
            if count * round >= next * weight {
                continue;
            }
            let is_better = best.is_none_or(|best| {
                weight * (self.counts[best] + 1) > self.weights[best] * (count + 1)
            });
            if is_better {
                best = Some(index);
            }
        }
        let best = best.expect("while not all is given, somebody is below his due");
        self.counts[best] += 1;
        self.given = next;
        if next == round {
            self.given = 0;
            self.counts.fill(0);
        }
        best
    }
}

const fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
