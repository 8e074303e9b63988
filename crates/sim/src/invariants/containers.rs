//! What is true of the containers of a task, and of those that depend on each other.

use crate::{
    Container, ContainerCondition, ContainerDependency, ContainerStage, ProcessFaults, Task,
    TaskStatus, Timer, World,
};

pub(super) fn check(world: &World, task: &Task) {
    for (index, part) in task.containers.iter().enumerate() {
        check_container(world, task, index, part);
        for (_, dependency, wanted) in task.dependencies(index) {
            check_start(task, part, dependency, wanted);
        }
        for (dependent, _) in task.dependents(index) {
            check_stop(task, part, &task.containers[dependent]);
        }
    }
}

fn check_container(world: &World, task: &Task, index: usize, part: &Container) {
    let id = task.id;
    assert!(
        part.started_at.is_some() || !part.is_alive(),
        "{id}: what runs has started"
    );
    assert_eq!(
        part.restart_count > 0,
        part.restarted_at.is_some(),
        "{id}: a restart has a time"
    );
    assert!(
        part.faults.is_bounded(),
        "{id}: a process is slower within bounds"
    );
    assert!(
        part.faults == ProcessFaults::default() || part.started_at.is_some(),
        "{id}: only a process that has started has faults"
    );
    if let ContainerStage::Stopping { signalled_at, .. } = part.stage {
        let kill_at = signalled_at + task.stop_timeout(index);
        assert_eq!(
            world.due_at(Timer::StopTimeout(id, index)),
            Some(kill_at),
            "SIGTERM is followed by SIGKILL"
        );
        assert!(
            task.last_status == TaskStatus::Stopping || world.is_cut_off(id),
            "{id}: only a stopping task is signalled"
        );
    }
    if part.stage == ContainerStage::Waiting && task.is_starting() && task.pull_started_at.is_some()
    {
        assert!(
            task.waits_for(index).is_some(),
            "{id}: a container that waits for nothing goes on"
        );
    }
}

/// No container runs before its dependencies were met.
fn check_start(task: &Task, part: &Container, wanted_of: &Container, wanted: &ContainerDependency) {
    let Some(started_at) = part.started_at else {
        return;
    };
    let id = task.id;
    let began = wanted_of
        .started_at
        .is_some_and(|began| began <= started_at);
    assert!(began, "{id}: a dependency has started before");
    let ended = match wanted_of.stage {
        ContainerStage::Stopped { at, exit_code } if at <= started_at => exit_code,
        _ => None,
    };
    match wanted.condition {
        ContainerCondition::Complete => assert!(ended.is_some(), "{id}: a dependency has ended"),
        ContainerCondition::Success => {
            assert_eq!(ended, Some(0), "{id}: a dependency has succeeded");
        }
        ContainerCondition::Start | ContainerCondition::Healthy => {}
    }
}

/// No container is asked to stop before those that depend on it have ended.
fn check_stop(task: &Task, part: &Container, dependent: &Container) {
    if let ContainerStage::Stopping { signalled_at, .. } = part.stage {
        assert!(
            matches!(dependent.stage, ContainerStage::Stopped { at, .. } if at <= signalled_at),
            "{}: a container outlives those that depend on it",
            task.id
        );
    }
}
