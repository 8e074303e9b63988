//! Paints frames on canvases. It decides nothing about the picture.

mod pattern;

use std::f64::consts::TAU;

use pattern::Patterns;
use scene::{
    Align, Color, Family, Fill, Frame, Point, Rectangle, Shape, ShapeKind, Stroke, Text, Theme,
    fitted,
};
use web_sys::CanvasRenderingContext2d;

use crate::surface::Surface;

/// What painting needs besides a frame.
#[derive(Debug)]
pub(crate) struct Painter {
    theme: Theme,
    sans: String,
    mono: String,
    patterns: Patterns,
}

impl Painter {
    /// A painter with the fonts of the page's style sheet.
    pub(crate) fn new(theme: Theme) -> Self {
        Self {
            theme,
            sans: token("--font-sans").unwrap_or_else(|| String::from("sans-serif")),
            mono: token("--font-mono").unwrap_or_else(|| String::from("monospace")),
            patterns: Patterns::default(),
        }
    }

    /// Paints in the other colours from now on.
    pub(crate) fn set_theme(&mut self, theme: Theme) {
        self.theme = theme;
        self.patterns = Patterns::default();
    }

    /// Replaces what is on the surface by a frame.
    pub(crate) fn paint(&mut self, surface: &Surface, frame: &Frame) {
        let ratio = surface.begin(frame.viewport);
        let mut brush = Brush {
            context: surface.context(),
            painter: self,
            ratio,
            fill: None,
            stroke: None,
            opacity: None,
            dash: None,
            font: None,
        };
        brush.context.set_line_cap("round");
        brush.context.set_line_join("round");
        for shape in &frame.shapes {
            brush.shape(shape);
        }
    }
}

/// The value of a custom property of the page's style sheet.
fn token(name: &str) -> Option<String> {
    let window = web_sys::window()?;
    let root = window.document()?.document_element()?;
    let style = window.get_computed_style(&root).ok().flatten()?;
    let value = style.get_property_value(name).ok()?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Paints one frame; knows what the context is set to, since setting it costs more than most shapes.
struct Brush<'frame> {
    context: &'frame CanvasRenderingContext2d,
    painter: &'frame mut Painter,
    ratio: f64,
    fill: Option<Color>,
    stroke: Option<(Color, f32)>,
    opacity: Option<f32>,
    dash: Option<Option<(f32, f32)>>,
    font: Option<(Family, u16, f32)>,
}

impl Brush<'_> {
    fn shape(&mut self, shape: &Shape) {
        if shape.opacity <= 0.0 {
            return;
        }
        if self.opacity.replace(shape.opacity) != Some(shape.opacity) {
            self.context.set_global_alpha(shape.opacity.into());
        }
        match &shape.kind {
            ShapeKind::Rectangle {
                bounds,
                radius,
                fill,
                stroke,
            } => self.rectangle(*bounds, *radius, *fill, *stroke),
            ShapeKind::Polygon {
                points,
                fill,
                stroke,
            } => {
                self.path(points);
                self.context.close_path();
                self.ink(*fill, *stroke);
            }
            ShapeKind::Circle {
                centre,
                radius,
                fill,
                stroke,
            } => {
                self.context.begin_path();
                // A radius that is not negative makes an arc.
                let _ = self.context.arc(
                    centre.x.into(),
                    centre.y.into(),
                    radius.max(0.0).into(),
                    0.0,
                    TAU,
                );
                self.ink(*fill, *stroke);
            }
            ShapeKind::Line { points, stroke } => {
                self.path(points);
                self.ink(None, Some(*stroke));
            }
            ShapeKind::Text(text) => self.text(text),
        }
    }

    fn rectangle(
        &mut self,
        bounds: Rectangle,
        radius: f32,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
    ) {
        let (x, y) = (f64::from(bounds.x), f64::from(bounds.y));
        let (width, height) = (f64::from(bounds.width), f64::from(bounds.height));
        if radius <= 0.0 && stroke.is_none() {
            // The quick way: most of the many shapes of a large fleet.
            if let Some(fill) = fill {
                self.set_fill(fill);
                self.context.fill_rect(x, y, width, height);
            }
            return;
        }
        self.context.begin_path();
        // A radius that is not negative makes corners.
        let _ = self
            .context
            .round_rect_with_f64(x, y, width, height, radius.max(0.0).into());
        self.ink(fill, stroke);
    }

    fn path(&self, points: &[Point]) {
        self.context.begin_path();
        let Some((first, rest)) = points.split_first() else {
            return;
        };
        self.context.move_to(first.x.into(), first.y.into());
        for point in rest {
            self.context.line_to(point.x.into(), point.y.into());
        }
    }

    fn ink(&mut self, fill: Option<Fill>, stroke: Option<Stroke>) {
        if let Some(fill) = fill {
            self.set_fill(fill);
            self.context.fill();
        }
        if let Some(stroke) = stroke {
            self.set_stroke(stroke);
            self.context.stroke();
        }
    }

    fn set_fill(&mut self, fill: Fill) {
        if let Fill::Solid(color) = fill {
            self.set_fill_color(color);
            return;
        }
        self.fill = None;
        let theme = self.painter.theme;
        if let Some(pattern) = self.painter.patterns.get(fill, theme, self.ratio) {
            self.context.set_fill_style_canvas_pattern(pattern);
        }
    }

    fn set_fill_color(&mut self, color: Color) {
        if self.fill.replace(color) != Some(color) {
            self.context
                .set_fill_style_str(self.painter.theme.color(color));
        }
    }

    fn set_stroke(&mut self, stroke: Stroke) {
        let before = self.stroke.replace((stroke.color, stroke.width));
        if before.is_none_or(|(color, _)| color != stroke.color) {
            self.context
                .set_stroke_style_str(self.painter.theme.color(stroke.color));
        }
        if before.is_none_or(|(_, width)| width != stroke.width) {
            self.context.set_line_width(stroke.width.into());
        }
        if self.dash.replace(stroke.dash) != Some(stroke.dash) {
            let dashes = js_sys::Array::new();
            if let Some((dash, gap)) = stroke.dash {
                dashes.push(&dash.into());
                dashes.push(&gap.into());
            }
            // Lengths that are not negative make dashes.
            let _ = self.context.set_line_dash(&dashes);
        }
    }

    fn text(&mut self, text: &Text) {
        let (content, size) = fitted(text);
        if content.is_empty() {
            return;
        }
        let font = (text.family, text.weight, size);
        if self.font.replace(font) != Some(font) {
            let family = match text.family {
                Family::Sans => &self.painter.sans,
                Family::Mono => &self.painter.mono,
            };
            self.context.set_font(&format!(
                "{} {}px {family}",
                text.weight,
                scene::Number(size)
            ));
        }
        self.context.set_text_align(match text.align {
            Align::Start => "start",
            Align::Middle => "center",
            Align::End => "end",
        });
        self.set_fill_color(text.color);
        // The widths of a system's fonts differ from those that `fitted` counts with: this is the last resort.
        let _ = self.context.fill_text_with_max_width(
            &content,
            text.at.x.into(),
            text.at.y.into(),
            text.width_max.max(1.0).into(),
        );
    }
}
