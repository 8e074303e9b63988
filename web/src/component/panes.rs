//! Where the panels are: beside the picture, over it, or in a sheet below it.

use std::rc::Rc;

use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::panel::{EditorPanel, EventsPanel, InspectorPanel, LegendPanel};
use crate::readout::Readout;
use crate::ui::{Layout, Pane, Sheet, Ui, UiAction};

/// What the panels show, which of them are open, and where they send what is pressed.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PanesProps {
    /// What to show.
    pub(crate) readout: Rc<Readout>,
    /// What is open.
    pub(crate) ui: Ui,
    /// The task definition in the editor at first.
    pub(crate) definition_text: AttrValue,
    /// What to do.
    pub(crate) act: Callback<Action>,
    /// What to open.
    pub(crate) set_ui: Callback<UiAction>,
}

/// The panels.
#[component]
pub(crate) fn Panes(props: &PanesProps) -> Html {
    let (readout, act) = (&props.readout, &props.act);
    let is_sheet = props.ui.layout == Layout::Sheet;
    let side_hidden = [Pane::Inspector, Pane::Events, Pane::Legend]
        .into_iter()
        .all(|pane| !props.ui.shows(pane));
    html! {
        <section class="panes" aria-label={PageText::Panels.say(readout.language)}>
            if is_sheet {
                { sheet_head(props) }
            }
            <div class="panes-editor" hidden={!props.ui.shows(Pane::Editor)}>
                { pane(props, Pane::Editor, html! {
                    <EditorPanel
                        readout={readout.clone()}
                        act={act.clone()}
                        initial_text={props.definition_text.clone()}
                    />
                }) }
            </div>
            <div class="panes-side" hidden={side_hidden}>
                { pane(props, Pane::Inspector, html! {
                    <InspectorPanel readout={readout.clone()} act={act.clone()} />
                }) }
                { pane(props, Pane::Events, html! {
                    <EventsPanel readout={readout.clone()} act={act.clone()} />
                }) }
                { pane(props, Pane::Legend, html! {
                    <LegendPanel readout={readout.clone()} act={act.clone()} />
                }) }
            </div>
        </section>
    }
}

/// One panel: a landmark of its own, or what a tab shows.
fn pane(props: &PanesProps, pane: Pane, panel: Html) -> Html {
    let is_sheet = props.ui.layout == Layout::Sheet;
    let label = (!is_sheet).then(|| title_of(pane).say(props.readout.language));
    html! {
        <section
            id={pane.id()}
            class={classes!("pane", pane.id())}
            role={is_sheet.then_some("tabpanel")}
            aria-label={label}
            aria-labelledby={is_sheet.then(|| tab_id(pane))}
            tabindex="-1"
            hidden={!props.ui.shows(pane)}
        >
            { panel }
        </section>
    }
}

/// The handle of the sheet and its tabs.
fn sheet_head(props: &PanesProps) -> Html {
    let language = props.readout.language;
    let onkeydown = {
        let (set_ui, tab) = (props.set_ui.clone(), props.ui.tab);
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
                aria-expanded={(props.ui.sheet != Sheet::Peek).to_string()}
                onclick={props.set_ui.reform(|_| UiAction::ResizeSheet)}
            />
            <div class="panes-tabs" role="tablist" aria-label={PageText::Panels.say(language)} {onkeydown}>
                { for Pane::ALL.into_iter().map(|pane| html! {
                    <button
                        id={tab_id(pane)}
                        type="button"
                        role="tab"
                        aria-selected={(pane == props.ui.tab).to_string()}
                        aria-controls={pane.id()}
                        tabindex={if pane == props.ui.tab { "0" } else { "-1" }}
                        onclick={props.set_ui.reform(move |_| UiAction::Show(pane))}
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
