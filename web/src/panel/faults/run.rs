//! `RunTask`: tasks without a service, and those that there are.

mod definitions;
mod outcome;
mod request;
mod standalone;

use sim::LaunchType;
use sim::limits::RUN_TASK_COUNT_MAX;
use sim::query::Expression;
use words::panel::RunText;
use yew::prelude::*;

pub(super) use self::definitions::{definition_choice, latest_of, offered};
pub(super) use self::outcome::outcome;
pub(super) use self::request::subnet_zones;
use self::request::{STRATEGIES, Wanted};
use self::standalone::standalone;
use super::field::{TextField, choice, text, tick};
use crate::action::Action;
use crate::panel::PanelProps;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) panel: PanelProps,
    /// The family in the editor: its latest revision is offered first.
    pub(super) family: Option<AttrValue>,
}

/// The form, what became of the last request, and the tasks that run.
#[component]
pub(super) fn Run(props: &Props) -> Html {
    let wanted = use_state(Wanted::default);
    let panel = &props.panel;
    let language = panel.readout.language;
    let revisions = offered(&panel.readout.world);
    let family = props.family.as_deref().unwrap_or_default();
    let asked = wanted
        .definition
        .as_ref()
        .filter(|name| revisions.iter().any(|known| known.to_string() == **name));
    let Some(definition) = asked.cloned().or_else(|| latest_of(&revisions, family)) else {
        return html! { <p class="panel-hint">{ RunText::NoDefinition.say(language) }</p> };
    };
    let is_mistaken =
        !wanted.expression.is_empty() && Expression::parse(&wanted.expression).is_err();
    let onclick = {
        let (panel, wanted, definition) = (panel.clone(), wanted.clone(), definition.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(command) = wanted.request(&panel.readout, &definition) {
                panel.act.emit(Action::Submit(command));
            }
        })
    };
    let button = match wanted.count {
        1 => RunText::RunOne,
        count => RunText::Run { count },
    };
    html! {
        <>
            <p class="panel-hint">{ RunText::Help.say(language) }</p>
            { definition_choice("run-definition", &revisions, &definition, set(&wanted, |wanted, value| wanted.definition = Some(value)), language) }
            { fields(panel, &wanted, &definition) }
            <button type="button" class="panel-button strong fault-button" disabled={is_mistaken} {onclick}>{ button.say(language) }</button>
            { outcome(panel, None) }
            { standalone(panel) }
        </>
    }
}

/// How many, where, and by which rules.
fn fields(panel: &PanelProps, wanted: &UseStateHandle<Wanted>, definition: &str) -> Html {
    let readout = &panel.readout;
    let language = readout.language;
    let same = |text: &str| (text.to_owned(), text.to_owned());
    let counts: Vec<_> = (1..=RUN_TASK_COUNT_MAX)
        .map(|count| same(&count.to_string()))
        .collect();
    let launch_types: Vec<_> = [LaunchType::Ec2, LaunchType::Fargate]
        .map(|known| same(known.name()))
        .into();
    let launch_type = wanted.launch_type(readout);
    let strategies: Vec<_> = STRATEGIES
        .iter()
        .enumerate()
        .map(|(index, (text, _))| (index.to_string(), text.say(language)))
        .collect();
    let family = definition.split(':').next().unwrap_or_default();
    let wrong = Some(&wanted.expression)
        .filter(|text| !text.is_empty())
        .and_then(|text| Expression::parse(text).err());
    let say = |text: RunText| text.say(language);
    let on_distinct = {
        let wanted = wanted.clone();
        Callback::from(move |distinct| {
            wanted.set(Wanted {
                distinct,
                ..(*wanted).clone()
            });
        })
    };
    html! {
        <>
            { choice("run-count", say(RunText::Count), &counts, &wanted.count.to_string(),
                &set(wanted, |wanted, value| wanted.count = value.parse().unwrap_or(1))) }
            { choice("run-launch-type", say(RunText::LaunchType), &launch_types, launch_type.name(),
                &set(wanted, |wanted, value| wanted.launch_type = [LaunchType::Ec2, LaunchType::Fargate].into_iter().find(|known| known.name() == value))) }
            { text(TextField {
                id: "run-group",
                label: say(RunText::Group),
                value: &wanted.group,
                placeholder: format!("family:{family}"),
                wrong: None,
                on_type: set(wanted, |wanted, value| wanted.group = value),
            }) }
            if launch_type == LaunchType::Ec2 {
                { choice("run-strategy", say(RunText::Strategy), &strategies, &wanted.strategy.to_string(),
                    &set(wanted, |wanted, value| wanted.strategy = value.parse().unwrap_or(0))) }
                { text(TextField {
                    id: "run-member-of",
                    label: say(RunText::MemberOf),
                    value: &wanted.expression,
                    placeholder: say(RunText::MemberOfHelp),
                    wrong: wrong.map(|wrong| wrong.to_string()),
                    on_type: set(wanted, |wanted, value| wanted.expression = value),
                }) }
                { tick(say(RunText::Distinct), String::new(), wanted.distinct, on_distinct) }
            }
        </>
    }
}

fn set(wanted: &UseStateHandle<Wanted>, change: fn(&mut Wanted, String)) -> Callback<String> {
    let wanted = wanted.clone();
    Callback::from(move |value| {
        let mut next = (*wanted).clone();
        change(&mut next, value);
        wanted.set(next);
    })
}
