//! What `RunTask` and `StartTask` do, and what becomes of their tasks, one sentence a test.

use sim::{
    Command, Duration, Failure, Image, InstanceId, InstanceStatus, LaunchType, NetworkMode,
    OwnExit, PlacementConstraint, PlacementConstraintType, Response, RunTask, StartTask,
    TaskDefinition, TaskDefinitionPlacementConstraint, TaskDefinitionPlacementConstraintType,
    TaskId, TaskOrigin, TaskStatus, Zone,
};

use crate::support::{Setup, Stage, accept, bridge};

/// A service without tasks, beside which the tests run their own.
pub(crate) fn on(instance_types: &[&'static str]) -> Stage {
    Setup {
        desired_count: 0,
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(instance_types)
    .build()
}

pub(crate) fn one(stage: &Stage) -> RunTask {
    RunTask::of(stage.cluster, "web", LaunchType::Ec2)
}

pub(crate) fn run(stage: &mut Stage, input: RunTask) -> (Vec<TaskId>, Vec<Failure>) {
    started(accept(
        &mut stage.timeline,
        Command::RunTask(Box::new(input)),
    ))
}

fn start(stage: &mut Stage, input: StartTask) -> (Vec<TaskId>, Vec<Failure>) {
    started(accept(
        &mut stage.timeline,
        Command::StartTask(Box::new(input)),
    ))
}

fn started(answer: Response) -> (Vec<TaskId>, Vec<Failure>) {
    match answer {
        Response::Tasks { tasks, failures } => (tasks, failures),
        other => panic!("tasks were expected, not {other:?}"),
    }
}

pub(crate) fn task(stage: &Stage, id: TaskId) -> &sim::Task {
    stage.timeline.world().task(id).expect("it is described")
}

fn failure(stage: &Stage, instance: InstanceId, reason: &str) -> Failure {
    let name = "arn:aws:ecs:ap-northeast-2:111122223333:container-instance/default";
    assert!(stage.timeline.world().cluster(stage.cluster).is_some());
    Failure {
        arn: Some(format!("{name}/{instance}")),
        reason: reason.to_owned(),
    }
}

pub(crate) fn register(stage: &mut Stage, definition: TaskDefinition) {
    accept(
        &mut stage.timeline,
        Command::RegisterTaskDefinition(Box::new(definition)),
    );
}

#[test]
fn a_task_outside_services_runs_and_is_grouped_by_its_family() {
    let mut stage = on(&["m5.large"]);
    let input = RunTask {
        started_by: Some("nightly/report-7".to_owned()),
        ..one(&stage)
    };
    let (tasks, failures) = run(&mut stage, input);
    assert_eq!((tasks.len(), failures.len()), (1, 0));
    stage.pass(Duration::from_secs(60));
    let ran = task(&stage, tasks[0]);
    assert_eq!(ran.last_status, TaskStatus::Running);
    assert_eq!(ran.service(), None);
    assert_eq!(stage.timeline.world().group_name(ran), "family:web");
    let TaskOrigin::Standalone { started_by, .. } = &ran.origin else {
        panic!("no service started it");
    };
    assert_eq!(started_by.as_deref(), Some("nightly/report-7"));
}

#[test]
fn a_task_outside_services_is_not_replaced_when_it_ends() {
    let mut stage = on(&["m5.large"]);
    let job = Image {
        exit: OwnExit::After {
            running: Duration::from_secs(30),
            code: 0,
        },
        ..Image::default()
    };
    let name = "shop/job:1".to_owned();
    accept(&mut stage.timeline, Command::PushImage { name, image: job });
    register(
        &mut stage,
        TaskDefinition {
            family: "job".to_owned(),
            ..bridge("shop/job:1")
        },
    );
    let input = RunTask::of(stage.cluster, "job", LaunchType::Ec2);
    let (tasks, _) = run(&mut stage, input);
    stage.pass(Duration::from_secs(600));
    assert_eq!(task(&stage, tasks[0]).last_status, TaskStatus::Stopped);
    assert_eq!(stage.timeline.world().tasks().count(), 1);
}

#[test]
fn what_fits_runs_and_every_instance_says_why_the_rest_does_not() {
    let mut stage = on(&["m5.large", "m5.large"]);
    let wide = TaskDefinition {
        cpu_units: Some(1_536),
        ..bridge("shop/web:1")
    };
    register(&mut stage, wide);
    let input = RunTask {
        count: 5,
        ..one(&stage)
    };
    let (tasks, mut failures) = run(&mut stage, input);
    assert_eq!(tasks.len(), 2, "one on each instance");
    let mut expected: Vec<Failure> = stage
        .instances()
        .into_iter()
        .map(|instance| failure(&stage, instance, "RESOURCE:CPU"))
        .collect();
    let key = |failure: &Failure| failure.arn.clone();
    failures.sort_by_key(key);
    expected.sort_by_key(key);
    assert_eq!(failures, expected);
}

#[test]
fn without_an_active_instance_run_task_is_refused() {
    let mut stage = on(&[]);
    let command = Command::RunTask(Box::new(one(&stage)));
    let expected = "InvalidParameterException: No Container Instances were found in your cluster.";
    assert_eq!(stage.refusal(command.clone()), expected);
    let mut drained = on(&["m5.large"]);
    let instance = drained.instances()[0];
    drained.set_state(instance, InstanceStatus::Draining);
    assert_eq!(drained.refusal(command), expected);
}

#[test]
fn start_task_puts_a_task_on_each_instance_that_can_take_it() {
    let mut stage = on(&["m5.large", "m5.large", "m5.large", "t3.small"]);
    let [first, draining, gone, small] = stage.instances()[..] else {
        panic!("there are four instances");
    };
    let unknown = on(&["m5.large"; 5]).instances()[4];
    register(
        &mut stage,
        TaskDefinition {
            memory_mib: Some(4_096),
            ..bridge("shop/web:1")
        },
    );
    stage.set_state(draining, InstanceStatus::Draining);
    accept(
        &mut stage.timeline,
        Command::TerminateInstance { instance: gone },
    );
    let wanted = [first, draining, gone, small, unknown];
    let input = StartTask::of(stage.cluster, "web", &wanted);
    let (tasks, failures) = start(&mut stage, input);
    assert_eq!(tasks.len(), 1);
    assert_eq!(task(&stage, tasks[0]).instance, Some(first));
    assert_eq!(
        failures,
        [
            failure(&stage, draining, "INACTIVE"),
            failure(&stage, gone, "INACTIVE"),
            failure(&stage, small, "RESOURCE:MEMORY"),
            failure(&stage, unknown, "MISSING"),
        ]
    );
}

#[test]
fn start_task_asks_no_constraint_but_run_task_does() {
    let mut stage = on(&["m5.large"]);
    let instance = stage.instances()[0];
    let picky = TaskDefinition {
        placement_constraints: vec![TaskDefinitionPlacementConstraint {
            r#type: Some(TaskDefinitionPlacementConstraintType::MemberOf),
            expression: Some("attribute:ecs.instance-type == t3.small".to_owned()),
        }],
        ..bridge("shop/web:1")
    };
    register(&mut stage, picky);
    let input = one(&stage);
    let unplaced = failure(
        &stage,
        instance,
        "MemberOf placement constraint unsatisfied.",
    );
    assert_eq!(run(&mut stage, input), (vec![], vec![unplaced]));
    let input = StartTask::of(stage.cluster, "web", &[instance]);
    let (tasks, failures) = start(&mut stage, input);
    assert_eq!((tasks.len(), failures.len()), (1, 0));
}

#[test]
fn a_group_of_tasks_is_kept_on_distinct_instances() {
    let mut stage = on(&["m5.large", "m5.large"]);
    let input = RunTask {
        count: 3,
        placement_constraints: vec![PlacementConstraint {
            r#type: PlacementConstraintType::DistinctInstance,
            expression: None,
        }],
        ..one(&stage)
    };
    let (tasks, failures) = run(&mut stage, input);
    assert_eq!((tasks.len(), failures.len()), (2, 2));
    let other = RunTask {
        group: Some("batch".to_owned()),
        ..one(&stage)
    };
    assert_eq!(
        run(&mut stage, other).0.len(),
        1,
        "another group does not mind"
    );
}

#[test]
fn an_inactive_revision_cannot_be_run() {
    let mut stage = on(&["m5.large"]);
    let task_definition = "web:1".to_owned();
    accept(
        &mut stage.timeline,
        Command::DeregisterTaskDefinition { task_definition },
    );
    let input = RunTask {
        task_definition: "web:1".to_owned(),
        ..one(&stage)
    };
    assert_eq!(
        stage.refusal(Command::RunTask(Box::new(input))),
        "InvalidParameterException: TaskDefinition is inactive"
    );
}

#[test]
fn what_is_out_of_bounds_is_refused() {
    let mut stage = on(&["m5.large"]);
    type Change = fn(&mut RunTask);
    let cases: [(&str, Change); 7] = [
        ("count must be between 1 and 10.", |input| input.count = 0),
        ("count must be between 1 and 10.", |input| input.count = 11),
        (
            "A custom group cannot start with family: or service:.",
            |input| input.group = Some("service:web".to_owned()),
        ),
        (
            "A custom group cannot start with family: or service:.",
            |input| input.group = Some("family:web".to_owned()),
        ),
        ("group can have at most 255 characters.", |input| {
            input.group = Some("g".repeat(256));
        }),
        (
            "startedBy must have 1 to 128 letters, digits, underscores, slashes and hyphens.",
            |input| input.started_by = Some("a person".to_owned()),
        ),
        ("clientToken must have 1 to 64 ASCII characters.", |input| {
            input.client_token = Some("t".repeat(65));
        }),
    ];
    for (message, change) in cases {
        let mut input = one(&stage);
        change(&mut input);
        assert_eq!(
            stage.refusal(Command::RunTask(Box::new(input))),
            format!("InvalidParameterException: {message}")
        );
    }
    let nowhere = StartTask::of(stage.cluster, "web", &[]);
    assert_eq!(
        stage.refusal(Command::StartTask(Box::new(nowhere))),
        "ClientException: Container Instances cannot be empty."
    );
    let instance = stage.instances()[0];
    let often = StartTask::of(stage.cluster, "web", &[instance; 11]);
    assert_eq!(
        stage.refusal(Command::StartTask(Box::new(often))),
        "InvalidParameterException: containerInstances can have at most 10 entries."
    );
}

#[test]
fn a_client_token_starts_its_tasks_once() {
    let mut stage = on(&["m5.large"]);
    let input = RunTask {
        count: 2,
        client_token: Some("order-1".to_owned()),
        ..one(&stage)
    };
    let first = run(&mut stage, input.clone());
    stage.pass(Duration::from_secs(30));
    assert_eq!(run(&mut stage, input.clone()), first);
    assert_eq!(stage.timeline.world().tasks().count(), 2);
    let other = RunTask { count: 3, ..input };
    let refused = stage
        .timeline
        .submit(Command::RunTask(Box::new(other)))
        .expect_err("it differs");
    assert_eq!(refused.exception.name(), "ConflictException");
    let world = stage.timeline.world();
    let arns: Vec<String> = first.0.iter().map(|task| world.task_arn(*task)).collect();
    assert_eq!(refused.resource_ids, arns);
}

#[test]
fn the_ids_of_one_group_do_not_depend_on_another() {
    let in_group = |stage: &Stage, group: &str| RunTask {
        group: Some(group.to_owned()),
        ..one(stage)
    };
    let mut alone = on(&["m5.large"]);
    let input = in_group(&alone, "batch");
    let (expected, _) = run(&mut alone, input);
    let mut both = on(&["m5.large"]);
    let input = in_group(&both, "other");
    run(&mut both, input);
    let input = in_group(&both, "batch");
    assert_eq!(run(&mut both, input).0, expected);
}

#[test]
fn a_task_on_fargate_needs_a_network_and_no_instance() {
    let mut stage = Setup {
        desired_count: 0,
        balanced: false,
        ..Setup::default()
    }
    .build();
    let bare = RunTask::of(stage.cluster, "web", LaunchType::Fargate);
    assert_eq!(
        stage.refusal(Command::RunTask(Box::new(bare.clone()))),
        "InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified."
    );
    let input = RunTask {
        subnet_zones: vec![Zone(1)],
        ..bare
    };
    let (tasks, _) = run(&mut stage, input);
    stage.pass(Duration::from_secs(90));
    let ran = task(&stage, tasks[0]);
    assert_eq!((ran.last_status, ran.zone), (TaskStatus::Running, Zone(1)));
    assert_eq!(ran.network_mode(), NetworkMode::Awsvpc);
}

#[test]
fn a_cluster_has_at_most_500_tasks_in_provisioning() {
    let mut stage = Setup {
        desired_count: 0,
        balanced: false,
        ..Setup::default()
    }
    .build();
    let ten = RunTask {
        count: 10,
        subnet_zones: vec![Zone(0)],
        ..RunTask::of(stage.cluster, "web", LaunchType::Fargate)
    };
    for _ in 0..50 {
        run(&mut stage, ten.clone());
    }
    assert_eq!(
        stage.refusal(Command::RunTask(Box::new(ten.clone()))),
        "LimitExceededException: A cluster can have at most 500 tasks in PROVISIONING."
    );
    stage.pass(Duration::from_secs(30));
    run(&mut stage, ten);
}

#[test]
fn a_task_outside_services_stays_on_a_draining_instance_until_it_ends() {
    let mut stage = on(&["m5.large"]);
    let input = one(&stage);
    let (tasks, _) = run(&mut stage, input);
    let instance = stage.instances()[0];
    stage.pass(Duration::from_secs(1));
    stage.set_state(instance, InstanceStatus::Draining);
    stage.pass(Duration::from_secs(24 * 3_600));
    assert_eq!(task(&stage, tasks[0]).last_status, TaskStatus::Running);
}

#[test]
fn a_task_outside_services_is_not_touched_for_its_health() {
    let mut stage = on(&["m5.large"]);
    let sick = Image {
        health: sim::HealthAnswer::Status(500),
        ..Image::default()
    };
    let name = "shop/sick:1".to_owned();
    accept(
        &mut stage.timeline,
        Command::PushImage { name, image: sick },
    );
    let mut checked = bridge("shop/sick:1");
    checked.container_definitions[0].health_check = Some(sim::ContainerHealthCheck {
        command: vec!["CMD".to_owned(), "check".to_owned()],
        ..sim::ContainerHealthCheck::default()
    });
    register(&mut stage, checked);
    let input = one(&stage);
    let (tasks, _) = run(&mut stage, input);
    stage.pass(Duration::from_secs(3_600));
    let ran = task(&stage, tasks[0]);
    assert_eq!(
        (ran.health_status, ran.last_status),
        (sim::HealthStatus::Unhealthy, TaskStatus::Running)
    );
}
