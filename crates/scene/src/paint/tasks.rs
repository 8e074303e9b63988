//! The tasks on their machines, what is said below each, and what is said where there is none.

use sim::{LaunchType, ServiceStatus, Task};
use words::stage as say;

use super::View;
use crate::appearance::{Caption, appearance, caption};
use crate::brush::{Brush, Style, dashed, line, sans, solid};
use crate::frame::Align;
use crate::geometry::{Point, Rectangle};
use crate::governed::Part;
use crate::layout::Card;
use crate::theme::Color;
use crate::tile;

/// How sentences on the floor look.
const PLATE_STYLE: Style = sans(13.0, Color::Ink2);

pub(super) fn draw(view: &View<'_>, brush: &mut Brush) {
    if view.layout.tiles.is_empty() {
        draw_nobody(view, brush);
    } else {
        draw_shortfall(view, brush);
    }
    for (bounds, opacity) in view.scene.gone_tasks(view.wall) {
        brush.faded(opacity, |brush| {
            brush.rectangle(bounds, bounds.width / 5.0, solid(Color::Slot), None);
        });
    }
    let mut travelling: Vec<(&Task, Rectangle)> = Vec::new();
    for (id, slot) in &view.layout.tiles {
        let Some(task) = view.world.task(*id) else {
            continue;
        };
        if view.scene.is_travelling(*id, view.wall) {
            travelling.push((task, slot.bounds));
        } else {
            draw_task(view, brush, task, slot.bounds);
        }
    }
    for chip in &view.layout.chips {
        if let Some(task) = view.world.task(chip.task) {
            if view.scene.is_travelling(chip.task, view.wall) {
                travelling.push((task, chip.bounds));
            } else {
                draw_task(view, brush, task, chip.bounds);
            }
        }
    }
    if view.layout.metrics.has_captions && !view.layout.is_crowd {
        for card in &view.layout.cards {
            draw_captions(view, brush, card);
        }
    }
    for (task, bounds) in travelling {
        draw_task(view, brush, task, bounds);
    }
}

fn draw_task(view: &View<'_>, brush: &mut Brush, task: &Task, slot: Rectangle) {
    let (bounds, opacity) = view.scene.task_at(task.id, slot, view.wall);
    let lettering = tile::lettering(bounds.width);
    let focus = view.scene.service();
    let mut look = appearance(view.world, focus, task, view.language, lettering);
    if view.scene.named() == Some(task.id) && tile::is_brief(bounds.width) {
        look.brief.clone_from(&look.short_id);
    }
    let change = view.scene.change_of(task.id, view.wall);
    view.lit_task(brush, task, |brush| {
        brush.faded(opacity, |brush| {
            match change {
                Some((before, share)) if !before.is_kind_of(look.state) => {
                    tile::draw_change(brush, &look, before, share, bounds);
                }
                _ => tile::draw(brush, &look, bounds),
            }
            if let Some(share) = view.scene.flash_of(task.id, view.wall) {
                tile::draw_flash(brush, bounds, share);
            }
        });
        let grown = bounds.inset(-bounds.width / 12.0);
        view.outline_lit(
            brush,
            Part::Task(task.last_status),
            grown,
            grown.width / 4.0,
        );
    });
}

/// The captions of one machine's tiles: each as long as its neighbours leave it room.
fn draw_captions(view: &View<'_>, brush: &mut Brush, card: &Card) {
    let captions: Vec<(Rectangle, Option<Caption>)> = card
        .tasks
        .iter()
        .filter_map(|id| {
            let slot = view.layout.tiles.get(id)?;
            let task = view.world.task(*id)?;
            let rests = !view.scene.is_travelling(*id, view.wall);
            let caption = caption(view.world, task, view.language).filter(|_| rests);
            Some((slot.bounds, caption))
        })
        .collect();
    let pitch = view.layout.metrics.tile + view.layout.metrics.gap;
    for (index, (bounds, caption)) in captions.iter().enumerate() {
        let Some(caption) = caption else {
            continue;
        };
        let speaks = |neighbour: Option<&(Rectangle, Option<Caption>)>| {
            neighbour.is_some_and(|(at, caption)| at.y == bounds.y && caption.is_some())
        };
        let before = index.checked_sub(1).and_then(|index| captions.get(index));
        let reach = |is_taken: bool| if is_taken { 2.5 } else { pitch * 0.62 };
        let left = (bounds.x - reach(speaks(before))).max(card.bounds.x + 6.0);
        let right = bounds.right() + reach(speaks(captions.get(index + 1)));
        let right = right.min(card.bounds.right() - 6.0);
        draw_caption(brush, caption, *bounds, left, right);
    }
}

fn draw_caption(brush: &mut Brush, caption: &Caption, tile: Rectangle, left: f32, right: f32) {
    let style = if caption.is_bad {
        sans(10.5, Color::Bad).bold()
    } else {
        sans(10.5, Color::Ink2)
    };
    let fits = |text: &str| style.width(text) <= right - left;
    let text = if fits(&caption.long) {
        caption.long.as_str()
    } else if fits(&caption.short) {
        caption.short.as_str()
    } else {
        // The number alone.
        caption.short.rsplit(' ').next().unwrap_or_default()
    };
    let half = style.width(text) / 2.0;
    let y = tile.bottom() + 15.0;
    let centre = tile.centre().x;
    if centre - half >= left && centre + half <= right {
        let at = Point::new(centre, y);
        brush.text(text, at, style, Align::Middle, half * 2.0 + 1.0);
    } else if centre - half < left {
        let at = Point::new(left.max(tile.x - 2.5), y);
        brush.text(text, at, style, Align::Start, right - at.x);
    } else {
        let at = Point::new(right, y);
        brush.text(text, at, style, Align::End, right - left);
    }
}

/// Dashed places and a sentence where there is no task.
fn draw_nobody(view: &View<'_>, brush: &mut Brush) {
    let layout = view.layout;
    let size = layout.metrics.tile.max(22.0);
    let has_machines = layout.cards.iter().any(|card| card.instance.is_some());
    if has_machines {
        for slot in &layout.free {
            let inner = slot.inset(slot.width / 22.0);
            let edge = dashed(Color::Line2, 1.4, 4.0, 3.5);
            brush.rectangle(inner, inner.width / 5.0, None, edge);
        }
    } else {
        for zone in &layout.zones {
            let y = zone.bounds.y + 34.0;
            let x = zone.bounds.x + 18.0;
            let room = ((zone.bounds.right() - 8.0 - x) / (size + 7.0)).floor();
            for column in 0..(room as usize).min(3) {
                let x = x + (size + 7.0) * column as f32;
                let edge = dashed(Color::Line2, 1.4, 4.0, 3.5);
                let slot = Rectangle::new(x, y, size, size);
                brush.rectangle(slot, size / 5.0, None, edge);
            }
        }
    }
    let Some(text) = nobody_text(view, has_machines) else {
        return;
    };
    let floor = layout.floor;
    let zone = layout.zones.first().map_or(floor, |zone| zone.bounds);
    let y = if has_machines {
        floor.bottom() - 26.0
    } else {
        (zone.y + zone.height * 0.55).max(zone.y + size + 60.0)
    };
    let rows = layout.zones.iter().any(|other| other.bounds.y > zone.y);
    let lowest = if rows { zone.bottom() } else { floor.bottom() };
    let plate = plate(view, text, y.min(lowest - 20.0));
    draw_plate(brush, plate, text);
}

/// A sentence in the middle of the floor.
fn plate(view: &View<'_>, text: &str, y: f32) -> Rectangle {
    let floor = view.layout.floor;
    let width = (PLATE_STYLE.width(text) + 32.0).min(floor.width - 12.0);
    Rectangle::new(floor.centre().x - width / 2.0, y - 17.0, width, 34.0)
}

fn draw_plate(brush: &mut Brush, plate: Rectangle, text: &str) {
    brush.rectangle(plate, 8.0, solid(Color::Panel), line(Color::Line2, 1.0));
    let at = Point::new(plate.centre().x, plate.centre().y + 4.5);
    let width = plate.width - 20.0;
    brush.text(text, at, PLATE_STYLE, Align::Middle, width);
}

/// What the service waits for, where nothing is under the words.
fn draw_shortfall(view: &View<'_>, brush: &mut Brush) {
    let (Some(shortfall), Some(service)) = (view.scene.shortfall(), view.service) else {
        return;
    };
    let Some(leading) = service.leading_deployment() else {
        return;
    };
    let definition = &leading.definition.definition;
    let text = say::shortfall(
        view.language,
        shortfall,
        definition.reserved_cpu_units(),
        definition.reserved_memory_mib(),
    );
    let plate = plate(view, &text, view.layout.floor.bottom() - 28.0);
    let is_taken = |card: &Card| card.bounds.bottom() > plate.y;
    if !view.layout.is_crowd && !view.layout.cards.iter().any(is_taken) {
        draw_plate(brush, plate, &text);
    }
}

fn nobody_text(view: &View<'_>, has_machines: bool) -> Option<&'static str> {
    let Some(service) = view.service else {
        return Some(say::no_service(view.language));
    };
    if service.status != ServiceStatus::Active {
        return Some(say::no_service(view.language));
    }
    if service.desired_count == 0 {
        return Some(say::no_task_wanted(view.language));
    }
    (service.launch_type == LaunchType::Ec2 && !has_machines)
        .then(|| say::no_instances(view.language))
}
