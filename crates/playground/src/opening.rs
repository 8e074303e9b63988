//! Worlds to begin with.

use sim::{
    ClusterId, Command, ContainerDefinition, CreateLoadBalancer, CreateService, CreateTargetGroup,
    Duration, Handlers, LaunchInstance, LoadBalancerId, LoadBalancerInput, NetworkMode,
    PortMapping, Quotas, Response, ServiceId, Start, Switches, TargetGroupId, TargetType,
    TaskDefinition, Time, Timeline, Zone,
};

/// A world that is already alive, and what its person may do first.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The world, at the instant at which the page shows it.
    pub timeline: Timeline,
    /// The service that the page is about.
    pub service: ServiceId,
    /// The task definition in the editor: one change away from the running revision.
    pub definition: TaskDefinition,
}

impl Opening {
    /// What stands in the editor, as text.
    pub fn definition_text(&self) -> String {
        document::write_task_definition(&self.definition)
    }
}

/// What the opening page shows: eight tasks of `web:1` in three zones under traffic, one click from `web:2`.
pub fn opening() -> Opening {
    opening_with(Handlers::ALL)
}

/// Until when the opening world may be played with [`Handlers::OPENING`].
pub const OPENING_UNTIL: Time = Time::from_secs(7_200);

/// The same with a table of its own: until [`OPENING_UNTIL`], and nobody acts, nothing shows which.
pub fn opening_with(handlers: &'static Handlers) -> Opening {
    open(Switches::default(), handlers)
}

/// The same under other assumptions, for which the table of the opening world is not made.
pub fn opening_under(switches: Switches) -> Opening {
    open(switches, Handlers::ALL)
}

fn open(switches: Switches, handlers: &'static Handlers) -> Opening {
    let (timeline, service) = Plan {
        switches,
        instance_type: "c6i.large",
        instances_per_zone: 3,
        desired_count: 8,
        requests_per_second: 42,
        definition: web("playground/web:1.0", NetworkMode::Awsvpc, 512, 1_024),
    }
    .carry_out(handlers);
    let next = web("playground/web:1.1", NetworkMode::Awsvpc, 512, 1_024);
    Opening {
        timeline,
        service,
        definition: next,
    }
}

/// A larger world for measurements: so many tasks in bridge mode, behind a load balancer with this much traffic.
pub fn fleet(task_count: u32, requests_per_second: u32) -> Opening {
    fleet_with(Handlers::ALL, task_count, requests_per_second)
}

/// The same with a table of its own.
pub fn fleet_with(
    handlers: &'static Handlers,
    task_count: u32,
    requests_per_second: u32,
) -> Opening {
    fleet_on(
        handlers,
        task_count,
        task_count.div_ceil(9).max(1),
        requests_per_second,
    )
}

/// The same on so many instances in each of the three zones.
pub fn fleet_on(
    handlers: &'static Handlers,
    task_count: u32,
    instances_per_zone: u32,
    requests_per_second: u32,
) -> Opening {
    let (timeline, service) = Plan {
        switches: Switches::default(),
        instance_type: "m5.4xlarge",
        instances_per_zone,
        desired_count: task_count,
        requests_per_second,
        definition: web("playground/web:1.0", NetworkMode::Bridge, 256, 512),
    }
    .carry_out(handlers);
    let next = web("playground/web:1.1", NetworkMode::Bridge, 256, 512);
    Opening {
        timeline,
        service,
        definition: next,
    }
}

fn web(image: &str, mode: NetworkMode, cpu_units: u32, memory_mib: u32) -> TaskDefinition {
    TaskDefinition {
        family: String::from("web"),
        network_mode: Some(mode),
        cpu_units: Some(cpu_units),
        memory_mib: Some(memory_mib),
        container_definitions: vec![ContainerDefinition {
            name: String::from("app"),
            image: String::from(image),
            essential: Some(true),
            port_mappings: vec![PortMapping {
                container_port: 8_080,
                ..PortMapping::default()
            }],
            stop_timeout: Some(Duration::from_secs(30)),
            ..ContainerDefinition::default()
        }],
        ..TaskDefinition::default()
    }
}

/// What a world is made of.
struct Plan {
    switches: Switches,
    instance_type: &'static str,
    instances_per_zone: u32,
    desired_count: u32,
    requests_per_second: u32,
    definition: TaskDefinition,
}

/// How long a world may take to become steady before it is shown.
const WARM_UP_MAX: Duration = Duration::from_secs(600);
/// How long it has been under traffic when it is shown.
const UNDER_TRAFFIC: Duration = Duration::from_secs(90);

impl Plan {
    fn carry_out(self, handlers: &'static Handlers) -> (Timeline, ServiceId) {
        let start = Start {
            switches: self.switches,
            quotas: Quotas {
                // All tasks twice in a rolling update, and those that drain.
                targets_per_target_group: (self.desired_count as usize * 3).max(1_000),
            },
            ..Start::default()
        };
        let mut timeline = Timeline::with_handlers(start, handlers);
        let cluster = create_cluster(&mut timeline);
        for _ in 0..self.instances_per_zone {
            for zone in 0..3 {
                accept(
                    &mut timeline,
                    LaunchInstance::of(cluster, self.instance_type, Zone(zone)).into(),
                );
            }
        }
        let is_awsvpc = self.definition.network_mode == Some(NetworkMode::Awsvpc);
        let (target_group, load_balancer) = create_load_balancer(&mut timeline, is_awsvpc);
        accept(
            &mut timeline,
            Command::RegisterTaskDefinition(Box::new(self.definition)),
        );
        let service = CreateService {
            task_definition: Some(String::from("web")),
            desired_count: Some(self.desired_count),
            minimum_healthy_percent: Some(75),
            maximum_percent: Some(150),
            health_check_grace_period: Some(Duration::from_secs(60)),
            load_balancers: vec![LoadBalancerInput {
                target_group,
                container_name: String::from("app"),
                container_port: 8_080,
                advanced_configuration: None,
            }],
            subnet_zones: if is_awsvpc {
                (0..3).map(Zone).collect()
            } else {
                vec![]
            },
            ..CreateService::of(cluster, "web")
        };
        let response = accept(&mut timeline, Command::CreateService(Box::new(service)));
        let Response::Service { service, .. } = response else {
            unreachable!("CreateService answers with a service");
        };
        warm_up(&mut timeline, service);
        accept(
            &mut timeline,
            Command::SetTraffic {
                load_balancer,
                requests_per_second: self.requests_per_second,
            },
        );
        let shown_at = timeline.now() + UNDER_TRAFFIC;
        timeline.seek(shown_at);
        (timeline, service)
    }
}

fn create_cluster(timeline: &mut Timeline) -> ClusterId {
    let name = String::from("production");
    match accept(timeline, Command::CreateCluster { name }) {
        Response::Cluster(cluster) => cluster,
        _ => unreachable!("CreateCluster answers with a cluster"),
    }
}

fn create_load_balancer(
    timeline: &mut Timeline,
    is_awsvpc: bool,
) -> (TargetGroupId, LoadBalancerId) {
    let target_type = if is_awsvpc {
        TargetType::Ip
    } else {
        TargetType::Instance
    };
    let mut group = CreateTargetGroup::of("web-tg", target_type);
    group.health_check.path = Some(String::from("/healthz"));
    group.health_check.interval = Some(Duration::from_secs(10));
    group.attributes.deregistration_delay = Duration::from_secs(30);
    let Response::TargetGroup(target_group) = accept(timeline, group.into()) else {
        unreachable!("CreateTargetGroup answers with a target group");
    };
    let balancer = CreateLoadBalancer::forwarding("web-alb", 80, target_group);
    let Response::LoadBalancer(load_balancer) = accept(timeline, balancer.into()) else {
        unreachable!("CreateLoadBalancer answers with a load balancer");
    };
    (target_group, load_balancer)
}

/// Plays until the service is steady.
fn warm_up(timeline: &mut Timeline, service: ServiceId) {
    let until = timeline.now() + WARM_UP_MAX;
    while timeline.now() < until {
        let steady = timeline
            .world()
            .service(service)
            .and_then(|service| service.steady_since);
        if steady.is_some() {
            return;
        }
        timeline.step_forward(until);
    }
    assert!(
        timeline.now() > Time::ZERO,
        "a world takes time to become steady"
    );
}

fn accept(timeline: &mut Timeline, command: Command) -> Response {
    match timeline.submit(command) {
        Ok(response) => response,
        // Not `expect`: it would take everything that can be said of a refusal into the first load of the page.
        Err(rejection) => panic!(
            "the playground's own worlds are valid: {}",
            rejection.message
        ),
    }
}
