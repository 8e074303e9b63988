//! `deploymentConfiguration` and the calls about service deployments, as AWS has them.

use sim::{
    Duration, HookTargetType, HookTimeoutAction, LifecycleStage, SourceServiceRevisionCleanup,
};
use sim::{StopType, ThresholdType};

use super::service::Unread;
use crate::field::{Blank, Field};
use crate::json::{Node, Value};
use crate::reader::Reader;
use crate::record::{choices, input, named};
use crate::writer::Writer;

input! {
    /// `deploymentConfiguration`.
    pub DeploymentConfiguration {
        Acts "minimumHealthyPercent" minimum_healthy_percent: Option<u32>;
        Acts "maximumPercent" maximum_percent: Option<u32>;
        Acts "strategy" strategy: Option<StrategyName>;
        Acts "bakeTimeInMinutes" bake_time_minutes: Option<u32>;
        Acts "linearConfiguration" linear_configuration: Option<LinearConfiguration>;
        Acts "canaryConfiguration" canary_configuration: Option<CanaryConfiguration>;
        Acts "deploymentCircuitBreaker" deployment_circuit_breaker: Option<CircuitBreaker>;
        Acts "alarms" alarms: Option<Alarms>;
        Acts "earlySuccessCriteria" early_success_criteria: Option<EarlySuccess>;
        Acts "lifecycleHooks" lifecycle_hooks: Option<Vec<LifecycleHook>>;
    }
}

/// `strategy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrategyName {
    /// `ROLLING`.
    Rolling,
    /// `BLUE_GREEN`.
    BlueGreen,
    /// `LINEAR`.
    Linear,
    /// `CANARY`.
    Canary,
}

named! { StrategyName, "deployment strategy" {
    "ROLLING" => Self::Rolling,
    "BLUE_GREEN" => Self::BlueGreen,
    "LINEAR" => Self::Linear,
    "CANARY" => Self::Canary,
} }

input! {
    /// `linearConfiguration`.
    pub LinearConfiguration {
        Acts "stepPercent" step_percent: Tenths, or Tenths(100);
        Acts "stepBakeTimeInMinutes" step_bake_minutes: u32, or 6;
    }
}

input! {
    /// `canaryConfiguration`.
    pub CanaryConfiguration {
        Acts "canaryPercent" canary_percent: Tenths, or Tenths(50);
        Acts "canaryBakeTimeInMinutes" canary_bake_minutes: u32, or 10;
    }
}

input! {
    /// `deploymentCircuitBreaker`.
    pub CircuitBreaker {
        Acts "enable" enable: bool, as Required;
        Acts "rollback" rollback: bool, as Required;
        Acts "resetOnHealthyTask" reset_on_healthy_task: bool, or true;
        Acts "thresholdConfiguration" threshold: Option<Threshold>;
    }
}

input! {
    /// `thresholdConfiguration`.
    pub Threshold {
        Acts "type" r#type: ThresholdType, as Required;
        Acts "value" value: u32, as Required;
    }
}

input! {
    /// `alarms`.
    pub Alarms {
        Acts "alarmNames" alarm_names: Vec<String>, as Required;
        Acts "enable" enable: bool, as Required;
        Acts "rollback" rollback: bool, as Required;
    }
}

input! {
    /// `earlySuccessCriteria`.
    pub EarlySuccess {
        Acts "enable" enable: bool, as Required;
        Acts "healthyPercent" healthy_percent: u32, or 100;
        Acts "sourceServiceRevisionCleanup" cleanup: SourceServiceRevisionCleanup;
    }
}

input! {
    /// One of `lifecycleHooks`.
    pub LifecycleHook {
        Acts "hookTargetArn" hook_target_arn: Option<String>;
        Acts "targetType" target_type: HookTargetType;
        Acts "lifecycleStages" lifecycle_stages: Vec<LifecycleStage>, as Required;
        Acts "timeoutConfiguration" timeout: TimeoutConfiguration;
        Kept "roleArn" role_arn: Unread;
        Kept "hookDetails" hook_details: Unread;
    }
}

input! {
    /// `timeoutConfiguration`.
    pub TimeoutConfiguration {
        Acts "timeoutInMinutes" timeout_minutes: u32, or 1_440;
        Acts "action" action: HookTimeoutAction;
    }
}

input! {
    /// The input of `StopServiceDeployment`.
    pub StopServiceDeployment {
        Acts "serviceDeploymentArn" service_deployment: String, as Required;
        Acts "stopType" stop_type: StopType;
    }
}

input! {
    /// The input of `ContinueServiceDeployment`; without a `hookId`, the first hook that waits.
    pub ContinueServiceDeployment {
        Acts "serviceDeploymentArn" service_deployment: String, as Required;
        Acts "hookId" hook_id: Option<u32>;
        Acts "action" action: Option<HookTimeoutAction>;
    }
}

input! {
    /// The input of `SetHookFunction`: what the function behind lifecycle hooks answers from now on.
    pub SetHookFunction {
        Acts "functionArn" function: String, as Required;
        Acts "hookStatus" answer: HookAnswerName, as Required;
        Acts "callBackDelay" call_back_delay: Option<Duration>;
        Acts "takes" takes: Option<Duration>;
    }
}

/// What the function behind a lifecycle hook answers, those that are no `hookStatus` included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookAnswerName {
    /// `SUCCEEDED`.
    Succeeded,
    /// `FAILED`.
    Failed,
    /// `IN_PROGRESS`.
    InProgress,
    /// An answer without a `hookStatus`.
    NoStatus,
    /// An error.
    Error,
    /// No answer.
    Nothing,
}

named! { HookAnswerName, "answer of a hook" {
    "SUCCEEDED" => Self::Succeeded,
    "FAILED" => Self::Failed,
    "IN_PROGRESS" => Self::InProgress,
    "NO_STATUS" => Self::NoStatus,
    "ERROR" => Self::Error,
    "NO_ANSWER" => Self::Nothing,
} }

choices! {
    ThresholdType "type of threshold";
    SourceServiceRevisionCleanup "cleanup";
    HookTargetType "type of lifecycle hook";
    HookTimeoutAction "action";
    LifecycleStage "lifecycle stage";
    StopType "type of stop";
}

/// A percentage in tenths, written as a number such as 12.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tenths(pub u32);

impl Blank for Tenths {
    fn blank() -> Self {
        Self(0)
    }
}

impl Field for Tenths {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        let Value::Number(number) = &node.value else {
            reader.wrong_type(node, "a number", "");
            return;
        };
        let (whole, tenth) = number.split_once('.').unwrap_or((number, "0"));
        let tenths = whole.parse::<u32>().ok().zip(tenth.parse::<u32>().ok());
        match tenths.filter(|(whole, tenth)| *whole <= 100 && *tenth < 10 && number.len() <= 5) {
            Some((whole, tenth)) => self.0 = whole * 10 + tenth,
            None => {
                let place = reader.place();
                let message = format!("{place} must be a percentage in tenths, such as 12.5.");
                reader.problem(node, message);
            }
        }
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(&format!("{}.{}", self.0 / 10, self.0 % 10));
    }
}
