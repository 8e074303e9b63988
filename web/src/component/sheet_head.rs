//! The top of the sheet: a handle that makes it higher and lower, and the tabs of the panels in it.

use web_sys::Element;
use words::page::PageText;
use yew::prelude::*;

use crate::component::Page;
use crate::ui::{Pane, Sheet, UiAction};

/// A press that moves the handle this far is a drag, in CSS pixels.
const DRAG_MIN: i32 = 24;

/// The handle and the tabs.
pub(crate) fn sheet_head(page: &Page) -> Html {
    let language = page.readout.language;
    let onkeydown = {
        let (set_ui, tab) = (page.set_ui.clone(), page.ui.tab);
        Callback::from(move |event: KeyboardEvent| {
            if let Some(next) = neighbour(tab, &event.key()) {
                event.prevent_default();
                set_ui.emit(UiAction::Show(next));
            }
        })
    };
    let onpointerup = {
        let set_ui = page.set_ui.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some(action) = drawn(&event) {
                set_ui.emit(action);
            }
        })
    };
    let onclick = {
        let set_ui = page.set_ui.clone();
        Callback::from(move |event: MouseEvent| {
            if drawn(&event).is_none() {
                set_ui.emit(UiAction::ResizeSheet);
            }
        })
    };
    html! {
        <>
            <button
                class="sheet-handle"
                type="button"
                aria-label={PageText::SheetSize.say(language)}
                aria-expanded={(page.ui.sheet != Sheet::Peek).to_string()}
                onpointerdown={Callback::from(capture)}
                {onpointerup}
                {onclick}
            />
            <div class="sheet-tabs" role="tablist" aria-label={PageText::Panels.say(language)} {onkeydown}>
                { for Pane::ALL.into_iter().map(|pane| html! {
                    <button
                        id={tab_id(pane)}
                        type="button"
                        role="tab"
                        aria-selected={(pane == page.ui.tab).to_string()}
                        aria-controls={pane.id()}
                        tabindex={if pane == page.ui.tab { "0" } else { "-1" }}
                        onclick={page.set_ui.reform(move |_| UiAction::Show(pane))}
                    >
                        { tab_of(pane).say(language) }
                    </button>
                }) }
            </div>
        </>
    }
}

/// Lets the handle hear where a drag ends.
fn capture(event: PointerEvent) {
    if let Some(handle) = event.target_dyn_into::<Element>() {
        // Without capture the handle can still be pressed.
        let _ = handle.set_pointer_capture(event.pointer_id());
    }
}

/// What a drag that ends here did to the handle; none for a press.
fn drawn(event: &MouseEvent) -> Option<UiAction> {
    let distance = event.offset_y();
    if distance <= -DRAG_MIN {
        Some(UiAction::RaiseSheet)
    } else if distance >= DRAG_MIN {
        Some(UiAction::LowerSheet)
    } else {
        None
    }
}

/// The tab that an arrow key leads to.
fn neighbour(tab: Pane, key: &str) -> Option<Pane> {
    let index = Pane::ALL.iter().position(|pane| *pane == tab)?;
    match key {
        "ArrowRight" => Pane::ALL.get(index + 1).copied(),
        "ArrowLeft" => index.checked_sub(1).map(|index| Pane::ALL[index]),
        _ => None,
    }
}

pub(crate) fn tab_id(pane: Pane) -> String {
    format!("{}-tab", pane.id())
}

const fn tab_of(pane: Pane) -> PageText {
    match pane {
        Pane::Editor => PageText::EditTab,
        Pane::Inspector => PageText::TaskTab,
        Pane::Events => PageText::EventsTab,
        Pane::Legend => PageText::LegendTab,
    }
}
