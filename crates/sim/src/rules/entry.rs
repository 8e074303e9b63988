//! One line of the ledger: a rule's name, standing, source and sentence.

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
