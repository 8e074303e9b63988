//! From the calls of a script to the commands of the core.

mod balancing;
mod deployments;
mod scaling;
mod task_sets;
mod tasks;
mod traffic;

use document::script::{self, Call};
use sim::{
    AccountChange, AdvancedConfiguration, Attribute, CapacityProviderStrategyItem, Command,
    CreateService, DeploymentController, Exception, Fault, HowDisconnected, InstanceId,
    LaunchInstance, LaunchType, LoadBalancerInput, ProcessFaults, Rejection, UpdateService,
};

use super::images::push_image;
use super::names::{Names, playground};

/// Instances that one call may launch; the core bounds those of a cluster.
const LAUNCH_COUNT_MAX: u32 = 5_000;

/// The commands that carry a call out, one after the other.
///
/// # Errors
/// What a name that nothing bears is answered.
pub(super) fn commands(call: &Call, names: &Names<'_>) -> Result<Vec<Command>, Rejection> {
    let command = match call {
        Call::CreateCluster(input) => {
            let name = input.cluster_name.clone();
            let name = name.unwrap_or_else(|| "default".to_owned());
            Command::CreateCluster { name }
        }
        Call::DeleteCluster(input) => Command::DeleteCluster {
            cluster: names.cluster(Some(&input.cluster))?,
        },
        Call::RegisterTaskDefinition(input) => Command::RegisterTaskDefinition(input.clone()),
        Call::DeregisterTaskDefinition(input) => Command::DeregisterTaskDefinition {
            task_definition: input.task_definition.clone(),
        },
        Call::DeleteTaskDefinitions(input) => Command::DeleteTaskDefinitions {
            task_definitions: input.task_definitions.clone(),
        },
        Call::CreateTargetGroup(_)
        | Call::ModifyTargetGroup(_)
        | Call::ModifyTargetGroupAttributes(_)
        | Call::DeleteTargetGroup(_)
        | Call::CreateLoadBalancer(_)
        | Call::ModifyLoadBalancerAttributes(_)
        | Call::DeleteLoadBalancer(_)
        | Call::CreateListener(_)
        | Call::ModifyListener(_)
        | Call::DeleteListener(_)
        | Call::CreateRule(_)
        | Call::ModifyRule(_)
        | Call::SetRulePriorities(_)
        | Call::DeleteRule(_) => balancing::command(call, names)?,
        Call::CreateService(input) => create_service(input, names)?,
        Call::UpdateService(input) => update_service(input, names)?,
        Call::DeleteService(input) => Command::DeleteService {
            service: names.service(input.cluster.as_deref(), &input.service)?,
            force: input.force,
        },
        Call::UpdateTaskProtection(input) => tasks::update_task_protection(input, names)?,
        Call::CreateTaskSet(_)
        | Call::UpdateTaskSet(_)
        | Call::UpdateServicePrimaryTaskSet(_)
        | Call::DeleteTaskSet(_) => task_sets::command(call, names)?,
        Call::StopServiceDeployment(_)
        | Call::ContinueServiceDeployment(_)
        | Call::SetHookFunction(_)
        | Call::PutMetricAlarm(_)
        | Call::SetAlarmState(_) => deployments::command(call, names)?,
        Call::RunTask(input) => tasks::run_task(input, names)?,
        Call::StartTask(input) => tasks::start_task(input, names)?,
        Call::StopTask(input) => tasks::stop_task(input, names)?,
        Call::UpdateContainerInstancesState(input) => Command::UpdateContainerInstancesState {
            cluster: names.cluster(input.cluster.as_deref())?,
            container_instances: instances(&input.container_instances, &input.cluster, names)?,
            status: input.status,
        },
        Call::DeregisterContainerInstance(input) => Command::DeregisterContainerInstance {
            cluster: names.cluster(input.cluster.as_deref())?,
            container_instance: names
                .instance(input.cluster.as_deref(), &input.container_instance)?,
            force: input.force,
        },
        Call::LaunchInstances(input) => return launch_instances(input, names),
        Call::PutAttributes(input) => put_attributes(input, names)?,
        Call::DeleteAttributes(input) => delete_attributes(input, names)?,
        Call::RegisterScalableTarget(_)
        | Call::DeregisterScalableTarget(_)
        | Call::PutScalingPolicy(_) => scaling::command(call, names)?,
        Call::SetFargateSpotCapacity(input) => {
            Command::ChangeSpotCapacity(input.capacity.unwrap_or_default())
        }
        Call::InterruptSpotTask(input) => Command::InterruptSpotTask {
            task: names.task(input.cluster.as_deref(), &input.task)?,
        },
        Call::TerminateInstance(input) => Command::TerminateInstance {
            instance: names.instance(input.cluster.as_deref(), &input.container_instance)?,
        },
        Call::DisconnectAgent(input) => Command::DisconnectAgent {
            instance: names.instance(input.cluster.as_deref(), &input.container_instance)?,
            how: input.how.unwrap_or(HowDisconnected::Silent),
        },
        Call::ConnectAgent(input) => Command::ConnectAgent {
            instance: names.instance(input.cluster.as_deref(), &input.container_instance)?,
        },
        Call::KillContainer(input) => tasks::kill_container(input, names)?,
        Call::FillMemory(input) => {
            let name = input.container_name.as_deref();
            let (task, container) =
                tasks::container(input.cluster.as_deref(), &input.task, name, names)?;
            Command::FillMemory { task, container }
        }
        Call::ChangeProcess(input) => {
            let name = input.container_name.as_deref();
            let (task, container) =
                tasks::container(input.cluster.as_deref(), &input.task, name, names)?;
            let faults = ProcessFaults {
                health_fails: input.health_fails,
                slowdown: input.slowdown,
                ignores_sigterm: input.ignores_sigterm,
            };
            Command::Fault(Fault::Process {
                task,
                container,
                faults,
            })
        }
        Call::LoseZone(input) => {
            Command::Fault(Fault::LoseZone(names.zone(&input.availability_zone)?))
        }
        Call::SetRole(_)
        | Call::PutSecret(_)
        | Call::DeleteSecret(_)
        | Call::CreateLogGroup(_)
        | Call::DeleteLogGroup(_) => Command::ChangeAccount(account_change(call)),
        Call::PushImage(input) => push_image(input)?,
        Call::SetTraffic(input) => return traffic::set(input, names),
    };
    Ok(vec![command])
}

/// Container instances of a cluster by their names.
fn instances(
    all: &[String],
    cluster: &Option<String>,
    names: &Names<'_>,
) -> Result<Vec<InstanceId>, Rejection> {
    let instance = |name: &String| names.instance(cluster.as_deref(), name);
    all.iter().map(instance).collect()
}

fn create_service(input: &script::CreateService, names: &Names<'_>) -> Result<Command, Rejection> {
    let percents = &input.deployment_configuration;
    Ok(Command::CreateService(Box::new(CreateService {
        cluster: names.cluster(input.cluster.as_deref())?,
        service_name: input.service_name.clone(),
        task_definition: input.task_definition.as_deref().map(task_definition),
        desired_count: input.desired_count,
        deployment_controller: input
            .deployment_controller
            .as_ref()
            .map_or(DeploymentController::Ecs, |controller| controller.r#type),
        scheduling_strategy: input.scheduling_strategy,
        availability_zone_rebalancing: input.availability_zone_rebalancing,
        launch_type: launch_type(input.launch_type, &input.capacity_provider_strategy)?,
        minimum_healthy_percent: percents.minimum_healthy_percent,
        maximum_percent: percents.maximum_percent,
        deployment_configuration: deployments::configuration(percents),
        health_check_grace_period: input.health_check_grace_period,
        load_balancers: load_balancers(&input.load_balancers, names),
        subnet_zones: names.subnets(&input.network_configuration.awsvpc_configuration.subnets)?,
        placement_constraints: input.placement_constraints.clone(),
        placement_strategy: input.placement_strategy.clone(),
        capacity_provider_strategy: input.capacity_provider_strategy.clone(),
    })))
}

/// The launch type that was asked for, or FARGATE with a strategy of Fargate's providers, else EC2.
///
/// # Errors
/// Both were asked for.
fn launch_type(
    asked: Option<LaunchType>,
    strategy: &[CapacityProviderStrategyItem],
) -> Result<LaunchType, Rejection> {
    match asked {
        Some(_) if !strategy.is_empty() => Err(Rejection::new(
            Exception::InvalidParameter,
            "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.",
        )),
        Some(launch_type) => Ok(launch_type),
        None if strategy.is_empty() => Ok(LaunchType::Ec2),
        None => Ok(LaunchType::Fargate),
    }
}

fn update_service(input: &script::UpdateService, names: &Names<'_>) -> Result<Command, Rejection> {
    let percents = &input.deployment_configuration;
    let load_balancers = input
        .load_balancers
        .as_ref()
        .map(|inputs| load_balancers(inputs, names));
    let subnet_zones = input
        .network_configuration
        .as_ref()
        .map(|network| names.subnets(&network.awsvpc_configuration.subnets))
        .transpose()?;
    Ok(Command::UpdateService(Box::new(UpdateService {
        service: names.service(input.cluster.as_deref(), &input.service)?,
        desired_count: input.desired_count,
        task_definition: input.task_definition.as_deref().map(task_definition),
        minimum_healthy_percent: percents.minimum_healthy_percent,
        maximum_percent: percents.maximum_percent,
        deployment_configuration: deployments::configuration(percents),
        health_check_grace_period: input.health_check_grace_period,
        load_balancers,
        subnet_zones,
        placement_constraints: input.placement_constraints.clone(),
        placement_strategy: input.placement_strategy.clone(),
        capacity_provider_strategy: input.capacity_provider_strategy.clone(),
        availability_zone_rebalancing: input.availability_zone_rebalancing,
        force_new_deployment: input.force_new_deployment,
    })))
}

fn load_balancers(inputs: &[script::LoadBalancer], names: &Names<'_>) -> Vec<LoadBalancerInput> {
    let advanced = |advanced: &script::AdvancedConfiguration| AdvancedConfiguration {
        alternate_target_group: names.target_group(&advanced.alternate_target_group),
        production_listener_rule: names.listener_rule(&advanced.production_listener_rule),
        test_listener_rule: advanced
            .test_listener_rule
            .as_deref()
            .map(|rule| names.listener_rule(rule)),
        role_arn: advanced.role_arn.clone(),
    };
    let input = |input: &script::LoadBalancer| LoadBalancerInput {
        target_group: names.target_group(&input.target_group),
        container_name: input.container_name.clone(),
        container_port: input.container_port,
        advanced_configuration: input.advanced_configuration.as_ref().map(advanced),
    };
    inputs.iter().map(input).collect()
}

/// `family:revision` of an ARN; a name stays.
fn task_definition(name: &str) -> String {
    let arn = name.strip_prefix("arn:");
    let last = arn.and_then(|arn| arn.rsplit('/').next());
    last.unwrap_or(name).to_owned()
}

fn launch_instances(
    input: &script::LaunchInstances,
    names: &Names<'_>,
) -> Result<Vec<Command>, Rejection> {
    if !(1..=LAUNCH_COUNT_MAX).contains(&input.count) {
        return Err(playground(format!(
            "One call launches 1 to {LAUNCH_COUNT_MAX} instances."
        )));
    }
    let attributes = input.attributes.iter().map(|form| Attribute {
        name: form.name.clone(),
        value: form.value.clone(),
    });
    let command = Command::from(LaunchInstance {
        cluster: names.cluster(input.cluster.as_deref())?,
        instance_type: input.instance_type.clone(),
        zone: names.zone(&input.availability_zone)?,
        attributes: attributes.collect(),
        awsvpc_trunking: input.awsvpc_trunking,
    });
    Ok(vec![command; input.count as usize])
}

fn put_attributes(input: &script::Attributes, names: &Names<'_>) -> Result<Command, Rejection> {
    let attribute = |form: &script::TargetAttribute| {
        let target = target(form, input, names)?;
        let (name, value) = (form.name.clone(), form.value.clone());
        Ok((target, Attribute { name, value }))
    };
    Ok(Command::PutAttributes {
        cluster: names.cluster(input.cluster.as_deref())?,
        attributes: input
            .attributes
            .iter()
            .map(attribute)
            .collect::<Result<_, _>>()?,
    })
}

fn delete_attributes(input: &script::Attributes, names: &Names<'_>) -> Result<Command, Rejection> {
    let attribute =
        |form: &script::TargetAttribute| Ok((target(form, input, names)?, form.name.clone()));
    Ok(Command::DeleteAttributes {
        cluster: names.cluster(input.cluster.as_deref())?,
        attributes: input
            .attributes
            .iter()
            .map(attribute)
            .collect::<Result<_, _>>()?,
    })
}

/// The instance that an attribute is about.
fn target(
    form: &script::TargetAttribute,
    input: &script::Attributes,
    names: &Names<'_>,
) -> Result<InstanceId, Rejection> {
    names.instance(input.cluster.as_deref(), &form.target)
}

fn account_change(call: &Call) -> AccountChange {
    match call {
        Call::SetRole(input) => AccountChange::SetRole {
            role: input.role.clone(),
            allows: input.allows.iter().copied().collect(),
        },
        Call::PutSecret(input) => AccountChange::PutSecret {
            secret: input.secret.clone(),
        },
        Call::DeleteSecret(input) => AccountChange::DeleteSecret {
            secret: input.secret.clone(),
        },
        Call::CreateLogGroup(input) => AccountChange::CreateLogGroup {
            name: input.log_group_name.clone(),
        },
        Call::DeleteLogGroup(input) => AccountChange::DeleteLogGroup {
            name: input.log_group_name.clone(),
        },
        _ => unreachable!("the other calls change something else"),
    }
}
