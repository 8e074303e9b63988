//! The tray of stopped tasks, and the row that explains the states.

use words::stage as say;

use super::View;
use crate::appearance::{exit_caption, exit_note};
use crate::brush::{Brush, dashed, mono, sans};
use crate::frame::Align;
use crate::geometry::{Point, Rectangle};
use crate::legend::{STATES, draw_swatch};
use crate::theme::Color;

/// The side of a swatch in the legend.
const SWATCH: f32 = 16.0;

pub(super) fn draw(view: &View<'_>, brush: &mut Brush) {
    if let Some(tray) = view.layout.tray {
        draw_tray(view, brush, tray);
    }
    if let Some(legend) = view.layout.legend {
        draw_legend(brush, legend);
    }
}

fn draw_tray(view: &View<'_>, brush: &mut Brush, bounds: Rectangle) {
    let edge = dashed(Color::Line2, 1.0, 0.5, 4.0);
    brush.rectangle(bounds, 8.0, None, edge);
    let baseline = bounds.centre().y + 4.5;
    let at = Point::new(bounds.x + 12.0, baseline);
    let bold = sans(11.0, Color::Ink2).bold();
    brush.text("STOPPED", at, bold, Align::Start, 58.0);
    let at = Point::new(bounds.x + 70.0, baseline);
    let faint = sans(11.0, Color::Ink3);
    brush.text(say::kept(view.language), at, faint, Align::Start, 52.0);
    if view.layout.chips.is_empty() {
        let at = Point::new(bounds.x + 132.0, baseline);
        let text = say::none_stopped(view.language);
        brush.text(text, at, faint, Align::Start, bounds.width - 144.0);
    }
    for chip in &view.layout.chips {
        let Some(task) = view.world.task(chip.task) else {
            continue;
        };
        let (_, opacity) = view.scene.task_at(chip.task, chip.bounds, view.wall);
        let lands = view.scene.is_travelling(chip.task, view.wall);
        brush.faded(if lands { 0.0 } else { opacity }, |brush| {
            let mut x = chip.bounds.right() + 6.0;
            let id = mono(11.0, Color::Ink2);
            brush.text(
                task.short_id(),
                Point::new(x, baseline),
                id,
                Align::Start,
                27.0,
            );
            x += 29.0;
            let exit = exit_caption(task, view.language);
            let color = if exit.is_bad { Color::Bad } else { Color::Ink2 };
            let style = sans(11.0, color).bold();
            let width = style.width(&exit.long).min(chip.right - x);
            brush.text(
                exit.long,
                Point::new(x, baseline),
                style,
                Align::Start,
                width,
            );
            x += width + 5.0;
            if let Some(note) = exit_note(task, view.language) {
                let at = Point::new(x, baseline);
                brush.text(note, at, faint, Align::Start, chip.right - x);
            }
        });
    }
}

/// Every state's swatch and name, spread over the width.
fn draw_legend(brush: &mut Brush, bounds: Rectangle) {
    let style = sans(10.5, Color::Ink2);
    let widths: Vec<f32> = STATES
        .iter()
        .map(|state| SWATCH + 6.0 + style.width(state.name))
        .collect();
    let used: f32 = widths.iter().sum();
    let gap = ((bounds.width - used) / (STATES.len() - 1) as f32).clamp(4.0, 26.0);
    let mut x = bounds.x;
    for (state, width) in STATES.iter().zip(widths) {
        if x + width > bounds.right() + 1.0 {
            break;
        }
        let y = bounds.y + (bounds.height - SWATCH) / 2.0;
        draw_swatch(brush, state, Rectangle::new(x, y, SWATCH, SWATCH));
        let at = Point::new(x + SWATCH + 6.0, bounds.centre().y + 4.0);
        let room = bounds.right() - at.x + 2.0;
        brush.text(state.name, at, style, Align::Start, room);
        x += width + gap;
    }
}
