//! JSON (RFC 8259) as a tree in which every value knows its bytes.

mod parser;
mod scalar;

use std::ops::Range;

pub(crate) use parser::parse;

/// One value and where it stands.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// A JSON value.
#[derive(Debug)]
pub(crate) enum Value {
    Null,
    Boolean(bool),
    /// As it is written.
    Number(String),
    /// A number that a form has read out of a text.
    Amount(u32),
    String(String),
    Array(Vec<Node>),
    Object(Vec<Member>),
    /// Something that is not JSON, already reported.
    Broken,
}

/// A name and its value in an object.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) name_span: Range<usize>,
    pub(crate) node: Node,
}

/// A place where the text is not JSON.
#[derive(Debug)]
pub(crate) struct SyntaxError {
    pub(crate) span: Range<usize>,
    pub(crate) text: String,
}

impl Node {
    /// The member of this name, if this is an object that has it.
    pub(crate) fn member(&self, name: &str) -> Option<&Member> {
        let Value::Object(members) = &self.value else {
            return None;
        };
        members.iter().find(|member| member.name == name)
    }

    /// The kind of value, with its article.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Boolean(_) => "a boolean",
            Value::Number(_) | Value::Amount(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
            Value::Broken => "nothing that can be read",
        }
    }
}

/// The beginning of a text, on one line, short enough for a sentence.
pub(crate) fn shown(text: &str) -> String {
    const SHOWN_LENGTH_MAX: usize = 40;
    let mut shown: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(SHOWN_LENGTH_MAX)
        .collect();
    if text.chars().nth(SHOWN_LENGTH_MAX).is_some() {
        shown.push('…');
    }
    shown
}
