//! Walks a tree of JSON, knows where it is, and collects what is wrong there.

use std::ops::Range;

use sim::{PathStep, Rule};

use crate::json::{Member, Node, Value, shown};
use crate::record::{Effect, Row};
use crate::suggestion;

/// Problems collected at most: more help nobody, and each quotes the text.
pub(crate) const PROBLEMS_MAX: usize = 100;
/// Notes collected at most, far more than a definition that is accepted can have.
const NOTES_MAX: usize = 1_000;

/// Bytes that the values of one text may take up at most: a few letters can stand for a value of a kilobyte.
const MEMORY_MAX: usize = 16 * 1_048_576;

/// A problem before its line and column are known.
pub(crate) struct Found {
    pub(crate) path: String,
    pub(crate) span: Range<usize>,
    pub(crate) text: String,
    pub(crate) rule: Option<Rule>,
}

/// The place that is being read, and all that was found so far.
#[derive(Default)]
pub(crate) struct Reader {
    path: Vec<PathStep>,
    /// Bytes that the values so far take up.
    memory: usize,
    pub(crate) problems: Vec<Found>,
    /// Values that were not JSON, already reported as such.
    pub(crate) broken: Vec<String>,
    pub(crate) notes: Vec<(String, Range<usize>)>,
}

impl Reader {
    /// Reports the value of `node`, which stands at the place that is being read.
    pub(crate) fn problem(&mut self, node: &Node, text: String) {
        self.problem_of_rule(node, text, None);
    }

    /// Reports that the value of `node` breaks a rule.
    pub(crate) fn problem_of_rule(&mut self, node: &Node, text: String, rule: Option<Rule>) {
        let path = display_path(&self.path);
        self.report(path, node.span.clone(), text, rule);
    }

    fn report(&mut self, path: String, span: Range<usize>, text: String, rule: Option<Rule>) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(Found {
                path,
                span,
                text,
                rule,
            });
        }
    }

    /// Whether there is room for a value of so many bytes; the first one that has none is reported.
    pub(crate) fn makes_room(&mut self, node: &Node, bytes: usize) -> bool {
        let had_room = self.memory <= MEMORY_MAX;
        self.memory += bytes;
        let has_room = self.memory <= MEMORY_MAX;
        if had_room && !has_room {
            self.problem(node, "From here on this text is too large.".to_owned());
        }
        has_room
    }

    /// Reports that the value is of another type than `expected`; `hint` says what to write.
    pub(crate) fn wrong_type(&mut self, node: &Node, expected: &str, hint: &str) {
        let place = self.place();
        self.wrong_type_at(&place, node, expected, hint);
    }

    /// Reports the same of something that is called `place`.
    pub(crate) fn wrong_type_at(&mut self, place: &str, node: &Node, expected: &str, hint: &str) {
        if matches!(node.value, Value::Broken) {
            self.broken.push(display_path(&self.path));
            return;
        }
        let kind = node.kind();
        let colon = if hint.is_empty() { "" } else { ": " };
        let message = format!("{place} must be {expected}, not {kind}{colon}{hint}.");
        self.problem(node, message);
    }

    /// The nearest field around, in AWS's name, for a sentence.
    pub(crate) fn place(&self) -> String {
        let field = self.path.iter().rev().find_map(|step| match step {
            PathStep::Field(name) => Some(*name),
            PathStep::Index(_) => None,
        });
        match (field, self.path.last()) {
            (Some(name), Some(PathStep::Index(index))) => format!("`{name}[{index}]`"),
            (Some(name), _) => format!("`{name}`"),
            (None, _) => "The definition".to_owned(),
        }
    }

    /// Goes one step further in, until [`Reader::leave`].
    pub(crate) fn enter(&mut self, step: PathStep) {
        self.path.push(step);
    }

    /// Goes back to where the last [`Reader::enter`] came from.
    pub(crate) fn leave(&mut self) {
        self.path.pop();
    }

    /// The members of an object with the places of their rows in `known`; nulls count as absent, and other names are
    /// reported.
    pub(crate) fn members<'tree>(
        &mut self,
        node: &'tree Node,
        known: &'static [Row],
    ) -> Option<Vec<(usize, &'tree Node)>> {
        let Value::Object(members) = &node.value else {
            self.wrong_type(node, "an object", "");
            return None;
        };
        let mut found = Vec::new();
        for member in members {
            let mut place = known.iter().position(|row| row.name == member.name);
            if place.is_none() {
                place = self.unknown(member, known);
            } else if matches!(member.node.value, Value::Null) {
                continue;
            }
            if let Some(place) = place {
                found.push((place, &member.node));
            }
        }
        Some(found)
    }

    /// Reports a name that is not `known`; one that differs by its capitals is read all the same.
    fn unknown(&mut self, member: &Member, known: &'static [Row]) -> Option<usize> {
        let hint = suggestion::hint(&member.name, known);
        let name = shown(&member.name);
        let names: Vec<&str> = known.iter().map(|row| row.name).collect();
        let parameters = names.join(", ");
        let input = self.input();
        let message =
            format!("Unknown parameter in {input}: \"{name}\", must be one of: {parameters}{hint}");
        let path = display_field(&self.path, &name);
        self.report(path, member.name_span.clone(), message, None);
        known
            .iter()
            .position(|row| row.name.eq_ignore_ascii_case(&member.name))
    }

    /// Reports that the object at the place that is being read lacks a field.
    pub(crate) fn missing(&mut self, object: &Node, name: &'static str) {
        let input = self.input();
        let message = format!("Missing required parameter in {input}: \"{name}\"");
        let brace = object.span.start..object.span.start + 1;
        let path = display_field(&self.path, name);
        self.report(path, brace, message, None);
    }

    /// Reports a call of a script that takes place after its end.
    pub(crate) fn too_late(&mut self, index: usize, span: Range<usize>) {
        let message = "This call takes place after `until`.".to_owned();
        self.report(format!("calls[{index}].at"), span, message, None);
    }

    /// How AWS's tools call the object at the place that is being read.
    fn input(&self) -> String {
        if self.path.is_empty() {
            return "input".to_owned();
        }
        display_path(&self.path)
    }

    /// Notes the value at the place that is being read, if the core does not act on it and it says something.
    pub(crate) fn note(&mut self, effect: Effect, node: &Node) {
        if effect == Effect::NotSimulated
            && self.notes.len() < NOTES_MAX
            && self.says_something(node)
        {
            self.notes
                .push((display_path(&self.path), node.span.clone()));
        }
    }

    /// Whether a value is anything but empty or AWS's own default.
    fn says_something(&self, node: &Node) -> bool {
        match &node.value {
            Value::Null | Value::Broken | Value::Boolean(false) => false,
            Value::Boolean(true) | Value::Number(_) | Value::Amount(_) => true,
            Value::String(text) => {
                let is_default = |(name, default): &(&'static str, &str)| {
                    self.path.last() == Some(&PathStep::Field(name)) && text == default
                };
                !text.is_empty() && !DEFAULTS.iter().any(is_default)
            }
            Value::Array(elements) => !elements.is_empty(),
            Value::Object(members) => !members.is_empty(),
        }
    }
}

/// What the simulation supposes anyway.
const DEFAULTS: &[(&str, &str)] = &[
    ("cpuArchitecture", "X86_64"),
    ("operatingSystemFamily", "LINUX"),
];

/// A path as AWS's tools write it, such as `containerDefinitions[0].image`.
pub(crate) fn display_path(path: &[PathStep]) -> String {
    let text: String = path.iter().map(ToString::to_string).collect();
    text.strip_prefix('.').map(str::to_owned).unwrap_or(text)
}

fn display_field(path: &[PathStep], name: &str) -> String {
    if path.is_empty() {
        return name.to_owned();
    }
    format!("{}.{name}", display_path(path))
}
