//! Plays a timeline as the page does, and draws it.

use std::fs;
use std::path::PathBuf;

use scene::{Frame, FrameTime, Look, Scene, Strip, Theme, Viewport, svg};
use sim::{Duration, EventSequence, ServiceId, Timeline};
use words::Language;

/// A timeline with its picture.
pub(super) struct Player {
    pub(super) timeline: Timeline,
    pub(super) service: ServiceId,
    pub(super) scene: Scene,
    pub(super) viewport: Viewport,
    cursor: EventSequence,
    pub(super) wall: FrameTime,
}

impl Player {
    /// At the present instant of a timeline, everything at rest.
    pub(super) fn new(timeline: Timeline, service: ServiceId, width: f32, height: f32) -> Self {
        let mut scene = Scene::new(service);
        let viewport = Viewport { width, height };
        scene.jump(timeline.world(), viewport, FrameTime(0.0));
        Self {
            cursor: timeline.world().event_count(),
            timeline,
            service,
            scene,
            viewport,
            wall: FrameTime(1_000.0),
        }
    }

    /// Plays on at a speed, sixty frames a second.
    pub(super) fn play(&mut self, seconds: u64, speed: f32) {
        let until = self.timeline.now() + Duration::from_secs(seconds);
        while self.timeline.now() < until {
            let step = Duration::from_millis((16.0 * speed) as u64);
            let target = (self.timeline.now() + step).min(until);
            self.timeline.advance_to(target, 1_000_000);
            self.wall.0 += 16.0;
            self.follow(speed);
        }
    }

    /// Shows what has happened since the last look.
    pub(super) fn follow(&mut self, speed: f32) {
        let events = self.timeline.events_since(self.cursor);
        let transients = self.timeline.latest_transients();
        let world = self.timeline.world();
        self.scene
            .follow(world, events, transients, speed, self.viewport, self.wall);
        self.cursor = world.event_count();
    }

    /// Shows another instant.
    pub(super) fn jump(&mut self) {
        let world = self.timeline.world();
        self.scene.jump(world, self.viewport, self.wall);
        self.cursor = world.event_count();
    }

    /// Lets everything come to rest.
    pub(super) fn rest(&mut self) {
        self.jump();
        self.wall.0 += 1_000.0;
    }

    pub(super) fn resize(&mut self, width: f32, height: f32) {
        self.viewport = Viewport { width, height };
        self.rest();
    }

    pub(super) fn speak(&mut self, language: Language) {
        self.scene.set_look(Look {
            language,
            reduced_motion: false,
        });
    }

    pub(super) fn frame(&self) -> Frame {
        self.scene
            .frame(self.timeline.world(), self.viewport, self.wall)
    }

    pub(super) fn strip(&self, width: f32, height: f32) -> Strip {
        let viewport = Viewport { width, height };
        Strip::new(
            &self.timeline,
            self.service,
            viewport,
            Language::English,
            None,
        )
    }

    /// Writes the picture for people to look at, if they say where.
    pub(super) fn show(&self, name: &str) {
        show(name, &self.frame(), Theme::Light);
    }
}

/// Writes a picture for people to look at, if they say where: `SCENE_PICTURES=/tmp/pictures cargo test scene`.
pub(super) fn show(name: &str, frame: &Frame, theme: Theme) {
    if let Some(directory) = std::env::var_os("SCENE_PICTURES") {
        let path = PathBuf::from(directory).join(name).with_extension("svg");
        fs::write(path, svg(frame, theme)).expect("the directory for pictures exists");
    }
}
