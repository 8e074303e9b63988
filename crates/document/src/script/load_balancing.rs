//! The inputs of the calls to Elastic Load Balancing, as AWS has them.

use sim::{Duration, LoadBalancerProtocol, LoadBalancerType, TargetHealthCheckInput, TargetType};

use super::listeners::Action;
use super::service::Unread;
use crate::record::{input, named};

input! {
    /// The input of `CreateTargetGroup`.
    pub CreateTargetGroup {
        Acts "Name" name: String, as Required;
        Acts "TargetType" target_type: TargetType;
        Acts "HealthCheckPath" path: Option<String>;
        Acts "HealthCheckIntervalSeconds" interval: Option<Duration>;
        Acts "HealthCheckTimeoutSeconds" timeout: Option<Duration>;
        Acts "HealthyThresholdCount" healthy_threshold: Option<u32>;
        Acts "UnhealthyThresholdCount" unhealthy_threshold: Option<u32>;
        Acts "Matcher" matcher: Option<Matcher>;
        Acts "Protocol" protocol: Option<LoadBalancerProtocol>;
        Acts "Port" port: Option<u16>;
        Kept "ProtocolVersion" protocol_version: Unread;
        Kept "VpcId" vpc_id: Unread;
        Kept "IpAddressType" ip_address_type: Unread;
        Acts "HealthCheckProtocol" health_check_protocol: Option<LoadBalancerProtocol>;
        Acts "HealthCheckPort" health_check_port: Option<String>;
        NotSimulated "HealthCheckEnabled" health_check_enabled: Unread;
        Kept "Tags" tags: Unread;
    }
}

input! {
    /// The input of `ModifyTargetGroup`; what is left out stays.
    pub ModifyTargetGroup {
        Acts "TargetGroupArn" target_group: String, as Required;
        Acts "HealthCheckPath" path: Option<String>;
        Acts "HealthCheckIntervalSeconds" interval: Option<Duration>;
        Acts "HealthCheckTimeoutSeconds" timeout: Option<Duration>;
        Acts "HealthyThresholdCount" healthy_threshold: Option<u32>;
        Acts "UnhealthyThresholdCount" unhealthy_threshold: Option<u32>;
        Acts "Matcher" matcher: Option<Matcher>;
        Acts "HealthCheckProtocol" health_check_protocol: Option<LoadBalancerProtocol>;
        Acts "HealthCheckPort" health_check_port: Option<String>;
        NotSimulated "HealthCheckEnabled" health_check_enabled: Unread;
    }
}

input! {
    /// The input of `ModifyTargetGroupAttributes`.
    pub ModifyTargetGroupAttributes {
        Acts "TargetGroupArn" target_group: String, as Required;
        Acts "Attributes" attributes: Vec<BalancingAttribute>, as Required;
    }
}

input! {
    /// One of `Attributes`, with its value as a text.
    pub BalancingAttribute {
        Acts "Key" key: String, as Required;
        Acts "Value" value: String, as Required;
    }
}

input! {
    /// The input of `DeleteTargetGroup`.
    pub DeleteTargetGroup {
        Acts "TargetGroupArn" target_group: String, as Required;
    }
}

input! {
    /// The input of `CreateLoadBalancer`; with `DefaultActions`, that of a `CreateListener` as well.
    pub CreateLoadBalancer {
        Acts "Name" name: String, as Required;
        Acts "Type" kind: LoadBalancerType;
        Acts "Subnets" subnets: Vec<String>;
        Acts "Port" port: u16, or 80;
        Acts "Protocol" protocol: Option<LoadBalancerProtocol>;
        Acts "DefaultActions" default_actions: Vec<Action>;
        Kept "SecurityGroups" security_groups: Unread;
        Kept "Scheme" scheme: Unread;
        Kept "IpAddressType" ip_address_type: Unread;
        Kept "Tags" tags: Unread;
    }
}

input! {
    /// The input of `ModifyLoadBalancerAttributes`.
    pub ModifyLoadBalancerAttributes {
        Acts "LoadBalancerArn" load_balancer: String, as Required;
        Acts "Attributes" attributes: Vec<BalancingAttribute>, as Required;
    }
}

input! {
    /// The input of `DeleteLoadBalancer`.
    pub DeleteLoadBalancer {
        Acts "LoadBalancerArn" load_balancer: String, as Required;
    }
}

input! {
    /// `Matcher`.
    pub Matcher {
        Acts "HttpCode" http_code: String, as Required;
    }
}

named! { TargetType, "target type" {
    "instance" => Self::Instance,
    "ip" => Self::Ip,
} }

named! { LoadBalancerType, "load balancer type" {
    "application" => Self::Application,
    "network" => Self::Network,
} }

named! { LoadBalancerProtocol, "protocol" {
    "HTTP" => Self::Http,
    "HTTPS" => Self::Https,
    "TCP" => Self::Tcp,
} }

/// Both calls name the settings in the same way.
macro_rules! health_check {
    ($call:ident) => {
        impl $call {
            /// What it says of how health is checked; nothing if the matcher or the port is not what it should be.
            pub fn health_check(&self) -> Option<TargetHealthCheckInput> {
                let matcher = match &self.matcher {
                    Some(matcher) => Some(matcher.codes()?),
                    None => None,
                };
                let port = match self.health_check_port.as_deref() {
                    Some("traffic-port") => Some(None),
                    Some(port) => Some(Some(port.parse().ok()?)),
                    None => None,
                };
                Some(TargetHealthCheckInput {
                    protocol: self.health_check_protocol,
                    port,
                    path: self.path.clone(),
                    interval: self.interval,
                    timeout: self.timeout,
                    healthy_threshold: self.healthy_threshold,
                    unhealthy_threshold: self.unhealthy_threshold,
                    matcher,
                })
            }
        }
    };
}

health_check! { CreateTargetGroup }
health_check! { ModifyTargetGroup }

impl Matcher {
    /// `200` or `200-299`; lists such as `200,202` are not simulated.
    fn codes(&self) -> Option<(u16, u16)> {
        let (lowest, highest) = self
            .http_code
            .split_once('-')
            .unwrap_or((&self.http_code, &self.http_code));
        Some((lowest.trim().parse().ok()?, highest.trim().parse().ok()?))
    }
}
