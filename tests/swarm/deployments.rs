//! Drawn circuit breakers, alarms and early success, and what is done to deployments under way.

use sim::{
    AlarmCommand, AlarmState, CircuitBreakerThreshold, Command, DeploymentAlarms,
    DeploymentCircuitBreaker, DeploymentConfigurationInput, Duration, EarlySuccessCriteria,
    SourceServiceRevisionCleanup, StopType, ThresholdType, UpdateService,
};

use super::Dice;
use crate::support::Stage;

/// The name of the only alarm.
const ALARM: &str = "errors";

pub(super) fn draw(dice: &mut Dice, stage: &Stage) -> Command {
    let name = ALARM.to_owned();
    match dice.roll(6) {
        0 => Command::Alarm(AlarmCommand::Put {
            name,
            period: Duration::from_secs(10 + dice.roll(100)),
            evaluation_periods: 1 + dice.roll(4) as u32,
        }),
        1 => Command::Alarm(AlarmCommand::SetState {
            name,
            state: dice.pick(AlarmState::ALL),
        }),
        2 => Command::StopServiceDeployment {
            service_deployment: stage.service().service_deployment().id,
            stop_type: dice.pick(StopType::ALL),
        },
        _ => Command::UpdateService(Box::new(UpdateService {
            deployment_configuration: configuration(dice),
            force_new_deployment: dice.roll(2) == 0,
            ..UpdateService::of(stage.service)
        })),
    }
}

fn configuration(dice: &mut Dice) -> DeploymentConfigurationInput {
    let breaker = DeploymentCircuitBreaker {
        enable: dice.roll(4) > 0,
        rollback: dice.roll(3) > 0,
        reset_on_healthy_task: dice.roll(3) > 0,
        threshold: CircuitBreakerThreshold {
            kind: dice.pick(ThresholdType::ALL),
            value: 1 + dice.roll(60) as u32,
        },
    };
    let alarms = DeploymentAlarms {
        alarm_names: vec![ALARM.to_owned()],
        enable: dice.roll(2) == 0,
        rollback: dice.roll(2) == 0,
    };
    let early_success = EarlySuccessCriteria {
        enable: dice.roll(2) == 0,
        healthy_percent: dice.roll(101) as u32,
        source_service_revision_cleanup: dice.pick(SourceServiceRevisionCleanup::ALL),
    };
    DeploymentConfigurationInput {
        deployment_circuit_breaker: Some(breaker),
        alarms: Some(alarms),
        early_success_criteria: (dice.roll(2) == 0).then_some(early_success),
        ..DeploymentConfigurationInput::NONE
    }
}

/// No deployment fails any more.
pub(super) fn healed() -> DeploymentConfigurationInput {
    DeploymentConfigurationInput {
        deployment_circuit_breaker: Some(DeploymentCircuitBreaker::default()),
        alarms: Some(DeploymentAlarms::default()),
        early_success_criteria: Some(EarlySuccessCriteria::default()),
        ..DeploymentConfigurationInput::NONE
    }
}
