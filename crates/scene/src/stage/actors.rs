//! Everything that moves on the stage: tiles and machines on their way, and changes that are being shown.

use sim::{Event, EventKind, InstanceId, Map, Signal, TargetState, TaskId, TaskStatus};

use crate::appearance::State;
use crate::geometry::{Point, Rectangle};
use crate::layout::Layout;
use crate::motion::{Mover, Pace, Progress, seed, span};
use crate::stage::FrameTime;

/// How things come to where they belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entrance {
    /// They are there.
    AtOnce,
    /// They travel, and new ones fly in.
    Travel,
    /// They fade in where they are not yet.
    Crossfade,
}

/// Everything that moves.
#[derive(Debug, Default)]
pub(super) struct Actors {
    tasks: Map<TaskId, Mover>,
    cards: Map<InstanceId, Mover>,
    changes: Map<TaskId, (State, Progress)>,
    flashes: Map<TaskId, Progress>,
    wires: Map<TaskId, Progress>,
    gone_tasks: Vec<(Rectangle, Progress)>,
    gone_cards: Vec<(Rectangle, Progress)>,
    settles: Option<Progress>,
    ends: FrameTime,
}

impl Actors {
    /// When everything rests.
    pub(super) const fn ends(&self) -> FrameTime {
        self.ends
    }

    pub(super) fn forget_changes(&mut self) {
        self.changes.clear();
        self.flashes.clear();
        self.wires.clear();
        self.gone_tasks.clear();
        self.gone_cards.clear();
        self.settles = None;
    }

    pub(super) fn settle(&mut self, progress: Progress) {
        self.settles = Some(progress);
        self.lasts_until(progress.ends());
    }

    fn lasts_until(&mut self, until: FrameTime) {
        if until.0 > self.ends.0 {
            self.ends = until;
        }
    }

    /// Remembers which tiles change their look.
    pub(super) fn note(&mut self, events: &[Event], pace: Pace, wall: FrameTime) {
        self.changes
            .retain(|_, (_, progress)| progress.at(wall) < 1.0);
        self.flashes.retain(|_, progress| progress.at(wall) < 1.0);
        self.wires.retain(|_, progress| progress.at(wall) < 1.0);
        self.gone_tasks
            .retain(|(_, progress)| progress.at(wall) < 1.0);
        self.gone_cards
            .retain(|(_, progress)| progress.at(wall) < 1.0);
        let change = Progress::new(wall, pace.span(span::CHANGE));
        for event in events {
            match event.kind {
                EventKind::TaskStatusChanged { task, from, .. } => {
                    if let Some(before) = look_of(from) {
                        self.changes.insert(task, (before, change));
                        self.lasts_until(change.ends());
                    }
                }
                EventKind::TargetStateChanged { task, from, to, .. } => {
                    if from == TargetState::Initial && to == TargetState::Healthy {
                        self.changes.insert(task, (State::Checking(1, 1), change));
                    }
                    let wire = Progress::new(wall, pace.span(span::FADE));
                    self.wires.insert(task, wire);
                    self.lasts_until(change.ends());
                }
                EventKind::SignalSent {
                    task,
                    signal: Signal::Sigkill,
                    ..
                } => {
                    let flash = Progress::new(wall, pace.span(span::FLASH));
                    self.flashes.insert(task, flash);
                    self.lasts_until(flash.ends());
                }
                _ => {}
            }
        }
    }

    /// Sends everything to where it belongs in a layout.
    pub(super) fn send(
        &mut self,
        layout: &Layout,
        entrance: Entrance,
        pace: Pace,
        wall: FrameTime,
    ) {
        let entrance = match (entrance, pace) {
            (Entrance::Travel, Pace::Reduced) => Entrance::Crossfade,
            (entrance, _) => entrance,
        };
        self.send_tasks(layout, entrance, pace, wall);
        self.send_cards(layout, entrance, pace, wall);
        let tasks = self.tasks.values().map(Mover::ends);
        let last = tasks
            .chain(self.cards.values().map(Mover::ends))
            .fold(self.ends.0, |latest, end| latest.max(end.0));
        self.ends = FrameTime(last);
    }

    fn send_tasks(&mut self, layout: &Layout, entrance: Entrance, pace: Pace, wall: FrameTime) {
        let mut before = std::mem::take(&mut self.tasks);
        let tiles = layout.tiles.iter().map(|(task, slot)| (*task, slot.bounds));
        let chips = layout.chips.iter().map(|chip| (chip.task, chip.bounds));
        let origin = origin(layout);
        for (task, place) in tiles.chain(chips) {
            let mover = match (before.remove(&task), entrance) {
                (Some(mover), _) if mover.to == place => mover,
                (_, Entrance::AtOnce) => Mover::resting(place),
                (_, Entrance::Crossfade) => appearing(place, pace, wall),
                (Some(mut mover), Entrance::Travel) => {
                    let drops = place.width != mover.to.width;
                    let designed = if drops { span::DROP } else { span::SHIFT };
                    mover.send(place, Progress::new(wall, pace.span(designed)));
                    mover
                }
                (None, Entrance::Travel) => {
                    let progress = Progress::new(wall, pace.span(span::ARRIVE));
                    Mover::arriving(seed(origin), place, progress)
                }
            };
            self.tasks.insert(task, mover);
        }
        if entrance == Entrance::Travel {
            let fade = Progress::new(wall, pace.span(span::FADE));
            self.gone_tasks
                .extend(before.values().map(|mover| (mover.at(wall), fade)));
            self.lasts_until(fade.ends());
        }
    }

    fn send_cards(&mut self, layout: &Layout, entrance: Entrance, pace: Pace, wall: FrameTime) {
        let mut before = std::mem::take(&mut self.cards);
        for card in &layout.cards {
            let Some(instance) = card.instance else {
                continue;
            };
            let place = card.bounds;
            let mover = match (before.remove(&instance), entrance) {
                (Some(mover), _) if mover.to == place => mover,
                (_, Entrance::AtOnce) => Mover::resting(place),
                (Some(mut mover), Entrance::Travel) => {
                    mover.send(place, Progress::new(wall, pace.span(span::SHIFT)));
                    mover
                }
                (None, Entrance::Travel) => {
                    let fade = Progress::new(wall, pace.span(span::SHIFT));
                    Mover::appearing(place, 0.0, fade)
                }
                (_, Entrance::Crossfade) => appearing(place, pace, wall),
            };
            self.cards.insert(instance, mover);
        }
        if entrance == Entrance::Travel {
            let fade = Progress::new(wall, pace.span(span::SHIFT));
            self.gone_cards
                .extend(before.values().map(|mover| (mover.at(wall), fade)));
            self.lasts_until(fade.ends());
        }
    }
}

/// What the picture asks.
impl Actors {
    pub(super) fn task_at(
        &self,
        task: TaskId,
        slot: Rectangle,
        wall: FrameTime,
    ) -> (Rectangle, f32) {
        place_of(self.tasks.get(&task), slot, wall)
    }

    pub(super) fn card_at(
        &self,
        instance: InstanceId,
        slot: Rectangle,
        wall: FrameTime,
    ) -> (Rectangle, f32) {
        place_of(self.cards.get(&instance), slot, wall)
    }

    pub(super) fn is_travelling(&self, task: TaskId, wall: FrameTime) -> bool {
        self.tasks
            .get(&task)
            .is_some_and(|mover| mover.is_travelling(wall))
    }

    pub(super) fn change_of(&self, task: TaskId, wall: FrameTime) -> Option<(State, f32)> {
        let (before, progress) = self.changes.get(&task)?;
        let share = progress.at(wall);
        (share < 1.0).then_some((*before, share))
    }

    pub(super) fn flash_of(&self, task: TaskId, wall: FrameTime) -> Option<f32> {
        let share = self.flashes.get(&task)?.at(wall);
        (share < 1.0).then_some(share)
    }

    pub(super) fn wire_opacity(&self, task: TaskId, wall: FrameTime) -> f32 {
        let arrives = if self.is_travelling(task, wall) {
            0.0
        } else {
            1.0
        };
        let changes = self
            .wires
            .get(&task)
            .map_or(1.0, |progress| 0.25 + 0.75 * progress.at(wall));
        arrives * changes
    }

    pub(super) fn settled(&self, wall: FrameTime) -> f32 {
        self.settles.map_or(1.0, |progress| progress.at(wall))
    }

    pub(super) fn gone_tasks(&self, wall: FrameTime) -> impl Iterator<Item = (Rectangle, f32)> {
        fading(&self.gone_tasks, wall)
    }

    pub(super) fn gone_cards(&self, wall: FrameTime) -> impl Iterator<Item = (Rectangle, f32)> {
        fading(&self.gone_cards, wall)
    }
}

fn place_of(mover: Option<&Mover>, slot: Rectangle, wall: FrameTime) -> (Rectangle, f32) {
    match mover {
        Some(mover) if mover.to == slot => (mover.at(wall), mover.opacity(wall)),
        _ => (slot, 1.0),
    }
}

fn fading(
    gone: &[(Rectangle, Progress)],
    wall: FrameTime,
) -> impl Iterator<Item = (Rectangle, f32)> {
    gone.iter()
        .map(move |(bounds, progress)| (*bounds, 1.0 - progress.at(wall)))
        .filter(|(_, opacity)| *opacity > 0.0)
}

/// After a jump: never quite invisible, so that a quick series of jumps does not blank the picture.
fn appearing(place: Rectangle, pace: Pace, wall: FrameTime) -> Mover {
    let fade = Progress::new(wall, pace.span(span::CROSSFADE));
    Mover::appearing(place, 0.45, fade)
}

/// Where new tasks come from: the service's label in the cluster's header.
fn origin(layout: &Layout) -> Point {
    match (layout.cluster, &layout.path) {
        (Some(cluster), _) => Point::new(cluster.right() - 60.0, cluster.y + 14.0),
        (None, Some(path)) => path.groups[0].outlet,
        (None, None) => Point::new(layout.floor.centre().x, layout.floor.y),
    }
}

/// What a task in a state looked like at the end of it.
const fn look_of(status: TaskStatus) -> Option<State> {
    Some(match status {
        TaskStatus::Provisioning => State::Provisioning,
        TaskStatus::Pending => State::Pending(1.0),
        TaskStatus::Activating => State::Activating,
        TaskStatus::Running => State::Running,
        TaskStatus::Deactivating => State::Deactivating(0.0),
        TaskStatus::Stopping => State::Stopping(None),
        TaskStatus::Deprovisioning => State::Deprovisioning,
        TaskStatus::Stopped => return None,
    })
}
