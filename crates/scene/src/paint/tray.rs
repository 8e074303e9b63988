//! The tray of stopped tasks, and the row that explains the states.

use sim::TaskStatus;
use words::stage as say;

use super::View;
use crate::brush::{Brush, dashed, mono, sans};
use crate::frame::Align;
use crate::geometry::{Point, Rectangle};
use crate::layout::tray::{NOTE, exit_style};
use crate::legend::{LegendState, STATES, draw_swatch};
use crate::theme::Color;

/// The side of a swatch in the legend.
const SWATCH: f32 = 16.0;
/// Between two states of the legend at the least.
const GAP_MIN: f32 = 4.0;

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
            let at = Point::new(chip.bounds.right() + 6.0, baseline);
            let id = mono(11.0, Color::Ink2);
            brush.text(task.short_id(), at, id, Align::Start, 27.0);
            let style = exit_style(&chip.exit);
            let width = style.width(&chip.exit.long);
            let at = Point::new(chip.words, baseline);
            brush.text(
                chip.exit.long.as_str(),
                at,
                style,
                Align::Start,
                width + 0.5,
            );
            if let Some(note) = &chip.note {
                let at = Point::new(chip.right, baseline);
                brush.text(note.as_str(), at, NOTE, Align::End, NOTE.width(note) + 0.5);
            }
        });
    }
    if let Some(more) = &view.layout.more {
        let at = Point::new(more.bounds.x, baseline);
        let text = format!("+{}", more.count);
        brush.text(text, at, bold, Align::Start, more.bounds.width);
    }
}

/// Every state's swatch and name, spread over the width; where that is too small, without the state that passes quickest.
fn draw_legend(brush: &mut Brush, bounds: Rectangle) {
    let style = sans(10.0, Color::Ink2);
    // Names of states are narrower than the table of advances has them.
    let width = |state: &LegendState| SWATCH + 5.0 + style.width(state.name) * 0.9;
    let sum = |states: &[&LegendState]| states.iter().map(|state| width(state)).sum::<f32>();
    let mut states: Vec<&LegendState> = STATES.iter().collect();
    if sum(&states) + GAP_MIN * (states.len() - 1) as f32 > bounds.width {
        states.retain(|state| state.name != TaskStatus::Deprovisioning.name());
    }
    let gap = ((bounds.width - sum(&states)) / (states.len() - 1) as f32).clamp(GAP_MIN, 26.0);
    let mut x = bounds.x;
    for state in states {
        let width = width(state);
        if x + width > bounds.right() + 1.0 {
            break;
        }
        let y = bounds.y + (bounds.height - SWATCH) / 2.0;
        draw_swatch(brush, state, Rectangle::new(x, y, SWATCH, SWATCH));
        let at = Point::new(x + SWATCH + 5.0, bounds.centre().y + 4.0);
        let room = style.width(state.name);
        brush.text(state.name, at, style, Align::Start, room);
        x += width + gap;
    }
}
