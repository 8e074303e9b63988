//! How services end, and what their names are good for then.

use sim::{
    Command, CreateService, Duration, EventKind, EventSequence, ServiceStatus, TaskStatus,
    UpdateService,
};

use crate::support::{Setup, Stage, accept};

const DRAINING: &str =
    "InvalidParameterException: Unable to Start a service that is still Draining.";

fn steady(delay_seconds: u64) -> Stage {
    let mut stage = Setup {
        delay_seconds,
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage
}

fn delete(stage: &Stage, force: bool) -> Command {
    Command::DeleteService {
        service: stage.service,
        force,
    }
}

/// A service of the same name.
fn namesake(stage: &Stage) -> Command {
    Command::CreateService(Box::new(CreateService {
        cluster: stage.cluster,
        service_name: "web".to_owned(),
        task_definition: Some("web".to_owned()),
        deployment_controller: sim::DeploymentController::Ecs,
        desired_count: Some(1),
        scheduling_strategy: sim::SchedulingStrategy::Replica,
        availability_zone_rebalancing: None,
        launch_type: sim::LaunchType::Fargate,
        minimum_healthy_percent: None,
        maximum_percent: None,
        deployment_configuration: sim::DeploymentConfigurationInput::NONE,
        health_check_grace_period: None,
        load_balancers: Vec::new(),
        subnet_zones: vec![sim::Zone(0)],
        placement_constraints: Vec::new(),
        placement_strategy: Vec::new(),
        capacity_provider_strategy: Vec::new(),
    }))
}

#[test]
fn a_deleted_service_is_draining_with_a_desired_count_of_none_until_its_tasks_are_stopping() {
    let mut stage = steady(60);
    let command = delete(&stage, true);
    accept(&mut stage.timeline, command);
    let deleted_at = stage.now();
    assert_eq!(stage.service().status, ServiceStatus::Draining);
    assert_eq!(stage.service().desired_count, 0);
    while stage.service().status == ServiceStatus::Draining {
        let leaving = stage.tasks_in(TaskStatus::Running).len()
            + stage.tasks_in(TaskStatus::Deactivating).len();
        assert!(leaving > 0 || stage.now().since(deleted_at) > Duration::from_secs(60));
        stage.pass(Duration::from_secs(1));
    }
    assert_eq!(stage.service().status, ServiceStatus::Inactive);
    let took = stage.now().since(deleted_at).as_secs();
    // Up to 10 s until the pass that stops, the delay of 60 s, and up to 10 s until the pass that sees it.
    assert!((60..=81).contains(&took), "{took} s");
    let stopped = stage.tasks_in(TaskStatus::Stopped).len();
    let stopping = stage.tasks_in(TaskStatus::Stopping).len()
        + stage.tasks_in(TaskStatus::Deprovisioning).len();
    assert_eq!(stopped + stopping, 2, "STOPPING is enough");
    for task in stage.timeline.world().tasks() {
        let (code, reason) = task.stop.as_ref().expect("it was stopped");
        assert_eq!(code.name(), "ServiceSchedulerInitiated");
        let reason = reason.to_string();
        assert!(
            reason.starts_with("Scaling activity initiated by (deployment ecs-svc/"),
            "{reason}"
        );
    }
    assert!(
        stage.service().service_deployments.is_empty(),
        "they go with their service"
    );
}

#[test]
fn a_service_scaled_to_nothing_is_deleted_without_force() {
    let mut stage = steady(5);
    let command = delete(&stage, false);
    let refused = stage.refusal(command);
    assert_eq!(
        refused,
        "InvalidParameterException: The service cannot be stopped while it is scaled above 0."
    );
    let update = UpdateService {
        desired_count: Some(0),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    let command = delete(&stage, false);
    accept(&mut stage.timeline, command);
    stage.pass(Duration::from_secs(60));
    assert_eq!(stage.service().status, ServiceStatus::Inactive);
}

#[test]
fn the_name_of_a_service_is_taken_until_it_is_inactive() {
    let mut stage = steady(60);
    let again = namesake(&stage);
    assert_eq!(
        stage.refusal(again.clone()),
        "InvalidParameterException: Creation of service was not idempotent."
    );
    let command = delete(&stage, true);
    accept(&mut stage.timeline, command);
    assert_eq!(stage.refusal(again.clone()), DRAINING);
    let update = UpdateService {
        desired_count: Some(1),
        ..UpdateService::of(stage.service)
    };
    assert_eq!(
        stage.refusal(Command::UpdateService(Box::new(update))),
        "ServiceNotActiveException: Service was not ACTIVE."
    );
    stage.pass(Duration::from_secs(120));
    assert_eq!(stage.service().status, ServiceStatus::Inactive);
    accept(&mut stage.timeline, again);
    let active = stage
        .timeline
        .world()
        .services()
        .filter(|service| service.status == ServiceStatus::Active);
    let active: Vec<_> = active.map(|service| service.id).collect();
    assert_eq!(active.len(), 1);
    assert_ne!(active[0], stage.service, "it is another service");
    let gone = delete(&stage, true);
    assert_eq!(
        stage.refusal(gone),
        "ServiceNotFoundException: Service not found."
    );
}

#[test]
fn the_same_request_again_gives_the_service_that_it_created() {
    let mut stage = steady(5);
    let mut input = match namesake(&stage) {
        Command::CreateService(input) => input,
        other => panic!("{other:?} creates no service"),
    };
    input.service_name = "shop".to_owned();
    let create = Command::CreateService(input.clone());
    let first = accept(&mut stage.timeline, create.clone());
    let sim::Response::Service { service, .. } = first else {
        panic!("CreateService answers with a service");
    };
    stage.pass(Duration::from_secs(60));
    let before = stage.timeline.world().service(service).cloned();
    let again = accept(&mut stage.timeline, create);
    let known = sim::Response::Service {
        service,
        deployment: None,
    };
    assert_eq!(again, known);
    assert_eq!(stage.timeline.world().service(service).cloned(), before);
    input.desired_count = Some(2);
    assert_eq!(
        stage.refusal(Command::CreateService(input)),
        "InvalidParameterException: Creation of service was not idempotent."
    );
}

#[test]
fn a_service_that_is_deleted_before_its_tasks_run_stops_them_without_a_signal() {
    let mut stage = Setup::default().build();
    while stage.tasks_in(TaskStatus::Provisioning).is_empty() {
        stage.pass(Duration::from_secs(1));
    }
    let command = delete(&stage, true);
    accept(&mut stage.timeline, command);
    stage.pass(Duration::from_secs(60));
    assert_eq!(stage.service().status, ServiceStatus::Inactive);
    let events = stage.timeline.events_since(EventSequence(0));
    let is_signal = |event: &sim::Event| matches!(event.kind, EventKind::SignalSent { .. });
    assert!(!events.iter().any(is_signal));
    let said = stage.service().events.iter();
    let mut texts = said.map(|event| event.text.as_str());
    assert!(texts.any(|text| text == "(service web) stopped 2 pending tasks."));
}
