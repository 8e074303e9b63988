//! `strategy` and what belongs to it.

use sim::limits::BAKE_MINUTES_MAX;
use sim::{DeploymentConfiguration, DeploymentStrategy, Duration, Service};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
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
    let value = format!("{}.{}", tenths / 10, tenths % 10);
    fields.text((id.into(), name.into()), value, help, move |all, text| {
        set(all, tenths_of(&text));
    })
}

/// `12.5` as tenths; what is no such number is out of every range.
fn tenths_of(text: &str) -> u32 {
    let (whole, tenth) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let is_sound = tenth.len() == 1 && (1..=3).contains(&whole.len());
    let digits = format!("{whole}{tenth}");
    digits.parse().ok().filter(|_| is_sound).unwrap_or(u32::MAX)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_read_to_a_tenth() {
        let read = ["5", "12.5", "100.0", " 0.1 "].map(tenths_of);
        assert_eq!(read, [50, 125, 1_000, 1]);
        for wrong in ["", "x", "1.25", "5.", "1000"] {
            assert!(tenths_of(wrong) > 1_000, "{wrong}");
        }
    }
}
