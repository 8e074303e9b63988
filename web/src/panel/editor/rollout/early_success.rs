//! `earlySuccessCriteria`: when a deployment is complete before every task is of it.

use sim::{Service, SourceServiceRevisionCleanup};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use super::configuring::Configuring;
use crate::panel::field::NumberField;

/// The part of the service's tab.
pub(in super::super) fn early_success(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let fields = Configuring { part, service };
    let configuration = &service.deployment_configuration;
    let criteria = configuration.early_success_criteria;
    let percent = NumberField {
        id: "early-percent",
        name: "earlySuccessCriteria.healthyPercent",
        value: criteria.healthy_percent.into(),
        max: 100,
        step: 5,
        unit: FieldText::UnitPercent,
        ..NumberField::plain(language, FieldText::EarlyPercent)
    };
    let needs = FieldText::EarlyNeeds {
        count: criteria.needed_count(service.desired_count),
        desired: service.desired_count,
    };
    html! {
        <div role="group" aria-labelledby="early-title">
            <h3 id="early-title">{ FieldText::EarlySuccess.say(language) }</h3>
            { fields.tick(("early-enable".into(), "earlySuccessCriteria.enable".into()), criteria.enable,
                FieldText::EarlyEnable, |all, value| all.early_success_criteria.enable = value) }
            { fields.number(percent, |all, value| all.early_success_criteria.healthy_percent = value) }
            { fields.choice(("early-cleanup".into(), "sourceServiceRevisionCleanup".into()),
                (criteria.source_service_revision_cleanup.name(), SourceServiceRevisionCleanup::NAMES),
                FieldText::EarlyCleanup, |all, name| {
                    let found = SourceServiceRevisionCleanup::ALL.iter().find(|one| name == one.name());
                    if let Some(found) = found {
                        all.early_success_criteria.source_service_revision_cleanup = *found;
                    }
                }) }
            if criteria.enable {
                <p class="panel-bounds" aria-live="polite">{ needs.say(language) }</p>
            }
        </div>
    }
}
