//! What is selected, under the pointer, or has the keyboard.

use sim::TaskId;

use super::View;
use crate::appearance::{Lettering, appearance};
use crate::brush::{Brush, line};
use crate::frame::Stroke;
use crate::geometry::Rectangle;
use crate::outline;
use crate::target::Target;
use crate::theme::{Color, Hue};
use crate::tile;

/// Outlines of boxes and machines, below the tiles.
pub(super) fn draw_below(view: &View<'_>, brush: &mut Brush) {
    let selected = view.scene.selected();
    let around = match selected {
        Some(Target::Task(task)) => view
            .world
            .task(task)
            .and_then(|task| task.instance)
            .map(Target::Instance),
        other => other,
    };
    if let Some(target) = view.scene.hovered().filter(|target| !is_task(*target)) {
        outline_box(view, brush, target, line(Color::Field, 1.4));
    }
    if let Some(target) = around {
        outline_box(view, brush, target, line(Color::Ink, 1.4));
    }
}

/// Outlines of tiles, and the ring of the keyboard.
pub(super) fn draw_above(view: &View<'_>, brush: &mut Brush) {
    if let Some(Target::Task(task)) = view.scene.hovered() {
        outline_tile(view, brush, task, line(Color::Field, 1.6));
    }
    if let Some(Target::Task(task)) = view.scene.selected() {
        outline_tile(view, brush, task, line(Color::Ink, 2.0));
    }
    if let Some(target) = view.scene.focused()
        && let Some(bounds) = view.scene.bounds_of(view.layout, target)
    {
        draw_ring(brush, target, bounds);
    }
    let marked = [
        view.scene.hovered(),
        view.scene.selected(),
        view.scene.focused(),
    ];
    for target in marked.into_iter().flatten() {
        if let Target::Task(task) = target {
            draw_signs(view, brush, task);
        }
    }
}

/// The signs of a task, which its outlines have covered.
fn draw_signs(view: &View<'_>, brush: &mut Brush, id: TaskId) {
    let (Some(slot), Some(task)) = (view.layout.place_of(id), view.world.task(id)) else {
        return;
    };
    let (bounds, _) = view.scene.task_at(id, slot, view.wall);
    let focus = view.scene.service();
    let look = appearance(view.world, focus, task, view.language, Lettering::Blank);
    tile::draw_signs(brush, &look, bounds);
}

/// The ring of the keyboard.
fn draw_ring(brush: &mut Brush, target: Target, bounds: Rectangle) {
    let gap = if is_task(target) { 6.0 } else { 3.0 };
    let radius = if is_task(target) { 14.0 } else { 11.0 };
    let ring = bounds.inset(-gap);
    brush.rectangle(ring, radius, None, line(Color::Panel, 5.0));
    brush.rectangle(ring, radius, None, line(Color::Ink, 2.0));
}

const fn is_task(target: Target) -> bool {
    matches!(target, Target::Task(_))
}

fn outline_box(view: &View<'_>, brush: &mut Brush, target: Target, stroke: Option<Stroke>) {
    let Some(bounds) = view.scene.bounds_of(view.layout, target) else {
        return;
    };
    let bounds = match target {
        Target::Instance(id) => view.scene.card_at(id, bounds, view.wall).0,
        _ => bounds,
    };
    brush.rectangle(bounds, 8.0, None, stroke);
}

fn outline_tile(view: &View<'_>, brush: &mut Brush, id: TaskId, stroke: Option<Stroke>) {
    let (Some(slot), Some(task)) = (view.layout.place_of(id), view.world.task(id)) else {
        return;
    };
    let (bounds, _) = view.scene.task_at(id, slot, view.wall);
    let unit = bounds.width / 44.0;
    let grown: Rectangle = bounds.inset(-(3.5 * unit).max(2.0));
    let hue = crate::hue::hue_of(view.world, view.scene.service(), task);
    if hue == Hue::Other {
        let points = outline::octagon(grown, grown.width * 0.2);
        brush.polygon(points, None, stroke);
    } else {
        brush.rectangle(grown, 12.3 * unit.max(0.4), None, stroke);
    }
}
