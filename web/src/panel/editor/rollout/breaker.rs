//! `deploymentCircuitBreaker`: when a deployment whose tasks keep failing is given up.

use sim::limits::BREAKER_COUNT_MAX;
use sim::{Service, ThresholdType};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use super::configuring::Configuring;
use crate::panel::field::NumberField;

/// The part of the service's tab.
pub(in super::super) fn breaker(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let fields = Configuring { part, service };
    let breaker = service.deployment_configuration.deployment_circuit_breaker;
    let is_count = breaker.threshold.kind == ThresholdType::Count;
    let threshold = NumberField {
        id: "breaker-value",
        name: "thresholdConfiguration.value",
        value: breaker.threshold.value.into(),
        min: 1,
        max: if is_count {
            BREAKER_COUNT_MAX.into()
        } else {
            100
        },
        unit: if is_count {
            FieldText::UnitTasks
        } else {
            FieldText::UnitPercent
        },
        ..NumberField::plain(language, FieldText::ThresholdValue)
    };
    let trips = FieldText::TripsAt {
        failures: breaker.threshold.failures(service.desired_count),
        desired: service.desired_count,
    };
    html! {
        <div role="group" aria-labelledby="breaker-title">
            <h3 id="breaker-title">{ FieldText::Breaker.say(language) }</h3>
            { fields.tick(("breaker-enable".into(), "deploymentCircuitBreaker.enable".into()), breaker.enable,
                FieldText::BreakerEnable, |all, value| all.deployment_circuit_breaker.enable = value) }
            { fields.tick(("breaker-rollback".into(), "deploymentCircuitBreaker.rollback".into()), breaker.rollback,
                FieldText::BreakerRollback, |all, value| all.deployment_circuit_breaker.rollback = value) }
            { fields.choice(("breaker-type".into(), "thresholdConfiguration.type".into()), (breaker.threshold.kind.name(), ThresholdType::NAMES),
                FieldText::ThresholdType, |all, name| {
                    if let Some(kind) = ThresholdType::ALL.iter().find(|kind| name == kind.name()) {
                        all.deployment_circuit_breaker.threshold.kind = *kind;
                    }
                }) }
            { fields.number(threshold, |all, value| all.deployment_circuit_breaker.threshold.value = value) }
            { fields.tick(("breaker-reset".into(), "resetOnHealthyTask".into()), breaker.reset_on_healthy_task,
                FieldText::BreakerReset, |all, value| all.deployment_circuit_breaker.reset_on_healthy_task = value) }
            <p class="panel-bounds" aria-live="polite">{ trips.say(language) }</p>
        </div>
    }
}
