//! What tags stand for: resolved once for a service revision, kept by a rollback, and given up after three attempts.

use std::collections::BTreeSet;
use std::sync::Arc;

use sim::{
    CircuitBreakerThreshold, Command, DeploymentCircuitBreaker, DeploymentConfigurationInput,
    Duration, Image, PullOutcome, RolloutState, ServiceMessage, Span, TaskStatus, ThresholdType,
    Time, Timings, UpdateService,
};

use crate::support::{Setup, Stage, accept, definition};

fn push(stage: &mut Stage, name: &str, image: Image) {
    let name = name.to_owned();
    accept(&mut stage.timeline, Command::PushImage { name, image });
}

fn of_size(size_mib: u32) -> Image {
    Image {
        size_mib,
        ..Image::default()
    }
}

fn missing() -> Image {
    Image {
        pull: PullOutcome::NotFound,
        ..Image::default()
    }
}

/// One task at a time, stopped before the next starts, with a circuit breaker that trips late.
fn setup(enable: bool) -> Setup {
    let deployment_circuit_breaker = Some(DeploymentCircuitBreaker {
        enable,
        rollback: true,
        threshold: CircuitBreakerThreshold {
            kind: ThresholdType::Count,
            value: 50,
        },
        ..DeploymentCircuitBreaker::default()
    });
    Setup {
        desired_count: 1,
        percents: (0, 100),
        balanced: false,
        deployment_configuration: DeploymentConfigurationInput {
            deployment_circuit_breaker,
            ..DeploymentConfigurationInput::NONE
        },
        ..Setup::default()
    }
}

fn running_image(stage: &Stage) -> Arc<Image> {
    stage.tasks_in(TaskStatus::Running)[0].containers[0]
        .image
        .clone()
}

fn digest_of(stage: &Stage) -> Option<String> {
    let service = stage.service();
    let images = service.container_images(&service.primary().revision);
    assert_eq!(images.len(), 1);
    assert_eq!(images[0].container_name, "app");
    images[0].image_digest.clone()
}

#[test]
fn a_service_revision_lists_its_images_with_the_digests_that_its_first_task_found() {
    let mut stage = setup(false).build();
    assert_eq!(digest_of(&stage), None, "nothing has asked yet");
    stage.settle();
    let digest = digest_of(&stage).expect("it is resolved");
    let hexadecimal = digest.strip_prefix("sha256:").expect("a digest");
    assert_eq!(hexadecimal.len(), 64);
    assert!(hexadecimal.bytes().all(|byte| byte.is_ascii_hexdigit()));
    push(&mut stage, "shop/web:1", of_size(90));
    assert_eq!(
        digest_of(&stage),
        Some(digest.clone()),
        "whatever is pushed"
    );
    let force = UpdateService {
        force_new_deployment: true,
        ..UpdateService::of(stage.service)
    };
    accept(&mut stage.timeline, Command::UpdateService(Box::new(force)));
    stage.settle();
    let anew = digest_of(&stage).expect("it is resolved anew");
    assert_ne!(anew, digest, "other content has another digest");
    assert_eq!(running_image(&stage).digest("shop/web:1"), anew);
}

#[test]
fn a_rollback_takes_the_digests_of_the_revision_that_it_returns_to() {
    let mut stage = setup(true).build();
    stage.settle();
    let (first, digest) = (running_image(&stage), digest_of(&stage));
    push(&mut stage, "shop/web:1", of_size(91));
    push(&mut stage, "shop/web:2", missing());
    stage.deploy(definition("shop/web:2"));
    stage.settle();
    let service = stage.service();
    assert_eq!(service.primary().definition.revision, 1, "rolled back");
    let task = stage.tasks_in(TaskStatus::Running)[0];
    assert_eq!(
        task.deployment(),
        Some(service.primary().id),
        "by a task of its own, for the old one had to go first"
    );
    assert_eq!(
        running_image(&stage),
        first,
        "not what the tag stands for now"
    );
    assert_eq!(digest_of(&stage), digest);
}

#[test]
fn three_attempts_in_vain_to_resolve_a_digest_trip_the_circuit_breaker() {
    let mut stage = setup(true).build();
    stage.settle();
    let from = stage.next_event();
    push(&mut stage, "shop/web:2", missing());
    stage.deploy(definition("shop/web:2"));
    let failing = stage.service().primary().id;
    stage.settle();
    let said = stage.said(from);
    let failed = said.iter().any(|(_, message)| {
        matches!(message, ServiceMessage::DeploymentFailed(deployment, _) if *deployment == failing)
    });
    assert!(failed, "{said:?}");
    let gone = stage.tasks_in(TaskStatus::Stopped);
    let of_it = gone
        .iter()
        .filter(|task| task.deployment() == Some(failing));
    assert_eq!(of_it.count(), 3, "one attempt for each task, far from 50");
    let past = stage.service().service_deployment();
    assert_eq!(past.status.name(), "ROLLBACK_SUCCESSFUL");
}

#[test]
fn without_a_circuit_breaker_a_deployment_goes_on_by_tags_once_its_digests_are_given_up() {
    let mut stage = setup(false).build();
    stage.settle();
    push(&mut stage, "shop/web:2", missing());
    stage.deploy(definition("shop/web:2"));
    let deployment = stage.service().primary().id;
    let attempts = |stage: &Stage| {
        let gone = stage.tasks_in(TaskStatus::Stopped);
        let of_it = gone
            .iter()
            .filter(|task| task.deployment() == Some(deployment));
        of_it.count()
    };
    while attempts(&stage) < 4 {
        stage.pass(Duration::from_secs(1));
    }
    push(&mut stage, "shop/web:2", of_size(70));
    stage.settle();
    let primary = stage.service().primary();
    assert_eq!(
        (primary.id, primary.rollout_state),
        (deployment, RolloutState::Completed)
    );
    assert_eq!(digest_of(&stage), None, "it is never resolved");
    let first = running_image(&stage);
    push(&mut stage, "shop/web:2", of_size(71));
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let stop = Command::StopTask {
        cluster: None,
        task,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    stage.pass(Duration::from_secs(300));
    assert_ne!(
        running_image(&stage),
        first,
        "each task takes what the tag stands for"
    );
}

#[test]
fn tasks_that_are_started_together_are_one_attempt_to_resolve_a_digest() {
    let mut stage = Setup {
        desired_count: 8,
        percents: (100, 200),
        ..setup(true)
    }
    .build();
    stage.settle();
    push(&mut stage, "shop/web:2", missing());
    stage.deploy(definition("shop/web:2"));
    let failing = stage.service().primary().id;
    let told_to_stop = |stage: &Stage| {
        let tasks = stage.timeline.world().tasks();
        let of_it = tasks.filter(|task| task.deployment() == Some(failing));
        of_it.filter(|task| !task.is_active()).count()
    };
    while told_to_stop(&stage) < 8 {
        stage.pass(Duration::from_secs(1));
    }
    let images = &stage.service().images[&stage.service().primary().revision.id];
    assert_eq!(images.failed_attempt_count, 1);
    assert!(!images.is_given_up());
}

#[test]
fn a_batch_that_fails_before_and_after_a_later_one_is_one_attempt() {
    // Some tasks of a batch fail so late that tasks of the next one have failed already.
    let mut stage = Setup {
        desired_count: 8,
        percents: (100, 200),
        timings: Timings {
            agent_accepts: Span::millis(500, 120_000),
            ..Timings::default()
        },
        ..setup(false)
    }
    .build();
    stage.settle();
    push(&mut stage, "shop/web:2", missing());
    stage.deploy(definition("shop/web:2"));
    let primary = stage.service().primary();
    let (deployment, revision) = (primary.id, primary.revision.id);
    let ends = |stage: &Stage| {
        let tasks = stage.timeline.world().tasks();
        let of_it = tasks.filter(|task| task.deployment() == Some(deployment) && !task.is_active());
        let mut ends: Vec<(Time, Time)> = of_it
            .map(|task| (task.stopping_at.expect("it stops"), task.created_at()))
            .collect();
        ends.sort_unstable();
        ends
    };
    let attempts = |stage: &Stage| {
        let images = stage.service().images.get(&revision);
        images.map_or(0, |images| images.failed_attempt_count)
    };
    while attempts(&stage) < 3 {
        stage.pass(Duration::from_millis(100));
    }
    let created: Vec<Time> = ends(&stage).iter().map(|(_, created)| *created).collect();
    assert!(!created.is_sorted(), "the batches overlap: {created:?}");
    let batches: BTreeSet<Time> = created.into_iter().collect();
    assert!(batches.len() >= 3, "{batches:?}");
}
