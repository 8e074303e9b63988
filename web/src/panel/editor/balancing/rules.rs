//! The rules of a listener in the order in which they are asked: what each does, its priority, and the weights of what it
//! forwards to.

use sim::{
    BalancingCommand, Listener, ListenerAction, ListenerId, ListenerRuleId, LoadBalancer,
    LoadBalancerId, TargetGroupId, World,
};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use super::form::{Subject, describe_conditions};
use super::listeners::Lines;
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

/// The rules of one listener, the default one last.
pub(super) fn rules(lines: &Lines, balancer: &LoadBalancer, listener: &Listener) -> Html {
    let language = lines.part.language();
    let place = |rule, priority| Place {
        load_balancer: balancer.id,
        listener: listener.id,
        rule,
        is_default: priority == 0,
        number: (listener.port, priority),
    };
    let rules = listener.rules.iter().map(|rule| {
        let name = format!(
            "{} {}",
            rule.priority,
            describe_conditions(&rule.conditions)
        );
        let place = place(rule.id, rule.priority);
        one(lines, balancer, place, name, &rule.action)
    });
    let name = FieldText::DefaultRule.say(language);
    let default = place(listener.default_rule, 0);
    html! {
        <ol class="panel-rules">
            { for rules }
            { one(lines, balancer, default, name, &listener.default_action) }
        </ol>
    }
}

/// One rule: what a request must be, and what is done with it.
fn one(
    lines: &Lines,
    balancer: &LoadBalancer,
    place: Place,
    name: String,
    action: &ListenerAction,
) -> Html {
    let (part, language) = (&lines.part, lines.part.language());
    let subject = match place.is_default {
        true => Subject::Listener(place.listener),
        false => Subject::Rule(place.rule),
    };
    let remove = FieldText::DeleteRule { name: name.clone() };
    let command = BalancingCommand::DeleteRule { rule: place.rule };
    html! {
        <li key={place.rule.to_string()}>
            <p class="panel-line">
                <code class="panel-rule">{ &name }</code>
                if !place.is_default {
                    { lines.delete_button(subject, command, &remove.say(language)) }
                }
            </p>
            if !place.is_default {
                { lines.refusal(subject) }
                { priority(part, place) }
            }
            { done(part, place, &name, action) }
            { lines.form_or_button(balancer, subject, &FieldText::ChangeRule) }
        </li>
    }
}

/// What is done with a request.
fn done(part: &PartProps, place: Place, name: &str, action: &ListenerAction) -> Html {
    match action {
        ListenerAction::Forward(forward) => {
            let tuples = forward.target_groups.iter();
            let weights = tuples.map(|tuple| {
                let weight = (tuple.target_group, tuple.weight);
                self::weight(part, place, name, weight)
            });
            weights.collect()
        }
        ListenerAction::FixedResponse { status_code } => {
            html! { <p class="panel-line"><code>{ format!("fixed-response {status_code}") }</code></p> }
        }
        ListenerAction::Redirect {
            status_code,
            port,
            host,
            path,
        } => {
            let host = host.as_deref().unwrap_or("#{host}");
            let path = path.as_deref().unwrap_or("/#{path}");
            let port = port.map_or_else(|| "#{port}".to_owned(), |port| port.to_string());
            html! {
                <p class="panel-line"><code class="panel-rule">{ format!("redirect HTTP_{status_code} {host}:{port}{path}") }</code></p>
            }
        }
    }
}

/// The number by which rules are asked in order.
fn priority(part: &PartProps, place: Place) -> Html {
    let language = part.language();
    let (port, priority) = place.number;
    let command = move |text: &str| BalancingCommand::SetRulePriorities {
        // What is no number is refused as 0.
        priorities: vec![(place.rule, text.trim().parse().unwrap_or(0))],
    };
    let check = {
        let readout = part.readout.clone();
        Callback::from(move |text: AttrValue| readout.refusal(command(&text)).map(AttrValue::from))
    };
    let on_commit = part
        .act
        .reform(move |text: AttrValue| Action::Submit(command(&text).into()));
    html! {
        <Field id={format!("priority-{port}-{priority}")} name="Priority" {language} value={priority.to_string()}
            help={FieldText::PriorityHelp.say(language)} {check} {on_commit} />
    }
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
