//! How the picture moves: from where things are, never further than designed, and not at all while paused.

use scene::{Color, Fill, FrameTime, Look, ShapeKind, Target};
use sim::Command;
use words::Language;

use super::player::Player;
use super::worlds::{deploy_image, fleet, opening_with_worker};
use crate::support::accept;

fn dots(player: &Player) -> Vec<(f32, f32)> {
    player
        .frame()
        .shapes
        .iter()
        .filter_map(|shape| match &shape.kind {
            ShapeKind::Circle { centre, fill, .. } if *fill == Some(Fill::Solid(Color::Ok)) => {
                Some((centre.x, centre.y))
            }
            _ => None,
        })
        .collect()
}

/// The frame of the page that shows what has happened, before anything has moved.
fn look_once(player: &mut Player, speed: f32) {
    player.wall.0 += 16.0;
    player.follow(speed);
}

#[test]
fn requests_travel_and_freeze_while_paused() {
    let mut player = opening_with_worker();
    player.play(6, 1.0);
    let before = dots(&player);
    assert!(before.len() > 20, "{} dots are seen", before.len());
    player.play(1, 1.0);
    let after = dots(&player);
    assert_ne!(before, after);
    look_once(&mut player, 0.0);
    let paused = player.frame();
    player.wall.0 += 5_000.0;
    player.follow(0.0);
    assert_eq!(paused, player.frame());
    assert!(!player.scene.is_moving(player.wall));
}

#[test]
fn however_many_requests_there_are_the_dots_are_few() {
    let mut player = opening_with_worker();
    let load_balancer = player.timeline.world().load_balancers().next().unwrap().id;
    accept(
        &mut player.timeline,
        Command::SetTraffic {
            load_balancer,
            requests_per_second: 20_000,
        },
    );
    player.play(20, 1.0);
    let count = dots(&player).len();
    assert!((20..300).contains(&count), "{count} dots are seen");
}

#[test]
fn at_great_speed_requests_are_a_flow() {
    let mut player = opening_with_worker();
    player.play(180, 60.0);
    assert!(dots(&player).is_empty());
    let streams = player.frame().shapes.iter().any(
        |shape| matches!(&shape.kind, ShapeKind::Line { stroke, .. } if stroke.color == Color::Ok),
    );
    assert!(streams);
    player.show("flow");
}

#[test]
fn a_jump_leaves_no_dots() {
    let mut player = opening_with_worker();
    player.play(5, 1.0);
    player.jump();
    assert!(dots(&player).is_empty());
}

#[test]
fn a_failed_request_comes_back_along_a_red_wire() {
    let mut player = opening_with_worker();
    player.play(5, 1.0);
    let running = |task: &&sim::Task| task.service() == Some(player.service) && task.has_run();
    let task = player.timeline.world().tasks().find(running).unwrap().id;
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 1,
    };
    accept(&mut player.timeline, kill);
    player.play(3, 1.0);
    player.show("failing");
    let red_wires = player.frame().shapes.iter().any(|shape| {
        matches!(&shape.kind, ShapeKind::Line { stroke, .. }
            if stroke.color == Color::Bad && stroke.dash.is_some())
    });
    assert!(red_wires);
}

/// The tiles of tasks that are on their way up, as they are drawn.
fn dashed_tiles(player: &Player) -> Vec<scene::Rectangle> {
    player
        .frame()
        .shapes
        .iter()
        .filter_map(|shape| match &shape.kind {
            ShapeKind::Rectangle {
                bounds,
                fill: Some(_),
                stroke: Some(stroke),
                ..
            } if stroke.dash.is_some() && bounds.width < 60.0 => Some(*bounds),
            _ => None,
        })
        .collect()
}

/// An update whose first tasks have just been placed.
fn just_placed(look: Look, speed: f32) -> Player {
    let mut player = opening_with_worker();
    player.scene.set_look(look);
    deploy_image(&mut player, "playground/web:1.1");
    look_once(&mut player, speed);
    for _ in 0..2_000 {
        let world = player.timeline.world();
        let is_new = |task: &sim::Task| task.status_since() == world.now() && !task.has_run();
        if world.tasks().any(is_new) {
            break;
        }
        let next = world.poll_timeout().expect("an update goes on");
        player.timeline.advance_to(next, 1_000_000);
    }
    look_once(&mut player, speed);
    player
}

#[test]
fn a_new_task_flies_to_its_slot() {
    let mut player = just_placed(Look::default(), 1.0);
    player.wall.0 += 130.0;
    let on_the_way = dashed_tiles(&player);
    player.show("arriving");
    player.wall.0 += 400.0;
    let arrived = dashed_tiles(&player);
    assert!(!arrived.is_empty());
    assert_ne!(on_the_way, arrived);
    player.wall.0 += 1_000.0;
    assert_eq!(arrived, dashed_tiles(&player));
}

#[test]
fn with_reduced_motion_nothing_travels() {
    let look = Look {
        language: Language::English,
        reduced_motion: true,
    };
    let mut player = just_placed(look, 1.0);
    player.wall.0 += 20.0;
    let at_first = dashed_tiles(&player);
    assert!(!at_first.is_empty());
    player.wall.0 += 2_000.0;
    assert_eq!(at_first, dashed_tiles(&player));
    player.play(3, 1.0);
    assert!(dots(&player).is_empty());
    player.show("reduced");
}

#[test]
fn at_great_speed_everything_rests_after_120_ms() {
    let mut player = just_placed(Look::default(), 60.0);
    player.wall.0 += 121.0;
    let after = dashed_tiles(&player);
    player.wall.0 += 1_000.0;
    assert_eq!(after, dashed_tiles(&player));
}

#[test]
fn the_middle_of_everything_is_where_it_can_be_pointed_at() {
    let mut player = fleet(50, 780.0, 708.0);
    for (width, height) in [(780.0, 708.0), (1_600.0, 1_000.0), (390.0, 500.0)] {
        player.resize(width, height);
        for (target, bounds) in player.scene.targets() {
            let hit = player.scene.hit(bounds.centre());
            if matches!(target, Target::Task(_)) {
                assert_eq!(hit, Some(*target));
            } else {
                assert!(hit.is_some());
            }
        }
    }
}

#[test]
fn what_is_selected_is_outlined_and_nothing_else_changes() {
    let mut player = opening_with_worker();
    let plain = player.frame();
    let (task, _) = player
        .scene
        .targets()
        .iter()
        .find(|(target, _)| matches!(target, Target::Task(_)))
        .copied()
        .unwrap();
    player.scene.select(Some(task));
    player.scene.keyboard_focus(Some(task));
    let selected = player.frame();
    player.show("selected");
    assert_eq!(selected.shapes.len(), plain.shapes.len() + 4);
    player.scene.select(None);
    player.scene.keyboard_focus(None);
    assert_eq!(plain, player.frame());
    assert!(player.wall > FrameTime(0.0));
}
