//! In every world and every window: nothing overlaps, nothing is outside, every text can be read.

use scene::{Frame, Point, Rectangle, Shape, ShapeKind, Target, Theme, fitted};
use words::Language;

use super::player::{Player, show};
use super::worlds::{all, opening_with_worker, trouble};

/// Windows from a small phone to a large screen.
const WINDOWS: [(&str, f32, f32); 7] = [
    ("map", 780.0, 646.0),
    ("phone", 390.0, 366.0),
    ("narrow", 320.0, 420.0),
    ("embed", 760.0, 330.0),
    ("tablet", 560.0, 700.0),
    ("desk", 1_260.0, 820.0),
    ("wall", 2_560.0, 1_300.0),
];

#[test]
fn every_world_holds_together_in_every_window() {
    for (world, mut player) in all() {
        player.show(&format!("{world}-moving"));
        for (window, width, height) in WINDOWS {
            player.resize(width, height);
            let name = format!("{world}-{window}");
            player.show(&name);
            check(&player, &name);
        }
        player.resize(780.0, 646.0);
        player.speak(Language::Korean);
        player.rest();
        player.show(&format!("{world}-korean"));
        check(&player, &format!("{world}-korean"));
        show(&format!("{world}-dark"), &player.frame(), Theme::Dark);
        let strip = player.strip(1_100.0, 143.0);
        show(&format!("{world}-strip"), &strip.frame(), Theme::Light);
    }
}

#[test]
fn every_moment_of_an_update_holds_together() {
    let mut player = opening_with_worker();
    super::worlds::deploy_image(&mut player, "playground/web:1.1");
    for moment in 0..24 {
        player.play(5, 1.0);
        let name = format!("update-{moment:02}");
        player.show(&name);
        let strip = player.strip(1_100.0, 143.0);
        show(&format!("{name}-strip"), &strip.frame(), Theme::Light);
        player.rest();
        check(&player, &name);
    }
}

#[test]
fn the_needed_height_is_enough() {
    for mut player in [trouble(), super::worlds::twenty_instances()] {
        for width in [320.0, 390.0, 560.0, 780.0, 1_260.0] {
            let height = player.scene.needed_height(player.timeline.world(), width);
            player.resize(width, height);
            let name = format!("needed-{width}x{height}");
            player.show(&name);
            check(&player, &name);
            let tile = smallest_tile(&player);
            assert!(tile >= 22.0, "{name}: a tile of {tile} cannot be read");
        }
    }
}

fn smallest_tile(player: &Player) -> f32 {
    tiles(player)
        .iter()
        .map(|(_, bounds)| bounds.width)
        .fold(f32::MAX, f32::min)
}

/// Tiles on machines, without the chips in the tray.
fn tiles(player: &Player) -> Vec<(Target, Rectangle)> {
    let is_up = |target: &Target| match target {
        Target::Task(task) => player
            .timeline
            .world()
            .task(*task)
            .is_some_and(|task| task.stopped_at().is_none()),
        _ => false,
    };
    player
        .scene
        .targets()
        .iter()
        .filter(|(target, _)| is_up(target))
        .copied()
        .collect()
}

fn check(player: &Player, name: &str) {
    let frame = player.frame();
    for shape in &frame.shapes {
        check_inside(&frame, shape, name);
        if let ShapeKind::Text(text) = &shape.kind {
            let (content, size) = fitted(text);
            assert!(size >= 10.0, "{name}: {content:?} has a size of {size}");
        }
    }
    check_tiles(player, name);
    check_texts(&frame, name);
}

fn check_inside(frame: &Frame, shape: &Shape, name: &str) {
    let viewport = frame.viewport;
    let is_inside = |point: Point| {
        (-0.5..=viewport.width + 0.5).contains(&point.x)
            && (-0.5..=viewport.height + 0.5).contains(&point.y)
    };
    let corners = |bounds: Rectangle| {
        vec![
            Point {
                x: bounds.x,
                y: bounds.y,
            },
            Point {
                x: bounds.x + bounds.width,
                y: bounds.y + bounds.height,
            },
        ]
    };
    let points = match &shape.kind {
        ShapeKind::Rectangle { bounds, .. } => corners(*bounds),
        ShapeKind::Polygon { points, .. } | ShapeKind::Line { points, .. } => points.clone(),
        ShapeKind::Circle { centre, .. } => vec![*centre],
        ShapeKind::Text(text) => vec![text.at],
    };
    assert!(
        points.into_iter().all(is_inside),
        "{name}: outside the window: {shape:?}"
    );
}

fn check_tiles(player: &Player, name: &str) {
    let tiles = tiles(player);
    let shown = player
        .timeline
        .world()
        .tasks()
        .filter(|task| task.stopped_at().is_none())
        .count();
    assert_eq!(tiles.len(), shown, "{name}: every task has one tile");
    if tiles.len() > 400 {
        return;
    }
    for (index, (_, one)) in tiles.iter().enumerate() {
        for (_, other) in &tiles[index + 1..] {
            assert!(
                !overlap(one, other, 0.2),
                "{name}: tiles overlap: {one:?} {other:?}"
            );
        }
    }
}

fn overlap(one: &Rectangle, other: &Rectangle, tolerance: f32) -> bool {
    one.x + one.width > other.x + tolerance
        && other.x + other.width > one.x + tolerance
        && one.y + one.height > other.y + tolerance
        && other.y + other.height > one.y + tolerance
}

/// No two texts run into each other. Widths are those of a narrow font, so that what collides here always collides.
fn check_texts(frame: &Frame, name: &str) {
    let boxes: Vec<(String, Rectangle)> = frame
        .shapes
        .iter()
        .filter(|shape| shape.opacity > 0.5)
        .filter_map(|shape| match &shape.kind {
            ShapeKind::Text(text) => {
                let (content, size) = fitted(text);
                let ems: f32 = content
                    .chars()
                    .map(|character| if character > '\u{1100}' { 0.92 } else { 0.46 })
                    .sum();
                let width = ems * size;
                let x = match text.align {
                    scene::Align::Start => text.at.x,
                    scene::Align::Middle => text.at.x - width / 2.0,
                    scene::Align::End => text.at.x - width,
                };
                let bounds = Rectangle {
                    x,
                    y: text.at.y - size * 0.7,
                    width,
                    height: size * 0.7,
                };
                Some((content, bounds))
            }
            _ => None,
        })
        .collect();
    for (index, (content, one)) in boxes.iter().enumerate() {
        for (other_content, other) in &boxes[index + 1..] {
            assert!(
                !overlap(one, other, 0.5),
                "{name}: {content:?} runs into {other_content:?}: {one:?} {other:?}"
            );
        }
    }
}
