//! Leads to a place of the task definition: to its field in the form, else to its bytes in the JSON.

use std::ops::Range;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::panel::form::field_id;

/// A place of the definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Destination {
    /// Its path in AWS's names.
    pub(super) path: String,
    /// Its bytes.
    pub(super) span: Range<usize>,
}

/// Gives the focus to the field of a place or of what it is in, and unfolds what it is folded into; whether there is one.
pub(super) fn focus_field(path: &str) -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return false;
    };
    let mut path = path;
    loop {
        if path.is_empty() {
            return false;
        }
        if let Some(element) = document.get_element_by_id(&field_id(path)) {
            return focus(&element);
        }
        path = &path[..path.rfind(['.', '[']).unwrap_or(0)];
    }
}

fn focus(element: &Element) -> bool {
    let mut around = element.parent_element();
    while let Some(parent) = around {
        if parent.tag_name() == "DETAILS" {
            // A part that cannot be unfolded hides nothing.
            let _ = parent.set_attribute("open", "");
        }
        around = parent.parent_element();
    }
    let Some(element) = element.dyn_ref::<HtmlElement>() else {
        return false;
    };
    // Every field can take the focus.
    let _ = element.focus();
    true
}
