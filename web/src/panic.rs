//! Tells the script around the program of a panic, which ends everything in here.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// What `boot.js` waits for.
const PANIC_EVENT: &str = "playground-panic";

/// Tells of every panic from now on.
pub(crate) fn tell() {
    yew::set_custom_panic_hook(Box::new(dispatch));
}

fn dispatch(panic: &PanicHookInfo<'_>) {
    let message = panic.to_string();
    web_sys::console::error_1(&JsValue::from_str(&message));
    let options = CustomEventInit::new();
    options.set_detail(&JsValue::from_str(&message));
    let event = CustomEvent::new_with_event_init_dict(PANIC_EVENT, &options);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        // Nothing more can be done for a page that does not even take this.
        let _ = window.dispatch_event(&event);
    }
}
