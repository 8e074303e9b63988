//! What an expression can learn about an instance.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;

use super::date;

/// An instance as the query language sees it. Each is asked only if the expression asks.
pub trait Facts {
    /// `agentConnected`.
    fn agent_connected(&self) -> bool;
    /// `agentVersion`, such as `1.97.1`.
    fn agent_version(&self) -> Cow<'_, str>;
    /// `ec2InstanceId`; none of an instance that is not one of EC2.
    fn ec2_instance_id(&self) -> Option<Cow<'_, str>>;
    /// `registeredAt`, in milliseconds since 1970 (UTC).
    fn registered_at_ms(&self) -> i64;
    /// `runningTasksCount`.
    fn running_tasks_count(&self) -> u32;
    /// The value of the attribute of this name: empty if it has none, as capabilities have; none if it is missing.
    fn attribute(&self, name: &str) -> Option<Cow<'_, str>>;
    /// The groups of the tasks on the instance, in any order; one may be there twice.
    fn task_groups(&self) -> Vec<Cow<'_, str>>;
}

/// What a predicate saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact<'a> {
    /// Nothing is there.
    Missing,
    /// An attribute without a value.
    NameOnly,
    /// Yes or no.
    Flag(bool),
    /// A number of tasks.
    Count(u32),
    /// An instant, in milliseconds since 1970 (UTC).
    Instant(i64),
    /// A text.
    Text(Cow<'a, str>),
    /// Every task group on the instance, sorted, each once.
    Groups(Vec<Cow<'a, str>>),
}

/// The value as the API shows it; groups are separated by commas; empty where there is no value.
impl fmt::Display for Fact<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing | Self::NameOnly => Ok(()),
            Self::Flag(flag) => write!(formatter, "{flag}"),
            Self::Count(count) => write!(formatter, "{count}"),
            Self::Instant(instant_ms) => date::write(formatter, *instant_ms),
            Self::Text(text) => formatter.write_str(text),
            Self::Groups(groups) => formatter.write_str(&groups.join(", ")),
        }
    }
}
