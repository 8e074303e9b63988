//! The picture of an Amazon ECS world, without a browser.

mod frame;
mod geometry;
mod theme;

pub use frame::{Align, Family, Fill, Frame, Shape, ShapeKind, Stroke, Text};
pub use geometry::{Point, Rectangle, Viewport};
pub use theme::{Color, Hue, HueRole, Theme};
