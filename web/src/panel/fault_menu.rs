//! The menu of faults of a task, container instance or zone, by mouse, finger or keyboard.

mod items;
mod standing;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use words::panel::FaultMenuText;
use yew::prelude::*;

use self::items::{Item, items, title};
pub(in crate::panel) use self::standing::standing_faults;
use super::PanelProps;
use crate::action::Action;
use crate::fault_menu::{FaultMenu, MenuPlace};

/// The menu, while it is open.
#[component]
pub(crate) fn FaultMenuPanel(props: &PanelProps) -> Html {
    let menu = use_node_ref();
    let Some(open) = props.readout.fault_menu else {
        return Html::default();
    };
    html! { <Menu panel={props.clone()} {open} {menu} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct MenuProps {
    panel: PanelProps,
    open: FaultMenu,
    menu: NodeRef,
}

#[component]
fn Menu(props: &MenuProps) -> Html {
    let readout = &props.panel.readout;
    let language = readout.language;
    let act = &props.panel.act;
    use_place(&props.menu, props.open);
    // The finger that opened the menu by staying long is still down: that it leaves is no press on the veil.
    let is_pressed = use_mut_ref(|| false);
    let onpointerdown = {
        let is_pressed = is_pressed.clone();
        Callback::from(move |_: PointerEvent| *is_pressed.borrow_mut() = true)
    };
    let close = {
        let act = act.clone();
        Callback::from(move |event: MouseEvent| {
            // A press of a key has no pointer.
            if is_pressed.replace(false) || event.detail() == 0 {
                act.emit(Action::CloseFaults);
            }
        })
    };
    let onkeydown = {
        let (menu, act) = (props.menu.clone(), act.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Escape" | "Tab" => {
                event.prevent_default();
                act.emit(Action::CloseFaults);
            }
            key => {
                if walk(&menu, key) {
                    event.prevent_default();
                }
            }
        })
    };
    let onmenu = {
        let act = act.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            act.emit(Action::CloseFaults);
        })
    };
    let groups = items(&readout.world, props.open.target);
    html! {
        <section class="fault-menu-veil" aria-label={FaultMenuText::Open.say(language)} onclick={close} {onpointerdown} oncontextmenu={onmenu}>
            <div
                class="fault-menu"
                ref={props.menu.clone()}
                role="menu"
                tabindex="-1"
                aria-label={title(&readout.world, props.open.target).say(language)}
                {onkeydown}
            >
                <p class="fault-menu-title" role="presentation">{ title(&readout.world, props.open.target).say(language) }</p>
                { for groups.into_iter().map(|group| html! {
                    <div class="fault-menu-group" role="group">
                        { for group.into_iter().map(|item| entry(act, item, |text| text.say(language))) }
                    </div>
                }) }
            </div>
        </section>
    }
}

fn entry(act: &Callback<Action>, item: Item, say: impl Fn(&FaultMenuText) -> String) -> Html {
    let command = item.command;
    let onclick = act.reform(move |_: MouseEvent| Action::Submit(command.clone()));
    let (role, checked) = match item.is_on {
        Some(is_on) => ("menuitemcheckbox", Some(is_on.to_string())),
        None => ("menuitem", None),
    };
    html! {
        <button type="button" class="fault-menu-item" {role} tabindex="-1" aria-checked={checked} {onclick}>
            { say(&item.text) }
        </button>
    }
}

/// Puts the menu where it was asked for, gives it the focus, and gives that back when it closes.
#[hook]
fn use_place(menu: &NodeRef, open: FaultMenu) {
    let menu = menu.clone();
    use_effect_with(open, move |open| {
        let document = web_sys::window().and_then(|window| window.document());
        let before = document
            .as_ref()
            .and_then(web_sys::Document::active_element);
        if let Some(element) = menu.cast::<HtmlElement>() {
            put_at(&element, open.at);
            focus(entries(&menu).first());
        }
        move || focus(before.and_then(|element| element.dyn_into().ok()).as_ref())
    });
}

/// Puts something over the page, whole within the window; on a phone the style sheet puts a menu at the bottom.
pub(in crate::panel) fn put_at(element: &HtmlElement, at: MenuPlace) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let length = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0)
    };
    let (width, height) = (length(window.inner_width()), length(window.inner_height()));
    let (x, y) = match at {
        MenuPlace::Window(point) => (f64::from(point.x), f64::from(point.y)),
        MenuPlace::Picture(point) => {
            let canvas = window
                .document()
                .and_then(|document| document.query_selector(".stage-canvas").ok().flatten());
            let corner = canvas.map(|canvas| canvas.get_bounding_client_rect());
            let (left, top) = corner.map_or((0.0, 0.0), |corner| (corner.left(), corner.top()));
            (left + f64::from(point.x), top + f64::from(point.y))
        }
    };
    let fit = |at: f64, size: i32, whole: f64| at.min(whole - f64::from(size)).max(0.0);
    for (name, value) in [
        ("--menu-x", fit(x, element.offset_width(), width)),
        ("--menu-y", fit(y, element.offset_height(), height)),
    ] {
        // Only a style declaration that is read-only refuses, and an element's is not.
        let _ = element
            .style()
            .set_property(name, &format!("{}px", value.round()));
    }
}

fn entries(menu: &NodeRef) -> Vec<HtmlElement> {
    let found = menu
        .cast::<Element>()
        .map(|menu| menu.get_elements_by_class_name("fault-menu-item"));
    let Some(found) = found else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

/// Moves the focus among the entries; says whether the key means that.
fn walk(menu: &NodeRef, key: &str) -> bool {
    let entries = entries(menu);
    let Some(last) = entries.len().checked_sub(1) else {
        return false;
    };
    let active = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element());
    let current = entries
        .iter()
        .position(|entry| active.as_ref() == Some(entry.as_ref()));
    let next = match (key, current) {
        ("ArrowDown", Some(current)) if current < last => current + 1,
        ("ArrowDown", _) | ("Home", _) => 0,
        ("ArrowUp", Some(current)) if current > 0 => current - 1,
        ("ArrowUp", _) | ("End", _) => last,
        _ => return false,
    };
    focus(entries.get(next));
    true
}

fn focus(element: Option<&HtmlElement>) {
    if let Some(element) = element {
        // An element that has left the page takes no focus, and none is needed.
        let _ = element.focus();
    }
}
