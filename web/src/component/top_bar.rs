//! The bar at the top: what this is, undo and redo, what else can be opened.

use std::rc::Rc;

use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::component::icon::{Icon, icon, mark};
use crate::component::language_menu::LanguageMenu;
use crate::readout::Readout;
use crate::ui::{Layout, Ui, UiAction};

/// What the bar shows, and where it sends what is pressed.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TopBarProps {
    /// What to show.
    pub(crate) readout: Rc<Readout>,
    /// What is open.
    pub(crate) ui: Ui,
    /// The name of the world.
    pub(crate) scenario: PageText,
    /// What to do.
    pub(crate) act: Callback<Action>,
    /// What to open.
    pub(crate) set_ui: Callback<UiAction>,
}

/// The bar at the top.
#[component]
pub(crate) fn TopBar(props: &TopBarProps) -> Html {
    let readout = &props.readout;
    let say = |text: PageText| text.say(readout.language);
    let tool = |symbol: Icon, label: PageText, disabled: bool, action: Action| {
        let onclick = props.act.reform(move |_| action.clone());
        let label = say(label);
        html! {
            <button class="tool" type="button" title={label.clone()} aria-label={label} {disabled} {onclick}>
                { icon(symbol) }
            </button>
        }
    };
    let has_drawer = props.ui.layout == Layout::Drawer;
    let has_overlay = matches!(props.ui.layout, Layout::Overlay | Layout::Drawer);
    html! {
        <header class="top-bar">
            <h1 class="top-bar-brand">{ mark() }{ "ECS Playground" }</h1>
            <p class="top-bar-scenario">
                <span>{ say(PageText::Scenario) }</span>
                <strong>{ say(props.scenario.clone()) }</strong>
            </p>
            <span class="top-bar-space" />
            if has_drawer {
                { opener(props, Icon::Edit, PageText::Editor, props.ui.editor_open, UiAction::ToggleEditor) }
            }
            if has_overlay {
                { opener(props, Icon::Details, PageText::Details, props.ui.details_open, UiAction::ToggleDetails) }
            }
            { tool(Icon::Undo, PageText::Undo, !readout.can_undo, Action::Undo) }
            { tool(Icon::Redo, PageText::Redo, !readout.can_redo, Action::Redo) }
            <LanguageMenu language={readout.language} act={props.act.clone()} />
            if props.ui.layout != Layout::Sheet {
                <button
                    class={classes!("tool", props.ui.help_open.then_some("tool-open"))}
                    type="button"
                    title={say(PageText::Keys)}
                    aria-label={say(PageText::Keys)}
                    aria-expanded={props.ui.help_open.to_string()}
                    onclick={props.set_ui.reform(|_| UiAction::ToggleHelp)}
                >
                    { icon(Icon::Help) }
                </button>
            }
        </header>
    }
}

/// A button that opens and closes a panel which has no place beside the picture.
fn opener(
    props: &TopBarProps,
    symbol: Icon,
    label: PageText,
    open: bool,
    action: UiAction,
) -> Html {
    html! {
        <button
            class={classes!("tool", "tool-labelled", open.then_some("tool-open"))}
            type="button"
            aria-expanded={open.to_string()}
            onclick={props.set_ui.reform(move |_| action)}
        >
            { icon(symbol) }
            { label.say(props.readout.language) }
        </button>
    }
}
