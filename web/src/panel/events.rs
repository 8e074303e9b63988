//! What the service says, newest first, in AWS's words.

mod dot;
mod list;
mod text;

use words::panel::InspectorText;
use yew::prelude::*;

use self::list::{Lines, lines};
use super::PanelProps;

/// So many are shown at first.
const LATEST_COUNT: usize = 8;

/// The list of service events.
#[component]
pub(crate) fn EventsPanel(props: &PanelProps) -> Html {
    let is_open = use_state(|| false);
    let language = props.readout.language;
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
            <div class="panel-section-head">
                <h2 title={InspectorText::EventsHelp.say(language)}>{ InspectorText::Events.say(language) }</h2>
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
