//! What one task waits for, and until when.

use sim::{
    Command, ContainerCondition, ContainerDefinition, ContainerDependency, Duration, Task,
    TaskStatus, TaskWait, UpdateService, World,
};
use words::Language;

use crate::support::{Setup, Stage, accept, definition};
use crate::swarm::play;

/// The waits of the only task that is not STOPPED, each once, in the order in which they come.
fn waits(stage: &mut Stage, seconds: u64) -> Vec<TaskWait> {
    let mut seen: Vec<TaskWait> = Vec::new();
    for _ in 0..seconds * 5 {
        let world = stage.timeline.world();
        let task = world
            .tasks()
            .find(|task| task.last_status != TaskStatus::Stopped);
        let wait = task.and_then(|task| world.task_wait(task));
        if let Some(wait) = wait.filter(|wait| seen.last() != Some(wait)) {
            seen.push(wait);
        }
        stage.pass(Duration::from_millis(200));
    }
    seen
}

fn kinds(waits: &[TaskWait]) -> Vec<&'static str> {
    waits
        .iter()
        .map(|wait| match wait {
            TaskWait::Agent => "agent",
            TaskWait::Preparation { .. } => "preparation",
            TaskWait::Acceptance { .. } => "acceptance",
            TaskWait::Pull { .. } => "pull",
            TaskWait::Start { .. } => "start",
            TaskWait::Dependency { .. } => "dependency",
            TaskWait::Registration { .. } => "registration",
            TaskWait::TargetHealth(_) => "target health",
            TaskWait::ContainerHealth => "container health",
            TaskWait::FortySeconds { .. } => "forty seconds",
            TaskWait::Draining { .. } => "draining",
            TaskWait::Exit { .. } => "exit",
            TaskWait::CleanUp { .. } => "clean-up",
        })
        .collect()
}

#[test]
fn a_task_waits_for_one_thing_after_the_other_on_its_way_up_and_down() {
    let mut stage = Setup {
        desired_count: 1,
        delay_seconds: 20,
        ..Setup::default()
    }
    .build();
    let up = waits(&mut stage, 120);
    let all_up = [
        "preparation",
        "acceptance",
        "pull",
        "start",
        "registration",
        "target health",
    ];
    assert_eq!(kinds(&up), all_up);
    let shrink = UpdateService {
        desired_count: Some(0),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(shrink)),
    );
    let down = waits(&mut stage, 120);
    let all_down = ["draining", "exit", "clean-up", "clean-up"];
    assert_eq!(kinds(&down), all_down, "its containers, then its interface");
}

#[test]
fn without_any_check_a_task_waits_for_forty_seconds() {
    let mut stage = Setup {
        desired_count: 1,
        balanced: false,
        ..Setup::default()
    }
    .build();
    let waits = waits(&mut stage, 120);
    let Some(TaskWait::FortySeconds { until }) = waits.last() else {
        panic!("{waits:?}");
    };
    let task = stage.tasks_in(TaskStatus::Running)[0];
    let started_at = task.started_at.expect("it runs");
    assert_eq!(until.since(started_at), Duration::from_secs(40));
}

#[test]
fn a_container_that_waits_for_another_says_for_which_and_to_be_how() {
    let mut chained = definition("shop/web:1");
    chained.container_definitions[0].depends_on = vec![ContainerDependency {
        container_name: "migrate".to_owned(),
        condition: ContainerCondition::Complete,
    }];
    chained.container_definitions.push(ContainerDefinition {
        name: "migrate".to_owned(),
        image: "shop/never-ends:1".to_owned(),
        essential: Some(false),
        start_timeout: Some(Duration::from_secs(60)),
        ..ContainerDefinition::default()
    });
    let mut stage = Setup {
        desired_count: 1,
        definition: chained,
        ..Setup::default()
    }
    .build();
    let waits = waits(&mut stage, 60);
    let found = waits.iter().find_map(|wait| match wait {
        TaskWait::Dependency {
            container,
            on,
            condition,
            until,
        } => Some((*container, *on, *condition, *until)),
        _ => None,
    });
    let (container, on, condition, until) = found.expect("the application waits");
    assert_eq!(
        (container, on, condition),
        (0, 1, ContainerCondition::Complete)
    );
    let until = until.expect("the wait is given up");
    let end = until.since(stage.now()) + Duration::from_millis(1);
    stage.pass(end);
    let gone = stage
        .timeline
        .world()
        .tasks()
        .find(|task| !task.is_active());
    assert!(gone.is_some(), "the startTimeout of migrate is over");
}

/// Whether nothing is to be waited for: it runs as it is wanted, or nobody watches it.
fn is_as_wanted(world: &World, task: &Task) -> bool {
    let runs = task.last_status == TaskStatus::Running && task.is_active();
    let is_at_its_best = task.service().is_none() || world.counts_as_healthy(task, world.now());
    let machine = task.instance.and_then(|id| world.instance(id));
    let is_heard = machine.is_none_or(|machine| machine.silent_since.is_none());
    (runs && is_at_its_best && is_heard) || task.is_orphan()
}

#[test]
fn every_task_says_what_it_waits_for_unless_it_is_as_wanted() {
    let mut waiting = 0;
    for seed in 1..=60 {
        let stage = play(seed);
        let world = stage.timeline.world();
        let alive = |task: &&Task| task.last_status != TaskStatus::Stopped;
        for task in world.tasks().filter(alive) {
            let wait = world.task_wait(task);
            assert_eq!(
                wait.is_none(),
                is_as_wanted(world, task),
                "seed {seed}: {} in {:?} waits for {wait:?}",
                task.id,
                task.last_status
            );
            waiting += usize::from(wait.is_some());
            for language in [Language::English, Language::Korean] {
                let said = words::task_wait(language, world, task);
                assert_eq!(said.is_some(), wait.is_some());
            }
        }
    }
    assert!(waiting > 20, "some tasks wait: {waiting}");
}
