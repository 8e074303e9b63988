//! Names and ARNs, as AWS forms them.

use alloc::format;
use alloc::string::String;

use crate::{
    ClusterId, InstanceId, ServiceId, TargetGroupId, TaskDefinitionRevision, TaskId, World, Zone,
};

impl World {
    /// Such as `ap-northeast-2a`.
    pub fn zone_name(&self, zone: Zone) -> String {
        format!("{}{}", self.start.region, zone.letter())
    }

    /// The ARN of a target group; empty for an unknown one.
    pub fn target_group_arn(&self, id: TargetGroupId) -> String {
        let Some(group) = self.target_group(id) else {
            return String::new();
        };
        let (region, account) = (&self.start.region, &self.start.account);
        let suffix = id.bits() as u64;
        format!(
            "arn:aws:elasticloadbalancing:{region}:{account}:targetgroup/{}/{suffix:016x}",
            group.name
        )
    }

    /// The ARN of a task, in the long format.
    pub fn task_arn(&self, id: TaskId) -> String {
        let cluster = self
            .task(id)
            .and_then(|task| self.cluster(task.cluster))
            .map_or("", |cluster| cluster.name.as_str());
        self.arn(&format!("task/{cluster}/{id}"))
    }

    /// The ARN of a service, in the long format.
    pub fn service_arn(&self, id: ServiceId) -> String {
        let Some(service) = self.service(id) else {
            return String::new();
        };
        let cluster = self
            .cluster(service.cluster)
            .map_or("", |cluster| cluster.name.as_str());
        self.arn(&format!("service/{cluster}/{}", service.name))
    }

    /// The ARN of a container instance, in the long format.
    pub fn instance_arn(&self, id: InstanceId) -> String {
        let cluster = self
            .instance(id)
            .and_then(|instance| self.cluster(instance.cluster))
            .map_or("", |cluster| cluster.name.as_str());
        self.arn(&format!("container-instance/{cluster}/{id}"))
    }

    /// The ARN of a container instance that a cluster has, had, or never had.
    pub(crate) fn instance_arn_in(&self, cluster: ClusterId, id: InstanceId) -> String {
        let name = self.cluster(cluster).map_or("", |cluster| &cluster.name);
        self.arn(&format!("container-instance/{name}/{id}"))
    }

    /// The ARN of a task definition's revision.
    pub fn task_definition_arn(&self, revision: &TaskDefinitionRevision) -> String {
        self.arn(&format!("task-definition/{revision}"))
    }

    /// The ARN of what a text names as `family:revision` or by its ARN, whether it exists or not.
    pub(crate) fn task_definition_arn_of(&self, name: &str) -> String {
        if name.starts_with("arn:") {
            return String::from(name);
        }
        self.arn(&format!("task-definition/{name}"))
    }

    fn arn(&self, resource: &str) -> String {
        format!(
            "arn:aws:ecs:{}:{}:{resource}",
            self.start.region, self.start.account
        )
    }
}
