//! Where everything is: rectangles for boxes, zones, machines and tiles, and the wires between them. Paints nothing.

mod floor;
mod metrics;
pub(crate) mod tray;

use sim::{InstanceId, Map, TargetGroupId, TaskId, World, Zone};
use words::Language;

pub(crate) use metrics::{Form, Metrics};

use crate::appearance::Caption;
use crate::geometry::{Point, Rectangle, Viewport};
use crate::population::{GroupPopulation, Population};

/// An enlarged stage is at least so large in its own units.
const ENLARGED_WIDTH_MIN: f32 = 900.0;
const ENLARGED_HEIGHT_MIN: f32 = 640.0;
/// How much a stage is enlarged at the most, and in which steps.
const SCALE_MAX: f32 = 1.5;
const SCALE_STEP: f32 = 0.05;
/// The least height of one of several target groups, and what is between them.
const GROUP_HEIGHT_MIN: f32 = 17.0;
const GROUP_GAP: f32 = 4.0;
/// How much room wires of several target groups have beside each other.
const LANES_WIDTH: f32 = 12.0;

/// Where everything is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layout {
    /// The window in the layout's own units.
    pub(crate) viewport: Viewport,
    /// CSS pixels in one unit: more than 1 in a large window.
    pub(crate) scale: f32,
    pub(crate) form: Form,
    pub(crate) metrics: Metrics,
    /// The clients, the load balancer and the target groups; none in a world without them.
    pub(crate) path: Option<RequestPath>,
    /// The frame around the zones; none where there is no room for one.
    pub(crate) cluster: Option<Rectangle>,
    /// Where the zones are.
    pub(crate) floor: Rectangle,
    pub(crate) zones: Vec<ZoneBox>,
    pub(crate) cards: Vec<Card>,
    pub(crate) tiles: Map<TaskId, Slot>,
    /// Room for more tasks.
    pub(crate) free: Vec<Rectangle>,
    /// Where stopped tasks lie.
    pub(crate) tray: Option<Rectangle>,
    pub(crate) chips: Vec<Chip>,
    /// Stopped tasks that the tray has no room for.
    pub(crate) more: Option<More>,
    /// The row that explains the states.
    pub(crate) legend: Option<Rectangle>,
    /// Tasks are shown without their machines, since there are so many.
    pub(crate) is_crowd: bool,
    /// Where the content ends.
    pub(crate) bottom: f32,
}

/// The way of requests until the trunks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RequestPath {
    pub(crate) clients: Rectangle,
    pub(crate) balancer: Rectangle,
    /// Where wires to several target groups part.
    pub(crate) fork: f32,
    /// One on top of the other.
    pub(crate) groups: Vec<GroupBox>,
}

/// The place of one target group, and where its wires run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct GroupBox {
    pub(crate) id: TargetGroupId,
    pub(crate) bounds: Rectangle,
    /// Where the wire leaves it.
    pub(crate) outlet: Point,
    /// The height at which its trunk runs to the zones.
    pub(crate) trunk: f32,
    /// How far its wires are beside those of a target group that is alone.
    pub(crate) shift: f32,
}

impl GroupBox {
    /// The end of the way into it.
    pub(crate) fn inlet(&self) -> Point {
        Point::new(self.bounds.x, self.bounds.centre().y)
    }
}

/// How far a zone's header reaches below the baseline of its name.
const HEADER_BELOW: f32 = 5.0;

/// One zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ZoneBox {
    pub(crate) zone: Zone,
    pub(crate) bounds: Rectangle,
    /// Where its wire runs down.
    pub(crate) riser: f32,
    /// The baseline of its name.
    pub(crate) baseline: f32,
}

impl ZoneBox {
    /// Where its name stands.
    pub(crate) fn header(&self) -> Rectangle {
        let bounds = self.bounds;
        let height = (self.baseline + HEADER_BELOW - bounds.y).max(0.0);
        Rectangle::new(bounds.x, bounds.y, bounds.width, height)
    }
}

/// One machine, or the open floor for tasks on Fargate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Card {
    pub(crate) instance: Option<InstanceId>,
    /// In the order of their tiles.
    pub(crate) tasks: Vec<TaskId>,
    pub(crate) bounds: Rectangle,
    pub(crate) room: u32,
    /// Into which zone it belongs, by its place.
    pub(crate) zone: usize,
}

/// The place of one task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Slot {
    pub(crate) bounds: Rectangle,
    /// On which card, by its place; none in a crowd.
    pub(crate) card: Option<usize>,
    /// Into which zone, by its place.
    pub(crate) zone: usize,
    /// The height of the wire along its row.
    pub(crate) bus: f32,
}

/// The place of one stopped task.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chip {
    pub(crate) task: TaskId,
    pub(crate) bounds: Rectangle,
    /// Where the words on its end begin.
    pub(crate) words: f32,
    /// Where they end.
    pub(crate) right: f32,
    /// How it ended.
    pub(crate) exit: Caption,
    /// What is to be said beyond that.
    pub(crate) note: Option<String>,
}

/// How many stopped tasks have no chip, and where that is said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct More {
    pub(crate) count: usize,
    /// Those that are listed, the latest first.
    pub(crate) tasks: Vec<TaskId>,
    pub(crate) bounds: Rectangle,
}

/// The horizontal bands of the stage.
struct Bands {
    /// Of the boxes above the cluster.
    boxes: Rectangle,
    trunk: f32,
    cluster: Option<Rectangle>,
    floor: Rectangle,
    tray: Option<Rectangle>,
    legend: Option<Rectangle>,
}

impl Layout {
    /// As large as it fits: enlarged if even that leaves room in a large window.
    pub(crate) fn new(
        world: &World,
        population: &Population,
        window: Viewport,
        language: Language,
    ) -> Self {
        let roomy = (window.width / ENLARGED_WIDTH_MIN).min(window.height / ENLARGED_HEIGHT_MIN);
        let steps = ((roomy.min(SCALE_MAX) - 1.0) / SCALE_STEP).floor().max(0.0) as usize;
        (1..=steps)
            .rev()
            .map(|step| 1.0 + SCALE_STEP * step as f32)
            .find(|scale| {
                let viewport = shrunk(window, *scale);
                let form = Form::of(viewport);
                let floor = Bands::of(form, viewport, population.groups.len()).floor;
                floor::fits_at_best(form, floor, population)
            })
            .map_or_else(
                || Self::at_scale(world, population, window, language, 1.0),
                |scale| Self::at_scale(world, population, window, language, scale),
            )
    }

    fn at_scale(
        world: &World,
        population: &Population,
        window: Viewport,
        language: Language,
        scale: f32,
    ) -> Self {
        let viewport = shrunk(window, scale);
        let form = Form::of(viewport);
        let groups = &population.groups;
        let bands = Bands::of(form, viewport, groups.len());
        let path = (!groups.is_empty()).then(|| request_path(form, &bands, groups));
        let mut layout = Self {
            viewport,
            scale,
            form,
            metrics: metrics::choices(form)
                .last()
                .expect("there is always a smallest choice"),
            path,
            cluster: bands.cluster,
            floor: bands.floor,
            zones: Vec::new(),
            cards: Vec::new(),
            tiles: Map::new(),
            free: Vec::new(),
            tray: bands.tray,
            chips: Vec::new(),
            more: None,
            legend: bands.legend,
            is_crowd: false,
            bottom: bands.floor.bottom(),
        };
        floor::fill(&mut layout, population);
        tray::fill(&mut layout, world, population, language);
        layout
    }

    /// How high the stage must be at this width so that tiles are still readable.
    pub(crate) fn needed_height(population: &Population, viewport: Viewport) -> f32 {
        let form = Form::of(viewport);
        let bands = Bands::of(form, viewport, population.groups.len());
        let beyond = viewport.height - bands.floor.height;
        floor::needed_height(form, bands.floor.width, population) + beyond
    }

    /// The way of a request from the clients through a target group to a task, as far as wires are drawn: without its last part where no wire
    /// leads to tiles.
    pub(crate) fn route(&self, group: TargetGroupId, task: TaskId) -> Option<Route> {
        let path = self.path.as_ref()?;
        let group = path.groups.iter().find(|place| place.id == group)?;
        let slot = self.tiles.get(&task)?;
        let zone = self.zones.get(slot.zone)?;
        let middle = path.clients.centre().y;
        let riser = zone.riser + group.shift;
        let (bus, tile) = if self.metrics.has_wires() && !self.is_crowd {
            let x = slot.bounds.centre().x + group.shift;
            (slot.bus + group.shift, Point::new(x, slot.bounds.y))
        } else {
            let end = zone.bounds.y + 22.0;
            (end, Point::new(riser, end))
        };
        let inlet = group.inlet();
        Some([
            Point::new(path.clients.right(), middle),
            Point::new(path.fork, middle),
            Point::new(path.fork, inlet.y),
            Point::new(group.outlet.x, inlet.y),
            group.outlet,
            Point::new(group.outlet.x, group.trunk),
            Point::new(riser, group.trunk),
            Point::new(riser, bus),
            Point::new(tile.x, bus),
            tile,
        ])
    }

    /// The rectangle of a task, on its machine or in the tray.
    pub(crate) fn place_of(&self, task: TaskId) -> Option<Rectangle> {
        let tile = self.tiles.get(&task).map(|slot| slot.bounds);
        let chip = || self.chips.iter().find(|chip| chip.task == task);
        let more = || self.more.as_ref().filter(|more| more.tasks.contains(&task));
        tile.or_else(|| chip().map(|chip| chip.bounds))
            .or_else(|| more().map(|more| more.bounds))
    }
}

/// The way of a request: where wires part, the target group's inlet and outlet, its trunk, the riser of the zone, the wire
/// along the row, and the tile.
pub(crate) type Route = [Point; 10];

/// A window in units of so many CSS pixels.
const fn shrunk(window: Viewport, scale: f32) -> Viewport {
    Viewport {
        width: window.width / scale,
        height: window.height / scale,
    }
}

impl Bands {
    fn of(form: Form, viewport: Viewport, group_count: usize) -> Self {
        let Viewport { width, height } = viewport;
        let margin = if form == Form::Phone { 10.0 } else { 16.0 };
        let inner = width - 2.0 * margin;
        let top = if form == Form::Phone { 8.0 } else { 10.0 };
        let box_height = match form {
            Form::Wide => 72.0,
            Form::Low => 42.0,
            Form::Phone => 38.0,
        };
        let box_height = stacked_height(group_count).max(box_height);
        let boxes = Rectangle::new(margin, top, inner, box_height);
        let to_trunk = match form {
            Form::Wide => 18.0,
            Form::Low => 12.0,
            Form::Phone => 10.0,
        };
        let trunk = boxes.bottom() + to_trunk;
        let below = match form {
            Form::Wide => 16.0,
            Form::Low => 10.0,
            Form::Phone => 7.0,
        };
        let start = if group_count > 0 { trunk + below } else { top };

        let has_legend = form == Form::Wide && width >= 700.0 && height >= 560.0;
        let has_tray = form == Form::Wide;
        let mut end = height - if form == Form::Phone { 8.0 } else { 12.0 };
        let legend = has_legend.then(|| {
            end -= 18.0;
            Rectangle::new(margin, end, inner, 18.0)
        });
        if has_legend {
            end -= 12.0;
        }
        let tray = has_tray.then(|| {
            end -= 34.0;
            Rectangle::new(margin, end, inner, 34.0)
        });
        if has_tray {
            end -= 14.0;
        }
        let whole = Rectangle::new(margin, start, inner, (end - start).max(40.0));
        let cluster = (form == Form::Wide).then_some(whole);
        let floor = match form {
            Form::Wide => Rectangle::new(
                whole.x + 10.0,
                whole.y + 27.0,
                whole.width - 20.0,
                whole.height - 32.0,
            ),
            _ => whole,
        };
        Self {
            boxes,
            trunk,
            cluster,
            floor,
            tray,
            legend,
        }
    }
}

/// The least height of target groups on top of each other.
const fn stacked_height(group_count: usize) -> f32 {
    group_count as f32 * (GROUP_HEIGHT_MIN + GROUP_GAP) - GROUP_GAP
}

/// Clients, load balancer and target groups share the width; the target groups get most of it.
fn request_path(form: Form, bands: &Bands, groups: &[GroupPopulation]) -> RequestPath {
    let boxes = bands.boxes;
    let width = boxes.width;
    let (clients, balancer, group) = match form {
        Form::Wide => (
            112.0,
            (width * 0.214).clamp(150.0, 220.0),
            (width * 0.455).min(620.0),
        ),
        Form::Low => (118.0, (width * 0.22).clamp(130.0, 200.0), width * 0.463),
        Form::Phone => (width * 0.29, width * 0.265, width * 0.35),
    };
    let gap = (width - clients - balancer - group) / 2.0;
    let at = |x: f32, width: f32| Rectangle::new(x, boxes.y, width, boxes.height);
    let clients = at(boxes.x, clients);
    let balancer = at(clients.right() + gap, balancer);
    let group = at(balancer.right() + gap, group);
    RequestPath {
        clients,
        balancer,
        fork: balancer.right() + gap / 2.0,
        groups: stack(form, group, bands.trunk, groups),
    }
}

/// Target groups on top of each other. Wires leave the last of them downwards, and the others around it.
fn stack(form: Form, all: Rectangle, trunk: f32, groups: &[GroupPopulation]) -> Vec<GroupBox> {
    let last = groups.len() - 1;
    let pitch = LANES_WIDTH / groups.len().max(3) as f32;
    let pitch = if form == Form::Phone {
        pitch / 2.0
    } else {
        pitch
    };
    let height = (all.height - GROUP_GAP * last as f32) / groups.len() as f32;
    let width = all.width - pitch * 1.5 * last as f32;
    let place = |(index, group): (usize, &GroupPopulation)| {
        let y = all.y + (height + GROUP_GAP) * index as f32;
        let bounds = Rectangle::new(all.x, y, width, height);
        let outlet = if index == last {
            Point::new(bounds.centre().x, bounds.bottom())
        } else {
            let beyond = pitch * 1.5 * (last - index) as f32;
            Point::new(bounds.right() + beyond, bounds.centre().y)
        };
        let shift = pitch * (last as f32 / 2.0 - index as f32);
        GroupBox {
            id: group.id,
            bounds,
            outlet,
            trunk: trunk + shift,
            shift,
        }
    };
    groups.iter().enumerate().map(place).collect()
}
