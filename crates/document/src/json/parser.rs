//! Reads JSON, and goes on after the mistakes that people make most.

use std::ops::Range;

use sim::Map;

use super::scalar::place_of;
use super::{Member, Node, SyntaxError, Value, shown};
use crate::lines::{BYTE_ORDER_MARK, Lines};

/// How deep values may stand in each other.
const DEPTH_MAX: usize = 64;
/// Elements of one array, or members of one object, at most.
const ELEMENTS_MAX: usize = 10_000;
/// Values of one text at most: the tree, and what is made of it, are far larger than the text.
const VALUES_MAX: usize = 100_000;
/// Mistakes after which a text is given up.
const ERRORS_MAX: usize = 20;

/// Reading has ended: what follows would only confuse.
pub(super) struct Stop;

/// The value of a text, as far as it can be told, and everything that is not JSON. A value without errors is exact.
pub(crate) fn parse(text: &str, lines: &Lines<'_>) -> (Option<Node>, Vec<SyntaxError>) {
    let mut parser = Parser {
        text,
        lines,
        at: 0,
        depth: 0,
        value_count: 0,
        errors: Vec::new(),
    };
    if text.starts_with(BYTE_ORDER_MARK) {
        parser.at = BYTE_ORDER_MARK.len_utf8();
    }
    let root = parser.document().ok();
    (root, parser.errors)
}

pub(super) struct Parser<'text> {
    pub(super) text: &'text str,
    lines: &'text Lines<'text>,
    /// The next byte.
    pub(super) at: usize,
    depth: usize,
    value_count: usize,
    errors: Vec<SyntaxError>,
}

impl Parser<'_> {
    fn document(&mut self) -> Result<Node, Stop> {
        self.skip_blank()?;
        match self.peek() {
            None => return Err(self.give_up(self.here(), "There is nothing here: paste JSON.")),
            Some(letter)
                if !(matches!(letter, '{' | '[' | '"' | '-') || letter.is_ascii_digit()) =>
            {
                let message = format!(
                    "This is not JSON: it begins with {}, not with `{{`.",
                    self.found()
                );
                return Err(self.give_up(self.here(), message));
            }
            Some(_) => {}
        }
        let root = self.value()?;
        self.skip_blank()?;
        if self.peek().is_some() {
            let message = format!(
                "The value ends before {}: nothing may follow it.",
                self.found()
            );
            self.error(self.here(), message)?;
        }
        Ok(root)
    }

    /// The next value; what is not one is reported and read as broken.
    fn value(&mut self) -> Result<Node, Stop> {
        let start = self.at;
        self.value_count += 1;
        self.bound(self.value_count, VALUES_MAX, "values in this text")?;
        let value = match self.peek() {
            Some('{') if self.text[start..].starts_with("{{") => self.placeholder_or_object()?,
            Some('{') => self.nested(Self::object)?,
            Some('[') => self.nested(Self::array)?,
            Some('"') => Value::String(self.string()?),
            _ => self.scalar()?,
        };
        let span = start..self.at;
        Ok(Node { span, value })
    }

    /// `{{ x }}` of a template stands for a value; any other two braces begin objects.
    fn placeholder_or_object(&mut self) -> Result<Value, Stop> {
        match self.template_end("{{", "}}") {
            Some(end) => self.placeholder(end),
            None => self.nested(Self::object),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, Stop>) -> Result<Value, Stop> {
        if self.depth == DEPTH_MAX {
            let message = format!("Values stand in each other more than {DEPTH_MAX} deep.");
            return Err(self.give_up(self.here(), message));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Result<Value, Stop> {
        let open = self.at;
        self.at += 1;
        let mut elements = Vec::new();
        let mut comma = None;
        loop {
            self.skip_blank()?;
            if self.peek() == Some(']') {
                self.refuse_trailing(comma, ']')?;
                self.at += 1;
                return Ok(Value::Array(elements));
            }
            self.expect_inside(open, ']')?;
            elements.push(self.value()?);
            self.bound(elements.len(), ELEMENTS_MAX, "elements in this array")?;
            let end = self.at;
            self.skip_blank()?;
            comma = self.separator(open, end, ']', Self::begins_value)?;
        }
    }

    fn object(&mut self) -> Result<Value, Stop> {
        let open = self.at;
        self.at += 1;
        let mut members = Vec::new();
        let mut comma = None;
        loop {
            self.skip_blank()?;
            if self.peek() == Some('}') {
                self.refuse_trailing(comma, '}')?;
                self.at += 1;
                self.refuse_repeated(&members)?;
                return Ok(Value::Object(members));
            }
            self.expect_inside(open, '}')?;
            members.push(self.object_member()?);
            self.bound(members.len(), ELEMENTS_MAX, "members in this object")?;
            let end = self.at;
            self.skip_blank()?;
            comma = self.separator(open, end, '}', |letter| matches!(letter, '"' | '\''))?;
        }
    }

    fn object_member(&mut self) -> Result<Member, Stop> {
        let start = self.at;
        let name = self.name()?;
        let name_span = start..self.at;
        self.skip_blank()?;
        match self.peek() {
            Some(':') => self.at += 1,
            Some('=') => {
                let message = "Write `:` between a name and its value, not `=`.";
                self.error(self.here(), message)?;
                self.at += 1;
            }
            Some(letter) if Self::begins_value(letter) => {
                let message = format!("A `:` is missing after \"{}\".", shown(&name));
                self.error(name_span.clone(), message)?;
            }
            _ => {
                let message = format!("Found {}, where `:` and a value should be.", self.found());
                return Err(self.give_up(self.here(), message));
            }
        }
        self.skip_blank()?;
        let node = self.value()?;
        Ok(Member {
            name,
            name_span,
            node,
        })
    }

    fn name(&mut self) -> Result<String, Stop> {
        let start = self.at;
        match self.peek() {
            Some('"') => self.string(),
            Some('\'' | '‘' | '’' | '“' | '”') => self.misquoted(),
            Some(letter) if letter.is_alphabetic() || letter == '_' => {
                let name = self.word().to_owned();
                let message = format!("The name `{}` needs double quotes.", shown(&name));
                self.error(start..self.at, message)?;
                Ok(name)
            }
            _ => {
                let message = format!(
                    "Found {}, where a name in double quotes should be.",
                    self.found()
                );
                Err(self.give_up(self.here(), message))
            }
        }
    }

    /// After an element or a member which ended at `end`: a comma, whose place is given, or nothing before `close`.
    fn separator(
        &mut self,
        open: usize,
        end: usize,
        close: char,
        begins_next: fn(char) -> bool,
    ) -> Result<Option<usize>, Stop> {
        let place = self.at;
        match self.peek() {
            Some(',') => {
                self.at += 1;
                Ok(Some(place))
            }
            Some(letter) if letter == close => Ok(None),
            Some(letter) if begins_next(letter) => {
                let last = self.text[..end]
                    .chars()
                    .next_back()
                    .map_or(1, char::len_utf8);
                self.error(end - last..end, "A comma is missing after this value.")?;
                Ok(None)
            }
            Some(_) => {
                let message = format!("Found {}, where `,` or `{close}` should be.", self.found());
                Err(self.give_up(self.here(), message))
            }
            None => Err(self.unclosed(open, close)),
        }
    }

    fn bound(&mut self, count: usize, most: usize, what: &str) -> Result<(), Stop> {
        if count <= most {
            return Ok(());
        }
        let message = format!("There are more than {most} {what}: they are not read.");
        Err(self.give_up(self.here(), message))
    }

    /// The text goes on, and not with the end of something else.
    fn expect_inside(&mut self, open: usize, close: char) -> Result<(), Stop> {
        match self.peek() {
            None => Err(self.unclosed(open, close)),
            Some(']' | '}') => {
                let opened = self.lines.position(open);
                let message = format!(
                    "Found {}, but what opens at line {}, column {} closes with `{close}`.",
                    self.found(),
                    opened.line,
                    opened.column
                );
                Err(self.give_up(self.here(), message))
            }
            Some(_) => Ok(()),
        }
    }

    fn unclosed(&mut self, open: usize, close: char) -> Stop {
        let opened = self.lines.position(open);
        let message = format!(
            "The text ends, but what opens at line {}, column {} has no closing `{close}`.",
            opened.line, opened.column
        );
        self.give_up(open..open + 1, message)
    }

    fn refuse_trailing(&mut self, comma: Option<usize>, close: char) -> Result<(), Stop> {
        let Some(comma) = comma else {
            return Ok(());
        };
        let message = format!("Nothing follows this comma but `{close}`: remove the comma.");
        self.error(comma..comma + 1, message)
    }

    fn refuse_repeated(&mut self, members: &[Member]) -> Result<(), Stop> {
        let mut first: Map<&str, &Range<usize>> = Map::new();
        for member in members {
            let name = member.name.as_str();
            if let Some(earlier) = first.get(name) {
                let line = self.lines.line(earlier.start);
                let name = shown(name);
                let message = format!("\"{name}\" stands in this object already, in line {line}.");
                self.error(member.name_span.clone(), message)?;
            } else {
                first.insert(name, &member.name_span);
            }
        }
        Ok(())
    }

    /// Skips what JSON ignores, and what it should not have: comments and invisible characters.
    fn skip_blank(&mut self) -> Result<(), Stop> {
        loop {
            let rest = &self.text[self.at..];
            let blank = rest.trim_start_matches([' ', '\t', '\n', '\r']);
            self.at += rest.len() - blank.len();
            let start = self.at;
            let Some(letter) = blank.chars().next() else {
                return Ok(());
            };
            if blank.starts_with("//") || letter == '#' {
                self.at += blank.find('\n').unwrap_or(blank.len());
            } else if let Some(comment) = blank.strip_prefix("/*") {
                let length = place_of("*/", comment).map_or(blank.len(), |length| length + 4);
                self.at += length;
            } else if letter.is_whitespace() || matches!(letter, '\u{200b}' | BYTE_ORDER_MARK) {
                self.at += letter.len_utf8();
                let code = u32::from(letter);
                let message = format!("An invisible character (U+{code:04X}): use plain spaces.");
                self.error(start..self.at, message)?;
                continue;
            } else {
                return Ok(());
            }
            self.error(start..self.at, "JSON has no comments: remove this one.")?;
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// The next character.
    pub(super) fn here(&self) -> Range<usize> {
        self.at..self.at + self.peek().map_or(0, char::len_utf8)
    }

    /// What stands next, for a sentence.
    pub(super) fn found(&self) -> String {
        match self.peek() {
            Some(letter) if letter.is_control() => format!("`{}`", letter.escape_unicode()),
            Some(letter) => format!("`{letter}`"),
            None => "the end of the text".to_owned(),
        }
    }

    /// Reports a mistake, and goes on unless there have been too many.
    pub(super) fn error(
        &mut self,
        span: Range<usize>,
        text: impl Into<String>,
    ) -> Result<(), Stop> {
        let text = text.into();
        self.errors.push(SyntaxError { span, text });
        if self.errors.len() == ERRORS_MAX {
            return Err(Stop);
        }
        Ok(())
    }

    /// Reports a mistake after which nothing can be read.
    pub(super) fn give_up(&mut self, span: Range<usize>, text: impl Into<String>) -> Stop {
        let text = text.into();
        self.errors.push(SyntaxError { span, text });
        Stop
    }

    fn begins_value(letter: char) -> bool {
        matches!(letter, '{' | '[' | '"' | '\'' | '-' | '$' | '<') || letter.is_alphanumeric()
    }
}
