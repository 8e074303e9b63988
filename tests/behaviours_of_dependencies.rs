//! What happens to containers that depend on each other, one sentence a test.

use sim::{
    ContainerCondition, ContainerDefinition, ContainerDependency, ContainerHealthCheck,
    ContainerStage, Duration, EventKind, HealthAnswer, Image, OnSigterm, OwnExit, StopCode, Task,
    TaskDefinition, TaskStatus, Time, UpdateService,
};

use crate::support::{Setup, Stage, accept, definition};

/// A container of a name, whose image is `shop/NAME:1`.
pub(crate) fn container(name: &str) -> ContainerDefinition {
    ContainerDefinition {
        name: name.to_owned(),
        image: format!("shop/{name}:1"),
        ..ContainerDefinition::default()
    }
}

/// The same, and the task goes on without it.
pub(crate) fn helper(name: &str) -> ContainerDefinition {
    ContainerDefinition {
        essential: Some(false),
        ..container(name)
    }
}

pub(crate) fn after(
    part: ContainerDefinition,
    name: &str,
    condition: ContainerCondition,
) -> ContainerDefinition {
    let mut depends_on = part.depends_on;
    depends_on.push(ContainerDependency {
        container_name: name.to_owned(),
        condition,
    });
    ContainerDefinition { depends_on, ..part }
}

/// With a health check every 10 s.
pub(crate) fn checked(part: ContainerDefinition) -> ContainerDefinition {
    ContainerDefinition {
        health_check: Some(ContainerHealthCheck {
            command: vec!["CMD-SHELL".to_owned(), "true".to_owned()],
            interval: Duration::from_secs(10),
            ..ContainerHealthCheck::default()
        }),
        ..part
    }
}

pub(crate) fn of(parts: Vec<ContainerDefinition>) -> TaskDefinition {
    TaskDefinition {
        container_definitions: parts,
        ..definition("shop/web:1")
    }
}

/// An image whose process ends by itself.
pub(crate) fn ends(seconds: u64, code: u8) -> Image {
    Image {
        exit: OwnExit::After {
            running: Duration::from_secs(seconds),
            code,
        },
        ..Image::default()
    }
}

/// One task of this definition, without a load balancer.
pub(crate) fn alone(parts: Vec<ContainerDefinition>, images: Vec<(&'static str, Image)>) -> Setup {
    Setup {
        desired_count: 1,
        balanced: false,
        definition: of(parts),
        images,
        ..Setup::default()
    }
}

/// The oldest task.
pub(crate) fn first(stage: &Stage) -> &Task {
    let tasks = stage.timeline.world().tasks();
    let oldest = tasks.min_by_key(|task| (task.created_at(), task.id));
    oldest.expect("there is a task")
}

fn started(task: &Task, name: &str) -> Option<Time> {
    part(task, name).started_at
}

fn part<'task>(task: &'task Task, name: &str) -> &'task sim::Container {
    let definitions = &task.definition.definition.container_definitions;
    let index = definitions
        .iter()
        .position(|definition| definition.name == name);
    &task.containers[index.expect("there is a container of this name")]
}

fn ended(task: &Task, name: &str) -> Time {
    match part(task, name).stage {
        ContainerStage::Stopped { at, .. } => at,
        stage => panic!("{name} has ended, not {stage:?}"),
    }
}

/// When the pull of a container's image began.
fn pulled_from(stage: &Stage, index: usize) -> Option<Time> {
    let task = first(stage).id;
    let events = stage.timeline.events_since(sim::EventSequence(0));
    let mut pulls = events.iter().filter(|event| {
        event.kind
            == EventKind::PullStarted {
                task,
                container: index,
            }
    });
    pulls.next().map(|event| event.at)
}

fn scale_to_none(stage: &mut Stage) {
    let input = UpdateService {
        desired_count: Some(0),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        sim::Command::UpdateService(Box::new(input)),
    );
}

#[test]
fn a_container_is_not_pulled_before_its_dependency_has_started() {
    let parts = vec![
        after(container("app"), "proxy", ContainerCondition::Start),
        container("proxy"),
    ];
    let mut stage = alone(parts, vec![]).build();
    stage.settle();
    let task = first(&stage);
    assert_eq!(pulled_from(&stage, 0), started(task, "proxy"));
    assert!(started(task, "app") > started(task, "proxy"));
}

#[test]
fn complete_is_met_by_any_exit_code() {
    let parts = vec![
        after(container("app"), "seed", ContainerCondition::Complete),
        helper("seed"),
    ];
    let mut stage = alone(parts, vec![("shop/seed:1", ends(20, 3))]).build();
    stage.settle();
    let task = first(&stage);
    assert_eq!(pulled_from(&stage, 0), Some(ended(task, "seed")));
    assert_eq!(task.last_status, TaskStatus::Running);
}

#[test]
fn success_is_met_by_exit_code_0() {
    let parts = vec![
        after(container("app"), "migrate", ContainerCondition::Success),
        helper("migrate"),
    ];
    let mut stage = alone(parts, vec![("shop/migrate:1", ends(20, 0))]).build();
    stage.settle();
    let task = first(&stage);
    assert_eq!(pulled_from(&stage, 0), Some(ended(task, "migrate")));
    assert_eq!(
        task.last_status,
        TaskStatus::Running,
        "one that has ended has started"
    );
}

#[test]
fn another_exit_code_than_0_fails_success_and_the_task() {
    let parts = vec![
        after(container("app"), "migrate", ContainerCondition::Success),
        helper("migrate"),
    ];
    let mut stage = alone(parts, vec![("shop/migrate:1", ends(5, 1))]).build();
    stage.pass(Duration::from_secs(100));
    let task = first(&stage);
    let (code, reason) = task.stop.as_ref().expect("it stops");
    assert_eq!(*code, StopCode::TaskFailedToStart);
    let text = "CannotStartContainerError: dependency graph: failed to resolve container ordering dependency [migrate] for target [app] as dependency did not exit successfully.";
    assert_eq!(reason.to_string(), text);
    assert_eq!(part(task, "app").reason.as_deref(), Some(text));
    assert_eq!(started(task, "app"), None);
    assert_eq!(task.started_at, None, "the task never ran");
}

#[test]
fn healthy_is_met_when_the_check_has_succeeded() {
    let parts = vec![
        after(container("app"), "db", ContainerCondition::Healthy),
        checked(container("db")),
    ];
    let mut stage = alone(parts, vec![]).build();
    stage.settle();
    let task = first(&stage);
    let db = started(task, "db").expect("it runs");
    assert_eq!(pulled_from(&stage, 0), Some(db + Duration::from_secs(10)));
}

#[test]
fn a_container_waits_for_health_without_end_if_no_start_timeout_says_otherwise() {
    let sick = Image {
        health: HealthAnswer::Status(503),
        ..Image::default()
    };
    let parts = vec![
        after(container("app"), "db", ContainerCondition::Healthy),
        checked(helper("db")),
    ];
    let mut stage = alone(parts, vec![("shop/db:1", sick)]).build();
    stage.pass(Duration::from_secs(3 * 3_600));
    let task = first(&stage);
    assert_eq!(task.last_status, TaskStatus::Pending);
    let waits_for = task.waits_for(0).expect("it waits");
    assert_eq!(waits_for.container_name, "db");
}

#[test]
fn a_start_timeout_ends_the_wait_and_the_task() {
    let sick = Image {
        health: HealthAnswer::Status(503),
        ..Image::default()
    };
    let db = ContainerDefinition {
        start_timeout: Some(Duration::from_secs(60)),
        ..checked(helper("db"))
    };
    let parts = vec![
        after(container("app"), "db", ContainerCondition::Healthy),
        db,
    ];
    let mut stage = alone(parts, vec![("shop/db:1", sick)]).build();
    stage.pass(Duration::from_secs(180));
    let task = first(&stage);
    let (code, reason) = task.stop.as_ref().expect("it stops");
    assert_eq!(*code, StopCode::TaskFailedToStart);
    assert_eq!(
        reason.to_string(),
        "CannotStartContainerError: dependency graph: container ordering dependency [db] for target [app] has timed out."
    );
    let db = started(task, "db").expect("it ran");
    let told = task.stopping_at.expect("it stops");
    assert_eq!(told, db + Duration::from_millis(60_001));
    assert_eq!(
        part(task, "db").exit_code(),
        Some(0),
        "it was asked to stop"
    );
}

#[test]
fn a_start_timeout_does_not_concern_those_that_wait_for_the_start() {
    let db = ContainerDefinition {
        start_timeout: Some(Duration::from_secs(2)),
        ..container("db")
    };
    let parts = vec![after(container("app"), "db", ContainerCondition::Start), db];
    let mut stage = alone(parts, vec![]).build();
    stage.settle();
    assert_eq!(first(&stage).last_status, TaskStatus::Running);
}

#[test]
fn containers_without_a_dependency_start_side_by_side() {
    let parts = vec![container("app"), container("proxy"), container("logs")];
    let mut stage = alone(parts, vec![]).build();
    stage.settle();
    let pulls: Vec<_> = (0..3).map(|index| pulled_from(&stage, index)).collect();
    assert!(pulls.iter().all(|pull| *pull == pulls[0]), "{pulls:?}");
    let task = first(&stage);
    let last = task.containers.iter().filter_map(|part| part.started_at);
    assert_eq!(task.started_at, last.max(), "RUNNING with the last one");
}

#[test]
fn an_essential_container_that_ends_before_the_others_have_started_fails_the_start() {
    let parts = vec![
        after(container("app"), "db", ContainerCondition::Healthy),
        checked(container("db")),
    ];
    let mut stage = alone(parts, vec![("shop/db:1", ends(3, 1))]).build();
    stage.pass(Duration::from_secs(60));
    let task = first(&stage);
    let (code, _) = task.stop.as_ref().expect("it stops");
    assert_eq!(*code, StopCode::EssentialContainerExited);
    assert_eq!(part(task, "app").exit_code(), None);
    assert_eq!(task.started_at, None);
    let reason = part(task, "app").reason.as_deref().unwrap_or_default();
    assert!(
        reason.starts_with("TaskStoppedBeforePullBeginError"),
        "{reason}"
    );
}

/// A chain of three, each of which ignores SIGTERM for its own stopTimeout.
fn chain() -> (Vec<ContainerDefinition>, Vec<(&'static str, Image)>) {
    let deaf = Image {
        on_sigterm: OnSigterm::Ignores,
        ..Image::default()
    };
    let patient = |part: ContainerDefinition, seconds| ContainerDefinition {
        stop_timeout: Some(Duration::from_secs(seconds)),
        ..part
    };
    let parts = vec![
        patient(
            after(container("app"), "proxy", ContainerCondition::Start),
            10,
        ),
        patient(
            after(container("proxy"), "db", ContainerCondition::Start),
            20,
        ),
        patient(container("db"), 30),
        patient(container("aside"), 40),
    ];
    let names = ["shop/app:1", "shop/proxy:1", "shop/db:1", "shop/aside:1"];
    let images = names.map(|name| (name, deaf.clone()));
    (parts, images.to_vec())
}

#[test]
fn a_task_stops_within_the_sum_of_the_stop_timeouts_along_its_chain() {
    let (parts, images) = chain();
    let mut stage = alone(parts, images).build();
    stage.settle();
    scale_to_none(&mut stage);
    stage.pass(Duration::from_secs(120));
    let task = first(&stage);
    let stopping = task
        .history
        .iter()
        .find(|(to, _)| *to == TaskStatus::Stopping);
    let from = stopping.expect("it passed STOPPING").1;
    let lasted = |name| ended(task, name).since(from).as_secs();
    let all = ["app", "proxy", "db", "aside"].map(lasted);
    assert_eq!(all, [10, 30, 60, 40], "side by side where they may");
}

#[test]
fn a_container_is_signalled_because_the_one_that_depends_on_it_has_ended() {
    let (parts, images) = chain();
    let mut stage = alone(parts, images).build();
    stage.settle();
    scale_to_none(&mut stage);
    stage.pass(Duration::from_secs(120));
    let events = stage.timeline.events_since(sim::EventSequence(0));
    let is_sigterm = |event: &&sim::Event| {
        matches!(
            event.kind,
            EventKind::SignalSent {
                container: 1,
                signal: sim::Signal::Sigterm,
                ..
            }
        )
    };
    let sigterm = events.iter().find(is_sigterm).expect("it is signalled");
    let sim::Cause::Event(cause) = sigterm.cause else {
        panic!("an event is behind it");
    };
    let cause = events.iter().find(|event| event.sequence == cause);
    assert!(
        matches!(
            cause.map(|event| &event.kind),
            Some(EventKind::ContainerStatusChanged {
                container: 0,
                to: sim::ContainerStatus::Stopped,
                ..
            })
        ),
        "{cause:?}"
    );
    assert!(sigterm.rules.contains(sim::Rule::ShutdownOrder));
}

#[test]
fn a_container_that_becomes_unhealthy_later_holds_nobody_back() {
    let parts = vec![
        after(container("app"), "db", ContainerCondition::Healthy),
        checked(helper("db")),
    ];
    let mut stage = alone(parts, vec![("shop/db:1", ends(60, 0))]).build();
    stage.settle();
    stage.pass(Duration::from_secs(300));
    assert_eq!(first(&stage).last_status, TaskStatus::Running);
}
