//! The tray of stopped tasks.

use sim::World;
use words::Language;

use super::{Chip, Layout};
use crate::appearance::exit_note;
use crate::geometry::Rectangle;
use crate::population::Population;

/// The side of a stopped task's chip.
const CHIP: f32 = 18.0;
/// From the beginning of one chip to the next without and with a footnote.
const PITCH: f32 = 100.0;
const PITCH_NOTED: f32 = 214.0;
/// Where the first chip stands, after the tray's name.
const FIRST: f32 = 124.0;

/// Lays stopped tasks side by side, the latest first, as far as they fit.
pub(super) fn fill(layout: &mut Layout, world: &World, population: &Population) {
    let Some(tray) = layout.tray else {
        return;
    };
    let mut x = tray.x + FIRST;
    for &id in &population.stopped {
        let noted = world
            .task(id)
            .is_some_and(|task| exit_note(task, Language::English).is_some());
        let width = if noted { PITCH_NOTED } else { PITCH };
        if x + width - 10.0 > tray.right() {
            break;
        }
        let y = tray.y + (tray.height - CHIP) / 2.0;
        layout.chips.push(Chip {
            task: id,
            bounds: Rectangle::new(x, y, CHIP, CHIP),
            right: x + width - 10.0,
        });
        x += width;
    }
}
