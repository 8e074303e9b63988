//! The picture for the keyboard and for screen readers: everything in it as a list of buttons, off the screen.

use std::rc::Rc;

use scene::Target;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use words::page::{PageText, instance_name, task_name};
use yew::prelude::*;

use crate::action::Action;
use crate::readout::Readout;

/// Buttons in the list: more than this, nobody walks through.
const TARGETS_MAX: usize = 400;

/// What is in the picture, and where it sends what is pressed.
#[derive(Clone, Properties)]
pub(crate) struct StageTwinProps {
    /// What to show.
    pub(crate) readout: Rc<Readout>,
    /// What to do.
    pub(crate) act: Callback<Action>,
}

/// Names change with events only: while time merely passes, the list stays as it is.
impl PartialEq for StageTwinProps {
    fn eq(&self, other: &Self) -> bool {
        let (new, old) = (&self.readout, &other.readout);
        Rc::ptr_eq(&new.targets, &old.targets)
            && new.event_count() == old.event_count()
            && new.language == old.language
            && new.selection == old.selection
            && new.focus == old.focus
            && self.act == other.act
    }
}

/// The list. Tab reaches one of it, the arrows go on from there.
#[component]
pub(crate) fn StageTwin(props: &StageTwinProps) -> Html {
    let list = use_node_ref();
    let current = use_state(|| 0_usize);
    let readout = &props.readout;
    let targets = &readout.targets[..readout.targets.len().min(TARGETS_MAX)];
    let reachable = (*current).min(targets.len().saturating_sub(1));
    let count = targets.len();
    // A key is for the button that has the focus, though what is rendered may not know yet which that is.
    let keys_of = |index: usize, target: Target| {
        let (list, act) = (list.clone(), props.act.clone());
        Callback::from(move |event: KeyboardEvent| {
            if asks_for_faults(&event) {
                event.prevent_default();
                act.emit(Action::OpenFaults(target, None));
            } else if let Some(next) = step(&event, index, count) {
                event.prevent_default();
                focus_child(&list, next);
            }
        })
    };
    html! {
        <ul
            class="stage-twin"
            ref={list.clone()}
            aria-label={PageText::PictureTargets.say(readout.language)}
            onfocusout={props.act.reform(|_| Action::Focus(None))}
        >
            { for targets.iter().enumerate().map(|(index, target)| {
                let target = *target;
                let act = props.act.clone();
                let current = current.clone();
                let onfocus = Callback::from(move |_: FocusEvent| {
                    current.set(index);
                    act.emit(Action::Focus(Some(target)));
                });
                html! {
                    <li key={index}>
                        <button
                            type="button"
                            tabindex={if index == reachable { "0" } else { "-1" }}
                            aria-pressed={(readout.selection == Some(target)).to_string()}
                            onclick={props.act.reform(move |_| Action::Select(Some(target)))}
                            {onfocus}
                            onkeydown={keys_of(index, target)}
                        >
                            { name_of(readout, target) }
                        </button>
                    </li>
                }
            }) }
        </ul>
    }
}

fn asks_for_faults(event: &KeyboardEvent) -> bool {
    let key = event.key();
    let is_menu_key =
        matches!(key.as_str(), "f" | "F" | "ContextMenu") || (key == "F10" && event.shift_key());
    is_menu_key && !event.ctrl_key() && !event.meta_key()
}

fn step(event: &KeyboardEvent, from: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    if event.shift_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => Some((from + 1).min(last)),
        "ArrowLeft" | "ArrowUp" => Some(from.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

fn focus_child(list: &NodeRef, index: usize) {
    let button = list
        .cast::<Element>()
        .and_then(|list| list.children().item(index as u32))
        .and_then(|item| item.query_selector("button").ok().flatten());
    if let Some(button) = button {
        let button: HtmlElement = button.unchecked_into();
        // An element of the page that was just found takes the focus.
        let _ = button.focus();
    }
}

fn name_of(readout: &Readout, target: Target) -> String {
    let (language, world) = (readout.language, &readout.world);
    match target {
        Target::Zone(zone) => {
            let zone = world.zone_name(zone);
            PageText::Zone { zone }.say(language)
        }
        Target::Task(id) => task_name(language, world, id),
        Target::Instance(id) => instance_name(language, world, id),
        Target::TargetGroup(id) => world.target_group(id).map_or_else(String::new, |group| {
            PageText::TargetGroup {
                name: group.name.clone(),
                healthy: group.routable().count(),
                count: group.targets.len(),
            }
            .say(language)
        }),
        Target::LoadBalancer(id) => world
            .load_balancer(id)
            .map_or_else(String::new, |balancer| {
                let name = balancer.name.clone();
                PageText::LoadBalancer { name }.say(language)
            }),
        Target::Clients => {
            let count = world
                .load_balancers()
                .map(|balancer| balancer.traffic.rate_at(readout.now))
                .sum();
            PageText::Clients { count }.say(language)
        }
    }
}
