//! Equal inputs give equal histories: again, after rewinding, on another branch, with a scheduler that always ticks.

use sim::{Command, Duration, EventSequence, SchedulerWakes, Start, Time, Timeline, UpdateService};

use crate::support::{Setup, Stage, bridge, definition};

fn busy() -> Stage {
    let mut stage = Setup {
        desired_count: 4,
        delay_seconds: 40,
        requests_per_second: 30,
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(300));
    stage
}

/// Everything that can be seen of a world, as text.
fn seen(timeline: &Timeline) -> String {
    let world = timeline.world();
    let parts = [
        format!("{:?}", world.tasks().collect::<Vec<_>>()),
        format!("{:?}", world.services().collect::<Vec<_>>()),
        format!("{:?}", world.target_groups().collect::<Vec<_>>()),
        format!("{:?}", world.load_balancers().collect::<Vec<_>>()),
        format!("{:?}", world.instances().collect::<Vec<_>>()),
        format!("{:?}", world.account()),
        format!("{:?}", timeline.events_since(EventSequence(0))),
    ];
    parts.join("\n")
}

#[test]
fn the_same_seed_gives_the_same_history() {
    assert_eq!(seen(&busy().timeline), seen(&busy().timeline));
}

#[test]
fn another_seed_gives_another_history() {
    let with_seed = |seed| {
        let mut stage = Setup {
            seed,
            ..Setup::default()
        }
        .build();
        stage.settle();
        stage.transcript(EventSequence(0))
    };
    assert_ne!(with_seed(1), with_seed(2));
}

#[test]
fn seeking_shows_what_playing_showed() {
    let mut timeline = busy().timeline;
    let end = timeline.now();
    let mut played = Vec::new();
    let mut replay = Timeline::new(timeline.start().clone());
    for node in timeline.branch().cloned().collect::<Vec<_>>() {
        replay.seek(node.at);
        replay.submit(node.command).expect("it was taken before");
        played.push((node.at, seen(&replay)));
    }
    // After the last command both are on the same branch.
    for step in 1..=40 {
        let at = replay.now() + Duration::from_millis(7_919);
        if at > end {
            break;
        }
        replay.advance_to(at, usize::MAX);
        if step % 3 == 0 {
            played.push((at, seen(&replay)));
        }
    }
    let last_command_at = timeline.branch().last().expect("there are commands").at;
    for (at, expected) in played.iter().rev().filter(|(at, _)| *at > last_command_at) {
        timeline.seek(*at);
        assert_eq!(seen(&timeline), *expected, "seeking to {at}");
    }
    timeline.seek(end);
    assert_eq!(timeline.now(), end);
}

#[test]
fn small_steps_and_long_ones_give_the_same_history() {
    let end = Time::from_secs(400);
    let mut long = Setup {
        requests_per_second: 20,
        ..Setup::default()
    }
    .build()
    .timeline;
    let mut small = long.clone();
    let mut starved = long.clone();
    long.advance_to(end, usize::MAX);
    let mut at = Time::ZERO;
    while at < end {
        at = (at + Duration::from_millis(16)).min(end);
        small.advance_to(at, usize::MAX);
    }
    while starved.advance_to(end, 3) == sim::Progress::OutOfBudget {}
    assert_eq!(seen(&long), seen(&small));
    assert_eq!(seen(&long), seen(&starved));
}

#[test]
fn acting_in_the_past_begins_a_branch_and_leaves_the_other_in_the_tree() {
    let mut stage = busy();
    let end = stage.now();
    let tip = stage.timeline.tip().expect("there are commands");
    let before = seen(&stage.timeline);
    let branched_at = Time::from_millis(end.as_millis() - 120_000);
    stage.timeline.seek(branched_at);
    let update = UpdateService {
        desired_count: Some(1),
        ..UpdateService::of(stage.service)
    };
    stage
        .timeline
        .submit(Command::UpdateService(Box::new(update)))
        .expect("scaling in is allowed");
    assert_eq!(
        stage.timeline.known_until(),
        branched_at,
        "the old future is not shown"
    );
    stage.pass(Duration::from_secs(120));
    assert_ne!(seen(&stage.timeline), before);
    assert_eq!(stage.service().desired_count, 1);

    stage.timeline.switch_to(tip);
    stage.timeline.seek(end);
    assert_eq!(
        seen(&stage.timeline),
        before,
        "the first branch is as it was"
    );
}

#[test]
fn stepping_back_is_as_if_the_last_command_had_not_been_given() {
    let mut stage = Setup::default().build();
    stage.settle();
    stage.pass(Duration::from_secs(5));
    let before = seen(&stage.timeline);
    stage.deploy(definition("shop/web:2"));
    stage.timeline.step_back();
    stage.timeline.step_back();
    assert_eq!(seen(&stage.timeline), before);
}

#[test]
fn a_lazy_scheduler_writes_the_history_of_one_that_always_ticks() {
    let history = |scheduler, setup: Setup| {
        let mut timeline = Timeline::new(Start {
            scheduler,
            ..Start::default()
        });
        let recorded = setup.build().timeline;
        for node in recorded.branch() {
            timeline.seek(node.at);
            timeline
                .submit(node.command.clone())
                .expect("it was taken before");
        }
        let service = timeline.world().services().next().expect("there is one").id;
        for (seconds, desired_count) in [(200, 3), (260, 9), (700, 2), (1_500, 4)] {
            timeline.seek(Time::from_millis(seconds * 1_000 + 137));
            let update = UpdateService {
                desired_count: Some(desired_count),
                force_new_deployment: seconds == 700,
                ..UpdateService::of(service)
            };
            timeline
                .submit(Command::UpdateService(Box::new(update)))
                .expect("counts may change");
        }
        timeline.seek(Time::from_secs(9 * 3_600));
        timeline
            .events_since(EventSequence(0))
            .iter()
            .map(|event| words::transcript_line(timeline.world(), event))
            .collect::<Vec<_>>()
    };
    for percents in [(100, 200), (50, 100), (100, 125), (0, 100)] {
        for (setup, name) in [
            (
                Setup {
                    percents,
                    ..Setup::default()
                },
                "Fargate",
            ),
            (
                Setup {
                    percents,
                    balanced: false,
                    ..Setup::default()
                },
                "no load balancer",
            ),
            (
                Setup {
                    percents,
                    definition: bridge("shop/web:1"),
                    ..Setup::default()
                }
                .on_instances(&["t3.micro", "t3.micro"]),
                "too few instances",
            ),
            (
                Setup {
                    percents,
                    definition: bridge("playground/missing:1.0"),
                    ..Setup::default()
                }
                .on_instances(&["c6i.large"]),
                "a missing image",
            ),
        ] {
            let lazy = history(SchedulerWakes::WhenNeeded, setup.clone());
            let always = history(SchedulerWakes::Always, setup);
            assert!(
                lazy == always,
                "{name} at {percents:?}: {:?}",
                difference(&lazy, &always)
            );
        }
    }
}

/// The first lines in which two histories differ.
fn difference(left: &[String], right: &[String]) -> Option<(String, String)> {
    left.iter()
        .zip(right)
        .find(|(left, right)| left != right)
        .map(|(left, right)| (left.clone(), right.clone()))
}

#[test]
fn following_causes_always_ends_at_a_command() {
    let stage = busy();
    let events = stage.timeline.events_since(EventSequence(0));
    for event in events {
        let mut cause = event.cause;
        let mut steps = 0;
        while let sim::Cause::Event(earlier) = cause {
            let earlier = stage
                .timeline
                .event(earlier)
                .expect("causes are in the history");
            assert!(
                earlier.sequence < event.sequence,
                "a cause comes before its effect"
            );
            cause = earlier.cause;
            steps += 1;
            assert!(steps <= events.len(), "causes have no cycle");
        }
    }
}

#[test]
fn the_world_before_an_event_has_not_seen_it() {
    let stage = busy();
    let event = stage
        .timeline
        .events_since(EventSequence(0))
        .iter()
        .rev()
        .find(|event| matches!(event.kind, sim::EventKind::TaskCreated { .. }))
        .expect("tasks were created");
    let sim::EventKind::TaskCreated { task, .. } = event.kind else {
        unreachable!("found above");
    };
    let before = stage
        .timeline
        .world_before(event.sequence)
        .expect("it is in the window");
    assert!(before.now() < event.at);
    assert!(before.task(task).is_none());
}

#[test]
fn native_and_wasm_write_the_history_that_is_kept_here() {
    expect_test::expect_file!["golden/history_digest.txt"].assert_eq(&playground::history_digest());
}

/// Wanders over a tree of branches, and compares what is shown with a fresh replay of the shown branch.
#[test]
fn any_walk_over_branches_shows_what_a_fresh_replay_shows() {
    for seed in 0..40_u64 {
        let mut state = seed;
        let mut roll = |sides: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % sides
        };
        let mut stage = Setup {
            requests_per_second: 7,
            delay_seconds: 20,
            ..Setup::default()
        }
        .build();
        let first_commands = stage.timeline.nodes().len();
        for _ in 0..14 {
            let now = stage.now();
            match roll(5) {
                0 => stage
                    .timeline
                    .seek(Time::from_millis(roll(now.as_millis() + 90_000))),
                1 if stage.timeline.nodes().len() > first_commands => {
                    let from_end =
                        roll((stage.timeline.nodes().len() - first_commands) as u64) as usize;
                    stage
                        .timeline
                        .switch_to(sim::NodeId(stage.timeline.nodes().len() - 1 - from_end));
                }
                2 if stage.timeline.branch().count() > first_commands => stage.timeline.step_back(),
                3 => {
                    let update = UpdateService {
                        desired_count: Some(roll(5) as u32),
                        force_new_deployment: roll(2) == 0,
                        ..UpdateService::of(stage.service)
                    };
                    stage
                        .timeline
                        .submit(Command::UpdateService(Box::new(update)))
                        .expect("counts may change");
                }
                _ => {
                    let target = now + Duration::from_millis(roll(60_000));
                    stage.timeline.advance_to(target, roll(400) as usize);
                }
            }
        }
        let mut fresh = Timeline::new(stage.timeline.start().clone());
        let shown_at = stage.now();
        for node in stage.timeline.branch().filter(|node| node.at <= shown_at) {
            fresh.seek(node.at);
            fresh
                .submit(node.command.clone())
                .expect("it was taken before");
        }
        fresh.seek(shown_at);
        assert_eq!(seen(&stage.timeline), seen(&fresh), "seed {seed}");
        let until = shown_at.as_millis() / 1_000;
        let counted = |timeline: &Timeline| {
            timeline
                .traffic()
                .iter()
                .filter(|(second, _)| **second < until)
                .map(|(second, requests)| (*second, *requests))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            counted(&stage.timeline),
            counted(&fresh),
            "seed {seed}: requests by second"
        );
    }
}
