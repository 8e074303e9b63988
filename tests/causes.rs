//! Why a task stopped: chains of causes, from its end back to what a person did.

mod scheduling;

use sim::{CauseLink, Causes, Command, Duration, EventKind, Image, OnSigterm, TaskStatus};
use words::{Language, cause_lines};

use crate::support::{Setup, Stage, accept, bridge, definition};

fn causes(stage: &Stage, task: sim::TaskId) -> Causes {
    let causes = stage.timeline.why_stopped(task);
    causes.expect("its end is remembered")
}

fn sentences(stage: &Stage, task: sim::TaskId) -> Vec<String> {
    let lines = cause_lines(
        Language::English,
        stage.timeline.world(),
        task,
        &causes(stage, task),
    );
    lines
        .iter()
        .map(|line| {
            line.split_once("  ")
                .map_or(line.as_str(), |(_, text)| text)
        })
        .map(ToOwned::to_owned)
        .collect()
}

fn deaf() -> Image {
    Image {
        on_sigterm: OnSigterm::Ignores,
        ..Image::default()
    }
}

#[test]
fn the_end_of_a_task_that_was_replaced_leads_back_to_the_deployment() {
    let mut stage = Setup {
        images: vec![("shop/web:1", deaf())],
        ..Setup::default()
    }
    .build();
    stage.settle();
    let old = stage.tasks_in(TaskStatus::Running)[0].id;
    stage.deploy(definition("shop/web:1"));
    stage.pass(Duration::from_secs(900));
    let told = sentences(&stage, old);
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    assert_eq!(told[0], "container app ended with exit code 137");
    assert_eq!(
        told[1],
        "SIGKILL to container app, which had not ended after its stopTimeout of 30 s"
    );
    assert_eq!(told[2], "SIGTERM to container app");
    assert_eq!(
        told[3],
        "its targets drained for 300 s (deregistration delay)"
    );
    assert!(
        told[4].starts_with("the scheduler stopped it: its revision web:1 is replaced by"),
        "{told:?}"
    );
    assert!(
        told[5].ends_with("its target in web-tg became healthy"),
        "{told:?}"
    );
    assert_eq!(told.last(), Some(&"you deployed web to the service web"));
    assert!(told.len() <= 8, "{told:?}");
}

#[test]
fn the_end_of_a_task_whose_process_was_killed_leads_back_to_the_fault() {
    let mut stage = Setup {
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["t3.small"])
    .build();
    stage.settle();
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 9,
    };
    accept(&mut stage.timeline, kill.clone());
    stage.pass(Duration::from_secs(60));
    let links = causes(&stage, task).links;
    let commands: Vec<&Command> = links
        .iter()
        .filter_map(|link| match link {
            CauseLink::Command { command, .. } => Some(command),
            _ => None,
        })
        .collect();
    assert_eq!(commands, [&kill]);
    let replacement = stage.tasks_in(TaskStatus::Running);
    let replacement = replacement.last().expect("it was replaced").id;
    let events = stage.timeline.events_since(sim::EventSequence(0));
    let created = events.iter().find(
        |event| matches!(event.kind, EventKind::TaskCreated { task, .. } if task == replacement),
    );
    let sim::Cause::Event(cause) = created.expect("it was created").cause else {
        panic!("the scheduler started it");
    };
    let cause = stage.timeline.event(cause).expect("it is remembered");
    assert_eq!(
        cause.kind.task(),
        Some(task),
        "the killed task is why another was started: {cause:?}"
    );
}

#[test]
fn the_causes_are_the_same_when_the_instant_is_sought_again() {
    let mut stage = Setup::default().build();
    stage.settle();
    let old = stage.tasks_in(TaskStatus::Running)[0].id;
    stage.deploy(definition("shop/web:1"));
    stage.pass(Duration::from_secs(900));
    let (end, told) = (stage.now(), causes(&stage, old));
    stage.timeline.seek(sim::Time::ZERO);
    assert_eq!(stage.timeline.why_stopped(old), None);
    stage.timeline.seek(end);
    assert_eq!(causes(&stage, old), told);
}

#[test]
fn a_task_that_runs_has_no_causes_of_an_end() {
    let mut stage = Setup::default().build();
    stage.settle();
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    assert_eq!(stage.timeline.why_stopped(task), None);
}
