//! Every state of a task has its own look.

use scene::{Color, Fill, Frame, HueRole, ShapeKind, tile_picture};
use sim::{Command, Fault, ProcessFaults, Task, TaskStatus};

use super::player::Player;
use super::worlds::{deploy_image, opening_with_worker, trouble, without_load_balancer};
use crate::support::accept;

/// Plays until a task of the service is in a state, and a little further.
fn until(player: &mut Player, status: TaskStatus) -> sim::TaskId {
    for _ in 0..4_000 {
        let world = player.timeline.world();
        let found = world.tasks().find(|task: &&Task| {
            let since = world.now().since(task.status_since()).as_millis();
            task.service() == Some(player.service) && task.last_status == status && since > 300
        });
        if let Some(task) = found {
            return task.id;
        }
        let soon = player.timeline.now() + sim::Duration::from_millis(100);
        player.timeline.advance_to(soon, 1_000_000);
    }
    panic!("no task comes to be {}", status.name());
}

fn picture(player: &Player, task: sim::TaskId) -> Frame {
    tile_picture(player.timeline.world(), task, player.service, 60.0)
}

fn updating() -> Player {
    let mut player = opening_with_worker();
    deploy_image(&mut player, "playground/web:1.1");
    player
}

/// How many shapes answer to this.
fn count(frame: &Frame, which: impl Fn(&ShapeKind) -> bool) -> usize {
    frame
        .shapes
        .iter()
        .filter(|shape| which(&shape.kind))
        .count()
}

fn is_dashed(kind: &ShapeKind) -> bool {
    match kind {
        ShapeKind::Rectangle { stroke, .. } => stroke.is_some_and(|stroke| stroke.dash.is_some()),
        ShapeKind::Line { stroke, .. } => stroke.dash.is_some(),
        _ => false,
    }
}

fn has_fill(kind: &ShapeKind, wanted: HueRole) -> bool {
    let fill = match kind {
        ShapeKind::Rectangle { fill, .. }
        | ShapeKind::Polygon { fill, .. }
        | ShapeKind::Circle { fill, .. } => *fill,
        _ => None,
    };
    matches!(fill, Some(Fill::Solid(Color::Revision(_, role))) if role == wanted)
}

#[test]
fn a_provisioning_task_is_a_dashed_outline() {
    let mut player = updating();
    let task = until(&mut player, TaskStatus::Provisioning);
    let frame = picture(&player, task);
    assert_eq!(count(&frame, is_dashed), 1);
    assert_eq!(count(&frame, |kind| has_fill(kind, HueRole::Solid)), 0);
}

/// How high the level of the pulled image stands.
fn level(frame: &Frame) -> f32 {
    frame
        .shapes
        .iter()
        .find_map(|shape| match &shape.kind {
            ShapeKind::Polygon { points, .. } if has_fill(&shape.kind, HueRole::Muted) => {
                let top = points.iter().map(|point| point.y).fold(f32::MAX, f32::min);
                Some(frame.viewport.height - top)
            }
            _ => None,
        })
        .unwrap_or(0.0)
}

#[test]
fn the_level_of_a_pending_task_rises_between_events() {
    let mut player = updating();
    let task = until(&mut player, TaskStatus::Pending);
    let mut levels = Vec::new();
    let is_pending = |player: &Player| {
        let task = player.timeline.world().task(task);
        task.is_some_and(|task| task.last_status == TaskStatus::Pending)
    };
    while is_pending(&player) {
        let soon = player.timeline.now() + sim::Duration::from_millis(50);
        levels.push(level(&picture(&player, task)));
        player.timeline.advance_to(soon, 1_000_000);
    }
    assert!(
        levels.windows(2).all(|pair| pair[0] <= pair[1]),
        "it never falls: {levels:?}"
    );
    let different = levels.windows(2).filter(|pair| pair[0] < pair[1]).count();
    assert!(different > 20, "it rises smoothly: {levels:?}");
}

#[test]
fn a_healthy_task_is_solid_and_quiet() {
    let mut player = opening_with_worker();
    let task = until(&mut player, TaskStatus::Running);
    let frame = picture(&player, task);
    assert_eq!(count(&frame, |kind| has_fill(kind, HueRole::Solid)), 1);
    assert_eq!(
        count(&frame, |kind| matches!(kind, ShapeKind::Line { .. })),
        0
    );
}

#[test]
fn a_task_of_another_service_is_an_octagon() {
    let player = opening_with_worker();
    let world = player.timeline.world();
    let other = world
        .tasks()
        .find(|task| task.service() != Some(player.service));
    let frame = picture(&player, other.unwrap().id);
    let octagons = count(
        &frame,
        |kind| matches!(kind, ShapeKind::Polygon { points, .. } if points.len() == 9),
    );
    assert_eq!(octagons, 1);
}

#[test]
fn an_unhealthy_task_has_a_red_ring_and_a_badge() {
    let player = trouble();
    let world = player.timeline.world();
    let unhealthy = world.target_groups().flat_map(|group| &group.targets);
    let (task, _) = unhealthy
        .into_iter()
        .find(|(_, target)| matches!(target.state, sim::TargetState::Unhealthy(_)))
        .unwrap();
    let frame = picture(&player, *task);
    let red = |kind: &ShapeKind| match kind {
        ShapeKind::Rectangle { stroke, .. } => {
            stroke.is_some_and(|stroke| stroke.color == Color::Bad)
        }
        ShapeKind::Circle { fill, .. } => *fill == Some(Fill::Solid(Color::Bad)),
        _ => false,
    };
    assert_eq!(count(&frame, red), 2);
}

#[test]
fn a_deactivating_task_is_hatched_in_a_ring_that_shrinks() {
    let mut player = updating();
    let task = until(&mut player, TaskStatus::Deactivating);
    let ring = |frame: &Frame| {
        frame
            .shapes
            .iter()
            .filter_map(|shape| match &shape.kind {
                ShapeKind::Line { points, .. } => Some(points.len()),
                _ => None,
            })
            .next_back()
    };
    let before = picture(&player, task);
    let hatched = |kind: &ShapeKind| {
        matches!(
            kind,
            ShapeKind::Rectangle {
                fill: Some(Fill::Hatch { .. }),
                ..
            }
        )
    };
    assert_eq!(count(&before, hatched), 1);
    let later = player.timeline.now() + sim::Duration::from_secs(15);
    player.timeline.advance_to(later, 1_000_000);
    assert!(ring(&picture(&player, task)) < ring(&before));
}

#[test]
fn a_stopping_task_is_smaller_above_a_bar_that_fills() {
    let mut player = opening_with_worker();
    deploy_image(&mut player, "playground/ignores-sigterm:1.0");
    player.play(180, 60.0);
    deploy_image(&mut player, "playground/web:1.1");
    player.play(60, 60.0);
    let task = until(&mut player, TaskStatus::Stopping);
    let bar = |frame: &Frame| {
        frame
            .shapes
            .iter()
            .filter_map(|shape| match &shape.kind {
                ShapeKind::Rectangle {
                    bounds,
                    fill: Some(Fill::Solid(Color::Ink)),
                    ..
                } => Some(bounds.width),
                _ => None,
            })
            .next_back()
    };
    let before = bar(&picture(&player, task)).unwrap();
    let later = player.timeline.now() + sim::Duration::from_secs(1);
    player.timeline.advance_to(later, 1_000_000);
    assert!(bar(&picture(&player, task)).unwrap() > before);
}

#[test]
fn a_deprovisioning_task_is_a_dotted_ghost() {
    let mut player = updating();
    let task = until(&mut player, TaskStatus::Deprovisioning);
    let frame = picture(&player, task);
    assert_eq!(count(&frame, is_dashed), 1);
    assert!(frame.shapes.iter().all(|shape| shape.opacity < 0.75));
}

#[test]
fn a_stopped_task_is_a_grey_chip_underlined_in_its_hue() {
    let mut player = updating();
    let task = until(&mut player, TaskStatus::Stopped);
    let frame = picture(&player, task);
    let underline = |kind: &ShapeKind| {
        matches!(kind, ShapeKind::Line { stroke, .. }
            if matches!(stroke.color, Color::Revision(_, HueRole::Solid)))
    };
    assert_eq!(count(&frame, underline), 1);
    assert_eq!(count(&frame, |kind| has_fill(kind, HueRole::Solid)), 0);
}

#[test]
fn a_task_without_checks_fills_a_ring_for_forty_seconds() {
    let player = without_load_balancer();
    let world = player.timeline.world();
    let running = world
        .tasks()
        .find(|task| task.last_status == TaskStatus::Running)
        .unwrap();
    assert!(!world.counts_as_healthy(running, world.now()));
    let frame = picture(&player, running.id);
    assert_eq!(count(&frame, |kind| has_fill(kind, HueRole::Tint)), 1);
    assert_eq!(
        count(&frame, |kind| matches!(kind, ShapeKind::Line { .. })),
        2
    );
}

#[test]
fn a_fault_that_is_on_has_a_sign_until_it_is_taken_back() {
    let mut player = opening_with_worker();
    let task = until(&mut player, TaskStatus::Running);
    let signs = |player: &Player| {
        let is_sign = |kind: &ShapeKind| matches!(kind, ShapeKind::Circle { fill, .. } if *fill == Some(Fill::Solid(Color::Ink)));
        count(&picture(player, task), is_sign)
    };
    assert_eq!(signs(&player), 0);
    let mut change = |faults| {
        let fault = Fault::Process {
            task,
            container: 0,
            faults,
        };
        accept(&mut player.timeline, Command::Fault(fault));
        signs(&player)
    };
    let slow = ProcessFaults {
        slowdown: 10,
        ..ProcessFaults::default()
    };
    assert_eq!(change(slow), 1);
    assert_eq!(change(ProcessFaults::default()), 0);
}
