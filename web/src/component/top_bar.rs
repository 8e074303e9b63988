//! The bar at the top: what this is, undo and redo, what else can be opened.

use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::component::Page;
use crate::component::icon::{Icon, icon, mark};
use crate::component::language_menu::language_menu;
use crate::ui::{Layout, UiAction};

/// The bar at the top, with the name of the world.
pub(crate) fn top_bar(page: &Page) -> Html {
    let readout = &page.readout;
    let say = |text: PageText| text.say(readout.language);
    let tool = |symbol: Icon, label: PageText, disabled: bool, action: Action| {
        let onclick = page.act.reform(move |_| action.clone());
        let label = say(label);
        html! {
            <button class="tool" type="button" title={label.clone()} aria-label={label} {disabled} {onclick}>
                { icon(symbol) }
            </button>
        }
    };
    let has_drawer = page.ui.layout == Layout::Drawer;
    let has_overlay = matches!(page.ui.layout, Layout::Overlay | Layout::Drawer);
    html! {
        <header class="top-bar">
            <h1 class="top-bar-brand">{ mark() }{ "ECS Playground" }</h1>
            <button
                class="top-bar-scenario"
                type="button"
                aria-haspopup="dialog"
                title={say(PageText::ChooseScenario)}
                onclick={page.set_ui.reform(|_| UiAction::OpenMenu)}
            >
                <span>{ say(PageText::Scenario) }</span>
                <strong>{ readout.name.say(readout.language) }</strong>
                { icon(Icon::Choose) }
            </button>
            <span class="top-bar-space" />
            if has_drawer {
                { opener(page, Icon::Edit, PageText::Editor, page.ui.editor_open, UiAction::ToggleEditor) }
            }
            if has_overlay {
                { opener(page, Icon::Details, PageText::Details, page.ui.details_open, UiAction::ToggleDetails) }
            }
            { tool(Icon::Undo, PageText::Undo, !readout.can_undo, Action::Undo) }
            { tool(Icon::Redo, PageText::Redo, !readout.can_redo, Action::Redo) }
            { language_menu(readout.language, &page.act) }
            if page.ui.layout != Layout::Sheet {
                <button
                    class={classes!("tool", page.ui.help_open.then_some("tool-open"))}
                    type="button"
                    title={say(PageText::Keys)}
                    aria-label={say(PageText::Keys)}
                    aria-expanded={page.ui.help_open.to_string()}
                    onclick={page.set_ui.reform(|_| UiAction::OpenHelp)}
                >
                    { icon(Icon::Help) }
                </button>
            }
        </header>
    }
}

/// A button that opens and closes a panel which has no place beside the picture.
fn opener(page: &Page, symbol: Icon, label: PageText, open: bool, action: UiAction) -> Html {
    html! {
        <button
            class={classes!("tool", "tool-labelled", open.then_some("tool-open"))}
            type="button"
            aria-expanded={open.to_string()}
            onclick={page.set_ui.reform(move |_| action)}
        >
            { icon(symbol) }
            { label.say(page.readout.language) }
        </button>
    }
}
