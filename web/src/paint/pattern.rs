//! Hatching and dots, kept between frames: a pattern is made once for its colours and pixels.

use std::f64::consts::{FRAC_1_SQRT_2, TAU};

use scene::{Fill, Theme};
use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, DomMatrix, HtmlCanvasElement, SvgMatrix};

/// Patterns kept; a picture has a handful.
const PATTERNS_MAX: usize = 32;

/// The patterns of one theme.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    made: Vec<(Fill, f64, CanvasPattern)>,
}

impl Patterns {
    /// The pattern of a fill; none for a solid one, or where the browser gives none.
    pub(crate) fn get(&mut self, fill: Fill, theme: Theme, ratio: f64) -> Option<&CanvasPattern> {
        let position = self
            .made
            .iter()
            .position(|(made, at, _)| *made == fill && *at == ratio);
        let position = match position {
            Some(position) => position,
            None => {
                if self.made.len() >= PATTERNS_MAX {
                    self.made.clear();
                }
                self.made.push((fill, ratio, make(fill, theme, ratio)?));
                self.made.len() - 1
            }
        };
        self.made.get(position).map(|(_, _, pattern)| pattern)
    }
}

fn make(fill: Fill, theme: Theme, ratio: f64) -> Option<CanvasPattern> {
    let (pitch, along) = match fill {
        Fill::Solid(_) => return None,
        Fill::Hatch { pitch, .. } => (f64::from(pitch), DIAGONAL),
        Fill::Dots { pitch, .. } => (f64::from(pitch), STRAIGHT),
    };
    let side = (pitch * ratio).ceil().max(1.0);
    let (canvas, context) = tile(side)?;
    // The tile has whole pixels; within it lengths are CSS pixels.
    let scale = side / pitch;
    context.scale(scale, scale).ok()?;
    match fill {
        Fill::Solid(_) => {}
        Fill::Hatch {
            ground,
            stripe,
            width,
            ..
        } => {
            context.set_fill_style_str(theme.color(ground));
            context.fill_rect(0.0, 0.0, pitch, pitch);
            context.set_fill_style_str(theme.color(stripe));
            context.fill_rect(0.0, 0.0, width.into(), pitch);
        }
        Fill::Dots { color, radius, .. } => {
            context.set_fill_style_str(theme.color(color));
            let middle = pitch / 2.0;
            context.arc(middle, middle, radius.into(), 0.0, TAU).ok()?;
            context.fill();
        }
    }
    let pattern = context
        .create_pattern_with_html_canvas_element(&canvas, "repeat")
        .ok()
        .flatten()?;
    // A pattern takes a DOMMatrix too, which unlike an SVGMatrix can be made from numbers.
    pattern.set_transform(turned(along, 1.0 / scale)?.unchecked_ref::<SvgMatrix>());
    Some(pattern)
}

fn tile(side: f64) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(side as u32);
    canvas.set_height(side as u32);
    let context = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    Some((canvas, context))
}

/// The cosine and the sine of a pattern's direction.
const STRAIGHT: (f64, f64) = (1.0, 0.0);
const DIAGONAL: (f64, f64) = (FRAC_1_SQRT_2, FRAC_1_SQRT_2);

fn turned((cosine, sine): (f64, f64), scale: f64) -> Option<DomMatrix> {
    let mut numbers = [cosine, sine, -sine, cosine, 0.0, 0.0].map(|number| number * scale);
    DomMatrix::new_with_array64(&mut numbers).ok()
}
