//! A list of tabs that the arrow keys go through.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::icon::Icon;

/// A list of tabs; the panes are the caller's.
pub(crate) struct Tabs {
    /// What the tabs are for.
    pub(crate) label: String,
    /// The icon and the name of each tab.
    pub(crate) tabs: Vec<(Icon, String)>,
    /// Which one is open.
    pub(crate) open: usize,
    /// Opens another one.
    pub(crate) on_open: Callback<usize>,
    /// Where the ids begin: tab 0 is `{id}-tab-0`, and opens `{id}-pane-0`.
    pub(crate) id: &'static str,
    /// The element.
    pub(crate) place: NodeRef,
}

/// The list as elements.
pub(crate) fn tabs(props: Tabs) -> Html {
    let onkeydown = {
        let (list, on_open) = (props.place.clone(), props.on_open.clone());
        let (open, count) = (props.open, props.tabs.len());
        move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowRight" => (open + 1) % count,
                "ArrowLeft" => (open + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            on_open.emit(next);
            focus_child(&list, next);
        }
    };
    html! {
        <div class="panel-tabs" role="tablist" aria-label={props.label.clone()} ref={props.place.clone()} {onkeydown}>
            { for props.tabs.iter().enumerate().map(|(index, tab)| one_tab(&props, index, tab)) }
        </div>
    }
}

fn one_tab(props: &Tabs, index: usize, (icon, name): &(Icon, String)) -> Html {
    let is_open = index == props.open;
    let onclick = props.on_open.reform(move |_| index);
    html! {
        <button type="button" role="tab" {onclick}
            id={format!("{}-tab-{index}", props.id)}
            aria-controls={format!("{}-pane-{index}", props.id)}
            aria-selected={is_open.to_string()}
            tabindex={if is_open { "0" } else { "-1" }}>
            { icon.html() }
            <span>{ name }</span>
        </button>
    }
}

fn focus_child(list: &NodeRef, index: usize) {
    let child = list
        .cast::<HtmlElement>()
        .and_then(|list| list.children().item(u32::try_from(index).unwrap_or(0)));
    if let Some(child) =
        child.and_then(|child| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(child).ok())
    {
        // A tab that cannot take the focus is only less handy.
        let _ = child.focus();
    }
}
