//! Asks for the menu of scenarios.

use web_sys::CustomEvent;

/// The page's event that opens the menu.
pub(crate) const MENU_EVENT: &str = "playground-menu";

/// Opens the menu, as soon as it is there.
pub(crate) fn open_menu() {
    if let (Some(window), Ok(event)) = (web_sys::window(), CustomEvent::new(MENU_EVENT)) {
        // Only an event that is being dispatched already is refused.
        let _ = window.dispatch_event(&event);
    }
}
