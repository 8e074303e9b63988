//! The menu of faults that is open: of what, and where.

use scene::{Point, Target};

/// An open menu.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FaultMenu {
    /// The task, container instance or zone that it is about.
    pub(crate) target: Target,
    /// Where it opens.
    pub(crate) at: MenuPlace,
}

/// Where a menu opens, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum MenuPlace {
    /// From the corner of the picture.
    Picture(Point),
    /// From the corner of the window.
    Window(Point),
}
