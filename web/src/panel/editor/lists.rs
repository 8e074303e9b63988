//! Under the text: what is wrong, what is not simulated, what it changes.

use document::Reading;
use words::Language;
use words::panel::EditorText;
use yew::prelude::*;

use super::go_to::Destination;
use crate::panel::icon::Icon;
use crate::panel::json::Change;
use crate::panel::prospect::Prospect;

/// Everything that is wrong; each leads to its place in the text.
pub(super) fn problems(
    reading: &Reading,
    go_to: &Callback<Destination>,
    language: Language,
) -> Html {
    let one = |problem: &document::Problem| {
        let to = Destination {
            path: problem.path.clone(),
            span: problem.span.clone(),
        };
        let onclick = go_to.reform(move |_| to.clone());
        let at = EditorText::At {
            line: problem.line,
            column: problem.column,
        };
        html! {
            <li>
                <button type="button" {onclick} title={at.say(language)}>
                    <span class="panel-place">{ format!("{}:{}", problem.line, problem.column) }</span>
                    <span class="panel-problem" lang="en" title={problem.text.clone()}>{ &problem.text }</span>
                </button>
            </li>
        }
    };
    let title = match reading.problems.len() {
        0 => None,
        1 => Some(EditorText::OneProblem),
        count => Some(EditorText::Problems { count }),
    };
    html! {
        <div id="definition-problems" class="panel-problems" aria-live="polite">
            if let Some(title) = title {
                <h3>{ Icon::Warning.html() }{ title.say(language) }</h3>
                <ol>{ for reading.problems.iter().map(one) }</ol>
            }
        </div>
    }
}

/// Fields that change nothing in the simulation yet.
pub(super) fn not_simulated(
    reading: &Reading,
    go_to: &Callback<Destination>,
    language: Language,
) -> Html {
    let one = |note: &document::Note| {
        let to = Destination {
            path: note.path.clone(),
            span: note.span.clone(),
        };
        let onclick = go_to.reform(move |_| to.clone());
        let line = EditorText::Line { line: note.line };
        html! {
            <li>
                <button type="button" {onclick} title={line.say(language)}>
                    <span class="panel-place">{ note.line }</span>
                    <code>{ &note.path }</code>
                </button>
            </li>
        }
    };
    let title = match reading.not_simulated.len() {
        0 => return Html::default(),
        1 => EditorText::OneNotSimulated,
        count => EditorText::NotSimulated { count },
    };
    html! {
        <details class="panel-notes">
            <summary>{ title.say(language) }</summary>
            <ol>{ for reading.not_simulated.iter().map(one) }</ol>
        </details>
    }
}

/// What differs from the revision that runs.
pub(super) fn changes(changes: &[Change], prospect: &Prospect, language: Language) -> Html {
    let revision = prospect.running.clone();
    let count = changes.len();
    let title = match count {
        0 => {
            let same = EditorText::NoChange { revision };
            let next = EditorText::NextIs {
                revision: prospect.next.clone(),
            };
            let hint = format!("{} · {}", same.say(language), next.say(language));
            return html! { <span class="panel-hint">{ hint }</span> };
        }
        1 => EditorText::OneChange { revision },
        count => EditorText::Changes { count, revision },
    };
    let value = |value: &Option<String>| match value {
        Some(value) => html! { <code>{ value }</code> },
        None => html! { <em>{ EditorText::Absent.say(language) }</em> },
    };
    let one = |change: &Change| {
        html! {
            <li>
                <code class="panel-path">{ &change.path }</code>
                <span class="panel-change">
                    <s>{ value(&change.before) }</s>{ " → " }{ value(&change.after) }
                </span>
            </li>
        }
    };
    html! {
        <details class="panel-changes">
            <summary>{ title.say(language) }</summary>
            <ol>{ for changes.iter().map(one) }</ol>
        </details>
    }
}
