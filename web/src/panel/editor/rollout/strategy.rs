//! `strategy` and what belongs to it.

use sim::limits::BAKE_MINUTES_MAX;
use sim::{DeploymentConfiguration, DeploymentStrategy, Duration, Service};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use super::super::tenths::{tenths_of, written};
use super::configuring::Configuring;
use super::waiting::waiting;
use crate::action::Action;
use crate::panel::field::{ChoiceField, NumberField, plain_names};

const STRATEGIES: [&str; 4] = ["ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"];
/// Seconds.
const MINUTE: u64 = 60;

/// The part of the service's tab.
pub(in super::super) fn strategy(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let fields = Configuring { part, service };
    let configuration = &service.deployment_configuration;
    let is_rolling = configuration.strategy == DeploymentStrategy::Rolling;
    let check = fields.check(|all, name: AttrValue| all.strategy = usual(&name));
    let on_commit = part
        .act
        .reform(|name: AttrValue| Action::ChangeStrategy(usual(&name)));
    html! {
        <div role="group" aria-labelledby="strategy-title">
            <h3 id="strategy-title">{ FieldText::Strategy.say(language) }</h3>
            { waiting(part, service) }
            <ChoiceField id="strategy" name="strategy" value={configuration.strategy.name()} names={plain_names(&STRATEGIES)}
                help={FieldText::StrategyHelp.say(language)} {check} {on_commit} />
            { parameters(fields) }
            if !is_rolling {
                { minutes(fields, ("bake-time", "bakeTimeInMinutes"), configuration.bake_time, FieldText::BakeTime,
                    |all, span| all.bake_time = span) }
            }
        </div>
    }
}

/// A strategy with AWS's defaults.
fn usual(name: &str) -> DeploymentStrategy {
    match name {
        "BLUE_GREEN" => DeploymentStrategy::BlueGreen,
        "LINEAR" => DeploymentStrategy::Linear {
            step_percent_tenths: 100,
            step_bake_time: Duration::from_secs(6 * MINUTE),
        },
        "CANARY" => DeploymentStrategy::Canary {
            canary_percent_tenths: 50,
            canary_bake_time: Duration::from_secs(10 * MINUTE),
        },
        _ => DeploymentStrategy::Rolling,
    }
}

fn parameters(fields: Configuring<'_>) -> Html {
    match fields.service.deployment_configuration.strategy {
        DeploymentStrategy::Rolling | DeploymentStrategy::BlueGreen => Html::default(),
        DeploymentStrategy::Linear {
            step_percent_tenths: tenths,
            step_bake_time: span,
        } => html! {
            <>
                { percent(fields, ("step-percent", "stepPercent"), tenths, FieldText::StepPercent, |all, tenths| {
                    if let DeploymentStrategy::Linear { step_percent_tenths, .. } = &mut all.strategy {
                        *step_percent_tenths = tenths;
                    }
                }) }
                { minutes(fields, ("step-bake", "stepBakeTimeInMinutes"), span, FieldText::StepBake, |all, span| {
                    if let DeploymentStrategy::Linear { step_bake_time, .. } = &mut all.strategy {
                        *step_bake_time = span;
                    }
                }) }
            </>
        },
        DeploymentStrategy::Canary {
            canary_percent_tenths: tenths,
            canary_bake_time: span,
        } => html! {
            <>
                { percent(fields, ("canary-percent", "canaryPercent"), tenths, FieldText::CanaryPercent, |all, tenths| {
                    if let DeploymentStrategy::Canary { canary_percent_tenths, .. } = &mut all.strategy {
                        *canary_percent_tenths = tenths;
                    }
                }) }
                { minutes(fields, ("canary-bake", "canaryBakeTimeInMinutes"), span, FieldText::CanaryBake, |all, span| {
                    if let DeploymentStrategy::Canary { canary_bake_time, .. } = &mut all.strategy {
                        *canary_bake_time = span;
                    }
                }) }
            </>
        },
    }
}

/// A percentage with tenths.
fn percent(
    fields: Configuring<'_>,
    (id, name): (&'static str, &'static str),
    tenths: u32,
    help: FieldText,
    set: impl Fn(&mut DeploymentConfiguration, u32) + 'static,
) -> Html {
    let value = written(tenths);
    fields.text((id.into(), name.into()), value, help, move |all, text| {
        set(all, tenths_of(&text));
    })
}

fn minutes(
    fields: Configuring<'_>,
    (id, name): (&'static str, &'static str),
    span: Duration,
    help: FieldText,
    set: impl Fn(&mut DeploymentConfiguration, Duration) + 'static,
) -> Html {
    let field = NumberField {
        id,
        name,
        value: span.as_secs() / MINUTE,
        max: BAKE_MINUTES_MAX,
        unit: FieldText::UnitMinutes,
        ..NumberField::plain(fields.part.language(), help)
    };
    fields.number(field, move |all, value| {
        set(all, Duration::from_secs(u64::from(value) * MINUTE));
    })
}
