//! `CreateCluster` and `DeleteCluster`.

use alloc::string::String;
use alloc::sync::Arc;

use super::{Cluster, ClusterStatus};
use crate::event::EventKind;
use crate::id::{Purpose, derive_named};
use crate::limits::CLUSTERS_MAX;
use crate::table::Map;
use crate::{ClusterId, Exception, Rejection, Response, Rule, ServiceStatus, TaskStatus, World};

impl World {
    /// # Errors
    /// `ClusterNotFoundException` for a cluster that is not there or INACTIVE.
    pub(crate) fn active_cluster(&self, id: ClusterId) -> Result<&Cluster, Rejection> {
        self.cluster(id)
            .filter(|cluster| cluster.status == ClusterStatus::Active)
            .ok_or_else(|| Rejection::new(Exception::ClusterNotFound, "Cluster not found."))
    }

    /// # Errors
    /// `InvalidParameterException` if something is asked for in another cluster than its own.
    pub(crate) fn check_same_cluster(
        &self,
        own: ClusterId,
        asked: ClusterId,
    ) -> Result<(), Rejection> {
        let asked = self.active_cluster(asked)?;
        if own == asked.id {
            return Ok(());
        }
        let own = self.cluster(own).map_or("", |cluster| &cluster.name);
        Err(Rejection::invalid_parameter(alloc::format!(
            "Identifier is for cluster {own}. Your cluster is {}",
            asked.name
        )))
    }

    /// An ACTIVE cluster of that name is given as it is; an INACTIVE one is ACTIVE again. Rule: `ClusterNames`.
    pub(crate) fn create_cluster(&mut self, name: String) -> Result<Response, Rejection> {
        crate::world::check_name(&name, "Cluster name")?;
        let id = ClusterId(derive_named(0, Purpose::Cluster, &name));
        let now = self.now;
        if let Some(cluster) = self.clusters.get_mut(&id) {
            if cluster.status == ClusterStatus::Active {
                return Ok(Response::Cluster(id));
            }
            let cluster = Arc::make_mut(cluster);
            cluster.status = ClusterStatus::Active;
            cluster.created_at = now;
        } else {
            Rejection::unless_below("clusters", self.clusters.len(), CLUSTERS_MAX)?;
            let cluster = Cluster {
                id,
                name,
                status: ClusterStatus::Active,
                created_at: now,
                instances_ever: 0,
                standalone_ever: Map::new(),
            };
            self.clusters.insert(id, Arc::new(cluster));
        }
        self.emit_by(Rule::ClusterNames, EventKind::ClusterCreated(id));
        Ok(Response::Cluster(id))
    }

    /// A cluster goes once nothing is in it: services first, then container instances, then tasks. Rule:
    /// `ClusterDeletion`.
    pub(crate) fn delete_cluster(&mut self, id: ClusterId) -> Result<Response, Rejection> {
        self.active_cluster(id)?;
        let refuse = |exception, what| {
            let message = alloc::format!("The Cluster cannot be deleted while {what}.");
            Err(Rejection::new(exception, message).by(Rule::ClusterDeletion))
        };
        if self
            .services()
            .any(|service| service.cluster == id && service.status != ServiceStatus::Inactive)
        {
            return refuse(Exception::ClusterContainsServices, "Services are active");
        }
        if self.instances().any(|instance| instance.cluster == id) {
            return refuse(
                Exception::ClusterContainsContainerInstances,
                "Container Instances are active or draining",
            );
        }
        if self
            .tasks()
            .any(|task| task.cluster == id && task.last_status != TaskStatus::Stopped)
        {
            return refuse(Exception::ClusterContainsTasks, "Tasks are active");
        }
        let cluster = self.clusters.get_mut(&id).expect("found above");
        Arc::make_mut(cluster).status = ClusterStatus::Inactive;
        self.emit_by(Rule::ClusterDeletion, EventKind::ClusterDeleted(id));
        Ok(Response::Cluster(id))
    }
}
