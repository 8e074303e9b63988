//! What clients send, how long it takes, and what they do when it fails, one sentence a test.

mod changes;
mod crowds;
mod returning;

use sim::{
    BalancingCommand, Command, CreateRule, CutCause, Duration, DurationForm, FailureCause, Image,
    InFlight, ListenerAction, LoadBalancer, RequestKind, RequestTime, RetriedFailures, RetryPolicy,
    ReturningClients, RuleCondition, Span, TaskStatus, TrafficShape, Zone,
};

use crate::support::{Setup, Stage, accept, bridge};

fn send(stage: &mut Stage, requests_per_second: u32, shape: TrafficShape) {
    let load_balancer = stage.load_balancer.expect("it is balanced");
    accept(
        &mut stage.timeline,
        Command::SetTraffic {
            load_balancer,
            requests_per_second,
        },
    );
    accept(
        &mut stage.timeline,
        Command::ShapeTraffic {
            load_balancer,
            shape,
        },
    );
}

fn balancer(stage: &Stage) -> &LoadBalancer {
    let id = stage.load_balancer.expect("it is balanced");
    stage.timeline.world().load_balancer(id).expect("it exists")
}

fn in_flight(stage: &Stage) -> &InFlight {
    let id = stage.target_group.expect("it is balanced");
    let group = stage.timeline.world().target_group(id).expect("it exists");
    &group.in_flight
}

fn failed(stage: &Stage, cause: FailureCause) -> u64 {
    let failed = &balancer(stage).totals.failed;
    failed.get(&cause).copied().unwrap_or(0)
}

fn status(stage: &Stage, status: u16) -> u64 {
    let statuses = &balancer(stage).totals.statuses;
    statuses.get(&status).copied().unwrap_or(0)
}

fn to(path: &str, weight: u32) -> RequestKind {
    RequestKind {
        path: path.to_owned(),
        weight,
        ..RequestKind::default()
    }
}

fn add_rule(stage: &mut Stage, priority: u32, pattern: &str, action: ListenerAction) {
    let listener = balancer(stage).listeners[0].id;
    let rule = BalancingCommand::CreateRule(CreateRule {
        listener,
        priority,
        conditions: vec![RuleCondition::PathPattern(vec![pattern.to_owned()])],
        action,
    });
    accept(&mut stage.timeline, rule.into());
}

fn serving(image: Image) -> Stage {
    let mut stage = Setup {
        images: vec![("shop/web:1", image)],
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage
}

#[test]
fn kinds_of_request_meet_the_rules_of_the_listener_that_they_come_to() {
    for requests_per_second in [20, 1_000] {
        let mut stage = serving(Image::default());
        let fixed = |status_code| ListenerAction::FixedResponse { status_code };
        add_rule(&mut stage, 10, "/closed/*", fixed(503));
        add_rule(&mut stage, 20, "/robots.txt", fixed(404));
        let redirect = ListenerAction::Redirect {
            status_code: 301,
            port: None,
            host: None,
            path: Some("/".to_owned()),
        };
        add_rule(&mut stage, 30, "/old", redirect);
        let elsewhere = RequestKind {
            port: Some(8_443),
            ..RequestKind::default()
        };
        let kinds = vec![
            to("/", 6),
            to("/closed/1", 1),
            to("/robots.txt", 1),
            to("/old", 1),
            elsewhere,
        ];
        let shape = TrafficShape {
            kinds,
            ..TrafficShape::default()
        };
        send(&mut stage, requests_per_second, shape);
        stage.pass(Duration::from_secs(10));
        let tenth = u64::from(requests_per_second);
        assert_eq!(failed(&stage, FailureCause::FixedResponse(503)), tenth);
        assert_eq!(failed(&stage, FailureCause::NoListener), tenth);
        assert_eq!((status(&stage, 404), status(&stage, 301)), (tenth, tenth));
        let totals = &balancer(&stage).totals;
        assert_eq!(totals.answered_itself, 2 * tenth);
        let at_targets = status(&stage, 200) + in_flight(&stage).count();
        assert_eq!(at_targets, 6 * tenth);
    }
}

#[test]
fn without_cross_zone_balancing_each_zone_gets_its_part_whoever_is_in_it() {
    let mut stage = Setup {
        definition: bridge("shop/web:1"),
        desired_count: 4,
        ..Setup::default().on_instances(&["m5.large", "m5.large"])
    }
    .build();
    stage.settle();
    let target_group = stage.target_group.expect("it is balanced");
    let attributes = vec![(
        "load_balancing.cross_zone.enabled".to_owned(),
        "false".to_owned(),
    )];
    let set = BalancingCommand::ModifyTargetGroupAttributes {
        target_group,
        attributes,
    };
    accept(&mut stage.timeline, set.into());
    // Zone a has one healthy target left, zone b two.
    let in_zone = |stage: &Stage, zone: Zone| {
        let running = stage.tasks_in(TaskStatus::Running);
        let here = running.iter().filter(|task| task.zone == zone);
        here.map(|task| task.id).collect::<Vec<_>>()
    };
    let lone = in_zone(&stage, Zone(0))[0];
    let kill = Command::KillContainer {
        task: lone,
        container: 0,
        exit_code: 1,
    };
    accept(&mut stage.timeline, kill);
    while in_zone(&stage, Zone(0)).len() > 1 || {
        let world = stage.timeline.world();
        world.routable(target_group, Zone(0)).len() > 1
    } {
        stage.pass(Duration::from_secs(1));
    }
    send(&mut stage, 1_000, TrafficShape::default());
    stage.pass(Duration::from_secs(1));
    let requests = |zone| -> Vec<u64> {
        let tasks = in_zone(&stage, zone);
        let of = |task: &sim::TaskId| in_flight(&stage).requests_of(*task);
        tasks.iter().map(of).collect()
    };
    assert_eq!(requests(Zone(0)), [500], "half for the one");
    assert_eq!(requests(Zone(1)), [250, 250], "half for the two");
}

#[test]
fn of_a_long_tail_half_is_short_and_one_of_a_hundred_is_ten_times_as_long() {
    for requests_per_second in [40, 2_000] {
        let mut stage = serving(Image {
            request: Span::millis(100, 10_000),
            request_form: DurationForm::LongTail,
            ..Image::default()
        });
        send(&mut stage, requests_per_second, TrafficShape::default());
        stage.pass(Duration::from_secs(120));
        let times = in_flight(&stage).response_times();
        let percentile = |percent| times.percentile_ms(percent).expect("there are some");
        assert!((125..190).contains(&percentile(50)), "{}", percentile(50));
        assert!((270..450).contains(&percentile(90)), "{}", percentile(90));
        assert!((700..1_500).contains(&percentile(99)), "{}", percentile(99));
        assert!(percentile(100) > 2_000, "{}", percentile(100));
    }
}

#[test]
fn clients_try_again_and_each_time_is_a_request() {
    for requests_per_second in [10, 1_000] {
        let mut stage = serving(Image {
            response_status: 500,
            ..Image::default()
        });
        let retries = RetryPolicy {
            count: 2,
            backoff: Duration::from_secs(1),
            doubles: true,
            failures: RetriedFailures::All,
        };
        let shape = TrafficShape {
            retries: Some(retries),
            ..TrafficShape::default()
        };
        send(&mut stage, requests_per_second, shape.clone());
        stage.pass(Duration::from_secs(10));
        send(&mut stage, 0, shape);
        stage.pass(Duration::from_secs(1));
        let totals = &balancer(&stage).totals;
        assert!(totals.retried > totals.retries, "some still wait");
        stage.pass(Duration::from_secs(10));
        let totals = &balancer(&stage).totals;
        let first = u64::from(requests_per_second) * 10;
        assert_eq!(totals.arrived, 3 * first);
        assert_eq!(totals.arrived - totals.retries, first);
        assert_eq!(totals.failed_count(), totals.arrived);
        assert_eq!(totals.retried, totals.retries);
    }
}

#[test]
fn a_client_tries_again_only_after_what_it_should() {
    let cases = [
        (RetriedFailures::All, 500, true),
        (RetriedFailures::Gateway, 500, false),
        (RetriedFailures::Gateway, 503, true),
        (RetriedFailures::Timeouts, 503, false),
        (RetriedFailures::Timeouts, 504, true),
    ];
    for (failures, response_status, is_retried) in cases {
        let mut stage = serving(Image {
            response_status,
            ..Image::default()
        });
        let retries = RetryPolicy {
            count: 1,
            backoff: Duration::from_millis(300),
            doubles: false,
            failures,
        };
        let shape = TrafficShape {
            retries: Some(retries),
            ..TrafficShape::default()
        };
        send(&mut stage, 30, shape);
        stage.pass(Duration::from_secs(5));
        let totals = &balancer(&stage).totals;
        let due = if is_retried { 120 } else { 0 };
        assert!(totals.retries.abs_diff(due) <= 30, "{failures:?}");
    }
}

#[test]
fn other_kinds_of_request_let_those_who_wait_give_up() {
    let mut stage = serving(Image {
        response_status: 502,
        ..Image::default()
    });
    let retries = RetryPolicy {
        count: 3,
        backoff: Duration::from_secs(20),
        doubles: false,
        failures: RetriedFailures::Gateway,
    };
    let shape = TrafficShape {
        retries: Some(retries),
        ..TrafficShape::default()
    };
    send(&mut stage, 100, shape.clone());
    stage.pass(Duration::from_secs(5));
    assert!(balancer(&stage).totals.retried > 400);
    let kinds = vec![to("/other", 1)];
    send(&mut stage, 0, TrafficShape { kinds, ..shape });
    stage.pass(Duration::from_secs(60));
    assert_eq!(balancer(&stage).totals.retries, 0);
    assert_eq!(balancer(&stage).totals.retried, 0);
}

#[test]
fn requests_to_a_lost_machine_get_504_after_10_seconds_and_those_under_way_after_60() {
    let mut stage = Setup {
        definition: bridge("shop/web:1"),
        images: vec![(
            "shop/web:1",
            Image {
                request: Span::secs(30, 30),
                ..Image::default()
            },
        )],
        ..Setup::default().on_instances(&["m5.large", "m5.large"])
    }
    .build();
    stage.settle();
    send(&mut stage, 100, TrafficShape::default());
    stage.pass(Duration::from_secs(5));
    let instance = stage.instances()[0];
    let lost = stage.tasks_on(instance)[0].id;
    let under_way = in_flight(&stage).at(lost);
    assert_eq!(under_way, 250);
    accept(&mut stage.timeline, Command::TerminateInstance { instance });
    stage.pass(Duration::from_millis(9_900));
    assert_eq!(
        balancer(&stage).totals.failed_count(),
        0,
        "nobody knows yet"
    );
    assert!(in_flight(&stage).at(lost) > under_way);
    stage.pass(Duration::from_secs(20));
    let connecting = failed(&stage, FailureCause::ConnectTimedOut);
    assert!(connecting > 0);
    assert_eq!(balancer(&stage).totals.failed_count(), connecting);
    // The first of those under way arrived 5 seconds before.
    stage.pass(Duration::from_millis(24_900));
    assert_eq!(failed(&stage, FailureCause::IdleTimeout), 0);
    stage.pass(Duration::from_secs(6));
    assert_eq!(failed(&stage, FailureCause::IdleTimeout), under_way);
    assert_eq!(failed(&stage, FailureCause::TargetClosed), 0);
}

fn web_socket(least: u64, most: u64) -> TrafficShape {
    let kind = RequestKind {
        web_socket: Some(Span::secs(least, most)),
        ..RequestKind::default()
    };
    TrafficShape {
        kinds: vec![kind],
        // Neither a client's patience nor an idle timeout ends a connection.
        client_timeout: Some(Duration::from_secs(1)),
        ..TrafficShape::default()
    }
}

#[test]
fn a_web_socket_lives_until_its_client_closes_it() {
    for requests_per_second in [2, 100] {
        let mut stage = serving(Image::default());
        send(&mut stage, requests_per_second, web_socket(90, 90));
        stage.pass(Duration::from_secs(85));
        let open = in_flight(&stage).count();
        assert_eq!(open, u64::from(requests_per_second) * 85);
        stage.pass(Duration::from_secs(95));
        assert!(in_flight(&stage).count() <= u64::from(requests_per_second) * 91);
        let totals = &balancer(&stage).totals;
        assert_eq!(totals.failed_count(), 0);
        assert_eq!(status(&stage, 101), totals.answered);
        assert!(totals.answered > 0);
        let times = in_flight(&stage).response_times();
        assert_eq!(times.count(), 0, "they are no response times");
    }
}

#[test]
fn a_target_that_ends_cuts_its_web_sockets_and_they_are_no_5xx() {
    let mut stage = serving(Image::default());
    send(&mut stage, 60, web_socket(3_600, 3_600));
    stage.pass(Duration::from_secs(10));
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let open = in_flight(&stage).at(task);
    assert_eq!(open, 300);
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 1,
    };
    accept(&mut stage.timeline, kill);
    let cut = FailureCause::ConnectionCut(CutCause::TargetClosed);
    assert_eq!(failed(&stage, cut), open);
    assert_eq!(balancer(&stage).totals.elb_5xx_count(), 0);
}

#[test]
fn a_web_socket_holds_a_draining_target_until_the_delay_ends() {
    let mut stage = Setup {
        delay_seconds: 40,
        ..Setup::default()
    }
    .build();
    stage.settle();
    send(&mut stage, 60, web_socket(3_600, 3_600));
    stage.pass(Duration::from_secs(10));
    send(&mut stage, 0, TrafficShape::default());
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let open = in_flight(&stage).at(task);
    let stop = Command::StopTask {
        cluster: None,
        task,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    stage.pass(Duration::from_secs(39));
    assert_eq!(in_flight(&stage).at(task), open);
    stage.pass(Duration::from_secs(2));
    let cut = FailureCause::ConnectionCut(CutCause::DelayElapsed);
    assert_eq!(failed(&stage, cut), open);
}

#[test]
fn what_clients_cannot_do_is_refused_in_words() {
    let mut stage = Setup::default().build();
    let load_balancer = stage.load_balancer.expect("it is balanced");
    let retries = |count, backoff| RetryPolicy {
        count,
        backoff: Duration::from_millis(backoff),
        doubles: false,
        failures: RetriedFailures::All,
    };
    let with_kinds = |kinds| TrafficShape {
        kinds,
        ..TrafficShape::default()
    };
    let with_retries = |retries| TrafficShape {
        retries: Some(retries),
        ..TrafficShape::default()
    };
    let patient = |seconds| TrafficShape {
        client_timeout: Some(Duration::from_secs(seconds)),
        ..TrafficShape::default()
    };
    let with_clients = |count, percent, keep_alive| TrafficShape {
        clients: Some(ReturningClients {
            count,
            percent,
            keep_alive: Some(Duration::from_secs(keep_alive)),
        }),
        ..TrafficShape::default()
    };
    let shapes = [
        with_kinds(vec![to("/", 1); 11]),
        with_kinds(vec![to("", 1)]),
        with_kinds(vec![to("/", 0)]),
        with_kinds(vec![to(&format!("/{}", "a".repeat(128)), 1)]),
        web_socket(0, 1),
        web_socket(3, 2),
        with_retries(retries(0, 100)),
        with_retries(retries(6, 100)),
        with_retries(retries(1, 0)),
        with_retries(retries(1, 30_001)),
        patient(0),
        patient(3_601),
        with_clients(0, 50, 1),
        with_clients(10_001, 50, 1),
        with_clients(10, 0, 1),
        with_clients(10, 101, 1),
        with_clients(10, 50, 0),
    ];
    for shape in shapes {
        let refused = stage.timeline.submit(Command::ShapeTraffic {
            load_balancer,
            shape: shape.clone(),
        });
        assert!(refused.is_err(), "{shape:?}");
    }
}

#[test]
fn clients_may_ask_for_what_takes_longer_than_the_image_says() {
    let mut stage = serving(Image::default());
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let faults = sim::ProcessFaults {
        slowdown: 3,
        ..sim::ProcessFaults::default()
    };
    let slow = sim::Fault::Process {
        task,
        container: 0,
        faults,
    };
    accept(&mut stage.timeline, Command::Fault(slow));
    let shape = TrafficShape {
        duration: Some(RequestTime {
            span: Span::millis(2_000, 2_000),
            form: DurationForm::Spread,
        }),
        ..TrafficShape::default()
    };
    send(&mut stage, 100, shape);
    stage.pass(Duration::from_secs(30));
    let times = in_flight(&stage).response_times_of(task);
    let median = times.and_then(|times| times.percentile_ms(50));
    assert!(median.is_some_and(|median| (6_000..7_500).contains(&median)));
    let times = in_flight(&stage).response_times();
    let median = times.percentile_ms(50);
    assert!(median.is_some_and(|median| (2_000..2_500).contains(&median)));
}
