//! The ledger: every rule of Amazon ECS that the core applies, with one sentence, its source and how sure it is.
//!
//! A source is a section of the project's behaviour specification and the tag that it carries there: `M` the service
//! model, `D` the current documentation, `D23` the documentation of 2023, `A` the agent's source, `O` observed in real
//! output, `E` an emulator, `K` general knowledge. No other file names a source.

/// How a rule is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// AWS says so.
    Documented,
    /// Seen in the real service's output or in the agent's source.
    Observed,
    /// Nobody says so: the best estimate, and a person is told when an outcome rests on it.
    Assumed,
}

/// One line of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleEntry {
    /// A stable name, in words joined by `-`.
    pub id: &'static str,
    /// Documented, observed or assumed.
    pub standing: Standing,
    /// Section and tag, such as `5.3 M`.
    pub source: &'static str,
    /// The rule in one sentence.
    pub sentence: &'static str,
}

macro_rules! ledger {
    ($($rule:ident $id:literal $standing:ident $source:literal $sentence:literal)*) => {
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

ledger! {
    // 2. Task definitions
    DefinitionNeedsContainers "definition-needs-containers" Documented "2.9 E"
        "A task definition has at least one container."
    DefinitionNeedsFamily "definition-needs-family" Documented "2.9 E"
        "A task definition names its family."
}
