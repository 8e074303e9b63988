//! What clients, algorithms and measurements do, one sentence a test.

use std::collections::BTreeMap;

use sim::{
    ArrivalPattern, BalancingCommand, Command, Duration, EventKind, EventSequence, FailureCause,
    Image, InFlight, LoadBalancer, Span, TargetGroup, TargetState, TaskId, TaskStatus, Time,
    TrafficShape,
};

use crate::support::{Setup, Stage, accept};

fn stage(desired_count: u32, request: Span, attributes: &[(&str, &str)]) -> Stage {
    let image = Image {
        request,
        ..Image::default()
    };
    let mut stage = Setup {
        desired_count,
        images: vec![("shop/web:1", image)],
        ..Setup::default()
    }
    .build();
    if !attributes.is_empty() {
        let command = BalancingCommand::ModifyTargetGroupAttributes {
            target_group: stage.target_group.expect("there is one"),
            attributes: attributes
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        };
        accept(&mut stage.timeline, command.into());
    }
    stage.settle();
    stage
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

fn shape(stage: &mut Stage, shape: TrafficShape) {
    let load_balancer = stage.load_balancer.expect("there is one");
    accept(
        &mut stage.timeline,
        Command::ShapeTraffic {
            load_balancer,
            shape,
        },
    );
}

fn balancer(stage: &Stage) -> &LoadBalancer {
    let id = stage.load_balancer.expect("there is one");
    stage.timeline.world().load_balancer(id).expect("it exists")
}

fn group(stage: &Stage) -> &TargetGroup {
    let id = stage.target_group.expect("there is one");
    stage.timeline.world().target_group(id).expect("it exists")
}

fn in_flight(stage: &Stage) -> &InFlight {
    &group(stage).in_flight
}

fn routed(stage: &Stage) -> BTreeMap<TaskId, u64> {
    let tasks = group(stage).targets.keys();
    tasks
        .map(|task| (*task, in_flight(stage).requests_of(*task)))
        .collect()
}

/// Round robin without arithmetic: one request after the other.
fn take_turns(
    counts: &mut BTreeMap<TaskId, u64>,
    targets: &[TaskId],
    latest: &mut Option<TaskId>,
    requests: u64,
) {
    for _ in 0..requests {
        let next = targets
            .iter()
            .find(|target| latest.is_none_or(|latest| **target > latest))
            .or(targets.first());
        if let Some(next) = next {
            *counts.entry(*next).or_insert(0) += 1;
            *latest = Some(*next);
        }
    }
}

#[test]
fn counting_by_arithmetic_is_counting_one_by_one() {
    let mut failed = 0;
    for seed in 1..=120_u64 {
        let rate = 51 + (seed * 7_919) % 2_000;
        let desired_count = 1 + (seed % 7) as u32;
        let mut stage = stage(desired_count, Span::millis(seed * 20, seed * 60), &[]);
        send(&mut stage, rate as u32);
        let began_at = stage.now();
        let mut counts = BTreeMap::new();
        let mut latest = None;
        for slot in 1..=300_u64 {
            let at = began_at + Duration::from_millis(slot * 100);
            stage.timeline.seek(at - Duration::from_millis(1));
            if (slot + seed) % 97 == 0 {
                let tasks = stage.tasks_in(TaskStatus::Running);
                if let Some(task) = tasks.get((slot % 5) as usize).map(|task| task.id) {
                    accept(
                        &mut stage.timeline,
                        Command::KillContainer {
                            task,
                            container: 0,
                            exit_code: 1,
                        },
                    );
                }
            }
            // Answers and arrivals are the first that happens in an instant.
            let targets: Vec<TaskId> = group(&stage).routable().collect();
            let requests = rate * slot / 10 - rate * (slot - 1) / 10;
            take_turns(&mut counts, &targets, &mut latest, requests);
            stage.timeline.seek(at);
            sim::check_invariants(stage.timeline.world());
            for (task, count) in routed(&stage) {
                let expected = counts.get(&task).copied().unwrap_or(0);
                assert_eq!(count, expected, "seed {seed}, slot {slot}");
            }
        }
        failed += balancer(&stage).totals.failed_count();
    }
    assert!(failed > 0, "kills cost requests");
}

#[test]
fn a_ramp_sends_the_area_below_its_line_at_any_rate() {
    for (from, to) in [(10, 40), (40, 0), (100, 900), (900, 0), (0, 7)] {
        let mut stage = stage(2, Span::millis(50, 50), &[]);
        send(&mut stage, from);
        let over = Duration::from_secs(60);
        let pattern = ArrivalPattern::Ramp { to, over };
        shape(
            &mut stage,
            TrafficShape {
                pattern,
                ..TrafficShape::default()
            },
        );
        stage.pass(over);
        let arrived = balancer(&stage).totals.arrived;
        let area = u64::from(from + to) * 30;
        assert_eq!(arrived, area, "{from} to {to}");
        stage.pass(Duration::from_secs(10));
        let more = balancer(&stage).totals.arrived - arrived;
        assert!(more.abs_diff(u64::from(to) * 10) <= 1, "{from} to {to}");
    }
}

#[test]
fn a_spike_passes_and_a_day_has_24_hours() {
    let spike = ArrivalPattern::Spike {
        to: 1_000,
        after: Duration::from_secs(10),
        lasting: Duration::from_secs(5),
    };
    assert_eq!(spike.sent_until(100, 100), 1_000);
    assert_eq!(spike.sent_until(100, 150), 6_000);
    assert_eq!(spike.sent_until(100, 200), 6_500);
    let day = |slot| ArrivalPattern::Daily.sent_until(1_000, slot);
    assert_eq!(day(2 * 864_000), 2 * day(864_000));
    let busy = day(21 * 36_000) - day(20 * 36_000);
    assert_eq!(busy, 3_600_000, "the peak is the rate");
    assert!(
        day(4 * 36_000) - day(3 * 36_000) < busy / 5,
        "nights are quiet"
    );
}

#[test]
fn a_request_longer_than_the_idle_timeout_gets_504_after_it() {
    for requests_per_second in [5, 100] {
        let mut stage = stage(2, Span::secs(90, 90), &[]);
        send(&mut stage, requests_per_second);
        stage.pass(Duration::from_secs(60));
        assert_eq!(balancer(&stage).totals.failed_count(), 0);
        stage.pass(Duration::from_secs(60));
        let totals = &balancer(&stage).totals;
        let timed_out = totals.failed.get(&FailureCause::IdleTimeout);
        let due = u64::from(requests_per_second) * 60;
        assert!(timed_out.is_some_and(|count| count.abs_diff(due) <= due / 60));
        assert_eq!(totals.answered, 0);
        assert_eq!(totals.elb_5xx_count(), totals.failed_count());
    }
}

#[test]
fn an_impatient_client_gives_up_with_460() {
    let mut stage = stage(2, Span::secs(3, 3), &[]);
    send(&mut stage, 100);
    shape(
        &mut stage,
        TrafficShape {
            client_timeout: Some(Duration::from_secs(2)),
            ..TrafficShape::default()
        },
    );
    stage.pass(Duration::from_secs(10));
    let totals = &balancer(&stage).totals;
    assert_eq!(totals.answered, 0);
    assert_eq!(
        totals.failed.get(&FailureCause::ClientTimeout),
        Some(&totals.failed_count())
    );
    assert_eq!(totals.elb_5xx_count(), 0, "no fault of the load balancer");
}

#[test]
fn least_outstanding_requests_keeps_targets_equally_busy() {
    let algorithm = [(
        "load_balancing.algorithm.type",
        "least_outstanding_requests",
    )];
    for requests_per_second in [30, 700] {
        let mut stage = stage(3, Span::millis(100, 2_500), &algorithm);
        send(&mut stage, requests_per_second);
        for _ in 0..40 {
            stage.pass(Duration::from_millis(100));
            let targets = group(&stage).targets.keys();
            let busy: Vec<u64> = targets.map(|task| in_flight(&stage).at(*task)).collect();
            let (least, most) = (busy.iter().min(), busy.iter().max());
            let spread = most.zip(least).map_or(0, |(most, least)| most - least);
            assert!(
                spread <= 70 + u64::from(requests_per_second / 10),
                "{busy:?}"
            );
        }
        let totals = &balancer(&stage).totals;
        assert_eq!(totals.failed_count(), 0);
        assert!(totals.answered > 0);
    }
}

#[test]
fn weighted_random_gives_everybody_about_as_much() {
    let algorithm = [("load_balancing.algorithm.type", "weighted_random")];
    let mut stage = stage(4, Span::millis(40, 160), &algorithm);
    send(&mut stage, 1_000);
    stage.pass(Duration::from_secs(60));
    let shares = routed(&stage);
    assert_eq!(
        shares.values().sum::<u64>(),
        balancer(&stage).totals.arrived
    );
    for share in shares.values() {
        assert!(share.abs_diff(15_000) < 600, "{shares:?}");
    }
    let distinct: std::collections::BTreeSet<_> = shares.values().collect();
    assert!(distinct.len() > 1, "it is not round robin");
}

#[test]
fn a_target_that_starts_slowly_gets_more_and_more() {
    let mut stage = stage(
        2,
        Span::millis(40, 160),
        &[("slow_start.duration_seconds", "60")],
    );
    stage.pass(Duration::from_secs(60));
    send(&mut stage, 1_000);
    stage.pass(Duration::from_secs(10));
    let shares: Vec<u64> = routed(&stage).into_values().collect();
    assert!(
        shares[0].abs_diff(shares[1]) <= 1,
        "nobody starts slowly any more: {shares:?}"
    );

    let update = sim::UpdateService {
        desired_count: Some(3),
        ..sim::UpdateService::of(stage.service)
    };
    let from = stage.next_event();
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    let healthy = |stage: &Stage, from: EventSequence| -> Option<(Time, TaskId)> {
        let events = stage.timeline.events_since(from).iter();
        events
            .filter_map(|event| match event.kind {
                EventKind::TargetStateChanged {
                    task,
                    to: TargetState::Healthy,
                    ..
                } => Some((event.at, task)),
                _ => None,
            })
            .next()
    };
    while healthy(&stage, from).is_none() {
        stage.pass(Duration::from_millis(100));
    }
    let (at, task) = healthy(&stage, from).expect("the loop has ended");
    let mut before = in_flight(&stage).requests_of(task);
    let mut tens = Vec::new();
    for ten in 1..=8 {
        let until = at + Duration::from_secs(10 * ten);
        stage.pass(until.since(stage.now()));
        let now = in_flight(&stage).requests_of(task);
        tens.push(now - before);
        before = now;
    }
    assert!(tens[..6].is_sorted(), "{tens:?}");
    assert!(
        tens[0] < 600,
        "about a twenty-fifth of the requests: {tens:?}"
    );
    assert!(
        tens[7].abs_diff(3_333) <= 2,
        "then its whole share: {tens:?}"
    );
}

#[test]
fn too_few_healthy_targets_are_as_good_as_none() {
    const LEAST: &str = "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count";
    let mut stage = stage(3, Span::millis(40, 160), &[(LEAST, "3")]);
    assert_eq!(group(&stage).routable().count(), 3);
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    accept(
        &mut stage.timeline,
        Command::KillContainer {
            task,
            container: 0,
            exit_code: 1,
        },
    );
    send(&mut stage, 90);
    stage.pass(Duration::from_secs(1));
    let totals = &balancer(&stage).totals;
    let refused = totals.failed.get(&FailureCause::TargetRefused);
    assert_eq!(refused, Some(&30), "the dead one still has its turns");
}

#[test]
fn response_times_budgets_and_metrics_are_whole_numbers_of_all_requests() {
    let mut stage = stage(2, Span::millis(100, 100), &[]);
    send(&mut stage, 1_000);
    stage.pass(Duration::from_secs(120));
    let times = in_flight(&stage).response_times();
    let totals = &balancer(&stage).totals;
    assert_eq!(times.count(), totals.answered);
    assert_eq!(times.average_ms(), Some(100));
    for percent in [50, 95, 99] {
        let found = times.percentile_ms(percent).expect("there are some");
        assert!((100..125).contains(&found), "p{percent} is {found}");
    }
    let budget = totals.error_budget(stage.now(), 99_900);
    assert_eq!((budget.ended, budget.failed), (totals.answered, 0));
    assert_eq!(budget.allowed, totals.answered / 1_000);
    let metrics = stage
        .timeline
        .world()
        .target_group_metrics(group(&stage).id)
        .expect("it exists");
    assert_eq!(metrics.request_count, totals.arrived);
    assert_eq!(metrics.request_count_per_target, totals.arrived / 2);
    assert_eq!(
        (metrics.healthy_host_count, metrics.unhealthy_host_count),
        (2, 0)
    );

    stage.pass(Duration::from_secs(3_600));
    send(&mut stage, 0);
    stage.pass(Duration::from_secs(3_700));
    let totals = &balancer(&stage).totals;
    assert_eq!(
        totals.error_budget(stage.now(), 99_900).ended,
        0,
        "an hour is over"
    );
}

#[test]
fn each_target_has_counts_and_response_times_of_its_own() {
    for requests_per_second in [20, 1_000] {
        let mut stage = stage(2, Span::millis(100, 100), &[]);
        let tasks: Vec<TaskId> = group(&stage).targets.keys().copied().collect();
        let faults = sim::ProcessFaults {
            slowdown: 10,
            ..sim::ProcessFaults::default()
        };
        let slow = sim::Fault::Process {
            task: tasks[0],
            container: 0,
            faults,
        };
        accept(&mut stage.timeline, Command::Fault(slow));
        send(&mut stage, requests_per_second);
        stage.pass(Duration::from_secs(20));
        let times = |task| {
            let times = in_flight(&stage).response_times_of(task);
            times.expect("there are few targets")
        };
        let medians = tasks.iter().map(|task| times(*task).percentile_ms(50));
        let medians: Vec<u64> = medians.flatten().collect();
        assert!((1_000..1_250).contains(&medians[0]), "{medians:?}");
        assert!((100..125).contains(&medians[1]), "{medians:?}");
        let counts = tasks.iter().map(|task| {
            let answered = in_flight(&stage).totals_of(*task).answered;
            assert_eq!(times(*task).count(), answered);
            answered
        });
        let all = in_flight(&stage).response_times().count();
        assert_eq!(counts.sum::<u64>(), all);
    }
}

#[test]
fn the_latest_failures_say_when_why_and_where() {
    let mut stage = stage(2, Span::millis(5_000, 5_000), &[]);
    send(&mut stage, 100);
    stage.pass(Duration::from_secs(3));
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let at = stage.now();
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 1,
    };
    accept(&mut stage.timeline, kill);
    let notes = &balancer(&stage).totals.latest_failures;
    let closed = sim::FailureNote {
        at,
        cause: FailureCause::TargetClosed,
        target: Some(task),
        count: 150,
    };
    assert_eq!(notes.as_slice(), [closed]);
    stage.pass(Duration::from_millis(900));
    let notes = &balancer(&stage).totals.latest_failures;
    let refused = &notes[1..];
    assert!(refused.len() <= 2, "one line for what is alike in a second");
    assert!(
        refused
            .iter()
            .all(|note| note.cause == FailureCause::TargetRefused)
    );
    let count: u64 = refused.iter().map(|note| note.count).sum();
    assert_eq!(count, 45);
}
