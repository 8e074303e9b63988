//! Where the panels are: beside the picture, over it, or in a sheet below it.

use std::rc::Rc;

use sim::TaskDefinition;
use words::page::PageText;
use yew::prelude::*;

use crate::component::Page;
use crate::component::help::HelpProps;
use crate::component::sheet_head::{sheet_head, tab_id};
use crate::later::panels::{panels, use_panels_style};
use crate::later::use_part;
use crate::panel::{EditorPanelProps, MenuPanelProps, PanelProps};
use crate::ui::{Layout, Pane, UiAction};

/// What the panels show.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PanesProps {
    /// The page.
    pub(crate) page: Page,
    /// The task definition that is in the editor at first.
    pub(crate) definition: Rc<TaskDefinition>,
}

/// The panels, and over the page the list of keys.
#[component]
pub(crate) fn Panes(props: &PanesProps) -> Html {
    let page = &props.page;
    use_panels_style();
    let panels = use_part(panels);
    let language = page.readout.language;
    let editor = EditorPanelProps {
        readout: page.readout.clone(),
        act: page.act.clone(),
        opened_count: page.readout.opened_count,
        definition: props.definition.clone(),
    };
    let panel = PanelProps {
        readout: page.readout.clone(),
        act: page.act.clone(),
    };
    let help = HelpProps {
        language,
        set_ui: page.set_ui.clone(),
    };
    let menu = MenuPanelProps {
        panel: panel.clone(),
        on_close: page.set_ui.reform(|()| UiAction::CloseMenu),
    };
    let (ledger, faults, failing) = (panel.clone(), panel.clone(), panel.clone());
    let is_sheet = page.ui.layout == Layout::Sheet;
    let side_hidden = [Pane::Inspector, Pane::Events, Pane::Legend]
        .into_iter()
        .all(|pane| !page.ui.shows(pane));
    // Below the inspector the events need not repeat that a part is missing.
    let events = if is_sheet {
        panels.show(language, |panels| (panels.events)(panel.clone()))
    } else {
        let panels = panels.get();
        panels
            .map(|panels| (panels.events)(panel.clone()))
            .unwrap_or_default()
    };
    html! {
        <>
            <section class="panes" aria-label={PageText::Panels.say(language)}>
                if is_sheet {
                    { sheet_head(page) }
                }
                <div class="panes-editor" hidden={!page.ui.shows(Pane::Editor)}>
                    { place(page, Pane::Editor, panels.show(language, |panels| (panels.editor)(editor))) }
                </div>
                <div class="panes-side" hidden={side_hidden}>
                    { place(page, Pane::Inspector, panels.show(language, |panels| (panels.inspector)(panel.clone()))) }
                    { place(page, Pane::Events, events) }
                    { place(page, Pane::Legend, panels.show(language, |panels| (panels.legend)(panel))) }
                </div>
            </section>
            { panels.get().map(|panels| (panels.ledger)(ledger)) }
            if page.ui.menu_open {
                { panels.get().map(|panels| (panels.menu)(menu)) }
            }
            if page.readout.failing.is_some() {
                { panels.get().map(|panels| (panels.failing)(failing)) }
            }
            if page.readout.fault_menu.is_some() {
                { panels.get().map(|panels| (panels.fault_menu)(faults)) }
            }
            if page.ui.help_open {
                { panels.get().map(|panels| (panels.help)(help)) }
            }
        </>
    }
}

/// One panel: a landmark of its own, or what a tab shows.
fn place(page: &Page, pane: Pane, panel: Html) -> Html {
    let is_sheet = page.ui.layout == Layout::Sheet;
    let label = (!is_sheet).then(|| title_of(pane).say(page.readout.language));
    html! {
        <section
            id={pane.id()}
            class={classes!("pane", pane.id())}
            role={is_sheet.then_some("tabpanel")}
            aria-label={label}
            aria-labelledby={is_sheet.then(|| tab_id(pane))}
            tabindex={if pane == Pane::Editor { "-1" } else { "0" }}
            hidden={!page.ui.shows(pane)}
        >
            { panel }
        </section>
    }
}

const fn title_of(pane: Pane) -> PageText {
    match pane {
        Pane::Editor => PageText::Editor,
        Pane::Inspector => PageText::Inspector,
        Pane::Events => PageText::Events,
        Pane::Legend => PageText::Legend,
    }
}
