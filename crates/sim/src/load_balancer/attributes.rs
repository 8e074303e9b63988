//! The attributes of target groups and load balancers: AWS's names, ranges and defaults.

use alloc::format;
use alloc::string::String;

use super::protocol::LoadBalancerType;
use crate::{BalancingException, Duration, Rejection, Rule};

/// The attributes of a target group. Rule: `TargetGroupAttributeRanges`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetGroupAttributes {
    /// `deregistration_delay.timeout_seconds`: 0 to 3,600 s, default 300 s.
    pub deregistration_delay: Duration,
    /// `deregistration_delay.connection_termination.enabled`, of Network Load Balancers: default false.
    pub connection_termination: bool,
    /// `load_balancing.algorithm.type`.
    pub algorithm: BalancingAlgorithm,
    /// `load_balancing.algorithm.anomaly_mitigation`: with weighted_random only, default off.
    pub anomaly_mitigation: bool,
    /// `slow_start.duration_seconds`: 0, or 30 to 900 s; with round_robin only.
    pub slow_start: Duration,
    /// `stickiness.*`; absent is off.
    pub stickiness: Stickiness,
    /// `target_group_health.unhealthy_state_routing.minimum_healthy_targets.count`: at least 1, default 1.
    pub minimum_healthy_count: u32,
    /// `target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage`: 1 to 100, default off.
    pub minimum_healthy_percentage: Option<u32>,
    /// `target_health_state.unhealthy.connection_termination.enabled`, of Network Load Balancers: default true.
    pub unhealthy_connection_termination: bool,
    /// `target_health_state.unhealthy.draining_interval_seconds`, of Network Load Balancers that do not terminate
    /// connections to unhealthy targets: 0 to 360,000 s, default 0.
    pub unhealthy_draining_interval: Duration,
    /// `load_balancing.cross_zone.enabled`; absent is as the load balancer has it.
    pub cross_zone: Option<bool>,
}

/// `load_balancing.algorithm.type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BalancingAlgorithm {
    /// `round_robin`.
    RoundRobin,
    /// `least_outstanding_requests`.
    LeastOutstandingRequests,
    /// `weighted_random`.
    WeightedRandom,
}

/// `stickiness.*`: a client stays with its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stickiness {
    /// `stickiness.enabled`, default false.
    pub enabled: bool,
    /// `stickiness.type`.
    pub kind: StickinessType,
    /// `stickiness.lb_cookie.duration_seconds` or `stickiness.app_cookie.duration_seconds`: 1 s to 7 days, default 1
    /// day.
    pub duration: Duration,
    /// `stickiness.app_cookie.cookie_name`.
    pub cookie_name: String,
}

/// `stickiness.type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StickinessType {
    /// `lb_cookie`: the load balancer's own cookie.
    LbCookie,
    /// `app_cookie`: as long as the application's cookie lives.
    AppCookie,
    /// `source_ip`: by the client's address, at a Network Load Balancer.
    SourceIp,
}

/// The attributes of a load balancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadBalancerAttributes {
    /// `idle_timeout.timeout_seconds` of an Application Load Balancer: 1 to 4,000 s, default 60 s.
    pub idle_timeout: Duration,
    /// `load_balancing.cross_zone.enabled`: always on at an Application Load Balancer, off by default at a Network one.
    pub cross_zone: bool,
}

const SECONDS_PER_DAY: u64 = 86_400;

impl BalancingAlgorithm {
    const ALL: [Self; 3] = [
        Self::RoundRobin,
        Self::LeastOutstandingRequests,
        Self::WeightedRandom,
    ];

    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RoundRobin => "round_robin",
            Self::LeastOutstandingRequests => "least_outstanding_requests",
            Self::WeightedRandom => "weighted_random",
        }
    }
}

impl StickinessType {
    const ALL: [Self; 3] = [Self::LbCookie, Self::AppCookie, Self::SourceIp];

    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LbCookie => "lb_cookie",
            Self::AppCookie => "app_cookie",
            Self::SourceIp => "source_ip",
        }
    }
}

impl LoadBalancerAttributes {
    /// AWS's defaults.
    pub const fn of(kind: LoadBalancerType) -> Self {
        Self {
            idle_timeout: Duration::from_secs(60),
            cross_zone: matches!(kind, LoadBalancerType::Application),
        }
    }

    /// The same with one attribute set.
    ///
    /// # Errors
    /// An unknown name, or a value out of its range.
    pub(crate) fn set(
        &mut self,
        kind: LoadBalancerType,
        key: &str,
        value: &str,
    ) -> Result<(), Rejection> {
        match (key, kind) {
            ("idle_timeout.timeout_seconds", LoadBalancerType::Application) => {
                self.idle_timeout = seconds(key, value, 1, 4_000)?;
            }
            ("load_balancing.cross_zone.enabled", LoadBalancerType::Network) => {
                self.cross_zone = boolean(key, value)?;
            }
            _ => return Err(unknown("Load balancer", key)),
        }
        Ok(())
    }
}

impl TargetGroupAttributes {
    /// AWS's defaults.
    pub const fn of(kind: LoadBalancerType) -> Self {
        Self {
            deregistration_delay: Duration::from_secs(300),
            connection_termination: false,
            algorithm: BalancingAlgorithm::RoundRobin,
            anomaly_mitigation: false,
            slow_start: Duration::ZERO,
            stickiness: Stickiness {
                enabled: false,
                kind: match kind {
                    LoadBalancerType::Application => StickinessType::LbCookie,
                    LoadBalancerType::Network => StickinessType::SourceIp,
                },
                duration: Duration::from_secs(SECONDS_PER_DAY),
                cookie_name: String::new(),
            },
            minimum_healthy_count: 1,
            minimum_healthy_percentage: None,
            unhealthy_connection_termination: true,
            unhealthy_draining_interval: Duration::ZERO,
            cross_zone: None,
        }
    }

    /// These with one attribute set, for a load balancer of a kind.
    ///
    /// # Errors
    /// What `ModifyTargetGroupAttributes` refuses.
    pub fn with(&self, kind: LoadBalancerType, key: &str, value: &str) -> Result<Self, Rejection> {
        let mut attributes = self.clone();
        attributes.set(key, value)?;
        attributes.check(kind)?;
        Ok(attributes)
    }

    /// The same with one attribute set.
    ///
    /// # Errors
    /// An unknown name, or a value out of its range.
    pub(crate) fn set(&mut self, key: &str, value: &str) -> Result<(), Rejection> {
        const HEALTHY: &str = "target_group_health.unhealthy_state_routing.minimum_healthy_targets";
        match key {
            "deregistration_delay.timeout_seconds" => {
                self.deregistration_delay = seconds(key, value, 0, 3_600)?;
            }
            "deregistration_delay.connection_termination.enabled" => {
                self.connection_termination = boolean(key, value)?;
            }
            "target_health_state.unhealthy.connection_termination.enabled" => {
                self.unhealthy_connection_termination = boolean(key, value)?;
            }
            "target_health_state.unhealthy.draining_interval_seconds" => {
                self.unhealthy_draining_interval = seconds(key, value, 0, 360_000)?;
            }
            "load_balancing.algorithm.type" => {
                let found = BalancingAlgorithm::ALL
                    .iter()
                    .find(|one| one.name() == value);
                self.algorithm = *found.ok_or_else(|| invalid(key, value))?;
            }
            "load_balancing.algorithm.anomaly_mitigation" => {
                self.anomaly_mitigation = match value {
                    "on" => true,
                    "off" => false,
                    _ => return Err(invalid(key, value)),
                };
            }
            "load_balancing.cross_zone.enabled" => {
                self.cross_zone = match value {
                    "use_load_balancer_configuration" => None,
                    _ => Some(boolean(key, value)?),
                };
            }
            "slow_start.duration_seconds" => {
                self.slow_start = match value {
                    "0" => Duration::ZERO,
                    _ => seconds(key, value, 30, 900)?,
                };
            }
            _ if key.starts_with("stickiness.") => self.stickiness.set(key, value)?,
            _ => match key.strip_prefix(HEALTHY) {
                Some(".count") => {
                    self.minimum_healthy_count = within(key, value, 1, 1_000)?;
                }
                Some(".percentage") => {
                    self.minimum_healthy_percentage = match value {
                        "off" => None,
                        _ => Some(within(key, value, 1, 100)?),
                    };
                }
                _ => return Err(unknown("Target group", key)),
            },
        }
        Ok(())
    }

    /// # Errors
    /// Attributes that do not go together, or not with a load balancer of this kind. Rule: `SlowStart`.
    pub(crate) fn check(&self, kind: LoadBalancerType) -> Result<(), Rejection> {
        let defaults = Self::of(kind);
        if self.slow_start > Duration::ZERO && self.algorithm != BalancingAlgorithm::RoundRobin {
            return Err(configuration(format!(
                "You cannot use slow start with the {} algorithm.",
                self.algorithm.name()
            ))
            .by(Rule::SlowStart));
        }
        if self.anomaly_mitigation && self.algorithm != BalancingAlgorithm::WeightedRandom {
            return Err(configuration(
                "load_balancing.algorithm.anomaly_mitigation needs the weighted_random algorithm.",
            ));
        }
        let key = match kind {
            LoadBalancerType::Application if self.connection_termination => {
                Some("deregistration_delay.connection_termination.enabled")
            }
            LoadBalancerType::Application if !self.unhealthy_connection_termination => {
                Some("target_health_state.unhealthy.connection_termination.enabled")
            }
            LoadBalancerType::Application if self.unhealthy_draining_interval > Duration::ZERO => {
                Some("target_health_state.unhealthy.draining_interval_seconds")
            }
            LoadBalancerType::Network if self.algorithm != defaults.algorithm => {
                Some("load_balancing.algorithm.type")
            }
            LoadBalancerType::Network if self.slow_start > Duration::ZERO => {
                Some("slow_start.duration_seconds")
            }
            _ => None,
        };
        if let Some(key) = key {
            return Err(unknown("Target group", key));
        }
        let is_by_address = self.stickiness.kind == StickinessType::SourceIp;
        if is_by_address != (kind == LoadBalancerType::Network) {
            return Err(invalid("stickiness.type", self.stickiness.kind.name()));
        }
        let drains_unhealthy = self.unhealthy_draining_interval > Duration::ZERO;
        if drains_unhealthy && self.unhealthy_connection_termination {
            return Err(configuration(
                "target_health_state.unhealthy.draining_interval_seconds needs connection termination to be off.",
            ));
        }
        let needs_name = self.stickiness.kind == StickinessType::AppCookie;
        if self.stickiness.enabled && needs_name && self.stickiness.cookie_name.is_empty() {
            return Err(configuration(
                "stickiness.app_cookie.cookie_name must be set to enable app_cookie stickiness.",
            ));
        }
        Ok(())
    }
}

impl Stickiness {
    fn set(&mut self, key: &str, value: &str) -> Result<(), Rejection> {
        match key {
            "stickiness.enabled" => self.enabled = boolean(key, value)?,
            "stickiness.type" => {
                let found = StickinessType::ALL.iter().find(|one| one.name() == value);
                self.kind = *found.ok_or_else(|| invalid(key, value))?;
            }
            "stickiness.lb_cookie.duration_seconds" | "stickiness.app_cookie.duration_seconds" => {
                self.duration = seconds(key, value, 1, 7 * SECONDS_PER_DAY)?;
            }
            "stickiness.app_cookie.cookie_name" => {
                if value.len() > 256 {
                    return Err(invalid(key, value));
                }
                self.cookie_name = value.into();
            }
            _ => return Err(unknown("Target group", key)),
        }
        Ok(())
    }
}

fn seconds(key: &str, value: &str, least: u64, most: u64) -> Result<Duration, Rejection> {
    within(key, value, least, most).map(|count| Duration::from_secs(u64::from(count)))
}

fn within(key: &str, value: &str, least: u64, most: u64) -> Result<u32, Rejection> {
    let found: Option<u32> = value.parse().ok();
    found
        .filter(|found| (least..=most).contains(&u64::from(*found)))
        .ok_or_else(|| {
            validation(format!(
                "'{key}' must be between {least} and {most}, inclusive"
            ))
        })
}

fn boolean(key: &str, value: &str) -> Result<bool, Rejection> {
    match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(invalid(key, value)),
    }
}

fn unknown(what: &str, key: &str) -> Rejection {
    let key: String = key.chars().take(80).collect();
    validation(format!("{what} attribute key '{key}' is not recognized"))
}

fn invalid(key: &str, value: &str) -> Rejection {
    let value: String = value.chars().take(80).collect();
    validation(format!("'{value}' is not a valid value for '{key}'"))
}

fn validation(message: String) -> Rejection {
    Rejection::balancing(BalancingException::Validation, message)
        .by(Rule::TargetGroupAttributeRanges)
}

fn configuration(message: impl Into<String>) -> Rejection {
    Rejection::balancing(BalancingException::InvalidConfigurationRequest, message)
        .by(Rule::TargetGroupAttributeRanges)
}
