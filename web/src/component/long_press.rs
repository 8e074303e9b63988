//! A finger that stays where it is: what a right click is to a mouse.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use scene::Point;
use yew::prelude::*;

use crate::surface::point_of;

/// A finger stays so long.
const LONG_MS: u32 = 500;
/// A finger that moves farther than this many CSS pixels scrolls.
const SLACK: f32 = 10.0;

/// The press that is going on.
#[derive(Clone)]
pub(crate) struct LongPress {
    open: Callback<Point>,
    waiting: Rc<RefCell<Option<(Point, Timeout)>>>,
    was_long: Rc<Cell<bool>>,
}

/// Watches for long presses.
#[hook]
pub(crate) fn use_long_press(open: Callback<Point>) -> LongPress {
    let waiting = use_mut_ref(|| None);
    let was_long = use_memo((), |()| Cell::new(false));
    LongPress {
        open,
        waiting,
        was_long,
    }
}

impl LongPress {
    /// A pointer comes down.
    pub(crate) fn begins(&self) -> Callback<PointerEvent> {
        let press = self.clone();
        Callback::from(move |event: PointerEvent| {
            press.was_long.set(false);
            if event.pointer_type() != "touch" {
                return;
            }
            let point = point_of(&event);
            let fires = press.clone();
            let timeout = Timeout::new(LONG_MS, move || {
                fires.was_long.set(true);
                fires.open.emit(point);
            });
            *press.waiting.borrow_mut() = Some((point, timeout));
        })
    }

    /// The pointer moves, which may end the press.
    pub(crate) fn moves(&self, then: Callback<PointerEvent>) -> Callback<PointerEvent> {
        let press = self.clone();
        Callback::from(move |event: PointerEvent| {
            let now = point_of(&event);
            let has_moved = |(from, _): &(Point, Timeout)| {
                (now.x - from.x).abs().max((now.y - from.y).abs()) > SLACK
            };
            if press.waiting.borrow().as_ref().is_some_and(has_moved) {
                press.waiting.borrow_mut().take();
            }
            then.emit(event);
        })
    }

    /// The pointer is up or gone.
    pub(crate) fn ends(&self) -> Callback<PointerEvent> {
        let press = self.clone();
        Callback::from(move |_: PointerEvent| {
            press.waiting.borrow_mut().take();
        })
    }

    /// A click, unless it is the end of a long press.
    pub(crate) fn unless_long(&self, then: Callback<MouseEvent>) -> Callback<MouseEvent> {
        let press = self.clone();
        Callback::from(move |event: MouseEvent| {
            if !press.was_long.replace(false) {
                then.emit(event);
            }
        })
    }
}
