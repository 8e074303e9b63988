//! The panels beside the picture, the list of keys, and all that reads and writes task definitions.

use wasm_split_helpers::wasm_split;
use yew::prelude::*;

use super::NotLoaded;
use crate::component::help::{Help, HelpProps};
use crate::panel::{
    EditorPanel, EditorPanelProps, EventsPanel, FailingPanel, FaultMenuPanel, InspectorPanel,
    LedgerPanel, LegendPanel, MenuPanel, MenuPanelProps, PanelProps,
};

/// One function for each.
pub(crate) struct Panels {
    /// The task definition and its service.
    pub(crate) editor: fn(EditorPanelProps) -> Html,
    /// What is selected.
    pub(crate) inspector: fn(PanelProps) -> Html,
    /// What the service says.
    pub(crate) events: fn(PanelProps) -> Html,
    /// What the states look like.
    pub(crate) legend: fn(PanelProps) -> Html,
    /// The rules of Amazon ECS, over the page.
    pub(crate) ledger: fn(PanelProps) -> Html,
    /// The scenarios, over the page.
    pub(crate) menu: fn(MenuPanelProps) -> Html,
    /// The menu of faults, over the page.
    pub(crate) fault_menu: fn(PanelProps) -> Html,
    /// Why requests failed, over the page.
    pub(crate) failing: fn(PanelProps) -> Html,
    /// The list of keys, over the page.
    pub(crate) help: fn(HelpProps) -> Html,
}

/// Lets the browser fetch what the panels look like: the page shell names it and holds it back.
#[hook]
pub(crate) fn use_panels_style() {
    use_effect_with((), |()| {
        let document = web_sys::window().and_then(|window| window.document());
        let link = document.and_then(|document| document.get_element_by_id("panels-style"));
        if let Some(link) = link {
            // An attribute that is there can be taken away.
            let _ = link.remove_attribute("disabled");
        }
    });
}

/// Fetches them.
///
/// # Errors
/// When they cannot be fetched.
#[wasm_split(panels, fallible)]
pub(crate) fn panels() -> Result<Panels, NotLoaded> {
    Ok(Panels {
        editor: |props| {
            let key = props.opened_count;
            html! { <EditorPanel {key} ..props /> }
        },
        inspector: |props| html! { <InspectorPanel ..props /> },
        events: |props| html! { <EventsPanel ..props /> },
        legend: |props| html! { <LegendPanel ..props /> },
        ledger: |props| html! { <LedgerPanel ..props /> },
        menu: |props| html! { <MenuPanel ..props /> },
        failing: |props| html! { <FailingPanel ..props /> },
        fault_menu: |props| html! { <FaultMenuPanel ..props /> },
        help: |props| html! { <Help ..props /> },
    })
}
