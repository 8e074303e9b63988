//! `deploymentConfiguration`: how a service goes from one revision of it to the next, and what makes that fail.

mod check;

use alloc::string::String;
use alloc::vec::Vec;

use super::rolling::Bounds;
use crate::Duration;

/// `deploymentConfiguration` of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeploymentConfiguration {
    /// So many percent of the desired count stay healthy, rounded up. Default 100.
    pub minimum_healthy_percent: u32,
    /// So many percent of the desired count run at the most, rounded down. Default 200.
    pub maximum_percent: u32,
    /// `strategy` with what belongs to it. Default `ROLLING`.
    pub strategy: DeploymentStrategy,
    /// `bakeTimeInMinutes`: how long both revisions run once all traffic goes to the new one. Default none.
    pub bake_time: Duration,
    /// `deploymentCircuitBreaker`. Default off.
    pub deployment_circuit_breaker: DeploymentCircuitBreaker,
    /// `alarms`. Default none.
    pub alarms: DeploymentAlarms,
    /// `earlySuccessCriteria`. Default off.
    pub early_success_criteria: EarlySuccessCriteria,
    /// `lifecycleHooks`. Default none.
    pub lifecycle_hooks: Vec<DeploymentLifecycleHook>,
}

impl Default for DeploymentConfiguration {
    fn default() -> Self {
        Self {
            minimum_healthy_percent: 100,
            maximum_percent: 200,
            strategy: DeploymentStrategy::Rolling,
            bake_time: Duration::ZERO,
            deployment_circuit_breaker: DeploymentCircuitBreaker::default(),
            alarms: DeploymentAlarms::default(),
            early_success_criteria: EarlySuccessCriteria::default(),
            lifecycle_hooks: Vec::new(),
        }
    }
}

impl DeploymentConfiguration {
    /// How many tasks stay healthy and how many run while a deployment is under way: by the percents in a rolling
    /// update, else one whole set of tasks and two. Rules: `PercentRounding`, `GreenAtFullSize`.
    pub const fn deployment_bounds(&self, desired_count: u32) -> Bounds {
        match self.strategy {
            DeploymentStrategy::Rolling => Bounds::of(desired_count, self),
            _ => Bounds {
                lower: desired_count,
                upper: desired_count.saturating_mul(2),
            },
        }
    }
}

/// `strategy`; percents are in tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeploymentStrategy {
    /// Tasks are replaced a few at a time.
    Rolling,
    /// All traffic moves at once to a second, whole set of tasks.
    BlueGreen,
    /// Traffic moves in equal steps.
    Linear {
        /// `stepPercent`, in tenths of a percent. 30 to 1000.
        step_percent_tenths: u32,
        /// `stepBakeTimeInMinutes`.
        step_bake_time: Duration,
    },
    /// A little traffic moves first, then the rest.
    Canary {
        /// `canaryPercent`, in tenths of a percent. 1 to 1000.
        canary_percent_tenths: u32,
        /// `canaryBakeTimeInMinutes`.
        canary_bake_time: Duration,
    },
}

impl DeploymentStrategy {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rolling => "ROLLING",
            Self::BlueGreen => "BLUE_GREEN",
            Self::Linear { .. } => "LINEAR",
            Self::Canary { .. } => "CANARY",
        }
    }
}

/// `deploymentCircuitBreaker`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeploymentCircuitBreaker {
    /// `enable`.
    pub enable: bool,
    /// `rollback`.
    pub rollback: bool,
    /// `resetOnHealthyTask`. Default true.
    pub reset_on_healthy_task: bool,
    /// `thresholdConfiguration`.
    pub threshold: CircuitBreakerThreshold,
}

impl Default for DeploymentCircuitBreaker {
    fn default() -> Self {
        Self {
            enable: false,
            rollback: false,
            reset_on_healthy_task: true,
            threshold: CircuitBreakerThreshold::default(),
        }
    }
}

/// `thresholdConfiguration`: at how many failures the circuit breaker trips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CircuitBreakerThreshold {
    /// `type`.
    pub kind: ThresholdType,
    /// `value`: percent of the desired count, or a number of tasks.
    pub value: u32,
}

wire_names! {
    /// `type` of a `thresholdConfiguration`.
    ThresholdType {
        BoundedPercent "BOUNDED_PERCENT",
        UnboundedPercent "UNBOUNDED_PERCENT",
        Count "COUNT",
    }
}

impl Default for CircuitBreakerThreshold {
    fn default() -> Self {
        Self {
            kind: ThresholdType::BoundedPercent,
            value: 50,
        }
    }
}

impl CircuitBreakerThreshold {
    /// At so many failures the deployment fails. Rule: `CircuitBreakerThreshold`.
    pub const fn failures(self, desired_count: u32) -> u32 {
        let percent = (desired_count as u64 * self.value as u64).div_ceil(100) as u32;
        match self.kind {
            ThresholdType::Count => self.value,
            // Nothing has failed yet where nothing is desired.
            ThresholdType::UnboundedPercent if percent == 0 => 1,
            ThresholdType::UnboundedPercent => percent,
            ThresholdType::BoundedPercent if percent < 3 => 3,
            ThresholdType::BoundedPercent if percent > 200 => 200,
            ThresholdType::BoundedPercent => percent,
        }
    }
}

/// `alarms`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeploymentAlarms {
    /// `alarmNames`.
    pub alarm_names: Vec<String>,
    /// `enable`.
    pub enable: bool,
    /// `rollback`.
    pub rollback: bool,
}

/// `earlySuccessCriteria`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarlySuccessCriteria {
    /// `enable`.
    pub enable: bool,
    /// `healthyPercent` of the desired count.
    pub healthy_percent: u32,
    /// `sourceServiceRevisionCleanup`.
    pub source_service_revision_cleanup: SourceServiceRevisionCleanup,
}

wire_names! {
    /// `sourceServiceRevisionCleanup`: whether a deployment waits for the tasks that it replaces to be gone.
    SourceServiceRevisionCleanup {
        Blocking "BLOCKING",
        Deferred "DEFERRED",
    }
}

impl Default for EarlySuccessCriteria {
    fn default() -> Self {
        Self {
            enable: false,
            healthy_percent: 100,
            source_service_revision_cleanup: SourceServiceRevisionCleanup::Blocking,
        }
    }
}

impl EarlySuccessCriteria {
    /// So many healthy new tasks are enough. Rule: `EarlySuccess`.
    pub const fn needed_count(self, desired_count: u32) -> u32 {
        let needed = (desired_count as u64 * self.healthy_percent as u64).div_ceil(100) as u32;
        if needed == 0 { 1 } else { needed }
    }
}

/// One of `lifecycleHooks`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeploymentLifecycleHook {
    /// `hookTargetArn`; none for a `PAUSE` hook.
    pub hook_target_arn: Option<String>,
    /// What is asked at the stage.
    pub target_type: HookTargetType,
    /// `lifecycleStages`.
    pub lifecycle_stages: Vec<LifecycleStage>,
    /// `timeoutInMinutes`, for `PAUSE`. Default 1,440 minutes.
    pub timeout: Duration,
    /// What a `PAUSE` does that nobody ends.
    pub timeout_action: HookTimeoutAction,
}

wire_names! {
    /// What kind of thing a lifecycle hook asks.
    HookTargetType {
        Lambda "AWS_LAMBDA",
        Pause "PAUSE",
    }
}

wire_names! {
    /// What becomes of a deployment whose `PAUSE` nobody ends.
    HookTimeoutAction {
        Rollback "ROLLBACK",
        Continue "CONTINUE",
    }
}

wire_names! {
    /// `lifecycleStage` of a service deployment.
    LifecycleStage {
        ReconcileService "RECONCILE_SERVICE",
        PreScaleUp "PRE_SCALE_UP",
        ScaleUp "SCALE_UP",
        PostScaleUp "POST_SCALE_UP",
        TestTrafficShift "TEST_TRAFFIC_SHIFT",
        PostTestTrafficShift "POST_TEST_TRAFFIC_SHIFT",
        PreProductionTrafficShift "PRE_PRODUCTION_TRAFFIC_SHIFT",
        ProductionTrafficShift "PRODUCTION_TRAFFIC_SHIFT",
        PostProductionTrafficShift "POST_PRODUCTION_TRAFFIC_SHIFT",
        BakeTime "BAKE_TIME",
        CleanUp "CLEAN_UP",
    }
}

impl LifecycleStage {
    /// Whether a hook of this kind can be asked at this stage. Rule: `HookStages`.
    pub const fn takes(self, hook: HookTargetType) -> bool {
        match self {
            Self::ScaleUp | Self::BakeTime | Self::CleanUp => false,
            Self::TestTrafficShift | Self::ProductionTrafficShift => {
                matches!(hook, HookTargetType::Lambda)
            }
            _ => true,
        }
    }
}

/// `deploymentConfiguration` of a request, the percents aside; absent stays, or is AWS's default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeploymentConfigurationInput {
    /// `strategy`.
    pub strategy: Option<DeploymentStrategy>,
    /// `bakeTimeInMinutes`.
    pub bake_time: Option<Duration>,
    /// `deploymentCircuitBreaker`.
    pub deployment_circuit_breaker: Option<DeploymentCircuitBreaker>,
    /// `alarms`.
    pub alarms: Option<DeploymentAlarms>,
    /// `earlySuccessCriteria`.
    pub early_success_criteria: Option<EarlySuccessCriteria>,
    /// `lifecycleHooks`.
    pub lifecycle_hooks: Option<Vec<DeploymentLifecycleHook>>,
}

impl From<DeploymentConfiguration> for DeploymentConfigurationInput {
    fn from(all: DeploymentConfiguration) -> Self {
        Self {
            strategy: Some(all.strategy),
            bake_time: Some(all.bake_time),
            deployment_circuit_breaker: Some(all.deployment_circuit_breaker),
            alarms: Some(all.alarms),
            early_success_criteria: Some(all.early_success_criteria),
            lifecycle_hooks: Some(all.lifecycle_hooks),
        }
    }
}

impl DeploymentConfigurationInput {
    /// Nothing said.
    pub const NONE: Self = Self {
        strategy: None,
        bake_time: None,
        deployment_circuit_breaker: None,
        alarms: None,
        early_success_criteria: None,
        lifecycle_hooks: None,
    };

    /// What is in force after this, where `before` was.
    pub(super) fn over(self, before: DeploymentConfiguration) -> DeploymentConfiguration {
        DeploymentConfiguration {
            minimum_healthy_percent: before.minimum_healthy_percent,
            maximum_percent: before.maximum_percent,
            strategy: self.strategy.unwrap_or(before.strategy),
            bake_time: self.bake_time.unwrap_or(before.bake_time),
            deployment_circuit_breaker: self
                .deployment_circuit_breaker
                .unwrap_or(before.deployment_circuit_breaker),
            alarms: self.alarms.unwrap_or(before.alarms),
            early_success_criteria: self
                .early_success_criteria
                .unwrap_or(before.early_success_criteria),
            lifecycle_hooks: self.lifecycle_hooks.unwrap_or(before.lifecycle_hooks),
        }
    }
}
