//! What scripts say about deployments and about the alarms that they watch.

use document::script::{self, Call, HookAnswerName, StrategyName, Tenths};
use sim::{
    AlarmCommand, CircuitBreakerThreshold, Command, DeploymentAlarms, DeploymentCircuitBreaker,
    DeploymentConfigurationInput, DeploymentLifecycleHook, DeploymentStrategy, Duration,
    EarlySuccessCriteria, HookAnswer, HookCommand, HookFunction, HookTimeoutAction, Rejection,
};

use super::Names;

/// The period of an alarm that does not say it.
const PERIOD: Duration = Duration::from_secs(60);

/// The command of a call about service deployments or alarms.
///
/// # Errors
/// What a name that nothing bears is answered.
pub(super) fn command(call: &Call, names: &Names<'_>) -> Result<Command, Rejection> {
    Ok(match call {
        Call::StopServiceDeployment(input) => Command::StopServiceDeployment {
            service_deployment: names.service_deployment(&input.service_deployment)?,
            stop_type: input.stop_type,
        },
        Call::ContinueServiceDeployment(input) => Command::Hook(HookCommand::Continue {
            service_deployment: names.service_deployment(&input.service_deployment)?,
            hook_id: input.hook_id,
            action: input.action.unwrap_or(HookTimeoutAction::Continue),
        }),
        Call::SetHookFunction(input) => Command::Hook(HookCommand::SetFunction {
            arn: input.function.clone(),
            function: HookFunction {
                answer: answer(input),
                takes: input.takes.unwrap_or(HookFunction::default().takes),
            },
        }),
        Call::PutMetricAlarm(input) => Command::Alarm(AlarmCommand::Put {
            name: input.alarm_name.clone(),
            period: input.period.unwrap_or(PERIOD),
            evaluation_periods: input.evaluation_periods,
        }),
        Call::SetAlarmState(input) => Command::Alarm(AlarmCommand::SetState {
            name: input.alarm_name.clone(),
            state: input.state_value,
        }),
        _ => unreachable!("the other calls are about something else"),
    })
}

fn answer(input: &script::SetHookFunction) -> HookAnswer {
    match input.answer {
        HookAnswerName::Succeeded => HookAnswer::Succeeded,
        HookAnswerName::Failed => HookAnswer::Failed,
        HookAnswerName::InProgress => HookAnswer::InProgress(input.call_back_delay),
        HookAnswerName::NoStatus => HookAnswer::NoStatus,
        HookAnswerName::Error => HookAnswer::Error,
        HookAnswerName::Nothing => HookAnswer::Nothing,
    }
}

/// `deploymentConfiguration`, the percents aside.
pub(super) fn configuration(
    input: &script::DeploymentConfiguration,
) -> DeploymentConfigurationInput {
    let breaker = |breaker: &script::CircuitBreaker| DeploymentCircuitBreaker {
        enable: breaker.enable,
        rollback: breaker.rollback,
        reset_on_healthy_task: breaker.reset_on_healthy_task,
        threshold: breaker.threshold.as_ref().map_or_else(
            CircuitBreakerThreshold::default,
            |threshold| CircuitBreakerThreshold {
                kind: threshold.r#type,
                value: threshold.value,
            },
        ),
    };
    let alarms = |alarms: &script::Alarms| DeploymentAlarms {
        alarm_names: alarms.alarm_names.clone(),
        enable: alarms.enable,
        rollback: alarms.rollback,
    };
    let early_success = |criteria: &script::EarlySuccess| EarlySuccessCriteria {
        enable: criteria.enable,
        healthy_percent: criteria.healthy_percent,
        source_service_revision_cleanup: criteria.cleanup,
    };
    let hooks = |hooks: &Vec<script::LifecycleHook>| hooks.iter().map(hook).collect();
    DeploymentConfigurationInput {
        strategy: input.strategy.map(|name| strategy(name, input)),
        bake_time: input.bake_time_minutes.map(minutes),
        deployment_circuit_breaker: input.deployment_circuit_breaker.as_ref().map(breaker),
        alarms: input.alarms.as_ref().map(alarms),
        early_success_criteria: input.early_success_criteria.as_ref().map(early_success),
        lifecycle_hooks: input.lifecycle_hooks.as_ref().map(hooks),
    }
}

fn strategy(name: StrategyName, input: &script::DeploymentConfiguration) -> DeploymentStrategy {
    match name {
        StrategyName::Rolling => DeploymentStrategy::Rolling,
        StrategyName::BlueGreen => DeploymentStrategy::BlueGreen,
        StrategyName::Linear => {
            let usual = (Tenths(100), 6);
            let said = input.linear_configuration.as_ref();
            let (percent, bake_minutes) =
                said.map_or(usual, |said| (said.step_percent, said.step_bake_minutes));
            DeploymentStrategy::Linear {
                step_percent_tenths: percent.0,
                step_bake_time: minutes(bake_minutes),
            }
        }
        StrategyName::Canary => {
            let usual = (Tenths(50), 10);
            let said = input.canary_configuration.as_ref();
            let (percent, bake_minutes) = said.map_or(usual, |said| {
                (said.canary_percent, said.canary_bake_minutes)
            });
            DeploymentStrategy::Canary {
                canary_percent_tenths: percent.0,
                canary_bake_time: minutes(bake_minutes),
            }
        }
    }
}

fn hook(hook: &script::LifecycleHook) -> DeploymentLifecycleHook {
    DeploymentLifecycleHook {
        hook_target_arn: hook.hook_target_arn.clone(),
        target_type: hook.target_type,
        lifecycle_stages: hook.lifecycle_stages.clone(),
        timeout: minutes(hook.timeout.timeout_minutes),
        timeout_action: hook.timeout.action,
    }
}

fn minutes(count: u32) -> Duration {
    Duration::from_secs(60 * u64::from(count))
}
