//! The listeners of a load balancer: each with its rules, a form that changes one of them, and one that adds another.

use sim::{BalancingCommand, Listener, LoadBalancer, LoadBalancerId};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use super::form::{RuleForm, Subject};
use super::rules::rules;
use crate::action::Action;
use crate::panel::icon::Icon;

/// What the list needs.
#[derive(Clone, PartialEq, Properties)]
pub(in super::super) struct ListenersProps {
    /// Where it stands.
    pub(in super::super) part: PartProps,
    /// Whose listeners.
    pub(in super::super) balancer: LoadBalancerId,
}

/// What the lines of the list share.
#[derive(Clone)]
pub(super) struct Lines {
    /// Where they stand.
    pub(super) part: PartProps,
    /// What the open form is about; at most one is open.
    pub(super) open: UseStateHandle<Option<Subject>>,
    /// What could not be deleted, and why.
    refused: UseStateHandle<Option<(Subject, String)>>,
}

/// The list.
#[component]
pub(in super::super) fn Listeners(props: &ListenersProps) -> Html {
    let lines = Lines {
        part: props.part.clone(),
        open: use_state(|| None),
        refused: use_state(|| None),
    };
    let language = props.part.language();
    let world = &props.part.readout.world;
    let Some(balancer) = world.load_balancer(props.balancer) else {
        return Html::default();
    };
    let listeners = balancer.listeners.iter();
    let listeners = listeners.map(|listener| one(&lines, balancer, listener));
    let add = Subject::NewListener;
    html! {
        <>
            <h3>{ format!("{} · {}", FieldText::Listeners.say(language), balancer.name) }</h3>
            <ul class="panel-listeners">{ for listeners }</ul>
            { lines.form_or_button(balancer, add, &FieldText::AddListener) }
        </>
    }
}

fn one(lines: &Lines, balancer: &LoadBalancer, listener: &Listener) -> Html {
    let (language, id) = (lines.part.language(), listener.id);
    let name = format!("{} :{}", listener.protocol.name(), listener.port);
    let remove = FieldText::DeleteListener { name: name.clone() };
    let subject = Subject::Listener(id);
    html! {
        <li key={id.to_string()}>
            <div role="group" aria-label={name.clone()}>
            <p class="panel-line">
                <code>{ name }</code>
                { lines.delete_button(subject, BalancingCommand::DeleteListener { listener: id }, &remove.say(language)) }
            </p>
            { lines.refusal(subject) }
            { rules(lines, balancer, listener) }
            { lines.form_or_button(balancer, Subject::NewRule(id), &FieldText::AddRule) }
            </div>
        </li>
    }
}

impl Lines {
    /// The form about something if it is open, else the button that opens it.
    pub(super) fn form_or_button(
        &self,
        balancer: &LoadBalancer,
        subject: Subject,
        button: &FieldText,
    ) -> Html {
        let language = self.part.language();
        if *self.open == Some(subject) {
            let on_close = self.setter(None);
            return html! {
                <RuleForm part={self.part.clone()} balancer={balancer.id} {subject} {on_close} />
            };
        }
        let onclick = self.setter(Some(subject)).reform(|_: MouseEvent| ());
        html! {
            <button type="button" class="panel-button quiet" {onclick}>{ button.say(language) }</button>
        }
    }

    fn setter(&self, subject: Option<Subject>) -> Callback<()> {
        let open = self.open.setter();
        Callback::from(move |()| open.set(subject))
    }

    /// A button that deletes something, or says why it cannot be.
    pub(super) fn delete_button(
        &self,
        subject: Subject,
        command: BalancingCommand,
        label: &str,
    ) -> Html {
        let (readout, act) = (self.part.readout.clone(), self.part.act.clone());
        let refused = self.refused.setter();
        let onclick = move |_: MouseEvent| match readout.refusal(command.clone()) {
            Some(refusal) => refused.set(Some((subject, refusal))),
            None => {
                refused.set(None);
                act.emit(Action::Submit(command.clone().into()));
            }
        };
        let label = label.to_owned();
        html! {
            <button type="button" class="panel-icon-button panel-line-end" {onclick} title={label.clone()} aria-label={label}>{ Icon::Close.html() }</button>
        }
    }

    /// Why something could not be deleted.
    pub(super) fn refusal(&self, subject: Subject) -> Html {
        let refused = self.refused.as_ref();
        let refusal = refused.filter(|(refused, _)| *refused == subject);
        html! {
            <p class="panel-outcome wrong" aria-live="polite" lang="en">{ refusal.map(|(_, text)| text) }</p>
        }
    }
}
