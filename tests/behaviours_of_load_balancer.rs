//! What load balancers do with targets and requests, one sentence a test.

use sim::{Command, Duration, EventKind, FailureCause, Image, Span, TargetState, TaskStatus, Time};

use crate::support::{Setup, Stage, accept, definition};

fn with_image(image: Image, setup: Setup) -> Setup {
    Setup {
        images: vec![("shop/web:1", image)],
        ..setup
    }
}

#[test]
fn a_new_target_needs_one_success_and_an_unhealthy_one_as_many_as_the_threshold() {
    let slow = Image {
        boot: Duration::from_secs(100),
        ..Image::default()
    };
    let mut stage = with_image(
        slow,
        Setup {
            desired_count: 1,
            grace_seconds: 3_600,
            ..Setup::default()
        },
    )
    .build();
    stage.settle();
    let changes: Vec<(Time, TargetState)> = stage
        .timeline
        .events_since(sim::EventSequence(0))
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::TargetStateChanged { to, .. } => Some((event.at, to)),
            _ => None,
        })
        .collect();
    let [
        _,
        (failed_at, TargetState::Unhealthy(_)),
        (healthy_at, TargetState::Healthy),
    ] = changes[..]
    else {
        panic!("initial, unhealthy, healthy, but {changes:?}");
    };
    let task = &stage.tasks_in(TaskStatus::Running)[0];
    let up_at = task.containers[0].ready_at().expect("it has booted");
    let first_success = healthy_at - Duration::from_secs(4 * 30);
    assert!(
        first_success >= up_at && first_success - Duration::from_secs(30) < up_at,
        "five in a row from the first on"
    );
    assert_eq!(
        first_success.since(failed_at).as_millis() % 30_000,
        0,
        "probes keep their phase"
    );
}

#[test]
fn requests_within_the_deregistration_delay_finish() {
    let slow = Image {
        request: Span::secs(20, 20),
        ..Image::default()
    };
    let mut stage = with_image(
        slow,
        Setup {
            delay_seconds: 60,
            requests_per_second: 5,
            ..Setup::default()
        },
    )
    .build();
    stage.settle();
    stage.pass(Duration::from_secs(60));
    let group = stage.load_balancer.expect("there is one");
    let failed = |stage: &Stage| {
        stage
            .timeline
            .world()
            .load_balancer(group)
            .expect("it exists")
            .totals
            .failed_count()
    };
    let before = failed(&stage);
    stage.deploy(definition("shop/web:1"));
    stage.pass(Duration::from_secs(400));
    assert_eq!(failed(&stage), before, "no request was cut off");
}

#[test]
fn a_crash_costs_the_requests_in_flight_and_those_until_the_next_pass() {
    let slow = Image {
        request: Span::secs(5, 5),
        ..Image::default()
    };
    let mut stage = with_image(
        slow,
        Setup {
            requests_per_second: 20,
            ..Setup::default()
        },
    )
    .build();
    stage.settle();
    stage.pass(Duration::from_secs(30));
    let (balancer, group) = (
        stage.load_balancer.expect("there is one"),
        stage.target_group.expect("there is one"),
    );
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let world = stage.timeline.world();
    let in_flight = world
        .target_group(group)
        .expect("it exists")
        .in_flight
        .at(task);
    let failed_before = world
        .load_balancer(balancer)
        .expect("it exists")
        .totals
        .failed
        .clone();
    let failed = |stage: &Stage, cause| {
        let totals = &stage
            .timeline
            .world()
            .load_balancer(balancer)
            .expect("it exists")
            .totals;
        let before = failed_before.get(&cause).copied().unwrap_or(0);
        totals.failed.get(&cause).copied().unwrap_or(0) - before
    };
    assert!(in_flight > 0);
    accept(
        &mut stage.timeline,
        Command::KillContainer {
            task,
            container: 0,
            exit_code: 139,
        },
    );
    stage.pass(Duration::from_secs(11));
    assert_eq!(failed(&stage, FailureCause::TargetClosed), in_flight);
    let refused = failed(&stage, FailureCause::TargetRefused);
    assert!(refused > 0, "the load balancer does not know yet");
    stage.pass(Duration::from_secs(300));
    assert_eq!(
        failed(&stage, FailureCause::TargetRefused),
        refused,
        "then it knows"
    );
}

#[test]
fn with_no_registered_target_clients_get_503() {
    let mut stage = Setup {
        desired_count: 0,
        requests_per_second: 10,
        ..Setup::default()
    }
    .build();
    stage.pass(Duration::from_secs(10));
    let balancer = stage
        .timeline
        .world()
        .load_balancers()
        .next()
        .expect("there is one");
    assert_eq!(
        balancer.totals.failed.get(&FailureCause::NoTarget),
        Some(&100)
    );
    assert_eq!(balancer.totals.answered, 0);
}

#[test]
fn the_share_of_each_target_is_even() {
    for requests_per_second in [40, 997] {
        let mut stage = Setup {
            desired_count: 3,
            ..Setup::default()
        }
        .build();
        stage.settle();
        let load_balancer = stage.load_balancer.expect("there is one");
        accept(
            &mut stage.timeline,
            Command::SetTraffic {
                load_balancer,
                requests_per_second,
            },
        );
        let until = stage.now() + Duration::from_secs(30);
        stage.timeline.advance_to(until, usize::MAX);
        let group = stage.target_group.expect("there is one");
        let world = stage.timeline.world();
        let in_flight = &world.target_group(group).expect("it exists").in_flight;
        let shares: std::collections::BTreeMap<_, _> = stage
            .tasks_in(TaskStatus::Running)
            .iter()
            .map(|task| (task.id, in_flight.requests_of(task.id)))
            .collect();
        let (least, most) = (shares.values().min(), shares.values().max());
        assert_eq!(shares.len(), 3);
        assert!(
            most.zip(least)
                .is_some_and(|(most, least)| most - least <= 1),
            "{shares:?}"
        );
    }
}
