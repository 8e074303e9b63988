//! The tray of stopped tasks.

use sim::{Task, World};
use words::Language;

use super::{Chip, Layout, More};
use crate::appearance::{Caption, exit_briefly, exit_caption, exit_note};
use crate::brush::{Style, sans};
use crate::geometry::Rectangle;
use crate::population::Population;
use crate::theme::Color;

/// The side of a stopped task's chip.
const CHIP: f32 = 18.0;
/// From the chip to the id, and from that to what is said of the end.
const TO_ID: f32 = 6.0;
const TO_WORDS: f32 = 29.0;
/// Between an exit code and its footnote.
const TO_NOTE: f32 = 5.0;
/// From the end of one chip's words to the next chip.
const GAP: f32 = 13.0;
/// Where the first chip stands, after the tray's name.
const FIRST: f32 = 124.0;
/// What is kept free for the number of those that do not fit.
const MORE: f32 = 30.0;

/// How the footnote of a chip looks.
pub(crate) const NOTE: Style = sans(11.0, Color::Ink3);

/// How the words of a chip look.
pub(crate) const fn exit_style(exit: &Caption) -> Style {
    let color = if exit.is_bad { Color::Bad } else { Color::Ink2 };
    sans(11.0, color).bold()
}

/// Lays stopped tasks side by side, the latest first: with everything that is to be said of them if all of them fit so, else
/// with what tells most, and the number of those that do not fit.
pub(super) fn fill(
    layout: &mut Layout,
    world: &World,
    population: &Population,
    language: Language,
) {
    let Some(tray) = layout.tray else {
        return;
    };
    let stopped = population.stopped.iter();
    let tasks: Vec<&Task> = stopped.filter_map(|id| world.task(*id)).collect();
    let right = tray.right() - 10.0;
    let whole = tasks.iter().map(|task| chip_words(task, language));
    let mut words: Vec<_> = whole.collect();
    if tray.x + FIRST + words.iter().map(width).sum::<f32>() > right + GAP {
        let brief = tasks
            .iter()
            .map(|task| (exit_briefly(task, language), None));
        words = brief.collect();
    }
    let all: f32 = words.iter().map(width).sum();
    let end = if tray.x + FIRST + all > right + GAP {
        right - MORE
    } else {
        right
    };
    let mut x = tray.x + FIRST;
    for (task, words) in tasks.iter().zip(words) {
        let width = width(&words);
        if x + width - GAP > end + 0.5 {
            break;
        }
        let (exit, note) = words;
        layout.chips.push(Chip {
            task: task.id,
            bounds: Rectangle::new(x, tray.y + (tray.height - CHIP) / 2.0, CHIP, CHIP),
            words: x + CHIP + TO_ID + TO_WORDS,
            right: x + width - GAP,
            exit,
            note,
        });
        x += width;
    }
    let hidden = population.stopped_count - layout.chips.len();
    layout.more = (hidden > 0).then(|| More {
        count: hidden,
        tasks: population
            .stopped
            .iter()
            .skip(layout.chips.len())
            .copied()
            .collect(),
        bounds: Rectangle::new(x - GAP + 6.0, tray.y, MORE, tray.height),
    });
}

type Words = (Caption, Option<String>);

fn chip_words(task: &Task, language: Language) -> Words {
    (exit_caption(task, language), exit_note(task, language))
}

/// How much room a chip takes with its words, and the gap behind it.
fn width((exit, note): &Words) -> f32 {
    let note = note.as_ref().map_or(0.0, |note| TO_NOTE + NOTE.width(note));
    CHIP + TO_ID + TO_WORDS + exit_style(exit).width(&exit.long) + note + GAP
}
