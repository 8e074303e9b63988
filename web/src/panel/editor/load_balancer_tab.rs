//! The target group's settings, and the requests that clients send.

use sim::limits::REQUESTS_PER_SECOND_MAX;
use sim::{Command, Duration, LoadBalancer, TargetGroup, TargetHealthCheck};
use words::panel::FieldText;
use yew::prelude::*;

use super::PartProps;
use crate::action::Action;
use crate::panel::field::{Field, NumberField};
use crate::panel::matcher::{matcher_text, parse_matcher};

/// The third tab.
#[component]
pub(crate) fn LoadBalancerTab(part: &PartProps) -> Html {
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
    html! {
        <div class="panel-form">
            { balancer.map(|balancer| traffic(part, balancer)) }
            <h3>{ format!("{} · {}", FieldText::Checks.say(language), group.name) }</h3>
            { path(part, group) }
            { checks(part, group) }
            { matcher(part, group) }
            <h3>{ FieldText::Stopping.say(language) }</h3>
            <NumberField id="deregistration-delay" name="deregistration_delay.timeout_seconds" {language}
                value={group.deregistration_delay.as_secs()} max={3_600} step={5} slider_max={Some(300)}
                unit={FieldText::UnitSeconds} help={FieldText::DeregistrationDelay}
                on_commit={change_delay(part, group)} />
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
    html! {
        <>
            <h3>{ format!("{} · {}", FieldText::Traffic.say(language), balancer.name) }</h3>
            <NumberField id="requests-per-second" name="requests per second" {language} {on_commit}
                value={u64::from(balancer.traffic.requests_per_second)} max={u64::from(REQUESTS_PER_SECOND_MAX)}
                step={10} slider_max={Some(500)} unit={FieldText::UnitPerSecond}
                help={FieldText::RequestsPerSecond} />
        </>
    }
}

fn checks(part: &PartProps, group: &TargetGroup) -> Html {
    let language = part.language();
    let check = &group.health_check;
    let (interval, timeout) = (check.interval.as_secs(), check.timeout.as_secs());
    let too_short =
        move |value| (value <= timeout).then_some(FieldText::IntervalTooShort { timeout });
    let too_long =
        move |value| (value >= interval).then_some(FieldText::TimeoutTooLong { interval });
    html! {
        <>
            <NumberField id="check-interval" name="interval" {language} value={interval} min={5} max={300} step={5}
                slider_max={Some(60)} unit={FieldText::UnitSeconds} help={FieldText::CheckInterval}
                rule={Some(Callback::from(too_short))}
                on_commit={change_check(part, group, |check, value| check.interval = Duration::from_secs(value))} />
            <NumberField id="check-timeout" name="timeout" {language} value={timeout} min={2} max={120}
                unit={FieldText::UnitSeconds} help={FieldText::CheckTimeout} rule={Some(Callback::from(too_long))}
                on_commit={change_check(part, group, |check, value| check.timeout = Duration::from_secs(value))} />
            <NumberField id="healthy-threshold" name="healthyThresholdCount" {language} min={2} max={10}
                value={u64::from(check.healthy_threshold)} unit={FieldText::UnitTimes}
                help={FieldText::HealthyThreshold}
                on_commit={change_check(part, group, |check, value| check.healthy_threshold = value as u32)} />
            <NumberField id="unhealthy-threshold" name="unhealthyThresholdCount" {language} min={2} max={10}
                value={u64::from(check.unhealthy_threshold)} unit={FieldText::UnitTimes}
                help={FieldText::UnhealthyThreshold}
                on_commit={change_check(part, group, |check, value| check.unhealthy_threshold = value as u32)} />
        </>
    }
}

fn path(part: &PartProps, group: &TargetGroup) -> Html {
    let language = part.language();
    let check = Callback::from(move |text: AttrValue| {
        let is_sound = text.starts_with('/') && text.chars().count() <= 1_024;
        (!is_sound).then(|| AttrValue::from(FieldText::BadPath.say(language)))
    });
    html! {
        <Field id="check-path" name="path" {language} value={group.health_check.path.clone()} {check}
            help={FieldText::CheckPath.say(language)}
            on_commit={change_check(part, group, |check, text: AttrValue| check.path = text.to_string())} />
    }
}

fn matcher(part: &PartProps, group: &TargetGroup) -> Html {
    let language = part.language();
    let check = Callback::from(move |text: AttrValue| {
        parse_matcher(&text)
            .is_none()
            .then(|| AttrValue::from(FieldText::BadMatcher.say(language)))
    });
    html! {
        <Field id="check-matcher" name="matcher" {language} value={matcher_text(group.health_check.matcher)} {check}
            help={FieldText::Matcher.say(language)}
            on_commit={change_check(part, group, |check, text: AttrValue| {
                check.matcher = parse_matcher(&text).unwrap_or(check.matcher);
            })} />
    }
}

/// A `ModifyTargetGroup` with one other value.
fn change_check<T: 'static>(
    part: &PartProps,
    group: &TargetGroup,
    set: fn(&mut TargetHealthCheck, T),
) -> Callback<T> {
    let (target_group, check) = (group.id, group.health_check.clone());
    part.act.reform(move |value: T| {
        let mut check = check.clone();
        set(&mut check, value);
        Action::Submit(Command::ModifyTargetGroup {
            target_group,
            health_check: Some(check),
            deregistration_delay: None,
        })
    })
}

fn change_delay(part: &PartProps, group: &TargetGroup) -> Callback<u64> {
    let target_group = group.id;
    part.act.reform(move |seconds: u64| {
        Action::Submit(Command::ModifyTargetGroup {
            target_group,
            health_check: None,
            deregistration_delay: Some(Duration::from_secs(seconds)),
        })
    })
}
