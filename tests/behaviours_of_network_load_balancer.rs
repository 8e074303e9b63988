//! What differs at a Network Load Balancer, one sentence a test.

use sim::{
    BalancingCommand, Command, Duration, EventKind, EventSequence, FailureCause, HealthAnswer,
    Image, LoadBalancerProtocol, OnSigterm, ProbeFailure, Span, TargetHealthCheck,
    TargetHealthCheckInput, TargetState, TaskStatus,
};

use crate::support::{Setup, Stage, accept};

fn set(stage: &mut Stage, key: &str, value: &str) {
    let command = BalancingCommand::ModifyTargetGroupAttributes {
        target_group: stage.target_group.expect("it is balanced"),
        attributes: vec![(key.to_owned(), value.to_owned())],
    };
    accept(&mut stage.timeline, command.into());
}

fn cuts(stage: &Stage, from: EventSequence) -> Vec<(u64, FailureCause)> {
    let events = stage.timeline.events_since(from);
    let began = events[0].at;
    let cut = |event: &sim::Event| match event.kind {
        EventKind::RequestsCut { cause, .. } => Some((event.at.since(began).as_secs(), cause)),
        _ => None,
    };
    events.iter().filter_map(cut).collect()
}

/// Stops a task that works on long requests and takes 20 s to end after SIGTERM.
fn stop_busy_task(terminates: bool) -> Vec<(u64, FailureCause)> {
    let long = Image {
        request: Span::secs(200, 200),
        on_sigterm: OnSigterm::Exits {
            after: Duration::from_secs(20),
            code: 0,
        },
        ..Image::default()
    };
    let mut stage = Setup {
        desired_count: 1,
        is_network: true,
        delay_seconds: 60,
        requests_per_second: 5,
        images: vec![("shop/web:1", long)],
        ..Setup::default()
    }
    .build();
    if terminates {
        let key = "deregistration_delay.connection_termination.enabled";
        set(&mut stage, key, "true");
    }
    stage.settle();
    stage.pass(Duration::from_secs(30));
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let from = stage.next_event();
    let stop = Command::StopTask {
        cluster: None,
        task,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    stage.pass(Duration::from_secs(100));
    cuts(&stage, from)
}

#[test]
fn flows_outlive_the_deregistration_delay_until_the_process_ends() {
    assert_eq!(stop_busy_task(false), [(80, FailureCause::TargetClosed)]);
}

#[test]
fn with_connection_termination_flows_end_with_the_deregistration_delay() {
    assert_eq!(stop_busy_task(true), [(60, FailureCause::DelayElapsed)]);
}

#[test]
fn a_tcp_check_asks_whether_something_listens_and_an_http_check_what_it_answers() {
    let sick = Image {
        health: HealthAnswer::Status(500),
        ..Image::default()
    };
    let state = |health_check| {
        let mut stage = Setup {
            desired_count: 1,
            is_network: true,
            grace_seconds: 7_200,
            health_check,
            images: vec![("shop/web:1", sick.clone())],
            ..Setup::default()
        }
        .build();
        stage.pass(Duration::from_secs(600));
        let group = stage.target_group.expect("it is balanced");
        let group = stage.timeline.world().target_group(group);
        let targets = &group.expect("it exists").targets;
        targets.values().next().expect("it is registered").state
    };
    assert_eq!(state(TargetHealthCheck::default()), TargetState::Healthy);
    let http = TargetHealthCheck {
        protocol: LoadBalancerProtocol::Http,
        timeout: Duration::from_secs(6),
        ..TargetHealthCheck::default()
    };
    let failure = ProbeFailure::Status(500);
    assert_eq!(state(http), TargetState::Unhealthy(failure));
}

#[test]
fn a_target_that_turns_unhealthy_drains_for_the_interval() {
    let mut stage = Setup {
        desired_count: 1,
        is_network: true,
        grace_seconds: 7_200,
        ..Setup::default()
    }
    .build();
    let prefix = "target_health_state.unhealthy";
    set(
        &mut stage,
        &format!("{prefix}.connection_termination.enabled"),
        "false",
    );
    set(
        &mut stage,
        &format!("{prefix}.draining_interval_seconds"),
        "100",
    );
    stage.settle();
    let from = stage.next_event();
    let elsewhere = Command::ModifyTargetGroup {
        target_group: stage.target_group.expect("it is balanced"),
        health_check: TargetHealthCheckInput {
            port: Some(Some(9_000)),
            ..TargetHealthCheckInput::default()
        },
    };
    accept(&mut stage.timeline, elsewhere);
    stage.pass(Duration::from_secs(300));
    let events = stage.timeline.events_since(from);
    let changes: Vec<_> = events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::TargetStateChanged { to, .. } => Some((event.at, to)),
            _ => None,
        })
        .collect();
    let failure = ProbeFailure::Refused;
    let [(first_at, first), (second_at, second)] = changes[..] else {
        panic!("it drains and is unhealthy, but {changes:?}");
    };
    let until = first_at + Duration::from_secs(100);
    assert_eq!(first, TargetState::UnhealthyDraining { failure, until });
    assert_eq!(first.name(), "unhealthy.draining");
    assert_eq!(
        (second_at, second),
        (until, TargetState::Unhealthy(failure))
    );
}
