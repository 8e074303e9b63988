//! A plain text field over a tinted copy of its text, with line numbers.

use std::ops::Range;

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};
use words::Language;
use words::panel::EditorText;
use yew::prelude::*;

use super::highlight::highlight;

/// What the field needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CodeFieldProps {
    /// What stands in it.
    pub(crate) text: AttrValue,
    /// The bytes that are wrong.
    pub(crate) mistakes: Vec<Range<usize>>,
    /// Someone types.
    pub(crate) on_text: Callback<AttrValue>,
    /// The text field itself, for a caller that puts the caret somewhere.
    pub(crate) field: NodeRef,
    /// Of the words.
    pub(crate) language: Language,
}

/// The field. Tab inserts two spaces, unless Esc was pressed just before: then it leaves, as elsewhere.
#[component]
pub(crate) fn CodeField(props: &CodeFieldProps) -> Html {
    let leaves = use_mut_ref(|| false);
    let oninput = {
        let on_text = props.on_text.clone();
        move |event: InputEvent| {
            if let Some(field) = field_of(&event) {
                on_text.emit(field.value().into());
            }
        }
    };
    let onkeydown = {
        let leaves = leaves.clone();
        move |event: KeyboardEvent| match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                *leaves.borrow_mut() = true;
            }
            "Tab" if !event.shift_key() && !*leaves.borrow() => {
                event.prevent_default();
                insert_spaces();
            }
            "Shift" | "Tab" => {}
            _ => *leaves.borrow_mut() = false,
        }
    };
    let onfocus = move |_| *leaves.borrow_mut() = false;
    let tinted = use_memo(
        (props.text.clone(), props.mistakes.clone()),
        |(text, mistakes)| AttrValue::from(highlight(text, mistakes)),
    );
    html! {
        <div class="panel-code">
            <pre class="panel-code-lines" aria-hidden="true">{ Html::from_html_unchecked((*tinted).clone()) }</pre>
            <textarea id="definition-text" class="panel-code-text" ref={props.field.clone()}
                value={props.text.clone()} {oninput} {onkeydown} {onfocus}
                aria-label={EditorText::CodeLabel.say(props.language)}
                aria-describedby="definition-help definition-problems"
                aria-invalid={(!props.mistakes.is_empty()).to_string()}
                spellcheck="false" autocapitalize="off" autocomplete="off" translate="no" />
        </div>
    }
}

fn field_of(event: &InputEvent) -> Option<HtmlTextAreaElement> {
    event.target()?.dyn_into().ok()
}

/// As if they were typed, so that undo takes them back.
fn insert_spaces() {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(document) = document.and_then(|document| document.dyn_into::<HtmlDocument>().ok()) {
        // A browser that refuses leaves the text as it is.
        let _ = document.exec_command_with_show_ui_and_value("insertText", false, "  ");
    }
}

/// Puts the caret on these bytes and shows them.
pub(crate) fn select_bytes(field: &NodeRef, text: &str, span: &Range<usize>) {
    let Some(field) = field.cast::<HtmlTextAreaElement>() else {
        return;
    };
    let units = |bytes: usize| {
        let before = text.get(..bytes).unwrap_or(text);
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    let line = text.get(..span.start).unwrap_or("").matches('\n').count();
    let lines = field.previous_element_sibling();
    let line = lines.and_then(|lines| lines.children().item(u32::try_from(line).unwrap_or(0)));
    if let Some(line) = line {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        line.scroll_into_view_with_scroll_into_view_options(&options);
    }
    // A field that is gone has nothing to select.
    let _ = field.focus();
    let _ = field.set_selection_range(units(span.start), units(span.end));
}
