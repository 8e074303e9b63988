//! What the service says, newest first, in AWS's words.

mod dot;
mod text;

use sim::ServiceEvent;
use words::panel::InspectorText;
use yew::prelude::*;

use self::dot::dot;
use self::text::text;
use super::PanelProps;

/// So many are shown at first.
const LATEST_COUNT: usize = 8;

/// The list of service events.
#[component]
pub(crate) fn EventsPanel(props: &PanelProps) -> Html {
    let is_open = use_state(|| false);
    let language = props.readout.language;
    let Some(service) = props.readout.service() else {
        return Html::default();
    };
    let count = service.events.len();
    let shown_max = if *is_open { count } else { LATEST_COUNT };
    let onclick = {
        let is_open = is_open.clone();
        move |_| is_open.set(!*is_open)
    };
    let button = if *is_open {
        InspectorText::Latest
    } else {
        InspectorText::All { count }
    };
    let lines = service
        .events
        .iter()
        .take(shown_max)
        .map(|event| line(props, event));
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
            <ol class="panel-event-list" lang="en">{ for lines }</ol>
        </div>
    }
}

fn line(props: &PanelProps, event: &ServiceEvent) -> Html {
    let clock = scene::clock_text(props.readout.world.start(), event.created_at);
    html! {
        <li class="panel-event">
            <time>{ clock }</time>
            { dot(props, &event.message) }
            <span class="panel-event-text">{ text(props, &event.text) }</span>
        </li>
    }
}
