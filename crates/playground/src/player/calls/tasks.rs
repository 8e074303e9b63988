//! Calls that start and stop tasks.

use document::script;
use sim::{
    Command, ContainerOverride, Exception, Rejection, RunTask, StartTask, TaskId, TaskOverride,
    UpdateTaskProtection,
};

use super::{instances, task_definition};
use crate::player::names::{Names, playground};

pub(super) fn run_task(input: &script::RunTask, names: &Names<'_>) -> Result<Command, Rejection> {
    let subnets = &input.network_configuration.awsvpc_configuration.subnets;
    Ok(Command::RunTask(Box::new(RunTask {
        cluster: names.cluster(input.cluster.as_deref())?,
        task_definition: task_definition(&input.task_definition),
        count: input.count,
        launch_type: super::launch_type(input.launch_type, &input.capacity_provider_strategy)?,
        group: input.group.clone(),
        started_by: input.started_by.clone(),
        subnet_zones: names.subnets(subnets)?,
        placement_constraints: input.placement_constraints.clone(),
        placement_strategy: input.placement_strategy.clone(),
        capacity_provider_strategy: input.capacity_provider_strategy.clone(),
        overrides: overrides(&input.overrides),
        client_token: input.client_token.clone(),
    })))
}

pub(super) fn start_task(
    input: &script::StartTask,
    names: &Names<'_>,
) -> Result<Command, Rejection> {
    let subnets = &input.network_configuration.awsvpc_configuration.subnets;
    Ok(Command::StartTask(Box::new(StartTask {
        cluster: names.cluster(input.cluster.as_deref())?,
        task_definition: task_definition(&input.task_definition),
        container_instances: instances(&input.container_instances, &input.cluster, names)?,
        group: input.group.clone(),
        started_by: input.started_by.clone(),
        subnet_zones: names.subnets(subnets)?,
        overrides: overrides(&input.overrides),
    })))
}

pub(super) fn stop_task(input: &script::StopTask, names: &Names<'_>) -> Result<Command, Rejection> {
    Ok(Command::StopTask {
        cluster: Some(names.cluster(input.cluster.as_deref())?),
        task: names.task(input.cluster.as_deref(), &input.task)?,
        reason: input.reason.clone(),
    })
}

pub(super) fn update_task_protection(
    input: &script::UpdateTaskProtection,
    names: &Names<'_>,
) -> Result<Command, Rejection> {
    let task = |name: &String| names.task(input.cluster.as_deref(), name);
    Ok(Command::UpdateTaskProtection(Box::new(
        UpdateTaskProtection {
            cluster: names.cluster(input.cluster.as_deref())?,
            tasks: input.tasks.iter().map(task).collect::<Result<_, _>>()?,
            protection_enabled: input.protection_enabled,
            expires_in_minutes: input.expires_in_minutes,
        },
    )))
}

fn overrides(form: &script::TaskOverride) -> TaskOverride {
    let container = |form: &script::ContainerOverride| ContainerOverride {
        name: form.name.clone(),
        command: form.command.clone(),
        environment: form.environment.clone(),
        cpu_units: form.cpu_units,
        memory_mib: form.memory_mib,
        memory_reservation_mib: form.memory_reservation_mib,
    };
    TaskOverride {
        cpu_units: form.cpu_units,
        memory_mib: form.memory_mib,
        container_overrides: form.container_overrides.iter().map(container).collect(),
    }
}

pub(super) fn kill_container(
    input: &script::KillContainer,
    names: &Names<'_>,
) -> Result<Command, Rejection> {
    let name = input.container_name.as_deref();
    let (task, container) = container(input.cluster.as_deref(), &input.task, name, names)?;
    Ok(Command::KillContainer {
        task,
        container,
        exit_code: input.exit_code,
    })
}

/// The container of this name, or the first one.
pub(super) fn container(
    cluster: Option<&str>,
    task: &str,
    name: Option<&str>,
    names: &Names<'_>,
) -> Result<(TaskId, usize), Rejection> {
    let id = names.task(cluster, task)?;
    let task = names.world.task(id).ok_or_else(|| {
        Rejection::new(
            Exception::InvalidParameter,
            "The referenced task was not found.",
        )
    })?;
    let Some(name) = name else {
        return Ok((id, 0));
    };
    let containers = &task.definition.definition.container_definitions;
    let place = containers
        .iter()
        .position(|container| container.name == name);
    let place = place.ok_or_else(|| {
        let all: Vec<&str> = containers.iter().map(|each| each.name.as_str()).collect();
        playground(format!(
            "The task has no container of this name: it has {}.",
            all.join(", ")
        ))
    })?;
    Ok((id, place))
}
