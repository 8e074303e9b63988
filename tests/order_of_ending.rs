//! In what order a task that is behind a load balancer ends, in each way that it can end: deregistration, draining,
//! SIGTERM, SIGKILL, and what becomes of its requests.

use expect_test::{Expect, expect};
use sim::{
    Command, Duration, EventKind, EventSequence, Image, OnSigterm, Span, TargetState, TaskId,
    TaskStatus, UpdateService,
};

use crate::support::{Setup, Stage, accept, definition};

/// Two tasks that work 200 s on each request and end 7 s after SIGTERM, at a delay of 30 s: less than the idle timeout of the load balancer.
fn stage() -> Stage {
    with_image(Image {
        request: Span::secs(200, 200),
        on_sigterm: OnSigterm::Exits {
            after: Duration::from_secs(7),
            code: 0,
        },
        ..Image::default()
    })
}

fn with_image(long: Image) -> Stage {
    let setup = Setup {
        delay_seconds: 30,
        requests_per_second: 4,
        images: vec![("shop/web:1", long.clone()), ("shop/web:2", long)],
        ..Setup::default().on_instances(&["m5.xlarge", "m5.xlarge"])
    };
    let mut stage = setup.build();
    stage.settle();
    stage.pass(Duration::from_secs(100));
    stage
}

fn step(task: TaskId, kind: &EventKind) -> Option<String> {
    Some(match kind {
        EventKind::TaskDesiredStatusChanged { task: id, .. } if *id == task => {
            "desiredStatus STOPPED".to_owned()
        }
        EventKind::TaskStatusChanged { task: id, to, .. } if *id == task => to.name().to_owned(),
        EventKind::TargetStateChanged {
            task: id,
            to: to @ TargetState::Draining { .. },
            ..
        } if *id == task => format!("target {}", to.name()),
        EventKind::TargetStateChanged { task: id, to, .. } if *id == task => {
            format!("target {}", to.name())
        }
        EventKind::TargetDeregistered { task: id, .. } if *id == task => {
            "target forgotten".to_owned()
        }
        EventKind::SignalSent {
            task: id, signal, ..
        } if *id == task => signal.name().to_owned(),
        EventKind::OutOfMemory { task: id, .. } if *id == task => "out of memory".to_owned(),
        EventKind::ContainerStatusChanged {
            task: id,
            exit_code,
            ..
        } if *id == task => match exit_code {
            Some(code) => format!("container ends with {code}"),
            None => "container is gone".to_owned(),
        },
        EventKind::RequestsCut {
            task: id, cause, ..
        } if *id == task => {
            format!("requests cut: {}", words::failure(*cause))
        }
        _ => return None,
    })
}

/// Seconds since the first step, or since the scheduler decided, and what happens then.
fn check(stage: &mut Stage, task: TaskId, from: EventSequence, expected: &Expect) {
    stage.pass(Duration::from_secs(200));
    let mut began = None;
    let mut text = String::new();
    for event in stage.timeline.events_since(from) {
        if let Some(step) = step(task, &event.kind) {
            let began = *began.get_or_insert(event.at);
            let after = event.at.since(began).as_millis();
            text += &format!("+{}.{:03}  {step}\n", after / 1_000, after % 1_000);
        }
    }
    expected.assert_eq(&text);
}

fn running(stage: &Stage) -> TaskId {
    stage.tasks_in(TaskStatus::Running)[0].id
}

/// The task that is told to stop first after an event.
fn told(stage: &mut Stage, from: EventSequence) -> TaskId {
    for _ in 0..600 {
        let events = stage.timeline.events_since(from);
        let told = events.iter().find_map(|event| match event.kind {
            EventKind::TaskDesiredStatusChanged { task, .. } => Some(task),
            _ => None,
        });
        if let Some(task) = told {
            return task;
        }
        stage.pass(Duration::from_secs(1));
    }
    panic!("some task is told to stop");
}

#[test]
fn a_task_that_is_scaled_in_drains_before_it_gets_sigterm() {
    let mut stage = stage();
    let from = stage.next_event();
    let update = UpdateService {
        desired_count: Some(1),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    let task = told(&mut stage, from);
    check(
        &mut stage,
        task,
        from,
        &expect![[r#"
            +0.000  desiredStatus STOPPED
            +0.000  target draining
            +0.000  DEACTIVATING
            +30.000  requests cut: 502 (the deregistration delay ended)
            +30.000  target forgotten
            +30.000  STOPPING
            +30.000  SIGTERM
            +37.000  container ends with 0
            +44.884  DEPROVISIONING
            +56.614  STOPPED
        "#]],
    );
}

#[test]
fn a_task_that_a_deployment_replaces_drains_before_it_gets_sigterm() {
    let mut stage = stage();
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    let task = told(&mut stage, from);
    check(
        &mut stage,
        task,
        from,
        &expect![[r#"
            +0.000  desiredStatus STOPPED
            +0.000  target draining
            +0.000  DEACTIVATING
            +30.000  requests cut: 502 (the deregistration delay ended)
            +30.000  target forgotten
            +30.000  STOPPING
            +30.000  SIGTERM
            +37.000  container ends with 0
            +44.884  DEPROVISIONING
            +56.614  STOPPED
        "#]],
    );
}

#[test]
fn a_task_that_stop_task_stops_drains_before_it_gets_sigterm() {
    let mut stage = stage();
    let (task, from) = (running(&stage), stage.next_event());
    let stop = Command::StopTask {
        cluster: None,
        task,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    check(
        &mut stage,
        task,
        from,
        &expect![[r#"
            +0.000  desiredStatus STOPPED
            +0.000  target draining
            +0.000  DEACTIVATING
            +30.000  requests cut: 502 (the deregistration delay ended)
            +30.000  target forgotten
            +30.000  STOPPING
            +30.000  SIGTERM
            +37.000  container ends with 0
            +44.884  DEPROVISIONING
            +56.614  STOPPED
        "#]],
    );
}

#[test]
fn a_task_whose_essential_container_crashes_is_deregistered_at_the_next_pass() {
    let mut stage = stage();
    let (task, from) = (running(&stage), stage.next_event());
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 1,
    };
    accept(&mut stage.timeline, kill);
    check(
        &mut stage,
        task,
        from,
        &expect![[r#"
            +0.000  container ends with 1
            +0.000  requests cut: 502 (the process ended)
            +0.000  desiredStatus STOPPED
            +0.000  STOPPING
            +7.884  DEPROVISIONING
            +9.998  target draining
            +19.614  STOPPED
            +39.998  target forgotten
        "#]],
    );
}

#[test]
fn a_task_that_the_kernel_kills_is_deregistered_at_the_next_pass() {
    let mut stage = stage();
    let (task, from) = (running(&stage), stage.next_event());
    accept(
        &mut stage.timeline,
        Command::FillMemory { task, container: 0 },
    );
    check(
        &mut stage,
        task,
        from,
        &expect![[r#"
            +0.000  out of memory
            +0.000  container ends with 137
            +0.000  requests cut: 502 (the process ended)
            +0.000  desiredStatus STOPPED
            +0.000  STOPPING
            +7.884  DEPROVISIONING
            +9.998  target draining
            +19.614  STOPPED
            +39.998  target forgotten
        "#]],
    );
}

#[test]
fn a_task_whose_host_is_lost_does_not_drain_before() {
    let mut stage = stage();
    let (task, from) = (running(&stage), stage.next_event());
    let instance = stage.timeline.world().task(task).expect("it runs").instance;
    let instance = instance.expect("it is on an instance");
    accept(&mut stage.timeline, Command::TerminateInstance { instance });
    check(
        &mut stage,
        task,
        from,
        &expect![[r#"
            +0.000  desiredStatus STOPPED
            +0.000  container is gone
            +0.000  STOPPED
            +9.998  target draining
            +39.998  requests cut: 502 (the deregistration delay ended)
            +39.998  target forgotten
        "#]],
    );
}

#[test]
fn the_requests_of_a_task_that_ends_while_it_drains_fail_with_502() {
    let mut stage = stage();
    let (task, from) = (running(&stage), stage.next_event());
    let stop = Command::StopTask {
        cluster: None,
        task,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    stage.pass(Duration::from_secs(20));
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 1,
    };
    accept(&mut stage.timeline, kill);
    check(
        &mut stage,
        task,
        from,
        &expect![[r#"
            +0.000  desiredStatus STOPPED
            +0.000  target draining
            +0.000  DEACTIVATING
            +20.000  container ends with 1
            +20.000  requests cut: 502 (the process ended)
            +20.000  STOPPING
            +27.884  DEPROVISIONING
            +30.000  target forgotten
            +39.614  STOPPED
        "#]],
    );
}

#[test]
fn a_task_that_ignores_sigterm_is_killed_at_its_stop_timeout_after_the_delay() {
    let mut stage = with_image(Image {
        request: Span::secs(200, 200),
        on_sigterm: OnSigterm::Ignores,
        ..Image::default()
    });
    let (task, from) = (running(&stage), stage.next_event());
    let stop = Command::StopTask {
        cluster: None,
        task,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    check(
        &mut stage,
        task,
        from,
        &expect![[r#"
            +0.000  desiredStatus STOPPED
            +0.000  target draining
            +0.000  DEACTIVATING
            +30.000  requests cut: 502 (the deregistration delay ended)
            +30.000  target forgotten
            +30.000  STOPPING
            +30.000  SIGTERM
            +60.000  SIGKILL
            +60.000  container ends with 137
            +67.884  DEPROVISIONING
            +79.614  STOPPED
        "#]],
    );
}
