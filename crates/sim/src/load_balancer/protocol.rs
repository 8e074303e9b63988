//! What kinds of load balancer there are, and the protocols that they speak.

/// `Type` of a load balancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadBalancerType {
    /// It understands HTTP requests.
    Application,
    /// It passes TCP flows on.
    Network,
}

impl LoadBalancerType {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Network => "network",
        }
    }

    /// The protocols of its listeners and target groups, as AWS lists them in its refusals.
    pub const fn protocols(self) -> &'static str {
        match self {
            Self::Application => "HTTP, HTTPS",
            Self::Network => "TCP",
        }
    }
}

/// `Protocol` of a listener, a target group or a health check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadBalancerProtocol {
    /// `HTTP`.
    Http,
    /// `HTTPS`.
    Https,
    /// `TCP`.
    Tcp,
}

impl LoadBalancerProtocol {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Http => "HTTP",
            Self::Https => "HTTPS",
            Self::Tcp => "TCP",
        }
    }

    /// The kind of load balancer whose listeners and target groups speak it.
    pub const fn load_balancer_type(self) -> LoadBalancerType {
        match self {
            Self::Http | Self::Https => LoadBalancerType::Application,
            Self::Tcp => LoadBalancerType::Network,
        }
    }
}
