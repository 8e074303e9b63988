//! Swatches of the states, and single tiles for panels.

use sim::{ServiceId, TaskId, World};
use words::Language;

use crate::appearance::{Appearance, Lettering, State, appearance};
use crate::brush::Brush;
use crate::frame::Frame;
use crate::geometry::{Rectangle, Viewport};
use crate::theme::Hue;
use crate::tile;

/// The side of a swatch for panels.
const SWATCH: f32 = 20.0;

/// One line of the legend.
pub(crate) struct LegendState {
    pub(crate) name: &'static str,
    state: State,
    is_unhealthy: bool,
}

const fn line(name: &'static str, state: State) -> LegendState {
    LegendState {
        name,
        state,
        is_unhealthy: false,
    }
}

/// Every state in the order of a life.
pub(crate) const STATES: [LegendState; 9] = [
    line("PROVISIONING", State::Provisioning),
    line("PENDING", State::Pending(0.6)),
    line("ACTIVATING", State::Checking(2, 5)),
    line("RUNNING", State::Running),
    LegendState {
        is_unhealthy: true,
        ..line("unhealthy", State::Running)
    },
    line("DEACTIVATING", State::Deactivating(0.6)),
    line("STOPPING", State::Stopping(Some(0.4))),
    line("DEPROVISIONING", State::Deprovisioning),
    line("STOPPED", State::Stopped),
];

pub(crate) fn draw_swatch(brush: &mut Brush, line: &LegendState, bounds: Rectangle) {
    let look = Appearance {
        hue: Hue::Blue,
        short_id: String::new(),
        revision: String::new(),
        brief: String::new(),
        state: line.state,
        is_unhealthy: line.is_unhealthy,
        grace_left: None,
        in_flight: 0,
        has_fault: false,
    };
    let bounds = if line.is_unhealthy {
        bounds.inset(bounds.width * 0.08)
    } else {
        bounds
    };
    tile::draw(brush, &look, bounds);
}

/// The name of each state with a swatch of 20 by 20.
pub fn legend(_language: Language) -> Vec<(&'static str, Frame)> {
    let whole = Rectangle::new(1.0, 1.0, SWATCH - 2.0, SWATCH - 2.0);
    STATES
        .iter()
        .map(|line| {
            let mut brush = Brush::default();
            draw_swatch(&mut brush, line, whole);
            (line.name, framed(brush, SWATCH))
        })
        .collect()
}

/// One task's tile as it is now, `size` wide and high, in the picture of one service.
pub fn tile_picture(world: &World, task: TaskId, service: ServiceId, size: f32) -> Frame {
    let mut brush = Brush::default();
    if let Some(task) = world.task(task) {
        let language = Language::English;
        let look = appearance(world, service, task, language, Lettering::Lettered);
        // Room for a ring and a badge.
        let margin = (size * 0.12).max(2.0);
        let bounds = Rectangle::new(0.0, 0.0, size, size).inset(margin);
        tile::draw(&mut brush, &look, bounds);
    }
    framed(brush, size)
}

fn framed(brush: Brush, size: f32) -> Frame {
    Frame {
        viewport: Viewport {
            width: size,
            height: size,
        },
        shapes: brush.shapes,
    }
}
