//! Why a pattern cannot be used.

use core::fmt;

use crate::limits::PATTERN_STEPS_MAX;

/// What is wrong with a pattern, or beyond what a pattern can be here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternProblem {
    /// `(` without `)`.
    UnclosedGroup,
    /// `)` without `(`.
    UnopenedGroup,
    /// `[` without `]`.
    UnclosedClass,
    /// A range whose end is before its start.
    BadRange,
    /// `*`, `+`, `?` or `{` with nothing before it.
    NothingToRepeat,
    /// Not a count of repetitions in `{}`.
    BadRepetition,
    /// An escape that Java does not know, or that is not supported.
    UnknownEscape,
    /// `(?` with what Java does not know, or with a flag that is not supported.
    UnknownGroup,
    /// `(?=`, `(?!`, `(?<=` or `(?<!`: not supported.
    LookAround,
    /// `(?>`: not supported.
    AtomicGroup,
    /// `\1` or `\k`: not supported.
    BackReference,
    /// `*+`, `++`, `?+` or `{}+`: not supported.
    Possessive,
    /// Groups or classes too deep inside each other.
    TooDeep,
    /// Too large with all its repetitions.
    TooLarge,
}

impl fmt::Display for PatternProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::UnclosedGroup => "the pattern has a `(` without its `)`",
            Self::UnopenedGroup => "the pattern has a `)` without its `(`",
            Self::UnclosedClass => "the pattern has a `[` without its `]`",
            Self::BadRange => "a range in the pattern ends before it starts",
            Self::NothingToRepeat => {
                "the pattern repeats nothing: write \\ before a literal * + ? {"
            }
            Self::BadRepetition => "the pattern needs a count such as {2}, {2,} or {2,3}, to 1000",
            Self::UnknownEscape => "the pattern has an escape that is not supported",
            Self::UnknownGroup => "the pattern has a group or flag that is not supported",
            Self::LookAround => "patterns with look-around are not supported",
            Self::AtomicGroup => "patterns with atomic groups are not supported",
            Self::BackReference => "patterns with back references are not supported",
            Self::Possessive => "patterns with possessive quantifiers are not supported",
            Self::TooDeep => "the pattern has too many groups inside each other",
            Self::TooLarge => {
                return write!(
                    formatter,
                    "the pattern is larger than {PATTERN_STEPS_MAX} steps"
                );
            }
        })
    }
}
