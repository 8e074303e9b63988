//! The texts among a target group's health check settings.

use sim::TargetGroup;
use words::panel::FieldText;
use yew::prelude::*;

use super::PartProps;
use super::balancing::change_check;
use crate::panel::field::Field;
use crate::panel::matcher::{matcher_text, parse_matcher};

/// What each probe asks for.
pub(super) fn path(part: &PartProps, group: &TargetGroup) -> Html {
    let language = part.language();
    let check = Callback::from(move |text: AttrValue| {
        let is_sound = text.starts_with('/') && text.chars().count() <= 1_024;
        (!is_sound).then(|| AttrValue::from(FieldText::BadPath.say(language)))
    });
    html! {
        <Field id="check-path" governs="target-group" name="path" {language} value={group.health_check.path.clone()} {check}
            help={FieldText::CheckPath.say(language)}
            on_commit={change_check(part, group, |check, text: AttrValue| check.path = text.to_string())} />
    }
}

/// Which answers are a success.
pub(super) fn matcher(part: &PartProps, group: &TargetGroup) -> Html {
    let language = part.language();
    let check = Callback::from(move |text: AttrValue| {
        parse_matcher(&text)
            .is_none()
            .then(|| AttrValue::from(FieldText::BadMatcher.say(language)))
    });
    html! {
        <Field id="check-matcher" governs="target-group" name="matcher" {language} value={matcher_text(group.health_check.matcher)} {check}
            help={FieldText::Matcher.say(language)}
            on_commit={change_check(part, group, |check, text: AttrValue| {
                check.matcher = parse_matcher(&text).unwrap_or(check.matcher);
            })} />
    }
}
