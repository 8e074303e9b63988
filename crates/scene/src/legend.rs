//! Swatches of the states, and single tiles for panels.

use sim::{ServiceId, TaskId, World};
use words::Language;

use crate::frame::Frame;
use crate::geometry::Viewport;

/// The name of each state with a swatch of 20 by 20.
pub fn legend(_language: Language) -> Vec<(&'static str, Frame)> {
    Vec::new()
}

/// One task's tile as it is now, `size` wide and high, in the picture of one service.
pub fn tile_picture(_world: &World, _task: TaskId, _service: ServiceId, size: f32) -> Frame {
    Frame {
        viewport: Viewport {
            width: size,
            height: size,
        },
        shapes: Vec::new(),
    }
}
