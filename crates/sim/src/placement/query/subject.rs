//! The subjects of the query language: what can be asked about an instance.

use alloc::string::String;
use core::fmt;

use super::Operator;

/// What a predicate is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Whether the agent is connected.
    AgentConnected,
    /// The version of the agent.
    AgentVersion,
    /// The attribute of this name: 1 to 128 letters, digits and `_ . / \ -`.
    Attribute(String),
    /// The id of the EC2 instance.
    Ec2InstanceId,
    /// When the instance was registered.
    RegisteredAt,
    /// How many tasks run on the instance.
    RunningTasksCount,
    /// The groups of the tasks on the instance.
    TaskGroup,
}

const ATTRIBUTE: &str = "attribute:";
const ATTRIBUTE_NAME_LENGTH_MAX: usize = 128;

const TEXT: &[Operator] = &[
    Operator::Equals,
    Operator::NotEquals,
    Operator::In,
    Operator::NotIn,
    Operator::Matches,
    Operator::NotMatches,
];
const ORDERED: &[Operator] = &[
    Operator::Equals,
    Operator::NotEquals,
    Operator::GreaterThan,
    Operator::GreaterThanEqual,
    Operator::LessThan,
    Operator::LessThanEqual,
];

impl Subject {
    /// The subject that is written so; an attribute may turn out to have no valid name.
    pub(super) fn from_spelling(spelling: &str) -> Option<Self> {
        if let Some(name) = spelling.strip_prefix(ATTRIBUTE) {
            return Some(Self::Attribute(name.into()));
        }
        [
            Self::AgentConnected,
            Self::AgentVersion,
            Self::Ec2InstanceId,
            Self::RegisteredAt,
            Self::RunningTasksCount,
            Self::TaskGroup,
        ]
        .into_iter()
        .find(|subject| subject.keyword() == spelling)
    }

    /// Whether an attribute can have the name; true of all other subjects.
    pub(super) fn is_named_well(&self) -> bool {
        let Self::Attribute(name) = self else {
            return true;
        };
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_./\\-".contains(&byte);
        (1..=ATTRIBUTE_NAME_LENGTH_MAX).contains(&name.len()) && name.bytes().all(is_allowed)
    }

    /// How the subject is written; without the name of an attribute.
    pub const fn keyword(&self) -> &'static str {
        match self {
            Self::AgentConnected => "agentConnected",
            Self::AgentVersion => "agentVersion",
            Self::Attribute(_) => ATTRIBUTE,
            Self::Ec2InstanceId => "ec2InstanceId",
            Self::RegisteredAt => "registeredAt",
            Self::RunningTasksCount => "runningTasksCount",
            Self::TaskGroup => "task:group",
        }
    }

    /// The operators that can be asked of it. Rule: `QueryLanguage`.
    pub const fn operators(&self) -> &'static [Operator] {
        match self {
            Self::AgentConnected | Self::Ec2InstanceId | Self::TaskGroup => TEXT,
            Self::AgentVersion | Self::RegisteredAt | Self::RunningTasksCount => ORDERED,
            Self::Attribute(_) => Operator::ALL,
        }
    }
}

/// As it is written in an expression.
impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.keyword())?;
        match self {
            Self::Attribute(name) => formatter.write_str(name),
            _ => Ok(()),
        }
    }
}
