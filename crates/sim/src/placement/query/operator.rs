//! The operators of the query language.

use core::fmt;

macro_rules! operators {
    ($($(#[$doc:meta])* $name:ident $symbol:literal $word:literal)*) => {
        /// What a predicate asks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Operator {
            $($(#[$doc])* $name,)*
        }

        impl Operator {
            /// Every operator.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The short spelling, which is the canonical one.
            pub const fn symbol(self) -> &'static str {
                match self {
                    $(Self::$name => $symbol,)*
                }
            }

            /// The spelling in words.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

operators! {
    /// The same.
    Equals "==" "equals"
    /// Not the same.
    NotEquals "!=" "not_equals"
    /// More, or later.
    GreaterThan ">" "greater_than"
    /// As much or more.
    GreaterThanEqual ">=" "greater_than_equal"
    /// Less, or earlier.
    LessThan "<" "less_than"
    /// As much or less.
    LessThanEqual "<=" "less_than_equal"
    /// One of a list.
    In "in" "in"
    /// None of a list.
    NotIn "!in" "not_in"
    /// Wholly like a pattern.
    Matches "=~" "matches"
    /// Not wholly like a pattern.
    NotMatches "!~" "not_matches"
    /// There at all.
    Exists "exists" "exists"
    /// Not there.
    NotExists "!exists" "not_exists"
}

impl Operator {
    /// The operator with this spelling.
    pub fn from_spelling(spelling: &str) -> Option<Self> {
        let has_it = |operator: &Self| [operator.symbol(), operator.word()].contains(&spelling);
        Self::ALL.iter().copied().find(has_it)
    }

    /// The operator that this one negates, and whether it negates one.
    pub(super) const fn split(self) -> (Self, bool) {
        match self {
            Self::NotEquals => (Self::Equals, true),
            Self::NotIn => (Self::In, true),
            Self::NotMatches => (Self::Matches, true),
            Self::NotExists => (Self::Exists, true),
            positive => (positive, false),
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.symbol())
    }
}
