//! Which algorithm shares requests among targets, and how many each one gets by it.

use alloc::vec::Vec;

use super::algorithm;
use super::ring::share;
use super::routing::Batch;
use crate::id::{Purpose, derive};
use crate::random::Draw;
use crate::{BalancingAlgorithm, Rule, Target, TargetGroup, TaskId, Time, World};

/// The weight of a target that has started.
const FULL_WEIGHT: u64 = 1_000;

impl World {
    /// Until when a target gets less than its share. Rule: `SlowStart`.
    fn starts_slowly_until(&self, group: &TargetGroup, target: &Target) -> Option<Time> {
        let until = target.slow_start_since? + group.attributes.slow_start;
        (until > self.now).then_some(until)
    }

    pub(super) fn next_end_of_slow_start(&self, group: &TargetGroup) -> Option<Time> {
        let targets = group.targets.values();
        let ends = targets.filter_map(|target| self.starts_slowly_until(group, target));
        ends.min()
    }

    /// Whether targets do not simply take turns.
    pub(super) fn gives_each_its_share(&self, group: &TargetGroup) -> bool {
        group.attributes.algorithm != BalancingAlgorithm::RoundRobin
            || self.next_end_of_slow_start(group).is_some()
    }

    /// How many of these requests each target of a node gets, and how far the turns went.
    pub(crate) fn shares_of_each(
        &mut self,
        batch: Batch,
        node: usize,
        count: u64,
    ) -> (Vec<u64>, u64) {
        let group = &self.target_groups[&batch.target_group];
        let regime = group.nodes[node].regime.as_ref().expect("it has begun");
        let (targets, turn) = (regime.order(), regime.turn());
        self.shares_among(batch, &targets, (node as u64, turn), count)
    }

    /// How many of these requests each of some targets gets, and how far the turns went from `turn` on; `salt` tells
    /// draws for several nodes from each other, `turn` those of one node. Rules: `LeastOutstandingRequests`, `WeightedRandom`, `SlowStart`.
    pub(super) fn shares_among(
        &mut self,
        batch: Batch,
        targets: &[TaskId],
        (salt, turn): (u64, u64),
        count: u64,
    ) -> (Vec<u64>, u64) {
        let group = &self.target_groups[&batch.target_group];
        let traffic = &self.load_balancers[&batch.load_balancer].traffic;
        let sending = u64::from(batch.sending.attempt) << 8 | u64::from(batch.sending.kind);
        let parts = [traffic.sent, self.now.as_millis(), sending, salt, turn];
        let derive_next = |subject, part| derive(subject, Purpose::Message, part);
        let subject = parts.into_iter().fold(batch.target_group.0, derive_next);
        let (rule, shares) = match group.attributes.algorithm {
            BalancingAlgorithm::LeastOutstandingRequests => {
                let outstanding = group.in_flight.at_each(targets);
                let shares = algorithm::least_outstanding(&outstanding, count, turn);
                (Rule::LeastOutstandingRequests, shares)
            }
            BalancingAlgorithm::WeightedRandom => {
                let draw =
                    |index| self.draw(Draw::Target, derive(subject, Purpose::Message, index));
                let shares = algorithm::random(targets.len(), count, draw);
                (Rule::WeightedRandom, (shares, 0))
            }
            BalancingAlgorithm::RoundRobin if self.next_end_of_slow_start(group).is_none() => {
                let places = 0..targets.len() as u64;
                let share = |index| share(turn, turn + count, index, targets.len() as u64);
                return (places.map(share).collect(), count);
            }
            BalancingAlgorithm::RoundRobin => {
                let weight = |task| self.weight(group, &group.targets[task]);
                let weights: Vec<u64> = targets.iter().map(weight).collect();
                let offset = self.draw(Draw::Target, subject);
                let shares = algorithm::weighted(&weights, count, offset);
                (Rule::SlowStart, (shares, 0))
            }
        };
        self.note_use(rule);
        shares
    }

    /// A straight line from nothing to a full share.
    fn weight(&self, group: &TargetGroup, target: &Target) -> u64 {
        let since = target.slow_start_since;
        match since.filter(|_| self.starts_slowly_until(group, target).is_some()) {
            Some(since) => {
                let passed = self.now.since(since).as_millis();
                (passed * FULL_WEIGHT / group.attributes.slow_start.as_millis()).max(1)
            }
            None => FULL_WEIGHT,
        }
    }
}
