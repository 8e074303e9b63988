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

/// The first file of a drop.
pub(super) fn dropped(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Reads a file and hands its text on; one that cannot be read changes nothing.
pub(super) fn read(file: File, on_text: Callback<String>) {
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
