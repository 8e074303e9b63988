//! Reads a task definition from a file that someone chooses or drops.

use js_sys::futures::{JsFuture, spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use words::Language;
use words::panel::EditorText;
use yew::prelude::*;

/// A button that opens the system's file dialogue, and the input behind it.
pub(super) fn open_file(input: &NodeRef, on_text: &Callback<String>, language: Language) -> Html {
    let onclick = {
        let input = input.clone();
        move |_| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        }
    };
    let onchange = {
        let on_text = on_text.clone();
        move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                read(file, on_text.clone());
            }
            // The same file may be chosen again.
            input.set_value("");
        }
    };
    html! {
        <>
            <button type="button" class="panel-button quiet" {onclick}>{ EditorText::OpenFile.say(language) }</button>
            <input type="file" hidden=true ref={input.clone()} {onchange} accept=".json,.yaml,.yml,application/json,application/yaml,text/plain"
                aria-label={EditorText::OpenFile.say(language)} />
        </>
    }
}

/// Where a file may be dropped.
pub(super) struct DropArea {
    /// Something is held over it.
    pub(super) is_dragging: bool,
    pub(super) ondrop: Callback<DragEvent>,
    pub(super) ondragover: Callback<DragEvent>,
    pub(super) ondragleave: Callback<DragEvent>,
}

/// Hands on the text of a file that is dropped.
#[hook]
pub(super) fn use_drop_area(on_text: &Callback<String>) -> DropArea {
    let is_dragging = use_state(|| false);
    let ondrop = {
        let (on_text, is_dragging) = (on_text.clone(), is_dragging.setter());
        Callback::from(move |event: DragEvent| {
            is_dragging.set(false);
            if let Some(file) = dropped(&event) {
                event.prevent_default();
                read(file, on_text.clone());
            }
        })
    };
    let ondragover = {
        let is_dragging = is_dragging.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            is_dragging.set(true);
        })
    };
    let ondragleave = {
        let is_dragging = is_dragging.setter();
        Callback::from(move |_| is_dragging.set(false))
    };
    DropArea {
        is_dragging: *is_dragging,
        ondrop,
        ondragover,
        ondragleave,
    }
}

/// The first file of a drop.
fn dropped(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Reads a file and hands its text on; one that cannot be read changes nothing.
fn read(file: File, on_text: Callback<String>) {
    spawn_local(async move {
        let text = JsFuture::from(file.text()).await;
        if let Some(text) = text
            .ok()
            .and_then(|text| text.dyn_into::<js_sys::JsString>().ok())
        {
            on_text.emit(String::from(text));
        }
    });
}
