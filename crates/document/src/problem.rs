//! What reading a document gives: its value, what is wrong with it, and what is not simulated.

use std::fmt;
use std::ops::Range;

use sim::{Rule, TaskDefinition};

/// What became of a text that should be a task definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What it says; present exactly if there is no problem.
    pub definition: Option<TaskDefinition>,
    /// The family that it names, even if something else is wrong.
    pub family: Option<String>,
    /// Everything that is wrong: the first is what AWS would say first. At most 100.
    pub problems: Vec<Problem>,
    /// What is said but changes nothing in the simulation yet, in order of the text.
    pub not_simulated: Vec<Note>,
}

/// One thing that is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The value in AWS's names, such as `containerDefinitions[0].portMappings[0].containerPort`; empty for the whole.
    pub path: String,
    /// The bytes of the text; where something is missing, the name or the brace of what it is missing from.
    pub span: Range<usize>,
    /// The line of the first byte, from 1.
    pub line: u32,
    /// The column of the first byte, from 1, in characters.
    pub column: u32,
    /// What is wrong, in AWS's words where AWS has them.
    pub text: String,
    /// The rule of Amazon ECS that is broken, if it is one.
    pub rule: Option<Rule>,
}

/// `line 3, column 5: what is wrong`.
impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line, column, text, ..
        } = self;
        write!(formatter, "line {line}, column {column}: {text}")
    }
}

/// A field that is kept but that the core does not act on yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The field in AWS's names, such as `containerDefinitions[0].secrets`.
    pub path: String,
    /// The bytes of its value.
    pub span: Range<usize>,
    /// The line of the first byte, from 1.
    pub line: u32,
}
