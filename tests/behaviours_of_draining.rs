//! What counts while instances drain and services shrink, one sentence a test.

use sim::{Command, Duration, InstanceStatus, TaskStatus, UpdateService};

use crate::behaviours_of_instances::{setup, steady};
use crate::support::{Setup, Stage, accept};

/// Tasks without a load balancer on the first of two instances, RUNNING for so many seconds.
fn young(seconds: u64) -> Stage {
    let mut stage = Setup {
        balanced: false,
        ..setup((100, 200))
    }
    .build();
    while stage.tasks_in(TaskStatus::Running).len() < 2 {
        stage.pass(Duration::from_secs(1));
    }
    stage.pass(Duration::from_secs(seconds));
    stage
}

#[test]
fn draining_counts_a_task_without_any_check_as_healthy_once_it_runs() {
    let mut stage = young(5);
    let draining = stage.instances()[0];
    let old = stage.tasks_on(draining)[0].id;
    stage.set_state(draining, InstanceStatus::Draining);
    let running = |stage: &Stage| {
        let world = stage.timeline.world();
        let tasks = stage.tasks_in(TaskStatus::Running).into_iter();
        let stays = tasks.filter(|task| world.task(task.id).is_some_and(sim::Task::is_active));
        stays.count()
    };
    while stage
        .timeline
        .world()
        .task(old)
        .is_some_and(|task| task.is_active())
    {
        assert!(
            running(&stage) >= 2,
            "never fewer than minimumHealthyPercent says"
        );
        stage.pass(Duration::from_secs(1));
    }
    let replacement = stage
        .tasks_in(TaskStatus::Running)
        .into_iter()
        .filter(|task| task.id != old && task.instance != Some(draining))
        .max_by_key(|task| task.started_at)
        .expect("a replacement runs");
    let started_at = replacement.started_at.expect("it runs");
    assert!(
        stage.now().since(started_at) <= Duration::from_secs(11),
        "the old one goes at the next pass, not 40 s later"
    );
}

#[test]
fn a_service_is_not_steady_before_the_last_task_has_left_a_draining_instance() {
    let mut stage = steady((100, 200));
    let draining = stage.instances()[0];
    stage.set_state(draining, InstanceStatus::Draining);
    stage.pass(Duration::from_secs(10));
    stage.settle();
    assert_eq!(stage.tasks_on(draining).len(), 0);
}

#[test]
fn scale_in_prefers_no_task_that_is_merely_young() {
    let mut stage = young(60);
    let grow = UpdateService {
        desired_count: Some(3),
        ..UpdateService::of(stage.service)
    };
    accept(&mut stage.timeline, Command::UpdateService(Box::new(grow)));
    while stage.tasks_in(TaskStatus::Running).len() < 3 {
        stage.pass(Duration::from_secs(1));
    }
    let youngest = stage
        .tasks_in(TaskStatus::Running)
        .into_iter()
        .max_by_key(|task| task.started_at)
        .map(|task| (task.id, task.instance))
        .expect("three run");
    // The fullest instance is that of the youngest: leave it alone there, so that only its age could choose it.
    let others: Vec<sim::TaskId> = stage
        .tasks_in(TaskStatus::Running)
        .into_iter()
        .filter(|task| task.instance == youngest.1 && task.id != youngest.0)
        .map(|task| task.id)
        .collect();
    assert_eq!(others.len(), 1, "two share an instance");
    let shrink = UpdateService {
        desired_count: Some(2),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(shrink)),
    );
    stage.pass(Duration::from_secs(120));
    let left: Vec<_> = stage
        .tasks_in(TaskStatus::Running)
        .into_iter()
        .filter(|task| task.is_active())
        .map(|task| task.instance)
        .collect();
    assert_eq!(left.len(), 2);
    assert_ne!(left[0], left[1], "one is left in each zone");
}
