//! What becomes of what clients do when somebody changes it meanwhile, and of what targets refuse.

use sim::{
    ArrivalPattern, Command, Duration, Image, RequestKind, RetriedFailures, RetryPolicy,
    ReturningClients, TrafficShape,
};

use super::returning::{network, stop_one};
use super::{balancer, in_flight, send, serving, status, web_socket};
use crate::support::{Stage, accept};

const RETRIES: RetryPolicy = RetryPolicy {
    count: 3,
    backoff: Duration::from_secs(20),
    doubles: false,
    failures: RetriedFailures::All,
};

fn reshape(stage: &mut Stage, shape: TrafficShape) {
    let load_balancer = stage.load_balancer.expect("it is balanced");
    let shape = Command::ShapeTraffic {
        load_balancer,
        shape,
    };
    accept(&mut stage.timeline, shape);
}

#[test]
fn a_target_that_answers_with_an_error_opens_no_web_socket() {
    for response_status in [400, 404] {
        let mut stage = serving(Image {
            response_status,
            ..Image::default()
        });
        send(&mut stage, 100, web_socket(600, 600));
        stage.pass(Duration::from_secs(10));
        assert_eq!(status(&stage, 101), 0);
        let answered = status(&stage, response_status);
        assert_eq!(answered + in_flight(&stage).count(), 1_000);
        assert!(answered > 900, "they end as ordinary requests do");
        let times = in_flight(&stage).response_times();
        assert_eq!(times.count(), answered);
    }
    let mut stage = serving(Image {
        response_status: 399,
        ..Image::default()
    });
    send(&mut stage, 100, web_socket(5, 5));
    stage.pass(Duration::from_secs(10));
    assert_eq!(status(&stage, 399), 0);
    assert!(status(&stage, 101) > 400);
}

#[test]
fn a_ramp_goes_on_when_clients_try_again_from_now_on() {
    for (from, to) in [(0, 40), (100, 1_000)] {
        let mut stage = serving(Image::default());
        let pattern = ArrivalPattern::Ramp {
            to,
            over: Duration::from_secs(100),
        };
        let ramp = TrafficShape {
            pattern,
            ..TrafficShape::default()
        };
        send(&mut stage, from, ramp.clone());
        stage.pass(Duration::from_secs(50));
        let retries = Some(RETRIES);
        let again = TrafficShape { retries, ..ramp };
        reshape(&mut stage, again.clone());
        let now = stage.timeline.world().now();
        let halfway = u32::midpoint(from, to);
        assert_eq!(balancer(&stage).traffic.rate_at(now), halfway);
        stage.pass(Duration::from_secs(50));
        let area = u64::from(halfway) * 100;
        assert!(balancer(&stage).totals.arrived.abs_diff(area) <= 1);
        let steady = TrafficShape {
            pattern: ArrivalPattern::Steady,
            ..again
        };
        reshape(&mut stage, steady);
        let now = stage.timeline.world().now();
        assert_eq!(balancer(&stage).traffic.rate_at(now), from);
    }
}

#[test]
fn who_waits_to_try_again_gives_up_when_nobody_tries_again() {
    let mut stage = serving(Image {
        response_status: 502,
        ..Image::default()
    });
    let shape = TrafficShape {
        retries: Some(RETRIES),
        ..TrafficShape::default()
    };
    send(&mut stage, 100, shape);
    stage.pass(Duration::from_secs(30));
    let retries = balancer(&stage).totals.retries;
    assert!(balancer(&stage).totals.retried > retries);
    reshape(&mut stage, TrafficShape::default());
    stage.pass(Duration::from_secs(60));
    let totals = &balancer(&stage).totals;
    assert_eq!((totals.retried, totals.retries), (retries, retries));
}

#[test]
fn clients_that_no_longer_come_to_a_rule_keep_no_flows_there() {
    let to_port = |port| TrafficShape {
        kinds: vec![RequestKind {
            port: Some(port),
            ..RequestKind::default()
        }],
        clients: Some(ReturningClients {
            count: 4,
            percent: 100,
            keep_alive: Some(Duration::from_secs(3_600)),
        }),
        ..TrafficShape::default()
    };
    for (elsewhere, reset) in [(false, 2), (true, 0)] {
        let mut stage = network(30);
        let port = balancer(&stage).listeners[0].port;
        send(&mut stage, 100, to_port(port));
        stage.pass(Duration::from_secs(10));
        if elsewhere {
            reshape(&mut stage, to_port(port + 1));
        }
        stop_one(&mut stage);
        stage.pass(Duration::from_secs(120));
        assert_eq!(balancer(&stage).totals.flows_reset, reset);
    }
}
