//! How many tasks are launched at a time: by one service, and in PROVISIONING in a cluster.

use document::eventbridge::EventBridge;
use sim::{Duration, EventSequence, Span, TaskStatus, Timings};

use crate::support::{Setup, Stage};

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

#[test]
fn a_service_that_wants_more_than_500_tasks_a_minute_is_throttled_and_says_so_once() {
    let mut stage = fargate(200, 10).build();
    stage.pass(Duration::from_secs(60));
    let created: Vec<u64> = {
        let tasks = stage.timeline.world().tasks();
        let mut created: Vec<u64> = tasks.map(|task| task.created_at().as_millis()).collect();
        created.sort_unstable();
        created
    };
    // 500 a minute at a pass every 10 s.
    let batches: Vec<usize> = created
        .chunk_by(|one, other| one == other)
        .map(<[u64]>::len)
        .collect();
    assert_eq!(batches, [83, 83, 34]);
    assert_eq!(times(&stage, THROTTLED).len(), 1);
    stage.settle();
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 200);
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
