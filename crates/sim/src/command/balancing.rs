//! What is asked of Elastic Load Balancing.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::{
    Command, ListenerAction, ListenerId, ListenerRuleId, LoadBalancerId, LoadBalancerProtocol,
    LoadBalancerType, RuleCondition, TargetGroupAttributes, TargetGroupId, TargetHealthCheckInput,
    TargetType, Zone,
};

/// The input of `CreateTargetGroup`, with the attributes that `ModifyTargetGroupAttributes` would set next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateTargetGroup {
    /// `Name`.
    pub name: String,
    /// `TargetType`.
    pub target_type: TargetType,
    /// `Protocol`.
    pub protocol: LoadBalancerProtocol,
    /// `Port`.
    pub port: u16,
    /// The health check settings.
    pub health_check: TargetHealthCheckInput,
    /// The attributes.
    pub attributes: TargetGroupAttributes,
}

impl CreateTargetGroup {
    /// A target group for HTTP at port 80 with AWS's defaults.
    pub fn of(name: impl Into<String>, target_type: TargetType) -> Self {
        Self {
            name: name.into(),
            target_type,
            protocol: LoadBalancerProtocol::Http,
            port: 80,
            health_check: TargetHealthCheckInput::default(),
            attributes: TargetGroupAttributes::of(LoadBalancerType::Application),
        }
    }
}

impl From<CreateTargetGroup> for Command {
    fn from(input: CreateTargetGroup) -> Self {
        Self::CreateTargetGroup(Box::new(input))
    }
}

/// The input of `CreateLoadBalancer`, with the `CreateListener` that may follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateLoadBalancer {
    /// `Name`.
    pub name: String,
    /// `Type`.
    pub kind: LoadBalancerType,
    /// The zones of `Subnets`; empty is every zone of the Region.
    pub zones: Vec<Zone>,
    /// Its first listener.
    pub listener: Option<NewListener>,
}

/// A listener to create.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewListener {
    /// `Port`.
    pub port: u16,
    /// `Protocol`.
    pub protocol: LoadBalancerProtocol,
    /// `DefaultActions`.
    pub default_action: ListenerAction,
}

impl CreateLoadBalancer {
    /// An Application Load Balancer in every zone whose listener for HTTP forwards everything to one target group.
    pub fn forwarding(name: impl Into<String>, port: u16, target_group: TargetGroupId) -> Self {
        Self {
            name: name.into(),
            kind: LoadBalancerType::Application,
            zones: Vec::new(),
            listener: Some(NewListener {
                port,
                protocol: LoadBalancerProtocol::Http,
                default_action: ListenerAction::forward(target_group),
            }),
        }
    }
}

impl From<CreateLoadBalancer> for Command {
    fn from(input: CreateLoadBalancer) -> Self {
        Self::CreateLoadBalancer(Box::new(input))
    }
}

/// The input of `CreateRule`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateRule {
    /// `ListenerArn`.
    pub listener: ListenerId,
    /// `Priority`.
    pub priority: u32,
    /// `Conditions`.
    pub conditions: Vec<RuleCondition>,
    /// `Actions`.
    pub action: ListenerAction,
}

/// What is asked of Elastic Load Balancing beside making target groups and load balancers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BalancingCommand {
    /// `ModifyTargetGroupAttributes`.
    ModifyTargetGroupAttributes {
        /// `TargetGroupArn`.
        target_group: TargetGroupId,
        /// `Attributes`: names and values.
        attributes: Vec<(String, String)>,
    },
    /// `DeleteTargetGroup`.
    DeleteTargetGroup {
        /// `TargetGroupArn`.
        target_group: TargetGroupId,
    },
    /// `ModifyLoadBalancerAttributes`.
    ModifyLoadBalancerAttributes {
        /// `LoadBalancerArn`.
        load_balancer: LoadBalancerId,
        /// `Attributes`: names and values.
        attributes: Vec<(String, String)>,
    },
    /// `DeleteLoadBalancer`.
    DeleteLoadBalancer {
        /// `LoadBalancerArn`.
        load_balancer: LoadBalancerId,
    },
    /// `CreateListener`.
    CreateListener {
        /// `LoadBalancerArn`.
        load_balancer: LoadBalancerId,
        /// The listener.
        listener: NewListener,
    },
    /// `ModifyListener`; absent stays.
    ModifyListener {
        /// `ListenerArn`.
        listener: ListenerId,
        /// `Port`.
        port: Option<u16>,
        /// `Protocol`.
        protocol: Option<LoadBalancerProtocol>,
        /// `DefaultActions`.
        default_action: Option<ListenerAction>,
    },
    /// `DeleteListener`.
    DeleteListener {
        /// `ListenerArn`.
        listener: ListenerId,
    },
    /// `CreateRule`.
    CreateRule(CreateRule),
    /// `ModifyRule`; absent stays.
    ModifyRule {
        /// `RuleArn`.
        rule: ListenerRuleId,
        /// `Conditions`.
        conditions: Option<Vec<RuleCondition>>,
        /// `Actions`.
        action: Option<ListenerAction>,
    },
    /// `SetRulePriorities`.
    SetRulePriorities {
        /// `RulePriorities`.
        priorities: Vec<(ListenerRuleId, u32)>,
    },
    /// `DeleteRule`.
    DeleteRule {
        /// `RuleArn`.
        rule: ListenerRuleId,
    },
}

impl From<BalancingCommand> for Command {
    fn from(command: BalancingCommand) -> Self {
        Self::Balancing(Box::new(command))
    }
}
