//! Which failed requests a person points at, and why they failed.

use scene::{Point, Target};
use sim::{FailedRequests, Time, Timeline};

use crate::fault_menu::MenuPlace;

/// What is asked about, by mouse, finger or keyboard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Asked {
    /// What is at a point of the picture.
    Picture(Point),
    /// What has the keyboard in the picture.
    Focused(Target),
    /// The bar at a distance from the left edge of the strip; the point is one of the window.
    Strip(f32, Point),
    /// The bar at the present instant: the strip has the keyboard; the point is the corner of the strip.
    Present(Point),
}

/// Failed requests, and where to tell of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failing {
    /// Which.
    pub(crate) of: FailingOf,
    /// Alike ones together, the most first.
    pub(crate) lines: Vec<FailedRequests>,
    /// Where they were pointed at.
    pub(crate) at: MenuPlace,
}

/// Which failed requests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum FailingOf {
    /// Those of one cross in the picture.
    Cross,
    /// Those of the last minute.
    Lately,
    /// Those from a second on.
    Since(Time),
}

/// The failed requests of some seconds, of one target or of all.
pub(crate) fn failed(
    timeline: &Timeline,
    (from, until): (u64, u64),
    of: Option<Target>,
) -> Vec<FailedRequests> {
    let mut lines: Vec<FailedRequests> = Vec::new();
    let seconds = (from..until).filter_map(|second| timeline.failures().get(&second));
    for one in seconds.flatten() {
        if let Some(Target::Task(task)) = of
            && one.target != Some(task)
        {
            continue;
        }
        let mut known = lines.iter_mut();
        match known.find(|known| (known.cause, known.target) == (one.cause, one.target)) {
            Some(known) => known.count = known.count.saturating_add(one.count),
            None => lines.push(*one),
        }
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.count));
    lines
}
