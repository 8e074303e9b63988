//! The ledger over the page: every rule that the simulation applies, its source, and how sure it is.

mod filter;
mod list;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, HtmlDialogElement};
use words::panel::LedgerText;
use yew::prelude::*;

use self::filter::{Filter, use_filter};
use self::list::list;
use super::PanelProps;
use super::icon::Icon;
use crate::listener::Listener;

/// The page's event that opens the ledger; its detail is the id of a rule, or empty.
const LEDGER_EVENT: &str = "playground-ledger";

/// Opens the ledger at a rule; at none, all of it.
pub(crate) fn open_ledger(rule: &str) {
    let options = CustomEventInit::new();
    options.set_detail(&JsValue::from_str(rule));
    let event = CustomEvent::new_with_event_init_dict(LEDGER_EVENT, &options);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        // Only an event that is being dispatched already is refused.
        let _ = window.dispatch_event(&event);
    }
}

/// The ledger, once somebody has asked for it.
#[component]
pub(crate) fn LedgerPanel(props: &PanelProps) -> Html {
    let asked = use_state(|| None::<AttrValue>);
    {
        let asked = asked.setter();
        use_effect_with((), move |()| {
            let listener = web_sys::window().map(|window| {
                Listener::new(window.into(), LEDGER_EVENT, move |event| {
                    let detail = event.dyn_into::<CustomEvent>().ok();
                    let rule = detail.and_then(|event| event.detail().as_string());
                    asked.set(Some(rule.unwrap_or_default().into()));
                })
            });
            move || drop(listener)
        });
    }
    let on_close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    match &*asked {
        Some(rule) => html! { <Ledger panel={props.clone()} rule={rule.clone()} {on_close} /> },
        None => Html::default(),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    panel: PanelProps,
    rule: AttrValue,
    on_close: Callback<()>,
}

/// The dialog: the browser keeps the focus inside and gives it back.
#[component]
fn Ledger(props: &Props) -> Html {
    let dialog = use_node_ref();
    let filter = use_filter(&props.rule);
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // A dialog that is on the page and not open yet opens.
                let _ = dialog.show_modal();
            }
        });
    }
    let close = {
        let dialog = dialog.clone();
        move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        }
    };
    let language = props.panel.readout.language;
    let title = LedgerText::Title.say(language);
    let label = LedgerText::Close.say(language);
    let used = props.panel.readout.world.rules_used();
    html! {
        <dialog class="help ledger" ref={dialog} aria-label={title.clone()}
            onclose={props.on_close.reform(|_: Event| ())}>
            <div class="ledger-head">
                <h2>{ title }</h2>
                <button type="button" class="panel-icon-button" title={label.clone()} aria-label={label} onclick={close}>
                    { Icon::Close.html() }
                </button>
                <p class="panel-hint">{ LedgerText::Intro.say(language) }</p>
            </div>
            { filter.html(language) }
            { list(&filter, used, language) }
        </dialog>
    }
}
