//! The inputs of the calls to Elastic Load Balancing, as AWS has them.

use sim::{Duration, LoadBalancerProtocol, LoadBalancerType, TargetHealthCheck, TargetType};

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
        NotSimulated "HealthCheckProtocol" health_check_protocol: Unread;
        NotSimulated "HealthCheckPort" health_check_port: Unread;
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
        NotSimulated "HealthCheckProtocol" health_check_protocol: Unread;
        NotSimulated "HealthCheckPort" health_check_port: Unread;
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

impl CreateTargetGroup {
    /// How it checks health: AWS's defaults where nothing is said.
    pub fn health_check(&self) -> Option<TargetHealthCheck> {
        Changes {
            path: &self.path,
            interval: self.interval,
            timeout: self.timeout,
            healthy_threshold: self.healthy_threshold,
            unhealthy_threshold: self.unhealthy_threshold,
            matcher: &self.matcher,
        }
        .applied_to(TargetHealthCheck::default())
    }
}

impl ModifyTargetGroup {
    /// How it checks health from now on, or nothing if the codes of the matcher are not numbers.
    pub fn health_check(&self, before: TargetHealthCheck) -> Option<TargetHealthCheck> {
        Changes {
            path: &self.path,
            interval: self.interval,
            timeout: self.timeout,
            healthy_threshold: self.healthy_threshold,
            unhealthy_threshold: self.unhealthy_threshold,
            matcher: &self.matcher,
        }
        .applied_to(before)
    }
}

struct Changes<'a> {
    path: &'a Option<String>,
    interval: Option<Duration>,
    timeout: Option<Duration>,
    healthy_threshold: Option<u32>,
    unhealthy_threshold: Option<u32>,
    matcher: &'a Option<Matcher>,
}

impl Changes<'_> {
    fn applied_to(self, before: TargetHealthCheck) -> Option<TargetHealthCheck> {
        let matcher = match self.matcher {
            Some(matcher) => matcher.codes()?,
            None => before.matcher,
        };
        Some(TargetHealthCheck {
            path: self.path.clone().unwrap_or(before.path),
            interval: self.interval.unwrap_or(before.interval),
            timeout: self.timeout.unwrap_or(before.timeout),
            healthy_threshold: self.healthy_threshold.unwrap_or(before.healthy_threshold),
            unhealthy_threshold: self
                .unhealthy_threshold
                .unwrap_or(before.unhealthy_threshold),
            matcher,
        })
    }
}

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
