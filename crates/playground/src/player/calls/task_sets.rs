//! What scripts say about task sets.

use document::script::{self, Call};
use sim::{Command, CreateTaskSet, Rejection, TaskSetCommand};

use super::{Names, launch_type, load_balancers, task_definition};

/// The whole of a service, in tenths of a percent.
const WHOLE_TENTHS: u32 = 1_000;

/// The command of a call about task sets.
///
/// # Errors
/// What a name that nothing bears is answered.
pub(super) fn command(call: &Call, names: &Names<'_>) -> Result<Command, Rejection> {
    let command = match call {
        Call::CreateTaskSet(input) => TaskSetCommand::Create(create(input, names)?),
        Call::UpdateTaskSet(input) => {
            let service = names.service(input.cluster.as_deref(), &input.service)?;
            TaskSetCommand::Update {
                service,
                task_set: names.task_set(service, &input.task_set),
                scale_tenths: input.scale.value.0,
            }
        }
        Call::UpdateServicePrimaryTaskSet(input) => {
            let service = names.service(input.cluster.as_deref(), &input.service)?;
            TaskSetCommand::UpdatePrimary {
                service,
                task_set: names.task_set(service, &input.primary_task_set),
            }
        }
        Call::DeleteTaskSet(input) => {
            let service = names.service(input.cluster.as_deref(), &input.service)?;
            TaskSetCommand::Delete {
                service,
                task_set: names.task_set(service, &input.task_set),
                force: input.force,
            }
        }
        _ => unreachable!("the other calls are about something else"),
    };
    Ok(Command::TaskSet(Box::new(command)))
}

fn create(input: &script::CreateTaskSet, names: &Names<'_>) -> Result<CreateTaskSet, Rejection> {
    let scale = input.scale.as_ref();
    Ok(CreateTaskSet {
        service: names.service(input.cluster.as_deref(), &input.service)?,
        task_definition: task_definition(&input.task_definition),
        external_id: input.external_id.clone(),
        load_balancers: load_balancers(&input.load_balancers, names),
        subnet_zones: names.subnets(&input.network_configuration.awsvpc_configuration.subnets)?,
        launch_type: launch_type(input.launch_type, &input.capacity_provider_strategy)?,
        capacity_provider_strategy: input.capacity_provider_strategy.clone(),
        scale_tenths: scale.map_or(WHOLE_TENTHS, |scale| scale.value.0),
    })
}
