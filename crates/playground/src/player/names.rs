//! What the names in a script stand for at the time of a call.

use sim::{
    ClusterId, DeploymentId, Exception, InstanceId, Listener, ListenerId, ListenerRuleId,
    LoadBalancer, LoadBalancerId, Rejection, ServiceDeploymentId, ServiceId, ServiceStatus,
    TargetGroupId, TaskId, World, Zone,
};

use super::births::Births;

/// The cluster that is meant where none is named.
const DEFAULT_CLUSTER: &str = "default";

/// The world that names are looked up in.
pub(super) struct Names<'a> {
    pub(super) world: &'a World,
    pub(super) births: &'a Births,
}

impl Names<'_> {
    pub(super) fn cluster(&self, name: Option<&str>) -> Result<ClusterId, Rejection> {
        let name = last_part(name.unwrap_or(DEFAULT_CLUSTER));
        let found = self.world.clusters().find(|cluster| cluster.name == name);
        found
            .map(|cluster| cluster.id)
            .ok_or_else(|| Rejection::new(Exception::ClusterNotFound, "Cluster not found."))
    }

    /// The service of this name, an INACTIVE one only if there is no other; the core answers for one that is unknown.
    pub(super) fn service(
        &self,
        cluster: Option<&str>,
        name: &str,
    ) -> Result<ServiceId, Rejection> {
        let cluster = self.cluster(cluster.or_else(|| cluster_of(name)))?;
        let name = last_part(name);
        let namesakes = self
            .world
            .services()
            .filter(|service| service.cluster == cluster && service.name == name);
        let latest = namesakes.max_by_key(|service| {
            let is_alive = service.status != ServiceStatus::Inactive;
            (is_alive, service.created_at)
        });
        Ok(latest.map_or(ServiceId::UNKNOWN, |service| service.id))
    }

    /// By its ARN, or the latest one of a service by the name of the service; the core answers for one that is unknown.
    pub(super) fn service_deployment(&self, name: &str) -> Result<ServiceDeploymentId, Rejection> {
        if !name.starts_with("arn:") {
            let service = self.service(None, name)?;
            let service = self.world.service(service);
            let latest = service.and_then(|service| service.service_deployments.front());
            return Ok(latest.map_or(ServiceDeploymentId::UNKNOWN, |latest| latest.id));
        }
        let of_service = |service: &sim::Service| {
            let mut history = service.service_deployments.iter();
            let found =
                history.find(|past| self.world.service_deployment_arn(service.id, past.id) == name);
            found.map(|past| past.id)
        };
        let found = self.world.services().find_map(of_service);
        Ok(found.unwrap_or(ServiceDeploymentId::UNKNOWN))
    }

    /// A task set of a service: by its ARN, its id, `service/2` for the second one in the order of their creation, or its
    /// `externalId`.
    pub(super) fn task_set(&self, service: ServiceId, name: &str) -> DeploymentId {
        let sets: Vec<_> = self
            .world
            .service(service)
            .into_iter()
            .flat_map(|service| service.task_sets())
            .collect();
        let id = name
            .split_once("ecs-svc/")
            .map_or(name, |(_, digits)| digits);
        let by_id = sets
            .iter()
            .find(|(set, _)| set.id.number().to_string() == id);
        let by_external = || {
            let mut all = sets.iter();
            all.find(|(_, set)| set.external_id.as_deref() == Some(name))
        };
        let by_place = || {
            let (_, place) = place_in(name)?;
            nth(self.births.task_sets(service), place)
        };
        let found = by_id.or_else(by_external).map(|(set, _)| set.id);
        found.or_else(by_place).unwrap_or(DeploymentId::UNKNOWN)
    }

    pub(super) fn target_group(&self, name: &str) -> TargetGroupId {
        let name = part_after(name, "targetgroup/").unwrap_or(name);
        let found = self.world.target_groups().find(|group| group.name == name);
        found.map_or(TargetGroupId::UNKNOWN, |group| group.id)
    }

    /// By the name of a load balancer, or by its ARN or that of its listener.
    pub(super) fn load_balancer(&self, name: &str) -> LoadBalancerId {
        self.balancer(name)
            .map_or(LoadBalancerId::UNKNOWN, |balancer| balancer.id)
    }

    fn balancer(&self, name: &str) -> Option<&LoadBalancer> {
        let name = part_after(name, "/app/")
            .or_else(|| part_after(name, "/net/"))
            .unwrap_or(name);
        let mut all = self.world.load_balancers();
        all.find(|load_balancer| load_balancer.name == name)
    }

    /// By `name:port`, by the name of a load balancer if the first listener is meant, or by its ARN.
    pub(super) fn listener(&self, name: &str) -> ListenerId {
        self.find_listener(name)
            .map_or(ListenerId::UNKNOWN, |listener| listener.id)
    }

    fn find_listener(&self, name: &str) -> Option<&Listener> {
        if name.starts_with("arn:") {
            let listeners = self.balancer(name)?.listeners.iter();
            return listeners
                .into_iter()
                .find(|listener| self.world.listener_arn(listener.id) == name);
        }
        match name.rsplit_once(':') {
            Some((balancer, port)) => {
                let mut listeners = self.balancer(balancer)?.listeners.iter();
                listeners.find(|listener| listener.port.to_string() == port)
            }
            None => self.balancer(name)?.listeners.first(),
        }
    }

    /// By `name:port/priority`, by the name of a listener if its default rule is meant, or by its ARN.
    pub(super) fn listener_rule(&self, name: &str) -> ListenerRuleId {
        self.find_rule(name).unwrap_or(ListenerRuleId::UNKNOWN)
    }

    fn find_rule(&self, name: &str) -> Option<ListenerRuleId> {
        if name.starts_with("arn:") && name.contains(":listener-rule/") {
            let listeners = &self.balancer(name)?.listeners;
            let rules = listeners.iter().flat_map(|listener| {
                let default_rule = core::iter::once(listener.default_rule);
                default_rule.chain(listener.rules.iter().map(|rule| rule.id))
            });
            return rules
                .into_iter()
                .find(|rule| self.world.listener_rule_arn(*rule) == name);
        }
        let (listener, priority) = match name.rsplit_once('/') {
            Some((listener, priority)) if !name.starts_with("arn:") => (listener, priority),
            _ => (name, "default"),
        };
        let listener = self.find_listener(listener)?;
        if priority == "default" {
            return Some(listener.default_rule);
        }
        let mut rules = listener.rules.iter();
        rules
            .find(|rule| rule.priority.to_string() == priority)
            .map(|rule| rule.id)
    }

    pub(super) fn task(&self, cluster: Option<&str>, name: &str) -> Result<TaskId, Rejection> {
        let cluster = self.cluster(cluster.or_else(|| cluster_of(name)))?;
        if let Some((group, place)) = place_in(name) {
            let born = self.births.tasks(cluster, group);
            return nth(born, place).ok_or_else(|| unborn(name, group, born.len(), "task"));
        }
        let begin = last_part(name);
        let tasks = self.world.tasks().filter(|task| task.cluster == cluster);
        let found = tasks.map(|task| task.id).filter(|id| begins(id, begin));
        only(found, name, "tasks").map(|found| found.unwrap_or(TaskId::UNKNOWN))
    }

    pub(super) fn instance(
        &self,
        cluster: Option<&str>,
        name: &str,
    ) -> Result<InstanceId, Rejection> {
        if let Some((of, place)) = place_in(name) {
            let cluster = self.cluster(Some(of))?;
            let born = self.births.instances(cluster);
            return nth(born, place)
                .ok_or_else(|| unborn(name, of, born.len(), "container instance"));
        }
        let cluster = self.cluster(cluster.or_else(|| cluster_of(name)))?;
        let begin = last_part(name);
        let all = self
            .world
            .instances()
            .filter(|instance| instance.cluster == cluster);
        let found = all.map(|instance| instance.id).filter(|id| {
            begins(id, begin)
                || (begin.starts_with("i-") && id.ec2().to_string().starts_with(begin))
        });
        only(found, name, "container instances").map(|found| found.unwrap_or(InstanceId::UNKNOWN))
    }

    /// `a`, or the whole name of a zone; the core refuses one that the Region does not have.
    pub(super) fn zone(&self, name: &str) -> Result<Zone, Rejection> {
        self.zone_named(name).ok_or_else(|| {
            let example = self.world.zone_name(Zone(0));
            playground(format!(
                "There is no Availability Zone `{}`: write a letter such as a, or a name such as {example}.",
                shown(name)
            ))
        })
    }

    /// The zones of subnets: each zone has one, which is named by it.
    pub(super) fn subnets(&self, names: &[String]) -> Result<Vec<Zone>, Rejection> {
        let zone = |name: &String| {
            let zone = name.strip_prefix("subnet-").unwrap_or(name);
            let found = self.zone_named(zone);
            found
                .filter(|zone| zone.0 < self.world.start().zone_count)
                .ok_or_else(|| {
                    let name = shown(name);
                    let message = format!(
                        "Error retrieving subnet information for [{name}]: The subnet ID '{name}' does not exist (ErrorCode: InvalidSubnetID.NotFound)"
                    );
                    Rejection::new(Exception::InvalidParameter, message)
                })
        };
        names.iter().map(zone).collect()
    }

    fn zone_named(&self, name: &str) -> Option<Zone> {
        let letter = name
            .strip_prefix(self.world.start().region.as_str())
            .unwrap_or(name);
        match letter.as_bytes() {
            [letter @ b'a'..=b'z'] => Some(Zone(letter - b'a')),
            _ => None,
        }
    }
}

/// What an ARN, or a name, ends in.
fn last_part(name: &str) -> &str {
    match name.strip_prefix("arn:") {
        Some(arn) => arn.rsplit('/').next().unwrap_or(arn),
        None => name,
    }
}

/// The cluster in the long ARN of something in it.
fn cluster_of(name: &str) -> Option<&str> {
    let mut parts = name.strip_prefix("arn:")?.rsplit('/').skip(1);
    let cluster = parts.next()?;
    parts.next().is_some().then_some(cluster)
}

/// The part of an ARN that follows `mark`.
fn part_after<'a>(name: &'a str, mark: &str) -> Option<&'a str> {
    let (_, rest) = name.strip_prefix("arn:")?.split_once(mark)?;
    rest.split('/').next()
}

/// `service:web/3`: a group or a cluster, and the place of something in it, from 1.
fn place_in(name: &str) -> Option<(&str, usize)> {
    if name.starts_with("arn:") {
        return None;
    }
    let (of, place) = name.rsplit_once('/')?;
    Some((of, place.parse().ok()?))
}

fn nth<Id: Copy>(born: &[Id], place: usize) -> Option<Id> {
    born.get(place.checked_sub(1)?).copied()
}

fn begins(id: &impl ToString, begin: &str) -> bool {
    !begin.is_empty() && id.to_string().starts_with(begin)
}

/// The only one that was found, if any was.
fn only<Id>(
    mut found: impl Iterator<Item = Id>,
    name: &str,
    what: &str,
) -> Result<Option<Id>, Rejection> {
    let first = found.next();
    match found.count() {
        0 => Ok(first),
        more => Err(playground(format!(
            "`{}` is the beginning of the ids of {} {what}: write more of it.",
            shown(name),
            more + 1
        ))),
    }
}

fn unborn(name: &str, of: &str, count: usize, what: &str) -> Rejection {
    let (name, of) = (shown(name), shown(of));
    playground(match count {
        0 => format!("There is no {what} `{name}`: `{of}` has had none."),
        1 => format!("There is no {what} `{name}`: `{of}` has had one."),
        _ => format!("There is no {what} `{name}`: `{of}` has had {count}."),
    })
}

pub(super) fn playground(message: String) -> Rejection {
    Rejection::new(Exception::Playground, message)
}

/// The beginning of a name, short enough for a sentence.
fn shown(name: &str) -> String {
    const SHOWN_LENGTH_MAX: usize = 80;
    name.chars()
        .filter(|letter| !letter.is_control())
        .take(SHOWN_LENGTH_MAX)
        .collect()
}
