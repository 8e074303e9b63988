//! What a person does in the playground of Amazon ECS, without a browser: the worlds to begin with, the button that
//! deploys a task definition, and scripts that play by themselves.

mod deploy;
mod digest;
mod opening;
mod player;

pub use deploy::deploy;
pub use digest::history_digest;
pub use opening::{Opening, fleet, opening};
pub use player::{BUDGET, Ending, Happening, Player};
