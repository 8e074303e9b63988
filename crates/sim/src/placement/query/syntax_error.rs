//! Why a text is not an expression: what should stand where, and what stands there.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::{PatternProblem, Subject};
use crate::limits::{EXPRESSION_DEPTH_MAX, EXPRESSION_LENGTH_MAX};

/// Characters of the text that an error quotes.
const QUOTED_MAX: usize = 40;

/// The first thing that is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The byte of the text at which it is.
    pub at: usize,
    /// How many bytes it is long; zero at the end of the text.
    pub length: usize,
    /// The same place in characters, counted from 1.
    pub character: usize,
    /// What it is.
    pub problem: SyntaxProblem,
}

/// What is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxProblem {
    /// Longer than 2,000 characters.
    TooLong,
    /// Too many parentheses and negations inside each other.
    TooDeep,
    /// Something else should stand there.
    Unexpected {
        /// What should.
        expected: Expected,
        /// What does.
        found: Found,
    },
    /// A pattern that cannot be used.
    Pattern(PatternProblem),
}

/// What an expression should have at some place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A subject.
    Subject,
    /// The name of an attribute.
    AttributeName,
    /// An operator that the subject takes.
    Operator(Subject),
    /// A value.
    Value,
    /// A list in square brackets.
    List,
    /// A comma or the end of the list.
    CommaOrBracket,
    /// `and`, `or` or the end of the text.
    Connective,
    /// `and`, `or` or a closing parenthesis.
    ConnectiveOrParenthesis,
    /// The quote that closes the value.
    ClosingQuote,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Count,
    /// A version such as `1.14.5`.
    Version,
    /// A date such as `2018-06-18T22:28:28Z`.
    Date,
}

/// What stands in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The text ends there.
    End,
    /// This; at most the first 40 characters of it.
    Text(String),
}

impl Found {
    pub(super) fn new(text: &str, is_end: bool) -> Self {
        match is_end {
            true => Self::End,
            false => Self::Text(text.chars().take(QUOTED_MAX).collect()),
        }
    }
}

/// One sentence without a full stop.
impl fmt::Display for SyntaxError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "At character {}: ", self.character)?;
        match &self.problem {
            SyntaxProblem::TooLong => write!(
                formatter,
                "an expression has at most {EXPRESSION_LENGTH_MAX} characters"
            ),
            SyntaxProblem::TooDeep => write!(
                formatter,
                "more than {EXPRESSION_DEPTH_MAX} parentheses and negations inside each other"
            ),
            SyntaxProblem::Unexpected { expected, found } => {
                write!(formatter, "expected {expected}, found {found}")
            }
            SyntaxProblem::Pattern(problem) => problem.fmt(formatter),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Operator(subject) => {
                let operators = subject.operators().iter().map(|operator| operator.symbol());
                let operators: Vec<&str> = operators.collect();
                let operators = operators.join(" ");
                return write!(formatter, "an operator of {subject} ({operators})");
            }
            Self::Subject => {
                "one of agentConnected, agentVersion, attribute:NAME, ec2InstanceId, registeredAt, \
                 runningTasksCount, task:group"
            }
            Self::AttributeName => {
                "the name of an attribute (1 to 128 letters, digits and _ . / \\ -)"
            }
            Self::Value => "a value",
            Self::List => "a list such as [a, b]",
            Self::CommaOrBracket => "`,` or `]`",
            Self::Connective => "`and`, `or` or the end",
            Self::ConnectiveOrParenthesis => "`and`, `or` or `)`",
            Self::ClosingQuote => "a value with its closing quote",
            Self::Flag => "true or false",
            Self::Count => "a whole number",
            Self::Version => "a version such as 1.14.5",
            Self::Date => "a date such as 2018-06-18 or 2018-06-18T22:28:28Z",
        })
    }
}

impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::End => formatter.write_str("the end"),
            Self::Text(text) => write!(formatter, "`{text}`"),
        }
    }
}
