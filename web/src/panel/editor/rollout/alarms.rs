//! `alarms`: the CloudWatch alarms that make a deployment fail, and the state that a person puts them in.

use sim::{Alarm, AlarmCommand, AlarmState, Command, Service};
use web_sys::HtmlSelectElement;
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use super::configuring::Configuring;
use super::new_alarm::NewAlarm;
use crate::action::Action;

/// The part of the service's tab.
pub(in super::super) fn alarms(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let fields = Configuring { part, service };
    let watched = &service.deployment_configuration.alarms;
    let world = &part.readout.world;
    let names: Vec<String> = world.alarms().map(|alarm| alarm.name.clone()).collect();
    let missing = watched
        .alarm_names
        .iter()
        .filter(|name| !names.contains(name));
    let rows = world
        .alarms()
        .map(|alarm| row(fields, &alarm.name, Some(alarm)))
        .chain(missing.map(|name| row(fields, name, None)));
    let is_empty = names.is_empty() && watched.alarm_names.is_empty();
    html! {
        <div role="group" aria-labelledby="alarms-title">
            <h3 id="alarms-title">{ FieldText::Alarms.say(language) }</h3>
            { fields.tick(("alarms-enable".into(), "alarms.enable".into()), watched.enable,
                FieldText::AlarmsEnable, |all, value| all.alarms.enable = value) }
            { fields.tick(("alarms-rollback".into(), "alarms.rollback".into()), watched.rollback,
                FieldText::AlarmsRollback, |all, value| all.alarms.rollback = value) }
            if is_empty {
                <p class="panel-hint">{ FieldText::NoAlarms.say(language) }</p>
            } else {
                <ul class="panel-alarms">{ for rows }</ul>
            }
            <NewAlarm act={part.act.clone()} {names} {language} />
        </div>
    }
}

/// One alarm: whether the service watches it, and its state; none for one that is not there.
fn row(fields: Configuring<'_>, name: &str, alarm: Option<&Alarm>) -> Html {
    let language = fields.part.language();
    let watched = &fields.service.deployment_configuration.alarms.alarm_names;
    let is_watched = watched.iter().any(|watched| watched == name);
    let watch = FieldText::WatchAlarm { name: name.into() };
    let toggle = {
        let name = name.to_owned();
        fields.tick(
            (format!("alarm-{name}").into(), watch.say(language).into()),
            is_watched,
            alarm.map_or(FieldText::AlarmMissing, evaluation),
            move |all, value| {
                all.alarms.alarm_names.retain(|other| *other != name);
                if value {
                    all.alarms.alarm_names.push(name.clone());
                }
            },
        )
    };
    html! {
        <li key={name.to_owned()}>
            { toggle }
            { for alarm.map(|alarm| state(fields.part, alarm)) }
        </li>
    }
}

fn evaluation(alarm: &Alarm) -> FieldText {
    FieldText::AlarmEvaluates {
        periods: alarm.evaluation_periods,
        seconds: alarm.period.as_secs(),
    }
}

/// `SetAlarmState`.
fn state(part: &PartProps, alarm: &Alarm) -> Html {
    let name = alarm.name.clone();
    let label = FieldText::AlarmState { name: name.clone() }.say(part.language());
    let onchange = part.act.reform(move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
        let state = AlarmState::ALL.iter().find(|state| state.name() == chosen);
        Action::Submit(Command::Alarm(AlarmCommand::SetState {
            name: name.clone(),
            state: state.copied().unwrap_or(AlarmState::InsufficientData),
        }))
    });
    html! {
        <span class="panel-input">
            <select {onchange} aria-label={label}>
                { for AlarmState::ALL.iter().map(|state| html! {
                    <option value={state.name()} selected={*state == alarm.state}>{ state.name() }</option>
                }) }
            </select>
        </span>
    }
}
