//! `CreateService`, `UpdateService` and `DeleteService`: what they check, and what they start.

use alloc::collections::VecDeque;
use alloc::format;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use super::{
    DeploymentConfiguration, SchedulerMemory, SchedulingStrategy, ServiceLoadBalancer,
    ServiceStatus,
};
use crate::capacity::check_capacity_strategy;
use crate::event::EventKind;
use crate::id::{Purpose, derive_named};
use crate::limits::{
    DESIRED_COUNT_MAX, GRACE_PERIOD_SECONDS_MAX, SERVICES_MAX, TARGET_GROUPS_PER_SERVICE_MAX,
};
use crate::placement::{check_constraints, check_strategy};
use crate::table::Set;
use crate::{
    CapacityProviderStrategyItem, Constraint, CreateService, Duration, Exception, LaunchType,
    LoadBalancerInput, NetworkMode, Rejection, Response, Rule, Service, ServiceId, Strategy,
    TargetType, TaskDefinitionRevision, UpdateService, World, Zone,
};

/// What a deployment is made of, checked.
pub(super) struct Configuration {
    pub(super) definition: Arc<TaskDefinitionRevision>,
    pub(super) load_balancers: Vec<ServiceLoadBalancer>,
    pub(super) subnet_zones: Vec<Zone>,
}

impl World {
    pub(crate) fn create_service(&mut self, input: CreateService) -> Result<Response, Rejection> {
        self.active_cluster(input.cluster)?;
        crate::world::check_name(&input.service_name, "Service name")?;
        self.check_name_is_free(&input)?;
        let usual = match input.scheduling_strategy {
            SchedulingStrategy::Replica => (100, 200),
            SchedulingStrategy::Daemon => (0, 100),
        };
        let is_daemon = input.scheduling_strategy == SchedulingStrategy::Daemon;
        super::daemon::check_creation(&input)?;
        let said = input.deployment_configuration.clone();
        let deployment_configuration = said.over(DeploymentConfiguration {
            minimum_healthy_percent: input.minimum_healthy_percent.unwrap_or(usual.0),
            maximum_percent: input.maximum_percent.unwrap_or(usual.1),
            ..DeploymentConfiguration::default()
        });
        (self.handlers.check_deployment)(&deployment_configuration)?;
        let percents = &deployment_configuration;
        if !is_daemon && percents.minimum_healthy_percent == 100 && percents.maximum_percent == 100
        {
            return Err(Rejection::invalid_parameter(
                "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.",
            )
            .by(Rule::HundredHundredBlocks));
        }
        let desired_count = match (is_daemon, input.desired_count) {
            (true, _) => 0,
            (false, Some(count)) => count,
            (false, None) => {
                return Err(Rejection::invalid_parameter(
                    "A desired count is required for the replica scheduling strategy.",
                )
                .by(Rule::DesiredCountRequired));
            }
        };
        check_desired_count(desired_count)?;
        let grace = input.health_check_grace_period.unwrap_or(Duration::ZERO);
        check_grace_period(grace)?;
        let definition = self.resolve_task_definition(&input.task_definition, Exception::Client)?;
        let configuration = self.check_configuration(
            definition,
            input.launch_type,
            &input.load_balancers,
            &input.subnet_zones,
        )?;
        let attached = &configuration.load_balancers;
        let scheduling = input.scheduling_strategy;
        (self.handlers.check_stages)(self, &deployment_configuration, attached, scheduling)?;
        let placement_constraints = check_constraints(
            &input.placement_constraints,
            &configuration.definition.definition,
            input.launch_type,
        )?;
        let placement_strategy = check_strategy(&input.placement_strategy, input.launch_type)?;
        check_capacity_strategy(&input.capacity_provider_strategy)?;

        let availability_zone_rebalancing = super::rebalancing::setting(
            &input,
            percents.maximum_percent,
            &placement_strategy,
            &placement_constraints,
            &configuration.definition.definition,
        )?;
        self.note_use(Rule::RebalancingDefault);
        let namesake_count = self
            .services
            .values()
            .filter(|other| other.cluster == input.cluster && other.name == input.service_name)
            .count();
        let name = format!("{}/{namesake_count}", input.service_name);
        let id = ServiceId(derive_named(input.cluster.0, Purpose::Service, &name));
        let service = Service {
            id,
            cluster: input.cluster,
            name: input.service_name,
            status: ServiceStatus::Active,
            desired_count,
            scheduling_strategy: input.scheduling_strategy,
            availability_zone_rebalancing,
            launch_type: input.launch_type,
            deployment_configuration,
            health_check_grace_period: grace,
            placement_constraints,
            placement_strategy,
            capacity_provider_strategy: input.capacity_provider_strategy,
            created_at: self.now,
            deployments: vec![],
            tasks: Set::new(),
            service_deployments: VecDeque::new(),
            last_completed: None,
            staged: None,
            events: VecDeque::new(),
            steady_since: None,
            memory: SchedulerMemory::default(),
        };
        self.services.insert(id, Arc::new(service));
        if is_daemon {
            self.daemons.insert(id);
        }
        let deployment = self.start_deployment(id, configuration);
        self.emit_by(Rule::FamilyIsLatestActive, EventKind::ServiceCreated(id));
        self.announce_deployment(id, deployment);
        Ok(Response::Service {
            service: id,
            deployment: Some(deployment),
        })
    }

    fn check_name_is_free(&self, input: &CreateService) -> Result<(), Rejection> {
        if self.services.len() >= SERVICES_MAX {
            return Err(Rejection::new(
                Exception::LimitExceeded,
                format!("This playground holds at most {SERVICES_MAX} services."),
            ));
        }
        let namesake = self.services.values().find(|service| {
            service.cluster == input.cluster
                && service.name == input.service_name
                && service.status != ServiceStatus::Inactive
        });
        match namesake.map(|service| service.status) {
            Some(ServiceStatus::Active) => Err(Rejection::invalid_parameter(
                "Creation of service was not idempotent.",
            )),
            Some(ServiceStatus::Draining) => Err(Rejection::invalid_parameter(
                "Unable to Start a service that is still Draining.",
            )),
            _ => Ok(()),
        }
    }

    pub(crate) fn update_service(&mut self, input: UpdateService) -> Result<Response, Rejection> {
        let service = self
            .services
            .get(&input.service)
            .cloned()
            .ok_or_else(|| Rejection::new(Exception::ServiceNotFound, "Service not found."))?;
        if service.status != ServiceStatus::Active {
            return Err(Rejection::new(
                Exception::ServiceNotActive,
                "Service was not ACTIVE.",
            ));
        }
        super::daemon::check_update(&service, &input)?;
        let before = &service.deployment_configuration;
        let said = input.deployment_configuration.clone();
        let deployment_configuration = said.over(DeploymentConfiguration {
            minimum_healthy_percent: input
                .minimum_healthy_percent
                .unwrap_or(before.minimum_healthy_percent),
            maximum_percent: input.maximum_percent.unwrap_or(before.maximum_percent),
            ..before.clone()
        });
        (self.handlers.check_deployment)(&deployment_configuration)?;
        let desired_count = input.desired_count.unwrap_or(service.desired_count);
        check_desired_count(desired_count)?;
        let grace = input
            .health_check_grace_period
            .unwrap_or(service.health_check_grace_period);
        check_grace_period(grace)?;
        let configuration = self.next_configuration(&service, &input)?;
        if let Some(items) = &input.capacity_provider_strategy {
            check_capacity_change(&service, items)?;
        }
        self.check_next_stages(
            &service,
            &input,
            configuration.as_ref(),
            &deployment_configuration,
        )?;
        let (constraints, strategy) = next_placement(&service, &input, configuration.as_ref())?;
        let definition = configuration
            .as_ref()
            .map_or(&service.primary().definition, |next| &next.definition);
        let asked = input.availability_zone_rebalancing;
        let obstacle = super::rebalancing::obstacle(
            service.scheduling_strategy,
            deployment_configuration.maximum_percent,
            &strategy,
            &constraints,
            &definition.definition,
        );
        super::rebalancing::check(asked, obstacle)?;
        let rebalancing = asked.unwrap_or(service.availability_zone_rebalancing);

        let id = input.service;
        if self.waiting_for_capacity.contains(&id) {
            self.wake(id);
        }
        let changed = self.service_mut(id);
        changed.availability_zone_rebalancing = rebalancing;
        changed.placement_constraints = constraints;
        changed.placement_strategy = strategy;
        if let Some(items) = input.capacity_provider_strategy {
            changed.capacity_provider_strategy = items;
        }
        changed.deployment_configuration = deployment_configuration;
        changed.health_check_grace_period = grace;
        if changed.desired_count != desired_count {
            changed.desired_count = desired_count;
            self.unsettle(id);
        }
        self.note_circuit_breaker(id);
        self.emit(EventKind::ServiceUpdated(id));
        if service.is_daemon() {
            self.capacity_changed(service.cluster);
        }
        let deployment = configuration.map(|configuration| {
            let deployment = self.start_deployment(id, configuration);
            self.announce_deployment(id, deployment);
            deployment
        });
        Ok(Response::Service {
            service: id,
            deployment,
        })
    }

    /// After a rollback a service may lack what its strategy needs: that is asked again when it is to deploy.
    fn check_next_stages(
        &self,
        service: &Service,
        input: &UpdateService,
        next: Option<&Configuration>,
        deployment_configuration: &DeploymentConfiguration,
    ) -> Result<(), Rejection> {
        if next.is_none() && input.deployment_configuration.strategy.is_none() {
            return Ok(());
        }
        let attached = next.map(|next| &next.load_balancers);
        let attached = attached.unwrap_or(&service.primary().revision.load_balancers);
        let scheduling = service.scheduling_strategy;
        (self.handlers.check_stages)(self, deployment_configuration, attached, scheduling)
    }

    /// The configuration of the deployment that an update starts, if it starts one. Rules: `UpdatesThatDeploy`,
    /// `InactiveStaysInUse`.
    fn next_configuration(
        &self,
        service: &Service,
        input: &UpdateService,
    ) -> Result<Option<Configuration>, Rejection> {
        let primary = &service.primary().revision;
        let definition = match &input.task_definition {
            Some(name) => self.resolve_task_definition(name, Exception::Client)?,
            None => primary.definition.clone(),
        };
        let attached: Vec<LoadBalancerInput> = primary
            .load_balancers
            .iter()
            .map(|attached| LoadBalancerInput {
                target_group: attached.target_group,
                container_name: attached.container_name.clone(),
                container_port: attached.container_port,
                advanced_configuration: attached.advanced_configuration.clone(),
            })
            .collect();
        let zones = input.subnet_zones.as_ref().unwrap_or(&primary.subnet_zones);
        let configuration = self.check_configuration(
            definition,
            service.launch_type,
            input.load_balancers.as_ref().unwrap_or(&attached),
            zones,
        )?;
        let differs = !Arc::ptr_eq(&configuration.definition, &primary.definition)
            || configuration.load_balancers != primary.load_balancers
            || configuration.subnet_zones != primary.subnet_zones;
        Ok((differs || input.force_new_deployment).then_some(configuration))
    }

    fn check_configuration(
        &self,
        definition: Arc<TaskDefinitionRevision>,
        launch_type: LaunchType,
        load_balancers: &[LoadBalancerInput],
        subnet_zones: &[Zone],
    ) -> Result<Configuration, Rejection> {
        self.check_launch(&definition, launch_type, subnet_zones)?;
        let load_balancers = self.check_load_balancers(&definition, load_balancers)?;
        Ok(Configuration {
            definition,
            load_balancers,
            subnet_zones: subnet_zones.to_vec(),
        })
    }

    fn check_load_balancers(
        &self,
        revision: &TaskDefinitionRevision,
        inputs: &[LoadBalancerInput],
    ) -> Result<Vec<ServiceLoadBalancer>, Rejection> {
        if inputs.len() > TARGET_GROUPS_PER_SERVICE_MAX {
            return Err(Rejection::invalid_parameter(format!(
                "A service can have at most {TARGET_GROUPS_PER_SERVICE_MAX} target groups."
            )));
        }
        let groups: Set<_> = inputs.iter().map(|input| input.target_group).collect();
        if groups.len() < inputs.len() {
            return Err(Rejection::invalid_parameter(
                "A target group can be attached to a service once.",
            ));
        }
        inputs
            .iter()
            .map(|input| self.check_load_balancer(revision, input))
            .collect()
    }

    fn check_load_balancer(
        &self,
        revision: &TaskDefinitionRevision,
        input: &LoadBalancerInput,
    ) -> Result<ServiceLoadBalancer, Rejection> {
        let name = &input.container_name;
        let container = revision
            .definition
            .container_definitions
            .iter()
            .find(|container| container.name == *name)
            .ok_or_else(|| {
                Rejection::invalid_parameter(format!(
                    "The container {name} does not exist in the task definition."
                ))
            })?;
        if !container
            .port_mappings
            .iter()
            .any(|mapping| mapping.container_port == input.container_port)
        {
            let port = input.container_port;
            return Err(Rejection::invalid_parameter(format!(
                "The container {name} did not have a container port {port} defined."
            )));
        }
        let arn = self.target_group_arn(input.target_group);
        let group = self
            .target_group(input.target_group)
            .filter(|group| group.is_in_use)
            .ok_or_else(|| {
                Rejection::invalid_parameter(format!(
                    "The target group with targetGroupArn {arn} does not have an associated load balancer."
                ))
            })?;
        let mode = revision.definition.effective_network_mode();
        let (mode_name, suits) = match mode {
            NetworkMode::Awsvpc => ("awsvpc", group.target_type == TargetType::Ip),
            NetworkMode::Bridge => ("bridge", group.target_type == TargetType::Instance),
            NetworkMode::Host => ("host", group.target_type == TargetType::Instance),
            NetworkMode::None => ("none", false),
        };
        if !suits {
            return Err(Rejection::invalid_parameter(format!(
                "The provided target group {arn} has target type {}, which is incompatible with the {mode_name} network mode specified in the task definition.",
                group.target_type.name()
            )));
        }
        Ok(ServiceLoadBalancer {
            target_group: input.target_group,
            container_name: name.clone(),
            container_port: input.container_port,
            advanced_configuration: input.advanced_configuration.clone(),
        })
    }
}

/// The constraints and strategies in force after an update: an update of them starts no deployment. Rule:
/// `UpdatesThatDeploy`.
fn next_placement(
    service: &Service,
    input: &UpdateService,
    configuration: Option<&Configuration>,
) -> Result<(Vec<Constraint>, Vec<Strategy>), Rejection> {
    let definition = configuration.map_or(&service.primary().definition, |next| &next.definition);
    let shapes = || service.placement_constraints.iter().map(Constraint::shape);
    let constraints = match &input.placement_constraints {
        Some(constraints) => constraints.clone(),
        None => shapes().collect(),
    };
    let constraints = check_constraints(&constraints, &definition.definition, service.launch_type)?;
    let strategy = match &input.placement_strategy {
        Some(strategy) => check_strategy(strategy, service.launch_type)?,
        None => service.placement_strategy.clone(),
    };
    Ok((constraints, strategy))
}

/// # Errors
/// A strategy that AWS does not take, or one for a service that has a launch type.
fn check_capacity_change(
    service: &Service,
    items: &[CapacityProviderStrategyItem],
) -> Result<(), Rejection> {
    if service.capacity_provider_strategy.is_empty() || items.is_empty() {
        return Err(Rejection::invalid_parameter(
            "A service keeps to its launch type or to its capacity provider strategy.",
        )
        .by(Rule::CapacityProviderStrategy));
    }
    check_capacity_strategy(items)
}

fn check_desired_count(desired_count: u32) -> Result<(), Rejection> {
    if desired_count > DESIRED_COUNT_MAX {
        return Err(Rejection::invalid_parameter(format!(
            "desiredCount must be at most {DESIRED_COUNT_MAX}."
        )));
    }
    Ok(())
}

fn check_grace_period(grace: Duration) -> Result<(), Rejection> {
    if grace > Duration::from_secs(GRACE_PERIOD_SECONDS_MAX) {
        return Err(Rejection::invalid_parameter(format!(
            "healthCheckGracePeriodSeconds must be at most {GRACE_PERIOD_SECONDS_MAX}."
        )));
    }
    Ok(())
}
