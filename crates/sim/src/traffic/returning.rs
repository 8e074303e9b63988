//! Requests of clients that come back: to the target that they are bound to, or to one that they are bound to then.

use alloc::vec::Vec;

use super::Sending;
use super::node::Line;
use super::ring::share;
use super::routing::Batch;
use super::sessions::{Session, Sessions};
use crate::table::Map;
use crate::{
    FailureCause, ForwardAction, ListenerRuleId, LoadBalancer, LoadBalancerId, LoadBalancerType,
    Rule, StickinessType, TargetGroup, TargetGroupId, TaskId, World,
};

/// What tells the draws of returning clients from others.
const SALT: u64 = 15;

/// Where returning clients go who meet a rule.
#[derive(Clone, Copy)]
pub(super) struct Forwarding<'a> {
    pub(super) load_balancer: LoadBalancerId,
    pub(super) rule: ListenerRuleId,
    pub(super) forward: &'a ForwardAction,
    pub(super) sending: Sending,
}

impl LoadBalancer {
    /// How long a connection to a target is kept through it.
    fn keep_alive(&self) -> Option<crate::Duration> {
        let clients = self.traffic.shape.clients?;
        clients
            .keep_alive
            .filter(|_| self.kind == LoadBalancerType::Network)
    }
}

impl World {
    /// Whether anything keeps the clients of a forward where they were.
    pub(super) fn binds_clients(&self, to: Forwarding<'_>) -> bool {
        let balancer = &self.load_balancers[&to.load_balancer];
        if balancer.traffic.shape.clients.is_none() {
            return false;
        }
        let mut groups = to.forward.target_groups.iter();
        to.forward.stickiness.is_some()
            || balancer.keep_alive().is_some()
            || groups.any(|tuple| {
                let group = &self.target_groups[&tuple.target_group];
                group.attributes.stickiness.enabled
            })
    }

    /// Returning clients send so many requests, each client in its turn.
    pub(super) fn serve_returning(&mut self, to: Forwarding<'_>, count: u64) {
        let balancer = self.load_balancer_mut(to.load_balancer);
        let Some(clients) = balancer.traffic.shape.clients else {
            return;
        };
        let sessions = balancer.sessions.remove(&to.rule);
        let mut sessions = sessions.unwrap_or_else(|| Sessions::of(clients.count));
        // Each has as many turns as the others; some have one more.
        let (turns, more) = (
            count / u64::from(clients.count),
            count % u64::from(clients.count),
        );
        let (first, others) = (sessions.take(more), sessions.take(u64::MAX));
        let others = if turns > 0 {
            self.serve(to, others, turns)
        } else {
            others
        };
        let first = self.serve(to, first, turns + 1);
        for session in others.into_iter().chain(first) {
            sessions.put(session);
        }
        let balancer = self.load_balancer_mut(to.load_balancer);
        balancer.sessions.insert(to.rule, sessions);
    }

    /// Clients send as many requests each; says where they are then. Rule: `TargetGroupStickiness`.
    fn serve(&mut self, to: Forwarding<'_>, clients: Vec<Session>, times: u64) -> Vec<Session> {
        let tuples = &to.forward.target_groups;
        let mut by_group: Vec<Vec<Session>> = alloc::vec![Vec::new(); tuples.len()];
        let mut undecided = Vec::new();
        for session in clients {
            match self.sticky_group(to.forward, session) {
                Some(place) => {
                    self.note_use(Rule::TargetGroupStickiness);
                    by_group[place].push(session);
                }
                None => undecided.push(session),
            }
        }
        let weights = tuples.iter().map(|tuple| tuple.weight);
        let count = undecided.iter().map(|session| session.count).sum();
        let balancer = self.load_balancer_mut(to.load_balancer);
        let by_weight = balancer.by_weight.entry(to.rule).or_default();
        let shares = by_weight.give(weights, count);
        deal(
            &undecided,
            shares.into_iter().enumerate(),
            |session, place| {
                by_group[place].push(session);
            },
        );
        let mut served = Vec::new();
        for (tuple, sessions) in tuples.iter().zip(by_group) {
            let batch = Batch {
                load_balancer: to.load_balancer,
                target_group: tuple.target_group,
                sending: to.sending,
            };
            if !sessions.is_empty() {
                served.extend(self.serve_group(batch, &sessions, times));
            }
        }
        served
    }

    /// The place of the target group that a client stays with. Rule: `StickinessRenewed`.
    fn sticky_group(&mut self, forward: &ForwardAction, session: Session) -> Option<usize> {
        let lasting = forward.stickiness?;
        let group = session.group?;
        self.note_use(Rule::StickinessRenewed);
        let mut tuples = forward.target_groups.iter();
        let place = tuples.position(|tuple| tuple.target_group == group && tuple.weight > 0)?;
        (self.now.since(session.seen_at) < lasting).then_some(place)
    }

    /// Clients send as many requests each to one target group; says where they are then.
    fn serve_group(&mut self, batch: Batch, clients: &[Session], times: u64) -> Vec<Session> {
        let now = self.now;
        let zones = self.routable_by_zone(batch.target_group);
        let mut served = Vec::new();
        let mut looking = Vec::new();
        let mut requests: Map<TaskId, u64> = Map::new();
        for session in clients {
            if let Some(target) = self.target_that_keeps(batch, *session, &zones) {
                *requests.entry(target).or_insert(0) += session.count * times;
                served.push(Session {
                    seen_at: now,
                    ..*session
                });
            } else {
                looking.push(Session {
                    group: Some(batch.target_group),
                    target: None,
                    seen_at: now,
                    opened_at: now,
                    ..*session
                });
            }
        }
        let count = looking.iter().map(|session| session.count).sum();
        let chosen = self.choose_targets(batch, &zones, count);
        deal(&looking, chosen.into_iter(), |session, target| {
            match target {
                Some(target) => *requests.entry(target).or_insert(0) += session.count * times,
                None => {
                    let count = session.count * times;
                    self.fail(batch, None, count, FailureCause::NoTarget);
                }
            }
            served.push(Session { target, ..session });
        });
        self.send_to(batch, &requests);
        served
    }

    /// The targets that get new requests, for each node that clients are given.
    fn routable_by_zone(&self, id: TargetGroupId) -> Vec<Vec<TaskId>> {
        let group = &self.target_groups[&id];
        let balancer = group.load_balancer.and_then(|id| self.load_balancer(id));
        if balancer.is_none_or(|balancer| group.crosses_zones(balancer)) {
            return alloc::vec![group.routable().collect()];
        }
        let zones = self.answering_zones(id).into_iter();
        let routable = zones.map(|zone| group.routable_among(Some(zone)).collect());
        routable.collect()
    }

    /// The target that a client is still bound to. Rules: `FlowsStay`, `Stickiness`, `StickinessRenewed`.
    fn target_that_keeps(
        &mut self,
        batch: Batch,
        session: Session,
        zones: &[Vec<TaskId>],
    ) -> Option<TaskId> {
        let id = session
            .target
            .filter(|_| session.group == Some(batch.target_group))?;
        let group = &self.target_groups[&batch.target_group];
        let target = group.targets.get(&id)?;
        let keep_alive = self.load_balancers[&batch.load_balancer].keep_alive();
        let keeps_flow = |keep_alive| self.now.since(session.opened_at) < keep_alive;
        if target.is_reachable && keep_alive.is_some_and(keeps_flow) {
            self.note_use(Rule::FlowsStay);
            return Some(id);
        }
        let stickiness = &group.attributes.stickiness;
        let is_by_address = stickiness.kind == StickinessType::SourceIp;
        let is_fresh = self.now.since(session.seen_at) < stickiness.duration;
        let mut routable = zones.iter();
        let stays = stickiness.enabled
            && (is_by_address || is_fresh)
            && routable.any(|targets| targets.binary_search(&id).is_ok());
        if stickiness.enabled {
            self.note_use(Rule::Stickiness);
            if !is_by_address {
                self.note_use(Rule::StickinessRenewed);
            }
        }
        stays.then_some(id)
    }

    /// The targets of clients that are bound to none, with how many each gets.
    fn choose_targets(
        &mut self,
        batch: Batch,
        zones: &[Vec<TaskId>],
        count: u64,
    ) -> Vec<(Option<TaskId>, u64)> {
        let mut chosen = Vec::new();
        let group = self.target_group_mut(batch.target_group);
        let (first, until) = (group.client_turn, group.client_turn + count);
        group.client_turn = until;
        for (index, targets) in (0..).zip(zones) {
            let count = share(first, until, index, zones.len() as u64);
            if targets.is_empty() {
                chosen.push((None, count));
                continue;
            }
            let turn = share(0, first, index, zones.len() as u64);
            let salt = SALT | index << 4;
            let (shares, _) = self.shares_among(batch, targets, (salt, turn), count);
            let shares = targets.iter().copied().map(Some).zip(shares);
            chosen.extend(shares.filter(|(_, share)| *share > 0));
        }
        chosen
    }

    /// Sends requests to targets that have been chosen for them.
    fn send_to(&mut self, batch: Batch, requests: &Map<TaskId, u64>) {
        let Some(node) = self.begin_regime(batch.target_group, None, Line::Clients) else {
            return;
        };
        let regime = self.target_group_mut(batch.target_group).regime_mut(node);
        let targets = regime.targets().iter();
        let shares = targets.map(|target| requests.get(target).copied().unwrap_or(0));
        let shares: Vec<u64> = shares.collect();
        let runs = regime.give_each(&shares, 0);
        self.send(batch, runs);
        self.arm_answers(batch.target_group);
    }

    /// A target ends the connections that clients keep to it.
    pub(crate) fn reset_flows(&mut self, group: TargetGroupId, target: TaskId) {
        let Some(id) = self.target_groups[&group].load_balancer else {
            return;
        };
        if self.load_balancers[&id].keep_alive().is_none() {
            return;
        }
        let balancer = self.load_balancer_mut(id);
        let sessions = balancer.sessions.iter_mut();
        let count: u64 = sessions
            .map(|(_, sessions)| sessions.leave(group, target))
            .sum();
        balancer.totals.flows_reset += count;
    }

    /// Whether clients keep connections to a target.
    pub(crate) fn has_flows(&self, group: &TargetGroup, target: TaskId) -> bool {
        let balancer = group.load_balancer.and_then(|id| self.load_balancer(id));
        let found = balancer.and_then(|balancer| Some((balancer, balancer.keep_alive()?)));
        let Some((balancer, keep_alive)) = found else {
            return false;
        };
        // A machine that is gone keeps nothing.
        let is_reachable = group.targets[&target].is_reachable;
        let mut sessions = balancer.sessions.values();
        is_reachable
            && sessions.any(|sessions| {
                let mut here = sessions.at(group.id, target);
                here.any(|session| self.now.since(session.opened_at) < keep_alive)
            })
    }
}

/// Deals clients out in their order: to each place as many as it gets.
fn deal<Place: Copy>(
    clients: &[Session],
    shares: impl Iterator<Item = (Place, u64)>,
    mut give: impl FnMut(Session, Place),
) {
    let mut clients = clients.iter().copied();
    let mut current = clients.next();
    for (place, mut share) in shares {
        while share > 0 {
            let Some(session) = current else {
                return;
            };
            let part = session.count.min(share);
            give(session.part(part), place);
            share -= part;
            current = if part < session.count {
                Some(session.part(session.count - part))
            } else {
                clients.next()
            };
        }
    }
}
