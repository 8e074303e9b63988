//! What AWS refuses in a `deploymentConfiguration`.

use alloc::format;

use super::{
    CircuitBreakerThreshold, DeploymentAlarms, DeploymentConfiguration, DeploymentLifecycleHook,
    DeploymentStrategy, EarlySuccessCriteria, HookTargetType, ThresholdType,
};
use crate::limits::{
    ALARM_NAME_LENGTH_MAX, BAKE_MINUTES_MAX, BREAKER_COUNT_MAX, DEPLOYMENT_ALARMS_MAX,
    LIFECYCLE_HOOKS_MAX, MAXIMUM_PERCENT_MAX, PAUSE_MINUTES_MAX,
};
use crate::{Duration, Rejection, Rule};

impl DeploymentConfiguration {
    /// # Errors
    /// What AWS refuses, and what is not simulated.
    pub fn check(&self) -> Result<(), Rejection> {
        self.check_percents()?;
        self.check_strategy()?;
        self.check_bake_time("bakeTimeInMinutes", self.bake_time)?;
        let breaker = &self.deployment_circuit_breaker;
        check_threshold(breaker.threshold)?;
        check_alarms(&self.alarms)?;
        self.check_early_success(self.early_success_criteria)?;
        self.check_hooks()
    }

    fn check_percents(&self) -> Result<(), Rejection> {
        let (minimum, maximum) = (self.minimum_healthy_percent, self.maximum_percent);
        if minimum > 100 {
            return Err(Rejection::invalid_parameter(
                "minimumHealthyPercent must be between 0 and 100.",
            ));
        }
        if maximum < minimum || maximum == 0 {
            return Err(Rejection::invalid_parameter(
                "maximumPercent must be greater than 0 and at least minimumHealthyPercent.",
            ));
        }
        if maximum > MAXIMUM_PERCENT_MAX {
            return Err(Rejection::invalid_parameter(format!(
                "maximumPercent must be at most {MAXIMUM_PERCENT_MAX}."
            )));
        }
        Ok(())
    }

    fn check_strategy(&self) -> Result<(), Rejection> {
        match self.strategy {
            DeploymentStrategy::Rolling => return Ok(()),
            DeploymentStrategy::BlueGreen => {}
            DeploymentStrategy::Linear {
                step_percent_tenths,
                step_bake_time,
            } => {
                check_tenths("stepPercent", step_percent_tenths, 30)?;
                self.check_bake_time("stepBakeTimeInMinutes", step_bake_time)?;
            }
            DeploymentStrategy::Canary {
                canary_percent_tenths,
                canary_bake_time,
            } => {
                check_tenths("canaryPercent", canary_percent_tenths, 1)?;
                self.check_bake_time("canaryBakeTimeInMinutes", canary_bake_time)?;
            }
        }
        Ok(())
    }

    fn check_bake_time(&self, what: &str, bake_time: Duration) -> Result<(), Rejection> {
        if bake_time > Duration::from_secs(60 * BAKE_MINUTES_MAX) {
            return Err(Rejection::invalid_parameter(format!(
                "{what} must be between 0 and {BAKE_MINUTES_MAX}."
            )));
        }
        Ok(())
    }

    fn check_early_success(&self, criteria: EarlySuccessCriteria) -> Result<(), Rejection> {
        if !criteria.enable {
            return Ok(());
        }
        let minimum = self.minimum_healthy_percent;
        if !(minimum..=100).contains(&criteria.healthy_percent) {
            return Err(Rejection::invalid_parameter(
                "healthyPercent must be between minimumHealthyPercent and 100.",
            )
            .by(Rule::EarlySuccess));
        }
        if self.strategy != DeploymentStrategy::Rolling {
            return Err(Rejection::invalid_parameter(
                "earlySuccessCriteria needs the deployment strategy ROLLING.",
            )
            .by(Rule::EarlySuccess));
        }
        Ok(())
    }

    fn check_hooks(&self) -> Result<(), Rejection> {
        let hooks = &self.lifecycle_hooks;
        if hooks.len() > LIFECYCLE_HOOKS_MAX {
            return Err(Rejection::invalid_parameter(format!(
                "A service can have at most {LIFECYCLE_HOOKS_MAX} lifecycle hooks."
            )));
        }
        hooks.iter().try_for_each(check_hook)?;
        if !hooks.is_empty() && self.strategy == DeploymentStrategy::Rolling {
            return Err(Rejection::invalid_parameter(
                "lifecycleHooks need the deployment strategy BLUE_GREEN, LINEAR or CANARY.",
            )
            .by(Rule::HookStages));
        }
        Ok(())
    }
}

fn check_tenths(what: &str, tenths: u32, least: u32) -> Result<(), Rejection> {
    if (least..=1_000).contains(&tenths) {
        return Ok(());
    }
    Err(Rejection::invalid_parameter(format!(
        "{what} must be between {}.{} and 100.0.",
        least / 10,
        least % 10
    )))
}

fn check_threshold(threshold: CircuitBreakerThreshold) -> Result<(), Rejection> {
    let most = match threshold.kind {
        ThresholdType::Count => BREAKER_COUNT_MAX,
        _ => 100,
    };
    if (1..=most).contains(&threshold.value) {
        return Ok(());
    }
    Err(Rejection::invalid_parameter(format!(
        "The value of a thresholdConfiguration of type {} must be between 1 and {most}.",
        threshold.kind.name()
    ))
    .by(Rule::CircuitBreakerThreshold))
}

fn check_alarms(alarms: &DeploymentAlarms) -> Result<(), Rejection> {
    let names = &alarms.alarm_names;
    if names.len() > DEPLOYMENT_ALARMS_MAX {
        return Err(Rejection::invalid_parameter(format!(
            "alarmNames can have at most {DEPLOYMENT_ALARMS_MAX} names."
        )));
    }
    if alarms.enable && names.is_empty() {
        return Err(Rejection::invalid_parameter(
            "alarmNames can not be empty when alarms are enabled.",
        ));
    }
    let is_sound = |name: &str| !name.is_empty() && name.len() <= ALARM_NAME_LENGTH_MAX;
    if !names.iter().all(|name| is_sound(name)) {
        return Err(Rejection::invalid_parameter(format!(
            "The name of an alarm has 1 to {ALARM_NAME_LENGTH_MAX} characters."
        )));
    }
    Ok(())
}

fn check_hook(hook: &DeploymentLifecycleHook) -> Result<(), Rejection> {
    let refuse = |message: alloc::string::String| {
        Err(Rejection::invalid_parameter(message).by(Rule::HookStages))
    };
    let kind = hook.target_type;
    if hook.lifecycle_stages.is_empty() {
        return refuse("lifecycleStages can not be empty.".into());
    }
    let stages = &hook.lifecycle_stages;
    if let Some(stage) = stages.iter().find(|stage| !stage.takes(kind)) {
        let (stage, kind) = (stage.name(), kind.name());
        return refuse(format!(
            "A lifecycle hook of type {kind} cannot be at the stage {stage}."
        ));
    }
    if kind == HookTargetType::Lambda && hook.hook_target_arn.is_none() {
        return refuse("A lifecycle hook of type AWS_LAMBDA needs a hookTargetArn.".into());
    }
    let minutes = Duration::from_secs(60)..=Duration::from_secs(60 * PAUSE_MINUTES_MAX);
    if kind == HookTargetType::Pause && !minutes.contains(&hook.timeout) {
        return refuse(format!(
            "timeoutInMinutes must be between 1 and {PAUSE_MINUTES_MAX}."
        ));
    }
    Ok(())
}
