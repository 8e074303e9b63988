//! The ledger: every rule of Amazon ECS that the core applies, with one sentence, its source and how sure it is.
//!
//! A source is a section of the project's behaviour specification and the tag that it carries there: `M` the service
//! model, `D` the current documentation, `D23` the documentation of 2023, `A` the agent's source, `O` observed in real
//! output, `E` an emulator, `K` general knowledge. No other file names a source.

mod entry;
mod set;
// Each adds the rules of a section to those before and hands all to the next.
#[macro_use]
mod lifecycle;
#[macro_use]
mod definitions;
#[macro_use]
mod machines;
#[macro_use]
mod services;
#[macro_use]
mod staged;
#[macro_use]
mod task_sets;
#[macro_use]
mod balancing;

pub use entry::{RuleEntry, Standing};
pub use set::RuleSet;

macro_rules! ledger {
    (; $($rule:ident $id:literal $standing:ident $source:literal $sentence:literal)*) => {
        /// A rule of Amazon ECS; [`Rule::entry`] tells the rest.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $sentence] $rule,)*
        }

        impl Rule {
            /// The whole ledger, in the order of the specification.
            pub const ALL: &[Self] = &[$(Self::$rule,)*];

            /// The line of the ledger for this rule.
            pub const fn entry(self) -> RuleEntry {
                match self {
                    $(Self::$rule => RuleEntry {
                        id: $id,
                        standing: Standing::$standing,
                        source: $source,
                        sentence: $sentence,
                    },)*
                }
            }
        }
    };
}

lifecycle! { definitions, machines, services, task_sets, staged, balancing, ledger; }
