//! What a daemon does about tasks of a deployment that fail, and what an update of it may say.

use sim::{
    Command, ContainerHealthCheck, Duration, EventKind, Fault, HealthAnswer, Image, ProcessFaults,
    TaskId, TaskStatus, UpdateService,
};

use super::{daemon_definition, homes, with_daemon};
use crate::support::{Stage, accept};

fn checked(image: &str) -> sim::TaskDefinition {
    let mut definition = daemon_definition(image);
    definition.container_definitions[0].health_check = Some(ContainerHealthCheck {
        command: vec!["CMD-SHELL".to_owned(), "true".to_owned()],
        interval: Duration::from_secs(5),
        ..ContainerHealthCheck::default()
    });
    definition
}

fn stops(stage: &Stage, from: sim::EventSequence) -> Vec<(sim::Time, TaskId)> {
    let events = stage.timeline.events_since(from).iter();
    let stops = events.filter_map(|event| match event.kind {
        EventKind::TaskDesiredStatusChanged { task, .. } => Some((event.at, task)),
        _ => None,
    });
    stops.collect()
}

#[test]
fn unhealthy_tasks_of_a_daemon_are_replaced_one_after_the_other() {
    let mut stage = with_daemon(3, 0, |_| ());
    let command = Command::RegisterTaskDefinition(Box::new(checked("shop/agent:2")));
    accept(&mut stage.timeline, command);
    let update = UpdateService {
        task_definition: Some("agent".to_owned()),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    stage.settle();
    let sick: Vec<TaskId> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .take(2)
        .map(|task| task.id)
        .collect();
    let from = stage.next_event();
    for task in &sick {
        let fault = Fault::Process {
            task: *task,
            container: 0,
            faults: ProcessFaults {
                health_fails: true,
                ..ProcessFaults::default()
            },
        };
        accept(&mut stage.timeline, Command::Fault(fault));
    }
    let mut fewest = 3;
    for _ in 0..300 {
        stage.pass(Duration::from_secs(1));
        let running = stage.tasks_in(TaskStatus::Running);
        fewest = fewest.min(running.iter().filter(|task| task.is_active()).count());
    }
    assert_eq!(fewest, 2, "one after the other");
    let stops = stops(&stage, from);
    let mut stopped: Vec<TaskId> = stops.iter().map(|(_, task)| *task).collect();
    stopped.sort();
    let mut expected = sick;
    expected.sort();
    assert_eq!(stopped, expected, "both, and nobody else");
    assert!(stops[0].0 < stops[1].0);
    assert_eq!(homes(&stage).len(), 3);
}

#[test]
fn a_daemon_whose_new_tasks_stay_unhealthy_is_not_stuck_but_replaces_them() {
    let mut stage = with_daemon(1, 0, |_| ());
    let name = "shop/agent:2".to_owned();
    let image = Image {
        health: HealthAnswer::Status(500),
        ..Image::default()
    };
    accept(&mut stage.timeline, Command::PushImage { name, image });
    stage.settle();
    let command = Command::RegisterTaskDefinition(Box::new(checked("shop/agent:2")));
    accept(&mut stage.timeline, command);
    let update = UpdateService {
        task_definition: Some("agent".to_owned()),
        ..UpdateService::of(stage.service)
    };
    let from = stage.next_event();
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    stage.pass(Duration::from_secs(300));
    assert!(
        stops(&stage, from).len() >= 3,
        "the old one, and then the new ones"
    );
    let said = stage.said(from);
    assert!(said.iter().all(|(_, message)| {
        !message
            .text("agent", "")
            .contains("was unable to stop or start")
    }));
}

#[test]
fn an_update_of_a_daemon_may_say_what_is_so_anyway() {
    let mut stage = with_daemon(1, 0, |_| ());
    let update = UpdateService {
        maximum_percent: Some(100),
        placement_strategy: Some(vec![]),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    let update = UpdateService {
        maximum_percent: Some(101),
        ..UpdateService::of(stage.service)
    };
    let refusal = stage.refusal(Command::UpdateService(Box::new(update)));
    assert!(
        refusal.contains("does not support values above 100"),
        "{refusal}"
    );
}
