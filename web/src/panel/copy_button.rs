//! A button that copies a text.

use gloo_timers::callback::Timeout;
use words::Language;
use words::panel::InspectorText;
use yew::prelude::*;

use super::icon::Icon;

/// How long the button says that it has copied.
const TOLD_MS: u32 = 1_500;

/// What the button needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CopyButtonProps {
    /// What is copied.
    pub(crate) text: AttrValue,
    /// What that is, for people.
    pub(crate) what: AttrValue,
    /// Of the words.
    pub(crate) language: Language,
}

/// The button.
#[component]
pub(crate) fn CopyButton(props: &CopyButtonProps) -> Html {
    let copied = use_state(|| None::<AttrValue>);
    let onclick = {
        let (copied, text) = (copied.clone(), props.text.clone());
        move |_| {
            if let Some(window) = web_sys::window() {
                // A browser that refuses keeps its clipboard; there is nobody to tell.
                let _ = window.navigator().clipboard().write_text(&text);
            }
            copied.set(Some(text.clone()));
        }
    };
    {
        let copied = copied.clone();
        use_effect_with((*copied).clone(), move |told| {
            let timeout = told
                .is_some()
                .then(|| Timeout::new(TOLD_MS, move || copied.set(None)));
            move || drop(timeout)
        });
    }
    let is_copied = copied.as_ref() == Some(&props.text);
    let label = if is_copied {
        InspectorText::Copied.say(props.language)
    } else {
        InspectorText::Copy {
            what: props.what.to_string(),
        }
        .say(props.language)
    };
    html! {
        <button type="button" class="panel-icon-button" {onclick} title={label.clone()} aria-label={label}>
            { if is_copied { Icon::Check.html() } else { Icon::Copy.html() } }
        </button>
    }
}
