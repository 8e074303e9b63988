//! What a service needs before its deployments can go through stages: a second target group that takes turns.

use sim::{
    AdvancedConfiguration, BalancingCommand, Command, CreateTargetGroup, DeploymentStrategy,
    ListenerAction, LoadBalancerInput, Rejection, Response, Service, ServiceId, TargetGroupId,
    TargetGroupTuple, Timeline, UpdateService, World,
};

/// What is behind the name of a target group in that of the one that takes turns with it.
const ALTERNATE: &str = "-2";
/// Who may change the load balancer.
const ROLE: &str = "arn:aws:iam::123456789012:role/ecsInfrastructureRole";

/// Gives a service another deployment strategy, and an alternate target group behind the default rule of its listener
/// where it has none yet.
///
/// # Errors
/// What AWS would answer to the first call that it refuses; then nothing has changed.
pub fn change_strategy(
    timeline: &mut Timeline,
    service: ServiceId,
    strategy: DeploymentStrategy,
) -> Result<(), Rejection> {
    let mut trial = timeline.world().clone();
    let now = trial.now();
    let before = timeline.world().clone();
    carry_out(&before, service, strategy, |command| {
        trial.handle_command(now, command)
    })?;
    carry_out(&before, service, strategy, |command| {
        timeline.submit(command)
    })
}

fn carry_out(
    world: &World,
    id: ServiceId,
    strategy: DeploymentStrategy,
    mut submit: impl FnMut(Command) -> Result<Response, Rejection>,
) -> Result<(), Rejection> {
    let mut update = UpdateService::of(id);
    update.deployment_configuration.strategy = Some(strategy);
    let service = world.service(id);
    let lacks = service.filter(|_| strategy != DeploymentStrategy::Rolling);
    if let Some(place) = lacks.and_then(|service| Place::of(world, service)) {
        let created = submit(place.create())?;
        if let Response::TargetGroup(alternate) = created {
            submit(place.forward(alternate))?;
            update.load_balancers = Some(vec![place.attached(alternate)]);
        }
    }
    submit(Command::UpdateService(Box::new(update)))?;
    Ok(())
}

/// Where a service is attached that has no alternate target group.
struct Place<'a> {
    attached: &'a sim::ServiceLoadBalancer,
    group: &'a sim::TargetGroup,
    listener: &'a sim::Listener,
}

impl<'a> Place<'a> {
    /// None for a service that needs nothing, or that has no listener to prepare.
    fn of(world: &'a World, service: &'a Service) -> Option<Self> {
        if service.has_task_sets() {
            return None;
        }
        let attached = service.primary().load_balancers.first()?;
        if attached.advanced_configuration.is_some() {
            return None;
        }
        let group = world.target_group(attached.target_group)?;
        let balancer = world.load_balancer(group.load_balancer?)?;
        let mut listeners = balancer.listeners.iter();
        let listener = listeners.find(|listener| {
            let tuples = listener.default_action.target_groups();
            tuples.iter().any(|tuple| tuple.target_group == group.id)
        })?;
        Some(Self {
            attached,
            group,
            listener,
        })
    }

    fn create(&self) -> Command {
        CreateTargetGroup {
            name: format!("{}{ALTERNATE}", self.group.name),
            target_type: self.group.target_type,
            protocol: self.group.protocol,
            port: self.group.port,
            health_check: self.group.health_check.clone().into(),
            attributes: self.group.attributes.clone(),
        }
        .into()
    }

    /// The default rule knows the alternate, which gets nothing yet.
    fn forward(&self, alternate: TargetGroupId) -> Command {
        let mut action = self.listener.default_action.clone();
        if let ListenerAction::Forward(forward) = &mut action {
            forward.target_groups.push(TargetGroupTuple {
                target_group: alternate,
                weight: 0,
            });
        }
        BalancingCommand::ModifyListener {
            listener: self.listener.id,
            port: None,
            protocol: None,
            default_action: Some(action),
        }
        .into()
    }

    fn attached(&self, alternate: TargetGroupId) -> LoadBalancerInput {
        LoadBalancerInput {
            target_group: self.attached.target_group,
            container_name: self.attached.container_name.clone(),
            container_port: self.attached.container_port,
            advanced_configuration: Some(AdvancedConfiguration {
                alternate_target_group: alternate,
                production_listener_rule: self.listener.default_rule,
                test_listener_rule: None,
                role_arn: ROLE.to_owned(),
            }),
        }
    }
}
