//! A whole number with bounds, a unit, and buttons that step.

use words::Language;
use words::panel::FieldText;
use yew::prelude::*;

use super::Field;
use super::stepper::stepper;

/// What a field of a number needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct NumberFieldProps {
    /// The id of the input.
    pub(crate) id: AttrValue,
    /// AWS's name of the value.
    pub(crate) name: AttrValue,
    /// The value in force.
    pub(crate) value: u64,
    /// The least that it may be.
    #[prop_or(0)]
    pub(crate) min: u64,
    /// The most that it may be.
    pub(crate) max: u64,
    /// What a button adds or takes.
    #[prop_or(1)]
    pub(crate) step: u64,
    /// The end of the slider; none has none.
    #[prop_or_default]
    pub(crate) slider_max: Option<u64>,
    /// Behind the value.
    pub(crate) unit: FieldText,
    /// What it governs.
    pub(crate) help: FieldText,
    /// What is wrong with a number within the bounds, if anything is.
    #[prop_or_default]
    pub(crate) rule: Option<Callback<u64, Option<FieldText>>>,
    /// A sound number is to be applied.
    pub(crate) on_commit: Callback<u64>,
    /// Someone types this number.
    #[prop_or_default]
    pub(crate) on_draft: Callback<Option<u64>>,
    /// Whether the value stands in the JSON text.
    #[prop_or(false)]
    pub(crate) writes_json: bool,
    /// Of the words.
    pub(crate) language: Language,
}

/// The field.
#[component]
pub(crate) fn NumberField(props: &NumberFieldProps) -> Html {
    let language = props.language;
    let check = {
        let props = props.clone();
        Callback::from(move |text: AttrValue| {
            wrong(&props, &text).map(|wrong| AttrValue::from(wrong.say(language)))
        })
    };
    let on_commit = props
        .on_commit
        .reform(|text: AttrValue| parse(&text).unwrap_or(0));
    // What a parse cannot read was refused by `check` before.
    let on_draft = props
        .on_draft
        .reform(|text: Option<AttrValue>| text.and_then(|text| parse(&text)));
    let on_step = {
        let props = props.clone();
        Callback::from(move |steps: i64| step(&props, steps))
    };
    html! {
        <Field id={props.id.clone()} name={props.name.clone()} value={props.value.to_string()}
            unit={props.unit.say(language)} help={props.help.say(language)} {check} {on_commit} {on_draft}
            on_step={on_step.clone()} writes_json={props.writes_json} {language}>
            { stepper(props, &on_step) }
        </Field>
    }
}

/// A number as people write it, such as `1,024`.
fn parse(text: &str) -> Option<u64> {
    text.trim().replace([',', '_'], "").parse().ok()
}

fn wrong(props: &NumberFieldProps, text: &str) -> Option<FieldText> {
    let (min, max) = (props.min, props.max);
    match parse(text).filter(|number| (min..=max).contains(number)) {
        Some(number) => props.rule.as_ref().and_then(|rule| rule.emit(number)),
        None => Some(FieldText::NotNumber { min, max }),
    }
}

/// Adds so many steps, as far as the bounds and the rule allow.
fn step(props: &NumberFieldProps, steps: i64) {
    let distance = props.step.saturating_mul(steps.unsigned_abs());
    let next = if steps < 0 {
        props.value.saturating_sub(distance).max(props.min)
    } else {
        props.value.saturating_add(distance).min(props.max)
    };
    let is_sound = props
        .rule
        .as_ref()
        .is_none_or(|rule| rule.emit(next).is_none());
    if next != props.value && is_sound {
        props.on_commit.emit(next);
    }
}
