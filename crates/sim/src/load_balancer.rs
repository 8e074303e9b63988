//! Load balancers with their listeners, target groups, and the targets in them.

mod action;
mod attributes;
mod change;
mod condition;
mod exception;
mod listener;
mod listener_checks;
mod listener_requests;
pub(crate) mod probing;
mod protocol;
mod requests;
mod target_group_requests;
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
pub use listener::{Listener, ListenerRule};
pub use probing::{Checks, ProbeFailure};
pub use protocol::{LoadBalancerProtocol, LoadBalancerType};

use crate::table::Map;
use crate::traffic::{InFlight, Regime, Totals, Traffic};
use crate::{Duration, ListenerRuleId, LoadBalancerId, TargetGroupId, TaskId, Time, Zone};

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

/// The health check settings of a target group. Rule: `TargetHealthCheckSettings`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetHealthCheck {
    /// What is asked for, such as `/healthz`.
    pub path: String,
    /// Between two probes: 5 to 300 s, default 30 s.
    pub interval: Duration,
    /// How long an answer may take: 2 to 120 s and less than the interval, default 5 s.
    pub timeout: Duration,
    /// Successes in a row that make an unhealthy target healthy: 2 to 10, default 5.
    pub healthy_threshold: u32,
    /// Failures in a row that make a target unhealthy: 2 to 10, default 2.
    pub unhealthy_threshold: u32,
    /// The lowest and the highest HTTP status that count as success: within 200 to 499, default 200 only.
    pub matcher: (u16, u16),
}

impl Default for TargetHealthCheck {
    fn default() -> Self {
        Self {
            path: String::from("/"),
            interval: Duration::from_secs(30),
            timeout: Duration::from_secs(5),
            healthy_threshold: 5,
            unhealthy_threshold: 2,
            matcher: (200, 200),
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
    /// Who gets new requests; none until the next request asks.
    pub(crate) regime: Option<Regime>,
    /// The target that got the latest request of an earlier regime: round robin goes on behind it.
    pub(crate) latest: Option<TaskId>,
}

/// One target: a task's port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The port that requests go to: of the instance, or of the container in awsvpc mode.
    pub port: u16,
    /// Which of the task's containers answers, by its place in the definition.
    pub container: usize,
    /// What the load balancer makes of it.
    pub state: TargetState,
    /// When it was registered.
    pub registered_at: Time,
    /// The probes so far, and the ones to come.
    pub(crate) checks: Checks,
}

/// `TargetHealth` of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetState {
    /// `initial`, `Elb.RegistrationInProgress`.
    Registering,
    /// `initial`, `Elb.InitialHealthChecking`.
    Initial,
    /// `healthy`.
    Healthy,
    /// `unhealthy`, and how its latest probes failed.
    Unhealthy(ProbeFailure),
    /// `draining`, `Target.DeregistrationInProgress`.
    Draining {
        /// When it was deregistered.
        since: Time,
        /// When the deregistration delay is over.
        until: Time,
    },
}

impl TargetState {
    /// AWS's state name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registering | Self::Initial => "initial",
            Self::Healthy => "healthy",
            Self::Unhealthy(_) => "unhealthy",
            Self::Draining { .. } => "draining",
        }
    }

    /// AWS's reason code; a healthy target has none.
    pub const fn reason_code(self) -> Option<&'static str> {
        match self {
            Self::Registering => Some("Elb.RegistrationInProgress"),
            Self::Initial => Some("Elb.InitialHealthChecking"),
            Self::Healthy => None,
            Self::Unhealthy(ProbeFailure::Status(_)) => Some("Target.ResponseCodeMismatch"),
            Self::Unhealthy(ProbeFailure::TimedOut) => Some("Target.Timeout"),
            Self::Unhealthy(ProbeFailure::Refused) => Some("Target.FailedHealthChecks"),
            Self::Draining { .. } => Some("Target.DeregistrationInProgress"),
        }
    }

    /// Whether the load balancer has not been told to forget it.
    pub const fn is_registered(self) -> bool {
        !matches!(self, Self::Draining { .. })
    }
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
    /// The targets that get new requests, in id order: the healthy ones; if there is none, every registered one.
    /// Rule: `FailOpen`.
    pub fn routable(&self) -> impl Iterator<Item = TaskId> {
        let some_healthy = self
            .targets
            .values()
            .any(|target| target.state == TargetState::Healthy);
        self.targets
            .iter()
            .filter(move |(_, target)| {
                if some_healthy {
                    target.state == TargetState::Healthy
                } else {
                    target.state.is_registered() && target.state != TargetState::Registering
                }
            })
            .map(|(task, _)| *task)
    }

    /// Successful probes in a row, and how many this target needs in its state to be healthy, at `now`.
    /// `None` for a target that is healthy or draining already.
    pub fn checks_passed(&self, task: TaskId, now: Time) -> Option<(u32, u32)> {
        let target = self.targets.get(&task)?;
        match target.state {
            TargetState::Registering => Some((0, target.checks.successes_needed())),
            TargetState::Initial | TargetState::Unhealthy(_) => Some((
                target.checks.successes_at(now),
                target.checks.successes_needed(),
            )),
            TargetState::Healthy | TargetState::Draining { .. } => None,
        }
    }

    /// When the next probe of this target is sent; `None` for a draining one.
    pub fn next_probe_at(&self, task: TaskId, now: Time) -> Option<Time> {
        let target = self.targets.get(&task)?;
        match target.state {
            TargetState::Draining { .. } | TargetState::Registering => None,
            _ => Some(target.checks.next_after(now)),
        }
    }
}
