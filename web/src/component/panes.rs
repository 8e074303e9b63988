//! Where the panels are: beside the picture, over it, or in a sheet below it.

use words::page::PageText;
use yew::prelude::*;

use crate::component::Page;
use crate::component::sheet_head::{sheet_head, tab_id};
use crate::panel::{EditorPanel, EventsPanel, InspectorPanel, LegendPanel};
use crate::ui::{Layout, Pane};

/// The panels, with the task definition that is in the editor at first.
pub(crate) fn panes(page: &Page, definition_text: &AttrValue) -> Html {
    let (readout, act) = (&page.readout, &page.act);
    let is_sheet = page.ui.layout == Layout::Sheet;
    let side_hidden = [Pane::Inspector, Pane::Events, Pane::Legend]
        .into_iter()
        .all(|pane| !page.ui.shows(pane));
    html! {
        <section class="panes" aria-label={PageText::Panels.say(readout.language)}>
            if is_sheet {
                { sheet_head(page) }
            }
            <div class="panes-editor" hidden={!page.ui.shows(Pane::Editor)}>
                { place(page, Pane::Editor, html! {
                    <EditorPanel
                        readout={readout.clone()}
                        act={act.clone()}
                        initial_text={definition_text.clone()}
                    />
                }) }
            </div>
            <div class="panes-side" hidden={side_hidden}>
                { place(page, Pane::Inspector, html! {
                    <InspectorPanel readout={readout.clone()} act={act.clone()} />
                }) }
                { place(page, Pane::Events, html! {
                    <EventsPanel readout={readout.clone()} act={act.clone()} />
                }) }
                { place(page, Pane::Legend, html! {
                    <LegendPanel readout={readout.clone()} act={act.clone()} />
                }) }
            </div>
        </section>
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
