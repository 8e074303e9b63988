//! When the circuit breaker of a deployment trips, and what follows.

use sim::{
    CircuitBreakerThreshold, Command, DeploymentCircuitBreaker, DeploymentConfigurationInput,
    Duration, EventSequence, Failing, HealthAnswer, Image, MonitoringStatus, OwnExit, QuickExit,
    RolloutState, ServiceDeploymentStatus, ServiceMessage, Switches, TaskStatus, ThresholdType,
    UpdateService, VersionConsistency,
};

use crate::support::{Setup, Stage, accept, definition};

/// A service whose circuit breaker rolls back.
fn with_breaker(breaker: DeploymentCircuitBreaker) -> Setup {
    Setup {
        delay_seconds: 10,
        deployment_configuration: DeploymentConfigurationInput {
            deployment_circuit_breaker: Some(breaker),
            ..DeploymentConfigurationInput::NONE
        },
        ..Setup::default()
    }
}

fn rolling_back() -> DeploymentCircuitBreaker {
    DeploymentCircuitBreaker {
        enable: true,
        rollback: true,
        ..DeploymentCircuitBreaker::default()
    }
}

fn only_stopping() -> DeploymentCircuitBreaker {
    DeploymentCircuitBreaker {
        rollback: false,
        ..rolling_back()
    }
}

/// What the service said from an event on, without its name.
fn texts(stage: &Stage, from: EventSequence) -> Vec<String> {
    let said = stage.said(from);
    let text = |message: &ServiceMessage| message.text("web", "").replace("(service web) ", "");
    said.iter().map(|(_, message)| text(message)).collect()
}

fn statuses(stage: &Stage, from: EventSequence) -> Vec<&'static str> {
    let events = stage.timeline.events_since(from);
    let statuses = events.iter().filter_map(|event| match event.kind {
        sim::EventKind::ServiceDeploymentChanged { status, .. } => Some(status.name()),
        _ => None,
    });
    statuses.collect()
}

/// The counts of failed tasks from an event on.
fn counts(stage: &Stage, from: EventSequence) -> Vec<u32> {
    let events = stage.timeline.events_since(from);
    let counts = events.iter().filter_map(|event| match event.kind {
        sim::EventKind::FailedTasksCounted { failed_tasks, .. } => Some(failed_tasks),
        _ => None,
    });
    counts.collect()
}

fn push(stage: &mut Stage, name: &str, image: Image) {
    let name = name.to_owned();
    accept(&mut stage.timeline, Command::PushImage { name, image });
}

/// An image that answers its health checks with 503.
fn unwell() -> Image {
    Image {
        health: HealthAnswer::Status(503),
        ..Image::default()
    }
}

#[test]
fn the_default_threshold_is_half_of_the_desired_count_between_3_and_200() {
    let threshold = CircuitBreakerThreshold::default();
    let table = [
        (1, 3),
        (6, 3),
        (7, 4),
        (25, 13),
        (100, 50),
        (400, 200),
        (5_000, 200),
    ];
    for (desired, failures) in table {
        assert_eq!(threshold.failures(desired), failures, "desired {desired}");
    }
    let other = |kind, value| CircuitBreakerThreshold { kind, value };
    assert_eq!(other(ThresholdType::UnboundedPercent, 50).failures(1), 1);
    assert_eq!(
        other(ThresholdType::UnboundedPercent, 50).failures(1_001),
        501
    );
    assert_eq!(other(ThresholdType::Count, 7).failures(1), 7);
}

#[test]
fn an_image_that_is_missing_rolls_back_after_three_tasks_and_no_old_task_stops() {
    let mut stage = with_breaker(rolling_back()).build();
    stage.settle();
    let old: Vec<_> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.id)
        .collect();
    let completed = stage.service().primary().id;
    let from = stage.next_event();
    stage.deploy(definition("playground/missing:1.0"));
    let failing = stage.service().primary().id;
    stage.settle();
    let running: Vec<_> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.id)
        .collect();
    assert_eq!(running, old, "nobody was disturbed");
    let primary = stage.service().primary();
    assert_eq!(primary.definition.to_string(), "web:1");
    assert!(
        primary.id != completed && primary.id != failing,
        "a new deployment"
    );
    let texts: Vec<String> = texts(&stage, from)
        .into_iter()
        .filter(|text| text.contains("deployment"))
        .collect();
    assert_eq!(
        texts,
        [
            format!("(deployment {failing}) deployment failed: tasks failed to start."),
            format!("rolling back to deployment {completed}."),
            format!("(deployment {}) deployment completed.", primary.id),
        ]
    );
    assert_eq!(
        statuses(&stage, from),
        [
            "PENDING",
            "IN_PROGRESS",
            "ROLLBACK_IN_PROGRESS",
            "ROLLBACK_SUCCESSFUL"
        ]
    );
    let past = stage.service().service_deployment();
    assert_eq!(
        past.status_reason
            .as_ref()
            .map(sim::StatusReason::text)
            .as_deref(),
        Some("Service deployment rolled back because the circuit breaker threshold was exceeded.")
    );
    assert_eq!(past.circuit_breaker.status, MonitoringStatus::Triggered);
    assert_eq!(counts(&stage, from), [1, 2, 3], "the third task trips it");
    let rollback = past.rollback.as_ref().expect("it was rolled back");
    assert_eq!(rollback.revision.definition.to_string(), "web:1");
}

#[test]
fn while_it_rolls_back_both_deployments_say_why() {
    let setup = Setup {
        percents: (50, 100),
        ..with_breaker(rolling_back())
    };
    let mut stage = setup.build();
    stage.settle();
    let completed = stage.service().primary().id;
    stage.deploy(definition("playground/missing:1.0"));
    let failing = stage.service().primary().id;
    while stage.service().primary().id == failing {
        stage.pass(Duration::from_secs(1));
        assert!(stage.now().since(sim::Time::ZERO) < Duration::from_secs(3_600));
    }
    let reasons: Vec<String> = stage
        .service()
        .deployments
        .iter()
        .map(sim::Deployment::rollout_state_reason)
        .collect();
    assert_eq!(
        reasons[0],
        format!("ECS deployment circuit breaker: rolling back to deploymentId {completed}.")
    );
    let failed = stage.service().deployment(failing);
    if let Some(failed) = failed {
        assert_eq!(failed.rollout_state, RolloutState::Failed);
        assert_eq!(
            failed.rollout_state_reason(),
            "ECS deployment circuit breaker: tasks failed to start."
        );
    }
    stage.settle();
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 2);
}

#[test]
fn without_rollback_a_failed_deployment_stays_failed_and_starts_nothing_until_an_update() {
    let mut stage = with_breaker(only_stopping()).build();
    stage.settle();
    let from = stage.next_event();
    stage.deploy(definition("playground/missing:1.0"));
    stage.pass(Duration::from_secs(600));
    assert_eq!(
        stage.service().primary().rollout_state,
        RolloutState::Failed
    );
    assert_eq!(
        statuses(&stage, from),
        ["PENDING", "IN_PROGRESS", "STOP_REQUESTED", "STOPPED"]
    );
    let before = stage.timeline.world().tasks().count();
    stage.pass(Duration::from_secs(1_200));
    assert_eq!(
        stage.timeline.world().tasks().count(),
        before,
        "nothing was started"
    );
    let old = stage.tasks_in(TaskStatus::Running);
    assert!(old.len() == 2 && old.iter().all(|task| task.definition.revision == 1));
    push(&mut stage, "playground/missing:1.0", Image::default());
    let update = UpdateService {
        force_new_deployment: true,
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    stage.settle();
    assert_eq!(stage.service().primary().definition.revision, 2);
}

#[test]
fn the_first_deployment_of_a_service_has_nothing_to_return_to_and_stalls() {
    let setup = Setup {
        definition: definition("playground/missing:1.0"),
        ..with_breaker(rolling_back())
    };
    let mut stage = setup.build();
    stage.pass(Duration::from_secs(900));
    let service = stage.service();
    assert_eq!(service.deployments.len(), 1);
    assert_eq!(service.primary().rollout_state, RolloutState::Failed);
    assert_eq!(
        service.service_deployment().status,
        ServiceDeploymentStatus::RollbackFailed
    );
    assert!(
        !texts(&stage, EventSequence(0))
            .iter()
            .any(|text| text.starts_with("rolling back")),
        "there is nothing to return to"
    );
}

#[test]
fn a_rollback_that_fails_stalls() {
    // Otherwise the service would return to the digest, whatever became of the tag.
    let mut by_tag = definition("shop/web:1");
    by_tag.container_definitions[0].version_consistency = Some(VersionConsistency::Disabled);
    let setup = Setup {
        percents: (0, 100),
        definition: by_tag,
        ..with_breaker(rolling_back())
    };
    let mut stage = setup.build();
    stage.settle();
    stage.deploy(definition("playground/missing:1.0"));
    push(
        &mut stage,
        "shop/web:1",
        Image {
            pull: sim::PullOutcome::NotFound,
            ..Image::default()
        },
    );
    stage.pass(Duration::from_secs(3_600));
    let service = stage.service();
    assert_eq!(service.primary().rollout_state, RolloutState::Failed);
    assert_eq!(service.primary().definition.revision, 1);
    assert_eq!(
        service.service_deployment().status,
        ServiceDeploymentStatus::RollbackFailed
    );
    let before = stage.timeline.world().event_count();
    stage.pass(Duration::from_secs(3_600));
    let events = stage.timeline.events_since(before);
    let is_start = |event: &sim::Event| matches!(event.kind, sim::EventKind::TaskCreated { .. });
    assert!(!events.iter().any(is_start), "nothing is started any more");
}

#[test]
fn once_a_task_has_run_failed_health_checks_count_and_trip() {
    let mut stage = with_breaker(rolling_back()).build();
    stage.settle();
    let from = stage.next_event();
    push(&mut stage, "shop/web:2", unwell());
    stage.deploy(definition("shop/web:2"));
    stage.settle();
    assert_eq!(stage.service().primary().definition.revision, 1);
    assert_eq!(
        counts(&stage, from),
        [1, 2, 3],
        "and not one more than the threshold"
    );
}

#[test]
fn a_healthy_task_sets_the_count_back_unless_it_is_told_not_to() {
    let breaker = |reset_on_healthy_task| DeploymentCircuitBreaker {
        reset_on_healthy_task,
        threshold: CircuitBreakerThreshold {
            kind: ThresholdType::Count,
            value: 10,
        },
        ..rolling_back()
    };
    let failed_tasks = |reset_on_healthy_task| {
        let mut stage = with_breaker(breaker(reset_on_healthy_task)).build();
        stage.settle();
        push(&mut stage, "shop/web:2", unwell());
        let mut next = definition("shop/web:2");
        next.container_definitions[0].version_consistency = Some(VersionConsistency::Disabled);
        stage.deploy(next);
        while stage.service().primary().failed_tasks < 2 {
            stage.pass(Duration::from_secs(1));
        }
        push(&mut stage, "shop/web:2", Image::default());
        stage.settle();
        stage.service().service_deployment().circuit_breaker
    };
    let reset = failed_tasks(true);
    assert_eq!((reset.failure_count, reset.threshold), (0, 10));
    assert_eq!(reset.status, MonitoringStatus::MonitoringComplete);
    assert!(failed_tasks(false).failure_count >= 2);
}

#[test]
fn the_threshold_follows_the_latest_desired_count() {
    let mut stage = with_breaker(rolling_back()).build();
    stage.settle();
    stage.deploy(definition("shop/web:2"));
    let threshold = |stage: &Stage| {
        stage
            .service()
            .service_deployment()
            .circuit_breaker
            .threshold
    };
    assert_eq!(threshold(&stage), 3);
    let update = UpdateService {
        desired_count: Some(20),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    assert_eq!(threshold(&stage), 10);
}

#[test]
fn lack_of_room_tasks_stopped_by_hand_and_scaling_in_count_nothing() {
    let setup = with_breaker(rolling_back()).on_instances(&["t3.small"]);
    let setup = Setup {
        desired_count: 6,
        ..setup
    };
    let mut stage = setup.build();
    stage.pass(Duration::from_secs(600));
    let running: Vec<_> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.id)
        .collect();
    assert!(
        !running.is_empty() && running.len() < 6,
        "some find no room"
    );
    for task in running {
        let stop = Command::StopTask {
            cluster: None,
            task,
            reason: None,
        };
        accept(&mut stage.timeline, stop);
    }
    stage.pass(Duration::from_secs(300));
    let update = UpdateService {
        desired_count: Some(1),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    stage.settle();
    let past = stage.service().service_deployment();
    assert_eq!(past.status, ServiceDeploymentStatus::Successful);
    assert_eq!(past.circuit_breaker.failure_count, 0);
    let said = texts(&stage, EventSequence(0));
    assert!(
        said.iter()
            .any(|text| text.starts_with("could not launch ")),
        "the part that found no room is said: {said:?}"
    );
}

/// How a deployment of an image ends that exits 5 seconds after it came to run, with no health check anywhere.
fn crash_loop(quick_exit: QuickExit) -> RolloutState {
    let setup = Setup {
        balanced: false,
        desired_count: 1,
        switches: Switches {
            quick_exit,
            ..Switches::default()
        },
        ..with_breaker(only_stopping())
    };
    let mut stage = setup.build();
    stage.settle();
    let exits = Image {
        exit: OwnExit::After {
            running: Duration::from_secs(5),
            code: 1,
        },
        ..Image::default()
    };
    push(&mut stage, "shop/web:2", exits);
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(3_600));
    let primary = stage.service().primary();
    if primary.rollout_state == RolloutState::Failed {
        assert_eq!(primary.failing, Some(Failing::CircuitBreaker));
    }
    primary.rollout_state
}

#[test]
fn a_crash_loop_after_running_is_its_blind_spot_unless_quick_exits_are_assumed_to_count() {
    assert_eq!(
        crash_loop(QuickExit::DoesNotCount),
        RolloutState::InProgress
    );
    assert_eq!(crash_loop(QuickExit::Counts), RolloutState::Failed);
}
