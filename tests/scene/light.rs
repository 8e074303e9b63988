//! What a value governs is lit up in the picture: the rest lies under a veil, in ink and without a hue.

use scene::{Color, Governed, Shape, ShapeKind};

use super::player::Player;
use super::worlds::opening_with_worker;

/// The shapes above the veil.
fn lit(player: &mut Player, governed: Governed) -> Vec<Shape> {
    player.scene.govern(Some(governed), player.wall);
    player.wall.0 += 1_000.0;
    let frame = player.frame();
    let is_veil = |shape: &Shape| match &shape.kind {
        ShapeKind::Rectangle { bounds, .. } => {
            bounds.width >= frame.viewport.width && shape.opacity < 1.0
        }
        _ => false,
    };
    let veil = frame.shapes.iter().rposition(is_veil);
    frame.shapes[veil.expect("something lies under a veil") + 1..].to_vec()
}

fn outline_count(shapes: &[Shape]) -> usize {
    let is_outline = |shape: &&Shape| {
        matches!(
            &shape.kind,
            ShapeKind::Rectangle { fill: None, stroke: Some(stroke), .. }
                if stroke.color == Color::Ink && stroke.width == 1.6
        )
    };
    shapes.iter().filter(is_outline).count()
}

#[test]
fn a_value_lights_up_what_it_governs_and_nothing_of_another_service() {
    let mut player = opening_with_worker();
    for (governed, expected) in [
        (Governed::Count, 8),
        (Governed::Memory, 8),
        (Governed::Machines, 9),
        (Governed::TargetGroup, 1),
        (Governed::Traffic, 2),
    ] {
        let shapes = lit(&mut player, governed);
        assert_eq!(outline_count(&shapes), expected, "{governed:?}");
    }
}

#[test]
fn where_no_task_is_in_the_state_that_a_value_is_about_all_tasks_are_lit() {
    let mut player = opening_with_worker();
    let shapes = lit(&mut player, Governed::Stopping);
    assert_eq!(outline_count(&shapes), 8);
}

#[test]
fn light_that_goes_out_leaves_the_picture_as_it_was() {
    let mut player = opening_with_worker();
    player.rest();
    let before = player.frame();
    player.scene.govern(Some(Governed::Cpu), player.wall);
    player.wall.0 += 1_000.0;
    assert_ne!(player.frame(), before);
    player.scene.govern(None, player.wall);
    assert_eq!(player.frame(), before);
}

#[test]
fn every_name_is_that_of_one_value() {
    assert_eq!(Governed::named("memory"), Some(Governed::Memory));
    assert_eq!(Governed::named(""), None);
}
