//! The service's settings: how many tasks, and how deployments replace them.

use sim::limits::{DESIRED_COUNT_MAX, GRACE_PERIOD_SECONDS_MAX, MAXIMUM_PERCENT_MAX};
use sim::{Command, DeploymentConfiguration, Duration, Service, UpdateService};
use words::panel::FieldText;
use yew::prelude::*;

use super::PartProps;
use super::bounds::bounds;
use super::stop_timeout::stop_timeout;
use crate::action::Action;
use crate::panel::field::NumberField;

/// What someone types but has not applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) desired_count: Option<u64>,
    pub(super) minimum_healthy_percent: Option<u64>,
    pub(super) maximum_percent: Option<u64>,
}

/// The second tab.
#[component]
pub(crate) fn ServiceTab(part: &PartProps) -> Html {
    let typed = use_state(Typed::default);
    let language = part.language();
    let Some(service) = part.readout.service() else {
        return html! { <p class="panel-empty">{ FieldText::NoService.say(language) }</p> };
    };
    let set = |change: fn(&mut Typed, Option<u64>)| {
        let typed = typed.clone();
        Callback::from(move |value| {
            let mut next = *typed;
            change(&mut next, value);
            typed.set(next);
        })
    };
    let DeploymentConfiguration {
        minimum_healthy_percent: minimum,
        maximum_percent: maximum,
    } = service.deployment_configuration;
    let below = move |value| {
        (value > u64::from(maximum)).then_some(FieldText::AboveMaximum {
            maximum: maximum.into(),
        })
    };
    let above = move |value| {
        (value < u64::from(minimum)).then_some(FieldText::BelowMinimum {
            minimum: minimum.into(),
        })
    };
    html! {
        <div class="panel-form">
            <h3>{ FieldText::Deployments.say(language) }</h3>
            <NumberField id="desired-count" name="desiredCount" {language} value={u64::from(service.desired_count)}
                max={u64::from(DESIRED_COUNT_MAX)} slider_max={Some(24)} unit={FieldText::UnitTasks}
                help={FieldText::DesiredCount}
                on_draft={set(|typed, value| typed.desired_count = value)}
                on_commit={update(part, service, |input, value| input.desired_count = Some(value))} />
            <NumberField id="minimum-healthy-percent" name="minimumHealthyPercent" {language} value={u64::from(minimum)}
                max={100} step={5} slider_max={Some(100)} unit={FieldText::UnitPercent}
                help={FieldText::MinimumHealthyPercent} rule={Some(Callback::from(below))}
                on_draft={set(|typed, value| typed.minimum_healthy_percent = value)}
                on_commit={update(part, service, |input, value| input.minimum_healthy_percent = Some(value))} />
            <NumberField id="maximum-percent" name="maximumPercent" {language} value={u64::from(maximum)}
                min={1} max={u64::from(MAXIMUM_PERCENT_MAX)} step={5} slider_max={Some(200)}
                unit={FieldText::UnitPercent} help={FieldText::MaximumPercent} rule={Some(Callback::from(above))}
                on_draft={set(|typed, value| typed.maximum_percent = value)}
                on_commit={update(part, service, |input, value| input.maximum_percent = Some(value))} />
            { bounds(service, *typed, language) }
            <h3>{ FieldText::Checks.say(language) }</h3>
            <NumberField id="grace-period" name="healthCheckGracePeriodSeconds" {language}
                value={service.health_check_grace_period.as_secs()} max={GRACE_PERIOD_SECONDS_MAX} step={5}
                unit={FieldText::UnitSeconds} help={FieldText::GracePeriod}
                on_commit={update(part, service, |input, value| {
                    input.health_check_grace_period = Some(Duration::from_secs(value.into()));
                })} />
            <h3>{ FieldText::Stopping.say(language) }</h3>
            { stop_timeout(part, service) }
        </div>
    }
}

/// An `UpdateService` with one value.
fn update(part: &PartProps, service: &Service, set: fn(&mut UpdateService, u32)) -> Callback<u64> {
    let id = service.id;
    part.act.reform(move |value: u64| {
        let mut input = UpdateService::of(id);
        set(&mut input, u32::try_from(value).unwrap_or(u32::MAX));
        Action::Submit(Command::UpdateService(Box::new(input)))
    })
}
