//! What Amazon ECS sends to Amazon EventBridge: a line each, and the JSON of the one that is opened.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use words::panel::InspectorText;
use yew::prelude::*;

use crate::action::Action;
use crate::bus::{Bus, BusLine, BusPlace, DETAIL_TYPES};
use crate::panel::PanelProps;
use crate::panel::copy_button::CopyButton;

/// Lines that are shown at the most.
const SHOWN_MAX: usize = 100;

/// What the list needs. Time alone changes nothing of it.
#[derive(Clone, Properties)]
pub(super) struct BusEventsProps {
    /// What to list.
    pub(super) bus: Bus,
    /// Where it stands.
    pub(super) panel: PanelProps,
}

impl PartialEq for BusEventsProps {
    fn eq(&self, other: &Self) -> bool {
        self.bus == other.bus
            && self.panel.act == other.panel.act
            && self.panel.readout.language == other.panel.readout.language
    }
}

/// The list, with a choice of kinds and a field for words.
#[component]
pub(super) fn BusEvents(props: &BusEventsProps) -> Html {
    let detail_type = use_state(String::new);
    let words = use_state(String::new);
    let language = props.panel.readout.language;
    let onchange = {
        let detail_type = detail_type.clone();
        move |event: Event| {
            detail_type.set(event.target_unchecked_into::<HtmlSelectElement>().value());
        }
    };
    let oninput = {
        let words = words.clone();
        move |event: InputEvent| {
            words.set(event.target_unchecked_into::<HtmlInputElement>().value());
        }
    };
    let shown = props.bus.lines.iter();
    let shown = shown.filter(|line| is_wanted(line, &detail_type, &words));
    let lines: Vec<Html> = shown
        .take(SHOWN_MAX)
        .map(|line| self::line(props, line))
        .collect();
    html! {
        <>
            <div class="bus-filter">
                <select {onchange} aria-label="detail-type">
                    <option value="" selected={detail_type.is_empty()}>{ InspectorText::EveryDetailType.say(language) }</option>
                    { for DETAIL_TYPES.iter().map(|name| html! {
                        <option value={*name} selected={*name == *detail_type}>{ *name }</option>
                    }) }
                </select>
                <input type="search" value={(*words).clone()} {oninput} autocomplete="off" spellcheck="false"
                    aria-label={InspectorText::BusFilter.say(language)} placeholder={InspectorText::BusFilter.say(language)} />
            </div>
            if lines.is_empty() {
                <p class="panel-hint">{ InspectorText::NoBusEvents.say(language) }</p>
            }
            <ol class="panel-event-list bus-list" lang="en">{ for lines }</ol>
        </>
    }
}

fn is_wanted(line: &BusLine, detail_type: &str, words: &str) -> bool {
    let text = format!("{} {}", line.detail_type, line.what).to_lowercase();
    let words = words.to_lowercase();
    (detail_type.is_empty() || line.detail_type == detail_type)
        && words.split_whitespace().all(|word| text.contains(word))
}

fn line(props: &BusEventsProps, line: &BusLine) -> Html {
    let readout = &props.panel.readout;
    let open = props.bus.open.as_ref();
    let open = open.filter(|(place, _)| *place == line.place);
    let is_open = open.is_some();
    let next: Option<BusPlace> = (!is_open).then_some(line.place);
    let onclick = props.panel.act.reform(move |_| Action::OpenBusEvent(next));
    let key = format!("{}-{}", line.place.event.0, line.place.ordinal);
    html! {
        <li {key}>
            <button type="button" class="bus-line" aria-expanded={is_open.to_string()} {onclick}>
                <time>{ scene::clock_text(readout.world.start(), line.at) }</time>
                <span><b>{ line.detail_type }</b>{ " " }{ &line.what }</span>
            </button>
            if let Some((_, text)) = open {
                { whole(props, text.as_ref().map(|text| text.as_str())) }
            }
        </li>
    }
}

/// The JSON, and a button that copies it.
fn whole(props: &BusEventsProps, text: Option<&str>) -> Html {
    let language = props.panel.readout.language;
    let Some(text) = text else {
        return html! { <p class="panel-hint">{ InspectorText::BusForgotten.say(language) }</p> };
    };
    html! {
        <div class="bus-json">
            <CopyButton text={text.to_owned()} what="JSON" {language} />
            <pre tabindex="0" aria-label="JSON">{ text }</pre>
        </div>
    }
}
