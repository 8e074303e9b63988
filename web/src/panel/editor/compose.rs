//! Turns a docker compose file into the task definition in the editor, and lists what did not carry over.

use document::{ComposeReading, looks_like_compose, write_task_definition};
use wasm_bindgen_futures::spawn_local;
use words::Language;
use words::panel::RevisionText;
use yew::prelude::*;

use crate::later::compose::compose;
use crate::panel::draft::Draft;
use crate::panel::icon::Icon;

/// What became of a compose file.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// It was read.
    Read(Box<ComposeReading>),
    /// What reads it could not be fetched.
    NotLoaded,
}

/// What takes a text that was opened or dropped, and what there is to say about the last compose file.
pub(super) struct Compose {
    /// A text that takes the place of the one in the editor; one that is a compose file is turned into JSON first.
    pub(super) on_text: Callback<String>,
    /// What there is to say.
    pub(super) html: Html,
}

/// Both of them.
#[hook]
pub(super) fn use_compose(draft: &Draft, language: Language) -> Compose {
    let outcome = use_state(|| None::<Outcome>);
    let convert = {
        let (draft, outcome) = (draft.clone(), outcome.clone());
        Callback::from(move |text: String| {
            let (draft, outcome) = (draft.clone(), outcome.clone());
            spawn_local(async move {
                let Ok(read_compose) = compose().await else {
                    outcome.set(Some(Outcome::NotLoaded));
                    return;
                };
                let reading = read_compose(&text);
                // What cannot be turned stays as it is.
                let text = reading
                    .definition
                    .as_ref()
                    .map(write_task_definition)
                    .unwrap_or(text);
                draft.replace(&text);
                outcome.set(Some(Outcome::Read(Box::new(reading))));
            });
        })
    };
    let on_text = {
        let (draft, outcome, convert) = (draft.clone(), outcome.clone(), convert.clone());
        Callback::from(move |text: String| {
            outcome.set(None);
            if looks_like_compose(&text) {
                convert.emit(text);
            } else {
                draft.replace(&text);
            }
        })
    };
    let text = draft.text();
    let offer = (outcome.is_none() && looks_like_compose(&text)).then(|| {
        let onclick = convert.reform(move |_| text.to_string());
        html! {
            <div class="panel-compose">
                <p>{ RevisionText::LooksLikeCompose.say(language) }</p>
                <button type="button" class="panel-button" {onclick}>{ RevisionText::Convert.say(language) }</button>
            </div>
        }
    });
    let close = {
        let outcome = outcome.clone();
        Callback::from(move |_: MouseEvent| outcome.set(None))
    };
    let told = outcome
        .as_ref()
        .map(|outcome| told(outcome, &close, language));
    Compose {
        on_text,
        html: html! { <>{ offer }{ told }</> },
    }
}

fn told(outcome: &Outcome, close: &Callback<MouseEvent>, language: Language) -> Html {
    let say = |text: RevisionText| text.say(language);
    let Outcome::Read(reading) = outcome else {
        return html! { <p class="panel-compose" role="alert">{ say(RevisionText::NotLoaded) }</p> };
    };
    let title = match (reading.problems.len(), reading.not_carried.len()) {
        (0, 0) => RevisionText::AllCarried,
        (0, count) => RevisionText::NotCarried { count },
        (count, _) => RevisionText::NotConverted { count },
    };
    let problems = reading
        .problems
        .iter()
        .map(|problem| line(problem.line, &problem.path, &problem.text));
    let not_carried = reading
        .not_carried
        .iter()
        .map(|note| line(note.line, &note.path, &note.reason));
    let label = say(RevisionText::Dismiss);
    html! {
        <div class="panel-compose" role="status">
            <div class="form-list-head">
                <b>{ say(title) }</b>
                <button type="button" class="panel-icon-button" title={label.clone()} aria-label={label} onclick={close.clone()}>
                    { Icon::Close.html() }
                </button>
            </div>
            <ol tabindex="0" aria-label={say(RevisionText::List)}>{ for problems }{ for not_carried }</ol>
        </div>
    }
}

/// Where it stands in the compose file, and why it did not carry over.
fn line(number: u32, path: &str, text: &str) -> Html {
    html! {
        <li>
            <span class="panel-place">{ number }</span>
            <span><code>{ path }</code><span lang="en">{ " " }{ text }</span></span>
        </li>
    }
}
