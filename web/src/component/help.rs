//! The list of keys, over the page.

use web_sys::HtmlDialogElement;
use words::Language;
use words::page::PageText;
use words::panel::LedgerText;
use yew::prelude::*;

use crate::component::icon::{Icon, icon};
use crate::panel::open_ledger;
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
const KEYS: [(&[&str], PageText); 12] = [
    (&["Space"], PageText::KeyPlay),
    (&["←", "→"], PageText::KeyStep),
    (&["Shift ←", "Shift →"], PageText::KeySkip),
    (&["1", "2", "3", "4"], PageText::KeySpeed),
    (&["Tab", "← →"], PageText::KeyTiles),
    (&["Enter"], PageText::KeyInspect),
    (&["F", "Shift F10"], PageText::KeyFaults),
    (&["Esc"], PageText::KeyClear),
    (&["E"], PageText::KeyEditor),
    (&["Ctrl Enter", "⌘ Enter"], PageText::KeyDeploy),
    (&["Ctrl Z", "Ctrl Shift Z"], PageText::KeyUndo),
    (&["?"], PageText::KeyHelp),
];

/// The list of keys: a dialog of the browser's, which keeps the focus inside and gives it back.
#[component]
pub(crate) fn Help(props: &HelpProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // A dialog that is on the page and not open yet opens.
                let _ = dialog.show_modal();
            }
        });
    }
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let ledger = {
        let close = close.clone();
        move |event: MouseEvent| {
            close.emit(event);
            open_ledger("");
        }
    };
    // A press beside the card meets the dialog itself, which has no padding.
    let onclick = {
        let (dialog, close) = (dialog.clone(), close.clone());
        Callback::from(move |event: MouseEvent| {
            if event.target() == dialog.get().map(Into::into) {
                close.emit(event);
            }
        })
    };
    let title = PageText::Keys.say(props.language);
    let close_label = PageText::Close.say(props.language);
    html! {
        <dialog
            class="help"
            ref={dialog}
            aria-label={title.clone()}
            {onclick}
            onclose={props.set_ui.reform(|_: Event| UiAction::CloseHelp)}
        >
            <div class="help-card">
                <div class="help-head">
                    <h2>{ title }</h2>
                    <button
                        class="tool"
                        type="button"
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
                <button class="panel-button" type="button" onclick={ledger}>
                    { LedgerText::Open.say(props.language) }
                </button>
            </div>
        </dialog>
    }
}
