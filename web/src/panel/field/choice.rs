//! One of several names: applied at once, or refused in AWS's words.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::outcome::breakable;

/// What the field needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ChoiceFieldProps {
    /// The id of the choice.
    pub(crate) id: AttrValue,
    /// AWS's name of the value.
    pub(crate) name: AttrValue,
    /// The name in force.
    pub(crate) value: AttrValue,
    /// Every name, and what people see of it.
    pub(crate) names: Vec<(AttrValue, AttrValue)>,
    /// What it governs.
    #[prop_or_default]
    pub(crate) help: AttrValue,
    /// What is wrong with a value, if anything is.
    pub(crate) check: Callback<AttrValue, Option<AttrValue>>,
    /// A sound value is to be applied.
    pub(crate) on_commit: Callback<AttrValue>,
}

/// Names that people see as they are.
pub(crate) fn plain_names(names: &[&'static str]) -> Vec<(AttrValue, AttrValue)> {
    let names = names.iter();
    names.map(|name| ((*name).into(), (*name).into())).collect()
}

/// The field.
#[component]
pub(crate) fn ChoiceField(props: &ChoiceFieldProps) -> Html {
    let refused = use_state(|| None::<AttrValue>);
    let select = use_node_ref();
    {
        // What the world refuses changes no option, and the browser would go on showing what a person chose.
        let (select, value) = (select.clone(), props.value.clone());
        use_effect(move || {
            if let Some(select) = select.cast::<HtmlSelectElement>()
                && select.value() != *value
            {
                select.set_value(&value);
            }
        });
    }
    let refusal = refused
        .as_ref()
        .and_then(|wanted| props.check.emit(wanted.clone()))
        .unwrap_or_default();
    let onchange = {
        let (props, refused) = (props.clone(), refused);
        move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let wanted = AttrValue::from(select.value());
            if props.check.emit(wanted.clone()).is_some() {
                select.set_value(&props.value);
                refused.set(Some(wanted));
            } else {
                props.on_commit.emit(wanted);
                if refused.is_some() {
                    refused.set(None);
                }
            }
        }
    };
    let (outcome, help) = (
        format!("{}-outcome", props.id),
        format!("{}-help", props.id),
    );
    html! {
        <div class="panel-field panel-choice">
            <label for={props.id.clone()}>{ breakable(&props.name) }</label>
            <span class="panel-input">
                <select ref={select} id={props.id.clone()} {onchange} aria-describedby={format!("{outcome} {help}")}>
                    { for props.names.iter().map(|(name, shown)| html! {
                        <option value={name.clone()} selected={*name == props.value}>{ shown }</option>
                    }) }
                </select>
            </span>
            <p class="panel-outcome wrong" id={outcome} aria-live="polite" lang="en">{ refusal }</p>
            <p class="panel-hint" id={help}>{ &props.help }</p>
        </div>
    }
}
