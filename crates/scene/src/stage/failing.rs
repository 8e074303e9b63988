//! The crosses of failed requests, and what each stands for.

use sim::FailedRequests;

use super::{FrameTime, Scene};
use crate::geometry::Point;
use crate::paint;

impl Scene {
    /// The failed requests whose cross is at a point: why, how many at once, and at which task.
    pub fn failure_at(&self, point: Point, wall: FrameTime) -> Option<FailedRequests> {
        let layout = &self.arranged.as_ref()?.layout;
        if self.is_flow() || self.look.reduced_motion {
            return None;
        }
        let near = point.enlarged(1.0 / layout.scale);
        let dot = paint::failure_near(layout, &self.traffic, self.flow_clock(wall), near)?;
        let (cause, count) = dot.failure?;
        Some(FailedRequests {
            cause,
            target: dot.target,
            count: u32::try_from(count).unwrap_or(u32::MAX),
        })
    }
}
