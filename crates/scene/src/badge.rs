//! The small signs at the corners of tiles and machines.

use crate::brush::{Brush, line, solid};
use crate::geometry::Point;
use crate::theme::Color;

/// A flash within a circle of radius 1, from its tip around.
const FLASH: [(f32, f32); 6] = [
    (0.2, -0.7),
    (-0.45, 0.12),
    (-0.02, 0.12),
    (-0.2, 0.7),
    (0.45, -0.12),
    (0.02, -0.12),
];

/// Somebody has made something go wrong here, and has not taken it back.
pub(crate) fn draw_fault(brush: &mut Brush, at: Point, radius: f32) {
    brush.circle(at, radius, solid(Color::Ink), line(Color::Panel, 1.5));
    let flash = FLASH.map(|(x, y)| Point::new(at.x + x * radius, at.y + y * radius));
    brush.polygon(flash.to_vec(), solid(Color::Panel), None);
}
