//! The rest of the simulated Amazon ECS: what the opening world does without until somebody acts.

use sim::{
    Causes, Command, DeploymentId, Explanation, Handlers, Rejection, Savings, Service, TaskId,
    TimeBill, Timeline, World,
};
use wasm_split_helpers::wasm_split;
use words::Language;

use super::NotLoaded;
use crate::action::Action;
use crate::bus::{self, BusLine, BusPlace};
use crate::playground::Playground;

/// What acts on a world, and what the world needs from then on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Core {
    /// The world's own table.
    pub(crate) handlers: &'static Handlers,
    /// Carries out what acts on the world.
    pub(crate) act: fn(&mut Playground, Action),
    /// What a world would refuse of a command, tried on a copy.
    pub(crate) refuses: fn(&World, Command) -> Option<Rejection>,
    /// What a service does and what it waits for, in all words.
    pub(crate) headline: fn(Language, &World, &Service) -> (String, String),
    /// Why a task is where it is.
    pub(crate) why_here: fn(&Timeline, TaskId) -> Option<Explanation>,
    /// Why a task stopped.
    pub(crate) why_stopped: fn(&Timeline, TaskId) -> Option<Causes>,
    /// Where the time of a deployment went.
    pub(crate) time_bill: fn(&Timeline, DeploymentId) -> Option<TimeBill>,
    /// Which settings would have made a deployment shorter, before anything is tried.
    pub(crate) savings: fn(&Timeline, DeploymentId) -> Option<Savings>,
    /// Tries some of them; whether everything has been tried.
    pub(crate) try_savings: fn(&mut Savings, u64) -> bool,
    /// What has been sent to Amazon EventBridge lately.
    pub(crate) bus: fn(&Timeline) -> Vec<BusLine>,
    /// The JSON of one such event.
    pub(crate) bus_text: fn(&Timeline, BusPlace) -> Option<String>,
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
        refuses: |world, command| {
            let mut trial = world.clone();
            trial.handle_command(world.now(), command).err()
        },
        headline: words::headline,
        why_here: |timeline, task| timeline.why_here(task).map(|why| why.explanation),
        why_stopped: Timeline::why_stopped,
        time_bill: Timeline::time_bill,
        bus: bus::latest,
        bus_text: bus::text,
        savings: Timeline::savings,
        try_savings: Savings::advance,
    })
}
