//! What an instance lacks for a task, and what AWS says of it.

use super::FunnelStep;
use crate::{HostPort, TaskId};

/// What an instance lacks, with the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It is not ACTIVE.
    NotActive,
    /// Its agent is not connected.
    AgentDisconnected,
    /// A required attribute, by its place in [`super::Explanation::attributes`].
    Attribute(usize),
    /// It stands in a zone of none of the subnets.
    Zone,
    /// CPU units.
    Cpu {
        /// Needed.
        needed: u32,
        /// Left.
        remaining: u32,
    },
    /// MiB of memory.
    Memory {
        /// Needed.
        needed: u32,
        /// Left.
        remaining: u32,
    },
    /// A port that the task names is taken.
    Port {
        /// Which.
        port: HostPort,
        /// By which task; none if it is the agent's.
        holder: Option<TaskId>,
    },
    /// Ports that may be reserved by number.
    StaticPorts {
        /// Needed.
        needed: u32,
        /// Left of 100.
        remaining: u32,
    },
    /// Ports of the dynamic range.
    DynamicPorts {
        /// Needed.
        needed: u32,
        /// Left.
        remaining: u32,
    },
    /// A network interface: all are taken.
    Eni {
        /// How many it has for tasks.
        total: u32,
    },
    /// GPUs.
    Gpus {
        /// Needed.
        needed: u32,
        /// Left.
        remaining: u32,
    },
    /// Another task of the group is there, which distinctInstance forbids.
    DistinctInstance,
    /// It does not match an expression, by its place in [`super::Explanation::constraints`].
    MemberOf(usize),
}

/// Why placement failed, as `failures` of `RunTask` and service events name it. Rule: `FailureReasons`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FailureReason {
    /// No ACTIVE instance.
    NoActiveInstances,
    /// The agent is not connected.
    Agent,
    /// A required attribute is missing.
    Attribute,
    /// The zone is in none of the subnets.
    Location,
    /// Too few CPU units.
    Cpu,
    /// Too little memory.
    Memory,
    /// A port is taken, or too many are.
    Ports,
    /// No network interface is left.
    Eni,
    /// No GPU is left.
    Gpu,
    /// Another task of the group is there.
    DistinctInstance,
    /// An expression is not matched.
    MemberOf,
}

impl FailureReason {
    /// `reason`, in AWS's words.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::NoActiveInstances => "NO ACTIVE INSTANCES",
            Self::Agent => "AGENT",
            Self::Attribute => "ATTRIBUTE",
            Self::Location => "LOCATION",
            Self::Cpu => "RESOURCE:CPU",
            Self::Memory => "RESOURCE:MEMORY",
            Self::Ports => "RESOURCE:PORTS",
            Self::Eni => "RESOURCE:ENI",
            Self::Gpu => "RESOURCE:GPU",
            Self::DistinctInstance => "DistinctInstance placement constraint unsatisfied.",
            Self::MemberOf => "MemberOf placement constraint unsatisfied.",
        }
    }
}

impl Lack {
    /// What AWS says of it.
    pub const fn reason(self) -> FailureReason {
        match self {
            Self::NotActive => FailureReason::NoActiveInstances,
            Self::AgentDisconnected => FailureReason::Agent,
            Self::Attribute(_) => FailureReason::Attribute,
            Self::Zone => FailureReason::Location,
            Self::Cpu { .. } => FailureReason::Cpu,
            Self::Memory { .. } => FailureReason::Memory,
            Self::Port { .. } | Self::StaticPorts { .. } | Self::DynamicPorts { .. } => {
                FailureReason::Ports
            }
            Self::Eni { .. } => FailureReason::Eni,
            Self::Gpus { .. } => FailureReason::Gpu,
            Self::DistinctInstance => FailureReason::DistinctInstance,
            Self::MemberOf(_) => FailureReason::MemberOf,
        }
    }

    /// The step of the funnel that it fails.
    pub const fn step(self) -> FunnelStep {
        match self.reason() {
            FailureReason::NoActiveInstances | FailureReason::Agent => FunnelStep::Able,
            FailureReason::Attribute | FailureReason::Location => FunnelStep::Attributes,
            FailureReason::DistinctInstance | FailureReason::MemberOf => FunnelStep::Constraints,
            _ => FunnelStep::Resources,
        }
    }
}
