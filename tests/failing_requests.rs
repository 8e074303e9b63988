//! Which requests failed in which second, why and at which target, as the time strip tells it.

use sim::{Command, Duration, FailedRequests, TaskId, TaskStatus, Time};

use crate::support::{Setup, Stage, accept};

/// Two tasks under traffic, of which one is killed.
fn with_a_killed_task() -> (Stage, TaskId, Time) {
    let mut stage = Setup::default().build();
    stage.settle();
    send(&mut stage, 200);
    stage.pass(Duration::from_secs(2));
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let at = stage.timeline.now();
    accept(
        &mut stage.timeline,
        Command::KillContainer {
            task,
            container: 0,
            exit_code: 137,
        },
    );
    stage.pass(Duration::from_secs(20));
    (stage, task, at)
}

fn send(stage: &mut Stage, requests_per_second: u32) {
    let load_balancer = stage.load_balancer.expect("there is one");
    accept(
        &mut stage.timeline,
        Command::SetTraffic {
            load_balancer,
            requests_per_second,
        },
    );
}

fn failures(stage: &Stage) -> Vec<(u64, Vec<FailedRequests>)> {
    let failures = stage.timeline.failures().iter();
    failures
        .map(|(second, failed)| (*second, failed.clone()))
        .collect()
}

#[test]
fn the_failures_of_a_second_add_up_and_name_their_target() {
    let (stage, task, _) = with_a_killed_task();
    let failures = failures(&stage);
    assert!(!failures.is_empty());
    for (second, failed) in &failures {
        let sum: u32 = failed.iter().map(|one| one.count).sum();
        let (_, counted) = stage
            .timeline
            .traffic()
            .iter()
            .find(|(known, _)| *known == second)
            .expect("the second has traffic");
        assert_eq!(sum, counted.failed, "second {second}");
        assert!(failed.iter().all(|one| one.target == Some(task)));
    }
    let failing = stage.timeline.traffic().iter();
    let failing = failing.filter(|(_, second)| second.failed > 0).count();
    assert_eq!(failing, failures.len());
}

#[test]
fn going_back_and_on_again_finds_the_same_failures_and_another_branch_forgets_them() {
    let (mut stage, _, at) = with_a_killed_task();
    let before = failures(&stage);
    let end = stage.timeline.now();
    stage.timeline.seek(at);
    stage.timeline.seek(end);
    assert_eq!(failures(&stage), before);
    stage.pass(Duration::from_secs(5));
    let early = Time::from_millis(at.as_millis() - 1_000);
    stage.timeline.seek(early);
    send(&mut stage, 1);
    assert_eq!(failures(&stage), Vec::new());
}
