//! Clients that come back: cookies, addresses, and connections that are kept.

use sim::{
    BalancingCommand, Command, CreateTargetGroup, Duration, FailureCause, ForwardAction,
    ListenerAction, Response, ReturningClients, TargetGroupTuple, TargetState, TargetType, TaskId,
    TaskStatus, TrafficShape,
};

use super::{balancer, failed, in_flight, send};
use crate::support::{Setup, Stage, accept};

fn set(stage: &mut Stage, attributes: &[(&str, &str)]) {
    let attributes = attributes.iter();
    let command = BalancingCommand::ModifyTargetGroupAttributes {
        target_group: stage.target_group.expect("it is balanced"),
        attributes: attributes
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    };
    accept(&mut stage.timeline, command.into());
}

fn returning(count: u32, keep_alive: Option<Duration>) -> TrafficShape {
    TrafficShape {
        clients: Some(ReturningClients {
            count,
            percent: 100,
            keep_alive,
        }),
        ..TrafficShape::default()
    }
}

fn requests(stage: &Stage) -> Vec<u64> {
    let running = stage.tasks_in(TaskStatus::Running);
    let of = |task: &&sim::Task| in_flight(stage).requests_of(task.id);
    running.iter().map(of).collect()
}

/// A task that is told to stop, with the others still there.
pub(super) fn stop_one(stage: &mut Stage) -> TaskId {
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let stop = Command::StopTask {
        cluster: None,
        task,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    task
}

fn settled(setup: Setup) -> Stage {
    let mut stage = setup.build();
    stage.settle();
    stage
}

#[test]
fn clients_with_a_cookie_stay_with_their_targets_and_new_ones_do_not() {
    for requests_per_second in [30, 3_000] {
        let mut stage = settled(Setup::default());
        send(&mut stage, requests_per_second, returning(3, None));
        stage.pass(Duration::from_secs(10));
        let total = u64::from(requests_per_second) * 10;
        assert_eq!(requests(&stage), [total / 2, total / 2], "without a cookie");
        set(&mut stage, &[("stickiness.enabled", "true")]);
        let before = requests(&stage);
        stage.pass(Duration::from_secs(10));
        let mut more: Vec<u64> = requests(&stage)
            .iter()
            .zip(before)
            .map(|(now, before)| now - before)
            .collect();
        more.sort_unstable();
        assert_eq!(more, [total / 3, total / 3 * 2], "two stay with one target");
    }
}

#[test]
fn only_so_many_per_cent_of_the_requests_are_of_clients_that_come_back() {
    let mut stage = settled(Setup::default());
    set(&mut stage, &[("stickiness.enabled", "true")]);
    let mut shape = returning(1, None);
    if let Some(clients) = &mut shape.clients {
        clients.percent = 40;
    }
    send(&mut stage, 1_000, shape);
    stage.pass(Duration::from_secs(10));
    let mut shares = requests(&stage);
    shares.sort_unstable();
    assert_eq!(
        shares,
        [3_000, 7_000],
        "the one client stays, all others take turns"
    );
}

#[test]
fn a_client_whose_target_drains_is_bound_anew() {
    let mut stage = settled(Setup::default());
    set(&mut stage, &[("stickiness.enabled", "true")]);
    send(&mut stage, 40, returning(4, None));
    stage.pass(Duration::from_secs(5));
    let task = stop_one(&mut stage);
    let before = in_flight(&stage).requests_of(task);
    stage.pass(Duration::from_secs(5));
    assert_eq!(in_flight(&stage).requests_of(task), before);
    assert_eq!(balancer(&stage).totals.failed_count(), 0);
}

#[test]
fn a_cookie_that_is_not_renewed_in_time_has_expired() {
    for (duration, shares) in [("4", [20, 40]), ("2", [30, 30])] {
        let mut stage = settled(Setup::default());
        set(
            &mut stage,
            &[
                ("stickiness.enabled", "true"),
                ("stickiness.lb_cookie.duration_seconds", duration),
            ],
        );
        // Each of the three comes every 3 seconds or so.
        send(&mut stage, 1, returning(3, None));
        stage.pass(Duration::from_secs(60));
        let mut found = requests(&stage);
        found.sort_unstable();
        assert_eq!(found, shares, "{duration} s");
    }
}

#[test]
fn where_a_forward_is_sticky_clients_stay_with_their_target_group() {
    for (stickiness, due) in [(Some(Duration::from_secs(600)), 500), (None, 10)] {
        let mut stage = settled(Setup::default());
        let full = stage.target_group.expect("it is balanced");
        let input = CreateTargetGroup::of("empty", TargetType::Ip);
        let Response::TargetGroup(empty) = accept(&mut stage.timeline, input.into()) else {
            panic!("CreateTargetGroup answers with a target group");
        };
        let weigh = |stage: &mut Stage, weights: [u32; 2]| {
            let target_groups = [full, empty].into_iter().zip(weights);
            let target_groups = target_groups.map(|(target_group, weight)| TargetGroupTuple {
                target_group,
                weight,
            });
            let forward = ForwardAction {
                target_groups: target_groups.collect(),
                stickiness,
            };
            let modify = BalancingCommand::ModifyListener {
                listener: balancer(stage).listeners[0].id,
                port: None,
                protocol: None,
                default_action: Some(ListenerAction::Forward(forward)),
            };
            accept(&mut stage.timeline, modify.into());
        };
        weigh(&mut stage, [1, 1]);
        send(&mut stage, 100, returning(10, None));
        stage.pass(Duration::from_secs(1));
        weigh(&mut stage, [99, 1]);
        let before = failed(&stage, FailureCause::NoTarget);
        stage.pass(Duration::from_secs(10));
        let more = failed(&stage, FailureCause::NoTarget) - before;
        assert_eq!(more, due, "{stickiness:?}");
    }
}

pub(super) fn network(delay_seconds: u64) -> Stage {
    let mut stage = settled(Setup {
        is_network: true,
        delay_seconds,
        ..Setup::default()
    });
    let shape = returning(4, Some(Duration::from_secs(3_600)));
    send(&mut stage, 40, shape);
    stage.pass(Duration::from_secs(5));
    stage
}

#[test]
fn a_flow_goes_on_to_its_draining_target_until_the_process_ends_and_is_reset_then() {
    let mut stage = network(30);
    let task = stop_one(&mut stage);
    let requests_of = |stage: &Stage| in_flight(stage).requests_of(task);
    let before = requests_of(&stage);
    stage.pass(Duration::from_secs(29));
    let is_draining = |stage: &Stage| {
        let group = stage.target_group.expect("it is balanced");
        let group = stage.timeline.world().target_group(group);
        let target = &group.expect("it exists").targets.get(&task);
        target.is_some_and(|target| matches!(target.state, TargetState::Draining { .. }))
    };
    assert!(is_draining(&stage));
    assert_eq!(requests_of(&stage) - before, 29 * 20, "two of four flows");
    assert_eq!(balancer(&stage).totals.flows_reset, 0);
    stage.pass(Duration::from_secs(60));
    assert!(!is_draining(&stage));
    assert_eq!(balancer(&stage).totals.flows_reset, 2);
}

#[test]
fn with_connection_termination_flows_are_reset_when_the_delay_ends() {
    let mut stage = network(30);
    let key = "deregistration_delay.connection_termination.enabled";
    set(&mut stage, &[(key, "true")]);
    stop_one(&mut stage);
    stage.pass(Duration::from_millis(29_900));
    assert_eq!(balancer(&stage).totals.flows_reset, 0);
    stage.pass(Duration::from_millis(200));
    assert_eq!(balancer(&stage).totals.flows_reset, 2);
}

#[test]
fn a_flow_that_its_client_closes_is_hashed_anew() {
    let mut stage = settled(Setup {
        is_network: true,
        ..Setup::default()
    });
    let shape = returning(3, Some(Duration::from_secs(10)));
    send(&mut stage, 300, shape);
    stage.pass(Duration::from_secs(10));
    let mut shares = requests(&stage);
    shares.sort_unstable();
    assert_eq!(
        shares,
        [1_000, 2_000],
        "two of three flows go to one target"
    );
    stage.pass(Duration::from_secs(590));
    let shares = requests(&stage);
    let spread = shares[0].abs_diff(shares[1]);
    assert!(
        spread <= 2_000,
        "each flow may go to the other next: {shares:?}"
    );
}
