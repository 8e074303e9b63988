//! How unhealthy tasks are replaced, and what waits between launches that fail.

use sim::{
    Command, Duration, EventKind, EventSequence, Fault, ProcessFaults, ServiceMessage, TaskId,
    TaskStatus, Time,
};

use crate::support::{Setup, Stage, accept, definition};

fn steady(setup: Setup) -> Stage {
    let mut stage = Setup {
        delay_seconds: 10,
        ..setup
    }
    .build();
    stage.settle();
    stage
}

fn running(stage: &Stage) -> Vec<TaskId> {
    let tasks = stage.tasks_in(TaskStatus::Running);
    tasks.iter().map(|task| task.id).collect()
}

/// The health path of a task fails from now on.
fn ail(stage: &mut Stage, task: TaskId) {
    let faults = ProcessFaults {
        health_fails: true,
        ..ProcessFaults::default()
    };
    let fault = Fault::Process {
        task,
        container: 0,
        faults,
    };
    accept(&mut stage.timeline, Command::Fault(fault));
}

/// Lets the service notice what is wrong, and become steady again.
fn recover(stage: &mut Stage) {
    while stage.service().steady_since.is_some() {
        stage.pass(Duration::from_secs(1));
    }
    stage.settle();
}

/// When something happened first, from an event on.
fn when(stage: &Stage, from: EventSequence, is_it: impl Fn(&EventKind) -> bool) -> Time {
    let events = stage.timeline.events_since(from);
    let found = events.iter().find(|event| is_it(&event.kind));
    found.expect("it happens").at
}

fn told_to_stop(stage: &Stage, from: EventSequence, wanted: TaskId) -> Time {
    when(
        stage,
        from,
        |kind| matches!(kind, EventKind::TaskDesiredStatusChanged { task, .. } if *task == wanted),
    )
}

#[test]
fn an_unhealthy_task_is_stopped_only_when_its_replacement_is_healthy() {
    let mut stage = steady(Setup::default());
    let from = stage.next_event();
    let sick = running(&stage)[0];
    ail(&mut stage, sick);
    recover(&mut stage);
    let said = stage.said(from);
    let replaced = said.iter().find_map(|(time, message)| match message {
        ServiceMessage::ReplacedUnhealthy(tasks) => {
            Some((*time, tasks.clone(), message.text("web", "")))
        }
        _ => None,
    });
    let (started_at, replacements, text) = replaced.expect("it is replaced");
    let [replacement] = replacements[..] else {
        panic!("one task for one: {replacements:?}");
    };
    assert_eq!(
        text,
        format!(
            "(service web) has started 1 tasks: (task {replacement}). Amazon ECS replaced 1 tasks due to an unhealthy \
             status."
        )
    );
    let healthy_at = when(
        &stage,
        from,
        |kind| matches!(kind, EventKind::TargetStateChanged { task, to: sim::TargetState::Healthy, .. } if *task == replacement),
    );
    let stopped_at = told_to_stop(&stage, from, sick);
    assert!(started_at < healthy_at && healthy_at <= stopped_at);
    assert!(running(&stage).contains(&replacement));
    assert_eq!(
        stage.service().deployments.len(),
        1,
        "of the same revision, without a deployment"
    );
}

#[test]
fn of_an_unhealthy_task_and_its_unhealthy_replacement_one_stops() {
    let mut stage = steady(Setup {
        desired_count: 1,
        ..Setup::default()
    });
    let sick = running(&stage)[0];
    ail(&mut stage, sick);
    while running(&stage).len() < 2 {
        stage.pass(Duration::from_secs(1));
    }
    let replacement = running(&stage).into_iter().find(|task| *task != sick);
    let replacement = replacement.expect("there are two");
    ail(&mut stage, replacement);
    let is_active = |stage: &Stage, task| {
        stage
            .timeline
            .world()
            .task(task)
            .is_some_and(sim::Task::is_active)
    };
    let mut most = 0;
    while is_active(&stage, sick) && is_active(&stage, replacement) {
        most = most.max(running(&stage).len());
        stage.pass(Duration::from_secs(1));
    }
    assert!(most <= 2, "no more than 200 percent");
    stage.settle();
    assert_eq!(running(&stage).len(), 1);
}

#[test]
fn where_the_maximum_leaves_no_room_unhealthy_tasks_stop_one_at_a_time_before_they_are_replaced() {
    let mut stage = steady(Setup {
        desired_count: 4,
        percents: (50, 100),
        ..Setup::default()
    });
    let from = stage.next_event();
    let sick = running(&stage);
    for task in &sick[..2] {
        ail(&mut stage, *task);
    }
    recover(&mut stage);
    let stops: Vec<Time> = sick[..2]
        .iter()
        .map(|task| told_to_stop(&stage, from, *task))
        .collect();
    let (first, second) = (stops[0].min(stops[1]), stops[0].max(stops[1]));
    let created_at = when(&stage, from, |kind| {
        matches!(kind, EventKind::TaskCreated { .. })
    });
    assert!(first < created_at, "the stop makes the room");
    assert!(created_at <= second, "one at a time");
    assert!(running(&stage).iter().all(|task| !sick[..2].contains(task)));
    assert_eq!(running(&stage).len(), 4);
}

#[test]
fn an_unhealthy_old_task_costs_a_deployment_nothing_and_is_not_replaced() {
    let mut stage = steady(Setup::default());
    let sick = running(&stage)[0];
    ail(&mut stage, sick);
    stage.pass(Duration::from_secs(20));
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    stage.settle();
    let said = stage.said(from);
    let replaced = |(_, message): &(Time, ServiceMessage)| {
        matches!(message, ServiceMessage::ReplacedUnhealthy(_))
    };
    assert!(!said.iter().any(replaced), "{said:?}");
    let events = stage.timeline.events_since(from);
    let created = events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::TaskCreated { .. }));
    assert_eq!(created.count(), 2, "the two new tasks");
}

/// When tasks were created from an event on.
fn launches(stage: &Stage, from: EventSequence) -> Vec<Time> {
    let events = stage.timeline.events_since(from);
    let created = events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::TaskCreated { .. }));
    created.map(|event| event.at).collect()
}

#[test]
fn the_third_launch_in_a_row_that_fails_is_said_and_a_new_deployment_waits_for_nothing() {
    let mut stage = Setup {
        desired_count: 1,
        balanced: false,
        definition: definition("playground/missing:1.0"),
        ..Setup::default()
    }
    .build();
    let impaired = |stage: &Stage| {
        let said = stage.said(EventSequence(0));
        said.iter()
            .filter(|(_, message)| *message == ServiceMessage::StartImpaired)
            .count()
    };
    let failed = |stage: &Stage| {
        let tasks = stage.timeline.world().tasks();
        tasks.filter(|task| !task.is_active()).count()
    };
    while failed(&stage) < 2 {
        assert_eq!(impaired(&stage), 0);
        stage.pass(Duration::from_secs(1));
    }
    while failed(&stage) < 9 {
        stage.pass(Duration::from_secs(1));
    }
    assert_eq!(impaired(&stage), 1, "it is said once");
    let wait = stage.timeline.world().launch_throttle(stage.service());
    assert_eq!(wait, Some(Duration::from_secs(640)));
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    let deployed_at = stage.now();
    stage.settle();
    assert!(launches(&stage, from)[0].since(deployed_at) <= Duration::from_secs(10));
    assert_eq!(
        stage.timeline.world().launch_throttle(stage.service()),
        None
    );
}

#[test]
fn the_waits_never_end_by_themselves_and_never_exceed_27_minutes() {
    let mut stage = Setup {
        desired_count: 1,
        balanced: false,
        definition: definition("playground/missing:1.0"),
        ..Setup::default()
    }
    .build();
    stage.pass(Duration::from_secs(12 * 3_600));
    let launches = launches(&stage, EventSequence(0));
    let waits = launches
        .windows(2)
        .map(|pair| pair[1].since(pair[0]).as_secs());
    let waits: Vec<u64> = waits.collect();
    assert!(waits.len() > 25, "it never gives up: {waits:?}");
    // A wait of 1,620 s, and up to 35 s of failing and 10 s of a tick.
    assert!(waits.iter().all(|wait| *wait <= 1_665), "{waits:?}");
    assert!(waits[12..].iter().all(|wait| *wait >= 1_620), "{waits:?}");
}
