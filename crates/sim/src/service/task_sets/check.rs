//! What AWS refuses in the services of the deployment controllers EXTERNAL and CODE_DEPLOY.

use alloc::format;

use super::super::{DeploymentConfiguration, DeploymentStrategy, SchedulingStrategy};
use super::DeploymentController as Controller;
use crate::{
    AvailabilityZoneRebalancing, CreateService, LaunchType, Rejection, Rule, RuleSet, Service,
    UpdateService,
};

/// # Errors
/// What a new service with such a controller cannot have. Rules: `ControllerRefusals`, `ExternalController`,
/// `CodeDeployController`.
pub(super) fn check_creation(input: &CreateService) -> Result<(), Rejection> {
    let name = input.deployment_controller.name();
    if input.scheduling_strategy == SchedulingStrategy::Daemon {
        return refuse(
            Rule::ControllerRefusals,
            format!(
                "The daemon scheduling strategy does not support the {name} deployment controller."
            ),
        );
    }
    if input.availability_zone_rebalancing == Some(AvailabilityZoneRebalancing::Enabled) {
        return refuse(
            Rule::ControllerRefusals,
            format!(
                "Availability Zone rebalancing is not supported with the {name} deployment controller."
            ),
        );
    }
    match input.deployment_controller {
        Controller::External => check_external(input),
        Controller::CodeDeploy => check_code_deploy(input),
        Controller::Ecs => Ok(()),
    }
}

/// What belongs to its task sets, a service of EXTERNAL does not have.
fn check_external(input: &CreateService) -> Result<(), Rejection> {
    let stray = [
        (input.task_definition.is_some(), "A task definition"),
        (!input.load_balancers.is_empty(), "A load balancer"),
        (!input.subnet_zones.is_empty(), "A network configuration"),
        (
            input.launch_type != LaunchType::Ec2 || !input.capacity_provider_strategy.is_empty(),
            "A launch type or a capacity provider strategy",
        ),
    ];
    match stray.iter().find(|(is_there, _)| *is_there) {
        Some((_, what)) => refuse(
            Rule::ExternalController,
            format!(
                "{what} cannot be specified for a service with the EXTERNAL deployment controller: specify it in its task sets."
            ),
        ),
        None => Ok(()),
    }
}

fn check_code_deploy(input: &CreateService) -> Result<(), Rejection> {
    if input.load_balancers.len() != 1 {
        return refuse(
            Rule::CodeDeployController,
            "A service with the CODE_DEPLOY deployment controller needs one load balancer: an Application Load Balancer or a Network Load Balancer.",
        );
    }
    if input.load_balancers[0].advanced_configuration.is_some() {
        return refuse(
            Rule::CodeDeployController,
            "advancedConfiguration is not supported with the CODE_DEPLOY deployment controller.",
        );
    }
    Ok(())
}

/// # Errors
/// What only the controller ECS does in a deployment. Rule: `NoBreakerForTaskSets`.
pub(in super::super) fn check_configuration(
    controller: Controller,
    configuration: &DeploymentConfiguration,
) -> Result<(), Rejection> {
    let stray = [
        (
            configuration.deployment_circuit_breaker.enable,
            "Deployment circuit breaker",
        ),
        (configuration.alarms.enable, "Deployment alarms"),
        (
            configuration.strategy != DeploymentStrategy::Rolling,
            "A deployment strategy",
        ),
        (
            configuration.early_success_criteria.enable,
            "Early success criteria",
        ),
    ];
    match stray.iter().find(|(is_on, _)| *is_on) {
        Some((_, what)) => refuse(
            Rule::NoBreakerForTaskSets,
            format!(
                "{what} can only be used with the ECS deployment controller, not with {}.",
                controller.name()
            ),
        ),
        None => Ok(()),
    }
}

/// # Errors
/// What is not the service's to change: it is that of its task sets. Rules: `CodeDeployController`,
/// `ExternalController`.
pub(in super::super) fn check_update(
    service: &Service,
    input: &UpdateService,
) -> Result<(), Rejection> {
    let name = service.deployment_controller.name();
    let advice = match service.deployment_controller {
        Controller::CodeDeploy => "Use AWS CodeDeploy to trigger a new deployment.",
        _ => "Create a new task set instead.",
    };
    let rule = match service.deployment_controller {
        Controller::CodeDeploy => Rule::CodeDeployController,
        _ => Rule::ExternalController,
    };
    let stray = [
        (input.task_definition.is_some(), "update task definition"),
        (input.subnet_zones.is_some(), "update network parameters"),
        (input.load_balancers.is_some(), "update load balancers"),
        (
            input.capacity_provider_strategy.is_some(),
            "update capacity provider strategy",
        ),
        (input.force_new_deployment, "force a new deployment"),
        (
            input.availability_zone_rebalancing == Some(AvailabilityZoneRebalancing::Enabled),
            "enable Availability Zone rebalancing",
        ),
    ];
    match stray.iter().find(|(is_asked, _)| *is_asked) {
        Some((_, what)) => refuse(
            rule,
            format!("Unable to {what} on services with a {name} deployment controller. {advice}"),
        ),
        None => Ok(()),
    }
}

fn refuse(
    rule: impl Into<RuleSet>,
    message: impl Into<alloc::string::String>,
) -> Result<(), Rejection> {
    Err(Rejection::invalid_parameter(message).by(rule))
}
