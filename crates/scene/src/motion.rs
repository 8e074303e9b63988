//! Motion: where things are on their way from where they were to where they belong.

use crate::geometry::{Point, Rectangle};
use crate::stage::FrameTime;

/// Wall-clock milliseconds of each kind of motion.
pub(crate) mod span {
    /// A new task flies in.
    pub(crate) const ARRIVE: f32 = 420.0;
    /// A stopped task drops into the tray.
    pub(crate) const DROP: f32 = 360.0;
    /// Something moves aside.
    pub(crate) const SHIFT: f32 = 300.0;
    /// A tile changes its state.
    pub(crate) const CHANGE: f32 = 240.0;
    /// Something appears or goes.
    pub(crate) const FADE: f32 = 200.0;
    /// A process was killed.
    pub(crate) const FLASH: f32 = 450.0;
    /// What a value governs is lit.
    pub(crate) const LIGHT: f32 = 120.0;
    /// The longest of anything at great speed.
    pub(crate) const FAST_MAX: f32 = 120.0;
    /// Of everything when motion is reduced.
    pub(crate) const REDUCED: f32 = 80.0;
    /// After a jump.
    pub(crate) const CROSSFADE: f32 = 120.0;
}

/// How fast things may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Pace {
    /// As designed.
    #[default]
    Normal,
    /// At great simulated speed: everything is short.
    Fast,
    /// Nothing travels.
    Reduced,
}

impl Pace {
    /// How long a motion takes that is designed to take so long.
    pub(crate) fn span(self, designed: f32) -> f32 {
        match self {
            Self::Normal => designed,
            Self::Fast => designed.min(span::FAST_MAX),
            Self::Reduced => designed.min(span::REDUCED),
        }
    }
}

/// The progress of something that began and takes a while.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Progress {
    pub(crate) began: FrameTime,
    pub(crate) span: f32,
}

impl Progress {
    pub(crate) const fn new(began: FrameTime, span: f32) -> Self {
        Self { began, span }
    }

    /// From 0 to 1.
    pub(crate) fn at(self, wall: FrameTime) -> f32 {
        if self.span <= 0.0 {
            return 1.0;
        }
        ((wall.0 - self.began.0) as f32 / self.span).clamp(0.0, 1.0)
    }

    pub(crate) fn ends(self) -> FrameTime {
        FrameTime(self.began.0 + f64::from(self.span))
    }
}

/// Quick at first, then settling: close to `cubic-bezier(.2, .8, .2, 1)`.
pub(crate) fn ease_out(share: f32) -> f32 {
    1.0 - (1.0 - share).powi(4)
}

/// Slow at first.
pub(crate) fn ease_in(share: f32) -> f32 {
    share * share
}

/// A rectangle on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mover {
    from: Rectangle,
    pub(crate) to: Rectangle,
    travel: Progress,
    /// How it becomes visible; none once it is.
    appear: Option<(f32, Progress)>,
    /// The way bends upwards by this share of its length.
    bend: f32,
}

impl Mover {
    /// Something that is where it belongs.
    pub(crate) const fn resting(at: Rectangle) -> Self {
        Self {
            from: at,
            to: at,
            travel: Progress::new(FrameTime(0.0), 0.0),
            appear: None,
            bend: 0.0,
        }
    }

    /// Something that appears where it belongs, from an opacity on.
    pub(crate) const fn appearing(at: Rectangle, opacity: f32, progress: Progress) -> Self {
        Self {
            appear: Some((opacity, progress)),
            ..Self::resting(at)
        }
    }

    /// Something that appears elsewhere and flies to where it belongs.
    pub(crate) const fn arriving(from: Rectangle, to: Rectangle, progress: Progress) -> Self {
        Self {
            from,
            to,
            travel: progress,
            appear: Some((0.0, Progress::new(progress.began, progress.span * 0.5))),
            bend: 0.18,
        }
    }

    /// Sends it elsewhere from where it is.
    pub(crate) fn send(&mut self, to: Rectangle, progress: Progress) {
        self.from = self.at(progress.began);
        self.to = to;
        self.travel = progress;
        self.bend = 0.0;
    }

    pub(crate) fn at(&self, wall: FrameTime) -> Rectangle {
        let share = ease_out(self.travel.at(wall));
        let mut at = self.from.towards(&self.to, share);
        if self.bend > 0.0 && share < 1.0 {
            let way = self.from.centre().distance(self.to.centre());
            at.y -= way * self.bend * 4.0 * share * (1.0 - share);
        }
        at
    }

    pub(crate) fn opacity(&self, wall: FrameTime) -> f32 {
        self.appear.map_or(1.0, |(from, progress)| {
            from + (1.0 - from) * progress.at(wall)
        })
    }

    pub(crate) fn is_travelling(&self, wall: FrameTime) -> bool {
        self.travel.at(wall) < 1.0
    }

    /// When it rests and is visible.
    pub(crate) fn ends(&self) -> FrameTime {
        let visible = self.appear.map_or(0.0, |(_, progress)| progress.ends().0);
        FrameTime(self.travel.ends().0.max(visible))
    }
}

/// A small square around a point, from which something grows.
pub(crate) const fn seed(at: Point) -> Rectangle {
    Rectangle::square(at, 10.0)
}
