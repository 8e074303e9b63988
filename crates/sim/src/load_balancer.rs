//! Load balancers with their listeners, target groups, and the targets in them.

mod action;
mod attributes;
mod change;
mod condition;
mod draining;
mod exception;
mod health_check;
mod listener;
mod listener_checks;
mod listener_requests;
mod missing_targets;
pub(crate) mod probing;
mod protocol;
mod requests;
mod routable;
mod target_group_requests;
mod target_state;
mod targets;

use alloc::string::String;
use alloc::vec::Vec;

pub use action::{ForwardAction, ListenerAction, TargetGroupTuple};
pub use attributes::{
    BalancingAlgorithm, LoadBalancerAttributes, Stickiness, StickinessType, TargetGroupAttributes,
};
pub use change::ListenerChange;
pub use condition::{Cidr, HttpRequest, QueryPair, RuleCondition};
pub use exception::BalancingException;
pub use health_check::{TargetHealthCheck, TargetHealthCheckInput};
pub use listener::{Listener, ListenerRule};
pub use probing::{Checks, ProbeFailure};
pub use protocol::{LoadBalancerProtocol, LoadBalancerType};
pub use target_state::{TargetState, UnusedReason};

use crate::table::Map;
use crate::traffic::{
    Answer, Apportionment, InFlight, Node, Sessions, TargetTotals, Totals, Traffic,
};
use crate::{ListenerRuleId, LoadBalancerId, TargetGroupId, TaskId, Time, Zone};

/// An Application or a Network Load Balancer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadBalancer {
    /// Its id.
    pub id: LoadBalancerId,
    /// Unique among load balancers.
    pub name: String,
    /// What it understands.
    pub kind: LoadBalancerType,
    /// The Availability Zones that are enabled for it, in their order.
    pub zones: Vec<Zone>,
    /// Its attributes.
    pub attributes: LoadBalancerAttributes,
    /// Its listeners, the oldest first.
    pub listeners: Vec<Listener>,
    /// Listeners ever made: the next one's ordinal.
    pub(crate) listeners_ever: u64,
    /// The requests that clients send.
    pub traffic: Traffic,
    /// What has become of all requests so far.
    pub totals: Totals,
    /// How the target groups of a rule have shared its requests.
    pub(crate) by_weight: Map<ListenerRuleId, Apportionment>,
    /// What had become of the requests to target groups that are deleted.
    pub(crate) departed: TargetTotals,
    /// The clients that come back, by the rule that they meet.
    pub(crate) sessions: Map<ListenerRuleId, Sessions>,
}

/// What a target group's targets are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetType {
    /// Container instances with a host port: for bridge and host networking.
    Instance,
    /// Addresses of network interfaces: for awsvpc networking.
    Ip,
}

impl TargetType {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Instance => "instance",
            Self::Ip => "ip",
        }
    }
}

/// A target group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetGroup {
    /// Its id.
    pub id: TargetGroupId,
    /// Unique among target groups.
    pub name: String,
    /// What its targets are.
    pub target_type: TargetType,
    /// What is spoken with its targets.
    pub protocol: LoadBalancerProtocol,
    /// `Port`: where targets listen that are registered without a port; those of services have one.
    pub port: u16,
    /// The load balancer whose requests its targets work on; at most one.
    pub load_balancer: Option<LoadBalancerId>,
    /// Whether a listener or a rule of it forwards here now.
    pub is_in_use: bool,
    /// How its targets are probed.
    pub health_check: TargetHealthCheck,
    /// Its attributes.
    pub attributes: TargetGroupAttributes,
    /// The registered and the draining targets, one for each task.
    pub targets: Map<TaskId, Target>,
    /// Requests at the targets.
    pub in_flight: InFlight,
    /// Who gets new requests at which node of the load balancer.
    pub(crate) nodes: Vec<Node>,
    /// Requests that were spread over the zones: the next one's turn.
    pub(crate) zone_turn: u64,
    /// Clients that came back and were bound anew: the next one's turn.
    pub(crate) client_turn: u64,
}

/// One target: a task's port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The port that requests go to: of the instance, or of the container in awsvpc mode.
    pub port: u16,
    /// Which of the task's containers answers, by its place in the definition.
    pub container: usize,
    /// The zone of its address.
    pub zone: Zone,
    /// Whether its address answers connections, be it with a refusal; else attempts end after
    /// [`crate::limits::CONNECT_TIMEOUT`].
    pub is_reachable: bool,
    /// What the load balancer makes of it.
    pub state: TargetState,
    /// When it was registered.
    pub registered_at: Time,
    /// Since when it gets more and more requests, if it has started slowly. Rule: `SlowStart`.
    pub(crate) slow_start_since: Option<Time>,
    /// The probes so far, and the ones to come.
    pub(crate) checks: Checks,
    /// What requests find here, and until when if time alone changes it; unknown until somebody asks.
    pub(crate) answer: Option<(Answer, Option<Time>)>,
}

impl LoadBalancer {
    /// The target group that comes first in the default action of its first listener, if there is one.
    pub fn forwards_to(&self) -> Option<TargetGroupId> {
        let action = &self.listeners.first()?.default_action;
        let first = action.target_groups().first()?;
        Some(first.target_group)
    }

    /// The port of its first listener.
    pub fn listener_port(&self) -> Option<u16> {
        self.listeners.first().map(|listener| listener.port)
    }

    /// The listener that has this rule, a default one included.
    pub fn listener_of(&self, rule: ListenerRuleId) -> Option<&Listener> {
        let mut listeners = self.listeners.iter();
        listeners.find(|listener| listener.action_of(rule).is_some())
    }

    /// Every target group that its listeners and rules forward to, some of them more than once.
    pub fn target_groups(&self) -> impl Iterator<Item = TargetGroupId> {
        let actions = self.listeners.iter().flat_map(Listener::actions);
        actions.flat_map(|action| {
            action
                .target_groups()
                .iter()
                .map(|tuple| tuple.target_group)
        })
    }
}

impl TargetGroup {
    /// Successful probes in a row, and how many this target needs in its state to be healthy, at `now`.
    /// `None` for a target that is healthy, or not probed.
    pub fn checks_passed(&self, task: TaskId, now: Time) -> Option<(u32, u32)> {
        let target = self.targets.get(&task)?;
        match target.state {
            TargetState::Registering => Some((0, target.checks.successes_needed())),
            TargetState::Initial
            | TargetState::Unhealthy(_)
            | TargetState::UnhealthyDraining { .. } => Some((
                target.checks.successes_at(now),
                target.checks.successes_needed(),
            )),
            TargetState::Healthy | TargetState::Unused(_) | TargetState::Draining { .. } => None,
        }
    }

    /// Failed probes in a row of a target that is healthy still, and how many make it unhealthy; `None` where the
    /// latest probe did not fail.
    pub fn checks_failed(&self, task: TaskId, now: Time) -> Option<(u32, u32)> {
        let target = self.targets.get(&task)?;
        let failed = target.checks.failures_at(now);
        let is_doubtful = target.state == TargetState::Healthy && failed > 0;
        is_doubtful.then(|| (failed, target.checks.failures_needed()))
    }

    /// When the next probe of this target is sent; `None` for one that is not probed.
    pub fn next_probe_at(&self, task: TaskId, now: Time) -> Option<Time> {
        let target = self.targets.get(&task)?;
        let is_probed = target.state.is_probed();
        is_probed.then(|| target.checks.next_after(now))
    }

    /// What has become of all requests to its targets, those that have left it included.
    pub(crate) fn request_totals(&self) -> TargetTotals {
        let mut sum = self.in_flight.departed().clone();
        for task in self.targets.keys() {
            sum.add(&self.in_flight.totals_of(*task));
        }
        sum
    }

    /// `TargetHealth` of a task, be it a target or not.
    pub fn health_of(&self, task: TaskId) -> TargetState {
        let target = self.targets.get(&task);
        target.map_or(TargetState::Unused(UnusedReason::NotRegistered), |target| {
            target.state
        })
    }
}
