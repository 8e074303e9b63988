//! Sets of rules: what an event, a refusal or a whole run rests on.

use core::fmt;

use super::{Rule, Standing};

const WORDS: usize = 8;
const BITS: usize = u64::BITS as usize;
const _: () = assert!(
    Rule::ALL.len() <= WORDS * BITS,
    "a set has a bit for each rule"
);

/// Some of the ledger's rules, in its order.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct RuleSet([u64; WORDS]);

impl RuleSet {
    /// No rule.
    pub const EMPTY: Self = Self([0; WORDS]);

    /// These rules.
    pub fn of(rules: &[Rule]) -> Self {
        let mut set = Self::EMPTY;
        for rule in rules {
            set.insert(*rule);
        }
        set
    }

    /// Adds a rule.
    pub fn insert(&mut self, rule: Rule) {
        let place = rule as usize;
        self.0[place / BITS] |= 1 << (place % BITS);
    }

    /// Adds all rules of another set.
    pub fn unite(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    /// Whether the rule is one of them.
    pub const fn contains(self, rule: Rule) -> bool {
        let place = rule as usize;
        self.0[place / BITS] & (1 << (place % BITS)) != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self == Self::EMPTY
    }

    /// The rules, in the ledger's order.
    pub fn iter(self) -> impl Iterator<Item = Rule> {
        let all = Rule::ALL.iter().copied();
        all.filter(move |rule| self.contains(*rule))
    }

    /// Those that nobody vouches for: a person is told when an outcome rests on one.
    pub fn assumptions(self) -> impl Iterator<Item = Rule> {
        self.iter()
            .filter(|rule| rule.entry().standing == Standing::Assumed)
    }
}

impl From<Rule> for RuleSet {
    fn from(rule: Rule) -> Self {
        Self::of(&[rule])
    }
}

impl From<&[Rule]> for RuleSet {
    fn from(rules: &[Rule]) -> Self {
        Self::of(rules)
    }
}

impl<const COUNT: usize> From<[Rule; COUNT]> for RuleSet {
    fn from(rules: [Rule; COUNT]) -> Self {
        Self::of(&rules)
    }
}

/// The ids of the rules.
impl fmt::Debug for RuleSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = self.iter().map(|rule| rule.entry().id);
        formatter.debug_list().entries(ids).finish()
    }
}
