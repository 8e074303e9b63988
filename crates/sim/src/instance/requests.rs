//! What is asked of container instances, and done to them.

use alloc::format;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::event::EventKind;
use crate::id::{Purpose, derive};
use crate::limits::INSTANCES_PER_CLUSTER_MAX;
use crate::table::Map;
use crate::{
    ClusterId, Exception, Instance, InstanceId, InstanceStatus, InstanceType, Rejection, Response,
    Rule, TaskId, World, Zone,
};

impl World {
    pub(crate) fn launch_instance(
        &mut self,
        cluster_id: ClusterId,
        type_name: &str,
        zone: Zone,
    ) -> Result<Response, Rejection> {
        let Some(cluster) = self.cluster(cluster_id) else {
            return Err(Rejection::new(
                Exception::ClusterNotFound,
                "Cluster not found.",
            ));
        };
        let instance_type = InstanceType::named(type_name).ok_or_else(|| {
            Rejection::playground(format!("There is no instance type '{type_name}' here."))
        })?;
        if zone.0 >= self.start.zone_count {
            return Err(Rejection::playground(format!(
                "This Region offers {} zones: there is no zone {}.",
                self.start.zone_count, zone.0
            )));
        }
        let registered = self
            .instances
            .values()
            .filter(|instance| instance.cluster == cluster_id)
            .count();
        Rejection::unless_below(
            "container instances of a cluster",
            registered,
            INSTANCES_PER_CLUSTER_MAX,
        )?;
        let id = InstanceId(derive(
            cluster_id.0,
            Purpose::Instance,
            cluster.instances_ever,
        ));
        Arc::make_mut(self.clusters.get_mut(&cluster_id).expect("found above")).instances_ever += 1;
        let instance = Instance {
            id,
            cluster: cluster_id,
            instance_type,
            zone,
            status: InstanceStatus::Active,
            registered_at: self.now,
            reservations: Map::new(),
            cached_images: Map::new(),
        };
        self.instances.insert(id, Arc::new(instance));
        self.emit_by(Rule::RegisteredMemory, EventKind::InstanceRegistered(id));
        self.capacity_changed(cluster_id);
        Ok(Response::Instance(id))
    }

    pub(crate) fn terminate_instance(&mut self, id: InstanceId) -> Result<Response, Rejection> {
        let instance = self
            .instance(id)
            .ok_or_else(|| Rejection::playground("There is no such container instance."))?;
        let cluster = instance.cluster;
        let tasks: Vec<TaskId> = instance.reservations.keys().copied().collect();
        self.emit(EventKind::InstanceTerminated(id));
        for task in tasks {
            self.lose_task(task, id);
        }
        self.instances.remove(&id);
        self.capacity_changed(cluster);
        Ok(Response::Done)
    }
}
