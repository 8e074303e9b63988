//! Amazon ECS documents as text: JSON with positions, decoded into the types of the core.
//!
//! Text becomes a tree in which every value knows its bytes (`json`); one table per type of AWS's says how its
//! fields are read, written, and whether the core acts on them (`record`); and every problem is collected with its
//! place, so that a person can mend all of them at once. Nothing here reads a file or decides a rule of Amazon ECS:
//! the rules are the core's, and a problem that breaks one names it. With the feature `compose`, docker compose files are
//! read too.

#[cfg(feature = "compose")]
mod compose;
mod difference;
mod encoding;
pub mod eventbridge;
mod field;
mod form;
mod json;
mod kind;
mod lines;
mod problem;
mod reader;
mod record;
pub mod script;
mod suggestion;
mod task_definition;
mod writer;

#[cfg(feature = "compose")]
pub use compose::{
    ComposeReading, NotCarried, looks_like_compose, read_compose, read_compose_bytes,
};
pub use difference::{Difference, differences};
pub use encoding::text_of;
pub use kind::{Kind, kind_of};
pub use problem::{Note, Problem, Reading};
pub use script::{Script, ScriptReading, read_script};
pub use task_definition::{
    read_task_definition, read_task_definition_bytes, write_task_definition,
};
