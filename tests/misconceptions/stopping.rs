//! How tasks stop: draining, SIGTERM, exit codes, sidecars.

use sim::{
    BillItem, Duration, EventKind, FailureCause, Signal, StopCode, StopReason, TaskStatus,
    TaskWait, Time, Wait,
};

use crate::played::{Played, assert_within, at, entered, span, stop_of, time_in};
use crate::scenarios::{STEADY, rollout, stopped};

/// When the n-th task ever of the service was sent a signal.
fn signalled(played: &Played, place: usize, wanted: Signal) -> Time {
    let id = played.nth(place).id;
    played.when(Time::ZERO, |kind| {
        matches!(kind, EventKind::SignalSent { task, signal, .. } if *task == id && *signal == wanted)
    })
}

#[test]
fn misconception_03_the_load_balancer_drains_for_the_whole_delay_before_sigterm() {
    let played = Played::whole("slow_rollout");
    let stop = played.said_after(at("3m"), &stopped(2));
    for place in [1, 2] {
        let task = played.nth(place);
        assert_eq!(entered(task, TaskStatus::Deactivating), stop);
        let sigterm = signalled(&played, place, Signal::Sigterm);
        assert_eq!(
            sigterm.since(stop),
            span("300s"),
            "SIGTERM comes after the delay"
        );
        assert_eq!(entered(task, TaskStatus::Stopping), sigterm);
    }
    let begun = "(service web) has begun draining connections on 2 tasks.";
    let deregistered = "(service web) deregistered 2 targets in (target-group {arn})";
    let told = played.said_after(stop, begun);
    assert_eq!(played.said_after(stop, deregistered), told);
    assert_eq!(told.since(stop), span("10s"), "the next tick says so");
}

#[test]
fn misconception_04_the_deregistration_delay_protects_long_requests_and_stop_timeout_does_not() {
    let played = Played::whole("misconception_04_stop_timeout");
    let stop_timeout = played.nth(1).definition.definition.container_definitions[0].stop_timeout;
    assert_eq!(
        stop_timeout,
        Some(span("120s")),
        "longer than every request"
    );
    let cut = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::RequestsCut {
                cause: FailureCause::DelayElapsed,
                ..
            }
        )
    };
    assert_eq!(played.how_often(cut), 1, "only behind the delay of 15 s");
    let cut_at = played.when(at("4m"), cut);
    assert_eq!(
        cut_at.since(played.said_after(at("4m"), &stopped(1))),
        span("15s")
    );
    assert_eq!(
        signalled(&played, 1, Signal::Sigterm),
        cut_at,
        "SIGTERM is too late for them"
    );
    assert_eq!(FailureCause::DelayElapsed.status(), 502);
    let failed = &played.load_balancer().totals.failed;
    let causes: Vec<FailureCause> = failed.keys().copied().collect();
    assert_eq!(
        causes,
        [FailureCause::DelayElapsed],
        "nothing else was cut, nor after that"
    );
    assert_eq!(
        time_in(played.nth(2), TaskStatus::Deactivating),
        span("90s")
    );
}

#[test]
fn misconception_05_the_same_service_deploys_in_seven_minutes_or_in_75_s() {
    let mut played = Played::until("misconception_05_slow", "9m59s");
    let slow = rollout(&played, "3m");
    assert_within(slow, "6m30s", "7m45s");
    let timeline = played.player().timeline();
    let bill = timeline.time_bill(played.service().primary().id);
    let bill = bill.expect("it is complete");
    let of = |wanted: BillItem| {
        let found = bill.items.iter().find(|(item, _)| *item == wanted);
        found.map_or(0, |(_, span)| span.as_millis())
    };
    assert_eq!(of(BillItem::Draining), 300_000, "the deregistration delay");
    assert!(of(BillItem::TargetHealth) > 0, "the health checks");
    assert!(of(BillItem::Pull) > 10_000, "the pull of 400 MiB");
    let culprits = of(BillItem::Draining) + of(BillItem::TargetHealth) + of(BillItem::Pull);
    assert!(
        culprits * 100 > slow.as_millis() * 85,
        "and Amazon ECS itself takes little: {bill:?}"
    );
    played.go_to("13m");
    // As scenario B: about 75 s, and 15 s to either side.
    assert_within(rollout(&played, "10m"), "60s", "90s");
    assert_eq!(played.revisions_in(TaskStatus::Running), [3, 3]);
}

#[test]
fn misconception_06_an_idle_target_drains_for_the_full_delay() {
    let mut played = Played::until("slow_rollout", "3m1s");
    while played.nth(1).last_status != TaskStatus::Deactivating {
        played.go(played.world().now() + span("1s"));
    }
    let stop = entered(played.nth(1), TaskStatus::Deactivating);
    let until = stop + span("300s");
    played.go(stop + span("5s"));
    while played.world().now() + span("1s") < until {
        let task = played.nth(1);
        let group = played.target_group();
        assert_eq!(group.in_flight.at(task.id), 0, "no request is left");
        let target = &group.targets[&task.id];
        assert_eq!(target.state.name(), "draining");
        assert_eq!(task.last_status, TaskStatus::Deactivating);
        assert_eq!(played.task_wait(1), Some(TaskWait::Draining { until }));
        played.go(until.min(played.world().now() + span("30s")));
    }
    assert_eq!(played.world().now(), until);
    assert_eq!(played.nth(1).last_status, TaskStatus::Stopping);
}

#[test]
fn misconception_20_exit_code_137_is_out_of_memory_only_with_that_reason() {
    let played = Played::whole("misconception_20_killed");
    let leaking = played.nth(1);
    let killed = &leaking.containers[0];
    assert_eq!(killed.exit_code(), Some(137));
    let reason = "OutOfMemoryError: Container killed due to memory usage";
    assert_eq!(killed.reason.as_deref(), Some(reason));
    assert_eq!(
        leaking.stop,
        Some((
            StopCode::EssentialContainerExited,
            StopReason::EssentialContainerExited
        ))
    );
    assert_eq!(stop_of(leaking).1, "Essential container in task exited");
    let deaf = played.task("service:web/4");
    let stopped = &deaf.containers[0];
    assert_eq!(
        (stopped.exit_code(), stopped.reason.as_deref()),
        (Some(137), None)
    );
    assert_eq!(stop_of(deaf).0, "ServiceSchedulerInitiated");
    let (asked, killed) = (
        signalled(&played, 4, Signal::Sigterm),
        signalled(&played, 4, Signal::Sigkill),
    );
    assert_eq!(killed.since(asked), span("30s"), "the whole stopTimeout");
}

#[test]
fn misconception_21_exit_code_143_is_normal_when_a_service_scales_in() {
    let played = Played::whole("misconception_21_terminated");
    let gone = (1..=2).map(|place| played.nth(place));
    let gone = gone
        .clone()
        .find(|task| !task.is_active())
        .expect("one of two went");
    assert_eq!(
        gone.containers[0].exit_code(),
        Some(143),
        "128 and SIGTERM's 15"
    );
    assert_eq!(gone.containers[0].reason, None);
    let reason = "Scaling activity initiated by (deployment ecs-svc/{id})".to_owned();
    assert_eq!(stop_of(gone), ("ServiceSchedulerInitiated", reason));
    assert_eq!(played.service().primary().failed_tasks, 0);
    played.said_after(at("2m"), STEADY);
    assert_eq!(played.wait(), None, "nothing is wrong");
}

#[test]
fn misconception_22_a_shell_that_is_process_1_keeps_sigterm_to_itself() {
    let played = Played::whole("no_sigterm");
    let lived_on = |place: usize| {
        let sigterm = signalled(&played, place, Signal::Sigterm);
        let stopped = &played.nth(place).containers[0];
        let sim::ContainerStage::Stopped { at, .. } = stopped.stage else {
            panic!("it has stopped");
        };
        (at.since(sigterm), stopped.exit_code())
    };
    assert_eq!(lived_on(1), (span("30s"), Some(137)), "ECS did send it");
    assert_eq!(lived_on(2), (span("2s"), Some(0)), "the exec form hears it");
}

#[test]
fn misconception_23_an_essential_sidecar_that_exits_with_0_stops_the_whole_task() {
    let mut played = Played::until("misconception_23_sidecar", "3m59s");
    let task = played.nth(1);
    let [app, sidecar] = &task.containers[..] else {
        panic!("there are two containers");
    };
    assert_eq!(sidecar.exit_code(), Some(0));
    assert_eq!(
        stop_of(task),
        (
            "EssentialContainerExited",
            "Essential container in task exited".to_owned()
        )
    );
    assert!(app.has_ended(), "the application goes with it");
    let exited = task.execution_stopped_at.expect("a container has ended");
    let started = sidecar.started_at.expect("it ran");
    assert_eq!(exited.since(started), span("60s"));
    assert_eq!(
        signalled(&played, 1, Signal::Sigterm),
        exited,
        "at the same instant"
    );
    played.go_to("8m");
    let last = played.nth(5);
    assert_eq!(last.definition.revision, 2);
    assert_eq!(last.containers[1].exit_code(), Some(0), "the same exit");
    assert_eq!(
        last.last_status,
        TaskStatus::Running,
        "of a container that is not essential"
    );
    assert!(last.is_active());
    assert!(!matches!(played.wait(), Some(Wait::Startup { .. })));
    let age = played
        .world()
        .now()
        .since(last.started_at.expect("it runs"));
    assert!(age > Duration::from_secs(120));
}
