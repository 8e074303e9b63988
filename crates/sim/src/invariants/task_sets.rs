//! What is true of every task set.

use crate::limits::TASK_SETS_MAX;
use crate::{DeploymentStatus, Service, ServiceStatus, StabilityStatus, Timer, World};

pub(super) fn check(world: &World, service: &Service) {
    let name = &service.name;
    assert!(
        service.deployments.len() <= TASK_SETS_MAX,
        "{name} has a bounded number of task sets"
    );
    for (place, deployment) in service.deployments.iter().enumerate() {
        assert!(
            place == 0 || deployment.status != DeploymentStatus::Primary,
            "{name} has at most one PRIMARY task set, and lists it first"
        );
        assert!(
            deployment.service_deployment.is_none(),
            "{name}: a task set is of no service deployment"
        );
        check_one(world, service, deployment.id);
    }
    assert!(
        service.staged.is_none() && service.last_completed.is_none(),
        "{name} has nothing of deployments"
    );
}

fn check_one(world: &World, service: &Service, id: crate::DeploymentId) {
    let name = &service.name;
    let found = service.task_set(id);
    let (deployment, task_set) = found.expect("what such a service runs is a task set");
    let computed = service.computed_desired_count(id);
    assert!(
        computed <= service.desired_count && task_set.scale_tenths <= 1_000,
        "{name}: a task set wants a part of the desired count"
    );
    // What is deleted wants nothing any more, whatever its task sets have been.
    if service.status != ServiceStatus::Active {
        return;
    }
    let tasks = service.tasks.iter().filter_map(|task| world.task(*task));
    let own = tasks.filter(|task| task.deployment() == Some(id));
    let active = own.filter(|task| task.is_active()).count();
    assert!(
        task_set.stability_status != StabilityStatus::SteadyState || active <= computed as usize,
        "{name}: a steady task set has no more than it should"
    );
    let is_settled =
        task_set.stability_status == StabilityStatus::SteadyState && active == computed as usize;
    let goes_on = world.due_at(Timer::ServicePass(service.id)).is_some()
        || world.outlook(service).wait.is_some();
    assert!(
        is_settled || goes_on,
        "{name}: task set {id} settles, or the service says what it waits for"
    );
    assert!(
        deployment.status != DeploymentStatus::Draining || goes_on,
        "{name}: a task set that is deleted goes in the end"
    );
}
