//! What listeners do with requests: by kind, by rule and by weight, at the nodes of the zones.

use alloc::vec::Vec;

use super::Sending;
use super::node::Line;
use super::returning::Forwarding;
use super::ring::share;
use super::routing::Batch;
use crate::{
    FailureCause, ForwardAction, HttpRequest, ListenerAction, ListenerRuleId, LoadBalancer,
    LoadBalancerId, Rule, TargetGroupId, Transient, World,
};

impl LoadBalancer {
    /// The rule that requests of a kind meet, the default one included; none without a listener.
    fn rule_for(&self, kind: u8) -> Option<ListenerRuleId> {
        let kind = self.traffic.shape.kinds.get(usize::from(kind));
        let mut listeners = self.listeners.iter();
        let listener = match kind.and_then(|kind| kind.port) {
            Some(port) => listeners.find(|listener| listener.port == port)?,
            None => listeners.next()?,
        };
        let rule = match kind {
            Some(kind) => kind.with_request(|request| listener.rule_for(request)),
            None => listener.rule_for(&HttpRequest::PLAIN),
        };
        Some(rule.map_or(listener.default_rule, |rule| rule.id))
    }

    /// Clients are forgotten who came back to rules that no kind of request meets now.
    pub(super) fn forget_rules_not_met(&mut self) {
        let kinds = self.traffic.shape.kinds.len().max(1);
        let met: Vec<ListenerRuleId> = (0..)
            .take(kinds)
            .filter_map(|kind| self.rule_for(kind))
            .collect();
        self.sessions.retain(|rule, _| met.contains(rule));
    }

    /// Before something new is kept for a rule, that of rules that are gone is forgotten.
    fn forget_rules(&mut self, rule: ListenerRuleId) {
        if self.by_weight.contains_key(&rule) {
            return;
        }
        let mut by_weight = core::mem::take(&mut self.by_weight);
        let mut sessions = core::mem::take(&mut self.sessions);
        by_weight.retain(|rule, _| self.listener_of(*rule).is_some());
        sessions.retain(|rule, _| self.listener_of(*rule).is_some());
        self.by_weight = by_weight;
        self.sessions = sessions;
    }
}

impl World {
    /// Requests come that are not simply for one target group.
    pub(crate) fn route_by_listeners(&mut self, id: LoadBalancerId, count: u64) {
        let traffic = &mut self.load_balancer_mut(id).traffic;
        let plain = Sending::first(traffic.generation);
        if traffic.shape.kinds.is_empty() {
            return self.route_kind(id, plain, count);
        }
        let weights = traffic.shape.kinds.iter().map(|kind| kind.weight);
        let shares = traffic.by_kind.give(weights, count);
        for (kind, count) in (0..).zip(shares) {
            if count > 0 {
                self.route_kind(id, Sending { kind, ..plain }, count);
            }
        }
    }

    /// Requests of one kind come to their listener. Rule: `RulePriorities`.
    pub(super) fn route_kind(&mut self, id: LoadBalancerId, sending: Sending, count: u64) {
        let balancer = &self.load_balancers[&id];
        let Some(rule) = balancer.rule_for(sending.kind) else {
            return self.answer_itself(id, sending, 0, Some(FailureCause::NoListener), count);
        };
        let listener = balancer.listener_of(rule).expect("the rule was found");
        let has_rules = !listener.rules.is_empty();
        let action = listener.action_of(rule).expect("the rule was found");
        let action = action.clone();
        if has_rules {
            self.note_use(Rule::RulePriorities);
        }
        match action {
            ListenerAction::Forward(forward) => self.forward(id, rule, &forward, sending, count),
            ListenerAction::FixedResponse { status_code } => {
                let failure =
                    (status_code >= 500).then_some(FailureCause::FixedResponse(status_code));
                self.answer_itself(id, sending, status_code, failure, count);
            }
            ListenerAction::Redirect { status_code, .. } => {
                self.answer_itself(id, sending, status_code, None, count);
            }
        }
    }

    fn answer_itself(
        &mut self,
        id: LoadBalancerId,
        sending: Sending,
        status: u16,
        failure: Option<FailureCause>,
        count: u64,
    ) {
        let at = self.now;
        let totals = &mut self.load_balancer_mut(id).totals;
        match failure {
            Some(cause) => {
                totals.fail(at, cause, None, count);
                self.retry(id, sending, cause, count);
            }
            None => {
                totals.answer(at, status, count);
                totals.answered_itself += count;
            }
        }
        self.emit_transient(Transient::AnsweredItself {
            at,
            load_balancer: id,
            count,
            failure,
        });
    }

    /// Target groups share requests by weight. Rules: `WeightedForward`, `AllWeightsZero`.
    fn forward(
        &mut self,
        id: LoadBalancerId,
        rule: ListenerRuleId,
        forward: &ForwardAction,
        sending: Sending,
        count: u64,
    ) {
        let to = Forwarding {
            load_balancer: id,
            rule,
            forward,
            sending,
        };
        let batch = |target_group| Batch {
            load_balancer: id,
            target_group,
            sending,
        };
        let first = forward.target_groups[0].target_group;
        if forward.total_weight() == 0 {
            self.note_use(Rule::AllWeightsZero);
            return self.fail(batch(first), None, count, FailureCause::NoTarget);
        }
        let count = count - self.returning(to, count);
        if count == 0 {
            return;
        }
        if forward.target_groups.len() == 1 {
            return self.share_among_zones(batch(first), count);
        }
        self.note_use(Rule::WeightedForward);
        let weights = forward.target_groups.iter().map(|tuple| tuple.weight);
        let balancer = self.load_balancer_mut(id);
        balancer.forget_rules(rule);
        let by_weight = balancer.by_weight.entry(rule).or_default();
        let shares = by_weight.give(weights, count);
        for (tuple, count) in forward.target_groups.iter().zip(shares) {
            if count > 0 {
                self.share_among_zones(batch(tuple.target_group), count);
            }
        }
    }

    /// Serves the requests of clients that come back, if that matters; says how many they are.
    fn returning(&mut self, to: Forwarding<'_>, count: u64) -> u64 {
        let balancer = &self.load_balancers[&to.load_balancer];
        let Some(clients) = balancer.traffic.shape.clients else {
            return 0;
        };
        if self.line_of(to.load_balancer, to.sending) != Line::Requests || !self.binds_clients(to) {
            return 0;
        }
        let balancer = self.load_balancer_mut(to.load_balancer);
        balancer.forget_rules(to.rule);
        let parts = [clients.percent, 100 - clients.percent].map(u32::from);
        let shares = balancer.traffic.by_return.give(parts.into_iter(), count);
        if shares[0] > 0 {
            self.serve_returning(to, shares[0]);
        }
        shares[0]
    }

    /// Clients are spread over the nodes that the name of the load balancer stands for. Rule: `CrossZone`.
    fn share_among_zones(&mut self, batch: Batch, count: u64) {
        let line = self.line_of(batch.load_balancer, batch.sending);
        let group = &self.target_groups[&batch.target_group];
        if group.crosses_zones(&self.load_balancers[&batch.load_balancer]) {
            return self.share(batch, None, line, count);
        }
        self.note_use(Rule::CrossZone);
        let zones = self.answering_zones(batch.target_group);
        let group = self.target_group_mut(batch.target_group);
        let (first, until) = (group.zone_turn, group.zone_turn + count);
        group.zone_turn = until;
        for (index, zone) in (0..).zip(&zones) {
            let count = share(first, until, index, zones.len() as u64);
            if count > 0 {
                self.share(batch, Some(*zone), line, count);
            }
        }
    }

    fn line_of(&self, id: LoadBalancerId, sending: Sending) -> Line {
        let kinds = &self.load_balancers[&id].traffic.shape.kinds;
        let kind = kinds.get(usize::from(sending.kind));
        match kind.and_then(|kind| kind.web_socket) {
            Some(_) => Line::Connections,
            None => Line::Requests,
        }
    }
}

/// The only target group that plain requests go to at any node, if it is so simple.
pub(super) fn only_group(world: &World, balancer: &LoadBalancer) -> Option<TargetGroupId> {
    let listener = balancer.listeners.first()?;
    let ListenerAction::Forward(forward) = &listener.default_action else {
        return None;
    };
    let [only] = forward.target_groups.as_slice() else {
        return None;
    };
    let shape = &balancer.traffic.shape;
    let is_simple = shape.kinds.is_empty()
        && shape.clients.is_none()
        && listener.rules.is_empty()
        && only.weight > 0;
    let group = only.target_group;
    (is_simple && world.target_groups[&group].crosses_zones(balancer)).then_some(group)
}
