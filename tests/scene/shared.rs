//! Target groups among which a listener shares its requests, and what the picture counts down.

use scene::{Frame, Point, Rectangle, ShapeKind, Target};
use sim::{Command, Image, PullOutcome, ServiceId, UpdateService};
use words::Language;

use super::player::Player;
use super::worlds::{MAP, opening_with_worker};
use crate::played::Played;
use crate::support::{Setup, accept, bridge};

/// A script of the table at an instant, around its service, at rest.
fn scenario(id: &str, until: &str) -> Player {
    let timeline = Played::until(id, until).into_timeline();
    let service: ServiceId = timeline
        .world()
        .services()
        .next()
        .expect("the script makes a service")
        .id;
    let mut player = Player::new(timeline, service, MAP.0, MAP.1);
    player.rest();
    player
}

fn texts(frame: &Frame) -> Vec<&str> {
    let texts = frame.shapes.iter().filter_map(|shape| match &shape.kind {
        ShapeKind::Text(text) => Some(text.content.as_str()),
        _ => None,
    });
    texts.collect()
}

fn says(player: &Player, wanted: &str) -> bool {
    texts(&player.frame())
        .iter()
        .any(|text| text.contains(wanted))
}

fn group_boxes(player: &Player) -> Vec<Rectangle> {
    let targets = player.scene.targets().iter();
    targets
        .filter(|(target, _)| matches!(target, Target::TargetGroup(_)))
        .map(|(_, bounds)| *bounds)
        .collect()
}

/// Where lines end.
fn ends(frame: &Frame) -> Vec<Point> {
    let lines = frame.shapes.iter().filter_map(|shape| match &shape.kind {
        ShapeKind::Line { points, .. } => points.last().copied(),
        _ => None,
    });
    lines.collect()
}

#[test]
fn target_groups_that_share_requests_are_boxes_with_their_parts() {
    let mut player = scenario("canary_with_pause", "12m");
    let boxes = group_boxes(&player);
    assert_eq!(boxes.len(), 2);
    assert!(boxes[0].y + boxes[0].height < boxes[1].y, "{boxes:?}");
    for wanted in ["web-one", "web-two", "95%", "5%"] {
        assert!(
            says(&player, wanted),
            "{wanted}: {:?}",
            texts(&player.frame())
        );
    }
    for bounds in &boxes {
        let inlet = Point {
            x: bounds.x,
            y: bounds.centre().y,
        };
        assert!(
            ends(&player.frame()).contains(&inlet),
            "a wire leads into it"
        );
    }
    for (width, height) in [(1_400.0, 900.0), (900.0, 420.0), (390.0, 700.0)] {
        player.resize(width, height);
        let boxes = group_boxes(&player);
        assert_eq!(boxes.len(), 2);
        assert!(says(&player, "5%") && says(&player, "95%"), "{width}");
    }
}

#[test]
fn each_task_hangs_on_the_wires_of_its_own_target_group() {
    let player = scenario("canary_with_pause", "12m");
    let world = player.timeline.world();
    let frame = player.frame();
    let ends = ends(&frame);
    let mut hung = 0;
    for group in world.target_groups() {
        for task in group.targets.keys() {
            let mut tiles = player.scene.targets().iter();
            let (_, tile) = tiles
                .find(|(target, _)| *target == Target::Task(*task))
                .expect("a target has a tile");
            let stubs = ends.iter().filter(|end| {
                (end.y - tile.y).abs() < 3.0 && (end.x - tile.centre().x).abs() < 8.0
            });
            let sides: Vec<f32> = stubs.map(|end| end.x - tile.centre().x).collect();
            assert_eq!(sides.len(), 1, "one wire leads to each task");
            assert_eq!(sides[0] > 0.0, group.name == "web-one", "{sides:?}");
            hung += 1;
        }
    }
    assert_eq!(hung, 4, "both revisions have their tasks");
}

#[test]
fn a_bake_time_counts_down_in_both_languages() {
    let mut player = scenario("canary_with_pause", "12m");
    assert!(says(&player, "bake time: "), "{:?}", texts(&player.frame()));
    let before = texts(&player.frame()).join("|");
    player.play(5, 1.0);
    player.rest();
    assert_ne!(texts(&player.frame()).join("|"), before);
    player.speak(Language::Korean);
    player.rest();
    assert!(says(&player, "베이크 시간: "));
}

#[test]
fn a_hook_that_waits_counts_down_as_well_and_on_a_phone_all_do_in_brief() {
    let mut player = scenario("canary_with_pause", "6m");
    assert!(
        says(&player, "PAUSE hook: "),
        "{:?}",
        texts(&player.frame())
    );
    player.resize(390.0, 366.0);
    let pause = |text: &&str| text.starts_with("PAUSE ") && text.contains(':');
    let frame = player.frame();
    let first = texts(&frame).into_iter().find(pause).map(str::to_owned);
    assert!(first.is_some(), "{:?}", texts(&frame));
    player.play(5, 1.0);
    player.rest();
    let frame = player.frame();
    assert_ne!(texts(&frame).into_iter().find(pause), first.as_deref());
    let mut player = scenario("canary_with_pause", "12m");
    player.resize(390.0, 366.0);
    assert!(says(&player, "bake "), "{:?}", texts(&player.frame()));
}

#[test]
fn a_service_whose_tasks_never_come_to_run_counts_down_to_the_next_launch() {
    let missing = Image {
        pull: PullOutcome::NotFound,
        ..Image::default()
    };
    let stage = Setup {
        desired_count: 1,
        images: vec![("shop/missing:1", missing)],
        definition: bridge("shop/missing:1"),
        ..Setup::default()
    }
    .on_instances(&["m5.large"])
    .build();
    let mut player = Player::new(stage.timeline, stage.service, MAP.0, MAP.1);
    let found = (0..200).any(|_| {
        player.play(5, 60.0);
        player.rest();
        says(&player, "launches throttled: next in ")
    });
    assert!(found, "{:?}", texts(&player.frame()));
}

#[test]
fn a_grace_period_is_a_ring_that_shrinks_and_says_how_long_checks_do_not_matter() {
    let sick = Image {
        health: sim::HealthAnswer::Status(503),
        ..Image::default()
    };
    let stage = Setup {
        desired_count: 1,
        grace_seconds: 120,
        images: vec![("shop/sick:1", sick)],
        definition: bridge("shop/sick:1"),
        ..Setup::default()
    }
    .on_instances(&["m5.large"])
    .build();
    let mut player = Player::new(stage.timeline, stage.service, MAP.0, MAP.1);
    let graced = (0..90).any(|_| {
        player.play(1, 1.0);
        says(&player, "s · 503")
    });
    assert!(graced, "{:?}", texts(&player.frame()));
    let ring = |player: &Player| -> usize {
        let world = player.timeline.world();
        let task = world.tasks().next().expect("it has a task").id;
        let frame = scene::tile_picture(world, task, player.service, 60.0);
        let lines = frame.shapes.iter().filter_map(|shape| match &shape.kind {
            ShapeKind::Line { points, .. } => Some(points.len()),
            _ => None,
        });
        lines.sum()
    };
    let before = ring(&player);
    player.play(30, 1.0);
    assert!(ring(&player) < before && ring(&player) > 0);
    player.play(60, 1.0);
    assert!(!says(&player, "s · 503"));
}

#[test]
fn the_strip_keeps_the_bounds_as_they_were_at_each_time() {
    let mut player = opening_with_worker();
    // Across a strip, a bound that never changed is one straight line.
    let bounds = |player: &Player| -> Vec<usize> {
        let frame = player.strip(1_100.0, 143.0).frame();
        let lines = frame.shapes.iter().filter_map(|shape| match &shape.kind {
            ShapeKind::Line { points, stroke } if stroke.dash.is_some() => Some(points),
            _ => None,
        });
        let levels = |points: &Vec<Point>| {
            let mut levels: Vec<i32> = points.iter().map(|point| point.y as i32).collect();
            levels.dedup();
            levels.len()
        };
        lines.map(levels).collect()
    };
    let before = bounds(&player);
    assert_eq!(before.iter().max(), Some(&1), "{before:?}");
    let mut update = UpdateService::of(player.service);
    update.desired_count = Some(2);
    accept(
        &mut player.timeline,
        Command::UpdateService(Box::new(update)),
    );
    player.play(40, 10.0);
    let after = bounds(&player);
    assert_eq!(
        after.iter().filter(|levels| **levels == 2).count(),
        2,
        "{after:?}"
    );
}
