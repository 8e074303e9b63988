//! The health check settings of target groups: ranges and defaults.

use alloc::format;
use alloc::string::String;

use super::listener_checks::validation;
use super::protocol::{LoadBalancerProtocol, LoadBalancerType};
use crate::{CheckTimeoutDefault, Duration, Rejection, Rule};

/// The health check settings of a target group. Rule: `TargetHealthCheckSettings`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetHealthCheck {
    /// What a probe speaks: HTTP or HTTPS, default HTTP; for a Network Load Balancer also TCP, its default.
    pub protocol: LoadBalancerProtocol,
    /// The port that is probed; absent is `traffic-port`, the one that gets the requests.
    pub port: Option<u16>,
    /// What is asked for, such as `/healthz`; a TCP probe asks for nothing.
    pub path: String,
    /// Between two probes: 5 to 300 s, default 30 s.
    pub interval: Duration,
    /// How long an answer may take: 2 to 120 s and less than the interval, default 5 s; for a Network Load Balancer
    /// 10 s, with HTTP 6 s.
    pub timeout: Duration,
    /// Successes in a row that make an unhealthy target healthy: 2 to 10, default 5.
    pub healthy_threshold: u32,
    /// Failures in a row that make a target unhealthy: 2 to 10, default 2.
    pub unhealthy_threshold: u32,
    /// The lowest and the highest HTTP status that count as success: within 200 to 499, default 200 only; for a Network
    /// Load Balancer within 200 to 599, default 200 to 399.
    pub matcher: (u16, u16),
}

/// Health check settings where what is left out is as usual, or stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetHealthCheckInput {
    /// `HealthCheckProtocol`.
    pub protocol: Option<LoadBalancerProtocol>,
    /// `HealthCheckPort`; within, absent is `traffic-port`.
    pub port: Option<Option<u16>>,
    /// `HealthCheckPath`.
    pub path: Option<String>,
    /// `HealthCheckIntervalSeconds`.
    pub interval: Option<Duration>,
    /// `HealthCheckTimeoutSeconds`.
    pub timeout: Option<Duration>,
    /// `HealthyThresholdCount`.
    pub healthy_threshold: Option<u32>,
    /// `UnhealthyThresholdCount`.
    pub unhealthy_threshold: Option<u32>,
    /// `Matcher`.
    pub matcher: Option<(u16, u16)>,
}

impl Default for TargetHealthCheck {
    fn default() -> Self {
        Self::of(
            LoadBalancerProtocol::Http,
            None,
            CheckTimeoutDefault::FiveSeconds,
        )
    }
}

impl TargetHealthCheck {
    /// AWS's defaults for a target group that speaks `protocol` and is probed by `checked`, or as usual. Rule:
    /// `CheckTimeoutDefault`.
    pub fn of(
        protocol: LoadBalancerProtocol,
        checked: Option<LoadBalancerProtocol>,
        timeout: CheckTimeoutDefault,
    ) -> Self {
        use LoadBalancerProtocol::{Http, Https, Tcp};
        let kind = protocol.load_balancer_type();
        let checked = checked.unwrap_or(match protocol {
            Http | Https => Http,
            Tcp => Tcp,
        });
        let timeout = match (kind, checked, timeout) {
            (LoadBalancerType::Application, _, CheckTimeoutDefault::FiveSeconds) => 5,
            (_, Http, _) => 6,
            (_, Https | Tcp, _) => 10,
        };
        Self {
            protocol: checked,
            port: None,
            path: String::from("/"),
            interval: Duration::from_secs(30),
            timeout: Duration::from_secs(timeout),
            healthy_threshold: 5,
            unhealthy_threshold: 2,
            matcher: match kind {
                LoadBalancerType::Application => (200, 200),
                LoadBalancerType::Network => (200, 399),
            },
        }
    }

    /// # Errors
    /// What is out of its range for a target group of this kind of load balancer. Rule: `TargetHealthCheckSettings`.
    pub fn check(&self, kind: LoadBalancerType) -> Result<(), Rejection> {
        self.check_settings(kind)
            .map_err(|refusal| refusal.by(Rule::TargetHealthCheckSettings))
    }

    fn check_settings(&self, kind: LoadBalancerType) -> Result<(), Rejection> {
        let seconds = |duration: Duration| duration.as_millis() / 1_000;
        let (lowest, highest) = self.matcher;
        let highest_status = match kind {
            LoadBalancerType::Application => 499,
            LoadBalancerType::Network => 599,
        };
        let least_high = u64::from(lowest);
        let (healthy, unhealthy) = (self.healthy_threshold, self.unhealthy_threshold);
        let ranges = [
            ("HealthCheckIntervalSeconds", seconds(self.interval), 5, 300),
            ("HealthCheckTimeoutSeconds", seconds(self.timeout), 2, 120),
            ("HealthyThresholdCount", u64::from(healthy), 2, 10),
            ("UnhealthyThresholdCount", u64::from(unhealthy), 2, 10),
            ("Matcher", u64::from(lowest), 200, highest_status),
            ("Matcher", u64::from(highest), least_high, highest_status),
        ];
        for (name, value, least, most) in ranges {
            if !(least..=most).contains(&value) {
                return Err(validation(format!(
                    "{name} must be between {least} and {most}."
                )));
            }
        }
        if kind == LoadBalancerType::Application && self.protocol == LoadBalancerProtocol::Tcp {
            return Err(validation(
                "Health check protocol 'TCP' must be one of 'HTTP, HTTPS'",
            ));
        }
        if self.timeout >= self.interval {
            return Err(validation(
                "Health check timeout must be smaller than the interval.",
            ));
        }
        if self.port == Some(0) {
            return Err(validation(
                "Health check port '0' must be 'traffic-port' or between 1 and 65535, inclusive",
            ));
        }
        if !self.path.starts_with('/') || self.path.len() > 1_024 {
            return Err(validation(
                "HealthCheckPath must begin with '/' and be at most 1024 characters.",
            ));
        }
        Ok(())
    }
}

impl TargetHealthCheckInput {
    /// These settings, and for what is left out those of `before`.
    pub fn applied_to(self, before: TargetHealthCheck) -> TargetHealthCheck {
        TargetHealthCheck {
            protocol: self.protocol.unwrap_or(before.protocol),
            port: self.port.unwrap_or(before.port),
            path: self.path.unwrap_or(before.path),
            interval: self.interval.unwrap_or(before.interval),
            timeout: self.timeout.unwrap_or(before.timeout),
            healthy_threshold: self.healthy_threshold.unwrap_or(before.healthy_threshold),
            unhealthy_threshold: self
                .unhealthy_threshold
                .unwrap_or(before.unhealthy_threshold),
            matcher: self.matcher.unwrap_or(before.matcher),
        }
    }
}

impl From<TargetHealthCheck> for TargetHealthCheckInput {
    fn from(check: TargetHealthCheck) -> Self {
        Self {
            protocol: Some(check.protocol),
            port: Some(check.port),
            path: Some(check.path),
            interval: Some(check.interval),
            timeout: Some(check.timeout),
            healthy_threshold: Some(check.healthy_threshold),
            unhealthy_threshold: Some(check.unhealthy_threshold),
            matcher: Some(check.matcher),
        }
    }
}
