//! One value of `deploymentConfiguration`: refused in AWS's words, or asked for.

use std::rc::Rc;

use sim::{Command, DeploymentConfiguration, DeploymentConfigurationInput, Service, UpdateService};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use crate::action::Action;
use crate::amendment::Amendment;
use crate::panel::field::{ChoiceField, NumberField, TickField, number_field, plain_names};

/// Fields of the configuration of one service.
#[derive(Clone, Copy)]
pub(super) struct Configuring<'a> {
    /// Where they stand.
    pub(super) part: &'a PartProps,
    /// Whose configuration it is.
    pub(super) service: &'a Service,
}

/// What a value makes of a configuration.
type Set<Value> = Rc<dyn Fn(&mut DeploymentConfiguration, Value)>;

impl Configuring<'_> {
    /// A yes or no.
    pub(super) fn tick(
        &self,
        (id, name): (AttrValue, AttrValue),
        value: bool,
        help: FieldText,
        set: impl Fn(&mut DeploymentConfiguration, bool) + 'static,
    ) -> Html {
        let set: Set<bool> = Rc::new(set);
        html! {
            <TickField {id} {name} {value} help={help.say(self.part.language())}
                check={self.check(&set)} on_commit={self.commit(&set)} />
        }
    }

    /// One of several names.
    pub(super) fn choice(
        &self,
        (id, name): (&'static str, &'static str),
        (value, names): (&'static str, &[&'static str]),
        help: FieldText,
        set: impl Fn(&mut DeploymentConfiguration, AttrValue) + 'static,
    ) -> Html {
        let set: Set<AttrValue> = Rc::new(set);
        html! {
            <ChoiceField {id} {name} {value} names={plain_names(names)} help={help.say(self.part.language())}
                check={self.check(&set)} on_commit={self.commit(&set)} />
        }
    }

    /// A number, with what AWS refuses.
    pub(super) fn number(
        &self,
        field: NumberField,
        set: impl Fn(&mut DeploymentConfiguration, u32) + 'static,
    ) -> Html {
        let set: Set<u64> = Rc::new(move |configuration, value| {
            set(configuration, u32::try_from(value).unwrap_or(u32::MAX));
        });
        let check = self.check(&set);
        number_field(NumberField {
            rule: Some(Callback::from(move |value| {
                let message = check.emit(value)?.to_string();
                Some(FieldText::Refused { message })
            })),
            on_commit: self.commit(&set),
            ..field
        })
    }

    fn check<Value: 'static>(&self, set: &Set<Value>) -> Callback<Value, Option<AttrValue>> {
        let before = self.service.deployment_configuration.clone();
        let set = set.clone();
        Callback::from(move |value| {
            let mut after = before.clone();
            set(&mut after, value);
            let refusal = after.check().err()?;
            Some(refusal.message.into())
        })
    }

    fn commit<Value: Clone + 'static>(&self, set: &Set<Value>) -> Callback<Value> {
        let (id, set) = (self.service.id, set.clone());
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
