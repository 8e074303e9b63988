//! From commands and timers to the parts of the world that handle them.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::id::{Purpose, derive, derive_named};
use crate::limits::{
    CLUSTERS_MAX, IMAGES_MAX, INSTANCES_PER_CLUSTER_MAX, LOAD_BALANCERS_MAX,
    REQUESTS_PER_SECOND_MAX, REVISIONS_MAX, STOP_REASON_MAX,
};
use crate::table::Map;
use crate::traffic::{InFlight, Totals, Traffic};
use crate::{
    Cluster, ClusterId, Command, Duration, Exception, Image, Instance, InstanceId, InstanceStatus,
    InstanceType, LoadBalancer, LoadBalancerId, Rejection, Response, Rule, StopCode, StopReason,
    StopTaskOrder, TargetGroup, TargetGroupId, TargetHealthCheck, TargetType, TaskDefinition,
    TaskDefinitionRevision, TaskDefinitionStatus, TaskId, World, Zone,
};

impl World {
    pub(super) fn dispatch_command(&mut self, command: Command) -> Result<Response, Rejection> {
        match command {
            Command::CreateCluster { name } => self.create_cluster(name),
            Command::RegisterTaskDefinition(definition) => {
                self.register_task_definition(*definition)
            }
            Command::CreateTargetGroup {
                name,
                target_type,
                health_check,
                deregistration_delay,
            } => self.create_target_group(name, target_type, health_check, deregistration_delay),
            Command::ModifyTargetGroup {
                target_group,
                health_check,
                deregistration_delay,
            } => self.modify_target_group(target_group, health_check, deregistration_delay),
            Command::CreateLoadBalancer {
                name,
                listener_port,
                forwards_to,
            } => self.create_load_balancer(name, listener_port, forwards_to),
            Command::ModifyListener {
                load_balancer,
                forwards_to,
            } => self.modify_listener(load_balancer, forwards_to),
            Command::CreateService(input) => self.create_service(*input),
            Command::UpdateService(input) => self.update_service(*input),
            Command::DeleteService { service, force } => self.delete_service(service, force),
            Command::StopTask { task, reason } => self.handle_stop_task(task, reason),
            Command::LaunchInstance {
                cluster,
                instance_type,
                zone,
            } => self.launch_instance(cluster, &instance_type, zone),
            Command::TerminateInstance { instance } => self.terminate_instance(instance),
            Command::KillContainer {
                task,
                container,
                exit_code,
            } => self.kill_container(task, container, exit_code),
            Command::PushImage { name, image } => self.push_image(&name, image),
            Command::SetTraffic {
                load_balancer,
                requests_per_second,
            } => self.set_traffic(load_balancer, requests_per_second),
        }
    }

    pub(super) fn dispatch_timer(&mut self, timer: Timer) {
        match timer {
            Timer::Answers(group) => self.on_answers(group),
            Timer::Arrivals(load_balancer) => self.on_arrivals(load_balancer),
            Timer::Provisioned(task) => self.on_provisioned(task),
            Timer::AgentAccepts(task) => self.on_agent_accepts(task),
            Timer::Pulled(task, container) => self.on_pulled(task, container),
            Timer::Started(task) => self.on_started(task),
            Timer::Activated(task) => self.on_activated(task),
            Timer::Exits(task, container) => self.on_exits(task, container),
            Timer::StopTimeout(task, container) => self.on_stop_timeout(task, container),
            Timer::ContainerHealth(task, container) => self.on_container_health(task, container),
            Timer::Deactivated(task) => self.on_deactivated(task),
            Timer::ContainersEnded(task) => self.on_containers_ended(task),
            Timer::Deprovisioned(task) => self.finish_task(task),
            Timer::Forgotten(task) => self.on_forgotten(task),
            Timer::TargetHealth(group, task) => self.on_target_health(group, task),
            Timer::TargetDrained(group, task) => self.on_target_drained(group, task),
            Timer::SaySteady(service) => self.on_say_steady(service),
            Timer::ServicePass(service) => self.on_service_pass(service),
        }
    }

    fn create_cluster(&mut self, name: String) -> Result<Response, Rejection> {
        crate::world::check_name(&name, "Cluster name")?;
        let id = ClusterId(derive_named(0, Purpose::Cluster, &name));
        if self.clusters.contains_key(&id) {
            return Ok(Response::Cluster(id));
        }
        bound("clusters", self.clusters.len(), CLUSTERS_MAX)?;
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

    fn register_task_definition(&mut self, input: TaskDefinition) -> Result<Response, Rejection> {
        if let Some(first) = crate::task_definition::violations(&input)
            .into_iter()
            .next()
        {
            return Err(Rejection::new(first.exception, first.message));
        }
        let registered: usize = self.families.values().map(Vec::len).sum();
        bound("revisions", registered, REVISIONS_MAX)?;
        let family = input.family.clone();
        let revisions = self.families.entry(family.clone()).or_default();
        let revision = revisions.last().map_or(1, |latest| latest.revision + 1);
        revisions.push(Arc::new(TaskDefinitionRevision {
            revision,
            status: TaskDefinitionStatus::Active,
            registered_at: self.now,
            definition: crate::task_definition::with_defaults(input),
        }));
        self.emit_by(
            Rule::RevisionsCountUp,
            EventKind::TaskDefinitionRegistered {
                family: family.clone(),
                revision,
            },
        );
        Ok(Response::TaskDefinition { family, revision })
    }

    fn create_target_group(
        &mut self,
        name: String,
        target_type: TargetType,
        health_check: TargetHealthCheck,
        deregistration_delay: Duration,
    ) -> Result<Response, Rejection> {
        crate::world::check_name(&name, "Target group name")?;
        check_health_check(&health_check)?;
        check_delay(deregistration_delay)?;
        let id = TargetGroupId(derive_named(0, Purpose::TargetGroup, &name));
        if self.target_groups.contains_key(&id) {
            return Err(invalid(format!(
                "A target group with the name '{name}' exists already."
            )));
        }
        bound(
            "target groups",
            self.target_groups.len(),
            LOAD_BALANCERS_MAX,
        )?;
        let group = TargetGroup {
            id,
            name,
            target_type,
            load_balancer: None,
            health_check,
            deregistration_delay,
            targets: Map::new(),
            in_flight: InFlight::default(),
            latest: None,
        };
        self.target_groups.insert(id, Arc::new(group));
        self.emit(EventKind::TargetGroupCreated(id));
        Ok(Response::TargetGroup(id))
    }

    fn modify_target_group(
        &mut self,
        id: TargetGroupId,
        health_check: Option<TargetHealthCheck>,
        deregistration_delay: Option<Duration>,
    ) -> Result<Response, Rejection> {
        let group = self.find_target_group(id)?;
        let changes_probes = health_check
            .as_ref()
            .is_some_and(|check| *check != group.health_check);
        if let Some(check) = &health_check {
            check_health_check(check)?;
        }
        if let Some(delay) = deregistration_delay {
            check_delay(delay)?;
        }
        let group = self.target_group_mut(id);
        if let Some(check) = health_check {
            group.health_check = check;
        }
        if let Some(delay) = deregistration_delay {
            group.deregistration_delay = delay;
        }
        self.emit(EventKind::TargetGroupModified(id));
        if changes_probes {
            self.target_settings_change(id);
        }
        Ok(Response::Done)
    }

    fn create_load_balancer(
        &mut self,
        name: String,
        listener_port: u16,
        forwards_to: TargetGroupId,
    ) -> Result<Response, Rejection> {
        crate::world::check_name(&name, "Load balancer name")?;
        let id = LoadBalancerId(derive_named(0, Purpose::LoadBalancer, &name));
        if self.load_balancers.contains_key(&id) {
            return Err(invalid(format!(
                "A load balancer with the name '{name}' exists already."
            )));
        }
        bound(
            "load balancers",
            self.load_balancers.len(),
            LOAD_BALANCERS_MAX,
        )?;
        self.attach(forwards_to, id)?;
        let load_balancer = LoadBalancer {
            id,
            name,
            listener_port,
            forwards_to,
            traffic: Traffic::default(),
            totals: Totals::default(),
        };
        self.load_balancers.insert(id, Arc::new(load_balancer));
        self.emit(EventKind::LoadBalancerCreated(id));
        Ok(Response::LoadBalancer(id))
    }

    fn modify_listener(
        &mut self,
        id: LoadBalancerId,
        forwards_to: TargetGroupId,
    ) -> Result<Response, Rejection> {
        if self.load_balancer(id).is_none() {
            return Err(invalid("The load balancer was not found."));
        }
        self.attach(forwards_to, id)?;
        self.load_balancer_mut(id).forwards_to = forwards_to;
        self.emit(EventKind::ListenerModified(id));
        Ok(Response::Done)
    }

    /// A target group belongs to one load balancer. Rule: `OneLoadBalancerPerTargetGroup`.
    fn attach(
        &mut self,
        group: TargetGroupId,
        load_balancer: LoadBalancerId,
    ) -> Result<(), Rejection> {
        let found = self.find_target_group(group)?;
        if found
            .load_balancer
            .is_some_and(|other| other != load_balancer)
        {
            return Err(invalid(format!(
                "The target group '{}' is in use by another load balancer.",
                found.name
            )));
        }
        self.target_group_mut(group).load_balancer = Some(load_balancer);
        Ok(())
    }

    fn find_target_group(&self, id: TargetGroupId) -> Result<&TargetGroup, Rejection> {
        self.target_group(id)
            .ok_or_else(|| invalid("One or more target groups were not found."))
    }

    fn handle_stop_task(
        &mut self,
        id: TaskId,
        reason: Option<String>,
    ) -> Result<Response, Rejection> {
        let task = self
            .task(id)
            .ok_or_else(|| invalid("The referenced task was not found."))?;
        if reason
            .as_ref()
            .is_some_and(|reason| reason.len() > STOP_REASON_MAX)
        {
            return Err(invalid(format!(
                "A reason has at most {STOP_REASON_MAX} characters."
            )));
        }
        if !task.is_active() {
            return Ok(Response::Done);
        }
        let reason = reason.map_or(StopReason::StoppedByUser, StopReason::UserReason);
        let runs = task.has_run();
        match self.start.switches.stop_task {
            StopTaskOrder::SignalsAtOnce if runs => {
                self.stop_task_at_once(id, StopCode::UserInitiated, reason);
            }
            _ => self.stop_task(id, StopCode::UserInitiated, reason),
        }
        Ok(Response::Done)
    }

    fn launch_instance(
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
        let instance_type = InstanceType::named(type_name)
            .ok_or_else(|| playground(format!("There is no instance type '{type_name}' here.")))?;
        if zone.0 >= self.start.zone_count {
            return Err(playground(format!(
                "This Region offers {} zones: there is no zone {}.",
                self.start.zone_count, zone.0
            )));
        }
        let registered = self
            .instances
            .values()
            .filter(|instance| instance.cluster == cluster_id)
            .count();
        bound(
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

    fn terminate_instance(&mut self, id: InstanceId) -> Result<Response, Rejection> {
        let instance = self
            .instance(id)
            .ok_or_else(|| playground("There is no such container instance.".to_string()))?;
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

    fn kill_container(
        &mut self,
        id: TaskId,
        container: usize,
        exit_code: u8,
    ) -> Result<Response, Rejection> {
        let alive = self
            .task(id)
            .and_then(|task| task.containers.get(container))
            .is_some_and(crate::Container::is_alive);
        if !alive {
            return Err(playground("This container does not run.".to_string()));
        }
        self.end_container(id, container, exit_code);
        Ok(Response::Done)
    }

    fn push_image(&mut self, name: &str, image: Image) -> Result<Response, Rejection> {
        let name = crate::image::check_name(name)?;
        image.check()?;
        if !self.images.contains_key(&name) {
            bound("images", self.images.len(), IMAGES_MAX)?;
        }
        self.images.insert(name.clone(), Arc::new(image));
        self.emit(EventKind::ImagePushed(name));
        Ok(Response::Done)
    }

    fn set_traffic(
        &mut self,
        id: LoadBalancerId,
        requests_per_second: u32,
    ) -> Result<Response, Rejection> {
        if self.load_balancer(id).is_none() {
            return Err(invalid("The load balancer was not found."));
        }
        if requests_per_second > REQUESTS_PER_SECOND_MAX {
            return Err(playground(format!(
                "Clients send at most {REQUESTS_PER_SECOND_MAX} requests a second."
            )));
        }
        self.change_traffic(id, requests_per_second);
        Ok(Response::Done)
    }
}

fn invalid(message: impl Into<String>) -> Rejection {
    Rejection::new(Exception::InvalidParameter, message)
}

fn playground(message: String) -> Rejection {
    Rejection::new(Exception::Playground, message)
}

fn bound(what: &str, present: usize, most: usize) -> Result<(), Rejection> {
    if present < most {
        return Ok(());
    }
    Err(Rejection::new(
        Exception::LimitExceeded,
        format!("There can be at most {most} {what}."),
    ))
}

fn check_delay(delay: Duration) -> Result<(), Rejection> {
    if delay > Duration::from_secs(3_600) {
        return Err(invalid(
            "deregistration_delay.timeout_seconds must be between 0 and 3600.",
        ));
    }
    Ok(())
}

/// Rule: `TargetHealthCheckSettings`.
fn check_health_check(check: &TargetHealthCheck) -> Result<(), Rejection> {
    let seconds = |duration: Duration| duration.as_millis() / 1_000;
    let (lowest, highest) = check.matcher;
    let ranges = [
        (
            "HealthCheckIntervalSeconds",
            seconds(check.interval),
            5,
            300,
        ),
        ("HealthCheckTimeoutSeconds", seconds(check.timeout), 2, 120),
        (
            "HealthyThresholdCount",
            u64::from(check.healthy_threshold),
            2,
            10,
        ),
        (
            "UnhealthyThresholdCount",
            u64::from(check.unhealthy_threshold),
            2,
            10,
        ),
        ("Matcher", u64::from(lowest), 200, 499),
        ("Matcher", u64::from(highest), u64::from(lowest), 499),
    ];
    for (name, value, least, most) in ranges {
        if !(least..=most).contains(&value) {
            return Err(invalid(format!(
                "{name} must be between {least} and {most}."
            )));
        }
    }
    if check.timeout >= check.interval {
        return Err(invalid(
            "Health check timeout must be smaller than the interval.",
        ));
    }
    if !check.path.starts_with('/') || check.path.len() > 1_024 {
        return Err(invalid(
            "HealthCheckPath must begin with '/' and be at most 1024 characters.",
        ));
    }
    Ok(())
}
