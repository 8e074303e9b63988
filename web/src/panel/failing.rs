//! Why the requests failed that a person points at: beside the pointer, or beside what has the keyboard.

use sim::FailedRequests;
use web_sys::HtmlElement;
use words::panel::InspectorText;
use yew::prelude::*;

use super::PanelProps;
use super::fault_menu::put_at;
use super::inspector::cause_text;
use super::meter::grouped;
use crate::failing::FailingOf;

/// Lines that are shown; the others are counted.
const LINES_MAX: usize = 6;

/// The note, while something is pointed at.
#[component]
pub(crate) fn FailingPanel(props: &PanelProps) -> Html {
    let note = use_node_ref();
    let readout = &props.readout;
    let at = readout.failing.as_ref().map(|failing| failing.at);
    {
        let note = note.clone();
        use_effect_with((at, readout.failing.clone()), move |(at, _)| {
            if let (Some(element), Some(at)) = (note.cast::<HtmlElement>(), *at) {
                put_at(&element, at);
            }
        });
    }
    let Some(failing) = &readout.failing else {
        return Html::default();
    };
    let language = readout.language;
    let title = match failing.of {
        FailingOf::Cross => InspectorText::FailedHere,
        FailingOf::Lately => InspectorText::FailedLately,
        FailingOf::Since(at) => InspectorText::FailedThen {
            clock: scene::clock_text(readout.world.start(), at),
        },
    };
    let lines = failing.lines.iter().take(LINES_MAX);
    let more = failing.lines.len().saturating_sub(LINES_MAX);
    html! {
        <div class="failing-note" role="status" ref={note}>
            <p>{ title.say(language) }</p>
            <ul>{ for lines.map(|line| self::line(props, line)) }</ul>
            if more > 0 { <p>{ InspectorText::FailedMore { count: more }.say(language) }</p> }
        </div>
    }
}

fn line(props: &PanelProps, line: &FailedRequests) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let cause = cause_text(line.cause, language);
    let task = line.target.map(|id| {
        let mut task = id.to_string();
        task.truncate(4);
        InspectorText::AtTask { task }.say(language)
    });
    html! {
        <li>
            <b>{ format!("{} ×", grouped(line.count.into())) }</b>
            <span>{ cause }</span>
            if let Some(task) = task { <span class="panel-hint">{ task }</span> }
        </li>
    }
}
