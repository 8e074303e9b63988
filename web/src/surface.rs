//! A canvas of the page: its size in CSS pixels, its pixels, and its context.

use scene::{Point, Rectangle, Viewport};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// A canvas to paint on.
#[derive(Clone, Debug)]
pub(crate) struct Surface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Surface {
    /// The canvas with its context; none if the browser gives no context.
    pub(crate) fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok().flatten()?;
        Some(Self {
            canvas,
            context: context.dyn_into().ok()?,
        })
    }

    /// Where to paint.
    pub(crate) const fn context(&self) -> &CanvasRenderingContext2d {
        &self.context
    }

    /// Makes the canvas this high on the page; its width follows from the style sheet.
    pub(crate) fn set_height(&self, height: f32) {
        // Only a style declaration that is read-only refuses, and an element's is not.
        let _ = self
            .canvas
            .style()
            .set_property("height", &format!("{}px", height.round() as u32));
    }

    /// Shows whether what is under the pointer can be pressed.
    pub(crate) fn set_pressable(&self, pressable: bool) {
        let cursor = if pressable { "pointer" } else { "default" };
        let _ = self.canvas.style().set_property("cursor", cursor);
    }

    /// Scrolls the canvas within its place so that a part of it can be seen.
    pub(crate) fn reveal(&self, part: Rectangle) {
        let Some(place) = self.canvas.parent_element() else {
            return;
        };
        let (top, bottom) = (part.y as i32, (part.y + part.height).ceil() as i32);
        if top < place.scroll_top() {
            place.set_scroll_top(top);
        } else if bottom > place.scroll_top() + place.client_height() {
            place.set_scroll_top(bottom - place.client_height());
        }
    }

    /// Gives the canvas as many pixels as the screen has for this size, and empties it. Painting is in CSS pixels then.
    pub(crate) fn begin(&self, viewport: Viewport) -> f64 {
        let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        let width = pixels(viewport.width, ratio);
        let height = pixels(viewport.height, ratio);
        if self.canvas.width() != width || self.canvas.height() != height {
            // This empties the canvas and forgets all settings of the context.
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let context = &self.context;
        // Numbers that are finite make a transform.
        let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, viewport.width.into(), viewport.height.into());
        ratio
    }
}

/// A point in CSS pixels from the corner of the element that an event is about.
pub(crate) fn point_of(event: &web_sys::MouseEvent) -> Point {
    Point {
        x: event.offset_x() as f32,
        y: event.offset_y() as f32,
    }
}

fn pixels(length: f32, ratio: f64) -> u32 {
    (f64::from(length) * ratio).round().max(1.0) as u32
}
