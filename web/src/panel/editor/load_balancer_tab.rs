//! The target group's settings, and the requests that clients send.

use sim::limits::REQUESTS_PER_SECOND_MAX;
use sim::{Command, Duration, LoadBalancer, TargetGroup};
use words::panel::FieldText;
use yew::prelude::*;

use super::PartProps;
use super::check_texts::{matcher, path};
use super::target_group::{change_check, change_delay};
use crate::action::Action;
use crate::panel::field::{NumberField, number_field};

/// The third tab.
pub(super) fn load_balancer_tab(part: &PartProps) -> Html {
    let language = part.language();
    let world = &part.readout.world;
    let attached = part
        .readout
        .service()
        .and_then(|service| service.primary().load_balancers.first());
    let Some(group) = attached.and_then(|attached| world.target_group(attached.target_group))
    else {
        return html! { <p class="panel-empty">{ FieldText::NoLoadBalancer.say(language) }</p> };
    };
    let balancer = group
        .load_balancer
        .and_then(|balancer| world.load_balancer(balancer));
    let delay = NumberField {
        id: "deregistration-delay",
        governs: Some("draining"),
        name: "deregistration_delay.timeout_seconds",
        value: group.attributes.deregistration_delay.as_secs(),
        max: 3_600,
        step: 5,
        slider_max: Some(300),
        on_commit: change_delay(part, group),
        ..NumberField::plain(language, FieldText::DeregistrationDelay)
    };
    html! {
        <div class="panel-form">
            { balancer.map(|balancer| traffic(part, balancer)) }
            <h3>{ format!("{} · {}", FieldText::Checks.say(language), group.name) }</h3>
            { path(part, group) }
            { checks(part, group) }
            { matcher(part, group) }
            <h3>{ FieldText::Stopping.say(language) }</h3>
            { number_field(delay) }
        </div>
    }
}

fn traffic(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let load_balancer = balancer.id;
    let on_commit = part.act.reform(move |value: u64| {
        Action::Submit(Command::SetTraffic {
            load_balancer,
            requests_per_second: u32::try_from(value).unwrap_or(u32::MAX),
        })
    });
    let language = part.language();
    let field = NumberField {
        id: "requests-per-second",
        governs: Some("traffic"),
        name: "requests per second",
        value: balancer.traffic.requests_per_second.into(),
        max: REQUESTS_PER_SECOND_MAX.into(),
        step: 10,
        slider_max: Some(500),
        unit: FieldText::UnitPerSecond,
        on_commit,
        ..NumberField::plain(language, FieldText::RequestsPerSecond)
    };
    html! {
        <>
            <h3>{ format!("{} · {}", FieldText::Traffic.say(language), balancer.name) }</h3>
            { number_field(field) }
        </>
    }
}

/// How often targets are probed, and what decides.
fn checks(part: &PartProps, group: &TargetGroup) -> Html {
    let language = part.language();
    let check = &group.health_check;
    let (interval, timeout) = (check.interval.as_secs(), check.timeout.as_secs());
    let too_short =
        move |value| (value <= timeout).then_some(FieldText::IntervalTooShort { timeout });
    let too_long =
        move |value| (value >= interval).then_some(FieldText::TimeoutTooLong { interval });
    let threshold = |help| NumberField {
        min: 2,
        max: 10,
        unit: FieldText::UnitTimes,
        ..NumberField::plain(language, help)
    };
    let fields = [
        NumberField {
            id: "check-interval",
            governs: Some("target-group"),
            name: "interval",
            value: interval,
            min: 5,
            max: 300,
            step: 5,
            slider_max: Some(60),
            rule: Some(Callback::from(too_short)),
            on_commit: change_check(part, group, |check, value| {
                check.interval = Duration::from_secs(value);
            }),
            ..NumberField::plain(language, FieldText::CheckInterval)
        },
        NumberField {
            id: "check-timeout",
            governs: Some("target-group"),
            name: "timeout",
            value: timeout,
            min: 2,
            max: 120,
            rule: Some(Callback::from(too_long)),
            on_commit: change_check(part, group, |check, value| {
                check.timeout = Duration::from_secs(value);
            }),
            ..NumberField::plain(language, FieldText::CheckTimeout)
        },
        NumberField {
            id: "healthy-threshold",
            governs: Some("target-group"),
            name: "healthyThresholdCount",
            value: check.healthy_threshold.into(),
            on_commit: change_check(part, group, |check, value| {
                check.healthy_threshold = value as u32;
            }),
            ..threshold(FieldText::HealthyThreshold)
        },
        NumberField {
            id: "unhealthy-threshold",
            governs: Some("target-group"),
            name: "unhealthyThresholdCount",
            value: check.unhealthy_threshold.into(),
            on_commit: change_check(part, group, |check, value| {
                check.unhealthy_threshold = value as u32;
            }),
            ..threshold(FieldText::UnhealthyThreshold)
        },
    ];
    fields.into_iter().map(number_field).collect()
}
