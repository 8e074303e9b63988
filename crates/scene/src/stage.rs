//! The stage: what the picture shows, how it moves, and what is under the pointer.

mod actors;
mod failing;
mod told;

use sim::{
    CommandSequence, Event, EventSequence, InstanceId, PlacementShortfall, ServiceId, TaskId,
    Transient, World,
};
use words::Language;

use crate::appearance::State;
use crate::brush::Brush;
use crate::countdown::{Countdown, countdown};
use crate::frame::Frame;
use crate::geometry::{Point, Rectangle, Viewport};
use crate::governed::Governed;
use crate::layout::{Layout, ZoneBox};
use crate::motion::{Pace, Progress, span};
use crate::paint::{self, View};
use crate::population::Population;
use crate::target::{self, Target};
use crate::tile;
use crate::traffic::Traffic;
use actors::{Actors, Entrance};
use told::{named, shortfall};

/// From this simulated speed on, requests are a flow and motion is short.
const FLOW_SPEED: f32 = 60.0;
/// Time between two looks that is longer than this counts as this long: then the page slept, or the world was paused.
const ELAPSED_MAX_MS: f64 = 100.0;

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
    governed: Option<Governed>,
    light: Progress,
    arranged: Option<Arranged>,
    targets: Vec<(Target, Rectangle)>,
    shortfall: Option<PlacementShortfall>,
    countdown: Option<Countdown>,
    named: Option<TaskId>,
    /// The slots that were free before the layout changed.
    free_before: Vec<Rectangle>,
    actors: Actors,
    traffic: Traffic,
    speed: f32,
    followed_at: FrameTime,
}

/// Who is in the picture and where everything is, with what that was made for.
#[derive(Debug)]
struct Arranged {
    key: Key,
    population: Population,
    layout: Layout,
}

/// What the layout was made for: it is made anew when this differs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    service: ServiceId,
    look: Look,
    viewport: Viewport,
    events: EventSequence,
    commands: CommandSequence,
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
            governed: None,
            light: Progress::new(FrameTime(0.0), 0.0),
            arranged: None,
            targets: Vec::new(),
            shortfall: None,
            countdown: None,
            named: None,
            free_before: Vec::new(),
            actors: Actors::default(),
            traffic: Traffic::default(),
            speed: 0.0,
            followed_at: FrameTime::default(),
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

    /// Lights up what a value governs, from this instant of the wall clock on.
    pub fn govern(&mut self, governed: Option<Governed>, wall: FrameTime) {
        if self.governed.is_none() {
            let span = if self.look.reduced_motion {
                0.0
            } else {
                span::LIGHT
            };
            self.light = Progress::new(wall, span);
        }
        self.governed = governed;
    }

    /// Takes what has happened, and moves everything to where it belongs now from where it is. `speed` is simulated
    /// seconds in a second of the wall clock, 0 while paused.
    pub fn follow(
        &mut self,
        world: &World,
        events: &[Event],
        transients: &[Transient],
        speed: f32,
        viewport: Viewport,
        wall: FrameTime,
    ) {
        let elapsed = (wall.0 - self.followed_at.0).clamp(0.0, ELAPSED_MAX_MS) as f32;
        self.followed_at = wall;
        self.speed = speed;
        let pace = self.pace();
        self.actors.note(events, pace, wall);
        let key = self.key(world, viewport);
        let before = self.arranged.as_ref().map(|arranged| arranged.key);
        if before != Some(key) {
            // Another window, language or service is another picture: it is there at once.
            let same_picture = before.is_some_and(|before| {
                (before.service, before.look, before.viewport)
                    == (key.service, key.look, key.viewport)
            });
            let entrance = if same_picture {
                Entrance::Travel
            } else {
                Entrance::AtOnce
            };
            self.arrange(world, key, entrance, pace, wall);
        }
        if let Some(arranged) = &self.arranged
            && !arranged.population.groups.is_empty()
        {
            let groups = arranged.population.groups.iter();
            let groups: Vec<_> = groups
                .filter_map(|group| world.target_group(group.id))
                .collect();
            self.traffic
                .advance(elapsed, speed, &groups, world.now(), transients);
            let clock = self.traffic.clock();
            self.traffic
                .retire(|dot, _| paint::is_under_way(&arranged.layout, dot, clock));
        }
    }

    /// Shows another instant: everything crossfades to where it belongs, nothing travels.
    pub fn jump(&mut self, world: &World, viewport: Viewport, wall: FrameTime) {
        self.followed_at = wall;
        self.traffic.clear();
        self.actors.forget_changes();
        let key = self.key(world, viewport);
        let pace = self.pace();
        self.arrange(world, key, Entrance::Crossfade, pace, wall);
    }

    /// The picture at one instant of the wall clock.
    pub fn frame(&self, world: &World, viewport: Viewport, wall: FrameTime) -> Frame {
        let fresh;
        let arranged = match &self.arranged {
            Some(arranged) if arranged.key.viewport == viewport => arranged,
            _ => {
                fresh = Arranged::new(world, self.key(world, viewport));
                &fresh
            }
        };
        let (population, layout) = (&arranged.population, &arranged.layout);
        let mut brush = Brush::with_capacity(1_024);
        let view = View {
            world,
            scene: self,
            layout,
            population,
            service: world.service(self.service),
            language: self.look.language,
            wall,
            light: None,
        };
        // Of what the layout is made for: it is enlarged below.
        let size = Rectangle::new(
            0.0,
            0.0,
            viewport.width / layout.scale,
            viewport.height / layout.scale,
        );
        paint::draw(view, &mut brush, size);
        if layout.scale != 1.0 {
            for shape in &mut brush.shapes {
                shape.enlarge(layout.scale);
            }
        }
        Frame {
            viewport,
            shapes: brush.shapes,
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

    /// Whether the next frame differs: time passes, or something is still on its way.
    pub fn is_moving(&self, wall: FrameTime) -> bool {
        let plays = self.speed > 0.0 && wall.0 - self.followed_at.0 < ELAPSED_MAX_MS;
        let lights_up = self.governed.is_some() && self.light.ends().0 > wall.0;
        plays || lights_up || self.actors.ends().0 > wall.0
    }

    /// How high the picture must be at this width so that its tiles can be read.
    pub fn needed_height(&self, world: &World, width: f32) -> f32 {
        let viewport = Viewport {
            width,
            height: 708.0,
        };
        match &self.arranged {
            Some(arranged) if arranged.key == self.key(world, arranged.key.viewport) => {
                Layout::needed_height(&arranged.population, viewport).ceil()
            }
            _ => Layout::needed_height(&Population::of(world, self.service), viewport).ceil(),
        }
    }
}

/// What the parts of the picture ask.
impl Scene {
    pub(crate) const fn service(&self) -> ServiceId {
        self.service
    }

    pub(crate) const fn look(&self) -> Look {
        self.look
    }

    pub(crate) const fn selected(&self) -> Option<Target> {
        self.selected
    }

    pub(crate) const fn hovered(&self) -> Option<Target> {
        self.hovered
    }

    pub(crate) const fn focused(&self) -> Option<Target> {
        self.focused
    }

    /// What is lit, and how far.
    pub(crate) fn governed(&self, wall: FrameTime) -> Option<(Governed, f32)> {
        Some((self.governed?, self.light.at(wall)))
    }

    pub(crate) const fn traffic(&self) -> &Traffic {
        &self.traffic
    }

    pub(crate) fn is_flow(&self) -> bool {
        self.speed >= FLOW_SPEED
    }

    /// The clock of the flow at one instant of the wall clock.
    pub(crate) fn flow_clock(&self, wall: FrameTime) -> f32 {
        let since = (wall.0 - self.followed_at.0).clamp(0.0, ELAPSED_MAX_MS) as f32;
        self.traffic.clock() + if self.speed > 0.0 { since } else { 0.0 }
    }

    /// How visible a free slot is: one that has just become free appears.
    pub(crate) fn free_opacity(&self, slot: &Rectangle, wall: FrameTime) -> f32 {
        if self.free_before.contains(slot) {
            1.0
        } else {
            self.actors.settled(wall)
        }
    }

    /// The task that the headline names, where tiles have no room for ids.
    pub(crate) const fn named(&self) -> Option<TaskId> {
        self.named
    }

    /// What the service lacks that waits for capacity.
    pub(crate) const fn shortfall(&self) -> Option<PlacementShortfall> {
        self.shortfall
    }

    /// What the service waits for by the clock.
    pub(crate) const fn countdown(&self) -> Option<Countdown> {
        self.countdown
    }

    /// Whether this machine comes closest to having room for a task that has none.
    pub(crate) fn is_closest(&self, instance: InstanceId) -> bool {
        let closest = self.shortfall.and_then(PlacementShortfall::closest);
        closest == Some(instance)
    }

    /// Where a task is, and how visible.
    pub(crate) fn task_at(
        &self,
        task: TaskId,
        slot: Rectangle,
        wall: FrameTime,
    ) -> (Rectangle, f32) {
        self.actors.task_at(task, slot, wall)
    }

    /// Where a machine is, and how visible.
    pub(crate) fn card_at(
        &self,
        instance: InstanceId,
        slot: Rectangle,
        wall: FrameTime,
    ) -> (Rectangle, f32) {
        self.actors.card_at(instance, slot, wall)
    }

    pub(crate) fn is_travelling(&self, task: TaskId, wall: FrameTime) -> bool {
        self.actors.is_travelling(task, wall)
    }

    /// What a task looked like before, and how far it has changed.
    pub(crate) fn change_of(&self, task: TaskId, wall: FrameTime) -> Option<(State, f32)> {
        self.actors.change_of(task, wall)
    }

    pub(crate) fn flash_of(&self, task: TaskId, wall: FrameTime) -> Option<f32> {
        self.actors.flash_of(task, wall)
    }

    pub(crate) fn wire_opacity(&self, task: TaskId, wall: FrameTime) -> f32 {
        self.actors.wire_opacity(task, wall)
    }

    pub(crate) fn gone_tasks(&self, wall: FrameTime) -> impl Iterator<Item = (Rectangle, f32)> {
        self.actors.gone_tasks(wall)
    }

    pub(crate) fn gone_cards(&self, wall: FrameTime) -> impl Iterator<Item = (Rectangle, f32)> {
        self.actors.gone_cards(wall)
    }

    /// Where something is when it rests.
    pub(crate) fn bounds_of(&self, layout: &Layout, target: Target) -> Option<Rectangle> {
        let path = layout.path.as_ref();
        match target {
            Target::Zone(id) => {
                let mut zones = layout.zones.iter();
                zones.find(|zone| zone.zone == id).map(ZoneBox::header)
            }
            Target::Task(task) => layout.place_of(task),
            Target::Instance(id) => layout
                .cards
                .iter()
                .find(|card| card.instance == Some(id))
                .map(|card| card.bounds),
            Target::TargetGroup(id) => path?
                .groups
                .iter()
                .find(|group| group.id == id)
                .map(|group| group.bounds),
            Target::LoadBalancer(_) => path.map(|path| path.balancer),
            Target::Clients => path.map(|path| path.clients),
        }
    }
}

impl Scene {
    fn pace(&self) -> Pace {
        match (self.look.reduced_motion, self.speed >= FLOW_SPEED) {
            (true, _) => Pace::Reduced,
            (false, true) => Pace::Fast,
            (false, false) => Pace::Normal,
        }
    }

    const fn key(&self, world: &World, viewport: Viewport) -> Key {
        Key {
            service: self.service,
            look: self.look,
            viewport,
            events: world.event_count(),
            commands: CommandSequence(world.command_count()),
        }
    }

    /// Makes the layout, and sends everything where it belongs in it.
    fn arrange(
        &mut self,
        world: &World,
        key: Key,
        entrance: Entrance,
        pace: Pace,
        wall: FrameTime,
    ) {
        let arranged = Arranged::new(world, key);
        let layout = &arranged.layout;
        let before = self.arranged.as_ref().map(|before| &before.layout);
        let settles = before.is_some_and(|before| before.free != layout.free);
        let same_scale = before.is_none_or(|before| before.scale == layout.scale);
        let entrance = match entrance {
            Entrance::Travel if !same_scale => Entrance::Crossfade,
            entrance => entrance,
        };
        self.actors.send(layout, entrance, pace, wall);
        if let Some(before) = self.arranged.as_mut().filter(|_| settles) {
            self.free_before = std::mem::take(&mut before.layout.free);
        }
        if settles && entrance == Entrance::Travel {
            self.actors
                .settle(Progress::new(wall, pace.span(span::FADE)));
        }
        self.targets = target::in_reading_order(world, layout, &arranged.population);
        self.shortfall = shortfall(world, self.service);
        self.countdown = countdown(world, self.service);
        self.named = tile::is_brief(layout.metrics.tile)
            .then(|| named(world, self.service))
            .flatten();
        self.arranged = Some(arranged);
    }
}

impl Arranged {
    fn new(world: &World, key: Key) -> Self {
        let population = Population::of(world, key.service);
        let layout = Layout::new(world, &population, key.viewport, key.look.language);
        Self {
            key,
            population,
            layout,
        }
    }
}
