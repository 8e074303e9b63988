//! What is asked of container instances, and done to them.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use super::Held;
use super::attribute::{self, Attribute};
use crate::event::EventKind;
use crate::id::{Purpose, derive};
use crate::limits::{ATTRIBUTES_PER_CALL_MAX, CUSTOM_ATTRIBUTES_MAX, INSTANCES_PER_CLUSTER_MAX};
use crate::table::{Map, Set};
use crate::{
    ClusterId, Exception, Instance, InstanceId, InstanceStatus, InstanceType, LaunchInstance,
    Rejection, Response, Rule, TaskId, World,
};

impl World {
    pub(crate) fn launch_instance(&mut self, input: LaunchInstance) -> Result<Response, Rejection> {
        let instance = self.planned_instance(input)?;
        let (id, cluster_id) = (instance.id, instance.cluster);
        let cluster = self.clusters.get_mut(&cluster_id);
        Arc::make_mut(cluster.expect("the plan has found it")).instances_ever += 1;
        self.instances.insert(id, Arc::new(instance));
        self.index_instance(id);
        self.emit_by(Rule::RegisteredMemory, EventKind::InstanceRegistered(id));
        self.instances_changed(cluster_id);
        Ok(Response::Instance(id))
    }

    /// The instance that a launch would register.
    ///
    /// # Errors
    /// An unknown cluster, type or zone, attributes that AWS does not take, and an instance beyond the quota.
    pub(crate) fn planned_instance(&self, input: LaunchInstance) -> Result<Instance, Rejection> {
        let cluster = self.active_cluster(input.cluster)?;
        let type_name = &input.instance_type;
        let instance_type = InstanceType::named(type_name).ok_or_else(|| {
            Rejection::playground(format!("There is no instance type '{type_name}' here."))
        })?;
        let zone = input.zone;
        if zone.0 >= self.start.zone_count {
            return Err(Rejection::playground(format!(
                "This Region offers {} zones: there is no zone {}.",
                self.start.zone_count, zone.0
            )));
        }
        let registered = self
            .instances
            .values()
            .filter(|instance| instance.cluster == input.cluster)
            .count();
        Rejection::unless_below(
            "container instances of a cluster",
            registered,
            INSTANCES_PER_CLUSTER_MAX,
        )?;
        let mut custom_attributes = Map::new();
        put_attributes(&mut custom_attributes, input.attributes)?;
        let id = InstanceId(derive(
            input.cluster.0,
            Purpose::Instance,
            cluster.instances_ever,
        ));
        Ok(Instance {
            id,
            cluster: input.cluster,
            instance_type,
            zone,
            status: InstanceStatus::Active,
            status_since: self.now,
            agent_connected: true,
            disconnected_at: None,
            silent_since: None,
            connected_at: self.now,
            is_gone: false,
            unreported: Set::new(),
            has_trunk: input.awsvpc_trunking && instance_type.trunk_task_eni_count > 0,
            custom_attributes,
            registered_at: self.now,
            reservations: Map::new(),
            cached_images: Map::new(),
            held: Held::default(),
            groups: Map::new(),
        })
    }

    /// `PutAttributes`: all of them, or none.
    pub(crate) fn put_attributes(
        &mut self,
        cluster: ClusterId,
        attributes: Vec<(InstanceId, Attribute)>,
    ) -> Result<Response, Rejection> {
        self.check_attribute_targets(cluster, attributes.iter().map(|(target, _)| *target))?;
        let mut changed: Map<InstanceId, Map<String, String>> = Map::new();
        for (target, attribute) in attributes {
            let known = changed
                .entry(target)
                .or_insert_with(|| self.instances[&target].custom_attributes.clone());
            put_attributes(known, vec![attribute])?;
        }
        self.change_attributes(cluster, changed);
        Ok(Response::Done)
    }

    /// `DeleteAttributes`: all of them, or none; what is not there is none too many.
    pub(crate) fn delete_attributes(
        &mut self,
        cluster: ClusterId,
        attributes: Vec<(InstanceId, String)>,
    ) -> Result<Response, Rejection> {
        self.check_attribute_targets(cluster, attributes.iter().map(|(target, _)| *target))?;
        let mut changed: Map<InstanceId, Map<String, String>> = Map::new();
        for (target, name) in attributes {
            attribute::check_name(&name)?;
            let known = changed
                .entry(target)
                .or_insert_with(|| self.instances[&target].custom_attributes.clone());
            known.remove(&name);
        }
        self.change_attributes(cluster, changed);
        Ok(Response::Done)
    }

    fn check_attribute_targets(
        &self,
        cluster: ClusterId,
        targets: impl ExactSizeIterator<Item = InstanceId>,
    ) -> Result<(), Rejection> {
        self.active_cluster(cluster)?;
        if targets.len() == 0 || targets.len() > ATTRIBUTES_PER_CALL_MAX {
            return Err(Rejection::invalid_parameter(format!(
                "attributes must have 1 to {ATTRIBUTES_PER_CALL_MAX} entries."
            )));
        }
        for target in targets {
            let instance = self.instance(target);
            if instance.is_none_or(|instance| instance.cluster != cluster) {
                return Err(Rejection::new(
                    Exception::TargetNotFound,
                    "The specified target wasn't found.",
                ));
            }
        }
        Ok(())
    }

    fn change_attributes(
        &mut self,
        cluster: ClusterId,
        changed: Map<InstanceId, Map<String, String>>,
    ) {
        for (id, attributes) in changed {
            if self.instances[&id].custom_attributes == attributes {
                continue;
            }
            self.instance_mut(id).custom_attributes = attributes;
            self.emit_by(
                Rule::CustomAttributes,
                EventKind::InstanceAttributesChanged(id),
            );
            self.instances_changed(cluster);
        }
    }

    pub(crate) fn terminate_instance(&mut self, id: InstanceId) -> Result<Response, Rejection> {
        let instance = self
            .instance(id)
            .ok_or_else(|| Rejection::playground("There is no such container instance."))?;
        if !instance.agent_connected {
            return self.terminate_unnoticed(id);
        }
        let cluster = instance.cluster;
        let tasks: Vec<TaskId> = instance.reservations.keys().copied().collect();
        self.emit_by(Rule::ResourceRelease, EventKind::InstanceTerminated(id));
        for task in tasks {
            self.lose_task(task, id);
        }
        self.forget_instance(id);
        self.instances_changed(cluster);
        Ok(Response::Done)
    }
}

/// Gives attributes to an instance that has these. Rule: `CustomAttributes`.
///
/// # Errors
/// A name or value that AWS does not take, or one attribute too many.
fn put_attributes(
    known: &mut Map<String, String>,
    attributes: Vec<Attribute>,
) -> Result<(), Rejection> {
    for attribute in attributes {
        attribute.check()?;
        known.insert(attribute.name, attribute.value.unwrap_or_default());
    }
    if known.len() > CUSTOM_ATTRIBUTES_MAX {
        return Err(Rejection::new(
            Exception::AttributeLimitExceeded,
            format!(
                "You can apply up to {CUSTOM_ATTRIBUTES_MAX} custom attributes for each resource."
            ),
        ));
    }
    Ok(())
}
