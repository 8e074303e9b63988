//! The rest of the simulated Amazon ECS: what the opening world does without until somebody acts.

use std::rc::Rc;

use sim::{Explanation, Handlers, TaskId, Timeline};
use wasm_split_helpers::wasm_split;

use super::NotLoaded;
use crate::action::Action;
use crate::playground::Playground;

/// What acts on a world, and what the world needs from then on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Core {
    /// The world's own table.
    pub(crate) handlers: &'static Handlers,
    /// Carries out what acts on the world.
    pub(crate) act: fn(&mut Playground, Action),
    /// Why a task is where it is.
    pub(crate) why_here: fn(&Timeline, TaskId) -> Option<Rc<Explanation>>,
}

/// Fetches it.
///
/// # Errors
/// When it cannot be fetched.
#[wasm_split(core, fallible)]
pub(crate) fn whole_core() -> Result<Core, NotLoaded> {
    Ok(Core {
        handlers: Handlers::ALL,
        act: Playground::act_on_world,
        why_here: |timeline, task| {
            let why = timeline.why_here(task)?;
            Some(Rc::new(why.explanation))
        },
    })
}
