//! Alarms, early success and stopping of deployments, and the history that a service keeps of them.

use sim::{
    AlarmCommand, AlarmState, Command, DeploymentAlarms, DeploymentConfigurationInput, Duration,
    EarlySuccessCriteria, EventKind, EventSequence, MonitoringStatus, RolloutState,
    ServiceDeploymentId, ServiceDeploymentStatus as Status, ServiceMessage,
    SourceServiceRevisionCleanup, StopType, TaskStatus, Timings, UpdateService,
};

use crate::support::{Setup, Stage, accept, definition};

fn put_alarm(stage: &mut Stage, seconds: u64) {
    let put = AlarmCommand::Put {
        name: "errors".to_owned(),
        period: Duration::from_secs(seconds),
        evaluation_periods: 2,
    };
    accept(&mut stage.timeline, Command::Alarm(put));
}

fn set_alarm(stage: &mut Stage, state: AlarmState) {
    let name = "errors".to_owned();
    let set = AlarmCommand::SetState { name, state };
    accept(&mut stage.timeline, Command::Alarm(set));
}

fn update(stage: &mut Stage, change: impl FnOnce(&mut UpdateService)) {
    let mut input = UpdateService::of(stage.service);
    change(&mut input);
    accept(&mut stage.timeline, Command::UpdateService(Box::new(input)));
}

/// A steady service whose next deployment watches the alarm `errors`.
fn watching(rollback: bool, alarm_seconds: u64) -> Stage {
    let setup = Setup {
        delay_seconds: 10,
        ..Setup::default()
    };
    let mut stage = setup.build();
    stage.settle();
    put_alarm(&mut stage, alarm_seconds);
    update(&mut stage, |input| {
        input.deployment_configuration.alarms = Some(DeploymentAlarms {
            alarm_names: vec!["errors".to_owned()],
            enable: true,
            rollback,
        });
    });
    stage
}

fn statuses(stage: &Stage, from: EventSequence) -> Vec<&'static str> {
    let events = stage.timeline.events_since(from);
    let statuses = events.iter().filter_map(|event| match event.kind {
        EventKind::ServiceDeploymentChanged { status, .. } => Some(status.name()),
        _ => None,
    });
    statuses.collect()
}

/// What is said of deployments, without the name of the service.
fn said(stage: &Stage, from: EventSequence) -> Vec<String> {
    let said = stage.said(from);
    let text = |message: &ServiceMessage| message.text("web", "").replace("(service web) ", "");
    let texts = said.iter().map(|(_, message)| text(message));
    texts.filter(|text| text.contains("ecs-svc/")).collect()
}

fn stop(stage: &Stage, stop_type: StopType) -> Command {
    Command::StopServiceDeployment {
        service_deployment: stage.service().service_deployment().id,
        stop_type,
    }
}

#[test]
fn an_alarm_rolls_a_deployment_back() {
    let mut stage = watching(true, 60);
    let completed = stage.service().primary().id;
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    let failing = stage.service().primary().id;
    stage.pass(Duration::from_secs(30));
    set_alarm(&mut stage, AlarmState::Alarm);
    stage.settle();
    assert_eq!(stage.service().primary().definition.revision, 1);
    assert_eq!(
        said(&stage, from),
        [
            format!("(deployment {failing}) deployment failed: alarm detected."),
            format!("rolling back to deployment {completed}."),
            format!(
                "(deployment {}) deployment completed.",
                stage.service().primary().id
            ),
        ]
    );
    let past = stage.service().service_deployment();
    assert_eq!(past.status, Status::RollbackSuccessful);
    assert_eq!(past.alarms.status, MonitoringStatus::Triggered);
    assert_eq!(past.alarms.triggered_alarm_names, ["errors"]);
}

#[test]
fn an_alarm_without_rollback_only_fails_the_deployment() {
    let mut stage = watching(false, 60);
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    set_alarm(&mut stage, AlarmState::Alarm);
    set_alarm(&mut stage, AlarmState::Ok);
    stage.pass(Duration::from_secs(30));
    assert_eq!(
        stage.service().primary().rollout_state,
        RolloutState::InProgress
    );
    set_alarm(&mut stage, AlarmState::Alarm);
    stage.pass(Duration::from_secs(60));
    let primary = stage.service().primary();
    assert_eq!(primary.rollout_state, RolloutState::Failed);
    assert_eq!(
        primary.rollout_state_reason(),
        "ECS deployment failed: alarm detected."
    );
    assert_eq!(
        statuses(&stage, from),
        ["PENDING", "IN_PROGRESS", "STOP_REQUESTED", "STOPPED"]
    );
}

#[test]
fn an_alarm_that_rings_at_the_start_is_not_watched() {
    let mut stage = watching(true, 60);
    set_alarm(&mut stage, AlarmState::Alarm);
    stage.deploy(definition("shop/web:2"));
    let started_at = stage.now();
    stage.settle();
    let past = stage.service().service_deployment();
    assert_eq!(past.status, Status::Successful);
    assert_eq!(past.alarms.status, MonitoringStatus::Disabled);
    let took = stage.now().since(started_at);
    assert!(took < Duration::from_secs(300), "no bake time: {took:?}");
}

/// From when the last old task was at least in STOPPING to the completed deployment.
fn bake(alarm_seconds: u64) -> Duration {
    let mut stage = watching(true, alarm_seconds);
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    stage.settle();
    let events = stage.timeline.events_since(from);
    let at = |is_it: &dyn Fn(&EventKind) -> bool| {
        let mut found = events.iter().rev().filter(|event| is_it(&event.kind));
        found.next().expect("it happened").at
    };
    let to_stopping = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::TaskStatusChanged {
                to: TaskStatus::Stopping,
                ..
            }
        )
    };
    let completed = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::DeploymentChanged {
                rollout_state: RolloutState::Completed,
                ..
            }
        )
    };
    at(&completed).since(at(&to_stopping))
}

#[test]
fn alarms_bake_for_their_longest_evaluation_and_at_least_five_minutes() {
    let tick = Duration::from_secs(20);
    for (alarm_seconds, least) in [(60, 300), (300, 600)] {
        let least = Duration::from_secs(least);
        let baked = bake(alarm_seconds);
        assert!(baked >= least && baked < least + tick, "{baked:?}");
    }
}

#[test]
fn an_alarm_within_the_bake_time_still_rolls_back() {
    let mut stage = watching(true, 300);
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(400));
    let primary = stage.service().primary();
    assert_eq!(primary.rollout_state, RolloutState::InProgress, "it bakes");
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 2);
    set_alarm(&mut stage, AlarmState::Alarm);
    stage.settle();
    assert_eq!(stage.service().primary().definition.revision, 1);
}

fn early(cleanup: SourceServiceRevisionCleanup, percent: u32) -> Setup {
    Setup {
        desired_count: 4,
        percents: (percent, 100),
        delay_seconds: 120,
        deployment_configuration: DeploymentConfigurationInput {
            early_success_criteria: Some(EarlySuccessCriteria {
                enable: true,
                healthy_percent: percent,
                source_service_revision_cleanup: cleanup,
            }),
            ..DeploymentConfigurationInput::NONE
        },
        ..Setup::default()
    }
}

/// How many new tasks run when a deployment succeeds, and how many old ones are not even in STOPPING.
fn at_success(cleanup: SourceServiceRevisionCleanup, percent: u32) -> (usize, usize) {
    let mut stage = early(cleanup, percent).build();
    stage.settle();
    stage.deploy(definition("shop/web:2"));
    let mut seconds = 0;
    while stage.service().service_deployment().status != Status::Successful {
        stage.pass(Duration::from_secs(1));
        seconds += 1;
        assert!(seconds < 3_600, "it succeeds");
    }
    let mut running = stage.tasks_in(TaskStatus::Running);
    running.extend(stage.tasks_in(TaskStatus::Deactivating));
    let new = running
        .iter()
        .filter(|task| task.definition.revision == 2)
        .count();
    let found = (new, running.len() - new);
    assert!(
        stage
            .timeline
            .submit(stop(&stage, StopType::Rollback))
            .is_err(),
        "what has succeeded cannot be stopped"
    );
    stage.settle();
    let revisions: Vec<u32> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.definition.revision)
        .collect();
    assert_eq!(revisions, [2; 4], "the rest follows");
    assert_eq!(stage.service().deployments.len(), 1);
    found
}

#[test]
fn a_deployment_succeeds_early_with_old_tasks_left_only_if_their_cleanup_is_deferred() {
    assert_eq!(
        at_success(SourceServiceRevisionCleanup::Deferred, 50),
        (2, 2)
    );
    assert_eq!(
        at_success(SourceServiceRevisionCleanup::Deferred, 70),
        (3, 1),
        "2.8 of 4 are 3"
    );
    let (new, old) = at_success(SourceServiceRevisionCleanup::Blocking, 50);
    assert!(new >= 2 && old == 0, "{new} new and {old} old");
}

#[test]
fn early_success_may_not_ask_for_less_than_the_minimum() {
    let mut stage = Setup::default().build();
    let mut input = UpdateService::of(stage.service);
    input.deployment_configuration.early_success_criteria = Some(EarlySuccessCriteria {
        enable: true,
        healthy_percent: 50,
        ..EarlySuccessCriteria::default()
    });
    assert_eq!(
        stage.refusal(Command::UpdateService(Box::new(input))),
        "InvalidParameterException: healthyPercent must be between minimumHealthyPercent and 100."
    );
}

#[test]
fn a_deployment_is_rolled_back_by_hand() {
    let setup = Setup {
        delay_seconds: 10,
        ..Setup::default()
    };
    let mut stage = setup.build();
    stage.settle();
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(30));
    let command = stop(&stage, StopType::Rollback);
    accept(&mut stage.timeline, command.clone());
    let again = stage.refusal(command);
    assert!(again.starts_with("ConflictException: "), "{again}");
    stage.settle();
    assert_eq!(stage.service().primary().definition.revision, 1);
    assert_eq!(
        statuses(&stage, from),
        [
            "PENDING",
            "IN_PROGRESS",
            "ROLLBACK_REQUESTED",
            "ROLLBACK_IN_PROGRESS",
            "ROLLBACK_SUCCESSFUL"
        ]
    );
}

#[test]
fn a_deployment_is_aborted_by_hand_and_stays_where_it_is() {
    let mut stage = Setup::default().build();
    stage.settle();
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(12));
    let command = stop(&stage, StopType::Abort);
    accept(&mut stage.timeline, command);
    stage.pass(Duration::from_secs(600));
    assert_eq!(
        stage.service().primary().rollout_state,
        RolloutState::Failed
    );
    let old = stage.tasks_in(TaskStatus::Running);
    let old = old.iter().filter(|task| task.definition.revision == 1);
    assert_eq!(old.count(), 2, "those that serve go on");
    assert_eq!(
        statuses(&stage, from),
        ["PENDING", "IN_PROGRESS", "STOP_REQUESTED", "STOPPED"]
    );
}

#[test]
fn what_cannot_be_stopped_is_refused() {
    let mut stage = Setup::default().build();
    let unknown = Command::StopServiceDeployment {
        service_deployment: ServiceDeploymentId::UNKNOWN,
        stop_type: StopType::Rollback,
    };
    assert_eq!(
        stage.refusal(unknown),
        "ServiceDeploymentNotFoundException: Service deployment not found."
    );
    let first = stop(&stage, StopType::Rollback);
    let refused = stage.refusal(first);
    assert!(
        refused.starts_with("InvalidParameterException: "),
        "{refused}"
    );
}

#[test]
fn a_newer_deployment_stops_the_one_before() {
    let mut stage = Setup::default().build();
    stage.settle();
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(25));
    stage.deploy(definition("shop/web:3"));
    stage.settle();
    assert_eq!(
        statuses(&stage, from),
        [
            "PENDING",
            "IN_PROGRESS",
            "STOP_REQUESTED",
            "PENDING",
            "STOPPED",
            "IN_PROGRESS",
            "SUCCESSFUL"
        ]
    );
    let history = &stage.service().service_deployments;
    assert_eq!(history.len(), 3);
    assert_eq!(
        history[0].source_revisions.len(),
        2,
        "it began with two revisions"
    );
}

#[test]
fn the_stop_that_was_observed_takes_its_time_with_the_timings_of_that_name() {
    let setup = Setup {
        desired_count: 1,
        timings: Timings::observed_stop(),
        ..Setup::default()
    };
    let mut stage = setup.build();
    stage.settle();
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(700));
    let stopped = stage.tasks_in(TaskStatus::Stopped);
    let history = &stopped[0].history;
    let at = |status| {
        let mut entered = history.iter().filter(|(entered, _)| *entered == status);
        entered.next().expect("it went through this state").1
    };
    let deactivating = at(TaskStatus::Stopping).since(at(TaskStatus::Deactivating));
    assert_eq!(deactivating, Duration::from_secs(361));
    let deprovisioning = at(TaskStatus::Stopped).since(at(TaskStatus::Deprovisioning));
    assert_eq!(deprovisioning, Duration::from_secs(16));
}

#[test]
fn a_service_whose_deployment_was_aborted_scales_in_among_both_revisions() {
    let mut stage = Setup {
        desired_count: 4,
        percents: (50, 100),
        delay_seconds: 10,
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage.deploy(definition("shop/web:2"));
    let of = |stage: &Stage, revision: u32| {
        let running = stage.tasks_in(TaskStatus::Running);
        let own = running
            .iter()
            .filter(|task| task.is_active() && task.definition.revision == revision);
        own.count()
    };
    while of(&stage, 2) < 2 {
        stage.pass(Duration::from_secs(1));
    }
    let abort = stop(&stage, StopType::Abort);
    accept(&mut stage.timeline, abort);
    stage.pass(Duration::from_secs(60));
    assert_eq!((of(&stage, 1), of(&stage, 2)), (2, 2));
    update(&mut stage, |input| input.desired_count = Some(1));
    stage.pass(Duration::from_secs(120));
    assert_eq!((of(&stage, 1), of(&stage, 2)), (1, 1));
}
