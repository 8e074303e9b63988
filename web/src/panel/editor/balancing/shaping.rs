//! Fields that change one value of how clients send requests, and say what is wrong with it by the world's own rule.

use std::rc::Rc;

use sim::{Command, LoadBalancer, TrafficShape};
use words::panel::TrafficText;
use yew::prelude::*;

use super::super::PartProps;
use crate::action::Action;
use crate::amendment::Amendment;
use crate::panel::field::{ChoiceField, Field, TickField};

/// Whose clients.
#[derive(Clone, Copy)]
pub(super) struct Shaping<'a> {
    pub(super) part: &'a PartProps,
    pub(super) balancer: &'a LoadBalancer,
}

/// Writes a value into a shape, or says why it is none.
type Set<Value> = Rc<dyn Fn(&mut TrafficShape, &Value) -> Result<(), TrafficText>>;

impl Shaping<'_> {
    /// A text.
    pub(super) fn text(
        &self,
        (id, name): (String, &'static str),
        value: String,
        help: TrafficText,
        set: impl Fn(&mut TrafficShape, &str) -> Result<(), TrafficText> + 'static,
    ) -> Html {
        let set: Set<AttrValue> = Rc::new(move |shape, value| set(shape, value));
        let language = self.part.language();
        html! {
            <Field {id} {name} {value} {language} governs="traffic" help={help.say(language)}
                check={self.check(set.clone())} on_commit={self.commit(set)} />
        }
    }

    /// A yes or no.
    pub(super) fn tick(
        &self,
        (id, name): (&'static str, &'static str),
        value: bool,
        help: TrafficText,
        set: fn(&mut TrafficShape, bool),
    ) -> Html {
        let set: Set<bool> = Rc::new(move |shape, value| {
            set(shape, *value);
            Ok(())
        });
        html! {
            <TickField {id} {name} {value} help={help.say(self.part.language())}
                check={self.check(set.clone())} on_commit={self.commit(set)} />
        }
    }

    /// One of several names.
    pub(super) fn choice(
        &self,
        (id, name): (&'static str, &'static str),
        value: &'static str,
        names: Vec<(&'static str, TrafficText)>,
        help: TrafficText,
        set: fn(&mut TrafficShape, &str),
    ) -> Html {
        let set: Set<AttrValue> = Rc::new(move |shape, value| {
            set(shape, value);
            Ok(())
        });
        let language = self.part.language();
        let names = names.into_iter();
        let names: Vec<(AttrValue, AttrValue)> = names
            .map(|(name, text)| (name.into(), text.say(language).into()))
            .collect();
        html! {
            <ChoiceField {id} {name} {value} {names} help={help.say(language)}
                check={self.check(set.clone())} on_commit={self.commit(set)} />
        }
    }

    fn check<Value: 'static>(&self, set: Set<Value>) -> Callback<Value, Option<AttrValue>> {
        let language = self.part.language();
        let shape = self.balancer.traffic.shape.clone();
        Callback::from(move |value: Value| {
            let mut shape = shape.clone();
            if let Err(text) = set(&mut shape, &value) {
                return Some(text.say(language).into());
            }
            let refusal = shape.check().err()?;
            Some(refusal.message.into())
        })
    }

    /// A `ShapeTraffic` with one other value.
    pub(super) fn commit<Value: 'static>(&self, set: Set<Value>) -> Callback<Value> {
        let load_balancer = self.balancer.id;
        self.part.act.reform(move |value: Value| {
            let (set, value) = (set.clone(), Rc::new(value));
            Action::Amend(Amendment::new(move |world| {
                let mut shape = world.load_balancer(load_balancer)?.traffic.shape.clone();
                set(&mut shape, &value).ok()?;
                Some(Command::ShapeTraffic {
                    load_balancer,
                    shape,
                })
            }))
        })
    }

    /// What a button does.
    pub(super) fn press(&self, set: impl Fn(&mut TrafficShape) + 'static) -> Callback<MouseEvent> {
        self.commit(Rc::new(move |shape, _| {
            set(shape);
            Ok(())
        }))
    }
}
