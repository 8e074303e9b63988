//! The picture of an Amazon ECS world, without a browser.

mod appearance;
mod badge;
mod brush;
mod clock;
mod countdown;
mod frame;
mod geometry;
mod governed;
mod hue;
mod layout;
mod legend;
mod measure;
mod motion;
mod outline;
mod paint;
mod population;
mod stage;
mod strip;
mod svg;
mod target;
mod theme;
mod tile;
mod traffic;

pub use clock::clock_text;
pub use frame::{Align, Family, Fill, Frame, Shape, ShapeKind, Stroke, Text};
pub use geometry::{Point, Rectangle, Viewport};
pub use governed::Governed;
pub use hue::{hue_of, next_revision_hue, revision_hue};
pub use legend::{legend, tile_picture};
pub use measure::fitted;
pub use stage::{FrameTime, Look, Scene};
pub use strip::Strip;
pub use svg::{Number, svg};
pub use target::Target;
pub use theme::{Color, Hue, HueRole, Theme};
