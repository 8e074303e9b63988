//! What the service says, newest first, in AWS's words, or what Amazon ECS sends to Amazon EventBridge.

mod bus;
mod dot;
mod list;
mod text;

use words::panel::InspectorText;
use yew::prelude::*;

use self::bus::BusEvents;
use self::list::{Lines, lines};
use super::PanelProps;
use crate::action::Action;

/// So many are shown at first.
const LATEST_COUNT: usize = 8;

/// The list of service events.
#[component]
pub(crate) fn EventsPanel(props: &PanelProps) -> Html {
    let is_open = use_state(|| false);
    let language = props.readout.language;
    if let Some(bus) = &props.readout.bus {
        return html! {
            <div class="panel-events">
                { switch(props, true) }
                <BusEvents bus={bus.clone()} panel={props.clone()} />
            </div>
        };
    }
    let service = props.readout.service();
    let count = service.map_or(0, |service| service.events.len());
    let shown_max = if *is_open { count } else { LATEST_COUNT };
    let panel = props.clone();
    let lines = use_memo(Lines { panel, shown_max }, lines);
    let onclick = {
        let is_open = is_open.clone();
        move |_| is_open.set(!*is_open)
    };
    let button = if *is_open {
        InspectorText::Latest
    } else {
        InspectorText::All { count }
    };
    html! {
        <div class="panel-events">
            <div class="panel-section-head" title={InspectorText::EventsHelp.say(language)}>
                { switch(props, false) }
                if count > LATEST_COUNT {
                    <button type="button" class="panel-link" {onclick} aria-expanded={is_open.to_string()}>
                        { button.say(language) }
                    </button>
                }
            </div>
            if count == 0 {
                <p class="panel-hint">{ InspectorText::NoEvents.say(language) }</p>
            }
            { (*lines).clone() }
        </div>
    }
}

/// The switch between what the service says and what is sent to Amazon EventBridge.
fn switch(props: &PanelProps, shows_bus: bool) -> Html {
    let language = props.readout.language;
    let button = |bus: bool, text: InspectorText| {
        let onclick = props.act.reform(move |_| Action::ShowBus(bus));
        html! {
            <button type="button" aria-pressed={(shows_bus == bus).to_string()} {onclick}>{ text.say(language) }</button>
        }
    };
    html! {
        <div class="panel-switch" role="group" aria-label={InspectorText::EventsView.say(language)}>
            { button(false, InspectorText::Events) }
            { button(true, InspectorText::EventBridge) }
        </div>
    }
}
