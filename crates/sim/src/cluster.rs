//! Clusters: the named groups that hold services, tasks and container instances.

use alloc::string::String;
use alloc::sync::Arc;

use crate::event::EventKind;
use crate::id::{Purpose, derive_named};
use crate::limits::CLUSTERS_MAX;
use crate::{ClusterId, Rejection, Response, Time, World};

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

impl World {
    pub(crate) fn create_cluster(&mut self, name: String) -> Result<Response, Rejection> {
        crate::world::check_name(&name, "Cluster name")?;
        let id = ClusterId(derive_named(0, Purpose::Cluster, &name));
        if self.clusters.contains_key(&id) {
            return Ok(Response::Cluster(id));
        }
        Rejection::unless_below("clusters", self.clusters.len(), CLUSTERS_MAX)?;
        let cluster = Cluster {
            id,
            name,
            created_at: self.now,
            instances_ever: 0,
        };
        self.clusters.insert(id, Arc::new(cluster));
        self.emit(EventKind::ClusterCreated(id));
        Ok(Response::Cluster(id))
    }
}
