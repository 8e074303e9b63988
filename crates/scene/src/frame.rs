//! A frame: shapes back to front. Whoever paints it decides nothing.

use crate::geometry::{Point, Rectangle, Viewport};
use crate::theme::Color;

/// One picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// What it fills.
    pub viewport: Viewport,
    /// Back to front.
    pub shapes: Vec<Shape>,
}

/// One shape with how visible it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// What it is.
    pub kind: ShapeKind,
    /// 0 is invisible, 1 is opaque.
    pub opacity: f32,
}

impl Shape {
    /// Makes it larger, away from the upper left corner.
    pub(crate) fn enlarge(&mut self, scale: f32) {
        let stroke_by = |stroke: &mut Option<Stroke>| {
            if let Some(stroke) = stroke {
                stroke.enlarge(scale);
            }
        };
        match &mut self.kind {
            ShapeKind::Rectangle {
                bounds,
                radius,
                fill,
                stroke,
            } => {
                *bounds = bounds.enlarged(scale);
                *radius *= scale;
                enlarge_fill(fill, scale);
                stroke_by(stroke);
            }
            ShapeKind::Polygon {
                points,
                fill,
                stroke,
            } => {
                enlarge_points(points, scale);
                enlarge_fill(fill, scale);
                stroke_by(stroke);
            }
            ShapeKind::Circle {
                centre,
                radius,
                fill,
                stroke,
            } => {
                *centre = centre.enlarged(scale);
                *radius *= scale;
                enlarge_fill(fill, scale);
                stroke_by(stroke);
            }
            ShapeKind::Line { points, stroke } => {
                enlarge_points(points, scale);
                stroke.enlarge(scale);
            }
            ShapeKind::Text(text) => {
                text.at = text.at.enlarged(scale);
                text.size *= scale;
                text.width_max *= scale;
            }
        }
    }
}

impl Stroke {
    fn enlarge(&mut self, scale: f32) {
        self.width *= scale;
        self.dash = self.dash.map(|(dash, gap)| (dash * scale, gap * scale));
    }
}

fn enlarge_points(points: &mut [Point], scale: f32) {
    for point in points {
        *point = point.enlarged(scale);
    }
}

fn enlarge_fill(fill: &mut Option<Fill>, scale: f32) {
    match fill {
        Some(Fill::Hatch { pitch, width, .. }) => {
            *pitch *= scale;
            *width *= scale;
        }
        Some(Fill::Dots { pitch, radius, .. }) => {
            *pitch *= scale;
            *radius *= scale;
        }
        Some(Fill::Solid(_)) | None => {}
    }
}

/// What a shape is.
#[derive(Clone, Debug, PartialEq)]
pub enum ShapeKind {
    /// A rectangle with equally rounded corners.
    Rectangle {
        /// Where.
        bounds: Rectangle,
        /// Radius of the corners.
        radius: f32,
        /// What fills it.
        fill: Option<Fill>,
        /// Its outline, in the middle of the edge.
        stroke: Option<Stroke>,
    },
    /// A closed polygon with straight edges.
    Polygon {
        /// Its corners.
        points: Vec<Point>,
        /// What fills it.
        fill: Option<Fill>,
        /// Its outline.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Its middle.
        centre: Point,
        /// Its radius.
        radius: f32,
        /// What fills it.
        fill: Option<Fill>,
        /// Its outline.
        stroke: Option<Stroke>,
    },
    /// An open line through points.
    Line {
        /// At least two.
        points: Vec<Point>,
        /// Its width, colour and dashes; ends and joints are round.
        stroke: Stroke,
    },
    /// A line of text.
    Text(Text),
}

/// What fills a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// One colour.
    Solid(Color),
    /// 45 degree stripes of one colour on another.
    Hatch {
        /// Below.
        ground: Color,
        /// Above.
        stripe: Color,
        /// From one stripe to the next.
        pitch: f32,
        /// How wide a stripe is.
        width: f32,
    },
    /// Dots of one colour on a square grid, nothing between them.
    Dots {
        /// Of the dots.
        color: Color,
        /// From one dot to the next.
        pitch: f32,
        /// How large a dot is.
        radius: f32,
    },
}

/// An outline or a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width.
    pub width: f32,
    /// Length of a dash and of a gap; none for a continuous line.
    pub dash: Option<(f32, f32)>,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// What it says.
    pub content: String,
    /// Where its baseline begins, is in the middle, or ends, by `align`.
    pub at: Point,
    /// CSS pixels, never under 10.
    pub size: f32,
    /// 400 or 700.
    pub weight: u16,
    /// Proportional, or all of one width.
    pub family: Family,
    /// What `at` means.
    pub align: Align,
    /// Its colour.
    pub color: Color,
    /// It is made narrower if it would be wider than this.
    pub width_max: f32,
}

/// Proportional, or all of one width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// For words.
    Sans,
    /// For ids, values and times.
    Mono,
}

/// Which part of a text is at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}
