//! One question about an instance: a subject, an operator and the values that it is compared with.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;

use super::pattern::Pattern;
use super::scanner::{is_bare, pattern_length, word_length};
use super::version::Version;
use super::{Fact, Facts, Operator, Subject, number};

/// A question that its subject can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Predicate {
    pub(super) subject: Subject,
    pub(super) operator: Operator,
    /// None of `exists`, one or more of a list, else one.
    pub(super) values: Vec<Value>,
}

/// A value as it is written, without quotes, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) meaning: Meaning,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Text,
    Count(u32),
    Instant(i64),
    Version(Version),
    Pattern(Pattern),
}

impl Predicate {
    /// What the predicate sees of an instance.
    pub(super) fn look<'a>(&self, facts: &'a dyn Facts) -> Fact<'a> {
        match &self.subject {
            Subject::AgentConnected => Fact::Flag(facts.agent_connected()),
            Subject::AgentVersion => Fact::Text(facts.agent_version()),
            Subject::Attribute(name) => match facts.attribute(name) {
                None => Fact::Missing,
                Some(value) if value.is_empty() => Fact::NameOnly,
                Some(value) => Fact::Text(value),
            },
            Subject::Ec2InstanceId => facts.ec2_instance_id().map_or(Fact::Missing, Fact::Text),
            Subject::RegisteredAt => Fact::Instant(facts.registered_at_ms()),
            Subject::RunningTasksCount => Fact::Count(facts.running_tasks_count()),
            Subject::TaskGroup => {
                let mut groups = facts.task_groups();
                groups.sort_unstable();
                groups.dedup();
                Fact::Groups(groups)
            }
        }
    }

    /// Whether the predicate is true of what it saw.
    ///
    /// A negated operator is true exactly where the plain one is false: of what is missing (rule:
    /// `MissingAttribute`), and of a set of groups of which none matches (rule: `TaskGroupAny`).
    pub(super) fn holds(&self, fact: &Fact<'_>) -> bool {
        let (operator, is_negated) = self.operator.split();
        let is_met = match fact {
            Fact::Missing => false,
            _ if operator == Operator::Exists => true,
            Fact::NameOnly => false,
            Fact::Flag(flag) => self.is_met_by_text(operator, if *flag { "true" } else { "false" }),
            Fact::Count(count) => self.any_value(|value| match value.meaning {
                Meaning::Count(other) => is_in_order(operator, count.cmp(&other)),
                _ => false,
            }),
            Fact::Instant(instant) => self.any_value(|value| match &value.meaning {
                Meaning::Instant(other) => is_in_order(operator, instant.cmp(other)),
                _ => false,
            }),
            Fact::Text(text) => self.is_met_by_text(operator, text),
            Fact::Groups(groups) => groups
                .iter()
                .any(|group| self.is_met_by_text(operator, group)),
        };
        is_met != is_negated
    }

    fn any_value(&self, is_met: impl FnMut(&Value) -> bool) -> bool {
        self.values.iter().any(is_met)
    }

    fn is_met_by_text(&self, operator: Operator, text: &str) -> bool {
        self.any_value(|value| match &value.meaning {
            Meaning::Pattern(pattern) => pattern.matches(text),
            Meaning::Version(other) => {
                // A version that cannot be read is not comparable: not equal, not less, not greater.
                Version::parse(text)
                    .is_some_and(|version| is_in_order(operator, version.cmp(other)))
            }
            _ if matches!(operator, Operator::Equals | Operator::In) => text == value.text,
            _ => is_in_order(operator, number::compare(text, &value.text)),
        })
    }
}

const fn is_in_order(operator: Operator, order: Ordering) -> bool {
    match operator {
        Operator::GreaterThan => order.is_gt(),
        Operator::GreaterThanEqual => order.is_ge(),
        Operator::LessThan => order.is_lt(),
        Operator::LessThanEqual => order.is_le(),
        _ => order.is_eq(),
    }
}

impl fmt::Display for Predicate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.subject, self.operator)?;
        match (self.operator.split().0, self.values.as_slice()) {
            (Operator::In, values) => {
                let texts: Vec<Cow<'_, str>> = values.iter().map(Value::written).collect();
                write!(formatter, " [{}]", texts.join(", "))
            }
            (_, [value, ..]) => write!(formatter, " {}", value.written()),
            (_, []) => Ok(()),
        }
    }
}

impl Value {
    /// The value as an expression has it: quoted if it must be.
    fn written(&self) -> Cow<'_, str> {
        let length = match self.meaning {
            Meaning::Pattern(_) => pattern_length,
            _ => word_length,
        };
        let quote = match is_bare(&self.text, length) {
            true => return Cow::Borrowed(&self.text),
            false if self.text.contains('\'') => "\"",
            false => "'",
        };
        Cow::Owned([quote, &self.text, quote].concat())
    }
}
