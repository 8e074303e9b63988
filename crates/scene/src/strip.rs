//! The strip of time under the picture.

use sim::{ServiceId, Time, Timeline};
use words::Language;

use crate::frame::Frame;
use crate::geometry::Viewport;

/// The strip of one service: its tasks by revision over time, what happened, and the requests of each second.
pub struct Strip {
    frame: Frame,
}

impl Strip {
    /// The strip of a timeline as it is known now.
    pub fn new(
        _timeline: &Timeline,
        _service: ServiceId,
        viewport: Viewport,
        _language: Language,
    ) -> Self {
        Self {
            frame: Frame {
                viewport,
                shapes: Vec::new(),
            },
        }
    }

    /// The picture.
    pub fn frame(&self) -> Frame {
        self.frame.clone()
    }

    /// The instant at a distance from the left edge.
    pub fn time_at(&self, x: f32) -> Time {
        Time::from_millis(x.max(0.0) as u64)
    }

    /// The distance of an instant from the left edge.
    pub fn x_of(&self, at: Time) -> f32 {
        at.as_millis() as f32
    }
}
