//! What is always true of what the schedulers of services decide.

use crate::{Service, ServiceStatus, Task, TaskGroup, TaskStatus, Timer, World};

/// A protection ends in the end, and only tasks of services that are to run have one.
pub(super) fn check_protection(world: &World, task: &Task) {
    let id = task.id;
    assert_eq!(
        world.due_at(Timer::ProtectionExpires(id)),
        task.protected_until,
        "{id}: a protection expires when it says"
    );
    assert!(
        task.protected_until.is_none() || (task.is_active() && task.service().is_some()),
        "{id}: what stops, or belongs to no service, is not protected"
    );
}

/// A task that runs is in all the target groups that it should be in, or its service looks for what is missing.
pub(super) fn check_registration(world: &World, service: &Service) {
    if service.memory.lacks_targets || service.status != ServiceStatus::Active {
        return;
    }
    for task in service.tasks.iter().map(|task| &world.tasks[task]) {
        let is_up = task.is_active() && task.last_status == TaskStatus::Running;
        let attached = world.deployment_of(task).filter(|_| is_up);
        for attached in attached.map_or(&[][..], |of| &of.load_balancers) {
            let group = world.target_groups.get(&attached.target_group);
            assert!(
                group.is_some_and(|group| group.targets.contains_key(&task.id)),
                "{}: {} is registered wherever it should be",
                service.name,
                task.id
            );
        }
    }
}

/// DAEMON services that are ACTIVE are known, and no instance has two tasks of one that should run.
pub(super) fn check_daemon(world: &World, service: &Service) {
    let name = &service.name;
    let is_active_daemon = service.is_daemon() && service.status == ServiceStatus::Active;
    assert_eq!(
        world.daemons.contains(&service.id),
        is_active_daemon,
        "{name}: its instances are watched if it is a DAEMON"
    );
    if !service.is_daemon() {
        return;
    }
    for instance in world.instances() {
        let share = instance.share(&TaskGroup::Service(service.id));
        assert!(
            share.active_count <= 1,
            "{name} runs one task on an instance"
        );
    }
}
