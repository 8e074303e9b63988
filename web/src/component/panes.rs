//! Where the panels are: beside the picture, over it, or in a sheet below it.

use words::page::PageText;
use yew::prelude::*;

use crate::component::Page;
use crate::panel::{EditorPanel, EventsPanel, InspectorPanel, LegendPanel};
use crate::ui::{Layout, Pane, Sheet, UiAction};

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

/// The handle of the sheet and its tabs.
fn sheet_head(page: &Page) -> Html {
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
    html! {
        <>
            <button
                class="panes-handle"
                type="button"
                aria-label={PageText::SheetSize.say(language)}
                aria-expanded={(page.ui.sheet != Sheet::Peek).to_string()}
                onclick={page.set_ui.reform(|_| UiAction::ResizeSheet)}
            />
            <div class="panes-tabs" role="tablist" aria-label={PageText::Panels.say(language)} {onkeydown}>
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

/// The tab that an arrow key leads to.
fn neighbour(tab: Pane, key: &str) -> Option<Pane> {
    let index = Pane::ALL.iter().position(|pane| *pane == tab)?;
    match key {
        "ArrowRight" => Pane::ALL.get(index + 1).copied(),
        "ArrowLeft" => index.checked_sub(1).map(|index| Pane::ALL[index]),
        _ => None,
    }
}

fn tab_id(pane: Pane) -> String {
    format!("{}-tab", pane.id())
}

const fn title_of(pane: Pane) -> PageText {
    match pane {
        Pane::Editor => PageText::Editor,
        Pane::Inspector => PageText::Inspector,
        Pane::Events => PageText::Events,
        Pane::Legend => PageText::Legend,
    }
}

const fn tab_of(pane: Pane) -> PageText {
    match pane {
        Pane::Editor => PageText::EditTab,
        Pane::Inspector => PageText::TaskTab,
        Pane::Events => PageText::EventsTab,
        Pane::Legend => PageText::LegendTab,
    }
}
