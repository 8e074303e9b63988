//! One value of `deploymentConfiguration`: refused in AWS's words, or asked for.

use std::rc::Rc;

use sim::{Command, DeploymentConfiguration, DeploymentConfigurationInput, Service, UpdateService};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use crate::action::Action;
use crate::amendment::Amendment;
use crate::panel::field::{ChoiceField, Field, NumberField, TickField, number_field, plain_names};

/// Fields of the configuration of one service.
#[derive(Clone, Copy)]
pub(super) struct Configuring<'a> {
    /// Where they stand.
    pub(super) part: &'a PartProps,
    /// Whose configuration it is.
    pub(super) service: &'a Service,
}

impl Configuring<'_> {
    /// A yes or no.
    pub(super) fn tick(
        &self,
        (id, name): (AttrValue, AttrValue),
        value: bool,
        help: impl Into<Option<FieldText>>,
        set: impl Fn(&mut DeploymentConfiguration, bool) + 'static,
    ) -> Html {
        let set = Rc::new(set);
        let language = self.part.language();
        let help = help.into().map(|help| help.say(language));
        html! {
            <TickField {id} {name} {value} help={help.unwrap_or_default()}
                check={self.check(shared(&set))} on_commit={self.commit(shared(&set))} />
        }
    }

    /// One of several names.
    pub(super) fn choice(
        &self,
        (id, name): (AttrValue, AttrValue),
        (value, names): (&'static str, &[&'static str]),
        help: FieldText,
        set: impl Fn(&mut DeploymentConfiguration, AttrValue) + 'static,
    ) -> Html {
        let set = Rc::new(set);
        html! {
            <ChoiceField {id} {name} {value} names={plain_names(names)} help={help.say(self.part.language())}
                check={self.check(shared(&set))} on_commit={self.commit(shared(&set))} />
        }
    }

    /// A text.
    pub(super) fn text(
        &self,
        (id, name): (AttrValue, AttrValue),
        value: String,
        help: FieldText,
        set: impl Fn(&mut DeploymentConfiguration, AttrValue) + 'static,
    ) -> Html {
        let language = self.part.language();
        let set = Rc::new(set);
        html! {
            <Field {id} {name} {value} {language} help={help.say(language)}
                check={self.check(shared(&set))} on_commit={self.commit(shared(&set))} />
        }
    }

    /// A number, with what AWS refuses.
    pub(super) fn number(
        &self,
        field: NumberField,
        set: impl Fn(&mut DeploymentConfiguration, u32) + 'static,
    ) -> Html {
        let set = Rc::new(
            move |configuration: &mut DeploymentConfiguration, value: u64| {
                set(configuration, u32::try_from(value).unwrap_or(u32::MAX));
            },
        );
        let check = self.check(shared(&set));
        number_field(NumberField {
            rule: Some(Callback::from(move |value| {
                let message = check.emit(value)?.to_string();
                Some(FieldText::Refused { message })
            })),
            on_commit: self.commit(shared(&set)),
            ..field
        })
    }

    /// What AWS refuses of a value, in its words.
    pub(super) fn check<Value: 'static>(
        &self,
        set: impl Fn(&mut DeploymentConfiguration, Value) + 'static,
    ) -> Callback<Value, Option<AttrValue>> {
        let before = self.service.deployment_configuration.clone();
        Callback::from(move |value| {
            let mut after = before.clone();
            set(&mut after, value);
            let refusal = after.check().err()?;
            Some(refusal.message.into())
        })
    }

    /// Asks for the configuration of that time with another value.
    pub(super) fn commit<Value: Clone + 'static>(
        &self,
        set: impl Fn(&mut DeploymentConfiguration, Value) + 'static,
    ) -> Callback<Value> {
        let (id, set) = (self.service.id, Rc::new(set));
        self.part.act.reform(move |value: Value| {
            let set = set.clone();
            Action::Amend(Amendment::new(move |world| {
                let before = &world.service(id)?.deployment_configuration;
                let mut after = before.clone();
                set(&mut after, value.clone());
                let mut update = UpdateService::of(id);
                update.deployment_configuration = difference(before, after);
                Some(Command::UpdateService(Box::new(update)))
            }))
        })
    }
}

/// One change for two callbacks.
fn shared<Value: 'static>(
    set: &Rc<impl Fn(&mut DeploymentConfiguration, Value) + 'static>,
) -> impl Fn(&mut DeploymentConfiguration, Value) + 'static {
    let set = set.clone();
    move |configuration, value| set(configuration, value)
}

/// What an update says: only what is to be otherwise.
fn difference(
    before: &DeploymentConfiguration,
    after: DeploymentConfiguration,
) -> DeploymentConfigurationInput {
    let mut said = DeploymentConfigurationInput::from(after);
    let kept = DeploymentConfigurationInput::from(before.clone());
    fn silence<Value: PartialEq>(said: &mut Option<Value>, kept: &Option<Value>) {
        if said == kept {
            *said = None;
        }
    }
    silence(&mut said.strategy, &kept.strategy);
    silence(&mut said.bake_time, &kept.bake_time);
    silence(
        &mut said.deployment_circuit_breaker,
        &kept.deployment_circuit_breaker,
    );
    silence(&mut said.alarms, &kept.alarms);
    silence(
        &mut said.early_success_criteria,
        &kept.early_success_criteria,
    );
    silence(&mut said.lifecycle_hooks, &kept.lifecycle_hooks);
    said
}
