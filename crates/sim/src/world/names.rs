//! Names and ARNs, as AWS forms them.

use alloc::format;
use alloc::string::String;

use crate::id::{Purpose, derive};
use crate::placement::query::Date;
use crate::{
    CapacityProvider, ClusterId, DeploymentId, EventSequence, InstanceId, ListenerId,
    ListenerRuleId, LoadBalancerId, LoadBalancerType, Service, ServiceDeploymentId, ServiceId,
    ServiceRevisionId, TargetGroupId, Task, TaskDefinitionRevision, TaskId, Time, World, Zone,
};

impl World {
    /// Such as `ap-northeast-2a`.
    pub fn zone_name(&self, zone: Zone) -> String {
        format!("{}{}", self.start.region, zone.letter())
    }

    /// The ARN of a target group, be it a deleted one that a service is still attached to; empty for an unknown one.
    pub fn target_group_arn(&self, id: TargetGroupId) -> String {
        let group = self.target_group(id).map(|group| &group.name);
        let Some(name) = group.or_else(|| self.departed_target_groups.get(&id)) else {
            return String::new();
        };
        let (region, account) = (&self.start.region, &self.start.account);
        let suffix = id.bits() as u64;
        format!("arn:aws:elasticloadbalancing:{region}:{account}:targetgroup/{name}/{suffix:016x}")
    }

    /// The ARN of a load balancer; empty for an unknown one.
    pub fn load_balancer_arn(&self, id: LoadBalancerId) -> String {
        self.balancing_arn("loadbalancer", id)
    }

    /// The ARN of a listener; empty for an unknown one.
    pub fn listener_arn(&self, id: ListenerId) -> String {
        let Some((balancer, listener)) = self.find_listener(id) else {
            return String::new();
        };
        let arn = self.balancing_arn("listener", balancer.id);
        format!("{arn}/{:016x}", listener.id.bits() as u64)
    }

    /// The ARN of a rule of a listener, the default one included; empty for an unknown one.
    pub fn listener_rule_arn(&self, id: ListenerRuleId) -> String {
        let Some((balancer, listener)) = self.find_listener_rule(id) else {
            return String::new();
        };
        let arn = self.balancing_arn("listener-rule", balancer.id);
        let (listener, rule) = (listener.id.bits() as u64, id.bits() as u64);
        format!("{arn}/{listener:016x}/{rule:016x}")
    }

    fn balancing_arn(&self, resource: &str, id: LoadBalancerId) -> String {
        let Some(balancer) = self.load_balancer(id) else {
            return String::new();
        };
        let (region, account) = (&self.start.region, &self.start.account);
        let kind = match balancer.kind {
            LoadBalancerType::Application => "app",
            LoadBalancerType::Network => "net",
        };
        format!(
            "arn:aws:elasticloadbalancing:{region}:{account}:{resource}/{kind}/{}/{:016x}",
            balancer.name,
            id.bits() as u64
        )
    }

    /// The ARN of a cluster; empty for an unknown one.
    pub fn cluster_arn(&self, id: ClusterId) -> String {
        self.cluster(id).map_or_else(String::new, |cluster| {
            self.arn(&format!("cluster/{}", cluster.name))
        })
    }

    /// The ARN of a task set of a service.
    pub fn task_set_arn(&self, service: &Service, task_set: DeploymentId) -> String {
        let cluster = self.cluster(service.cluster);
        let cluster = cluster.map_or("", |cluster| cluster.name.as_str());
        let name = &service.name;
        self.arn(&format!("task-set/{cluster}/{name}/{task_set}"))
    }

    /// The ARN of a capacity provider.
    pub fn capacity_provider_arn(&self, provider: CapacityProvider) -> String {
        self.arn(&format!("capacity-provider/{}", provider.name()))
    }

    /// The ARN of a container: of its task and its place in the definition.
    pub fn container_arn(&self, task: &Task, container: usize) -> String {
        let cluster = self
            .cluster(task.cluster)
            .map_or("", |cluster| cluster.name.as_str());
        let id = uuid(derive(task.id.0, Purpose::Container, container as u64));
        self.arn(&format!("container/{cluster}/{}/{id}", task.id))
    }

    /// The id that a task's network interface is attached by: the `id` of its attachment.
    pub fn attachment_id(&self, task: &Task) -> String {
        uuid(derive(task.id.0, Purpose::Attachment, 0))
    }

    /// The id under which EventBridge gets what an event changed: the `ordinal`th of it.
    pub fn event_id(&self, event: EventSequence, ordinal: u64) -> String {
        let world = derive(u128::from(self.start.seed), Purpose::Notification, event.0);
        uuid(derive(world, Purpose::Notification, ordinal))
    }

    /// An instant on the simulated calendar.
    pub fn date(&self, at: Time) -> Date {
        let unix_ms = self.start.epoch_ms.saturating_add(at.as_millis());
        Date {
            unix_ms: i64::try_from(unix_ms).unwrap_or(i64::MAX),
        }
    }

    /// The ARN of a task, in the long format.
    pub fn task_arn(&self, id: TaskId) -> String {
        let cluster = self
            .task(id)
            .and_then(|task| self.cluster(task.cluster))
            .map_or("", |cluster| cluster.name.as_str());
        self.arn(&format!("task/{cluster}/{id}"))
    }

    /// The ARN that a task of a cluster has, whether it exists or not.
    pub(crate) fn task_arn_in(&self, cluster: ClusterId, id: TaskId) -> String {
        let cluster = self
            .cluster(cluster)
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

    /// The ARN of a service deployment.
    pub fn service_deployment_arn(&self, service: ServiceId, id: ServiceDeploymentId) -> String {
        self.arn_below_service("service-deployment", service, &format!("{id}"))
    }

    /// The ARN of a service revision.
    pub fn service_revision_arn(&self, service: ServiceId, id: ServiceRevisionId) -> String {
        self.arn_below_service("service-revision", service, &format!("{id}"))
    }

    fn arn_below_service(&self, kind: &str, service: ServiceId, id: &str) -> String {
        let Some(service) = self.service(service) else {
            return String::new();
        };
        let cluster = self.cluster(service.cluster);
        let cluster = cluster.map_or("", |cluster| &cluster.name);
        self.arn(&format!("{kind}/{cluster}/{}/{id}", service.name))
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
    pub fn instance_arn_in(&self, cluster: ClusterId, id: InstanceId) -> String {
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

/// 128 bits as a UUID that says that it was drawn.
fn uuid(bits: u128) -> String {
    let bits = bits & !(0xf << 76) | 4 << 76;
    let bits = bits & !(0b11 << 62) | 0b10 << 62;
    let part = |shift: u32, digits: u32| bits >> shift & ((1 << (4 * digits)) - 1);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        part(96, 8),
        part(80, 4),
        part(64, 4),
        part(48, 4),
        part(0, 12)
    )
}
