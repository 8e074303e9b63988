//! What waits for the next frame: callbacks put it here, and only the frame loop takes it out.

use std::cell::RefCell;
use std::rc::Rc;

use scene::{Point, Theme, Viewport};
use yew::Callback;

use crate::action::Action;
use crate::failing::Asked;
use crate::later::core::Core;
use crate::surface::Surface;

/// Something from outside.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// A person asks for something.
    Act(Action),
    /// The rest of the simulated Amazon ECS is there.
    Core(Core),
    /// The canvas of the stage is there.
    ShowStage(Surface),
    /// The place for the stage has another size.
    ResizeStage(Viewport),
    /// The pointer is over the stage, or has left it.
    PointAt(Option<Point>),
    /// The keyboard or the pointer is on the strip and asks about its requests, or does not any more.
    AskStrip(Option<Asked>),
    /// A point of the stage was pressed.
    Pick(Point),
    /// The menu of a point of the stage is asked for.
    OpenFaults(Point),
    /// The canvas of the strip is there.
    ShowStrip(Surface),
    /// The strip has another size.
    ResizeStrip(Viewport),
    /// The scrubber was dragged to this distance from the left edge.
    Scrub(f32),
    /// The system wants other colours.
    SetTheme(Theme),
    /// The system wants less motion, or does not any more.
    ReduceMotion(bool),
}

/// The queue; its clones are the same queue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inbox {
    waiting: Rc<RefCell<Vec<Input>>>,
}

impl PartialEq for Inbox {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.waiting, &other.waiting)
    }
}

impl Inbox {
    /// Puts something at the end. Of several points and drags in a row only the last counts.
    pub(crate) fn put(&self, input: Input) {
        let mut waiting = self.waiting.borrow_mut();
        let replaces = matches!(
            (waiting.last(), &input),
            (Some(Input::PointAt(_)), Input::PointAt(_))
                | (Some(Input::AskStrip(_)), Input::AskStrip(_))
                | (Some(Input::Scrub(_)), Input::Scrub(_))
        );
        if replaces {
            waiting.pop();
        }
        waiting.push(input);
    }

    /// Takes everything out.
    pub(crate) fn take(&self) -> Vec<Input> {
        self.waiting.take()
    }

    /// A callback for actions.
    pub(crate) fn act(&self) -> Callback<Action> {
        let inbox = self.clone();
        Callback::from(move |action| inbox.put(Input::Act(action)))
    }
}
