//! What was captured of the real service comes out here: two deployments of one task behind a load balancer (5.5), and
//! one whole stop (0.2). A capture is one draw of many: it must lie within what the seeds spread over.

use sim::{
    Duration, Image, OnSigterm, ServiceMessage, TargetHealthCheck, TaskStatus, Time, Timings,
};

use crate::support::{Setup, definition};

/// What the service said in a deployment, in milliseconds since it started its task.
#[derive(Debug)]
struct Said {
    registered: u64,
    stopped: u64,
    deregistered: u64,
    draining: u64,
    completed: u64,
    steady: u64,
}

/// The second deployment of a service of one task on Fargate.
fn deployment(seed: u64, interval_seconds: u64, delay_seconds: u64) -> Said {
    let mut stage = Setup {
        seed,
        desired_count: 1,
        delay_seconds,
        health_check: TargetHealthCheck {
            interval: Duration::from_secs(interval_seconds),
            timeout: Duration::from_secs(2),
            ..TargetHealthCheck::default()
        },
        ..Setup::default()
    }
    .build();
    stage.settle();
    let from = stage.next_event();
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(600));
    let said = stage.said(from);
    let began = when(
        &said,
        |message| matches!(message, ServiceMessage::Started(tasks) if tasks.len() == 1),
    );
    let after = |is: fn(&ServiceMessage) -> bool| when(&said, is).since(began).as_millis();
    Said {
        registered: after(|message| matches!(message, ServiceMessage::Registered(_, 1))),
        stopped: after(
            |message| matches!(message, ServiceMessage::StoppedRunning(tasks) if tasks.len() == 1),
        ),
        deregistered: after(|message| matches!(message, ServiceMessage::Deregistered(_, 1))),
        draining: after(|message| matches!(message, ServiceMessage::BegunDraining(1))),
        completed: after(|message| matches!(message, ServiceMessage::DeploymentCompleted(_))),
        steady: after(|message| matches!(message, ServiceMessage::SteadyState)),
    }
}

fn when(said: &[(Time, ServiceMessage)], is: impl Fn(&ServiceMessage) -> bool) -> Time {
    let mut found = said.iter().filter(|(_, message)| is(message));
    found
        .next()
        .expect("the service says so in each deployment")
        .0
}

/// Asserts that a captured number of seconds, give or take half a second, is one of those that come out.
#[track_caller]
fn comes_out(captured_seconds: u64, found: impl Iterator<Item = u64>) {
    let found: Vec<u64> = found.collect();
    let is_near = |millis: &u64| millis.abs_diff(captured_seconds * 1_000) <= 500;
    let range = (found.iter().min(), found.iter().max());
    assert!(
        found.iter().any(is_near),
        "{captured_seconds} s is not among {range:?}"
    );
}

const SEEDS: core::ops::Range<u64> = 1..81;

/// started; +41 registered; +51 stopped; +61 draining.
#[test]
fn the_first_captured_deployment_comes_out() {
    let all: Vec<Said> = SEEDS.map(|seed| deployment(seed, 10, 300)).collect();
    for said in &all {
        assert!(said.registered <= said.stopped, "{said:?}");
        assert_eq!(
            (said.stopped - said.registered) % 10_000,
            0,
            "both are said at a tick"
        );
        assert_eq!(
            said.draining - said.stopped,
            10_000,
            "draining is told one tick after the decision"
        );
        assert_eq!(said.deregistered, said.draining);
        assert!((20_000..=60_000).contains(&said.registered), "{said:?}");
    }
    // Ticks are exactly 10 s apart here; the capture's 41, 51 and 61 s are 40, 50 and 60 and a second of delay.
    comes_out(40, all.iter().map(|said| said.registered));
    let like_it = all.iter().filter(|said| said.registered == 40_000);
    comes_out(50, like_it.clone().map(|said| said.stopped));
    comes_out(60, like_it.map(|said| said.draining));
}

/// registered; +50 stopped; +60 deregistered and draining at once; +112 completed; 1 ms later steady.
#[test]
fn the_second_captured_deployment_comes_out() {
    let all: Vec<Said> = SEEDS.map(|seed| deployment(seed, 60, 60)).collect();
    for said in &all {
        assert_eq!(said.deregistered - said.stopped, 10_000, "{said:?}");
        assert_eq!(said.draining, said.deregistered, "the same instant");
        assert_eq!(said.steady, said.completed + 1, "one millisecond later");
        assert!(
            (60_000..=70_000).contains(&(said.completed - said.stopped)),
            "{said:?}"
        );
    }
    comes_out(50, all.iter().map(|said| said.stopped - said.registered));
    let like_it = all
        .iter()
        .filter(|said| said.stopped - said.registered == 50_000);
    comes_out(
        60,
        like_it
            .clone()
            .map(|said| said.deregistered - said.registered),
    );
    comes_out(110, like_it.map(|said| said.completed - said.registered));
}

/// RUNNING 15:32:31, DEACTIVATING 15:34:37, STOPPING 15:40:38, DEPROVISIONING 15:41:25, STOPPED 15:41:41.
#[test]
fn the_captured_stop_comes_out_with_the_timings_of_its_preset() {
    let deaf = Image {
        on_sigterm: OnSigterm::Ignores,
        ..Image::default()
    };
    let mut stage = Setup {
        desired_count: 1,
        timings: Timings::observed_stop(),
        images: vec![("shop/deaf:1", deaf)],
        definition: definition("shop/deaf:1"),
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(900));
    let stopped = stage.tasks_in(TaskStatus::Stopped);
    let entered = |status| {
        let mut history = stopped[0].history.iter();
        let found = history.find(|(entered, _)| *entered == status);
        found.expect("it went through this state").1
    };
    let span = |from, to| entered(to).since(entered(from)).as_millis() / 1_000;
    assert_eq!(span(TaskStatus::Deactivating, TaskStatus::Stopping), 361);
    assert_eq!(span(TaskStatus::Stopping, TaskStatus::Deprovisioning), 47);
    assert_eq!(span(TaskStatus::Deprovisioning, TaskStatus::Stopped), 16);
}
