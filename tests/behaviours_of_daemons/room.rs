//! The room that others leave to the task of a daemon that is about to come.

use sim::{
    Command, Duration, Image, OnSigterm, ServiceId, TaskDefinition, TaskStatus, UpdateService,
};

use super::{create, daemon_definition, daemon_input};
use crate::support::{Setup, Stage, accept, bridge};

fn sized(definition: TaskDefinition, (cpu_units, memory_mib): (u32, u32)) -> TaskDefinition {
    TaskDefinition {
        cpu_units: Some(cpu_units),
        memory_mib: Some(memory_mib),
        ..definition
    }
}

fn register(stage: &mut Stage, definition: TaskDefinition) {
    let definition = Box::new(definition);
    accept(
        &mut stage.timeline,
        Command::RegisterTaskDefinition(definition),
    );
}

/// One instance of 2,048 CPU units and some 3,800 MiB with six tasks of a replica service and one of a daemon, which
/// takes half a minute to end. While the task of the daemon is replaced by one of a bigger revision, a seventh replica
/// is wanted. Gives the stage when all is quiet, with the replica service.
fn replaced(replica: (u32, u32), old: (u32, u32), new: (u32, u32)) -> (Stage, ServiceId) {
    let slow = Image {
        on_sigterm: OnSigterm::Ignores,
        ..Image::default()
    };
    let mut stage = Setup {
        balanced: false,
        desired_count: 6,
        definition: sized(bridge("shop/web:1"), replica),
        images: vec![("shop/agent:1", slow)],
        ..Setup::default()
    }
    .on_instances(&["c6i.large"])
    .build();
    register(&mut stage, sized(daemon_definition("shop/agent:1"), old));
    stage.settle();
    let input = daemon_input(&stage);
    let replicas = stage.service;
    stage.service = create(&mut stage, input);
    stage.settle();
    register(&mut stage, sized(daemon_definition("shop/agent:2"), new));
    let deploy = UpdateService {
        task_definition: Some("agent".to_owned()),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(deploy)),
    );
    while stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .any(|task| task.is_active())
    {
        stage.pass(Duration::from_millis(500));
    }
    let grow = UpdateService {
        desired_count: Some(7),
        ..UpdateService::of(replicas)
    };
    accept(&mut stage.timeline, Command::UpdateService(Box::new(grow)));
    stage.pass(Duration::from_secs(240));
    (stage, replicas)
}

fn running(stage: &Stage, service: ServiceId) -> usize {
    let tasks = stage.timeline.world().tasks();
    tasks
        .filter(|task| task.service() == Some(service) && task.last_status == TaskStatus::Running)
        .count()
}

#[test]
fn room_is_kept_for_the_bigger_task_of_a_daemon_until_the_smaller_one_is_gone() {
    // By CPU, and by memory: what is free would do for the replica or for what the daemon needs more, not for both.
    for (replica, old, new) in [
        ((256, 128), (256, 128), (512, 128)),
        ((128, 440), (128, 440), (128, 880)),
    ] {
        let (stage, replicas) = replaced(replica, old, new);
        let agents = stage.tasks_in(TaskStatus::Running);
        assert_eq!(agents.len(), 1);
        assert_eq!(agents[0].definition.revision, 2);
        assert_eq!(running(&stage, replicas), 6, "the seventh waits");
    }
}

#[test]
fn no_more_room_is_kept_for_a_daemon_than_its_task_needs() {
    for (replica, agent) in [((256, 128), (256, 128)), ((128, 440), (128, 440))] {
        let (stage, replicas) = replaced(replica, agent, agent);
        let agents = stage.tasks_in(TaskStatus::Running);
        assert_eq!(agents.len(), 1);
        assert_eq!(agents[0].definition.revision, 2);
        assert_eq!(running(&stage, replicas), 7, "there is room for both");
    }
}
