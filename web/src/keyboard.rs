//! Which key does what, wherever the focus is.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::action::Action;
use crate::clock::SPEEDS;

/// What a key of the page does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shortcut {
    /// Something in the playground.
    Act(Action),
    /// To the editor.
    Editor,
    /// Registers and deploys what the editor holds.
    Deploy,
    /// The list of keys.
    Help,
    /// Closes what is open, else selects nothing.
    Escape,
}

/// What a key means; none if it means nothing here, or something else where the focus is.
pub(crate) fn shortcut(event: &KeyboardEvent) -> Option<Shortcut> {
    if event.default_prevented() || event.alt_key() || event.is_composing() {
        return None;
    }
    let key = event.key();
    let focus = focus_of(event);
    if event.ctrl_key() || event.meta_key() {
        return with_control(&key, event.shift_key(), focus);
    }
    match (key.as_str(), focus) {
        ("Escape", _) => Some(Shortcut::Escape),
        (_, Focus::Field) | (" " | "Enter", Focus::Button) => None,
        (" ", _) => Some(Shortcut::Act(Action::TogglePlay)),
        ("ArrowLeft", _) => Some(Shortcut::Act(if event.shift_key() {
            Action::SkipBack
        } else {
            Action::StepBack
        })),
        ("ArrowRight", _) => Some(Shortcut::Act(if event.shift_key() {
            Action::SkipForward
        } else {
            Action::StepForward
        })),
        ("e" | "E", _) => Some(Shortcut::Editor),
        ("?", _) => Some(Shortcut::Help),
        (digit, _) => {
            let index = digit.parse::<usize>().ok()?.checked_sub(1)?;
            Some(Shortcut::Act(Action::SetSpeed(*SPEEDS.get(index)?)))
        }
    }
}

fn with_control(key: &str, shift: bool, focus: Focus) -> Option<Shortcut> {
    match key {
        "Enter" => Some(Shortcut::Deploy),
        // A field takes back what was typed in it.
        _ if focus == Focus::Field => None,
        "z" | "Z" if shift => Some(Shortcut::Act(Action::Redo)),
        "z" | "Z" => Some(Shortcut::Act(Action::Undo)),
        "y" | "Y" => Some(Shortcut::Act(Action::Redo)),
        _ => None,
    }
}

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    /// Somewhere to type or to choose.
    Field,
    /// Something to press.
    Button,
    /// Nothing that takes keys.
    Elsewhere,
}

fn focus_of(event: &KeyboardEvent) -> Focus {
    let Some(element) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return Focus::Elsewhere;
    };
    let matches = |selectors: &str| element.matches(selectors).unwrap_or(false);
    if matches("input, textarea, select, [contenteditable]") {
        Focus::Field
    } else if matches("button, a, summary, [role=button], [role=tab], [role=radio]") {
        Focus::Button
    } else {
        Focus::Elsewhere
    }
}
