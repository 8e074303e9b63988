//! Why tasks fail to start: images that are not given, and an account that is not as it should be, one sentence a test.

use sim::{
    AccountChange, Command, ContainerDefinition, CpuArchitecture, Duration, Image,
    LogConfiguration, LogDriver, Permission, PullOutcome, RuntimePlatform, Secret, Set, StopCode,
    Task, TaskDefinition, TaskStatus,
};

use crate::behaviours_of_dependencies::{alone, container, first};
use crate::support::{Setup, Stage, accept, bridge, definition};

const ECR_IMAGE: &str = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/shop:1";
const SECRET: &str = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:db-a1b2c3";

fn on_fargate(part: ContainerDefinition) -> Setup {
    let definition = TaskDefinition {
        execution_role_arn: Some("arn:aws:iam::111122223333:role/exec".to_owned()),
        container_definitions: vec![part],
        ..definition("shop/web:1")
    };
    Setup {
        definition,
        ..alone(vec![], vec![])
    }
}

fn on_instance(part: ContainerDefinition) -> Setup {
    let setup = on_fargate(part);
    let definition = TaskDefinition {
        container_definitions: setup.definition.container_definitions.clone(),
        execution_role_arn: setup.definition.execution_role_arn.clone(),
        ..bridge("shop/web:1")
    };
    Setup {
        definition,
        ..setup
    }
    .on_instances(&["m5.large"])
}

fn change(stage: &mut Stage, change: AccountChange) {
    accept(&mut stage.timeline, Command::ChangeAccount(change));
}

fn forbid(stage: &mut Stage, role: &str, forbidden: Permission) {
    let allows = Permission::ALL.iter().copied();
    let allows: Set<_> = allows.filter(|each| *each != forbidden).collect();
    let role = role.to_owned();
    change(stage, AccountChange::SetRole { role, allows });
}

fn reason(task: &Task) -> String {
    let (code, reason) = task.stop.as_ref().expect("it stops");
    assert_eq!(*code, StopCode::TaskFailedToStart);
    assert_eq!(task.started_at, None, "it never ran");
    reason.to_string()
}

/// Why the first task fails to start.
fn failure(mut stage: Stage) -> String {
    stage.pass(Duration::from_secs(300));
    // What stands for the task in a text depends on nothing that the reader cares for.
    let task = first(&stage);
    reason(task).replace(&task.id.to_string(), "TASK")
}

fn refused(pull: PullOutcome) -> String {
    let image = Image {
        pull,
        ..Image::default()
    };
    failure(alone(vec![container("app")], vec![("shop/app:1", image)]).build())
}

#[test]
fn a_registry_that_has_had_enough_refuses_the_pull() {
    assert_eq!(
        refused(PullOutcome::RateLimited),
        "CannotPullContainerError: ERROR: toomanyrequests: Too Many Requests."
    );
}

#[test]
fn a_pull_to_which_no_way_leads_is_given_up() {
    let mut stage = alone(
        vec![container("app")],
        vec![(
            "shop/app:1",
            Image {
                pull: PullOutcome::Unreachable,
                ..Image::default()
            },
        )],
    )
    .build();
    stage.pass(Duration::from_secs(120));
    assert_eq!(first(&stage).last_status, TaskStatus::Pending);
    assert_eq!(
        failure(stage),
        "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/shop/app:1: failed to do request: Head \"https://registry-1.docker.io/v2/shop/app/manifests/1\": dial tcp 203.0.113.10:443: i/o timeout"
    );
}

fn for_arm() -> Vec<(&'static str, Image)> {
    let image = Image {
        architecture: Some(CpuArchitecture::Arm64),
        ..Image::default()
    };
    vec![("shop/app:1", image)]
}

#[test]
fn an_image_for_another_processor_cannot_be_pulled() {
    let stage = alone(vec![container("app")], for_arm()).build();
    assert_eq!(
        failure(stage),
        "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'"
    );
}

#[test]
fn an_image_runs_on_the_processor_that_it_is_built_for() {
    let setup = alone(vec![container("app")], for_arm());
    let definition = TaskDefinition {
        runtime_platform: Some(RuntimePlatform {
            cpu_architecture: Some(CpuArchitecture::Arm64),
            ..RuntimePlatform::default()
        }),
        ..setup.definition.clone()
    };
    let mut stage = Setup {
        definition,
        ..setup
    }
    .build();
    stage.settle();
    assert_eq!(first(&stage).last_status, TaskStatus::Running);
    let setup = Setup {
        images: for_arm(),
        ..on_instance(container("app"))
    };
    let mut stage = setup.on_instances(&["m6g.large"]).build();
    stage.settle();
    assert_eq!(first(&stage).last_status, TaskStatus::Running);
}

#[test]
fn containers_of_one_task_with_one_image_share_one_pull() {
    let twin = ContainerDefinition {
        image: "shop/app:1".to_owned(),
        ..container("twin")
    };
    let mut stage = alone(vec![container("app"), twin], vec![]).build();
    stage.settle();
    let events = stage.timeline.events_since(sim::EventSequence(0));
    let ends: Vec<_> = events
        .iter()
        .filter(|event| matches!(event.kind, sim::EventKind::PullStopped { .. }))
        .map(|event| event.at)
        .collect();
    assert_eq!(ends.len(), 2);
    assert_eq!(ends[0], ends[1]);
}

fn private() -> ContainerDefinition {
    ContainerDefinition {
        image: ECR_IMAGE.to_owned(),
        ..container("app")
    }
}

#[test]
fn fargate_pulls_from_ecr_with_the_execution_role() {
    let mut stage = on_fargate(private()).build();
    forbid(&mut stage, "exec", Permission::PullImages);
    assert_eq!(
        failure(stage),
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/TASK is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action"
    );
}

#[test]
fn an_instance_pulls_from_ecr_with_the_instance_role() {
    let mut stage = on_instance(private()).build();
    forbid(&mut stage, "exec", Permission::PullImages);
    stage.settle();
    let mut stage = on_instance(private()).build();
    forbid(&mut stage, "ecsInstanceRole", Permission::PullImages);
    let text = failure(stage);
    assert!(
        text.starts_with("CannotPullECRContainerError: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/ecsInstanceRole/i-0"),
        "{text}"
    );
}

#[test]
fn an_instance_that_may_not_pull_any_more_takes_the_image_from_its_disk() {
    let mut stage = on_instance(private()).build();
    stage.settle();
    forbid(&mut stage, "ecsInstanceRole", Permission::PullImages);
    let stop = Command::StopTask {
        cluster: None,
        task: first(&stage).id,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    stage.pass(Duration::from_secs(300));
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 1);
}

fn secretive(value_from: &str) -> ContainerDefinition {
    ContainerDefinition {
        secrets: vec![Secret {
            name: "PASSWORD".to_owned(),
            value_from: value_from.to_owned(),
        }],
        ..container("app")
    }
}

#[test]
fn a_secret_that_is_not_there_keeps_a_task_on_fargate_from_starting() {
    let mut stage = on_fargate(secretive(&format!("{SECRET}:password::"))).build();
    let secret = SECRET.to_owned();
    change(&mut stage, AccountChange::DeleteSecret { secret });
    assert_eq!(
        failure(stage),
        format!(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret {SECRET} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret."
        )
    );
}

#[test]
fn a_secret_that_the_execution_role_may_not_read_keeps_a_task_on_an_instance_from_starting() {
    let mut stage = on_instance(secretive("/shop/password")).build();
    forbid(&mut stage, "exec", Permission::ReadSecrets);
    assert_eq!(
        failure(stage),
        "Fetching secret data from SSM Parameter Store in ap-northeast-2: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/TASK is not authorized to perform: ssm:GetParameters on resource: /shop/password because no identity-based policy allows the ssm:GetParameters action"
    );
}

#[test]
fn a_secret_that_is_put_again_is_read() {
    let mut stage = on_fargate(secretive(SECRET)).build();
    let secret = || SECRET.to_owned();
    change(&mut stage, AccountChange::DeleteSecret { secret: secret() });
    change(&mut stage, AccountChange::PutSecret { secret: secret() });
    stage.settle();
    assert_eq!(first(&stage).last_status, TaskStatus::Running);
}

fn logging(options: &[(&str, &str)]) -> ContainerDefinition {
    let base = [
        ("awslogs-group", "/shop"),
        ("awslogs-region", "ap-northeast-2"),
        ("awslogs-stream-prefix", "app"),
    ];
    let mut all = sim::Map::new();
    for (name, value) in base.iter().chain(options) {
        all.insert((*name).to_owned(), (*value).to_owned());
    }
    ContainerDefinition {
        log_configuration: Some(LogConfiguration {
            log_driver: LogDriver::Awslogs,
            options: all,
            secret_options: vec![],
        }),
        ..container("app")
    }
}

fn delete_log_group(stage: &mut Stage) {
    let name = "/shop".to_owned();
    change(stage, AccountChange::DeleteLogGroup { name });
}

#[test]
fn a_log_group_that_is_not_there_keeps_a_task_from_starting() {
    let mut stage = on_fargate(logging(&[])).build();
    delete_log_group(&mut stage);
    assert_eq!(
        failure(stage),
        "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist."
    );
    let mut stage = on_instance(logging(&[])).build();
    delete_log_group(&mut stage);
    assert_eq!(
        failure(stage),
        "CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist."
    );
}

#[test]
fn a_log_group_is_created_where_the_options_ask_for_it_and_the_role_may() {
    let asks = [("awslogs-create-group", "true")];
    let mut stage = on_fargate(logging(&asks)).build();
    delete_log_group(&mut stage);
    stage.settle();
    assert!(stage.timeline.world().account().has_log_group("/shop"));
    let mut stage = on_fargate(logging(&asks)).build();
    delete_log_group(&mut stage);
    forbid(&mut stage, "exec", Permission::CreateLogGroups);
    let text = failure(stage);
    assert!(
        text.contains("failed to create Cloudwatch log group: AccessDeniedException"),
        "{text}"
    );
}

#[test]
fn a_task_role_that_may_not_fails_the_requests_and_not_the_task() {
    let app = ContainerDefinition {
        port_mappings: vec![sim::PortMapping {
            container_port: 80,
            ..sim::PortMapping::default()
        }],
        ..container("app")
    };
    let caller = Image {
        calls_aws: true,
        ..Image::default()
    };
    let setup = on_fargate(app);
    let definition = TaskDefinition {
        task_role_arn: Some("arn:aws:iam::111122223333:role/app".to_owned()),
        ..setup.definition.clone()
    };
    let mut stage = Setup {
        definition,
        balanced: true,
        requests_per_second: 10,
        images: vec![("shop/app:1", caller)],
        ..setup
    }
    .build();
    stage.settle();
    let failed = |stage: &Stage| {
        let balancer = stage.timeline.world().load_balancers().next();
        let failed = &balancer.expect("there is one").totals.failed;
        let cause = sim::FailureCause::TargetAnswered(500);
        failed.get(&cause).copied().unwrap_or(0)
    };
    assert_eq!(failed(&stage), 0);
    forbid(&mut stage, "app", Permission::CallAws);
    stage.pass(Duration::from_secs(30));
    assert!(failed(&stage) > 250, "{}", failed(&stage));
    assert_eq!(first(&stage).last_status, TaskStatus::Running);
}

/// Which image the third task of the service runs, after another one got the tag of the first two.
fn size_after_push(consistency: Option<sim::VersionConsistency>) -> u32 {
    let mut versioned = bridge("shop/web:latest");
    versioned.container_definitions[0].version_consistency = consistency;
    let sized = |size_mib| Image {
        size_mib,
        ..Image::default()
    };
    let mut stage = Setup {
        definition: versioned,
        balanced: false,
        images: vec![("shop/web:latest", sized(50))],
        ..Setup::default()
    }
    .on_instances(&["m5.xlarge"])
    .build();
    stage.settle();
    let (name, image) = ("shop/web:latest".to_owned(), sized(60));
    accept(&mut stage.timeline, Command::PushImage { name, image });
    let more = sim::UpdateService {
        desired_count: Some(3),
        ..sim::UpdateService::of(stage.service)
    };
    accept(&mut stage.timeline, Command::UpdateService(Box::new(more)));
    stage.settle();
    let tasks = stage.tasks_in(TaskStatus::Running);
    let last = tasks.last().expect("three run");
    last.containers[0].image.size_mib
}

#[test]
fn a_deployment_resolves_a_tag_once_unless_its_version_consistency_is_disabled() {
    use sim::VersionConsistency::{Disabled, Enabled};
    assert_eq!(size_after_push(None), 50);
    assert_eq!(size_after_push(Some(Enabled)), 50);
    assert_eq!(size_after_push(Some(Disabled)), 60);
}
