//! The list of keys, over the page.

use words::Language;
use words::page::PageText;
use yew::prelude::*;

use crate::component::icon::{Icon, icon};
use crate::ui::UiAction;

/// In which language, and where closing goes.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct HelpProps {
    /// Of the words.
    pub(crate) language: Language,
    /// What to open.
    pub(crate) set_ui: Callback<UiAction>,
}

/// Each key with what it does.
const KEYS: [(&[&str], PageText); 11] = [
    (&["Space"], PageText::KeyPlay),
    (&["←", "→"], PageText::KeyStep),
    (&["Shift ←", "Shift →"], PageText::KeySkip),
    (&["1", "2", "3", "4"], PageText::KeySpeed),
    (&["Tab", "← →"], PageText::KeyTiles),
    (&["Enter"], PageText::KeyInspect),
    (&["Esc"], PageText::KeyClear),
    (&["E"], PageText::KeyEditor),
    (&["Ctrl Enter", "⌘ Enter"], PageText::KeyDeploy),
    (&["Ctrl Z", "Ctrl Shift Z"], PageText::KeyUndo),
    (&["?"], PageText::KeyHelp),
];

/// The list of keys.
#[component]
pub(crate) fn Help(props: &HelpProps) -> Html {
    let close_button = use_node_ref();
    {
        let close_button = close_button.clone();
        use_effect_with((), move |()| {
            if let Some(button) = close_button.cast::<web_sys::HtmlElement>() {
                // A button that is on the page takes the focus.
                let _ = button.focus();
            }
        });
    }
    let close = props.set_ui.reform(|_: MouseEvent| UiAction::ToggleHelp);
    let title = PageText::Keys.say(props.language);
    let close_label = PageText::Close.say(props.language);
    html! {
        <div class="help" onclick={close.clone()}>
            <div
                class="help-card"
                role="dialog"
                aria-modal="true"
                aria-label={title.clone()}
                onclick={|event: MouseEvent| event.stop_propagation()}
            >
                <div class="help-head">
                    <h2>{ title }</h2>
                    <button
                        class="tool"
                        type="button"
                        ref={close_button}
                        title={close_label.clone()}
                        aria-label={close_label}
                        onclick={close}
                    >
                        { icon(Icon::Close) }
                    </button>
                </div>
                <dl>
                    { for KEYS.iter().map(|(keys, meaning)| html! {
                        <div>
                            <dt>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dt>
                            <dd>{ meaning.say(props.language) }</dd>
                        </div>
                    }) }
                </dl>
            </div>
        </div>
    }
}
