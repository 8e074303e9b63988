//! Changes of the health check settings of a target group, and what a probe speaks and where.

use sim::{Command, LoadBalancerProtocol, LoadBalancerType, TargetGroup, TargetHealthCheck};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use crate::action::Action;
use crate::amendment::Amendment;
use crate::panel::field::{ChoiceField, Field, plain_names};

/// What a health check says of the port that gets the requests.
const TRAFFIC_PORT: &str = "traffic-port";
const PROTOCOLS: [LoadBalancerProtocol; 3] = [
    LoadBalancerProtocol::Http,
    LoadBalancerProtocol::Https,
    LoadBalancerProtocol::Tcp,
];

/// A `ModifyTargetGroup` with one other value.
pub(in super::super) fn change_check<Value: Clone + 'static>(
    part: &PartProps,
    group: &TargetGroup,
    set: fn(&mut TargetHealthCheck, Value),
) -> Callback<Value> {
    let target_group = group.id;
    part.act.reform(move |value: Value| {
        Action::Amend(Amendment::new(move |world| {
            let mut check = world.target_group(target_group)?.health_check.clone();
            set(&mut check, value.clone());
            Some(Command::ModifyTargetGroup {
                target_group,
                health_check: check.into(),
            })
        }))
    })
}

/// What AWS refuses of such a value.
fn refusal(
    group: &TargetGroup,
    set: fn(&mut TargetHealthCheck, AttrValue),
) -> Callback<AttrValue, Option<AttrValue>> {
    let (check, kind) = (
        group.health_check.clone(),
        group.protocol.load_balancer_type(),
    );
    Callback::from(move |value| {
        let mut check = check.clone();
        set(&mut check, value);
        Some(check.check(kind).err()?.message.into())
    })
}

/// `HealthCheckProtocol` and `HealthCheckPort`.
pub(in super::super) fn protocol_and_port(part: &PartProps, group: &TargetGroup) -> Html {
    let language = part.language();
    let check = &group.health_check;
    let names: &[&str] = match group.protocol.load_balancer_type() {
        LoadBalancerType::Application => &["HTTP", "HTTPS"],
        LoadBalancerType::Network => &["HTTP", "HTTPS", "TCP"],
    };
    let port = check
        .port
        .map_or_else(|| TRAFFIC_PORT.to_owned(), |port| port.to_string());
    html! {
        <>
            <ChoiceField id="check-protocol" name="protocol" value={check.protocol.name()} names={plain_names(names)}
                help={FieldText::CheckProtocol.say(language)} check={refusal(group, set_protocol)}
                on_commit={change_check(part, group, set_protocol)} />
            <Field id="check-port" name="port" governs="target-group" value={port} {language}
                help={FieldText::CheckPort.say(language)} check={refusal(group, set_port)}
                on_commit={change_check(part, group, set_port)} />
        </>
    }
}

fn set_protocol(check: &mut TargetHealthCheck, name: AttrValue) {
    let found = PROTOCOLS.iter().find(|protocol| name == protocol.name());
    check.protocol = found.copied().unwrap_or(check.protocol);
}

/// What is no port is port 0, which is refused.
fn set_port(check: &mut TargetHealthCheck, text: AttrValue) {
    check.port = match text.trim() {
        TRAFFIC_PORT => None,
        text => Some(text.parse().unwrap_or(0)),
    };
}
