//! The floor of the cluster: zones beside each other, machines in them, tiles on those, as large as they fit.

use super::metrics::{LARGE, choices};
use super::{Card, Form, Layout, Metrics, Slot, ZoneBox};
use crate::geometry::Rectangle;
use crate::population::{Pen, Population, ZonePopulation};

/// No machine is wider than this if there are others to stand beside it.
const CARD_WIDTH_MAX: f32 = 420.0;
/// Machines beside each other in one zone.
const COLUMNS_MAX: usize = 12;
/// So many zones always stand beside each other.
const ZONES_IN_ROW: usize = 3;
/// How much higher than needed a machine may become where there is room.
const CARD_STRETCH_MAX: f32 = 14.0;

/// The frame of a zone around its machines.
#[derive(Clone, Copy)]
struct ZoneFrame {
    gap: f32,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    riser: f32,
    baseline: f32,
    row_gap: f32,
}

const fn zone_frame(form: Form) -> ZoneFrame {
    match form {
        Form::Wide | Form::Low => ZoneFrame {
            gap: 8.0,
            left: 18.0,
            right: 6.0,
            top: 24.0,
            bottom: 6.0,
            riser: 9.0,
            baseline: 17.0,
            row_gap: 8.0,
        },
        Form::Phone => ZoneFrame {
            gap: 8.0,
            left: 10.0,
            right: 0.0,
            top: 20.0,
            bottom: 2.0,
            riser: 5.0,
            baseline: 13.0,
            row_gap: 8.0,
        },
    }
}

/// One way to arrange the floor.
#[derive(Clone, Copy)]
struct Arrangement {
    metrics: Metrics,
    /// Zones beside each other.
    zones_per_row: usize,
    zone_width: f32,
    /// Machines beside each other in a zone.
    columns: usize,
    card_width: f32,
    /// Without extra room.
    height: f32,
}

/// Puts zones, machines and tiles in their places.
pub(super) fn fill(layout: &mut Layout, population: &Population) {
    let floor = layout.floor;
    let frame = zone_frame(layout.form);
    match arrange(layout.form, floor.width, floor.height, population) {
        Some(arrangement) => {
            layout.metrics = arrangement.metrics;
            place(layout, population, &arrangement, frame);
        }
        None => place_crowd(layout, population, frame),
    }
}

/// How high the floor must be at this width for tiles that can be read.
pub(super) fn needed_height(form: Form, width: f32, population: &Population) -> f32 {
    let readable_from = if form == Form::Phone { 26.0 } else { 24.0 };
    let task_count = population.task_count().max(population.instance_count());
    let tile_min = match task_count {
        0..=160 => readable_from,
        161..=600 => 14.0,
        _ => return 320.0,
    };
    choices(form)
        .filter(|metrics| metrics.tile >= tile_min)
        .flat_map(|metrics| ways(form, metrics, width, f32::MAX, population))
        .map(|arrangement| arrangement.height)
        .min_by(f32::total_cmp)
        .unwrap_or(320.0)
}

/// Whether everything fits with the largest sizes.
pub(super) fn fits_at_best(form: Form, floor: Rectangle, population: &Population) -> bool {
    ways(form, LARGE, floor.width, floor.height, population)
        .any(|arrangement| arrangement.height <= floor.height)
}

/// The way with the largest tiles that fits, and of those the one with the fewest columns.
fn arrange(form: Form, width: f32, height: f32, population: &Population) -> Option<Arrangement> {
    choices(form)
        .filter(|metrics| {
            let area = (metrics.tile * metrics.tile) * population.task_count() as f32;
            area <= width * height
        })
        .find_map(|metrics| {
            ways(form, metrics, width, height, population)
                .filter(|arrangement| arrangement.height <= height)
                .min_by_key(|arrangement| {
                    let is_wide = arrangement.card_width > CARD_WIDTH_MAX;
                    (
                        is_wide && population.instance_count() > 0,
                        std::cmp::Reverse(arrangement.zones_per_row),
                        arrangement.columns,
                    )
                })
        })
}

/// Every way to arrange the floor with these sizes, without those that are much too high.
fn ways(
    form: Form,
    metrics: Metrics,
    width: f32,
    height_max: f32,
    population: &Population,
) -> impl Iterator<Item = Arrangement> {
    let frame = zone_frame(form);
    let zone_count = population.zones.len().max(1);
    let most = population
        .zones
        .iter()
        .map(ZonePopulation::instance_count)
        .max()
        .unwrap_or(0)
        .max(1);
    let per_row = (1..=zone_count).rev().filter(move |per_row| {
        let row_count = zone_count.div_ceil(*per_row);
        row_count <= if zone_count <= ZONES_IN_ROW { 1 } else { 3 }
    });
    per_row.flat_map(move |zones_per_row| {
        let gaps = frame.gap * (zones_per_row - 1) as f32;
        let zone_width = (width - gaps) / zones_per_row as f32;
        let inner = zone_width - frame.left - frame.right;
        (1..=most.min(COLUMNS_MAX)).filter_map(move |columns| {
            let gaps = metrics.card_gap * (columns - 1) as f32;
            let card_width = (inner - gaps) / columns as f32;
            let least = most.div_ceil(columns) as f32 * metrics.card_height(1);
            if card_width < metrics.card_width_min || least > height_max {
                return None;
            }
            let mut arrangement = Arrangement {
                metrics,
                zones_per_row,
                zone_width,
                columns,
                card_width,
                height: 0.0,
            };
            arrangement.height = arrangement.measure(population, frame);
            Some(arrangement)
        })
    })
}

impl Arrangement {
    /// The height of each row of machines over the zones of one row of zones.
    fn row_heights(&self, zones: &[ZonePopulation]) -> Vec<f32> {
        let row_count = zones
            .iter()
            .map(|zone| zone.pens.len().div_ceil(self.columns))
            .max()
            .unwrap_or(0)
            .max(1);
        let is_open = |zone: &ZonePopulation| zone.pens.iter().all(|pen| pen.instance.is_none());
        let least = if zones.iter().all(is_open) {
            self.metrics.tile + 24.0
        } else {
            self.metrics.card_height(1)
        };
        let mut heights = vec![least; row_count];
        for zone in zones {
            for (index, pen) in zone.pens.iter().enumerate() {
                let needed = self.metrics.card_height(self.tile_rows(pen)) - self.metrics.head;
                let height = &mut heights[index / self.columns];
                *height = height.max(needed + self.head(pen));
            }
        }
        heights
    }

    fn tile_rows(&self, pen: &Pen) -> usize {
        pen.tasks.len().div_ceil(self.per_row(pen))
    }

    /// What is above the tiles: nothing but the wire on the open floor.
    fn head(&self, pen: &Pen) -> f32 {
        let metrics = self.metrics;
        if pen.instance.is_some() {
            metrics.head
        } else {
            metrics.head - metrics.bus + 6.0
        }
    }

    /// Tasks on Fargate have the whole width of their zone.
    fn per_row(&self, pen: &Pen) -> usize {
        self.metrics.per_row(self.width_of(pen))
    }

    fn width_of(&self, pen: &Pen) -> f32 {
        if pen.instance.is_some() {
            self.card_width
        } else {
            self.card_width * self.columns as f32
                + self.metrics.card_gap * (self.columns - 1) as f32
        }
    }

    fn measure(&self, population: &Population, frame: ZoneFrame) -> f32 {
        let rows = population.zones.chunks(self.zones_per_row);
        let gaps = frame.row_gap * rows.len().saturating_sub(1) as f32;
        let heights: f32 = rows
            .map(|zones| {
                let heights = self.row_heights(zones);
                let gaps = self.metrics.card_gap * (heights.len() - 1) as f32;
                frame.top + heights.iter().sum::<f32>() + gaps + frame.bottom
            })
            .sum();
        heights + gaps
    }
}

fn place(
    layout: &mut Layout,
    population: &Population,
    arrangement: &Arrangement,
    frame: ZoneFrame,
) {
    let floor = layout.floor;
    let spare = (floor.height - arrangement.height).max(0.0);
    let zone_rows: Vec<&[ZonePopulation]> =
        population.zones.chunks(arrangement.zones_per_row).collect();
    let card_row_count: usize = zone_rows
        .iter()
        .map(|zones| arrangement.row_heights(zones).len())
        .sum();
    let stretch = if arrangement.metrics.has_captions {
        (spare / card_row_count.max(1) as f32).min(CARD_STRETCH_MAX)
    } else {
        0.0
    };
    let left_over = spare - stretch * card_row_count as f32;
    let zone_stretch = if layout.form == Form::Phone {
        0.0
    } else {
        left_over / zone_rows.len().max(1) as f32
    };
    let mut y = floor.y;
    for zones in zone_rows {
        let mut heights = arrangement.row_heights(zones);
        for height in &mut heights {
            *height += stretch;
        }
        let gaps = arrangement.metrics.card_gap * (heights.len() - 1) as f32;
        let zone_height =
            frame.top + heights.iter().sum::<f32>() + gaps + frame.bottom + zone_stretch;
        for (column, zone) in zones.iter().enumerate() {
            let x = floor.x + (arrangement.zone_width + frame.gap) * column as f32;
            let bounds = Rectangle::new(x, y, arrangement.zone_width, zone_height);
            layout.zones.push(ZoneBox {
                zone: zone.zone,
                bounds,
                riser: x + frame.riser,
                baseline: y + frame.baseline,
            });
            place_zone(layout, zone, arrangement, frame, &heights);
        }
        y += zone_height + frame.row_gap;
    }
    layout.bottom = y - frame.row_gap;
}

fn place_zone(
    layout: &mut Layout,
    zone: &ZonePopulation,
    arrangement: &Arrangement,
    frame: ZoneFrame,
    heights: &[f32],
) {
    let metrics = arrangement.metrics;
    let index = layout.zones.len() - 1;
    let bounds = layout.zones[index].bounds;
    for (place, pen) in zone.pens.iter().enumerate() {
        let (row, mut column) = (place / arrangement.columns, place % arrangement.columns);
        let mut y = bounds.y + frame.top;
        for height in &heights[..row] {
            y += height + metrics.card_gap;
        }
        if pen.instance.is_none() && column > 0 {
            // The open floor is the last; it begins its own row where there is one.
            column = 0;
            y += heights[row] + metrics.card_gap;
        }
        let x = bounds.x + frame.left + (arrangement.card_width + metrics.card_gap) * column as f32;
        let card = Card {
            instance: pen.instance,
            tasks: pen.tasks.clone(),
            bounds: Rectangle::new(x, y, arrangement.width_of(pen), heights[row]),
            room: pen.room,
            zone: index,
        };
        place_tiles(layout, pen, arrangement, &card);
        layout.cards.push(card);
    }
}

fn place_tiles(layout: &mut Layout, pen: &Pen, arrangement: &Arrangement, card: &Card) {
    let metrics = arrangement.metrics;
    let per_row = arrangement.per_row(pen);
    let number = layout.cards.len();
    let head = arrangement.head(pen);
    let slot = |place: usize| {
        let (row, column) = (place / per_row, place % per_row);
        let x = card.bounds.x + metrics.side + (metrics.tile + metrics.gap) * column as f32;
        let y = card.bounds.y + head + (metrics.tile + metrics.between) * row as f32;
        Rectangle::new(x, y, metrics.tile, metrics.tile)
    };
    for (place, task) in pen.tasks.iter().enumerate() {
        let bounds = slot(place);
        layout.tiles.insert(
            *task,
            Slot {
                bounds,
                card: Some(number),
                zone: card.zone,
                bus: bounds.y - (metrics.head - metrics.bus),
            },
        );
    }
    let taken = pen.tasks.len();
    let in_row = taken.max(1).div_ceil(per_row) * per_row;
    let shown = (pen.room as usize).min(in_row - taken);
    layout.free.extend((taken..taken + shown).map(slot));
}

/// So many tasks that only colours can be told apart: squares without machines.
fn place_crowd(layout: &mut Layout, population: &Population, frame: ZoneFrame) {
    let floor = layout.floor;
    let zone_count = population.zones.len().max(1);
    let gaps = frame.gap * (zone_count - 1) as f32;
    let width = (floor.width - gaps) / zone_count as f32;
    let inner_width = width - frame.left - frame.right;
    let inner_height = floor.height - frame.top - frame.bottom;
    let most = population
        .zones
        .iter()
        .map(ZonePopulation::task_count)
        .max()
        .unwrap_or(0)
        .max(1);
    let mut pitch = (inner_width * inner_height / most as f32).sqrt().min(10.0);
    let fits =
        |pitch: f32| (inner_width / pitch).floor() * (inner_height / pitch).floor() >= most as f32;
    while pitch > 1.5 && !fits(pitch) {
        pitch -= 0.1;
    }
    let tile = if pitch > 5.0 {
        pitch - 1.5
    } else {
        pitch * 0.8
    };
    layout.is_crowd = true;
    layout.metrics.tile = tile;
    for (index, zone) in population.zones.iter().enumerate() {
        let x = floor.x + (width + frame.gap) * index as f32;
        layout.zones.push(ZoneBox {
            zone: zone.zone,
            bounds: Rectangle::new(x, floor.y, width, floor.height),
            riser: x + frame.riser,
            baseline: floor.y + frame.baseline,
        });
        let per_row = ((inner_width / pitch).floor() as usize).max(1);
        let tasks = zone.pens.iter().flat_map(|pen| &pen.tasks);
        for (place, task) in tasks.enumerate() {
            let bounds = Rectangle::new(
                x + frame.left + pitch * (place % per_row) as f32,
                floor.y + frame.top + pitch * (place / per_row) as f32,
                tile,
                tile,
            );
            let slot = Slot {
                bounds,
                card: None,
                zone: index,
                bus: 0.0,
            };
            layout.tiles.insert(*task, slot);
        }
    }
}
