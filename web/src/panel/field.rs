//! One value of a form: it is applied as a whole, or says what is wrong with it.

mod choice;
mod number;
mod outcome;
mod slider;
mod stepper;
mod tick;

use web_sys::HtmlInputElement;
use words::Language;
use words::panel::FieldText;
use yew::prelude::*;

pub(crate) use self::choice::{ChoiceField, plain_names};
pub(crate) use self::number::{NumberField, number_field};
use self::outcome::{breakable, outcome};
pub(crate) use self::slider::{Slider, Track, slider, use_fill};
pub(crate) use self::tick::TickField;

/// What a field needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FieldProps {
    /// The id of the input.
    pub(crate) id: AttrValue,
    /// AWS's name of the value.
    pub(crate) name: AttrValue,
    /// The value in force.
    pub(crate) value: AttrValue,
    /// What it governs in the picture.
    #[prop_or_default]
    pub(crate) governs: Option<&'static str>,
    /// Behind the value.
    #[prop_or_default]
    pub(crate) unit: AttrValue,
    /// What it governs.
    pub(crate) help: AttrValue,
    /// What is wrong with a value, if anything is.
    pub(crate) check: Callback<AttrValue, Option<AttrValue>>,
    /// A sound value is to be applied.
    pub(crate) on_commit: Callback<AttrValue>,
    /// Someone types; none when what they typed was given up or applied.
    #[prop_or_default]
    pub(crate) on_draft: Callback<Option<AttrValue>>,
    /// How the arrow keys change a number: by one step up or down.
    #[prop_or_default]
    pub(crate) on_step: Option<Callback<i64>>,
    /// What a slider runs over; none has no slider.
    #[prop_or_default]
    pub(crate) track: Option<Track>,
    /// What stands behind the input.
    #[prop_or_default]
    pub(crate) steps: Html,
    /// Of the words.
    pub(crate) language: Language,
}

/// The field. Enter or leaving it applies what was typed, Esc gives it up.
#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    let typed = use_state(|| None::<AttrValue>);
    let applied = use_state(|| None::<AttrValue>);
    let shown = typed.as_ref().unwrap_or(&props.value).clone();
    let place = use_node_ref();
    use_fill(&place, props.track, &shown);
    let error = typed
        .as_ref()
        .and_then(|typed| props.check.emit(typed.clone()));
    let set_typed = {
        let (typed, on_draft) = (typed.clone(), props.on_draft.clone());
        Callback::from(move |text: Option<AttrValue>| {
            on_draft.emit(text.clone());
            typed.set(text);
        })
    };
    let oninput = set_typed.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Some(input.value().into())
    });
    let onchange = {
        let (props, set_typed, applied) = (props.clone(), set_typed.clone(), applied.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let text = AttrValue::from(input.value().trim().to_owned());
            if props.check.emit(text.clone()).is_some() {
                return;
            }
            set_typed.emit(None);
            if text != props.value {
                applied.set(Some(text.clone()));
                props.on_commit.emit(text);
            }
        })
    };
    let onkeydown = keys(props.on_step.clone(), typed.is_some().then_some(set_typed));
    let outcome = outcome(props, typed.as_ref(), error.as_ref(), applied.as_ref());
    let wrong = error.is_some().then_some("wrong");
    let slider = props.track.map(|track| {
        let name = props.name.to_string();
        slider(Slider {
            track,
            value: &shown,
            label: FieldText::Slider { name }.say(props.language),
            oninput: oninput.clone(),
            onchange: onchange.clone(),
            place,
        })
    });
    html! {
        <div class="panel-field" data-governs={props.governs}>
            <label for={props.id.clone()}>{ breakable(&props.name) }</label>
            <span class={classes!("panel-input", wrong)}>
                <input type="text" id={props.id.clone()} value={shown} {oninput} {onchange} {onkeydown}
                    inputmode={props.on_step.as_ref().map(|_| "numeric")}
                    autocomplete="off" spellcheck="false"
                    aria-invalid={error.is_some().to_string()}
                    aria-describedby={format!("{0}-outcome {0}-help", props.id)} />
                <span class="panel-unit" aria-hidden="true">{ &props.unit }</span>
            </span>
            { props.steps.clone() }
            { slider }
            <p class={classes!("panel-outcome", wrong)} id={format!("{}-outcome", props.id)}
                aria-live="polite">{ outcome }</p>
            <p class="panel-hint" id={format!("{}-help", props.id)}>{ &props.help }</p>
        </div>
    }
}

/// The arrows step; Esc gives up what is typed, if anything is.
fn keys(
    on_step: Option<Callback<i64>>,
    set_typed: Option<Callback<Option<AttrValue>>>,
) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "Escape" => {
                if let Some(set_typed) = &set_typed {
                    // Given up here: it means nothing else.
                    event.prevent_default();
                    set_typed.emit(None);
                }
                return;
            }
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            _ => return,
        };
        if let Some(on_step) = &on_step {
            event.prevent_default();
            on_step.emit(step);
        }
    })
}
