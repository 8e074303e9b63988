//! Very many requests and connections that are open for very long.

use sim::{Command, Duration, Rejection, Span, TaskStatus, TrafficShape};

use super::{balancer, in_flight, send, serving, to, web_socket};
use crate::support::{Setup, Stage, accept};

const DAY: u64 = 24 * 3_600;

fn refused(stage: &mut Stage, requests_per_second: u32, shape: TrafficShape) -> Option<Rejection> {
    let load_balancer = stage.load_balancer.expect("it is balanced");
    accept(
        &mut stage.timeline,
        Command::SetTraffic {
            load_balancer,
            requests_per_second,
        },
    );
    let shaped = Command::ShapeTraffic {
        load_balancer,
        shape,
    };
    stage.timeline.submit(shaped).err()
}

/// Every request at a target is in the count of all, and every one that came is accounted for.
fn assert_accounted(stage: &Stage) {
    let in_flight = in_flight(stage);
    let tasks = stage.tasks_in(TaskStatus::Running);
    let at_targets: u64 = tasks.iter().map(|task| in_flight.at(task.id)).sum();
    assert_eq!(at_targets, in_flight.count());
    let totals = &balancer(stage).totals;
    let over = totals.answered + totals.failed_count();
    assert_eq!(totals.arrived, over + in_flight.count());
}

#[test]
fn more_connections_than_a_billion_at_a_time_are_refused_with_the_numbers() {
    let mut stage = Setup::default().build();
    let refusal = refused(&mut stage, 100_000, web_socket(1, DAY)).expect("it is refused");
    assert!(
        refusal.to_string().contains(
            "At most 1000000000 requests and connections are open at a time: 100000 a second that last 86400 s would be 8640000000."
        ),
        "{refusal}"
    );
    assert_eq!(refused(&mut stage, 11_574, web_socket(1, DAY)), None);
    let more = refused(&mut stage, 11_575, web_socket(1, DAY));
    assert!(more.is_some());
    let spike = TrafficShape {
        pattern: sim::ArrivalPattern::Spike {
            to: 100_000,
            after: Duration::from_secs(60),
            lasting: Duration::from_secs(60),
        },
        ..web_socket(1, DAY)
    };
    assert!(refused(&mut stage, 1, spike).is_some());
}

#[test]
fn a_day_of_web_sockets_at_the_highest_rate_takes_little_room_and_loses_none() {
    let mut stage = serving(sim::Image::default());
    send(&mut stage, 11_574, web_socket(1, DAY));
    for _ in 0..6 {
        stage.pass(Duration::from_secs(3_600));
        assert_accounted(&stage);
        assert!(in_flight(&stage).cohort_count() < 20_000);
    }
    assert!(in_flight(&stage).count() > 150_000_000);
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let at_one = in_flight(&stage).at(task);
    assert!(at_one > 0);
    let before = balancer(&stage).totals.failed_count();
    accept(
        &mut stage.timeline,
        Command::StopTask {
            cluster: None,
            task,
            reason: None,
        },
    );
    stage.pass(Duration::from_secs(600));
    let cut = balancer(&stage).totals.failed_count() - before;
    assert!(cut * 2 > at_one, "{cut} of {at_one}");
    assert_accounted(&stage);
}

#[test]
fn connections_that_are_put_together_end_no_earlier_than_their_clients_close_them() {
    let mut stage = serving(sim::Image::default());
    send(&mut stage, 1_000, web_socket(3_600, 3_600));
    stage.pass(Duration::from_secs(3_599));
    assert_eq!(balancer(&stage).totals.answered, 0);
    assert!(in_flight(&stage).cohort_count() < 11_000);
    stage.pass(Duration::from_secs(3_600));
    // What should have ended has, but for the step to which an end is rounded up.
    let totals = &balancer(&stage).totals;
    assert!((3_530_000..=3_600_000).contains(&totals.answered));
    assert_accounted(&stage);
}

#[test]
fn slow_requests_of_many_kinds_at_a_high_rate_are_put_together_as_well() {
    let mut stage = serving(sim::Image::default());
    let shape = TrafficShape {
        kinds: (1..=10).map(|kind| to(&format!("/{kind}"), kind)).collect(),
        duration: Some(sim::RequestTime {
            span: Span::secs(2, 59),
            form: sim::DurationForm::LongTail,
        }),
        ..TrafficShape::default()
    };
    send(&mut stage, 100_000, shape);
    stage.pass(Duration::from_secs(300));
    assert!(in_flight(&stage).cohort_count() < 40_000);
    assert_accounted(&stage);
    let median = in_flight(&stage).response_times().percentile_ms(50);
    assert!(median.is_some_and(|median| (2_600..3_400).contains(&median)));
}
