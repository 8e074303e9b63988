//! What faults in one process or one zone do, and how they are taken back, one sentence a test.

use sim::{
    Command, ContainerStage, Duration, EventKind, Fault, LaunchType, ProcessFaults, Signal,
    StopCode, TargetState, TaskId, TaskStatus, Zone,
};

use crate::support::{Setup, Stage, accept, bridge};

const SOUND: ProcessFaults = ProcessFaults {
    health_fails: false,
    slowdown: 1,
    ignores_sigterm: false,
};

/// Two tasks that run behind a load balancer under traffic.
fn running() -> Stage {
    let mut stage = Setup {
        requests_per_second: 20,
        delay_seconds: 10,
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage
}

fn first(stage: &Stage) -> TaskId {
    stage.tasks_in(TaskStatus::Running)[0].id
}

fn change(task: TaskId, faults: ProcessFaults) -> Command {
    Command::Fault(Fault::Process {
        task,
        container: 0,
        faults,
    })
}

/// How the target of a task is.
fn target_state(stage: &Stage, task: TaskId) -> Option<TargetState> {
    let targets = stage.timeline.world().targets_of(task);
    targets.first().map(|(_, target)| target.state)
}

#[test]
fn a_health_path_that_fails_makes_one_target_unhealthy_and_the_service_replaces_the_task() {
    let mut stage = running();
    let task = first(&stage);
    let faults = ProcessFaults {
        health_fails: true,
        ..SOUND
    };
    accept(&mut stage.timeline, change(task, faults));
    let from = stage.next_event();
    stage.pass(Duration::from_secs(400));
    let transcript = stage.transcript(from);
    assert!(transcript.contains("[500]"), "{transcript}");
    let world = stage.timeline.world();
    assert!(world.task(task).is_none_or(|task| !task.is_active()));
    assert_eq!(
        stage.tasks_in(TaskStatus::Running).len(),
        2,
        "it was replaced"
    );
}

#[test]
fn a_health_path_that_works_again_in_time_changes_nothing() {
    let mut stage = running();
    let task = first(&stage);
    let faults = ProcessFaults {
        health_fails: true,
        ..SOUND
    };
    accept(&mut stage.timeline, change(task, faults));
    // One probe every 30 s: fewer than the two that it takes.
    stage.pass(Duration::from_secs(20));
    accept(&mut stage.timeline, change(task, SOUND));
    stage.pass(Duration::from_secs(300));
    assert_eq!(target_state(&stage, task), Some(TargetState::Healthy));
}

#[test]
fn a_process_that_is_slower_has_more_requests_in_flight() {
    let mut stage = running();
    let task = first(&stage);
    let in_flight = |stage: &Stage, task: TaskId| {
        let mut groups = stage.timeline.world().target_groups();
        groups.next().expect("there is one").in_flight.at(task)
    };
    let faults = ProcessFaults {
        slowdown: 100,
        ..SOUND
    };
    accept(&mut stage.timeline, change(task, faults));
    stage.pass(Duration::from_secs(20));
    let slow = in_flight(&stage, task);
    // Ten requests a second that take 4 to 16 s.
    assert!((40..=160).contains(&slow), "{slow}");
    accept(&mut stage.timeline, change(task, SOUND));
    stage.pass(Duration::from_secs(20));
    let quick = in_flight(&stage, task);
    assert!(quick <= 4, "{quick}");
}

#[test]
fn a_process_that_ignores_sigterm_is_killed_when_its_stop_timeout_ends() {
    let mut stage = running();
    let task = first(&stage);
    let faults = ProcessFaults {
        ignores_sigterm: true,
        ..SOUND
    };
    accept(&mut stage.timeline, change(task, faults));
    let from = stage.next_event();
    accept(
        &mut stage.timeline,
        Command::StopTask {
            cluster: None,
            task,
            reason: None,
        },
    );
    stage.pass(Duration::from_secs(120));
    let signals: Vec<_> = stage
        .timeline
        .events_since(from)
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::SignalSent { signal, .. } => Some((event.at, signal)),
            _ => None,
        })
        .collect();
    let [(asked_at, Signal::Sigterm), (killed_at, Signal::Sigkill)] = signals[..] else {
        panic!("SIGTERM, then SIGKILL: {signals:?}");
    };
    assert_eq!(killed_at.since(asked_at), Duration::from_secs(30));
}

#[test]
fn a_fault_is_refused_where_no_process_runs_or_beyond_its_bounds() {
    let mut stage = running();
    let task = first(&stage);
    for slowdown in [0, 101] {
        let refusal = stage.refusal(change(task, ProcessFaults { slowdown, ..SOUND }));
        assert!(refusal.contains("1 to 100 times slower"), "{refusal}");
    }
    accept(
        &mut stage.timeline,
        Command::KillContainer {
            task,
            container: 0,
            exit_code: 1,
        },
    );
    let part = &stage
        .timeline
        .world()
        .task(task)
        .expect("it is known")
        .containers[0];
    assert!(matches!(part.stage, ContainerStage::Stopped { .. }));
    let refusal = stage.refusal(change(task, SOUND));
    assert!(refusal.contains("does not run"), "{refusal}");
}

#[test]
fn a_lost_zone_takes_all_its_machines_and_the_service_goes_on_in_the_others() {
    let mut stage = Setup {
        definition: bridge("shop/web:1"),
        desired_count: 6,
        ..Setup::default()
    }
    .on_instances(&["m5.large"; 6])
    .build();
    stage.settle();
    accept(
        &mut stage.timeline,
        Command::Fault(Fault::LoseZone(Zone(1))),
    );
    let world = stage.timeline.world();
    assert!(world.instances().all(|instance| instance.zone != Zone(1)));
    assert_eq!(world.instances().count(), 4);
    stage.pass(Duration::from_secs(300));
    let running = stage.tasks_in(TaskStatus::Running);
    assert_eq!(running.len(), 6);
    assert!(running.iter().all(|task| task.zone != Zone(1)));
    let refusal = stage.refusal(Command::Fault(Fault::LoseZone(Zone(1))));
    assert!(refusal.contains("no container instance"), "{refusal}");
}

#[test]
fn a_lost_zone_ends_the_tasks_on_fargate_there_undrained_and_others_take_their_place() {
    let mut stage = Setup {
        launch_type: LaunchType::Fargate,
        desired_count: 6,
        delay_seconds: 30,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let lost: Vec<TaskId> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .filter(|task| task.zone == Zone(1))
        .map(|task| task.id)
        .collect();
    assert_eq!(lost.len(), 2);
    accept(
        &mut stage.timeline,
        Command::Fault(Fault::LoseZone(Zone(1))),
    );
    for id in lost {
        let task = stage.timeline.world().task(id).expect("it is known");
        assert_eq!(task.last_status, TaskStatus::Stopped);
        let (code, reason) = task.stop.as_ref().expect("it stopped");
        assert_eq!(*code, StopCode::ServiceSchedulerInitiated);
        assert_eq!(
            reason.to_string(),
            "Service web: ECS is performing maintenance on the underlying infrastructure hosting the task"
        );
        let state = target_state(&stage, id);
        assert!(!matches!(state, Some(TargetState::Draining { .. })));
    }
    stage.pass(Duration::from_secs(300));
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 6);
}
