//! What the health checks of containers find, one sentence a test.

use sim::{
    ContainerDefinition, ContainerHealthCheck, Duration, EventKind, HealthAnswer, HealthStatus,
    Image, TaskStatus,
};

use crate::behaviours_of_dependencies::{alone, container, first, helper};
use crate::support::Stage;

fn checked(part: ContainerDefinition, start_period: u64) -> ContainerDefinition {
    ContainerDefinition {
        health_check: Some(ContainerHealthCheck {
            command: vec!["CMD-SHELL".to_owned(), "true".to_owned()],
            interval: Duration::from_secs(10),
            timeout: Duration::from_secs(4),
            retries: 3,
            start_period: Duration::from_secs(start_period),
        }),
        ..part
    }
}

fn slow(seconds: u64) -> Image {
    Image {
        boot: Duration::from_secs(seconds),
        ..Image::default()
    }
}

fn sick(health: HealthAnswer) -> Image {
    Image {
        health,
        ..Image::default()
    }
}

/// What the check of the first container of the first task found, and how many milliseconds after its start.
fn found(stage: &Stage) -> Vec<(u64, HealthStatus)> {
    let task = first(stage);
    let started = task.containers[0].started_at.expect("it has started");
    let events = stage.timeline.events_since(sim::EventSequence(0)).iter();
    let changes = events.filter_map(|event| match event.kind {
        EventKind::ContainerHealthChanged {
            task: of,
            container: 0,
            to,
        } if of == task.id => Some((event.at.since(started).as_millis(), to)),
        _ => None,
    });
    changes.collect()
}

fn run(parts: Vec<ContainerDefinition>, images: Vec<(&'static str, Image)>) -> Stage {
    let mut stage = alone(parts, images).build();
    stage.pass(Duration::from_secs(100));
    stage
}

#[test]
fn the_first_probe_is_sent_one_interval_after_the_start() {
    let stage = run(vec![checked(container("app"), 0)], vec![]);
    assert_eq!(found(&stage), [(10_000, HealthStatus::Healthy)]);
}

#[test]
fn as_many_failures_in_a_row_as_retries_says_make_a_container_unhealthy() {
    let images = vec![("shop/app:1", sick(HealthAnswer::Status(500)))];
    let stage = run(vec![checked(container("app"), 0)], images);
    assert_eq!(found(&stage)[0], (30_000, HealthStatus::Unhealthy));
}

#[test]
fn a_command_that_hangs_has_failed_when_its_timeout_is_over() {
    let images = vec![("shop/app:1", sick(HealthAnswer::Hangs))];
    let stage = run(vec![checked(container("app"), 0)], images);
    assert_eq!(found(&stage)[0], (34_000, HealthStatus::Unhealthy));
}

#[test]
fn failures_within_the_start_period_do_not_count() {
    let images = vec![("shop/app:1", sick(HealthAnswer::Status(500)))];
    let stage = run(vec![checked(container("app"), 35)], images);
    // Probes at 10, 20 and 30 s are forgiven; those at 40, 50 and 60 s are not.
    assert_eq!(found(&stage)[0], (60_000, HealthStatus::Unhealthy));
}

#[test]
fn a_success_within_the_start_period_makes_a_container_healthy_at_once() {
    let images = vec![("shop/app:1", slow(15))];
    let stage = run(vec![checked(container("app"), 300)], images);
    assert_eq!(found(&stage), [(20_000, HealthStatus::Healthy)]);
}

#[test]
fn a_container_that_boots_after_its_check_has_failed_becomes_healthy_again() {
    let images = vec![("shop/app:1", slow(45))];
    let mut stage = run(vec![checked(helper("app"), 0), container("other")], images);
    stage.pass(Duration::from_secs(1));
    let expected = [
        (30_000, HealthStatus::Unhealthy),
        (50_000, HealthStatus::Healthy),
    ];
    assert_eq!(found(&stage), expected);
}

#[test]
fn a_container_that_is_not_essential_says_nothing_of_the_health_of_its_task() {
    let parts = vec![checked(helper("app"), 0), container("other")];
    let stage = run(parts, vec![("shop/app:1", sick(HealthAnswer::Status(500)))]);
    let task = first(&stage);
    assert_eq!(task.containers[0].health_status, HealthStatus::Unhealthy);
    assert_eq!(task.health_status, HealthStatus::Unknown);
    assert_eq!(task.last_status, TaskStatus::Running);
}

#[test]
fn one_unhealthy_container_makes_the_task_unhealthy_and_one_unknown_keeps_it_unknown() {
    let part = |name: &str| checked(container(name), 0);
    let images = vec![
        ("shop/app:1", sick(HealthAnswer::Status(500))),
        ("shop/side:1", slow(30)),
    ];
    let mut stage = alone(vec![part("app"), part("side")], images).build();
    stage.pass(Duration::from_secs(15));
    let mut health = vec![HealthStatus::Unknown];
    for _ in 0..80 {
        stage.pass(Duration::from_secs(1));
        let now = first(&stage).health_status;
        if health.last() != Some(&now) {
            health.push(now);
        }
    }
    assert_eq!(health, [HealthStatus::Unknown, HealthStatus::Unhealthy]);
}
