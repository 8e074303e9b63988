//! `PutMetricAlarm`: an alarm for deployments to watch.

use sim::limits::{ALARM_NAME_LENGTH_MAX, ALARM_SECONDS_MAX};
use sim::{AlarmCommand, Command, Duration};
use web_sys::HtmlInputElement;
use words::Language;
use words::panel::FieldText;
use yew::prelude::*;

use crate::action::Action;
use crate::panel::field::{NumberField, number_field};

/// What the form needs.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct NewAlarmProps {
    /// What to do.
    pub(super) act: Callback<Action>,
    /// Names that are taken.
    pub(super) names: Vec<String>,
    /// Of the words.
    pub(super) language: Language,
}

/// What stands in the form.
#[derive(Clone, PartialEq)]
struct Draft {
    name: String,
    period_seconds: u64,
    evaluation_periods: u64,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            name: String::new(),
            period_seconds: 60,
            evaluation_periods: 1,
        }
    }
}

impl Draft {
    /// What is wrong with the name, if anything is.
    fn problem(&self, taken: &[String]) -> Option<FieldText> {
        let is_sound = (1..=ALARM_NAME_LENGTH_MAX).contains(&self.name.len());
        if !is_sound {
            let most = ALARM_NAME_LENGTH_MAX;
            return Some(FieldText::BadAlarmName { most });
        }
        let is_taken = taken.contains(&self.name);
        is_taken.then_some(FieldText::AlarmExists)
    }
}

/// The form: nothing is made before the button is pressed.
#[component]
pub(super) fn NewAlarm(props: &NewAlarmProps) -> Html {
    let draft = use_state(Draft::default);
    let is_asked = use_state(|| false);
    let language = props.language;
    let problem = draft.problem(&props.names).filter(|_| *is_asked);
    let wrong = problem.is_some().then_some("wrong");
    let oninput = {
        let draft = draft.clone();
        move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let name = input.value();
            draft.set(Draft {
                name,
                ..(*draft).clone()
            });
        }
    };
    let onsubmit = {
        let (props, draft, is_asked) = (props.clone(), draft.clone(), is_asked);
        move |event: SubmitEvent| {
            event.prevent_default();
            let is_wrong = draft.problem(&props.names).is_some();
            is_asked.set(is_wrong);
            if !is_wrong {
                props.act.emit(put(&draft));
                draft.set(Draft::default());
            }
        }
    };
    html! {
        <form class="panel-new-alarm" {onsubmit}>
            <div class="panel-field">
                <label for="alarm-name">{ "AlarmName" }</label>
                <span class={classes!("panel-input", wrong)}>
                    <input type="text" id="alarm-name" value={draft.name.clone()} {oninput} autocomplete="off"
                        spellcheck="false" aria-invalid={problem.is_some().to_string()} aria-describedby="alarm-name-outcome" />
                </span>
                <p class={classes!("panel-outcome", wrong)} id="alarm-name-outcome" aria-live="polite">
                    { problem.map(|problem| problem.say(language)).unwrap_or_default() }
                </p>
            </div>
            { numbers(&draft, language) }
            <button type="submit" class="panel-button">{ "+ " }{ FieldText::AddAlarm.say(language) }</button>
        </form>
    }
}

/// How long the alarm looks before it knows.
fn numbers(draft: &UseStateHandle<Draft>, language: Language) -> Html {
    let set = |change: fn(&mut Draft, u64)| {
        let draft = draft.clone();
        Callback::from(move |value| {
            let mut next = (*draft).clone();
            change(&mut next, value);
            draft.set(next);
        })
    };
    let fields = [
        NumberField {
            id: "alarm-period",
            name: "Period",
            value: draft.period_seconds,
            min: 10,
            max: ALARM_SECONDS_MAX / draft.evaluation_periods,
            step: 10,
            on_commit: set(|draft, value| draft.period_seconds = value),
            ..NumberField::plain(language, FieldText::AlarmPeriod)
        },
        NumberField {
            id: "alarm-periods",
            name: "EvaluationPeriods",
            value: draft.evaluation_periods,
            min: 1,
            max: ALARM_SECONDS_MAX / draft.period_seconds,
            unit: FieldText::UnitPeriods,
            on_commit: set(|draft, value| draft.evaluation_periods = value),
            ..NumberField::plain(language, FieldText::AlarmPeriods)
        },
    ];
    fields.into_iter().map(number_field).collect()
}

fn put(draft: &Draft) -> Action {
    Action::Submit(Command::Alarm(AlarmCommand::Put {
        name: draft.name.clone(),
        period: Duration::from_secs(draft.period_seconds),
        evaluation_periods: u32::try_from(draft.evaluation_periods).unwrap_or(u32::MAX),
    }))
}
