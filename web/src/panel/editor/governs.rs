//! Tells the picture which field is under the pointer or has the focus: elements say in `data-governs` what they govern.

use scene::Governed;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};
use yew::prelude::*;

use crate::action::Action;

/// The attribute of elements that govern something.
const ATTRIBUTE: &str = "data-governs";

/// What listens around all fields.
pub(super) struct Governs {
    pub(super) onmouseover: Callback<MouseEvent>,
    pub(super) onmouseleave: Callback<MouseEvent>,
    pub(super) onfocusin: Callback<FocusEvent>,
    pub(super) onfocusout: Callback<FocusEvent>,
    pub(super) onkeydown: Callback<KeyboardEvent>,
}

/// The listeners. Under the pointer comes first; leaving the panel or applying a value gives the picture free.
#[hook]
pub(super) fn use_governs(act: &Callback<Action>) -> Governs {
    let latest = use_mut_ref(|| None::<Governed>);
    let tell = {
        let act = act.clone();
        Callback::from(move |governed: Option<Governed>| {
            if latest.replace(governed) != governed {
                act.emit(Action::Govern(governed));
            }
        })
    };
    Governs {
        onmouseover: tell.reform(|event: MouseEvent| governed_at(event.target())),
        onmouseleave: tell.reform(|_| None),
        onfocusin: tell.reform(|event: FocusEvent| governed_at(event.target())),
        onfocusout: tell.reform(|event: FocusEvent| governed_at(event.related_target())),
        onkeydown: Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                tell.emit(None);
            }
        }),
    }
}

/// What the element or the nearest one around it governs.
fn governed_at(target: Option<EventTarget>) -> Option<Governed> {
    let element = target?.dyn_into::<Element>().ok()?;
    let around = element.closest(&format!("[{ATTRIBUTE}]")).ok()??;
    Governed::named(&around.get_attribute(ATTRIBUTE)?)
}
