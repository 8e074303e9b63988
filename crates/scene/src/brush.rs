//! A brush: collects shapes back to front, all at one opacity.

use std::ops::Range;

use crate::frame::{Align, Family, Fill, Shape, ShapeKind, Stroke, Text};
use crate::geometry::{Point, Rectangle};
use crate::measure::SIZE_MIN;
use crate::theme::Color;

/// Collects shapes.
#[derive(Debug, Default)]
pub(crate) struct Brush {
    pub(crate) shapes: Vec<Shape>,
    /// One less than the opacity, so that a new brush is opaque.
    faintness: f32,
    /// Which shapes are lit.
    lit: Vec<Range<usize>>,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) weight: u16,
    pub(crate) family: Family,
    pub(crate) color: Color,
}

pub(crate) const fn sans(size: f32, color: Color) -> Style {
    Style {
        size,
        weight: 400,
        family: Family::Sans,
        color,
    }
}

pub(crate) const fn mono(size: f32, color: Color) -> Style {
    Style {
        size,
        weight: 400,
        family: Family::Mono,
        color,
    }
}

impl Style {
    pub(crate) const fn bold(mut self) -> Self {
        self.weight = 700;
        self
    }

    /// How wide a text of this style may be.
    pub(crate) fn width(self, content: &str) -> f32 {
        crate::measure::width(content, self.size, self.family, self.weight)
    }
}

pub(crate) const fn solid(color: Color) -> Option<Fill> {
    Some(Fill::Solid(color))
}

pub(crate) const fn line(color: Color, width: f32) -> Option<Stroke> {
    Some(Stroke {
        color,
        width,
        dash: None,
    })
}

pub(crate) const fn dashed(color: Color, width: f32, dash: f32, gap: f32) -> Option<Stroke> {
    Some(Stroke {
        color,
        width,
        dash: Some((dash, gap)),
    })
}

impl Brush {
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self {
            shapes: Vec::with_capacity(count),
            faintness: 0.0,
            lit: Vec::new(),
        }
    }

    pub(crate) const fn opacity(&self) -> f32 {
        1.0 - self.faintness
    }

    /// Everything drawn inside is fainter by this factor.
    pub(crate) fn faded(&mut self, opacity: f32, draw: impl FnOnce(&mut Self)) {
        if opacity <= 0.004 {
            return;
        }
        let before = self.faintness;
        self.faintness = 1.0 - self.opacity() * opacity.min(1.0);
        draw(self);
        self.faintness = before;
    }

    /// Everything drawn inside is lit.
    pub(crate) fn lit(&mut self, draw: impl FnOnce(&mut Self)) {
        let first = self.shapes.len();
        draw(self);
        self.lit.push(first..self.shapes.len());
    }

    /// Copies of all that is lit.
    pub(crate) fn take_lit(&mut self) -> Vec<Shape> {
        let lit = std::mem::take(&mut self.lit);
        lit.into_iter()
            .flat_map(|range| self.shapes[range].iter().cloned())
            .collect()
    }

    fn push(&mut self, kind: ShapeKind) {
        let opacity = self.opacity();
        self.shapes.push(Shape { kind, opacity });
    }

    pub(crate) fn rectangle(
        &mut self,
        bounds: Rectangle,
        radius: f32,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
    ) {
        let radius = radius.min(bounds.width / 2.0).min(bounds.height / 2.0);
        self.push(ShapeKind::Rectangle {
            bounds,
            radius,
            fill,
            stroke,
        });
    }

    pub(crate) fn polygon(
        &mut self,
        points: Vec<Point>,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
    ) {
        if points.len() < 3 {
            return;
        }
        self.push(ShapeKind::Polygon {
            points,
            fill,
            stroke,
        });
    }

    pub(crate) fn circle(
        &mut self,
        centre: Point,
        radius: f32,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
    ) {
        self.push(ShapeKind::Circle {
            centre,
            radius,
            fill,
            stroke,
        });
    }

    pub(crate) fn line(&mut self, points: Vec<Point>, stroke: Option<Stroke>) {
        if let (Some(stroke), true) = (stroke, points.len() >= 2) {
            self.push(ShapeKind::Line { points, stroke });
        }
    }

    pub(crate) fn text(
        &mut self,
        content: impl Into<String>,
        at: Point,
        style: Style,
        align: Align,
        width_max: f32,
    ) {
        if width_max < SIZE_MIN / 2.0 {
            return;
        }
        self.push(ShapeKind::Text(Text {
            content: content.into(),
            at,
            size: style.size.max(SIZE_MIN),
            weight: style.weight,
            family: style.family,
            align,
            color: style.color,
            width_max,
        }));
    }
}
