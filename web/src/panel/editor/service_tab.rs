//! The service's settings: how many tasks, and how deployments replace them.

use sim::limits::{DESIRED_COUNT_MAX, GRACE_PERIOD_SECONDS_MAX, MAXIMUM_PERCENT_MAX};
use sim::{Command, DeploymentConfiguration, Duration, Service, UpdateService};
use words::panel::FieldText;
use yew::prelude::*;

use super::PartProps;
use super::bounds::bounds;
use super::placement::placement;
use super::rollout::{actions, alarms, breaker, early_success, hooks, strategy};
use super::task_sets::task_sets;
use crate::action::Action;
use crate::panel::field::{NumberField, number_field};

/// What someone types but has not applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) desired_count: Option<u64>,
    pub(super) minimum_healthy_percent: Option<u64>,
    pub(super) maximum_percent: Option<u64>,
}

/// The second tab.
#[hook]
pub(super) fn use_service_tab(part: &PartProps) -> Html {
    let typed = use_state(Typed::default);
    let language = part.language();
    let Some(service) = part.readout.service() else {
        return html! { <p class="panel-empty">{ FieldText::NoService.say(language) }</p> };
    };
    html! {
        <div class="panel-form">
            <h3>{ FieldText::Deployments.say(language) }</h3>
            { counts(part, service, &typed) }
            if service.has_task_sets() {
                { task_sets(part, service) }
            } else {
                { rolling(part, service, *typed) }
            }
            <h3>{ FieldText::Checks.say(language) }</h3>
            { grace(part, service) }
            { placement(part, service) }
        </div>
    }
}

/// What only a service has that Amazon ECS itself deploys.
fn rolling(part: &PartProps, service: &Service, typed: Typed) -> Html {
    html! {
        <>
            { bounds(&part.readout.world, service, typed, part.language()) }
            { actions(part, service) }
            { strategy(part, service) }
            { hooks(part, service) }
            { breaker(part, service) }
            { alarms(part, service) }
            { early_success(part, service) }
        </>
    }
}

/// How many tasks, and both percents of that.
fn counts(part: &PartProps, service: &Service, typed: &UseStateHandle<Typed>) -> Html {
    let language = part.language();
    let set = |change: fn(&mut Typed, Option<u64>)| {
        let typed = typed.clone();
        Callback::from(move |value| {
            let mut next = *typed;
            change(&mut next, value);
            typed.set(next);
        })
    };
    let DeploymentConfiguration {
        minimum_healthy_percent,
        maximum_percent,
        ..
    } = service.deployment_configuration;
    let (minimum, maximum) = (
        u64::from(minimum_healthy_percent),
        u64::from(maximum_percent),
    );
    let below = move |value| (value > maximum).then_some(FieldText::AboveMaximum { maximum });
    let above = move |value| (value < minimum).then_some(FieldText::BelowMinimum { minimum });
    let fields = [
        NumberField {
            id: "desired-count",
            governs: Some("count"),
            name: "desiredCount",
            value: service.desired_count.into(),
            max: DESIRED_COUNT_MAX.into(),
            slider_max: Some(24),
            unit: FieldText::UnitTasks,
            on_draft: set(|typed, value| typed.desired_count = value),
            on_commit: update(part, service, |input, value| {
                input.desired_count = Some(value);
            }),
            ..NumberField::plain(language, FieldText::DesiredCount)
        },
        NumberField {
            id: "minimum-healthy-percent",
            governs: Some("bounds"),
            name: "minimumHealthyPercent",
            value: minimum,
            max: 100,
            step: 5,
            slider_max: Some(100),
            unit: FieldText::UnitPercent,
            rule: Some(Callback::from(below)),
            on_draft: set(|typed, value| typed.minimum_healthy_percent = value),
            on_commit: update(part, service, |input, value| {
                input.minimum_healthy_percent = Some(value);
            }),
            ..NumberField::plain(language, FieldText::MinimumHealthyPercent)
        },
        NumberField {
            id: "maximum-percent",
            governs: Some("bounds"),
            name: "maximumPercent",
            value: maximum,
            min: 1,
            max: MAXIMUM_PERCENT_MAX.into(),
            step: 5,
            slider_max: Some(200),
            unit: FieldText::UnitPercent,
            rule: Some(Callback::from(above)),
            on_draft: set(|typed, value| typed.maximum_percent = value),
            on_commit: update(part, service, |input, value| {
                input.maximum_percent = Some(value);
            }),
            ..NumberField::plain(language, FieldText::MaximumPercent)
        },
    ];
    // Task sets are scaled and not rolled: the percents say nothing of them.
    let shown = if service.has_task_sets() {
        1
    } else {
        fields.len()
    };
    fields.into_iter().take(shown).map(number_field).collect()
}

fn grace(part: &PartProps, service: &Service) -> Html {
    number_field(NumberField {
        id: "grace-period",
        governs: Some("checking"),
        name: "healthCheckGracePeriodSeconds",
        value: service.health_check_grace_period.as_secs(),
        max: GRACE_PERIOD_SECONDS_MAX,
        step: 5,
        on_commit: update(part, service, |input, value| {
            input.health_check_grace_period = Some(Duration::from_secs(value.into()));
        }),
        ..NumberField::plain(part.language(), FieldText::GracePeriod)
    })
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
