//! The button that deploys: which AWS calls bring a task definition into a service.

mod task_sets;

pub use task_sets::{NewTaskSet, calls_for_task_set};

use sim::{
    BalancingCommand, Command, Compatibility, Constraint, CreateLoadBalancer, CreateService,
    CreateTargetGroup, DeploymentController, LaunchType, ListenerAction, LoadBalancerInput,
    LoadBalancerProtocol, NetworkMode, NewListener, Rejection, Response, Service, ServiceId,
    ServiceStatus, Strategy, TargetGroup, TargetGroupId, TargetType, TaskDefinition, Timeline,
    TransportProtocol, UpdateService, World, Zone,
};

/// Registers a definition and brings it into a service: by `UpdateService` where the service can take it, else by a
/// new service in its place, as when it needs Fargate or another kind of target group. Gives the service that runs it.
///
/// # Errors
/// What AWS would answer to the first call that it refuses; then nothing has changed.
pub fn deploy(
    timeline: &mut Timeline,
    service: ServiceId,
    definition: TaskDefinition,
) -> Result<ServiceId, Rejection> {
    let mut trial = timeline.world().clone();
    let now = trial.now();
    let before = timeline.world().clone();
    carry_out(&before, service, &definition, |command| {
        trial.handle_command(now, command)
    })?;
    carry_out(&before, service, &definition, |command| {
        timeline.submit(command)
    })
}

fn carry_out(
    world: &World,
    service_id: ServiceId,
    definition: &TaskDefinition,
    mut submit: impl FnMut(Command) -> Result<Response, Rejection>,
) -> Result<ServiceId, Rejection> {
    let service = world
        .service(service_id)
        .ok_or_else(|| Rejection::new(sim::Exception::ServiceNotFound, "Service not found."))?;
    let endpoint = endpoint(service, definition);
    submit(Command::RegisterTaskDefinition(Box::new(
        definition.clone(),
    )))?;
    if service.deployment_controller == DeploymentController::External {
        let group = attached_group(world, service);
        let group = group.filter(|group| group.target_type == target_type(definition));
        let attached = endpoint.zip(group.map(|group| group.id));
        submit(task_sets::create(world, service, definition, attached))?;
        return Ok(service_id);
    }
    if can_update(world, service, definition, endpoint.as_ref()) {
        submit(update(world, service, definition, endpoint))?;
        return Ok(service_id);
    }
    replace(world, service, definition, endpoint, &mut submit)
}

/// A container and its port that a load balancer can send to.
type Endpoint = (String, u16);

/// Where requests go: to the same container and port as before if they exist, else to the first port of all.
fn endpoint(service: &Service, definition: &TaskDefinition) -> Option<Endpoint> {
    let mode = definition.effective_network_mode();
    let all = definition
        .container_definitions
        .iter()
        .flat_map(|container| {
            let ports = container.port_mappings.iter();
            ports
                .filter(|mapping| {
                    mapping.protocol == TransportProtocol::Tcp && mapping.container_port > 0
                })
                .map(|mapping| (container.name.clone(), mapping.container_port))
        })
        .filter(|_| mode != NetworkMode::None)
        .collect::<Vec<Endpoint>>();
    let leading = service.leading_deployment();
    let before = leading.and_then(|leading| leading.load_balancers.first());
    all.iter()
        .find(|(name, port)| {
            before.is_some_and(|before| {
                before.container_name == *name && before.container_port == *port
            })
        })
        .or(all.first())
        .cloned()
}

fn launch_type(service: &Service, definition: &TaskDefinition) -> LaunchType {
    let compatible = sim::compatibilities(definition);
    let can = |launch_type| match launch_type {
        LaunchType::Ec2 => compatible.contains(&Compatibility::Ec2),
        LaunchType::Fargate => compatible.contains(&Compatibility::Fargate),
    };
    let asks = |compatibility| definition.requires_compatibilities.contains(&compatibility);
    let asked = definition.requires_compatibilities.is_empty()
        || match service.launch_type {
            LaunchType::Ec2 => asks(Compatibility::Ec2),
            LaunchType::Fargate => asks(Compatibility::Fargate),
        };
    let other = match service.launch_type {
        LaunchType::Ec2 => LaunchType::Fargate,
        LaunchType::Fargate => LaunchType::Ec2,
    };
    if (asked && can(service.launch_type)) || !can(other) {
        service.launch_type
    } else {
        other
    }
}

fn target_type(definition: &TaskDefinition) -> TargetType {
    match definition.effective_network_mode() {
        NetworkMode::Awsvpc => TargetType::Ip,
        NetworkMode::Bridge | NetworkMode::Host | NetworkMode::None => TargetType::Instance,
    }
}

fn subnet_zones(world: &World, definition: &TaskDefinition) -> Vec<Zone> {
    if definition.effective_network_mode() == NetworkMode::Awsvpc {
        (0..world.start().zone_count).map(Zone).collect()
    } else {
        vec![]
    }
}

fn attached_group<'world>(world: &'world World, service: &Service) -> Option<&'world TargetGroup> {
    let attached = service.leading_deployment()?.load_balancers.first()?;
    world.target_group(attached.target_group)
}

/// Whether `UpdateService` is enough: same capacity, and the target group suits.
fn can_update(
    world: &World,
    service: &Service,
    definition: &TaskDefinition,
    endpoint: Option<&Endpoint>,
) -> bool {
    let same_capacity = launch_type(service, definition) == service.launch_type;
    let group = attached_group(world, service);
    let suits = match (group, endpoint) {
        (Some(group), Some(_)) => group.target_type == target_type(definition),
        (None, None) => true,
        _ => false,
    };
    service.status == ServiceStatus::Active && same_capacity && suits
}

fn update(
    world: &World,
    service: &Service,
    definition: &TaskDefinition,
    endpoint: Option<Endpoint>,
) -> Command {
    let primary = service.primary();
    let load_balancers = endpoint.zip(primary.revision.load_balancers.first()).map(
        |((container_name, container_port), before)| {
            vec![LoadBalancerInput {
                target_group: before.target_group,
                container_name,
                container_port,
                advanced_configuration: before.advanced_configuration.clone(),
            }]
        },
    );
    let zones = subnet_zones(world, definition);
    let keeps_subnets = zones.is_empty() == primary.subnet_zones.is_empty();
    Command::UpdateService(Box::new(UpdateService {
        task_definition: Some(definition.family.clone()),
        load_balancers,
        subnet_zones: (!keeps_subnets).then_some(zones),
        ..UpdateService::of(service.id)
    }))
}

/// A new service takes the place of the old one, which is deleted.
fn replace(
    world: &World,
    service: &Service,
    definition: &TaskDefinition,
    endpoint: Option<Endpoint>,
    submit: &mut impl FnMut(Command) -> Result<Response, Rejection>,
) -> Result<ServiceId, Rejection> {
    let name = free_service_name(world, service, &definition.family);
    let load_balancers = match endpoint {
        Some((container_name, container_port)) => vec![LoadBalancerInput {
            target_group: move_listener(world, service, definition, &name, submit)?,
            container_name,
            container_port,
            advanced_configuration: None,
        }],
        None => {
            stop_traffic(world, submit)?;
            vec![]
        }
    };
    let launch_type = launch_type(service, definition);
    // Fargate takes neither.
    let keeps_placement = launch_type == LaunchType::Ec2;
    let constraints = service.placement_constraints.iter().map(Constraint::shape);
    let placement_constraints = constraints.filter(|_| keeps_placement).collect();
    let strategies = service.placement_strategy.iter().map(Strategy::shape);
    let placement_strategy = strategies.filter(|_| keeps_placement).collect();
    let response = submit(Command::CreateService(Box::new(CreateService {
        cluster: service.cluster,
        service_name: name,
        task_definition: Some(definition.family.clone()),
        deployment_controller: service.deployment_controller,
        desired_count: (!service.is_daemon()).then_some(service.desired_count),
        scheduling_strategy: service.scheduling_strategy,
        availability_zone_rebalancing: None,
        launch_type,
        minimum_healthy_percent: Some(service.deployment_configuration.minimum_healthy_percent),
        maximum_percent: Some(service.deployment_configuration.maximum_percent),
        deployment_configuration: service.deployment_configuration.clone().into(),
        health_check_grace_period: Some(service.health_check_grace_period),
        load_balancers,
        subnet_zones: subnet_zones(world, definition),
        placement_constraints,
        placement_strategy,
        capacity_provider_strategy: service
            .capacity_provider_strategy
            .iter()
            .copied()
            .filter(|_| !keeps_placement)
            .collect(),
    })))?;
    let Response::Service { service: new, .. } = response else {
        unreachable!("CreateService answers with a service");
    };
    if service.status == ServiceStatus::Active {
        submit(Command::DeleteService {
            service: service.id,
            force: true,
        })?;
    }
    Ok(new)
}

/// The family's name, or the first of `family-2`, `family-3`... that no service has.
fn free_service_name(world: &World, old: &Service, family: &str) -> String {
    let is_taken = |name: &str| {
        world.services().any(|service| {
            service.cluster == old.cluster
                && service.name == name
                && service.status != ServiceStatus::Inactive
        })
    };
    first_free(family, is_taken)
}

fn first_free(base: &str, is_taken: impl Fn(&str) -> bool) -> String {
    // Room for the number and for the suffix of the target group.
    let base: String = base.chars().take(240).collect();
    std::iter::once(base.clone())
        .chain((2_u32..).map(|number| format!("{base}-{number}")))
        .find(|name| !is_taken(name))
        .expect("numbers do not end")
}

/// A target group that suits the definition, and the listener forwarding there from now on.
fn move_listener(
    world: &World,
    service: &Service,
    definition: &TaskDefinition,
    name: &str,
    submit: &mut impl FnMut(Command) -> Result<Response, Rejection>,
) -> Result<TargetGroupId, Rejection> {
    let old = attached_group(world, service).or_else(|| world.target_groups().next());
    let is_taken = |name: &str| world.target_groups().any(|group| group.name == name);
    let group_name = first_free(&format!("{name}-tg"), is_taken);
    let mut group = CreateTargetGroup::of(group_name, target_type(definition));
    if let Some(old) = old {
        group.health_check = old.health_check.clone().into();
        group.attributes = old.attributes.clone();
        (group.protocol, group.port) = (old.protocol, old.port);
    }
    let response = submit(group.into())?;
    let Response::TargetGroup(target_group) = response else {
        unreachable!("CreateTargetGroup answers with a target group");
    };
    let balancer = world.load_balancers().next();
    let listener = balancer.and_then(|balancer| balancer.listeners.first());
    let default_action = ListenerAction::forward(target_group);
    match (balancer, listener) {
        (_, Some(listener)) => submit(
            BalancingCommand::ModifyListener {
                listener: listener.id,
                port: None,
                protocol: None,
                default_action: Some(default_action),
            }
            .into(),
        )?,
        (Some(balancer), None) => submit(
            BalancingCommand::CreateListener {
                load_balancer: balancer.id,
                listener: NewListener {
                    port: 80,
                    protocol: LoadBalancerProtocol::Http,
                    default_action,
                },
            }
            .into(),
        )?,
        (None, _) => {
            let name = format!("{name}-alb");
            submit(CreateLoadBalancer::forwarding(name, 80, target_group).into())?
        }
    };
    Ok(target_group)
}

/// Nobody would answer.
fn stop_traffic(
    world: &World,
    submit: &mut impl FnMut(Command) -> Result<Response, Rejection>,
) -> Result<(), Rejection> {
    for load_balancer in world.load_balancers() {
        submit(Command::SetTraffic {
            load_balancer: load_balancer.id,
            requests_per_second: 0,
        })?;
    }
    Ok(())
}
