//! What the tests of behaviour share: small worlds, and their histories as text.

use sim::{
    CapacityProviderStrategyItem, ClusterId, Command, ContainerDefinition, CreateLoadBalancer,
    CreateService, CreateTargetGroup, DeploymentConfigurationInput, Duration, EventSequence, Image,
    InstanceId, InstanceStatus, LaunchInstance, LaunchType, LoadBalancerId, LoadBalancerInput,
    LoadBalancerProtocol, LoadBalancerType, NetworkMode, PortMapping, Quotas, Response, ServiceId,
    ServiceMessage, Start, Switches, TargetGroupAttributes, TargetGroupId, TargetHealthCheck,
    TargetType, Task, TaskDefinition, TaskStatus, Time, Timeline, Timings, UpdateService, Zone,
};

/// A service and what is around it.
#[derive(Clone)]
pub(crate) struct Setup {
    pub(crate) seed: u64,
    pub(crate) desired_count: u32,
    pub(crate) percents: (u32, u32),
    pub(crate) deployment_configuration: DeploymentConfigurationInput,
    pub(crate) launch_type: LaunchType,
    pub(crate) instance_types: Vec<&'static str>,
    pub(crate) balanced: bool,
    /// Whether the load balancer is a Network Load Balancer.
    pub(crate) is_network: bool,
    pub(crate) delay_seconds: u64,
    pub(crate) grace_seconds: u64,
    pub(crate) health_check: TargetHealthCheck,
    pub(crate) requests_per_second: u32,
    pub(crate) images: Vec<(&'static str, Image)>,
    pub(crate) definition: TaskDefinition,
    pub(crate) capacity: Vec<CapacityProviderStrategyItem>,
    pub(crate) switches: Switches,
    pub(crate) timings: Timings,
    pub(crate) quotas: Quotas,
}

impl Default for Setup {
    /// Two tasks on Fargate behind a load balancer with AWS's defaults, no traffic.
    fn default() -> Self {
        Self {
            seed: 7,
            desired_count: 2,
            percents: (100, 200),
            deployment_configuration: DeploymentConfigurationInput::NONE,
            launch_type: LaunchType::Fargate,
            instance_types: vec![],
            balanced: true,
            is_network: false,
            delay_seconds: 300,
            grace_seconds: 0,
            health_check: TargetHealthCheck::default(),
            requests_per_second: 0,
            images: vec![],
            definition: definition("shop/web:1"),
            capacity: vec![],
            switches: Switches::default(),
            timings: Timings::default(),
            quotas: Quotas::default(),
        }
    }
}

/// A service in its world.
pub(crate) struct Stage {
    pub(crate) timeline: Timeline,
    pub(crate) cluster: ClusterId,
    pub(crate) service: ServiceId,
    pub(crate) target_group: Option<TargetGroupId>,
    pub(crate) load_balancer: Option<LoadBalancerId>,
    launched: Vec<InstanceId>,
}

/// A task definition of one container, for Fargate and instances with awsvpc networking.
pub(crate) fn definition(image: &str) -> TaskDefinition {
    TaskDefinition {
        family: "web".to_owned(),
        network_mode: Some(NetworkMode::Awsvpc),
        cpu_units: Some(256),
        memory_mib: Some(512),
        container_definitions: vec![ContainerDefinition {
            name: "app".to_owned(),
            image: image.to_owned(),
            port_mappings: vec![PortMapping {
                container_port: 80,
                ..PortMapping::default()
            }],
            ..ContainerDefinition::default()
        }],
        ..TaskDefinition::default()
    }
}

/// The same on an instance's bridge, with a dynamic host port.
pub(crate) fn bridge(image: &str) -> TaskDefinition {
    TaskDefinition {
        network_mode: Some(NetworkMode::Bridge),
        ..definition(image)
    }
}

impl Setup {
    /// Tasks on instances of these types, one after the other in zones a, b and c.
    pub(crate) fn on_instances(self, instance_types: &[&'static str]) -> Self {
        Self {
            launch_type: LaunchType::Ec2,
            instance_types: instance_types.to_vec(),
            ..self
        }
    }

    /// Builds the world and creates the service at time zero.
    pub(crate) fn build(self) -> Stage {
        let mut timeline = Timeline::new(Start {
            seed: self.seed,
            switches: self.switches,
            timings: self.timings,
            quotas: self.quotas,
            ..Start::default()
        });
        let Response::Cluster(cluster) = accept(
            &mut timeline,
            Command::CreateCluster {
                name: "default".to_owned(),
            },
        ) else {
            panic!("CreateCluster answers with a cluster");
        };
        for (name, image) in self.images {
            let name = name.to_owned();
            accept(&mut timeline, Command::PushImage { name, image });
        }
        let mut launched = Vec::new();
        for (place, instance_type) in (0u8..).zip(self.instance_types) {
            let answer = accept(
                &mut timeline,
                LaunchInstance::of(cluster, instance_type, Zone(place % 3)).into(),
            );
            if let Response::Instance(instance) = answer {
                launched.push(instance);
            }
        }
        let is_awsvpc = self.definition.network_mode == Some(NetworkMode::Awsvpc);
        let balanced = self.balanced.then(|| {
            create_load_balancer(
                &mut timeline,
                is_awsvpc,
                self.is_network,
                self.health_check,
                self.delay_seconds,
            )
        });
        accept(
            &mut timeline,
            Command::RegisterTaskDefinition(Box::new(self.definition)),
        );
        let input = CreateService {
            task_definition: Some("web".to_owned()),
            desired_count: Some(self.desired_count),
            launch_type: self.launch_type,
            minimum_healthy_percent: Some(self.percents.0),
            maximum_percent: Some(self.percents.1),
            deployment_configuration: self.deployment_configuration,
            health_check_grace_period: Some(Duration::from_secs(self.grace_seconds)),
            load_balancers: balanced
                .map(|(target_group, _)| LoadBalancerInput {
                    target_group,
                    container_name: "app".to_owned(),
                    container_port: 80,
                    advanced_configuration: None,
                })
                .into_iter()
                .collect(),
            subnet_zones: if is_awsvpc {
                vec![Zone(0), Zone(1), Zone(2)]
            } else {
                vec![]
            },
            capacity_provider_strategy: self.capacity,
            ..CreateService::of(cluster, "web")
        };
        let Response::Service { service, .. } =
            accept(&mut timeline, Command::CreateService(Box::new(input)))
        else {
            panic!("CreateService answers with a service");
        };
        if let (Some((_, load_balancer)), 1..) = (balanced, self.requests_per_second) {
            accept(
                &mut timeline,
                Command::SetTraffic {
                    load_balancer,
                    requests_per_second: self.requests_per_second,
                },
            );
        }
        Stage {
            timeline,
            cluster,
            service,
            target_group: balanced.map(|(target_group, _)| target_group),
            load_balancer: balanced.map(|(_, load_balancer)| load_balancer),
            launched,
        }
    }
}

fn create_load_balancer(
    timeline: &mut Timeline,
    is_awsvpc: bool,
    is_network: bool,
    health_check: TargetHealthCheck,
    delay_seconds: u64,
) -> (TargetGroupId, LoadBalancerId) {
    let target_type = if is_awsvpc {
        TargetType::Ip
    } else {
        TargetType::Instance
    };
    let mut group = CreateTargetGroup::of("web-tg", target_type);
    if is_network {
        group.protocol = LoadBalancerProtocol::Tcp;
        group.attributes = TargetGroupAttributes::of(LoadBalancerType::Network);
    }
    if !is_network || health_check != TargetHealthCheck::default() {
        group.health_check = health_check.into();
    }
    group.attributes.deregistration_delay = Duration::from_secs(delay_seconds);
    let Response::TargetGroup(target_group) = accept(timeline, group.into()) else {
        panic!("CreateTargetGroup answers with a target group");
    };
    let mut balancer = CreateLoadBalancer::forwarding("web-alb", 80, target_group);
    if let Some(listener) = balancer.listener.as_mut().filter(|_| is_network) {
        listener.protocol = LoadBalancerProtocol::Tcp;
        balancer.kind = LoadBalancerType::Network;
    }
    let Response::LoadBalancer(load_balancer) = accept(timeline, balancer.into()) else {
        panic!("CreateLoadBalancer answers with a load balancer");
    };
    (target_group, load_balancer)
}

/// Submits a command that must be taken.
pub(crate) fn accept(timeline: &mut Timeline, command: Command) -> Response {
    match timeline.submit(command.clone()) {
        Ok(response) => response,
        Err(rejection) => panic!("{command:?} was refused: {rejection}"),
    }
}

impl Stage {
    pub(crate) fn now(&self) -> Time {
        self.timeline.now()
    }

    /// Lets time pass, checking every invariant at every instant.
    pub(crate) fn pass(&mut self, duration: Duration) {
        let until = self.now() + duration;
        while self.now() < until {
            self.timeline.step_forward(until);
            sim::check_invariants(self.timeline.world());
        }
    }

    /// Lets time pass until the service is steady.
    pub(crate) fn settle(&mut self) {
        let until = self.now() + Duration::from_secs(4 * 3_600);
        while self.service().steady_since.is_none() {
            assert!(
                self.now() < until,
                "the service becomes steady:\n{}",
                self.transcript(EventSequence(0))
            );
            self.timeline.step_forward(until);
            sim::check_invariants(self.timeline.world());
        }
        self.pass(Duration::from_millis(1));
    }

    pub(crate) fn service(&self) -> &sim::Service {
        self.timeline
            .world()
            .service(self.service)
            .expect("the service exists")
    }

    pub(crate) fn next_event(&self) -> EventSequence {
        self.timeline.world().event_count()
    }

    /// Submits a command that must be refused, and gives the refusal as text.
    pub(crate) fn refusal(&mut self, command: Command) -> String {
        let refused = self.timeline.submit(command);
        refused.expect_err("this is refused").to_string()
    }

    /// The container instances of the setup that are still there, in the order in which they were launched.
    pub(crate) fn instances(&self) -> Vec<InstanceId> {
        let world = self.timeline.world();
        let launched = self.launched.iter().copied();
        launched
            .filter(|instance| world.instance(*instance).is_some())
            .collect()
    }

    /// Sets the state of an instance.
    pub(crate) fn set_state(&mut self, instance: InstanceId, status: InstanceStatus) {
        let cluster = self.cluster;
        accept(
            &mut self.timeline,
            Command::UpdateContainerInstancesState {
                cluster,
                container_instances: vec![instance],
                status,
            },
        );
    }

    /// The tasks on an instance that are not STOPPED, the oldest first.
    pub(crate) fn tasks_on(&self, instance: InstanceId) -> Vec<&Task> {
        let mut tasks: Vec<&Task> = self
            .timeline
            .world()
            .tasks()
            .filter(|task| {
                task.instance == Some(instance) && task.last_status != TaskStatus::Stopped
            })
            .collect();
        tasks.sort_by_key(|task| (task.created_at(), task.id));
        tasks
    }

    /// Registers a definition and updates the service to it.
    pub(crate) fn deploy(&mut self, definition: TaskDefinition) {
        accept(
            &mut self.timeline,
            Command::RegisterTaskDefinition(Box::new(definition)),
        );
        let update = UpdateService {
            task_definition: Some("web".to_owned()),
            ..UpdateService::of(self.service)
        };
        accept(&mut self.timeline, Command::UpdateService(Box::new(update)));
    }

    /// The tasks of the service in a state, the oldest first.
    pub(crate) fn tasks_in(&self, status: TaskStatus) -> Vec<&Task> {
        let mut tasks: Vec<&Task> = self
            .timeline
            .world()
            .tasks()
            .filter(|task| task.service() == Some(self.service) && task.last_status == status)
            .collect();
        tasks.sort_by_key(|task| (task.created_at(), task.id));
        tasks
    }

    /// The history from an event on, as text.
    pub(crate) fn transcript(&self, from: EventSequence) -> String {
        self.timeline
            .events_since(from)
            .iter()
            .map(|event| words::transcript_line(self.timeline.world(), event) + "\n")
            .collect()
    }

    /// What the service said from an event on: when, and its text.
    pub(crate) fn said(&self, from: EventSequence) -> Vec<(Time, ServiceMessage)> {
        self.timeline
            .events_since(from)
            .iter()
            .filter_map(|event| match &event.kind {
                sim::EventKind::ServiceSaid { message, .. } => Some((event.at, message.clone())),
                _ => None,
            })
            .collect()
    }
}
