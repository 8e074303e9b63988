//! What a scheduler names as the cause of a start and of a stop.

use sim::{
    Cause, Command, ContainerHealthCheck, Duration, EventKind, EventSequence, Image, ProcessFaults,
    ServiceMessage, TargetState, TaskId, TaskStatus, UpdateService,
};

use crate::support::{Setup, Stage, accept, bridge, definition};

/// What made the scheduler do the first thing that is so, from an event on.
fn cause_of(stage: &Stage, from: EventSequence, is_it: impl Fn(&EventKind) -> bool) -> EventKind {
    let events = stage.timeline.events_since(from);
    let found = events.iter().find(|event| is_it(&event.kind));
    let found = found.unwrap_or_else(|| panic!("it happened:\n{}", stage.transcript(from)));
    let Cause::Event(cause) = found.cause else {
        panic!("an event is behind {found:?}");
    };
    let cause = stage.timeline.event(cause);
    cause.expect("it is remembered").kind.clone()
}

const fn is_start(kind: &EventKind) -> bool {
    matches!(kind, EventKind::TaskCreated { .. })
}

const fn is_stop(kind: &EventKind) -> bool {
    matches!(kind, EventKind::TaskDesiredStatusChanged { .. })
}

fn scale(stage: &mut Stage, desired_count: u32) {
    let update = UpdateService {
        desired_count: Some(desired_count),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
}

#[test]
fn growing_and_shrinking_rest_on_the_update() {
    let mut stage = Setup::default().build();
    stage.settle();
    let from = stage.next_event();
    scale(&mut stage, 3);
    stage.settle();
    let cause = cause_of(&stage, from, is_start);
    assert!(matches!(cause, EventKind::ServiceUpdated(_)), "{cause:?}");
    let from = stage.next_event();
    scale(&mut stage, 1);
    stage.settle();
    let cause = cause_of(&stage, from, is_stop);
    assert!(matches!(cause, EventKind::ServiceUpdated(_)), "{cause:?}");
}

/// Lets the health path of one of the running tasks fail.
fn make_sick(stage: &mut Stage) -> TaskId {
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    set_sick(stage, task, true);
    task
}

fn set_sick(stage: &mut Stage, task: TaskId, health_fails: bool) {
    let faults = ProcessFaults {
        health_fails,
        ..ProcessFaults::default()
    };
    let fault = sim::Fault::Process {
        task,
        container: 0,
        faults,
    };
    accept(&mut stage.timeline, Command::Fault(fault));
}

#[test]
fn an_unhealthy_task_is_replaced_and_stopped_because_it_became_unhealthy() {
    let mut stage = Setup::default().build();
    stage.settle();
    let from = stage.next_event();
    let sick = make_sick(&mut stage);
    stage.pass(Duration::from_secs(600));
    for is_it in [is_start as fn(&EventKind) -> bool, is_stop] {
        let cause = cause_of(&stage, from, is_it);
        assert!(
            matches!(
                cause,
                EventKind::TargetStateChanged { task, to: TargetState::Unhealthy(_), .. } if task == sick
            ),
            "{cause:?}"
        );
    }
}

#[test]
fn a_surplus_stops_because_the_unhealthy_task_recovered() {
    let mut stage = Setup {
        images: vec![(
            "shop/web:1",
            Image {
                boot: Duration::from_secs(200),
                ..Image::default()
            },
        )],
        grace_seconds: 0,
        health_check: sim::TargetHealthCheck {
            unhealthy_threshold: 10,
            ..sim::TargetHealthCheck::default()
        },
        ..Setup::default()
    }
    .build();
    stage.settle();
    let from = stage.next_event();
    let sick = make_sick(&mut stage);
    while !stage
        .timeline
        .events_since(from)
        .iter()
        .any(|event| is_start(&event.kind))
    {
        stage.pass(Duration::from_secs(1));
    }
    set_sick(&mut stage, sick, false);
    stage.pass(Duration::from_secs(900));
    let cause = cause_of(&stage, from, is_stop);
    assert!(
        matches!(
            cause,
            EventKind::TargetStateChanged {
                to: TargetState::Healthy,
                ..
            }
        ),
        "{cause:?}"
    );
}

#[test]
fn a_task_that_its_own_check_finds_unhealthy_is_replaced_because_of_that() {
    let mut checked = definition("shop/web:1");
    checked.container_definitions[0].health_check = Some(ContainerHealthCheck {
        command: vec!["CMD-SHELL".to_owned(), "true".to_owned()],
        ..ContainerHealthCheck::default()
    });
    let mut stage = Setup {
        balanced: false,
        definition: checked,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let from = stage.next_event();
    let sick = make_sick(&mut stage);
    stage.pass(Duration::from_secs(600));
    let cause = cause_of(&stage, from, is_start);
    assert!(
        matches!(cause, EventKind::TaskHealthChanged { task, .. } if task == sick),
        "{cause:?}"
    );
}

#[test]
fn a_task_that_waited_for_room_starts_because_the_room_became_free() {
    let mut stage = Setup {
        balanced: false,
        desired_count: 3,
        definition: sim::TaskDefinition {
            memory_mib: Some(1_700),
            ..bridge("shop/web:1")
        },
        ..Setup::default()
    }
    .on_instances(&["t3.small", "t3.small"])
    .build();
    stage.pass(Duration::from_secs(120));
    let from = stage.next_event();
    let launch = sim::LaunchInstance::of(stage.cluster, "t3.small", sim::Zone(0));
    accept(&mut stage.timeline, launch.into());
    stage.settle();
    let cause = cause_of(&stage, from, is_start);
    assert!(
        !matches!(
            cause,
            EventKind::ServiceCreated(_) | EventKind::DeploymentChanged { .. }
        ),
        "the instance, not what the service wanted before: {cause:?}"
    );
}

#[test]
fn tasks_that_are_stopped_before_they_run_are_counted() {
    let mut stage = Setup {
        desired_count: 1,
        balanced: false,
        ..Setup::default()
    }
    .build();
    stage.settle();
    scale(&mut stage, 3);
    while stage.tasks_in(TaskStatus::Provisioning).len() < 2 {
        stage.pass(Duration::from_millis(500));
    }
    let from = stage.next_event();
    scale(&mut stage, 1);
    stage.pass(Duration::from_secs(20));
    let said: Vec<ServiceMessage> = stage
        .said(from)
        .into_iter()
        .map(|(_, message)| message)
        .collect();
    assert_eq!(said[0], ServiceMessage::StoppedPending(2));
    assert!(
        said.iter()
            .all(|message| !matches!(message, ServiceMessage::StoppedRunning(_)))
    );
}

#[test]
fn tasks_move_off_an_instance_because_it_drains() {
    let mut stage = Setup {
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["c6i.large", "c6i.large"])
    .build();
    stage.settle();
    let instance = stage.instances()[0];
    let from = stage.next_event();
    stage.set_state(instance, sim::InstanceStatus::Draining);
    stage.settle();
    let cause = cause_of(&stage, from, is_start);
    assert!(
        matches!(cause, EventKind::InstanceStatusChanged { instance: drained, .. } if drained == instance),
        "{cause:?}"
    );
}
