//! The scenarios A to P as they play, against the states, texts and times of the specification.

pub(crate) mod failing;
mod shifting;
mod task_sets;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use document::read_script;
use playground::scenarios;
use sim::{
    Duration, EventKind, FailureReason, InstanceStatus, PlacementShortfall, RolloutState, Signal,
    StopReason, TargetState, TaskStatus, TaskWait, Wait,
};
use words::{Language, ScenarioText};

use crate::played::{Played, assert_within, at, entered, span, stop_of, time_in};

pub(crate) const COMPLETED: &str = "(service web) (deployment ecs-svc/{id}) deployment completed.";
pub(crate) const STEADY: &str = "(service web) has reached a steady state.";
pub(crate) const STUCK: &str = "(service web) was unable to stop or start tasks during a deployment because of the \
    service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.";

pub(crate) const UNHEALTHY: &str = "(service web) (task {id}) (port 80) is unhealthy in (target-group {arn}) due to \
    (reason Health checks failed).";

/// The event of a service that found no place, with what the closest instance lacks.
pub(crate) fn unplaceable(lack: &str) -> String {
    format!(
        "(service web) was unable to place a task because no container instance met all of its requirements. The \
         closest matching (container-instance {{id}}) {lack} For more information, see the Troubleshooting section of \
         the Amazon ECS Developer Guide."
    )
}

/// `(service web) has started 2 tasks: (task {id}) (task {id}).`
pub(crate) fn started(count: usize) -> String {
    let tasks = vec!["(task {id})"; count].join(" ");
    format!("(service web) has started {count} tasks: {tasks}.")
}

/// `(service web) has stopped 2 running tasks: (task {id}) (task {id}).`
pub(crate) fn stopped(count: usize) -> String {
    let tasks = vec!["(task {id})"; count].join(" ");
    format!("(service web) has stopped {count} running tasks: {tasks}.")
}

#[test]
fn every_script_of_the_table_is_valid_and_every_file_is_in_the_table() {
    let all = scenarios();
    let letters: Vec<char> = all.scenarios.iter().map(|row| row.letter).collect();
    assert!(
        letters.is_sorted_by(|before, after| before < after),
        "{letters:?}"
    );
    let numbers: Vec<u8> = all.misconceptions.iter().map(|row| row.number).collect();
    assert!(
        numbers.is_sorted_by(|before, after| before < after),
        "{numbers:?}"
    );
    let rows = all.scenarios.iter().map(|row| (row.id, row.script));
    let rows = rows.chain(all.misconceptions.iter().map(|row| (row.id, row.script)));
    let mut known = BTreeSet::new();
    for (id, script) in rows {
        let read = read_script(script);
        assert_eq!(read.problems, [], "{id}");
        assert_eq!(read.not_simulated, [], "{id}");
        known.insert(format!("{id}.json"));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/playground/scenarios");
    let files = fs::read_dir(folder).expect("the folder is there");
    let files: BTreeSet<String> = files
        .map(|file| file.expect("it can be read").file_name())
        .map(|name| name.into_string().expect("our names are text"))
        .collect();
    assert_eq!(known, files);
}

#[test]
fn every_row_has_the_text_of_its_place_in_both_languages() {
    for row in scenarios().scenarios {
        let place = row.letter as usize - 'A' as usize;
        assert_eq!(ScenarioText::ALL[place], row.text, "{}", row.letter);
    }
    assert_eq!(ScenarioText::ALL.len(), 16);
    for text in ScenarioText::ALL {
        assert_ne!(text.title(Language::English), text.title(Language::Korean));
        assert_ne!(text.watch(Language::English), text.watch(Language::Korean));
    }
}

/// From UpdateService until its deployment is completed.
pub(crate) fn rollout(played: &Played, updated: &str) -> Duration {
    played.said_after(at(updated), COMPLETED).since(at(updated))
}

#[test]
fn scenario_a_a_rollout_with_the_defaults_of_the_load_balancer_takes_about_seven_minutes() {
    let mut played = Played::until("slow_rollout", "6m");
    let begun = played.said_after(at("3m"), &started(2));
    for place in [3, 4] {
        let task = played.nth(place).id;
        let healthy = played.when(begun, |kind| {
            matches!(kind, EventKind::TargetStateChanged { task: changed, to: TargetState::Healthy, .. } if *changed == task)
        });
        assert_within(healthy.since(begun), "60s", "90s");
    }
    let stop = played.said_after(begun, &stopped(2));
    for place in [1, 2] {
        let until = stop + span("300s");
        assert_eq!(played.nth(place).last_status, TaskStatus::Deactivating);
        assert_eq!(played.task_wait(place), Some(TaskWait::Draining { until }));
    }
    assert!(
        matches!(played.wait(), Some(Wait::Draining { until, blocks_start: false, .. }) if until == stop + span("300s")),
        "{:?}",
        played.wait()
    );
    played.go_to("12m");
    for place in [1, 2] {
        let task = played.nth(place);
        assert_eq!(time_in(task, TaskStatus::Deactivating), span("300s"));
        let reason = "Scaling activity initiated by (deployment ecs-svc/{id})".to_owned();
        assert_eq!(stop_of(task), ("ServiceSchedulerInitiated", reason));
    }
    // About seven minutes: up to 10 s until the pass that starts, 60 to 90 s until healthy, 10 s until the pass that
    // stops, 300 s of draining, 10 s until the pass that completes; the specification says "~", so half a minute less
    // and three quarters of a minute more are still so.
    assert_within(rollout(&played, "3m"), "6m30s", "7m45s");
    let completed = played.said_after(begun, COMPLETED);
    assert_eq!(
        played.said_after(begun, STEADY).since(completed),
        Duration::from_millis(1)
    );
    assert_eq!(
        played.service().primary().rollout_state,
        RolloutState::Completed
    );
    assert_eq!(
        played.load_balancer().totals.failed_count(),
        0,
        "draining costs no request"
    );
}

#[test]
fn scenario_b_a_rollout_with_a_short_delay_and_frequent_checks_takes_about_75_s() {
    let played = Played::whole("fast_rollout");
    // 15 s to either side: provisioning on Fargate alone is drawn from 10 s to 20 s, and a pass comes every 10 s.
    assert_within(rollout(&played, "3m"), "60s", "90s");
    assert_eq!(
        time_in(played.nth(1), TaskStatus::Deactivating),
        span("10s")
    );
    assert_eq!(played.revisions_in(TaskStatus::Running), [2, 2]);
    assert_eq!(played.load_balancer().totals.failed_count(), 0);
}

#[test]
fn scenario_c_three_tasks_at_100_125_are_stuck_until_the_maximum_is_200() {
    let mut played = Played::until("stuck", "5m59s");
    let bounds = played.service().bounds();
    assert_eq!(
        (bounds.lower, bounds.upper),
        (3, 3),
        "ceil(3) and floor(3.75)"
    );
    assert_within(
        played.said_after(at("3m"), STUCK).since(at("3m")),
        "0s",
        "30s",
    );
    assert_eq!(played.times(STUCK).len(), 1, "it is said once");
    assert_eq!(played.revisions_in(TaskStatus::Running), [1, 1, 1]);
    assert_eq!(played.wait(), Some(Wait::Stuck));
    assert_eq!(
        played.service().primary().rollout_state,
        RolloutState::InProgress
    );
    played.go_to("10m");
    played.said_after(at("6m"), &started(3));
    played.said_after(at("6m"), COMPLETED);
    assert_eq!(played.revisions_in(TaskStatus::Running), [2, 2, 2]);
    assert_eq!(played.service().deployments.len(), 1);
}

#[test]
fn scenario_f_without_a_grace_period_a_slow_boot_is_killed_at_about_60_s_until_it_has_120_s() {
    let mut played = Played::until("slow_boot", "5m");
    assert_eq!(played.times(UNHEALTHY).len(), 2, "again and again");
    for place in [1, 2] {
        let task = played.nth(place);
        // Six failures, one every 10 s, and the pass that acts on them.
        let killed = entered(task, TaskStatus::Deactivating);
        assert_within(
            killed.since(entered(task, TaskStatus::Running)),
            "50s",
            "70s",
        );
        let reason = "Task failed ELB health checks in (target-group {arn})".to_owned();
        assert_eq!(stop_of(task), ("ServiceSchedulerInitiated", reason));
    }
    assert_eq!(played.how_often(healthy_target), 0);
    played.go_to("12m");
    let survivor = played.nth(3);
    assert!(survivor.is_active(), "with 120 s of grace it is not killed");
    assert_eq!(played.how_often(healthy_target), 1);
    played.said_after(at("5m"), STEADY);
    assert_eq!(
        played.times(UNHEALTHY).len(),
        2,
        "nor does an event call for it"
    );
}

pub(crate) const fn healthy_target(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::TargetStateChanged {
            to: TargetState::Healthy,
            ..
        }
    )
}

#[test]
fn scenario_g_a_shell_as_process_1_keeps_a_task_in_stopping_for_30_s_and_ends_it_with_137() {
    let mut played = Played::begin("no_sigterm");
    let mut stopping = None;
    for second in 120..210 {
        played.go_to(&format!("{second}s"));
        if played.nth(1).last_status == TaskStatus::Stopping && stopping.is_none() {
            stopping = played.task_wait(1);
        }
    }
    let old = played.nth(1).id;
    let signal = |wanted: Signal| {
        played.when(at("2m"), |kind| {
            matches!(kind, EventKind::SignalSent { task, signal, .. } if *task == old && *signal == wanted)
        })
    };
    let (asked, killed) = (signal(Signal::Sigterm), signal(Signal::Sigkill));
    assert_eq!(killed.since(asked), span("30s"), "the whole stopTimeout");
    assert_eq!(
        stopping,
        Some(TaskWait::Exit {
            container: 0,
            until: killed
        })
    );
    let task = played.nth(1);
    assert_eq!(entered(task, TaskStatus::Stopping), asked);
    // What comes after the last container is up to 15 s more (0.2).
    assert_within(time_in(task, TaskStatus::Stopping), "30s", "45s");
    assert_eq!(task.containers[0].exit_code(), Some(137));
    assert_eq!(task.containers[0].reason, None, "it is no OutOfMemoryError");
    played.go_to("6m");
    let task = played.nth(2);
    assert_eq!(
        task.containers[0].exit_code(),
        Some(0),
        "the exec form hears SIGTERM"
    );
    assert_within(time_in(task, TaskStatus::Stopping), "2s", "17s");
}

#[test]
fn scenario_h_a_host_port_is_taken_once_until_the_host_port_is_0() {
    let clash = unplaceable("is already using a port required by your task.");
    let mut played = Played::until("host_port_clash", "3m59s");
    assert_within(
        played.said_after(at("2m"), &clash).since(at("2m")),
        "0s",
        "10s",
    );
    assert_eq!(
        played.revisions_in(TaskStatus::Running),
        [1],
        "the old task runs on"
    );
    let closest = PlacementShortfall::Closest(played.instance(1).id, FailureReason::Ports);
    assert_eq!(played.wait(), Some(Wait::Capacity(closest)));
    played.go_to("8m");
    played.said_after(at("4m"), COMPLETED);
    assert!(played.times(&clash).iter().all(|time| *time < at("4m")));
    assert_eq!(played.revisions_in(TaskStatus::Running), [3]);
}

#[test]
fn scenario_i_a_third_awsvpc_task_has_no_network_interface_on_a_t3_medium() {
    let mut played = Played::until("eni_limit", "59s");
    played.said_after(at("0s"), &started(2));
    played.said_after(
        at("0s"),
        &unplaceable("encountered error \"RESOURCE:ENI\"."),
    );
    let instance = played.instance(1);
    let closest = PlacementShortfall::Closest(instance.id, FailureReason::Eni);
    assert_eq!(played.wait(), Some(Wait::Capacity(closest)));
    assert_eq!(
        instance.remaining_cpu_units(),
        2_048 - 2 * 256,
        "there is CPU left"
    );
    assert_eq!(
        instance.remaining_memory_mib(),
        3_913 - 2 * 512,
        "and memory"
    );
    played.go_to("3m");
    assert_eq!(played.nth(3).instance, Some(played.instance(2).id));
    assert_eq!(played.count(TaskStatus::Running), 3);
}

#[test]
fn scenario_j_draining_at_100_200_starts_the_replacement_first() {
    let mut played = Played::until("drain", "3m1s");
    let draining = played.instance(1).id;
    let moved = (1..=2).find(|place| played.nth(*place).instance == Some(draining));
    let moved = moved.expect("one of two tasks is on each instance");
    played.go_to("6m");
    let replacement = played.said_after(at("3m"), &started(1));
    let stop = played.said_after(at("3m"), &stopped(1));
    let (old, new) = (played.nth(moved), played.nth(3));
    assert!(replacement < stop);
    assert!(
        entered(new, TaskStatus::Running) < stop,
        "the replacement runs first"
    );
    assert_eq!(entered(old, TaskStatus::Stopping), stop);
    let reason = "Service web: container instance is in DRAINING state".to_owned();
    assert_eq!(stop_of(old), ("ServiceSchedulerInitiated", reason));
    assert_ne!(new.instance, Some(draining));
    let emptied = played.instance(1);
    assert_eq!(emptied.status, InstanceStatus::Draining);
    assert!(emptied.reservations.is_empty());
    played.said_after(stop, STEADY);
}

pub(crate) const NO_SPOT: &str = "(service web) was unable to place a task. Reason: Capacity is unavailable at this \
    time. Please try again later or in a different availability zone.";

#[test]
fn scenario_k_spot_tasks_get_30_s_and_the_service_waits_for_spot_capacity() {
    let mut played = Played::until("spot_loss", "5m59s");
    let notice = at("3m");
    for place in 1..=4 {
        let task = played.nth(place);
        let reason = "Your Spot Task was interrupted.".to_owned();
        assert_eq!(stop_of(task), ("SpotInterruption", reason));
        assert_eq!(
            entered(task, TaskStatus::Stopping),
            notice,
            "SIGTERM comes at once"
        );
        let sim::ContainerStage::Stopped { at, exit_code } = task.containers[0].stage else {
            panic!("it has stopped");
        };
        assert_eq!((at.since(notice), exit_code), (span("30s"), Some(137)));
    }
    let said = played.said_after(notice, NO_SPOT);
    assert_within(said.since(notice), "0s", "10s");
    assert_eq!(played.times(NO_SPOT), [said], "it is said once");
    assert_eq!(
        played.wait(),
        Some(Wait::Capacity(PlacementShortfall::NoSpotCapacity))
    );
    assert_eq!(
        played.service().tasks.len(),
        0,
        "nothing falls back to FARGATE"
    );
    played.go_to("9m");
    assert_within(
        played.said_after(at("6m"), &started(4)).since(at("6m")),
        "0s",
        "10s",
    );
    let spot = Some(sim::CapacityProvider::FargateSpot);
    assert!((5..=8).all(|place| played.nth(place).capacity_provider == spot));
    played.said_after(at("6m"), STEADY);
}

#[test]
fn scenario_m_protected_old_tasks_keep_a_deployment_in_progress_until_they_expire() {
    let mut played = Played::until("protection", "11m59s");
    let held = "(service web) was unable to reach steady state because (taskSet ecs-svc/{id}) was unable to scale in \
        due to (reason 2 tasks under protection)";
    played.said_after(at("3m"), held);
    assert_eq!(played.times(held).len(), 1);
    assert_eq!(
        played.service().primary().rollout_state,
        RolloutState::InProgress
    );
    assert_eq!(played.revisions_in(TaskStatus::Running), [1, 1, 2, 2]);
    let until = at("12m");
    assert!(
        matches!(played.wait(), Some(Wait::Protection { until: waits_until, .. }) if waits_until == until),
        "{:?}",
        played.wait()
    );
    played.go_to("16m");
    assert_within(
        played.said_after(until, &stopped(2)).since(until),
        "0s",
        "10s",
    );
    played.said_after(until, COMPLETED);
    assert_eq!(played.revisions_in(TaskStatus::Running), [2, 2]);
}

#[test]
fn scenario_n_a_disconnected_agent_freezes_its_tasks_and_takes_no_new_ones() {
    let mut played = Played::until("agent_disconnect", "5m29s");
    // It says nothing from 1:30 on and is missed after 3 minutes (3.5).
    let missed = played.when(at("90s"), |kind| {
        matches!(kind, EventKind::AgentDisconnected(_))
    });
    assert_eq!(missed, at("4m30s"));
    assert!(!played.instance(1).agent_connected);
    let task = played.nth(1);
    assert_eq!(task.last_status, TaskStatus::Running);
    assert!(task.is_active(), "nobody stops or replaces it");
    played.said_after(at("5m"), &unplaceable("encountered error \"AGENT\"."));
    let closest = PlacementShortfall::Closest(played.instance(1).id, FailureReason::Agent);
    assert_eq!(played.wait(), Some(Wait::Capacity(closest)));
    assert_eq!(
        played.refused,
        [(at("5m10s"), "AGENT".to_owned())],
        "RunTask fails"
    );
    played.go_to("5m59s");
    let task = played.nth(1);
    assert_eq!(
        task.stop,
        Some((sim::StopCode::UserInitiated, StopReason::StoppedByUser))
    );
    assert_eq!(
        task.last_status,
        TaskStatus::Running,
        "what is known is frozen"
    );
    assert_eq!(played.task_wait(1), Some(TaskWait::Agent));
    played.go_to("8m");
    assert_eq!(entered(played.nth(1), TaskStatus::Stopping), at("6m"));
    assert_eq!(played.count(TaskStatus::Running), 2);
}

#[test]
fn scenario_o_binpack_fills_one_instance_and_spread_gives_each_two() {
    let mut played = Played::until("binpack_and_spread", "1m59s");
    let counts = |played: &Played| {
        let counts = [1, 2, 3].map(|place| played.instance(place).reservations.len());
        let mut counts = counts.to_vec();
        counts.sort_unstable();
        counts
    };
    assert_eq!(counts(&played), [0, 0, 6]);
    let full = [1, 2, 3].map(|place| played.instance(place).remaining_memory_mib());
    assert_eq!(
        full.into_iter().min(),
        Some(7_886 - 6 * 1_300),
        "86 MiB are left"
    );
    let why = played.player().timeline().why_here(played.nth(6).id);
    assert!(why.is_some_and(|why| why.explanation.place.is_some()));
    played.go_to("5m");
    assert_eq!(counts(&played), [2, 2, 2]);
}
