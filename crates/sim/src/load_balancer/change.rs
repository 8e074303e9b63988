//! What can happen to a listener.

/// A change of a listener or of its rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListenerChange {
    /// It was created.
    Created,
    /// Its port, its protocol or its default action changed.
    Modified,
    /// It was deleted.
    Deleted,
    /// A rule with this priority was created.
    RuleCreated(u32),
    /// The rule with this priority changed.
    RuleModified(u32),
    /// The rule with this priority was deleted.
    RuleDeleted(u32),
    /// Its rules have other priorities.
    PrioritiesSet,
}
