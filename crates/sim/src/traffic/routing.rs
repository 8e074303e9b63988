//! One request, or a hundred milliseconds of them: which targets get them.

use super::listening::only_group;
use super::node::Line;
use super::{Sending, Transient};
use crate::{FailureCause, LoadBalancerId, Rule, TargetGroupId, TaskId, World, Zone};

/// Requests that take the same way as far as a target group.
#[derive(Clone, Copy)]
pub(crate) struct Batch {
    pub(super) load_balancer: LoadBalancerId,
    pub(super) target_group: TargetGroupId,
    pub(super) sending: Sending,
}

impl World {
    pub(crate) fn on_arrivals(&mut self, id: LoadBalancerId) {
        while let Some((at, count)) = self.next_arrival(id).filter(|(at, _)| *at <= self.now) {
            assert!(at == self.now, "arrivals are handled when they happen");
            self.load_balancer_mut(id).traffic.sent += 1;
            if count > 0 {
                self.route(id, count);
            }
        }
        self.arm_arrivals(id);
    }

    fn route(&mut self, id: LoadBalancerId, count: u64) {
        self.load_balancer_mut(id).totals.arrived += count;
        let balancer = &self.load_balancers[&id];
        let Some(target_group) = only_group(self, balancer) else {
            return (self.handlers.route_by_listeners)(self, id, count);
        };
        let sending = Sending::first(balancer.traffic.generation);
        let batch = Batch {
            load_balancer: id,
            target_group,
            sending,
        };
        self.share(batch, None, Line::Requests, count);
    }

    /// Shares requests among the targets that a node uses.
    pub(super) fn share(&mut self, batch: Batch, zone: Option<Zone>, line: Line, count: u64) {
        let Some(node) = self.begin_regime(batch.target_group, zone, line) else {
            return self.fail(batch, None, count, FailureCause::NoTarget);
        };
        let group = self.target_group_mut(batch.target_group);
        let regime = group.regime_mut(node);
        let fails_open = regime.fails_open;
        let runs = if regime.is_of_each() {
            let shares_of_each = self.handlers.shares_of_each;
            let (shares, steps) = shares_of_each(self, batch, node, count);
            let group = self.target_group_mut(batch.target_group);
            group.regime_mut(node).give_each(&shares, steps)
        } else {
            regime.give(count)
        };
        if fails_open {
            self.note_use(Rule::FailOpen);
        }
        self.send(batch, runs);
        self.arm_answers(batch.target_group);
    }

    /// Requests failed.
    pub(super) fn fail(
        &mut self,
        batch: Batch,
        target: Option<TaskId>,
        count: u64,
        cause: FailureCause,
    ) {
        if count == 0 {
            return;
        }
        let at = self.now;
        let balancer = self.load_balancer_mut(batch.load_balancer);
        balancer.totals.fail(at, cause, target, count);
        if balancer.traffic.shape.retries.is_some() {
            (self.handlers.retry)(self, batch.load_balancer, batch.sending, cause, count);
        }
        self.emit_transient(Transient::Failed {
            at,
            target_group: batch.target_group,
            target,
            count,
            cause,
        });
    }
}
