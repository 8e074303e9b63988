//! How many tasks are launched at a time: by one service, and in PROVISIONING in a cluster.

use document::eventbridge::EventBridge;
use sim::{
    Command, CreateTaskSet, Duration, EventSequence, LaunchType, Span, TaskSetCommand, TaskStatus,
    Timings, UpdateService, Zone,
};

use crate::behaviours_of_task_sets::external;
use crate::support::{Setup, Stage, accept};

const THROTTLED: &str = "(service web) operations are being throttled. Will try again later.";
const FULL: &str = "(service web) was unable to place tasks in your cluster because the tasks provisioning capacity limit \
    was exceeded.";

/// When the service said a text.
fn times(stage: &Stage, text: &str) -> Vec<u64> {
    let events = stage.service().events.iter();
    let said = events.filter(|event| event.text == text);
    said.map(|event| event.created_at.as_millis() / 1_000)
        .collect()
}

fn fargate(desired_count: u32, provisioning_seconds: u64) -> Setup {
    Setup {
        desired_count,
        balanced: false,
        timings: Timings {
            fargate_provisioning: Span::secs(provisioning_seconds, provisioning_seconds),
            ..Timings::default()
        },
        ..Setup::default()
    }
}

/// When tasks were created.
fn creations(stage: &Stage) -> Vec<u64> {
    let tasks = stage.timeline.world().tasks();
    let mut created: Vec<u64> = tasks.map(|task| task.created_at().as_millis()).collect();
    created.sort_unstable();
    created
}

/// How many tasks were launched at a time.
fn launches(stage: &Stage) -> Vec<usize> {
    let created = creations(stage);
    let batches = created.chunk_by(|one, other| one == other);
    batches.map(<[u64]>::len).collect()
}

fn first_launch(stage: &Stage) -> u64 {
    creations(stage)[0] / 1_000
}

#[test]
fn a_service_that_wants_fewer_than_500_tasks_launches_them_over_several_passes_and_says_nothing() {
    let mut stage = fargate(200, 10).build();
    stage.settle();
    assert_eq!(launches(&stage), [84, 84, 32]);
    assert!(times(&stage, THROTTLED).is_empty());
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 200);
}

#[test]
fn a_service_that_wants_more_than_500_tasks_a_minute_is_throttled_and_says_so_once() {
    let mut stage = fargate(520, 10).build();
    stage.pass(Duration::from_secs(120));
    // 500 a minute over passes every 10 s; the sixth has 80 left, and the seventh finds room for those that it wants.
    assert_eq!(launches(&stage), [84, 84, 84, 84, 84, 80, 20]);
    let [throttled_at] = times(&stage, THROTTLED)[..] else {
        panic!("it is said once");
    };
    let first_at = first_launch(&stage);
    assert_eq!(throttled_at - first_at, 50);
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 520);
    let mut bus = EventBridge::default();
    let world = stage.timeline.world();
    let events = stage.timeline.events_since(EventSequence(0));
    let sent: Vec<String> = events
        .iter()
        .flat_map(|event| bus.texts(world, event))
        .collect();
    let throttled =
        r#""detail":{"eventType":"ERROR","eventName":"ECS_OPERATION_THROTTLED","clusterArn":"#;
    assert_eq!(
        sent.iter().filter(|text| text.contains(throttled)).count(),
        1
    );
}

#[test]
fn a_cluster_has_no_more_than_500_tasks_in_provisioning_and_the_others_wait() {
    let mut stage = fargate(520, 300).build();
    stage.pass(Duration::from_secs(120));
    assert_eq!(stage.tasks_in(TaskStatus::Provisioning).len(), 500);
    assert_eq!(times(&stage, FULL).len(), 1);
    stage.settle();
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 520);
    assert_eq!(times(&stage, FULL).len(), 1, "it is said once");
}

#[test]
fn a_service_is_throttled_as_well_where_one_task_set_takes_all_and_leaves_nothing_to_another() {
    let mut stage = external(fargate(0, 10));
    let scale = UpdateService {
        desired_count: Some(1_000),
        ..UpdateService::of(stage.service)
    };
    accept(&mut stage.timeline, Command::UpdateService(Box::new(scale)));
    for _ in 0..2 {
        let half = CreateTaskSet {
            launch_type: LaunchType::Fargate,
            subnet_zones: vec![Zone(0), Zone(1)],
            scale_tenths: 500,
            ..CreateTaskSet::of(stage.service, "web")
        };
        let create = TaskSetCommand::Create(half);
        accept(&mut stage.timeline, Command::TaskSet(Box::new(create)));
    }
    stage.pass(Duration::from_secs(70));
    assert_eq!(launches(&stage)[..6], [84, 84, 84, 84, 84, 80]);
    let said = times(
        &stage,
        "(service sets) operations are being throttled. Will try again later.",
    );
    assert_eq!(said, [first_launch(&stage) + 50]);
}
