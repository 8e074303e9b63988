//! The stage: what the picture shows, how it moves, and what is under the pointer.

use sim::{Event, ServiceId, Transient, World};
use words::Language;

use crate::frame::Frame;
use crate::geometry::{Point, Rectangle, Viewport};
use crate::target::Target;

/// Milliseconds of the wall clock, since any instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct FrameTime(pub f64);

/// How the viewer likes the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Of the words in it.
    pub language: Language,
    /// Nothing travels; changes crossfade.
    pub reduced_motion: bool,
}

/// The picture of a world around one service.
#[derive(Debug)]
pub struct Scene {
    service: ServiceId,
    look: Look,
    selected: Option<Target>,
    hovered: Option<Target>,
    focused: Option<Target>,
    targets: Vec<(Target, Rectangle)>,
}

impl Scene {
    /// A picture of nothing yet, around this service.
    pub fn new(service: ServiceId) -> Self {
        Self {
            service,
            look: Look::default(),
            selected: None,
            hovered: None,
            focused: None,
            targets: Vec::new(),
        }
    }

    /// Puts another service at the centre.
    pub fn focus(&mut self, service: ServiceId) {
        self.service = service;
    }

    /// Changes how the viewer likes the picture.
    pub fn set_look(&mut self, look: Look) {
        self.look = look;
    }

    /// Outlines what is selected.
    pub fn select(&mut self, target: Option<Target>) {
        self.selected = target;
    }

    /// Outlines what is under the pointer.
    pub fn hover(&mut self, target: Option<Target>) {
        self.hovered = target;
    }

    /// Rings what has the keyboard.
    pub fn keyboard_focus(&mut self, target: Option<Target>) {
        self.focused = target;
    }

    /// Takes what has happened, and moves everything to where it belongs now from where it is. `speed` is simulated
    /// seconds in a second of the wall clock, 0 while paused.
    pub fn follow(
        &mut self,
        _world: &World,
        _events: &[Event],
        _transients: &[Transient],
        _speed: f32,
        _viewport: Viewport,
        _wall: FrameTime,
    ) {
    }

    /// Shows another instant: everything crossfades to where it belongs, nothing travels.
    pub fn jump(&mut self, _world: &World, _viewport: Viewport, _wall: FrameTime) {}

    /// The picture at one instant of the wall clock.
    pub fn frame(&self, _world: &World, viewport: Viewport, _wall: FrameTime) -> Frame {
        Frame {
            viewport,
            shapes: Vec::new(),
        }
    }

    /// What is at a point.
    pub fn hit(&self, point: Point) -> Option<Target> {
        self.targets
            .iter()
            .rev()
            .find(|(_, bounds)| bounds.contains(point))
            .map(|(target, _)| *target)
    }

    /// Everything that can be selected with its place, in reading order.
    pub fn targets(&self) -> &[(Target, Rectangle)] {
        &self.targets
    }

    /// Whether the next frame differs though no simulated time passes.
    pub fn is_moving(&self, _wall: FrameTime) -> bool {
        false
    }

    /// How high the picture must be at this width to hold everything.
    pub fn needed_height(&self, _world: &World, _width: f32) -> f32 {
        708.0
    }
}
