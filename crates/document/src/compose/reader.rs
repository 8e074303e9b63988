//! Walks a compose file, knows where it is, and collects what is wrong and what does not carry over.

use std::ops::Range;
use std::rc::Rc;

use super::yaml::{Node, Value, shown};
use crate::reader::PROBLEMS_MAX;

/// Notes collected at most.
pub(super) const NOTES_MAX: usize = 1_000;

/// A sentence about a place.
pub(super) struct Said {
    pub(super) path: String,
    pub(super) span: Range<usize>,
    pub(super) text: String,
    pub(super) rule: Option<sim::Rule>,
}

/// Which place of the compose file a place of the task definition comes from.
struct Origin {
    of: String,
    path: String,
    span: Range<usize>,
}

/// A name with its value, from a mapping or from a sequence of `name=value`.
pub(super) struct Pair {
    pub(super) name: String,
    /// None if only the name is there.
    pub(super) value: Option<String>,
    pub(super) span: Range<usize>,
}

/// The place that is being read, and all that was found so far.
#[derive(Default)]
pub(super) struct Reader {
    path: String,
    pub(super) problems: Vec<Said>,
    pub(super) not_carried: Vec<Said>,
    origins: Vec<Origin>,
}

impl Reader {
    /// Reads within a key of the mapping, or an element of the sequence, at the place that is being read.
    pub(super) fn within<T>(&mut self, step: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if !self.path.is_empty() && !step.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(&shown(step));
        let result = read(self);
        self.path.truncate(length);
        result
    }

    /// Reads within a key of the whole file, wherever the reading is.
    pub(super) fn at_top<T>(&mut self, step: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let path = std::mem::take(&mut self.path);
        let result = self.within(step, read);
        self.path = path;
        result
    }

    /// Reads each element of a sequence; anything else is read as the only one.
    pub(super) fn each(&mut self, node: &Rc<Node>, mut read: impl FnMut(&mut Self, &Rc<Node>)) {
        match &node.value {
            Value::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.within(&format!("[{index}]"), |reader| read(reader, item));
                }
            }
            Value::Null => {}
            _ => read(self, node),
        }
    }

    /// Reads each entry of a mapping; anything else is a problem.
    pub(super) fn entries(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Self, &str, &Range<usize>, &Rc<Node>),
    ) {
        match &node.value {
            Value::Mapping(entries) => {
                for entry in entries {
                    self.within(&entry.key, |reader| {
                        read(reader, &entry.key, &entry.key_span, &entry.node);
                    });
                }
            }
            Value::Null => {}
            _ => self.problem(node, "This must be a mapping of names and values."),
        }
    }

    /// Whether further problems are not told.
    pub(super) fn is_full(&self) -> bool {
        self.problems.len() >= PROBLEMS_MAX
    }

    /// Reports the value at the place that is being read.
    pub(super) fn problem(&mut self, node: &Node, text: impl Into<String>) {
        self.problem_at(node.span.clone(), text);
    }

    /// Reports a place near the one that is being read.
    pub(super) fn problem_at(&mut self, span: Range<usize>, text: impl Into<String>) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Said {
                path: self.path.clone(),
                span,
                text: text.into(),
                rule: None,
            });
        }
    }

    /// Tells that the value at the place that is being read does not carry over, or not as it is.
    pub(super) fn not_carried(&mut self, node: &Node, reason: impl Into<String>) {
        self.not_carried_at(node.span.clone(), reason);
    }

    /// The same of a place near the one that is being read.
    pub(super) fn not_carried_at(&mut self, span: Range<usize>, reason: impl Into<String>) {
        if self.not_carried.len() < NOTES_MAX {
            self.not_carried.push(Said {
                path: self.path.clone(),
                span,
                text: reason.into(),
                rule: None,
            });
        }
    }

    /// Remembers that `of`, a path of the task definition, comes from the place that is being read.
    pub(super) fn origin(&mut self, of: String, span: &Range<usize>) {
        self.origins.push(Origin {
            of,
            path: self.path.clone(),
            span: span.clone(),
        });
    }

    /// Where a place of the task definition comes from: the nearest place around it that is known.
    pub(super) fn origin_of(&self, path: &str) -> (String, Range<usize>) {
        let around = |origin: &&Origin| {
            let rest = path.strip_prefix(origin.of.as_str());
            rest.is_some_and(|rest| {
                origin.of.is_empty() || rest.is_empty() || rest.starts_with(['.', '['])
            })
        };
        let nearest = self.origins.iter().filter(around);
        match nearest.max_by_key(|origin| origin.of.len()) {
            Some(origin) => (origin.path.clone(), origin.span.clone()),
            None => (String::new(), 0..0),
        }
    }

    /// A text, or a number or truth as it is written; anything else is a problem.
    pub(super) fn text(&mut self, node: &Node) -> Option<String> {
        let text = node.text().map(str::to_owned);
        if text.is_none() && !node.is_null() {
            self.problem(node, "This must be a text.");
        }
        text
    }

    /// A truth, as YAML of either age writes it; an empty text, as a variable may leave it, is none.
    pub(super) fn truth(&mut self, node: &Node) -> Option<bool> {
        match node.text()?.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" => Some(true),
            "false" | "no" | "off" | "n" => Some(false),
            "" => None,
            _ => {
                self.problem(node, "This must be true or false.");
                None
            }
        }
    }

    /// A whole number from 0 that AWS's integers hold.
    pub(super) fn number(&mut self, node: &Node) -> Option<u32> {
        let text = self.text(node).filter(|text| !text.is_empty())?;
        let number = text
            .parse()
            .ok()
            .filter(|number| *number <= i32::MAX.unsigned_abs());
        if number.is_none() {
            let text = shown(&text);
            self.problem(node, format!("`{text}` is not a whole number from 0."));
        }
        number
    }

    /// What `parse` makes of a text that is not empty; it is a problem if that is nothing, and `expected` says what it
    /// should be.
    pub(super) fn parsed<T>(
        &mut self,
        node: &Node,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(node).filter(|text| !text.is_empty())?;
        let parsed = parse(&text);
        if parsed.is_none() {
            let text = shown(&text);
            self.problem(node, format!("`{text}` is not {expected}."));
        }
        parsed
    }

    /// Texts: a sequence of them, or one.
    pub(super) fn texts(&mut self, node: &Rc<Node>) -> Vec<String> {
        let mut texts = Vec::new();
        self.each(node, |reader, item| texts.extend(reader.text(item)));
        texts
    }

    /// Names and values: a mapping, or a sequence of `name=value`; the last of a name counts.
    pub(super) fn pairs(&mut self, node: &Rc<Node>) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::new();
        if node.entries().is_some() {
            self.entries(node, |reader, name, _, node| {
                pairs.push(Pair {
                    name: name.to_owned(),
                    value: reader.text(node),
                    span: node.span.clone(),
                });
            });
            return pairs;
        }
        self.each(node, |reader, item| {
            let Some(text) = reader.text(item) else {
                return;
            };
            let (name, value) = match text.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (text.as_str(), None),
            };
            pairs.push(Pair {
                name: name.to_owned(),
                value,
                span: item.span.clone(),
            });
        });
        let mut names = std::collections::BTreeSet::new();
        pairs.reverse();
        pairs.retain(|pair| names.insert(pair.name.clone()));
        pairs.reverse();
        pairs
    }
}
