//! What a person does in the playground of Amazon ECS, without a browser: the worlds to begin with, and the button
//! that deploys a task definition.

mod deploy;
mod digest;
mod opening;

pub use deploy::deploy;
pub use digest::history_digest;
pub use opening::{Opening, fleet, opening};
