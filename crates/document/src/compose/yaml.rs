//! YAML as a tree in which every value knows its bytes, within bounds: anchors shared, merge keys merged, variables
//! replaced.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::interpolation::{Interpolated, interpolate};
use super::reader::NOTES_MAX;
use crate::reader::PROBLEMS_MAX;

/// How deep values may stand in each other.
const DEPTH_MAX: usize = 32;
/// Weight of a text with its aliases written out: a text that weighs more is a trap, not a project.
const WEIGHT_MAX: usize = 100_000;
/// Bytes of a text that weigh as much as one value.
const BYTES_PER_WEIGHT: usize = 64;
/// Commas and brackets of a text: the scanner keeps all that is between two brackets until it knows what they are.
const FLOW_MARKS_MAX: usize = 50_000;
const MERGE_KEY: &str = "<<";

/// One value and where it stands.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) value: Value,
    /// Values in it, aliases written out, itself among them; long texts weigh more.
    weight: usize,
}

/// A YAML value.
#[derive(Debug)]
pub(super) enum Value {
    Null,
    /// A text without quotes, which may stand for a number or a truth.
    Plain(String),
    /// A text in quotes or of many lines.
    Quoted(String),
    Sequence(Vec<Rc<Node>>),
    Mapping(Vec<Entry>),
}

/// A key and its value in a mapping.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Range<usize>,
    pub(super) node: Rc<Node>,
}

/// A place and a sentence about it.
pub(super) type Remark = (Range<usize>, String);

/// What became of a text.
#[derive(Default)]
pub(super) struct Tree {
    /// The value of the first document, if there is one.
    pub(super) root: Option<Rc<Node>>,
    /// What is wrong.
    pub(super) problems: Vec<Remark>,
    /// Variables, with the text that names them and what was read instead: path, place, sentence.
    pub(super) variables: Vec<(String, Range<usize>, String)>,
    /// Something else that was not read.
    pub(super) unread: Vec<Remark>,
}

impl Node {
    fn new(span: Range<usize>, value: Value, inside: usize) -> Self {
        let own = match &value {
            Value::Plain(text) | Value::Quoted(text) => 1 + text.len() / BYTES_PER_WEIGHT,
            _ => 1,
        };
        Self {
            span,
            value,
            weight: inside.saturating_add(own),
        }
    }

    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Plain(text) | Value::Quoted(text) => Some(text),
            _ => None,
        }
    }

    /// The entries, if it is a mapping.
    pub(super) fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The entry of this key, if it is a mapping that has it.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries()?.iter().find(|entry| entry.key == key)
    }

    /// The value at this key, unless it is null.
    pub(super) fn child(&self, key: &str) -> Option<&Rc<Self>> {
        let node = &self.entry(key)?.node;
        (!node.is_null()).then_some(node)
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }
}

/// Reads the first document of a text.
pub(super) fn parse(text: &str) -> Tree {
    let is_flow_mark = |(_, byte): &(usize, u8)| matches!(byte, b',' | b'[' | b']' | b'{' | b'}');
    let mut flow_marks = text.bytes().enumerate().filter(is_flow_mark);
    if let Some((place, _)) = flow_marks.nth(FLOW_MARKS_MAX) {
        let sentence = format!(
            "There are more than {FLOW_MARKS_MAX} commas and brackets up to here: this text is too large to be read."
        );
        return Tree {
            problems: vec![(place..place + 1, sentence)],
            ..Tree::default()
        };
    }
    let mut builder = Builder {
        offsets: Offsets::new(text),
        tree: Tree::default(),
        stack: Vec::new(),
        anchors: BTreeMap::new(),
    };
    let mut parser = Parser::new_from_str(text);
    let mut is_first = true;
    while let Some(event) = parser.next_event() {
        let taken = match event {
            Ok((Event::DocumentStart(_), span)) if !is_first => {
                let sentence = "Only the first document of a text is read.".to_owned();
                let span = builder.offsets.span(&span);
                builder.tree.unread.push((span, sentence));
                break;
            }
            Ok((Event::DocumentEnd, _)) => {
                is_first = false;
                Ok(())
            }
            Ok((event, span)) => builder.take(event, &span),
            Err(error) => Err(builder.scan_error(&error)),
        };
        if let Err(problem) = taken {
            builder.tree.problems.push(problem);
            builder.tree.root = None;
            break;
        }
    }
    builder.tree
}

/// Where characters stand in bytes.
struct Offsets {
    /// The byte of each character; none are needed if every character is one byte.
    bytes: Option<Vec<u32>>,
    end: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let byte = |(byte, _)| u32::try_from(byte).unwrap_or(u32::MAX);
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(byte).collect());
        let end = text.len();
        Self { bytes, end }
    }

    fn byte(&self, index: usize) -> usize {
        let Some(bytes) = &self.bytes else {
            return index.min(self.end);
        };
        bytes.get(index).map_or(self.end, |byte| *byte as usize)
    }

    fn span(&self, span: &Span) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }
}

/// A sequence or a mapping that has not ended.
struct Open {
    start: usize,
    anchor: usize,
    weight: usize,
    items: Items,
}

enum Items {
    Sequence(Vec<Rc<Node>>),
    Mapping {
        entries: Vec<Entry>,
        key: Option<(String, Range<usize>)>,
    },
}

struct Builder {
    offsets: Offsets,
    tree: Tree,
    stack: Vec<Open>,
    /// What each anchor stands for, by the parser's numbers.
    anchors: BTreeMap<usize, Rc<Node>>,
}

impl Builder {
    fn scan_error(&self, error: &ScanError) -> Remark {
        let place = self.offsets.byte(error.marker().index());
        let info = error.info();
        (place..place, format!("This is not YAML: {info}."))
    }

    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), Remark> {
        let span = self.offsets.span(span);
        match event {
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor) else {
                    return Err((span, "An alias stands inside of what it names.".to_owned()));
                };
                let node = Rc::clone(node);
                self.push(node, span)
            }
            Event::Scalar(text, style, anchor, tag) => {
                let is_reset = tag.is_some_and(|tag| tag.suffix == "reset");
                let value = if is_reset {
                    Value::Null
                } else {
                    self.scalar(&text, style, &span)
                };
                let node = Rc::new(Node::new(span.clone(), value, 0));
                self.name(anchor, &node);
                self.push(node, span)
            }
            Event::SequenceStart(anchor, _) => self.open(span, anchor, Items::Sequence(Vec::new())),
            Event::MappingStart(anchor, _) => {
                let items = Items::Mapping {
                    entries: Vec::new(),
                    key: None,
                };
                self.open(span, anchor, items)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
            _ => Ok(()),
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: &Range<usize>) -> Value {
        let is_plain = style == ScalarStyle::Plain;
        if is_plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
            return Value::Null;
        }
        let is_key = matches!(
            self.stack.last(),
            Some(Open {
                items: Items::Mapping { key: None, .. },
                ..
            })
        );
        let text = if is_key {
            text.to_owned()
        } else {
            self.interpolated(text, span)
        };
        if is_plain {
            Value::Plain(text)
        } else {
            Value::Quoted(text)
        }
    }

    fn interpolated(&mut self, text: &str, span: &Range<usize>) -> String {
        let Interpolated {
            text,
            variables,
            problem,
        } = interpolate(text);
        let room = NOTES_MAX.saturating_sub(self.tree.variables.len());
        for (name, sentence) in variables.into_iter().take(room) {
            self.tree.variables.push((name, span.clone(), sentence));
        }
        if let Some(problem) = problem
            && self.tree.problems.len() < PROBLEMS_MAX
        {
            self.tree.problems.push((span.clone(), problem));
        }
        text
    }

    fn open(&mut self, span: Range<usize>, anchor: usize, items: Items) -> Result<(), Remark> {
        if self.stack.len() == DEPTH_MAX {
            let sentence = format!("Values stand in each other more than {DEPTH_MAX} deep.");
            return Err((span, sentence));
        }
        self.stack.push(Open {
            start: span.start,
            anchor,
            weight: 0,
            items,
        });
        Ok(())
    }

    fn close(&mut self, end: usize) -> Result<(), Remark> {
        let Some(open) = self.stack.pop() else {
            return Ok(());
        };
        let mut weight = open.weight;
        let value = match open.items {
            Items::Sequence(items) => Value::Sequence(items),
            Items::Mapping { entries, .. } => Value::Mapping(merged(entries, &mut weight)?),
        };
        let span = open.start..end.max(open.start);
        let node = Rc::new(Node::new(span.clone(), value, weight));
        self.name(open.anchor, &node);
        self.push(node, span)
    }

    fn name(&mut self, anchor: usize, node: &Rc<Node>) {
        if anchor > 0 {
            self.anchors.insert(anchor, Rc::clone(node));
        }
    }

    /// Adds a value to what is open.
    fn push(&mut self, node: Rc<Node>, span: Range<usize>) -> Result<(), Remark> {
        let Some(open) = self.stack.last_mut() else {
            self.tree.root = Some(node);
            return Ok(());
        };
        match &mut open.items {
            Items::Sequence(items) => items.push(Rc::clone(&node)),
            Items::Mapping { entries, key } => match key.take() {
                Some((key, key_span)) => entries.push(Entry {
                    key,
                    key_span,
                    node: Rc::clone(&node),
                }),
                None => {
                    let Some(text) = node.text() else {
                        return Err((span, "A key must be a text.".to_owned()));
                    };
                    *key = Some((text.to_owned(), span.clone()));
                }
            },
        }
        open.weight = open.weight.saturating_add(node.weight);
        weigh(open.weight, &span)
    }
}

fn weigh(weight: usize, span: &Range<usize>) -> Result<(), Remark> {
    if weight > WEIGHT_MAX {
        let sentence = "With its aliases written out, this text is too large to be read.";
        return Err((span.clone(), sentence.to_owned()));
    }
    Ok(())
}

/// A mapping with all that is in `base`, except where `over` says something else; sequences follow each other.
pub(super) fn overlaid(base: &Rc<Node>, over: &Rc<Node>) -> Rc<Node> {
    let value = match (&base.value, &over.value) {
        (Value::Mapping(below), Value::Mapping(above)) => Value::Mapping(union(below, above)),
        (Value::Sequence(below), Value::Sequence(above)) => {
            Value::Sequence(below.iter().chain(above).cloned().collect())
        }
        _ => return Rc::clone(over),
    };
    Rc::new(Node::new(over.span.clone(), value, 0))
}

fn union(below: &[Entry], above: &[Entry]) -> Vec<Entry> {
    let is_replaced = |key: &str| matches!(key, "command" | "entrypoint" | "test");
    let mut entries = Vec::new();
    let lower: BTreeMap<&str, &Entry> = below
        .iter()
        .map(|entry| (entry.key.as_str(), entry))
        .collect();
    let upper: BTreeSet<&str> = above.iter().map(|entry| entry.key.as_str()).collect();
    let kept = below
        .iter()
        .filter(|entry| !upper.contains(entry.key.as_str()));
    entries.extend(kept.cloned());
    for entry in above {
        let node = match lower.get(entry.key.as_str()) {
            Some(base) if !is_replaced(&entry.key) => overlaid(&base.node, &entry.node),
            _ => Rc::clone(&entry.node),
        };
        entries.push(Entry {
            node,
            ..entry.clone()
        });
    }
    entries
}

/// The entries with those of the merge keys among them, which stand back behind the mapping's own.
fn merged(entries: Vec<Entry>, weight: &mut usize) -> Result<Vec<Entry>, Remark> {
    let mut keys = BTreeSet::new();
    for entry in &entries {
        if entry.key != MERGE_KEY && !keys.insert(entry.key.clone()) {
            let sentence = format!("`{}` stands in this mapping already.", shown(&entry.key));
            return Err((entry.key_span.clone(), sentence));
        }
    }
    let (merges, mut own): (Vec<Entry>, Vec<Entry>) = entries
        .into_iter()
        .partition(|entry| entry.key == MERGE_KEY);
    for merge in merges {
        let sources = match &merge.node.value {
            Value::Sequence(items) => items.clone(),
            _ => vec![Rc::clone(&merge.node)],
        };
        for source in sources {
            let Some(entries) = source.entries() else {
                let sentence = "`<<` merges a mapping, or a sequence of mappings.".to_owned();
                return Err((merge.key_span, sentence));
            };
            for entry in entries {
                if keys.insert(entry.key.clone()) {
                    *weight = weight.saturating_add(entry.node.weight);
                    weigh(*weight, &merge.key_span)?;
                    own.push(entry.clone());
                }
            }
        }
    }
    Ok(own)
}

/// The beginning of a text, on one line.
pub(super) fn shown(text: &str) -> String {
    crate::json::shown(text)
}
