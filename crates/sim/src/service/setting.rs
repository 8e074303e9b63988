//! Settings of a service and of what is around it that decide how long a deployment takes.

use crate::CapacityProvider;

/// A setting that a person can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// `deregistration_delay.timeout_seconds` of the target groups.
    DeregistrationDelay,
    /// `HealthCheckIntervalSeconds` and `HealthyThresholdCount` of the target groups.
    TargetHealthCheck,
    /// `maximumPercent`.
    MaximumPercent,
    /// `minimumHealthyPercent`.
    MinimumHealthyPercent,
    /// `stopTimeout` of the containers of the tasks that are stopped.
    StopTimeout,
    /// `healthCheckGracePeriodSeconds`.
    HealthCheckGracePeriod,
    /// `capacityProvider`.
    CapacityProvider,
}

/// The value of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SettingValue {
    /// Seconds.
    Seconds(u64),
    /// Percent.
    Percent(u32),
    /// How often is probed, and how many successes are needed.
    Checks {
        /// `HealthCheckIntervalSeconds`.
        interval_seconds: u64,
        /// `HealthyThresholdCount`.
        healthy_threshold: u32,
    },
    /// A capacity provider.
    Provider(CapacityProvider),
}

/// A setting with the value that it has and another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SettingChange {
    /// Which.
    pub setting: Setting,
    /// What it is.
    pub present: SettingValue,
    /// What it could be.
    pub tried: SettingValue,
}
