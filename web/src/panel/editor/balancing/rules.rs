//! The rules of the listeners in the order in which they are asked, with the weights of what they forward to.

use std::fmt::Write;

use sim::{
    BalancingCommand, ListenerAction, ListenerId, ListenerRuleId, LoadBalancer, LoadBalancerId,
    RuleCondition, TargetGroupId, World,
};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use crate::action::Action;
use crate::amendment::Amendment;
use crate::panel::field::Field;

/// Which rule of which listener.
#[derive(Clone, Copy)]
struct Place {
    load_balancer: LoadBalancerId,
    listener: ListenerId,
    rule: ListenerRuleId,
    is_default: bool,
    /// The port of the listener and the priority, 0 for the default rule: no two rules have the same.
    number: (u16, u32),
}

/// Each listener with its rules.
pub(in super::super) fn listeners(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let language = part.language();
    let listeners = balancer.listeners.iter().map(|listener| {
        let place = |rule, priority| Place {
            load_balancer: balancer.id,
            listener: listener.id,
            rule,
            is_default: priority == 0,
            number: (listener.port, priority),
        };
        let rules = listener.rules.iter().map(|rule| {
            let name = format!("{} {}", rule.priority, conditions(&rule.conditions));
            one(part, place(rule.id, rule.priority), name, &rule.action)
        });
        let default = FieldText::DefaultRule.say(language);
        html! {
            <li>
                <p class="panel-line"><code>{ format!("{} :{}", listener.protocol.name(), listener.port) }</code></p>
                <ol class="panel-rules">
                    { for rules }
                    { one(part, place(listener.default_rule, 0), default, &listener.default_action) }
                </ol>
            </li>
        }
    });
    html! {
        <>
            <h3>{ format!("{} · {}", FieldText::Listeners.say(language), balancer.name) }</h3>
            <ul class="panel-listeners">{ for listeners }</ul>
        </>
    }
}

/// One rule: what a request must be, and what is done with it.
fn one(part: &PartProps, place: Place, name: String, action: &ListenerAction) -> Html {
    let content = match action {
        ListenerAction::Forward(forward) => {
            let weights = forward
                .target_groups
                .iter()
                .map(|tuple| weight(part, place, &name, (tuple.target_group, tuple.weight)));
            weights.collect()
        }
        ListenerAction::FixedResponse { status_code } => {
            html! { <code>{ format!("fixed-response {status_code}") }</code> }
        }
        ListenerAction::Redirect { status_code, .. } => {
            html! { <code>{ format!("redirect HTTP_{status_code}") }</code> }
        }
    };
    html! { <li><code class="panel-rule">{ &name }</code>{ content }</li> }
}

/// The weight of one target group of a forward.
fn weight(
    part: &PartProps,
    place: Place,
    rule: &str,
    (group, weight): (TargetGroupId, u32),
) -> Html {
    let language = part.language();
    let world = &part.readout.world;
    let group_name = world
        .target_group(group)
        .map_or_else(String::new, |group| group.name.clone());
    let check = {
        let readout = part.readout.clone();
        Callback::from(move |text: AttrValue| {
            let Ok(weight) = text.trim().parse() else {
                return Some(
                    FieldText::NotNumber { min: 0, max: 999 }
                        .say(language)
                        .into(),
                );
            };
            let action = weighted(&readout.world, place, group, weight)?;
            let balancer = readout.world.load_balancer(place.load_balancer)?;
            let refusal = readout.world.check_action(balancer, &action).err()?;
            Some(AttrValue::from(refusal.message))
        })
    };
    let on_commit = part.act.reform(move |text: AttrValue| {
        Action::Amend(Amendment::new(move |world| {
            let action = weighted(world, place, group, text.trim().parse().ok()?)?;
            Some(modify(place, action).into())
        }))
    });
    let help = FieldText::WeightHelp { rule: rule.into() };
    let (port, priority) = place.number;
    html! {
        <Field id={format!("weight-{port}-{priority}-{group_name}")} name={group_name} {language} governs="traffic"
            value={weight.to_string()} help={help.say(language)} {check} {on_commit} />
    }
}

/// The action of a rule with another weight.
fn weighted(
    world: &World,
    place: Place,
    group: TargetGroupId,
    weight: u32,
) -> Option<ListenerAction> {
    let balancer = world.load_balancer(place.load_balancer)?;
    let mut action = balancer
        .listener_of(place.rule)?
        .action_of(place.rule)?
        .clone();
    if let ListenerAction::Forward(forward) = &mut action {
        let mut tuples = forward.target_groups.iter_mut();
        tuples.find(|tuple| tuple.target_group == group)?.weight = weight;
    }
    Some(action)
}

fn modify(place: Place, action: ListenerAction) -> BalancingCommand {
    if place.is_default {
        return BalancingCommand::ModifyListener {
            listener: place.listener,
            port: None,
            protocol: None,
            default_action: Some(action),
        };
    }
    BalancingCommand::ModifyRule {
        rule: place.rule,
        conditions: None,
        action: Some(action),
    }
}

/// `path-pattern /api/*, host-header example.com`.
fn conditions(conditions: &[RuleCondition]) -> String {
    let mut text = String::new();
    for (index, condition) in conditions.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let values = values(condition).join(" | ");
        // Writing to a string cannot fail.
        let _ = write!(text, "{comma}{} {values}", condition.field());
    }
    text
}

fn values(condition: &RuleCondition) -> Vec<String> {
    match condition {
        RuleCondition::HostHeader(values)
        | RuleCondition::PathPattern(values)
        | RuleCondition::HttpRequestMethod(values) => values.clone(),
        RuleCondition::HttpHeader { name, values } => {
            let values = values.iter();
            values.map(|value| format!("{name}: {value}")).collect()
        }
        RuleCondition::QueryString(pairs) => pairs
            .iter()
            .map(|pair| match &pair.key {
                Some(key) => format!("{key}={}", pair.value),
                None => pair.value.clone(),
            })
            .collect(),
        RuleCondition::SourceIp(ranges) => ranges
            .iter()
            .map(|range| {
                let [first, second, third, fourth] = range.address.to_be_bytes();
                format!("{first}.{second}.{third}.{fourth}/{}", range.prefix_length)
            })
            .collect(),
    }
}
