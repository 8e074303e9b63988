//! Reads the text of an expression. Rule: `QueryLanguage`; `not` binds tighter than `and`, and `and` than `or`. Rule:
//! `QueryPrecedence`.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::pattern::Pattern;
use super::predicate::{Meaning, Predicate, Value};
use super::scanner::{is_bare, is_stop, pattern_length, word_length};
use super::version::Version;
use super::{Expected, Found, Node, Operator, Subject, SyntaxError, SyntaxProblem, date};
use crate::limits::{EXPRESSION_DEPTH_MAX, EXPRESSION_LENGTH_MAX};

type Parsed<T> = Result<T, SyntaxError>;

/// The text, and how far it is read.
pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    pub(super) fn parse(mut self) -> Parsed<Node> {
        if let Some((at, _)) = self.text.char_indices().nth(EXPRESSION_LENGTH_MAX) {
            return Err(self.problem(at, self.text.len() - at, SyntaxProblem::TooLong));
        }
        let node = self.any()?;
        match self.rest() {
            "" => Ok(node),
            _ => Err(self.unexpected(Expected::Connective)),
        }
    }

    fn any(&mut self) -> Parsed<Node> {
        let first = self.all()?;
        let mut parts = vec![first];
        while self.eat_word("or") || self.eat("||") {
            parts.push(self.all()?);
        }
        Ok(joined(parts, Node::Any))
    }

    fn all(&mut self) -> Parsed<Node> {
        let first = self.not()?;
        let mut parts = vec![first];
        while self.eat_word("and") || self.eat("&&") {
            parts.push(self.not()?);
        }
        Ok(joined(parts, Node::All))
    }

    fn not(&mut self) -> Parsed<Node> {
        self.skip_space();
        let start = self.at;
        if self.eat_word("not") || self.eat("!") {
            let negated = self.nested(start, Self::not)?;
            return Ok(Node::Not(Box::new(negated)));
        }
        if !self.eat("(") {
            return self.predicate();
        }
        let node = self.nested(start, Self::any)?;
        match self.eat(")") {
            true => Ok(node),
            false => Err(self.unexpected(Expected::ConnectiveOrParenthesis)),
        }
    }

    /// Reads what stands inside `not` or parentheses that begin at `start`.
    fn nested(&mut self, start: usize, read: fn(&mut Self) -> Parsed<Node>) -> Parsed<Node> {
        if self.depth == EXPRESSION_DEPTH_MAX {
            return Err(self.problem(start, self.at - start, SyntaxProblem::TooDeep));
        }
        self.depth += 1;
        let node = read(self)?;
        self.depth -= 1;
        Ok(node)
    }

    fn predicate(&mut self) -> Parsed<Node> {
        self.skip_space();
        let word = &self.rest()[..word_length(self.rest())];
        let Some(subject) = Subject::from_spelling(word) else {
            return Err(self.unexpected(Expected::Subject));
        };
        if !subject.is_named_well() {
            let keyword_length = subject.keyword().len();
            self.at += keyword_length;
            return Err(self.refused(word.len() - keyword_length, Expected::AttributeName));
        }
        self.at += word.len();
        let operator = self.operator(&subject)?;
        let values = match operator.split().0 {
            Operator::Exists => Vec::new(),
            Operator::In => self.list(&subject, operator)?,
            _ => vec![self.value(&subject, operator)?],
        };
        Ok(Node::Predicate(Predicate {
            subject,
            operator,
            values,
        }))
    }

    fn operator(&mut self, subject: &Subject) -> Parsed<Operator> {
        self.skip_space();
        let rest = self.rest();
        let is_sign = |byte: &u8| b"=!<>~".contains(byte);
        let sign_length = rest.bytes().take(2).take_while(is_sign).count();
        let word = rest.strip_prefix('!').unwrap_or(rest);
        let word_end = rest.len() - word.len() + word_length(word);
        let lengths = [sign_length, 1, word_end];
        let operator = lengths.into_iter().find_map(|length| {
            let operator = Operator::from_spelling(rest.get(..length)?)?;
            subject
                .operators()
                .contains(&operator)
                .then_some((operator, length))
        });
        let Some((operator, length)) = operator else {
            let length = word_end.max(sign_length);
            let expected = Expected::Operator(subject.clone());
            return Err(match length {
                0 => self.unexpected(expected),
                length => self.refused(length, expected),
            });
        };
        self.at += length;
        Ok(operator)
    }

    fn list(&mut self, subject: &Subject, operator: Operator) -> Parsed<Vec<Value>> {
        if !self.eat("[") {
            return Err(self.unexpected(Expected::List));
        }
        let mut values = vec![self.value(subject, operator)?];
        while !self.eat("]") {
            if !self.eat(",") {
                return Err(self.unexpected(Expected::CommaOrBracket));
            }
            values.push(self.value(subject, operator)?);
        }
        Ok(values)
    }

    fn value(&mut self, subject: &Subject, operator: Operator) -> Parsed<Value> {
        self.skip_space();
        let rest = self.rest();
        let is_pattern = operator.split().0 == Operator::Matches;
        let (quote, text) = match rest.chars().next() {
            Some(quote @ ('\'' | '"')) => match rest[1..].split_once(quote) {
                Some((text, _)) => (1, text),
                None => return Err(self.refused(rest.len(), Expected::ClosingQuote)),
            },
            _ => {
                let length = match is_pattern {
                    true => pattern_length,
                    false => word_length,
                };
                let text = &rest[..length(rest)];
                if !is_bare(text, length) {
                    return Err(self.unexpected(Expected::Value));
                }
                (0, text)
            }
        };
        self.at += quote;
        let meaning = match is_pattern {
            true => Meaning::Pattern(Pattern::parse(text).map_err(|error| {
                let problem = SyntaxProblem::Pattern(error.problem);
                self.problem(self.at + error.at, error.length, problem)
            })?),
            false => {
                meaning(subject, text).map_err(|expected| self.refused(text.len(), expected))?
            }
        };
        self.at += text.len() + quote;
        Ok(Value {
            text: text.into(),
            meaning,
        })
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Goes past the symbol, if it comes next.
    fn eat(&mut self, symbol: &str) -> bool {
        self.skip_space();
        let is_next = self.rest().starts_with(symbol);
        if is_next {
            self.at += symbol.len();
        }
        is_next
    }

    /// Goes past the word, if it comes next and ends there.
    fn eat_word(&mut self, word: &str) -> bool {
        self.skip_space();
        word_length(self.rest()) == word.len() && self.eat(word)
    }

    /// Something else should come next.
    fn unexpected(&self, expected: Expected) -> SyntaxError {
        let rest = self.rest();
        let length = match rest.chars().next() {
            Some(stop) if is_stop(stop) => stop.len_utf8(),
            _ => word_length(rest),
        };
        self.refused(length, expected)
    }

    /// Something else should stand in place of the next `length` bytes.
    fn refused(&self, length: usize, expected: Expected) -> SyntaxError {
        let found = Found::new(&self.rest()[..length], self.rest().is_empty());
        let problem = SyntaxProblem::Unexpected { expected, found };
        self.problem(self.at, length, problem)
    }

    fn problem(&self, at: usize, length: usize, problem: SyntaxProblem) -> SyntaxError {
        SyntaxError {
            at,
            length,
            character: self.text[..at].chars().count() + 1,
            problem,
        }
    }
}

/// The one part, or all of them joined.
fn joined(mut parts: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Node {
    match parts.len() {
        1 => parts.remove(0),
        _ => join(parts),
    }
}

/// What the value means to the subject, or what it should be.
fn meaning(subject: &Subject, text: &str) -> Result<Meaning, Expected> {
    match subject {
        Subject::AgentConnected => match text {
            "true" | "false" => Ok(Meaning::Text),
            _ => Err(Expected::Flag),
        },
        Subject::AgentVersion => Version::parse(text)
            .map(Meaning::Version)
            .ok_or(Expected::Version),
        Subject::RegisteredAt => date::parse(text)
            .map(Meaning::Instant)
            .ok_or(Expected::Date),
        Subject::RunningTasksCount => {
            let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
            match text.parse() {
                Ok(count) if is_digits => Ok(Meaning::Count(count)),
                _ => Err(Expected::Count),
            }
        }
        Subject::Attribute(_) | Subject::Ec2InstanceId | Subject::TaskGroup => Ok(Meaning::Text),
    }
}
