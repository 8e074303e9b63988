//! Clusters: the named groups that hold services, tasks and container instances.

use alloc::string::String;

use crate::{ClusterId, Time};

/// One cluster; it may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Its id.
    pub id: ClusterId,
    /// 1 to 255 of `[A-Za-z0-9_-]`.
    pub name: String,
    /// When it was created.
    pub created_at: Time,
    /// Container instances ever launched here: the next one's ordinal.
    pub(crate) instances_ever: u64,
}

/// Where a task runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LaunchType {
    /// On a container instance of the cluster.
    Ec2,
    /// On capacity that nobody sees.
    Fargate,
}

impl LaunchType {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ec2 => "EC2",
            Self::Fargate => "FARGATE",
        }
    }
}
