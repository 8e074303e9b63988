//! What one revision says otherwise than another.

use std::sync::Arc;

use document::{Difference, differences};
use sim::TaskDefinitionRevision;
use web_sys::HtmlSelectElement;
use words::Language;
use words::panel::{EditorText, RevisionText};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The newest first; at least two.
    pub(super) revisions: Vec<Arc<TaskDefinitionRevision>>,
    /// Of the words.
    pub(super) language: Language,
}

/// Two choices and the list: the newest against the one before it at first.
#[component]
pub(super) fn Differences(props: &Props) -> Html {
    let chosen = use_state(|| (1_usize, 0_usize));
    let language = props.language;
    let last = props.revisions.len() - 1;
    let (before, after) = (chosen.0.min(last), chosen.1.min(last));
    let found = differences(
        &props.revisions[before].definition,
        &props.revisions[after].definition,
    );
    let choice = |index: usize, text: RevisionText, set: fn(&mut (usize, usize), usize)| {
        let chosen = chosen.clone();
        let onchange = move |event: Event| {
            let element: HtmlSelectElement = event.target_unchecked_into();
            let mut next = *chosen;
            set(&mut next, element.value().parse().unwrap_or(0));
            chosen.set(next);
        };
        html! {
            <select {onchange} aria-label={text.say(language)}>
                { for props.revisions.iter().enumerate().map(|(place, revision)| html! {
                    <option value={place.to_string()} selected={place == index}>{ revision.to_string() }</option>
                }) }
            </select>
        }
    };
    html! {
        <div class="panel-differences">
            <div class="panel-differences-head">
                <span>{ RevisionText::Compare.say(language) }</span>
                { choice(before, RevisionText::Before, |chosen, place| chosen.0 = place) }
                { "→" }
                { choice(after, RevisionText::After, |chosen, place| chosen.1 = place) }
            </div>
            if found.is_empty() {
                <p class="panel-hint">{ RevisionText::Same.say(language) }</p>
            }
            <ol>{ for found.iter().map(|difference| one(difference, language)) }</ol>
        </div>
    }
}

fn one(difference: &Difference, language: Language) -> Html {
    let value = |value: &Option<String>| match value {
        Some(value) => html! { <code>{ value }</code> },
        None => html! { <em>{ EditorText::Absent.say(language) }</em> },
    };
    html! {
        <li>
            <code class="panel-path">{ &difference.path }</code>
            <span class="panel-change"><s>{ value(&difference.before) }</s>{ " → " }{ value(&difference.after) }</span>
        </li>
    }
}
