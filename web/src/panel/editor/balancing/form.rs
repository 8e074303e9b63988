//! The form of a listener or one of its rules: nothing is asked for before its button is pressed, and what AWS refuses is
//! said beside it.

mod action;
mod conditions;
mod fields;

pub(super) use self::conditions::describe_conditions;

use sim::{
    BalancingCommand, CreateRule, ListenerId, ListenerRuleId, LoadBalancer, LoadBalancerId,
    LoadBalancerProtocol, LoadBalancerType, NewListener, World,
};
use words::panel::FieldText;
use yew::prelude::*;

use self::action::ActionDraft;
use self::conditions::{ConditionDraft, FIELDS};
use self::fields::fields;
use super::super::PartProps;
use crate::action::Action;

/// What the form makes or changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Another listener.
    NewListener,
    /// A listener with its default action.
    Listener(ListenerId),
    /// Another rule of a listener.
    NewRule(ListenerId),
    /// A rule that is not the default one.
    Rule(ListenerRuleId),
}

/// What the form needs.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct RuleFormProps {
    /// Where it stands.
    pub(super) part: PartProps,
    /// The load balancer.
    pub(super) balancer: LoadBalancerId,
    /// What it is about.
    pub(super) subject: Subject,
    /// It is done, or given up.
    pub(super) on_close: Callback<()>,
}

/// What stands in the form.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    port: String,
    protocol: LoadBalancerProtocol,
    priority: String,
    conditions: Vec<ConditionDraft>,
    action: ActionDraft,
}

/// The form.
#[component]
pub(super) fn RuleForm(props: &RuleFormProps) -> Html {
    let language = props.part.language();
    let world = &props.part.readout.world;
    let draft = use_state(|| {
        let balancer = world.load_balancer(props.balancer)?;
        Some(Draft::of(world, balancer, props.subject))
    });
    let is_asked = use_state(|| false);
    let Some(shown) = draft.as_ref() else {
        return Html::default();
    };
    let problem = is_asked.then(|| problem(props, shown)).flatten();
    let onsubmit = {
        let (props, draft, is_asked) = (props.clone(), shown.clone(), is_asked);
        move |event: SubmitEvent| {
            event.prevent_default();
            is_asked.set(true);
            if let Ok(command) = draft.command(&props)
                && props.part.readout.refusal(command.clone()).is_none()
            {
                props.part.act.emit(Action::Submit(command.into()));
                props.on_close.emit(());
            }
        }
    };
    let set = {
        let draft = draft.clone();
        Callback::from(move |change: Box<dyn FnOnce(&mut Draft)>| {
            if let Some(mut next) = (*draft).clone() {
                change(&mut next);
                draft.set(Some(next));
            }
        })
    };
    let done = match props.subject {
        Subject::NewListener | Subject::NewRule(_) => FieldText::CreateIt,
        Subject::Listener(_) | Subject::Rule(_) => FieldText::SaveIt,
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <form class="panel-new-alarm panel-rule-form" {onsubmit}>
            { fields(props, shown, &set) }
            <p class="panel-outcome wrong" role="alert" lang="en">{ problem }</p>
            <div class="panel-line">
                <button type="submit" class="panel-button strong">{ done.say(language) }</button>
                <button type="button" class="panel-button quiet" onclick={close}>{ FieldText::Cancel.say(language) }</button>
            </div>
        </form>
    }
}

/// What is wrong with it, in AWS's words where AWS has any.
fn problem(props: &RuleFormProps, draft: &Draft) -> Option<String> {
    match draft.command(props) {
        Ok(command) => props.part.readout.refusal(command),
        Err(problem) => Some(problem.say(props.part.language())),
    }
}

impl Draft {
    fn of(world: &World, balancer: &LoadBalancer, subject: Subject) -> Self {
        let action = |action| ActionDraft::of(world, balancer, action);
        let protocol = match balancer.kind {
            LoadBalancerType::Application => LoadBalancerProtocol::Http,
            LoadBalancerType::Network => LoadBalancerProtocol::Tcp,
        };
        let fresh = |action| Self {
            port: String::from("8080"),
            protocol,
            priority: String::from("10"),
            conditions: vec![ConditionDraft::of(FIELDS[0])],
            action,
        };
        let mut listeners = balancer.listeners.iter();
        match subject {
            Subject::NewListener => fresh(action(None)),
            Subject::NewRule(id) => {
                let listener = listeners.find(|listener| listener.id == id);
                let last = listener.and_then(|listener| listener.rules.last());
                Self {
                    priority: last.map_or(10, |rule| rule.priority + 10).to_string(),
                    ..fresh(action(None))
                }
            }
            Subject::Listener(id) => match listeners.find(|listener| listener.id == id) {
                None => fresh(action(None)),
                Some(listener) => Self {
                    port: listener.port.to_string(),
                    protocol: listener.protocol,
                    ..fresh(action(Some(&listener.default_action)))
                },
            },
            Subject::Rule(id) => {
                let found = listeners.flat_map(|listener| &listener.rules);
                match found.into_iter().find(|rule| rule.id == id) {
                    None => fresh(action(None)),
                    Some(rule) => Self {
                        priority: rule.priority.to_string(),
                        conditions: rule
                            .conditions
                            .iter()
                            .map(ConditionDraft::from_condition)
                            .collect(),
                        ..fresh(action(Some(&rule.action)))
                    },
                }
            }
        }
    }

    /// What the form asks for. A number that is none becomes one that AWS refuses.
    fn command(&self, props: &RuleFormProps) -> Result<BalancingCommand, FieldText> {
        let action = self.action.read();
        let port = self.port.trim().parse().unwrap_or(0);
        let conditions = || {
            let conditions = self.conditions.iter().map(ConditionDraft::read);
            conditions.collect::<Result<Vec<_>, _>>()
        };
        Ok(match props.subject {
            Subject::NewListener => BalancingCommand::CreateListener {
                load_balancer: props.balancer,
                listener: NewListener {
                    port,
                    protocol: self.protocol,
                    default_action: action,
                },
            },
            Subject::Listener(listener) => BalancingCommand::ModifyListener {
                listener,
                port: Some(port),
                protocol: Some(self.protocol),
                default_action: Some(action),
            },
            Subject::NewRule(listener) => BalancingCommand::CreateRule(CreateRule {
                listener,
                priority: self.priority.trim().parse().unwrap_or(0),
                conditions: conditions()?,
                action,
            }),
            Subject::Rule(rule) => BalancingCommand::ModifyRule {
                rule,
                conditions: Some(conditions()?),
                action: Some(action),
            },
        })
    }
}
