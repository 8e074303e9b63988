//! A whole number with bounds, a unit, and buttons that step.

use words::Language;
use words::panel::FieldText;
use yew::prelude::*;

use super::slider::Track;
use super::stepper::stepper;
use super::{Field, FieldProps};

/// A field of a number.
#[derive(Clone)]
pub(crate) struct NumberField {
    /// The id of the input.
    pub(crate) id: &'static str,
    /// AWS's name of the value.
    pub(crate) name: &'static str,
    /// The value in force.
    pub(crate) value: u64,
    /// The least that it may be.
    pub(crate) min: u64,
    /// The most that it may be.
    pub(crate) max: u64,
    /// What a button adds or takes.
    pub(crate) step: u64,
    /// The end of the slider; none has none.
    pub(crate) slider_max: Option<u64>,
    /// What it governs in the picture.
    pub(crate) governs: Option<&'static str>,
    /// Behind the value.
    pub(crate) unit: FieldText,
    /// What it governs.
    pub(crate) help: FieldText,
    /// What is wrong with a number within the bounds, if anything is.
    pub(crate) rule: Option<Callback<u64, Option<FieldText>>>,
    /// A sound number is to be applied.
    pub(crate) on_commit: Callback<u64>,
    /// Someone types this number.
    pub(crate) on_draft: Callback<Option<u64>>,
    /// Of the words.
    pub(crate) language: Language,
}

impl NumberField {
    /// A field from 0 to nothing, in seconds and steps of 1, to be filled in.
    pub(crate) fn plain(language: Language, help: FieldText) -> Self {
        Self {
            id: "",
            name: "",
            value: 0,
            min: 0,
            max: 0,
            step: 1,
            slider_max: None,
            governs: None,
            unit: FieldText::UnitSeconds,
            help,
            rule: None,
            on_commit: Callback::noop(),
            on_draft: Callback::noop(),
            language,
        }
    }
}

/// The field as elements.
pub(crate) fn number_field(field: NumberField) -> Html {
    let language = field.language;
    let check = {
        let field = field.clone();
        Callback::from(move |text: AttrValue| {
            wrong(&field, &text).map(|wrong| AttrValue::from(wrong.say(language)))
        })
    };
    let on_step = {
        let field = field.clone();
        Callback::from(move |steps: i64| step(&field, steps))
    };
    let props = FieldProps {
        id: field.id.into(),
        name: field.name.into(),
        value: field.value.to_string().into(),
        governs: field.governs,
        unit: field.unit.say(language).into(),
        help: field.help.say(language).into(),
        check,
        // What a parse cannot read was refused by `check` before.
        on_commit: field
            .on_commit
            .reform(|text: AttrValue| parse(&text).unwrap_or(0)),
        on_draft: field
            .on_draft
            .reform(|text: Option<AttrValue>| text.and_then(|text| parse(&text))),
        track: field.slider_max.map(|end| Track {
            // Whole steps from zero: 5 %, 10 %, not 6 %, 11 %.
            min: field.min - field.min % field.step,
            end: end.max(field.value),
            step: field.step,
        }),
        steps: stepper(&field, &on_step),
        on_step: Some(on_step),
        language,
    };
    html! { <Field ..props /> }
}

/// A number as people write it, such as `1,024`.
fn parse(text: &str) -> Option<u64> {
    text.trim().replace([',', '_'], "").parse().ok()
}

fn wrong(field: &NumberField, text: &str) -> Option<FieldText> {
    let (min, max) = (field.min, field.max);
    let number = parse(text);
    // What a rule says of a number comes before the bounds: it may say it in AWS's words.
    let refusal = number.and_then(|number| field.rule.as_ref()?.emit(number));
    let is_within = number.is_some_and(|number| (min..=max).contains(&number));
    refusal.or_else(|| (!is_within).then_some(FieldText::NotNumber { min, max }))
}

/// Adds so many steps, as far as the bounds and the rule allow.
fn step(field: &NumberField, steps: i64) {
    let distance = field.step.saturating_mul(steps.unsigned_abs());
    let next = if steps < 0 {
        field.value.saturating_sub(distance).max(field.min)
    } else {
        field.value.saturating_add(distance).min(field.max)
    };
    let is_sound = field
        .rule
        .as_ref()
        .is_none_or(|rule| rule.emit(next).is_none());
    if next != field.value && is_sound {
        field.on_commit.emit(next);
    }
}
