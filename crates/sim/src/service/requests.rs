//! `CreateService`: what it checks, and what it starts; and what a deployment is made of.

use alloc::collections::VecDeque;
use alloc::format;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use super::{
    DeploymentConfiguration, DeploymentController, SchedulerMemory, SchedulingStrategy,
    ServiceLoadBalancer, ServiceStatus,
};
use crate::capacity::check_capacity_strategy;
use crate::event::EventKind;
use crate::id::{Purpose, derive_named};
use crate::limits::{
    DESIRED_COUNT_MAX, GRACE_PERIOD_SECONDS_MAX, SERVICES_MAX, TARGET_GROUPS_PER_SERVICE_MAX,
};
use crate::placement::{check_constraints, check_strategy};
use crate::table::{Map, Set};
use crate::{
    AvailabilityZoneRebalancing, Constraint, CreateService, Duration, Exception, LaunchType,
    LoadBalancerInput, NetworkMode, Rejection, Response, Rule, Service, ServiceId, Strategy,
    TargetType, TaskDefinitionRevision, World, Zone,
};

/// What a deployment is made of, checked.
pub(super) struct Configuration {
    pub(super) definition: Arc<TaskDefinitionRevision>,
    pub(super) load_balancers: Vec<ServiceLoadBalancer>,
    pub(super) subnet_zones: Vec<Zone>,
}

/// What a new service is to be like, checked.
pub(super) struct Settings {
    pub(super) deployment_configuration: DeploymentConfiguration,
    pub(super) placement_constraints: Vec<Constraint>,
    pub(super) placement_strategy: Vec<Strategy>,
    pub(super) availability_zone_rebalancing: AvailabilityZoneRebalancing,
}

impl World {
    pub(crate) fn create_service(&mut self, input: CreateService) -> Result<Response, Rejection> {
        if let Some(service) = self.same_service(&input) {
            self.note_use(Rule::CreationIsIdempotent);
            return Ok(Response::Service {
                service,
                deployment: None,
            });
        }
        if input.deployment_controller != DeploymentController::Ecs {
            return (self.handlers.create_service_of_task_sets)(self, input);
        }
        let (service, configuration) = self.new_service(input)?;
        self.note_use(Rule::RebalancingDefault);
        let (id, is_daemon) = (service.id, service.is_daemon());
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

    /// The ACTIVE service that the same request created before.
    fn same_service(&self, input: &CreateService) -> Option<ServiceId> {
        let mut services = self.services.values();
        let same = services.find(|service| {
            service.status == ServiceStatus::Active && *service.created_by == *input
        });
        same.map(|service| service.id)
    }

    /// # Errors
    /// What AWS refuses in a new service.
    fn new_service(&self, input: CreateService) -> Result<(Service, Configuration), Rejection> {
        self.check_new_service(&input)?;
        super::daemon::check_creation(&input)?;
        let deployment_configuration = self.first_deployment_configuration(&input)?;
        let name = input.task_definition.as_ref();
        let name = name.ok_or_else(no_task_definition)?;
        let definition = self.resolve_task_definition(name, Exception::Client)?;
        let configuration = self.check_configuration(
            definition,
            input.launch_type,
            &input.load_balancers,
            &input.subnet_zones,
        )?;
        let attached = &configuration.load_balancers;
        let scheduling = input.scheduling_strategy;
        (self.handlers.check_stages)(self, &deployment_configuration, attached, scheduling)?;
        let definition = &configuration.definition.definition;
        let placement_constraints =
            check_constraints(&input.placement_constraints, definition, input.launch_type)?;
        let placement_strategy = check_strategy(&input.placement_strategy, input.launch_type)?;
        check_capacity_strategy(&input.capacity_provider_strategy)?;
        let availability_zone_rebalancing = super::rebalancing::setting(
            &input,
            deployment_configuration.maximum_percent,
            &placement_strategy,
            &placement_constraints,
            definition,
        )?;
        let settings = Settings {
            deployment_configuration,
            placement_constraints,
            placement_strategy,
            availability_zone_rebalancing,
        };
        Ok((self.service_of(input, settings)?, configuration))
    }

    /// # Errors
    /// What AWS refuses in the name of a new service, and in its cluster.
    pub(super) fn check_new_service(&self, input: &CreateService) -> Result<(), Rejection> {
        self.active_cluster(input.cluster)?;
        crate::world::check_name(&input.service_name, "Service name")?;
        self.check_name_is_free(input)
    }

    /// A service that has nothing yet.
    ///
    /// # Errors
    /// What AWS refuses in its numbers.
    pub(super) fn service_of(
        &self,
        input: CreateService,
        settings: Settings,
    ) -> Result<Service, Rejection> {
        let created_by = Arc::new(input.clone());
        let desired_count = first_desired_count(&input)?;
        let grace = input.health_check_grace_period.unwrap_or(Duration::ZERO);
        check_grace_period(grace)?;
        Ok(Service {
            id: self.next_service_id(&input),
            cluster: input.cluster,
            name: input.service_name,
            status: ServiceStatus::Active,
            desired_count,
            deployment_controller: input.deployment_controller,
            scheduling_strategy: input.scheduling_strategy,
            availability_zone_rebalancing: settings.availability_zone_rebalancing,
            launch_type: input.launch_type,
            deployment_configuration: settings.deployment_configuration,
            health_check_grace_period: grace,
            placement_constraints: settings.placement_constraints,
            placement_strategy: settings.placement_strategy,
            capacity_provider_strategy: input.capacity_provider_strategy,
            created_at: self.now,
            created_by,
            deployments: vec![],
            tasks: Set::new(),
            service_deployments: VecDeque::new(),
            last_completed: None,
            images: Map::new(),
            staged: None,
            events: VecDeque::new(),
            steady_since: None,
            memory: SchedulerMemory::default(),
        })
    }

    /// The id of a new service: one that has the name of a deleted one is another.
    fn next_service_id(&self, input: &CreateService) -> ServiceId {
        let is_namesake = |other: &&Arc<Service>| {
            other.cluster == input.cluster && other.name == input.service_name
        };
        let namesake_count = self.services.values().filter(is_namesake).count();
        let name = format!("{}/{namesake_count}", input.service_name);
        ServiceId(derive_named(input.cluster.0, Purpose::Service, &name))
    }

    /// # Errors
    /// What AWS refuses in the `deploymentConfiguration` of a new service. Rule: `HundredHundredBlocks`.
    pub(super) fn first_deployment_configuration(
        &self,
        input: &CreateService,
    ) -> Result<DeploymentConfiguration, Rejection> {
        let is_daemon = input.scheduling_strategy == SchedulingStrategy::Daemon;
        let usual = if is_daemon { (0, 100) } else { (100, 200) };
        let said = input.deployment_configuration.clone();
        let configuration = said.over(DeploymentConfiguration {
            minimum_healthy_percent: input.minimum_healthy_percent.unwrap_or(usual.0),
            maximum_percent: input.maximum_percent.unwrap_or(usual.1),
            ..DeploymentConfiguration::default()
        });
        (self.handlers.check_deployment)(&configuration)?;
        let percents = (
            configuration.minimum_healthy_percent,
            configuration.maximum_percent,
        );
        if !is_daemon && percents == (100, 100) {
            return Err(Rejection::invalid_parameter(
                "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.",
            )
            .by(Rule::HundredHundredBlocks));
        }
        Ok(configuration)
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

    pub(super) fn check_configuration(
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

/// A service that would run task definitions, and names none.
pub(super) fn no_task_definition() -> Rejection {
    Rejection::client("TaskDefinition cannot be blank.")
}

/// # Errors
/// None is said for a REPLICA service, or too many. Rule: `DesiredCountRequired`.
fn first_desired_count(input: &CreateService) -> Result<u32, Rejection> {
    let desired_count = match (input.scheduling_strategy, input.desired_count) {
        (SchedulingStrategy::Daemon, _) => 0,
        (SchedulingStrategy::Replica, Some(count)) => count,
        (SchedulingStrategy::Replica, None) => {
            return Err(Rejection::invalid_parameter(
                "A desired count is required for the replica scheduling strategy.",
            )
            .by(Rule::DesiredCountRequired));
        }
    };
    check_desired_count(desired_count)?;
    Ok(desired_count)
}

pub(super) fn check_desired_count(desired_count: u32) -> Result<(), Rejection> {
    if desired_count > DESIRED_COUNT_MAX {
        return Err(Rejection::invalid_parameter(format!(
            "desiredCount must be at most {DESIRED_COUNT_MAX}."
        )));
    }
    Ok(())
}

pub(super) fn check_grace_period(grace: Duration) -> Result<(), Rejection> {
    if grace > Duration::from_secs(GRACE_PERIOD_SECONDS_MAX) {
        return Err(Rejection::invalid_parameter(format!(
            "healthCheckGracePeriodSeconds must be at most {GRACE_PERIOD_SECONDS_MAX}."
        )));
    }
    Ok(())
}
