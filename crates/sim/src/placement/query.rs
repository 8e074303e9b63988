//! The cluster query language of Amazon ECS: expressions that a container instance satisfies or does not.
//!
//! [`Expression::parse`] reads one, [`Expression::matches`] asks it of the [`Facts`] of an instance, and
//! [`Expression::explain`] says which part holds and what stood there. Nothing here knows the world.

mod date;
mod explanation;
mod facts;
mod number;
mod operator;
mod parser;
mod pattern;
mod predicate;
mod rules;
mod scanner;
mod subject;
mod syntax_error;
mod version;
mod wishes;

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

pub use date::Date;
pub use explanation::Explanation;
pub use facts::{Fact, Facts};
pub use operator::Operator;
pub use pattern::PatternProblem;
pub use subject::Subject;
pub use syntax_error::{Expected, Found, SyntaxError, SyntaxProblem};

use self::parser::Parser;
use self::predicate::Predicate;

/// A query that is written correctly. Rule: `QueryLanguage`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    root: Node,
}

/// A part of an expression; both lists have at least two elements.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Predicate(Predicate),
}

impl Expression {
    /// Reads an expression of at most 2,000 characters.
    ///
    /// # Errors
    ///
    /// The first place at which the text is not an expression, and what should stand there.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        let root = Parser::new(text).parse()?;
        Ok(Self { root })
    }

    /// Whether an instance with these facts satisfies the expression.
    pub fn matches(&self, facts: &dyn Facts) -> bool {
        self.root.matches(facts)
    }

    /// The truth of the expression and of each of its parts, and the facts that they rest on.
    pub fn explain<'a>(&self, facts: &'a dyn Facts) -> Explanation<'a> {
        Explanation::of(&self.root, facts)
    }
}

impl Node {
    fn matches(&self, facts: &dyn Facts) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.matches(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.matches(facts)),
            Self::Not(part) => !part.matches(facts),
            Self::Predicate(predicate) => predicate.holds(&predicate.look(facts)),
        }
    }
}

/// The expression in its one canonical spelling, which reads as the same expression again.
impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(formatter)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parts, word) = match self {
            Self::All(parts) => (parts, "and"),
            Self::Any(parts) => (parts, "or"),
            Self::Not(part) => return write!(formatter, "not({part})"),
            Self::Predicate(predicate) => return predicate.fmt(formatter),
        };
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                write!(formatter, " {word} ")?;
            }
            let is_looser = matches!(
                (self, part),
                (Self::All(_), Self::All(_)) | (_, Self::Any(_))
            );
            if is_looser {
                write!(formatter, "({part})")?;
            } else {
                part.fmt(formatter)?;
            }
        }
        Ok(())
    }
}
