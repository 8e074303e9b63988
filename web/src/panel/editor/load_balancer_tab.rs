//! The requests that clients send, the load balancer's rules, and the target groups' settings.

use sim::{Duration, LoadBalancer, TargetGroup, TargetGroupId};
use words::panel::{FieldText, InspectorText};
use yew::prelude::*;

use super::PartProps;
use super::balancing::{
    Listeners, balancer_attributes, change_check, group_attributes, protocol_and_port, shifting,
    traffic,
};
use super::check_texts::{matcher, path};
use super::target_group::change_delay;
use crate::panel::field::{ChoiceField, NumberField, number_field};

/// The fourth tab.
#[hook]
pub(super) fn use_load_balancer_tab(part: &PartProps) -> Html {
    let chosen = use_state(|| None::<TargetGroupId>);
    let language = part.language();
    let world = &part.readout.world;
    let groups = target_groups(part);
    let mut shown = groups.iter().filter(|group| Some(group.id) == *chosen);
    let Some(group) = shown.next().or(groups.first()).copied() else {
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
            { balancer.map(|balancer| balancer_attributes(part, balancer)) }
            if let Some(balancer) = balancer {
                <Listeners part={part.clone()} balancer={balancer.id} />
            }
            { shifting(part) }
            { choice_of_group(part, &groups, group, chosen) }
            <h3>{ format!("{} · {}", FieldText::Checks.say(language), group.name) }</h3>
            { protocol_and_port(part, group) }
            { path(part, group) }
            { checks(part, group) }
            { matcher(part, group) }
            <h3>{ FieldText::Stopping.say(language) }</h3>
            { number_field(delay) }
            { group_attributes(part, group) }
        </div>
    }
}

/// The target groups of the service, then the others that its load balancers forward to.
fn target_groups(part: &PartProps) -> Vec<&TargetGroup> {
    let world = &part.readout.world;
    let attached = part.readout.service().into_iter();
    let leading = attached.filter_map(|service| service.leading_deployment());
    let attached = leading.flat_map(|leading| &leading.load_balancers);
    let mut ids: Vec<TargetGroupId> = attached.map(|attached| attached.target_group).collect();
    let balancers: Vec<&LoadBalancer> = ids
        .iter()
        .filter_map(|id| world.target_group(*id)?.load_balancer)
        .filter_map(|id| world.load_balancer(id))
        .collect();
    for id in balancers
        .iter()
        .flat_map(|balancer| balancer.target_groups())
    {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let groups = ids.into_iter();
    groups.filter_map(|id| world.target_group(id)).collect()
}

/// Which target group the fields below are about; nothing to choose where there is one.
fn choice_of_group(
    part: &PartProps,
    groups: &[&TargetGroup],
    shown: &TargetGroup,
    chosen: UseStateHandle<Option<TargetGroupId>>,
) -> Html {
    let language = part.language();
    if groups.len() < 2 {
        return Html::default();
    }
    let names = groups
        .iter()
        .map(|group| AttrValue::from(group.name.clone()));
    let names = names.map(|name| (name.clone(), name)).collect::<Vec<_>>();
    let known: Vec<(String, TargetGroupId)> = groups
        .iter()
        .map(|group| (group.name.clone(), group.id))
        .collect();
    let on_commit = Callback::from(move |name: AttrValue| {
        let mut known = known.iter();
        chosen.set(known.find(|(known, _)| name == *known).map(|(_, id)| *id));
    });
    html! {
        <ChoiceField id="target-group" name={InspectorText::TargetGroup.say(language)} value={shown.name.clone()} {names}
            check={Callback::from(|_| None)} {on_commit} />
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
