//! What a world begins with: seed, calendar, Region, timings, and the switches for what nobody knows.

use alloc::string::String;

use crate::Timings;

/// Everything that a world's whole history depends on besides its commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// Decides every draw.
    pub seed: u64,
    /// The wall clock at [`crate::Time::ZERO`]: milliseconds since 1970 in UTC.
    pub epoch_ms: u64,
    /// Such as `ap-northeast-2`.
    pub region: String,
    /// Twelve digits.
    pub account: String,
    /// How many Availability Zones the Region offers: 1 to 6.
    pub zone_count: u8,
    /// How long AWS takes for things.
    pub timings: Timings,
    /// What to assume where AWS says nothing.
    pub switches: Switches,
    /// Quotas that AWS raises on request.
    pub quotas: Quotas,
    /// Lazy unless a test wants to compare.
    pub scheduler: SchedulerWakes,
}

/// Quotas that AWS raises on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// Targets of one target group. AWS: 1,000.
    pub targets_per_target_group: usize,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            targets_per_target_group: 1_000,
        }
    }
}

/// Assumptions that a person may turn over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switches {
    /// In which state of a task its images are pulled.
    pub image_pull_shows: ImagePullShows,
    /// Which tasks `maximumPercent` counts.
    pub maximum_percent_counts: MaximumPercentCounts,
    /// How many successes a new target of an Application Load Balancer needs.
    pub initial_target_needs: InitialTargetNeeds,
    /// Whether `StopTask` on a task of a service drains its targets first.
    pub stop_task: StopTaskOrder,
    /// How the waits between launches grow that never come to run.
    pub launch_throttle: LaunchThrottle,
    /// How long a target without requests drains.
    pub idle_target_drains: IdleTargetDrains,
    /// What ends the row of a deployment's failed tasks.
    pub failed_tasks_reset: FailedTasksReset,
    /// Whether a protected task is replaced when it is unhealthy.
    pub protection_from_health: ProtectionFromHealth,
    /// The `stopCode` of a task whose Fargate Spot capacity was taken back.
    pub spot_stop_code: SpotStopCode,
    /// How long the health checks of an Application Load Balancer wait unless somebody says otherwise.
    pub check_timeout_default: CheckTimeoutDefault,
    /// Whether a task that ends soon after it came to run counts as failed.
    pub quick_exit: QuickExit,
    /// What becomes of a task of a capacity provider that stays in PROVISIONING.
    pub provisioning_timeout: ProvisioningTimeout,
    /// What an update of `capacityProviderStrategy` needs.
    pub capacity_strategy_update: CapacityStrategyUpdate,
}

/// In which state of a task its images are pulled and its containers started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImagePullShows {
    /// PENDING; ACTIVATING is the registration with the load balancer.
    Pending,
    /// ACTIVATING, as newer documentation has it, for every task.
    Activating,
}

/// Which tasks `maximumPercent` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaximumPercentCounts {
    /// Stopping tasks only where the maximum is 100 percent or less.
    StoppingAtMost100,
    /// Stopping tasks always.
    Stopping,
    /// Stopping tasks never.
    Running,
}

/// How many successes a new target needs before it is healthy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InitialTargetNeeds {
    /// One.
    OneSuccess,
    /// As many as an unhealthy one.
    HealthyThreshold,
}

/// Whether `StopTask` drains first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopTaskOrder {
    /// Deregister, wait, then SIGTERM.
    DrainsFirst,
    /// SIGTERM at once.
    SignalsAtOnce,
}

/// How the waits between launches grow that never come to run; up to 27 minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaunchThrottle {
    /// Each wait is twice the one before.
    Exponential,
    /// Each wait is three minutes longer than the one before.
    Linear,
}

/// How long a target without requests drains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdleTargetDrains {
    /// For the whole deregistration delay, as one with requests.
    FullDelay,
    /// No longer than it has requests.
    WhileBusy,
}

/// What ends the row of a deployment's failed tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailedTasksReset {
    /// A task that comes to be healthy.
    Healthy,
    /// A task that comes to run.
    Running,
}

/// Whether scale-in protection keeps a task from being replaced for its health.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtectionFromHealth {
    /// It does not.
    NotProtected,
    /// It does.
    Protected,
}

/// The `stopCode` of a task whose Fargate Spot capacity was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpotStopCode {
    /// `SpotInterruption`.
    SpotInterruption,
    /// `TerminationNotice`.
    TerminationNotice,
}

/// `HealthCheckTimeoutSeconds` of an Application Load Balancer unless somebody says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckTimeoutDefault {
    /// 5 s, as the guide says.
    FiveSeconds,
    /// 6 s, and 10 s for HTTPS, as the API says.
    SixSeconds,
}

/// Whether a task that ends by itself soon after it came to run counts as failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickExit {
    /// It came to run.
    DoesNotCount,
    /// Within [`Timings::quick_exit`].
    Counts,
}

/// What becomes of a task of a capacity provider that stays in PROVISIONING.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvisioningTimeout {
    /// It fails to start after [`Timings::provisioning_timeout`].
    Fails,
    /// It waits.
    Never,
}

/// What an update of `capacityProviderStrategy` needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapacityStrategyUpdate {
    /// Nothing: it starts no deployment, as the documentation says.
    DeploysNothing,
    /// `forceNewDeployment`, which starts one, as it was once.
    NeedsForce,
}

/// When service passes happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchedulerWakes {
    /// Only where a pass could do something.
    WhenNeeded,
    /// At every tick: the same history, more slowly.
    Always,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            seed: 1,
            epoch_ms: 1_795_442_400_000,
            region: String::from("ap-northeast-2"),
            account: String::from("111122223333"),
            zone_count: 3,
            timings: Timings::default(),
            switches: Switches::default(),
            quotas: Quotas::default(),
            scheduler: SchedulerWakes::WhenNeeded,
        }
    }
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            image_pull_shows: ImagePullShows::Pending,
            maximum_percent_counts: MaximumPercentCounts::StoppingAtMost100,
            initial_target_needs: InitialTargetNeeds::OneSuccess,
            stop_task: StopTaskOrder::DrainsFirst,
            launch_throttle: LaunchThrottle::Exponential,
            idle_target_drains: IdleTargetDrains::FullDelay,
            failed_tasks_reset: FailedTasksReset::Healthy,
            protection_from_health: ProtectionFromHealth::NotProtected,
            spot_stop_code: SpotStopCode::SpotInterruption,
            check_timeout_default: CheckTimeoutDefault::FiveSeconds,
            quick_exit: QuickExit::DoesNotCount,
            provisioning_timeout: ProvisioningTimeout::Fails,
            capacity_strategy_update: CapacityStrategyUpdate::DeploysNothing,
        }
    }
}
