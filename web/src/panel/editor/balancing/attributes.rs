//! Attributes of a target group and of its load balancer, each refused in AWS's words or asked for.

use sim::{
    BalancingAlgorithm, BalancingCommand, Command, Duration, LoadBalancer, LoadBalancerType,
    StickinessType, TargetGroup,
};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use crate::action::Action;
use crate::panel::field::{ChoiceField, Field, NumberField, TickField, number_field, plain_names};

const ALGORITHMS: [&str; 3] = [
    BalancingAlgorithm::RoundRobin.name(),
    BalancingAlgorithm::LeastOutstandingRequests.name(),
    BalancingAlgorithm::WeightedRandom.name(),
];
const CROSS_ZONE: [&str; 3] = ["use_load_balancer_configuration", "true", "false"];

/// Where attributes are asked for.
#[derive(Clone, Copy)]
struct Attributes<'a> {
    part: &'a PartProps,
    group: &'a TargetGroup,
    kind: LoadBalancerType,
}

impl Attributes<'_> {
    fn check(&self, key: &'static str) -> Callback<AttrValue, Option<AttrValue>> {
        let (attributes, kind) = (self.group.attributes.clone(), self.kind);
        Callback::from(move |value: AttrValue| {
            let refusal = attributes.with(kind, key, &value).err()?;
            Some(refusal.message.into())
        })
    }

    fn commit(&self, key: &'static str) -> Callback<AttrValue> {
        let target_group = self.group.id;
        self.part.act.reform(move |value: AttrValue| {
            let command = BalancingCommand::ModifyTargetGroupAttributes {
                target_group,
                attributes: vec![(key.into(), value.to_string())],
            };
            Action::Submit(command.into())
        })
    }

    fn number(&self, key: &'static str, field: NumberField) -> Html {
        let check = self.check(key);
        number_field(NumberField {
            name: key,
            rule: Some(Callback::from(move |value: u64| {
                let message = check.emit(value.to_string().into())?.to_string();
                Some(FieldText::Refused { message })
            })),
            on_commit: self
                .commit(key)
                .reform(|value: u64| AttrValue::from(value.to_string())),
            ..field
        })
    }

    fn choice(
        &self,
        (id, key): (&'static str, &'static str),
        (value, names): (&'static str, &[&'static str]),
        help: FieldText,
    ) -> Html {
        html! {
            <ChoiceField {id} name={key} {value} names={plain_names(names)} help={help.say(self.part.language())}
                check={self.check(key)} on_commit={self.commit(key)} />
        }
    }

    fn tick(
        &self,
        (id, key): (&'static str, &'static str),
        (value, names): (bool, [&'static str; 2]),
        help: FieldText,
    ) -> Html {
        let name = move |value: bool| AttrValue::from(names[usize::from(value)]);
        let check = self.check(key);
        html! {
            <TickField {id} name={key} {value} help={help.say(self.part.language())}
                check={Callback::from(move |value| check.emit(name(value)))}
                on_commit={self.commit(key).reform(name)} />
        }
    }

    fn text(
        &self,
        (id, key): (&'static str, &'static str),
        value: String,
        help: FieldText,
    ) -> Html {
        let language = self.part.language();
        html! {
            <Field {id} name={key} {value} {language} help={help.say(language)}
                check={self.check(key)} on_commit={self.commit(key)} />
        }
    }
}

/// How requests are shared among targets, who stays where, and when nobody is healthy enough.
pub(in super::super) fn group_attributes(part: &PartProps, group: &TargetGroup) -> Html {
    let language = part.language();
    let attributes = &group.attributes;
    let kind = group.protocol.load_balancer_type();
    let fields = Attributes { part, group, kind };
    let is_application = kind == LoadBalancerType::Application;
    let slow_start = NumberField {
        id: "slow-start",
        governs: Some("traffic"),
        value: attributes.slow_start.as_secs(),
        max: 900,
        step: 30,
        ..NumberField::plain(language, FieldText::SlowStart)
    };
    let percentage = attributes
        .minimum_healthy_percentage
        .map_or_else(|| "off".to_owned(), |percent| percent.to_string());
    let minimum = NumberField {
        id: "minimum-healthy-count",
        value: attributes.minimum_healthy_count.into(),
        min: 1,
        max: 1_000,
        unit: FieldText::UnitTargets,
        ..NumberField::plain(language, FieldText::MinimumHealthyTargets)
    };
    let cross_zone = match attributes.cross_zone {
        None => CROSS_ZONE[0],
        Some(true) => CROSS_ZONE[1],
        Some(false) => CROSS_ZONE[2],
    };
    html! {
        <>
            <h3>{ format!("{} · {}", FieldText::Sharing.say(language), group.name) }</h3>
            if is_application {
                { fields.choice(("algorithm", "load_balancing.algorithm.type"), (attributes.algorithm.name(), &ALGORITHMS), FieldText::Algorithm) }
                { fields.tick(("anomaly-mitigation", "load_balancing.algorithm.anomaly_mitigation"), (attributes.anomaly_mitigation, ["off", "on"]), FieldText::Anomaly) }
                { fields.number("slow_start.duration_seconds", slow_start) }
            }
            { stickiness(fields) }
            { fields.number("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", minimum) }
            { fields.text(("minimum-healthy-percentage", "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage"),
                percentage, FieldText::MinimumHealthyShare) }
            { fields.choice(("cross-zone", "load_balancing.cross_zone.enabled"), (cross_zone, &CROSS_ZONE), FieldText::CrossZone) }
        </>
    }
}

fn stickiness(fields: Attributes<'_>) -> Html {
    let language = fields.part.language();
    let stickiness = &fields.group.attributes.stickiness;
    let types = match fields.kind {
        LoadBalancerType::Application => vec![
            StickinessType::LbCookie.name(),
            StickinessType::AppCookie.name(),
        ],
        LoadBalancerType::Network => vec![StickinessType::SourceIp.name()],
    };
    let key = match stickiness.kind {
        StickinessType::LbCookie => Some("stickiness.lb_cookie.duration_seconds"),
        StickinessType::AppCookie => Some("stickiness.app_cookie.duration_seconds"),
        StickinessType::SourceIp => None,
    };
    let duration = NumberField {
        id: "stickiness-duration",
        value: stickiness.duration.as_secs(),
        min: 1,
        max: 604_800,
        step: 60,
        ..NumberField::plain(language, FieldText::StickinessDuration)
    };
    let has_cookie = stickiness.kind == StickinessType::AppCookie;
    html! {
        <>
            { fields.tick(("stickiness", "stickiness.enabled"), (stickiness.enabled, ["false", "true"]), FieldText::Stickiness) }
            { fields.choice(("stickiness-type", "stickiness.type"), (stickiness.kind.name(), &types), FieldText::StickinessType) }
            { for key.map(|key| fields.number(key, duration)) }
            if has_cookie {
                { fields.text(("cookie-name", "stickiness.app_cookie.cookie_name"), stickiness.cookie_name.clone(), FieldText::CookieName) }
            }
        </>
    }
}

/// The attributes of the load balancer.
pub(in super::super) fn balancer_attributes(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let language = part.language();
    let load_balancer = balancer.id;
    let modify = move |key: &str, value: String| {
        let command = BalancingCommand::ModifyLoadBalancerAttributes {
            load_balancer,
            attributes: vec![(key.into(), value)],
        };
        Action::Submit(Command::from(command))
    };
    match balancer.kind {
        LoadBalancerType::Application => number_field(NumberField {
            id: "idle-timeout",
            governs: Some("traffic"),
            name: "idle_timeout.timeout_seconds",
            value: Duration::as_secs(balancer.attributes.idle_timeout),
            min: 1,
            max: 4_000,
            step: 10,
            on_commit: part.act.reform(move |value: u64| {
                modify("idle_timeout.timeout_seconds", value.to_string())
            }),
            ..NumberField::plain(language, FieldText::IdleTimeout)
        }),
        LoadBalancerType::Network => html! {
            <TickField id="balancer-cross-zone" name="load_balancing.cross_zone.enabled" value={balancer.attributes.cross_zone}
                help={FieldText::BalancerCrossZone.say(language)} check={Callback::from(|_| None)}
                on_commit={part.act.reform(move |value: bool| modify("load_balancing.cross_zone.enabled", value.to_string()))} />
        },
    }
}
