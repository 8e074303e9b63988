//! Points, sizes and rectangles in CSS pixels.

/// The value nearest to `value` from `least` to `most`. (The standard library's `clamp` brings along 14 KiB of machine
/// code that would print floats if the bounds were crossed.)
pub(crate) const fn within(value: f32, least: f32, most: f32) -> f32 {
    most.min(value).max(least)
}

/// A point; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rectangle {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width, not negative.
    pub width: f32,
    /// Height, not negative.
    pub height: f32,
}

impl Point {
    pub(crate) const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The point at a share of the way to another.
    pub(crate) fn towards(self, other: Self, share: f32) -> Self {
        Self {
            x: self.x + (other.x - self.x) * share,
            y: self.y + (other.y - self.y) * share,
        }
    }

    /// So many times as far from the upper left corner.
    pub(crate) const fn enlarged(self, scale: f32) -> Self {
        Self {
            x: self.x * scale,
            y: self.y * scale,
        }
    }

    pub(crate) fn distance(self, other: Self) -> f32 {
        (other.x - self.x).hypot(other.y - self.y)
    }
}

impl Rectangle {
    pub(crate) const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Whether a point lies in it.
    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.x + self.width).contains(&point.x)
            && (self.y..=self.y + self.height).contains(&point.y)
    }

    /// Its middle.
    pub fn centre(&self) -> Point {
        Point {
            x: self.x + self.width / 2.0,
            y: self.y + self.height / 2.0,
        }
    }

    /// So many times as large, and as far from the upper left corner.
    pub(crate) const fn enlarged(&self, scale: f32) -> Self {
        Self {
            x: self.x * scale,
            y: self.y * scale,
            width: self.width * scale,
            height: self.height * scale,
        }
    }

    pub(crate) const fn right(&self) -> f32 {
        self.x + self.width
    }

    pub(crate) const fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// The square of this size around a point.
    pub(crate) const fn square(centre: Point, size: f32) -> Self {
        Self {
            x: centre.x - size / 2.0,
            y: centre.y - size / 2.0,
            width: size,
            height: size,
        }
    }

    /// Smaller by so much on every side; larger where it is negative.
    pub(crate) const fn inset(&self, by: f32) -> Self {
        Self {
            x: self.x + by,
            y: self.y + by,
            width: (self.width - 2.0 * by).max(0.0),
            height: (self.height - 2.0 * by).max(0.0),
        }
    }

    /// The rectangle at a share of the way to another.
    pub(crate) fn towards(&self, other: &Self, share: f32) -> Self {
        let between = |from: f32, to: f32| from + (to - from) * share;
        Self {
            x: between(self.x, other.x),
            y: between(self.y, other.y),
            width: between(self.width, other.width),
            height: between(self.height, other.height),
        }
    }
}

/// The part of the screen that a frame fills.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Viewport {
    /// CSS pixels.
    pub width: f32,
    /// CSS pixels.
    pub height: f32,
}
