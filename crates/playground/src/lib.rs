//! What a person does in the playground of Amazon ECS, without a browser: the worlds to begin with, the button that
//! deploys a task definition, scripts that play by themselves, and the same commands under other assumptions.

mod anew;
mod deploy;
mod digest;
mod opening;
mod player;
mod scenarios;
mod staged;
mod strategy;

pub use anew::{Anew, AnewCommands, start_anew};
pub use deploy::{NewTaskSet, calls_for_task_set, deploy};
pub use digest::history_digest;
pub use opening::{
    OPENING_UNTIL, Opening, fleet, fleet_on, fleet_with, opening, opening_under, opening_with,
};
pub use player::{BUDGET, Ending, Happening, Player};
pub use scenarios::{Misconception, Scenario, Scenarios, scenarios};
pub use staged::{NotStaged, Staged, stage};
pub use strategy::change_strategy;
