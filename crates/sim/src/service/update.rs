//! `UpdateService`: what it checks, what it changes, and whether it starts a deployment.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::requests::{Configuration, check_desired_count, check_grace_period};
use super::{DeploymentConfiguration, ServiceStatus};
use crate::capacity::check_capacity_strategy;
use crate::event::EventKind;
use crate::placement::{check_constraints, check_strategy};
use crate::{
    AvailabilityZoneRebalancing, CapacityProviderStrategyItem, CapacityStrategyUpdate, Constraint,
    Duration, Exception, LoadBalancerInput, Rejection, Response, Rule, Service, ServiceId,
    Strategy, TaskDefinition, UpdateService, World,
};

const FORCE_NEEDED: &str = "When switching from launch type to capacity provider strategy on an existing service, or \
    making a change to a capacity provider strategy on a service that is already using one, you must force a new \
    deployment.";

/// A service as it is after an update, checked.
struct Next {
    desired_count: u32,
    grace: Duration,
    deployment_configuration: DeploymentConfiguration,
    availability_zone_rebalancing: AvailabilityZoneRebalancing,
    constraints: Vec<Constraint>,
    strategy: Vec<Strategy>,
    capacity: Vec<CapacityProviderStrategyItem>,
    /// The deployment that the update starts, if it starts one.
    configuration: Option<Configuration>,
}

impl World {
    pub(crate) fn update_service(&mut self, input: UpdateService) -> Result<Response, Rejection> {
        let id = input.service;
        let service = self.services.get(&id).cloned();
        let service = service
            .ok_or_else(|| Rejection::new(Exception::ServiceNotFound, "Service not found."))?;
        if service.status != ServiceStatus::Active {
            return Err(Rejection::new(
                Exception::ServiceNotActive,
                "Service was not ACTIVE.",
            ));
        }
        let mut next = self.check_update(&service, &input)?;
        if next.capacity != service.capacity_provider_strategy {
            self.rest_on(Rule::CapacityStrategyUpdate);
        }
        let configuration = next.configuration.take();
        self.change_service(id, next);
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

    /// # Errors
    /// What AWS refuses in an update of this service.
    fn check_update(&self, service: &Service, input: &UpdateService) -> Result<Next, Rejection> {
        super::daemon::check_update(service, input)?;
        if service.has_task_sets() {
            return self.check_update_of_task_sets(service, input);
        }
        let deployment_configuration = self.next_deployment_configuration(service, input)?;
        let (desired_count, grace) = next_numbers(service, input)?;
        let configuration = self.next_configuration(service, input)?;
        let capacity = self.next_capacity(service, input)?;
        let started = configuration.as_ref();
        self.check_next_stages(service, input, started, &deployment_configuration)?;
        let (constraints, strategy) = next_placement(service, input, started)?;
        let definition =
            started.map_or(&service.primary().definition, |started| &started.definition);
        let asked = input.availability_zone_rebalancing;
        let obstacle = super::rebalancing::obstacle(
            service.scheduling_strategy,
            deployment_configuration.maximum_percent,
            &strategy,
            &constraints,
            &definition.definition,
        );
        super::rebalancing::check(asked, obstacle)?;
        Ok(Next {
            desired_count,
            grace,
            deployment_configuration,
            availability_zone_rebalancing: asked.unwrap_or(service.availability_zone_rebalancing),
            constraints,
            strategy,
            capacity,
            configuration,
        })
    }

    /// The same of a service that runs task sets: it keeps to its counts, grace period and placement.
    ///
    /// # Errors
    /// What AWS refuses, and what is that of its task sets.
    fn check_update_of_task_sets(
        &self,
        service: &Service,
        input: &UpdateService,
    ) -> Result<Next, Rejection> {
        super::task_sets::check_update(service, input)?;
        let deployment_configuration = self.next_deployment_configuration(service, input)?;
        super::task_sets::check_configuration(
            service.deployment_controller,
            &deployment_configuration,
        )?;
        let (desired_count, grace) = next_numbers(service, input)?;
        let (constraints, strategy) = next_placement(service, input, None)?;
        Ok(Next {
            desired_count,
            grace,
            deployment_configuration,
            availability_zone_rebalancing: service.availability_zone_rebalancing,
            constraints,
            strategy,
            capacity: service.capacity_provider_strategy.clone(),
            configuration: None,
        })
    }

    fn next_deployment_configuration(
        &self,
        service: &Service,
        input: &UpdateService,
    ) -> Result<DeploymentConfiguration, Rejection> {
        let before = &service.deployment_configuration;
        let said = input.deployment_configuration.clone();
        let next = said.over(DeploymentConfiguration {
            minimum_healthy_percent: input
                .minimum_healthy_percent
                .unwrap_or(before.minimum_healthy_percent),
            maximum_percent: input.maximum_percent.unwrap_or(before.maximum_percent),
            ..before.clone()
        });
        (self.handlers.check_deployment)(&next)?;
        Ok(next)
    }

    fn change_service(&mut self, id: ServiceId, next: Next) {
        if self.waiting_for_capacity.contains(&id) {
            self.wake(id);
        }
        let changed = self.service_mut(id);
        changed.availability_zone_rebalancing = next.availability_zone_rebalancing;
        changed.placement_constraints = next.constraints;
        changed.placement_strategy = next.strategy;
        changed.capacity_provider_strategy = next.capacity;
        changed.deployment_configuration = next.deployment_configuration;
        changed.health_check_grace_period = next.grace;
        if changed.desired_count != next.desired_count {
            let computed = self.computed_counts(id);
            self.service_mut(id).desired_count = next.desired_count;
            self.unsettle(id);
            self.note_computed_counts(id, &computed);
        }
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
        let says_nothing = input.task_definition.is_none()
            && input.load_balancers.is_none()
            && input.subnet_zones.is_none()
            && !input.force_new_deployment;
        if says_nothing {
            // What is attached may be gone by now: that is asked when the service is to deploy.
            return Ok(None);
        }
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

    /// # Errors
    /// A strategy that AWS does not take, or one for a service that has a launch type; by an assumption that can be
    /// chosen, another one without force. Rule: `CapacityStrategyUpdate`.
    fn next_capacity(
        &self,
        service: &Service,
        input: &UpdateService,
    ) -> Result<Vec<CapacityProviderStrategyItem>, Rejection> {
        let before = &service.capacity_provider_strategy;
        let Some(items) = &input.capacity_provider_strategy else {
            return Ok(before.clone());
        };
        if before.is_empty() || items.is_empty() {
            return Err(Rejection::invalid_parameter(
                "A service keeps to its launch type or to its capacity provider strategy.",
            )
            .by(Rule::CapacityProviderStrategy));
        }
        check_capacity_strategy(items)?;
        let needs_force =
            self.start.switches.capacity_strategy_update == CapacityStrategyUpdate::NeedsForce;
        if needs_force && items != before && !input.force_new_deployment {
            return Err(Rejection::invalid_parameter(FORCE_NEEDED).by(Rule::CapacityStrategyUpdate));
        }
        Ok(items.clone())
    }
}

/// The desired count and the grace period in force after an update.
fn next_numbers(service: &Service, input: &UpdateService) -> Result<(u32, Duration), Rejection> {
    let desired_count = input.desired_count.unwrap_or(service.desired_count);
    check_desired_count(desired_count)?;
    let grace = input
        .health_check_grace_period
        .unwrap_or(service.health_check_grace_period);
    check_grace_period(grace)?;
    Ok((desired_count, grace))
}

/// The constraints and strategies in force after an update: an update of them starts no deployment. Rule:
/// `UpdatesThatDeploy`.
fn next_placement(
    service: &Service,
    input: &UpdateService,
    configuration: Option<&Configuration>,
) -> Result<(Vec<Constraint>, Vec<Strategy>), Rejection> {
    let leading = service
        .leading_deployment()
        .map(|leading| &leading.definition);
    let definition = configuration.map(|next| &next.definition).or(leading);
    let blank = TaskDefinition::default();
    let definition = definition.map_or(&blank, |definition| &definition.definition);
    let shapes = || service.placement_constraints.iter().map(Constraint::shape);
    let constraints = match &input.placement_constraints {
        Some(constraints) => constraints.clone(),
        None => shapes().collect(),
    };
    let constraints = check_constraints(&constraints, definition, service.launch_type)?;
    let strategy = match &input.placement_strategy {
        Some(strategy) => check_strategy(strategy, service.launch_type)?,
        None => service.placement_strategy.clone(),
    };
    Ok((constraints, strategy))
}
