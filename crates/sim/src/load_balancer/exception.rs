//! The names under which Elastic Load Balancing refuses.

/// AWS's exception names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BalancingException {
    /// The port has a listener already.
    DuplicateListener,
    /// The name is taken.
    DuplicateLoadBalancerName,
    /// The name is taken.
    DuplicateTargetGroupName,
    /// Load balancer and target group do not speak the same.
    IncompatibleProtocols,
    /// What is asked for does not go together.
    InvalidConfigurationRequest,
    /// The load balancer cannot do that with a request.
    InvalidLoadBalancerAction,
    /// There is no such listener.
    ListenerNotFound,
    /// There is no such load balancer.
    LoadBalancerNotFound,
    /// That cannot be done to it.
    OperationNotPermitted,
    /// Another rule has the priority.
    PriorityInUse,
    /// Something uses it.
    ResourceInUse,
    /// There is no such rule.
    RuleNotFound,
    /// There is no such subnet.
    SubnetNotFound,
    /// The target group belongs to another load balancer.
    TargetGroupAssociationLimit,
    /// There is no such target group.
    TargetGroupNotFound,
    /// A quota.
    TooManyListeners,
    /// A quota.
    TooManyRules,
    /// A quota.
    TooManyTargetGroups,
    /// A value is out of its range; `ValidationError`.
    Validation,
}

impl BalancingException {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DuplicateListener => "DuplicateListener",
            Self::DuplicateLoadBalancerName => "DuplicateLoadBalancerName",
            Self::DuplicateTargetGroupName => "DuplicateTargetGroupName",
            Self::IncompatibleProtocols => "IncompatibleProtocols",
            Self::InvalidConfigurationRequest => "InvalidConfigurationRequest",
            Self::InvalidLoadBalancerAction => "InvalidLoadBalancerAction",
            Self::ListenerNotFound => "ListenerNotFound",
            Self::LoadBalancerNotFound => "LoadBalancerNotFound",
            Self::OperationNotPermitted => "OperationNotPermitted",
            Self::PriorityInUse => "PriorityInUse",
            Self::ResourceInUse => "ResourceInUse",
            Self::RuleNotFound => "RuleNotFound",
            Self::SubnetNotFound => "SubnetNotFound",
            Self::TargetGroupAssociationLimit => "TargetGroupAssociationLimit",
            Self::TargetGroupNotFound => "TargetGroupNotFound",
            Self::TooManyListeners => "TooManyListeners",
            Self::TooManyRules => "TooManyRules",
            Self::TooManyTargetGroups => "TooManyTargetGroups",
            Self::Validation => "ValidationError",
        }
    }
}
