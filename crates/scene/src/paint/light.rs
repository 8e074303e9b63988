//! Lights up what a value governs: the rest of the picture lies under a veil, and what is lit is outlined in ink. No hue:
//! colour is data.

use sim::Task;

use super::View;
use crate::brush::{Brush, line, solid};
use crate::geometry::Rectangle;
use crate::governed::{Governed, Part};
use crate::theme::Color;

/// How much of the rest the veil hides.
const VEIL: f32 = 0.6;

/// What is lit in one frame.
#[derive(Clone, Copy)]
pub(crate) struct Light {
    governed: Governed,
    /// Whether some task of the service is in a state that the value is about.
    any: bool,
    /// How far it is lit, from 0 to 1.
    share: f32,
}

impl Light {
    /// The light on a picture, if there is one.
    pub(super) fn new(view: &View<'_>) -> Option<Self> {
        let (governed, share) = view.scene.governed(view.wall)?;
        let mut tasks = view.service?.tasks.iter();
        let any = tasks.any(|id| {
            let task = view.world.task(*id);
            task.is_some_and(|task| governed.is_about_task(task))
        });
        Some(Self {
            governed,
            any,
            share,
        })
    }
}

impl View<'_> {
    /// Draws a part, and remembers it if it is lit.
    pub(super) fn lit(&self, brush: &mut Brush, part: Part, draw: impl FnOnce(&mut Brush)) {
        match self.light {
            Some(light) if light.governed.lights(part, light.any) => brush.lit(draw),
            _ => draw(brush),
        }
    }

    /// Draws the tile of a task; those of other services are never lit.
    pub(super) fn lit_task(&self, brush: &mut Brush, task: &Task, draw: impl FnOnce(&mut Brush)) {
        if task.service() == Some(self.scene.service()) {
            self.lit(brush, Part::Task(task.last_status), draw);
        } else {
            draw(brush);
        }
    }

    /// Outlines a part that is lit.
    pub(super) fn outline_lit(
        &self,
        brush: &mut Brush,
        part: Part,
        bounds: Rectangle,
        radius: f32,
    ) {
        let Some(light) = self.light else {
            return;
        };
        if light.governed.lights(part, light.any) {
            brush.faded(light.share, |brush| {
                brush.rectangle(bounds, radius, None, line(Color::Ink, 1.6));
            });
        }
    }
}

/// The veil over everything, and what is lit once more above it.
pub(super) fn draw(view: &View<'_>, brush: &mut Brush, size: Rectangle) {
    let Some(light) = view.light else {
        return;
    };
    let lit = brush.take_lit();
    brush.faded(VEIL * light.share, |brush| {
        brush.rectangle(size, 0.0, solid(Color::Stage), None);
    });
    brush.shapes.extend(lit);
}
