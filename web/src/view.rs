//! The two pictures of the page: the stage and the strip. Decides when they are painted, not what they show.

use scene::{FrameTime, Governed, Look, Point, Scene, Strip, Target, Theme, Viewport};
use sim::{EventSequence, FailedRequests, ServiceId, Time, Timeline, World};
use words::Language;

use crate::paint::Painter;
use crate::surface::Surface;

/// The strip moves slowly: more often is not seen.
const STRIP_PERIOD_MS: f64 = 100.0;

/// What has become of the world since the last frame; of several things the last one here counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Passage {
    /// Nothing new.
    Still,
    /// A command was taken.
    Command,
    /// Time has passed.
    Onward,
    /// Another instant is shown.
    Jump,
}

/// The pictures and where they are painted.
pub(crate) struct View {
    scene: Scene,
    look: Look,
    governed: Option<Governed>,
    painter: Painter,
    stage: Option<Surface>,
    place: Viewport,
    viewport: Viewport,
    strip_surface: Option<Surface>,
    strip_viewport: Viewport,
    strip: Option<Strip>,
    strip_painted_at_ms: f64,
    strip_stale: bool,
    passage: Passage,
    stale: bool,
    cursor: EventSequence,
}

const NOWHERE: Viewport = Viewport {
    width: 0.0,
    height: 0.0,
};

impl View {
    /// Pictures that nobody sees yet.
    pub(crate) fn new(service: ServiceId, language: Language) -> Self {
        let look = Look {
            language,
            reduced_motion: false,
        };
        let mut scene = Scene::new(service);
        scene.set_look(look);
        Self {
            scene,
            look,
            governed: None,
            painter: Painter::new(Theme::Light),
            stage: None,
            place: NOWHERE,
            viewport: NOWHERE,
            strip_surface: None,
            strip_viewport: NOWHERE,
            strip: None,
            strip_painted_at_ms: 0.0,
            strip_stale: true,
            passage: Passage::Jump,
            stale: true,
            cursor: EventSequence(0),
        }
    }

    /// What can be selected, in reading order.
    pub(crate) fn targets(&self) -> impl Iterator<Item = Target> {
        self.scene.targets().iter().map(|(target, _)| *target)
    }

    /// The instant at a distance from the left edge of the strip.
    pub(crate) fn time_at(&self, x: f32) -> Option<Time> {
        Some(self.strip.as_ref()?.time_at(x))
    }

    /// The seconds of the bar of requests at a distance from the left edge of the strip.
    pub(crate) fn bar_at(&self, x: f32) -> Option<(u64, u64)> {
        Some(self.strip.as_ref()?.bar_at(x))
    }

    /// The failed requests at a point of the stage.
    pub(crate) fn failure_at(&self, point: Point, wall_ms: f64) -> Option<FailedRequests> {
        self.scene.failure_at(point, FrameTime(wall_ms))
    }

    /// What is at a point of the stage.
    pub(crate) fn hit(&self, point: Point) -> Option<Target> {
        self.scene.hit(point)
    }

    /// The centre of something in the picture.
    pub(crate) fn place_of(&self, target: Target) -> Option<Point> {
        let mut targets = self.scene.targets().iter();
        let (_, place) = targets.find(|(candidate, _)| *candidate == target)?;
        Some(place.centre())
    }

    /// Tells what has become of the world.
    pub(crate) fn pass(&mut self, passage: Passage) {
        self.passage = self.passage.max(passage);
    }

    /// Puts another service at the centre.
    pub(crate) fn focus(&mut self, service: ServiceId) {
        self.scene.focus(service);
        self.repaint();
    }

    /// Outlines what is selected.
    pub(crate) fn select(&mut self, target: Option<Target>) {
        self.scene.select(target);
        self.stale = true;
    }

    /// Outlines what is under the pointer.
    pub(crate) fn hover(&mut self, target: Option<Target>) {
        self.scene.hover(target);
        self.stale = true;
        if let Some(stage) = &self.stage {
            stage.set_pressable(target.is_some());
        }
    }

    /// Lights up what a value governs.
    pub(crate) fn govern(&mut self, governed: Option<Governed>, wall_ms: f64) {
        if governed != self.governed {
            self.governed = governed;
            self.scene.govern(governed, FrameTime(wall_ms));
            self.repaint();
        }
    }

    /// Rings what has the keyboard.
    pub(crate) fn keyboard_focus(&mut self, target: Option<Target>) {
        self.scene.keyboard_focus(target);
        self.stale = true;
        let place = self
            .scene
            .targets()
            .iter()
            .find(|(other, _)| Some(*other) == target);
        if let (Some(stage), Some((_, bounds))) = (&self.stage, place) {
            stage.reveal(*bounds);
        }
    }

    /// Speaks another language.
    pub(crate) fn set_language(&mut self, language: Language) {
        self.look.language = language;
        self.scene.set_look(self.look);
        self.repaint();
    }

    /// Moves less, or as usual.
    pub(crate) fn set_reduced_motion(&mut self, reduced_motion: bool) {
        self.look.reduced_motion = reduced_motion;
        self.scene.set_look(self.look);
        self.repaint();
    }

    /// Takes the other colours.
    pub(crate) fn set_theme(&mut self, theme: Theme) {
        self.painter.set_theme(theme);
        self.repaint();
    }

    /// Paints the stage there.
    pub(crate) fn show_stage(&mut self, surface: Surface) {
        self.stage = Some(surface);
        self.repaint();
    }

    /// The stage has so much place; the picture may be higher and scroll.
    pub(crate) fn resize_stage(&mut self, place: Viewport) {
        self.place = place;
        self.passage = Passage::Jump;
        self.repaint();
    }

    /// Paints the strip there.
    pub(crate) fn show_strip(&mut self, surface: Surface) {
        self.strip_surface = Some(surface);
        self.repaint();
    }

    /// The strip is so large.
    pub(crate) fn resize_strip(&mut self, viewport: Viewport) {
        self.strip_viewport = viewport;
        self.repaint();
    }

    /// The strip shows something else.
    pub(crate) const fn repaint_strip(&mut self) {
        self.strip_stale = true;
    }

    /// Follows the world, and paints what differs. `speed` is 0 while paused.
    pub(crate) fn show(
        &mut self,
        timeline: &Timeline,
        service: ServiceId,
        speed: u32,
        wall_ms: f64,
    ) {
        let wall = FrameTime(wall_ms);
        let passage = std::mem::replace(&mut self.passage, Passage::Still);
        if passage != Passage::Still || self.stale {
            self.fit(timeline.world());
        }
        self.follow(timeline, passage, speed, wall);
        if self.viewport.width > 0.0
            && (passage != Passage::Still || self.stale || self.scene.is_moving(wall))
        {
            self.paint_stage(timeline.world(), wall);
        }
        let is_due = wall_ms - self.strip_painted_at_ms >= STRIP_PERIOD_MS;
        if self.strip_stale || passage == Passage::Jump || (passage == Passage::Onward && is_due) {
            self.paint_strip(timeline, service, wall_ms);
        }
    }

    fn repaint(&mut self) {
        self.stale = true;
        self.strip_stale = true;
    }

    fn follow(&mut self, timeline: &Timeline, passage: Passage, speed: u32, wall: FrameTime) {
        let world = timeline.world();
        let transients = match passage {
            Passage::Still => return,
            Passage::Onward => timeline.latest_transients(),
            Passage::Command | Passage::Jump => &[],
        };
        if passage == Passage::Jump {
            self.scene.jump(world, self.viewport, wall);
        } else {
            let events = timeline.events_since(self.cursor);
            let speed = speed as f32;
            self.scene
                .follow(world, events, transients, speed, self.viewport, wall);
        }
        self.cursor = world.event_count();
    }

    /// Gives the picture the height that it needs.
    fn fit(&mut self, world: &World) {
        let width = self.place.width;
        let height = self
            .scene
            .needed_height(world, width)
            .ceil()
            .max(self.place.height);
        let viewport = Viewport { width, height };
        if viewport == self.viewport {
            return;
        }
        self.viewport = viewport;
        if let Some(stage) = &self.stage {
            stage.set_height(height);
        }
    }

    fn paint_stage(&mut self, world: &World, wall: FrameTime) {
        let Some(stage) = &self.stage else {
            return;
        };
        let frame = self.scene.frame(world, self.viewport, wall);
        self.painter.paint(stage, &frame);
        self.stale = false;
    }

    fn paint_strip(&mut self, timeline: &Timeline, service: ServiceId, wall_ms: f64) {
        let Some(surface) = &self.strip_surface else {
            return;
        };
        if self.strip_viewport.width <= 0.0 {
            return;
        }
        let (viewport, language) = (self.strip_viewport, self.look.language);
        let strip = Strip::new(timeline, service, viewport, language, self.governed);
        self.painter.paint(surface, &strip.frame());
        self.strip = Some(strip);
        self.strip_painted_at_ms = wall_ms;
        self.strip_stale = false;
    }
}
