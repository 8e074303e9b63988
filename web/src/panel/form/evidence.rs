//! What the simulation has shown about a value.

use sim::{Container, ContainerStage, Duration, TaskStatus, World};

/// The exit code of a process that gets SIGKILL.
const SIGKILL_EXIT_CODE: u8 = 137;
/// AWS's default of `stopTimeout`.
const STOP_DEFAULT: Duration = Duration::from_secs(30);

/// The latest task of a family whose container at this place was still running when its `stopTimeout` was over, and that
/// timeout.
pub(super) fn killed_task(
    world: &World,
    family: &str,
    container: usize,
) -> Option<(String, Duration)> {
    let tasks = world
        .tasks()
        .filter(|task| task.definition.definition.family == family);
    let killed = tasks.filter_map(|task| {
        let definition = task
            .definition
            .definition
            .container_definitions
            .get(container)?;
        let timeout = definition.stop_timeout.unwrap_or(STOP_DEFAULT);
        let (_, asked_at) = task
            .history
            .iter()
            .find(|(status, _)| *status == TaskStatus::Stopping)?;
        let ended_at = killed_at(task.containers.get(container)?)?;
        (ended_at.since(*asked_at) >= timeout).then(|| (ended_at, task.short_id(), timeout))
    });
    let (_, task, timeout) = killed.max_by_key(|(at, ..)| *at)?;
    Some((task, timeout))
}

fn killed_at(container: &Container) -> Option<sim::Time> {
    match container.stage {
        ContainerStage::Stopped {
            at,
            exit_code: Some(SIGKILL_EXIT_CODE),
        } => Some(at),
        _ => None,
    }
}
