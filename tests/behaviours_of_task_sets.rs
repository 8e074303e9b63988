//! Task sets: services with the EXTERNAL deployment controller, and what one with CODE_DEPLOY begins as.

mod refusals;

use sim::{
    Activity, Command, CreateService, CreateTaskSet, DeploymentController, DeploymentId,
    DeploymentStatus, Duration, EventKind, EventSequence, Image, InstanceStatus, LaunchType,
    LoadBalancerInput, OwnExit, Response, StabilityStatus, TaskSetChange, TaskSetCommand,
    UpdateService, Zone,
};

use crate::support::{Setup, Stage, accept};

/// A service of no use beside which the service `sets` stands.
pub(crate) fn external(setup: Setup) -> Stage {
    let mut stage = Setup {
        desired_count: 0,
        ..setup
    }
    .build();
    let input = input(&stage, DeploymentController::External);
    let Response::Service { service, .. } =
        accept(&mut stage.timeline, Command::CreateService(Box::new(input)))
    else {
        panic!("CreateService answers with a service");
    };
    stage.service = service;
    stage
}

pub(crate) fn input(stage: &Stage, deployment_controller: DeploymentController) -> CreateService {
    CreateService {
        desired_count: Some(3),
        deployment_controller,
        ..CreateService::of(stage.cluster, "sets")
    }
}

fn fargate(stage: &Stage, scale_tenths: u32) -> CreateTaskSet {
    CreateTaskSet {
        launch_type: LaunchType::Fargate,
        subnet_zones: vec![Zone(0), Zone(1)],
        scale_tenths,
        ..CreateTaskSet::of(stage.service, "web")
    }
}

fn create(stage: &mut Stage, input: CreateTaskSet) -> DeploymentId {
    let command = Command::TaskSet(Box::new(TaskSetCommand::Create(input)));
    let Response::TaskSet { task_set, .. } = accept(&mut stage.timeline, command) else {
        panic!("CreateTaskSet answers with a task set");
    };
    task_set
}

/// A task set of this scale on Fargate.
fn create_fargate(stage: &mut Stage, scale_tenths: u32) -> DeploymentId {
    let input = fargate(stage, scale_tenths);
    create(stage, input)
}

fn ask(stage: &mut Stage, command: TaskSetCommand) {
    accept(&mut stage.timeline, Command::TaskSet(Box::new(command)));
}

fn counts(stage: &Stage, task_set: DeploymentId) -> (u32, u32, u32) {
    let world = stage.timeline.world();
    let counts = world.task_set_counts(stage.service(), task_set);
    (counts.computed_desired, counts.running, counts.pending)
}

fn texts(stage: &Stage, from: EventSequence) -> Vec<String> {
    let said = stage.said(from).into_iter();
    said.map(|(_, message)| message.text("sets", "")).collect()
}

/// A service with the CODE_DEPLOY controller behind a load balancer.
pub(crate) fn code_deploy(stage: &Stage) -> CreateService {
    CreateService {
        task_definition: Some("web".to_owned()),
        launch_type: LaunchType::Fargate,
        subnet_zones: vec![Zone(0), Zone(1)],
        load_balancers: vec![LoadBalancerInput {
            target_group: stage.target_group.expect("the setup has one"),
            container_name: "app".to_owned(),
            container_port: 80,
            advanced_configuration: None,
        }],
        ..input(stage, DeploymentController::CodeDeploy)
    }
}

#[test]
fn an_external_service_runs_nothing_until_a_task_set_says_what() {
    let mut stage = external(Setup::default());
    stage.pass(Duration::from_secs(120));
    assert!(stage.service().tasks.is_empty());
    let outlook = stage.timeline.world().outlook(stage.service());
    assert_eq!(outlook.activity, Activity::WithoutTaskSet);
    assert_eq!(outlook.wait, None);
    let task_set = create_fargate(&mut stage, 1_000);
    stage.settle();
    assert_eq!(counts(&stage, task_set), (3, 3, 0));
}

#[test]
fn a_task_set_runs_its_part_of_the_desired_count_rounded_up() {
    let mut stage = external(Setup::default());
    let from = stage.next_event();
    let task_set = create_fargate(&mut stage, 335);
    stage.settle();
    assert_eq!(counts(&stage, task_set), (2, 2, 0), "3 x 33.5% = 1.005");
    let said = texts(&stage, from);
    assert_eq!(
        said[0],
        format!("(service sets) updated computedDesiredCount for taskSet {task_set} to 2.")
    );
    let of_set = format!("(service sets, taskSet {task_set}) has started 2 tasks: (task ");
    assert!(said[1].starts_with(&of_set), "{}", said[1]);
    assert_eq!(
        said.last().map(String::as_str),
        Some("(service sets) has reached a steady state.")
    );
}

#[test]
fn another_scale_or_desired_count_starts_and_stops_tasks_of_each_task_set() {
    let mut stage = external(Setup::default());
    let one = create_fargate(&mut stage, 1_000);
    let two = create_fargate(&mut stage, 0);
    stage.settle();
    let service = stage.service;
    ask(
        &mut stage,
        TaskSetCommand::Update {
            service,
            task_set: two,
            scale_tenths: 500,
        },
    );
    assert_eq!(
        stage
            .service()
            .task_set(two)
            .map(|(_, set)| set.stability_status),
        Some(StabilityStatus::Stabilizing)
    );
    stage.settle();
    assert_eq!(
        (counts(&stage, one), counts(&stage, two)),
        ((3, 3, 0), (2, 2, 0))
    );
    let from = stage.next_event();
    let update = UpdateService {
        desired_count: Some(1),
        ..UpdateService::of(service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    stage.settle();
    assert_eq!(
        (counts(&stage, one), counts(&stage, two)),
        ((1, 1, 0), (1, 1, 0))
    );
    let said = texts(&stage, from);
    let stopped = format!("(service sets, taskSet {two}) has stopped 1 running tasks: (task ");
    assert!(
        said.iter().any(|text| text.starts_with(&stopped)),
        "{said:?}"
    );
}

#[test]
fn a_task_set_tells_since_when_it_is_steady() {
    let mut stage = external(Setup::default());
    let task_set = create_fargate(&mut stage, 1_000);
    let created = stage.now();
    stage.settle();
    let events = stage.timeline.events_since(EventSequence(0));
    let steady = events.iter().find(|event| {
        event.kind
            == EventKind::TaskSetChanged {
                service: stage.service,
                task_set,
                change: TaskSetChange::Stability(StabilityStatus::SteadyState),
            }
    });
    let (_, set) = stage.service().task_set(task_set).expect("it is there");
    assert_eq!(set.stability_status, StabilityStatus::SteadyState);
    assert_eq!(steady.map(|event| event.at), Some(set.stability_status_at));
    assert!(
        set.stability_status_at.since(created) >= Duration::from_secs(40),
        "a task without checks is healthy after 40 s"
    );
}

#[test]
fn one_task_set_at_most_is_primary() {
    let mut stage = external(Setup::default());
    let one = create_fargate(&mut stage, 1_000);
    let two = create_fargate(&mut stage, 1_000);
    let statuses = |stage: &Stage| -> Vec<_> {
        let sets = stage.service().task_sets();
        sets.map(|(set, _)| (set.id, set.status)).collect()
    };
    assert_eq!(
        statuses(&stage),
        [
            (one, DeploymentStatus::Active),
            (two, DeploymentStatus::Active)
        ]
    );
    for (task_set, other) in [(two, one), (one, two)] {
        let service = stage.service;
        ask(
            &mut stage,
            TaskSetCommand::UpdatePrimary { service, task_set },
        );
        sim::check_invariants(stage.timeline.world());
        assert_eq!(
            statuses(&stage),
            [
                (task_set, DeploymentStatus::Primary),
                (other, DeploymentStatus::Active)
            ]
        );
    }
    assert_eq!(
        stage.service().launch_type,
        LaunchType::Fargate,
        "what the PRIMARY task set has is the service's"
    );
}

#[test]
fn a_deleted_task_set_drains_and_goes_with_its_last_task() {
    let mut stage = external(Setup::default());
    let (service, task_set) = (stage.service, create_fargate(&mut stage, 1_000));
    stage.settle();
    let delete = |force| TaskSetCommand::Delete {
        service,
        task_set,
        force,
    };
    assert_eq!(
        stage.refusal(Command::TaskSet(Box::new(delete(false)))),
        "InvalidParameterException: The task set cannot be deleted while it is scaled above 0."
    );
    ask(&mut stage, delete(true));
    let status = stage
        .service()
        .task_set(task_set)
        .map(|(set, _)| set.status);
    assert_eq!(status, Some(DeploymentStatus::Draining));
    assert_eq!(
        stage.refusal(Command::TaskSet(Box::new(delete(true)))),
        "InvalidParameterException: The task set is being deleted: its status is DRAINING."
    );
    stage.pass(Duration::from_secs(120));
    assert!(stage.service().deployments.is_empty());
    assert!(stage.service().tasks.is_empty());
    assert_eq!(
        stage.refusal(Command::TaskSet(Box::new(delete(true)))),
        "TaskSetNotFoundException: The specified task set wasn't found."
    );
}

#[test]
fn the_primary_task_set_is_deleted_by_force_alone() {
    let mut stage = external(Setup::default());
    let (service, task_set) = (stage.service, create_fargate(&mut stage, 0));
    ask(
        &mut stage,
        TaskSetCommand::UpdatePrimary { service, task_set },
    );
    let delete = |force| TaskSetCommand::Delete {
        service,
        task_set,
        force,
    };
    assert_eq!(
        stage.refusal(Command::TaskSet(Box::new(delete(false)))),
        "InvalidParameterException: The primary task set cannot be deleted."
    );
    ask(&mut stage, delete(true));
    stage.pass(Duration::from_secs(30));
    assert!(stage.service().deployments.is_empty());
}

#[test]
fn tasks_of_a_task_set_that_end_are_started_again() {
    let mut stage = external(Setup {
        images: vec![(
            "shop/web:1",
            Image {
                exit: OwnExit::After {
                    running: Duration::from_secs(120),
                    code: 1,
                },
                ..Image::default()
            },
        )],
        ..Setup::default()
    });
    let task_set = create_fargate(&mut stage, 1_000);
    stage.settle();
    let first = stage.service().tasks.clone();
    stage.pass(Duration::from_secs(300));
    let tasks = &stage.service().tasks;
    assert!(first.iter().all(|task| !tasks.contains(task)));
    assert_eq!(counts(&stage, task_set).0, 3);
    assert!(tasks.len() >= 3, "others took their place");
}

#[test]
fn tasks_of_a_task_set_move_off_a_draining_instance_one_for_one() {
    let mut stage = external(
        Setup {
            definition: crate::support::bridge("shop/web:1"),
            balanced: false,
            ..Setup::default()
        }
        .on_instances(&["m5.xlarge", "m5.xlarge"]),
    );
    let service = stage.service;
    let task_set = create(&mut stage, CreateTaskSet::of(service, "web"));
    stage.settle();
    let instance = stage.instances()[0];
    stage.set_state(instance, InstanceStatus::Draining);
    let from = stage.next_event();
    stage.pass(Duration::from_secs(300));
    assert!(stage.tasks_on(instance).is_empty());
    assert_eq!(counts(&stage, task_set), (3, 3, 0));
    let said = texts(&stage, from);
    let started = said.iter().position(|text| text.contains("has started"));
    let stopped = said.iter().position(|text| text.contains("has stopped"));
    assert!(started < stopped, "the replacement comes first: {said:?}");
}

#[test]
fn a_task_set_registers_in_its_own_target_group() {
    let mut stage = external(Setup::default());
    let group = stage.target_group.expect("the setup has one");
    let attached = CreateTaskSet {
        load_balancers: vec![LoadBalancerInput {
            target_group: group,
            container_name: "app".to_owned(),
            container_port: 80,
            advanced_configuration: None,
        }],
        external_id: Some("release-7".to_owned()),
        ..fargate(&stage, 1_000)
    };
    let task_set = create(&mut stage, attached);
    stage.settle();
    let world = stage.timeline.world();
    let group = world.target_group(group).expect("it is there");
    assert_eq!(group.targets.len(), 3);
    let (_, set) = stage.service().task_set(task_set).expect("it is there");
    assert_eq!(set.external_id.as_deref(), Some("release-7"));
    let arn = world.task_set_arn(stage.service(), task_set);
    assert!(
        arn.ends_with(&format!(":task-set/default/sets/{task_set}")),
        "{arn}"
    );
}

#[test]
fn a_service_that_is_deleted_takes_its_task_sets_along() {
    let mut stage = external(Setup::default());
    create_fargate(&mut stage, 1_000);
    stage.settle();
    let service = stage.service;
    let delete = |force| Command::DeleteService { service, force };
    assert_eq!(
        stage.refusal(delete(false)),
        "InvalidParameterException: The service cannot be stopped while it is scaled above 0."
    );
    accept(&mut stage.timeline, delete(true));
    stage.pass(Duration::from_secs(120));
    assert_eq!(stage.service().status, sim::ServiceStatus::Inactive);
    let again = TaskSetCommand::Create(CreateTaskSet::of(service, "web"));
    assert_eq!(
        stage.refusal(Command::TaskSet(Box::new(again))),
        "ServiceNotActiveException: Service was not ACTIVE."
    );
}

#[test]
fn a_code_deploy_service_begins_with_a_primary_task_set() {
    let mut stage = Setup {
        desired_count: 0,
        ..Setup::default()
    }
    .build();
    let input = code_deploy(&stage);
    let answer = accept(&mut stage.timeline, Command::CreateService(Box::new(input)));
    let Response::Service {
        service,
        deployment: Some(task_set),
    } = answer
    else {
        panic!("a task set comes with the service");
    };
    stage.service = service;
    stage.settle();
    assert_eq!(counts(&stage, task_set), (3, 3, 0));
    let primary = stage.service().primary_task_set().map(|(set, _)| set.id);
    assert_eq!(primary, Some(task_set));
    let update = UpdateService {
        task_definition: Some("web".to_owned()),
        ..UpdateService::of(service)
    };
    assert_eq!(
        stage.refusal(Command::UpdateService(Box::new(update))),
        "InvalidParameterException: Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment."
    );
}
