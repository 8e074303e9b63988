//! A plain text field over a tinted copy of its text, with line numbers.

use std::ops::Range;

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};
use words::Language;
use words::panel::EditorText;
use yew::prelude::*;

use super::highlight::highlight;
use crate::panel::draft::Draft;

/// The field, and the bytes of its text that are wrong. Tab inserts two spaces, unless Esc was pressed just before:
/// then it leaves, as elsewhere.
#[hook]
pub(super) fn use_code_field(
    field: &NodeRef,
    draft: &Draft,
    mistakes: Vec<Range<usize>>,
    language: Language,
) -> Html {
    let leaves = use_mut_ref(|| false);
    let oninput = {
        let draft = draft.clone();
        move |event: InputEvent| {
            if let Some(field) = field_of(&event) {
                draft.type_text(field.value().into());
            }
        }
    };
    let onkeydown = {
        let leaves = leaves.clone();
        move |event: KeyboardEvent| match event.key().as_str() {
            "Escape" => *leaves.borrow_mut() = true,
            "Tab" if !event.shift_key() && !*leaves.borrow() => {
                event.prevent_default();
                insert_spaces();
            }
            "Shift" | "Tab" => {}
            _ => *leaves.borrow_mut() = false,
        }
    };
    let onfocus = move |_| *leaves.borrow_mut() = false;
    let is_wrong = !mistakes.is_empty();
    let tinted = use_memo((draft.text(), mistakes), |(text, mistakes)| {
        AttrValue::from(highlight(text, mistakes))
    });
    html! {
        <div class="panel-code">
            <pre class="panel-code-lines" aria-hidden="true">{ Html::from_html_unchecked((*tinted).clone()) }</pre>
            <textarea id="definition-text" class="panel-code-text" ref={field.clone()}
                value={draft.text()} {oninput} {onkeydown} {onfocus}
                aria-label={EditorText::CodeLabel.say(language)}
                aria-describedby="definition-help definition-problems"
                aria-invalid={is_wrong.to_string()}
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
pub(super) fn select_bytes(field: &NodeRef, text: &str, span: &Range<usize>) {
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
