//! The wires from the clients to every task: solid where requests are routed, dashed where a connection drains.

use sim::{Map, TargetGroup, TargetState, TaskId};

use super::View;
use crate::appearance::{Connection, connection};
use crate::brush::{Brush, dashed, line, solid};
use crate::geometry::Point;
use crate::layout::{GroupBox, Slot};
use crate::theme::Color;

const WIDTH: f32 = 1.6;

/// A wire along a row of tiles.
struct Bus {
    riser: f32,
    y: f32,
    until: f32,
    /// Nothing on it gets new requests.
    only_drains: bool,
}

pub(super) fn draw(view: &View<'_>, brush: &mut Brush) {
    let Some(path) = &view.layout.path else {
        return;
    };
    let middle = path.clients.centre().y;
    let from = Point::new(path.clients.right(), middle);
    for (place, _, group) in view.groups() {
        let inlet = place.inlet();
        let first = if inlet.y == middle {
            vec![from, inlet]
        } else {
            let (fork, turn) = (
                Point::new(path.fork, middle),
                Point::new(path.fork, inlet.y),
            );
            vec![from, fork, turn, inlet]
        };
        brush.line(first, line(Color::Wire, WIDTH));
        draw_group(view, brush, place, group);
    }
}

/// From a target group to its targets.
fn draw_group(view: &View<'_>, brush: &mut Brush, place: &GroupBox, group: &TargetGroup) {
    let some_healthy = group
        .targets
        .values()
        .any(|target| target.state == TargetState::Healthy);
    let connected: Vec<(TaskId, Slot, Connection)> = group
        .targets
        .iter()
        .filter(|(_, target)| target.state != TargetState::Registering)
        .filter_map(|(task, _)| {
            let mut slot = *view.layout.tiles.get(task)?;
            slot.bus += place.shift;
            slot.bounds.x += place.shift;
            Some((*task, slot, connection(group, *task, some_healthy)?))
        })
        .collect();
    let buses = buses(view, place.shift, &connected);
    draw_trunk(brush, place, &buses);
    if !view.layout.metrics.has_wires() || view.layout.is_crowd {
        return;
    }
    for (task, slot, connection) in &connected {
        let opacity = view.scene.wire_opacity(*task, view.wall);
        brush.faded(opacity, |brush| draw_stub(brush, slot, *connection));
        let state = group.targets.get(task).map(|target| target.state);
        draw_probe(brush, slot, state);
    }
}

fn buses(view: &View<'_>, shift: f32, connected: &[(TaskId, Slot, Connection)]) -> Vec<Bus> {
    let mut buses: Map<(usize, i32), Bus> = Map::new();
    let has_wires = view.layout.metrics.has_wires() && !view.layout.is_crowd;
    for (_, slot, connection) in connected {
        let Some(zone) = view.layout.zones.get(slot.zone) else {
            continue;
        };
        let riser = zone.riser + shift;
        let (y, until) = if has_wires {
            (slot.bus, slot.bounds.centre().x)
        } else {
            (zone.bounds.y + 22.0, riser)
        };
        let drains = *connection == Connection::Draining;
        let bus = buses.entry((slot.zone, y as i32)).or_insert(Bus {
            riser,
            y,
            until,
            only_drains: true,
        });
        bus.until = bus.until.max(until);
        bus.only_drains &= drains;
    }
    buses.into_iter().map(|(_, bus)| bus).collect()
}

/// From the target group to the zones, down each zone, and along each row.
fn draw_trunk(brush: &mut Brush, place: &GroupBox, buses: &[Bus]) {
    let solid_line = || line(Color::Wire, WIDTH);
    let reached = buses.iter().map(|bus| bus.riser);
    let (outlet, trunk) = (place.outlet, place.trunk);
    let left = reached.clone().fold(outlet.x, f32::min);
    let right = reached.fold(outlet.x, f32::max);
    if buses.is_empty() {
        return;
    }
    let mut down = vec![outlet, Point::new(outlet.x, trunk)];
    if outlet.x > place.bounds.right() {
        down.insert(0, Point::new(place.bounds.right(), outlet.y));
    }
    brush.line(down, solid_line());
    let along = vec![Point::new(left, trunk), Point::new(right, trunk)];
    brush.line(along, solid_line());
    let mut lowest: Vec<(f32, f32)> = Vec::new();
    for bus in buses {
        match lowest.iter_mut().find(|(riser, _)| *riser == bus.riser) {
            Some((_, y)) => *y = y.max(bus.y),
            None => lowest.push((bus.riser, bus.y)),
        }
    }
    for (riser, y) in lowest {
        let points = vec![Point::new(riser, trunk), Point::new(riser, y)];
        brush.line(points, solid_line());
    }
    for bus in buses {
        let points = vec![Point::new(bus.riser, bus.y), Point::new(bus.until, bus.y)];
        let stroke = if bus.only_drains {
            dashed(Color::Wire, WIDTH, 2.0, 3.5)
        } else {
            solid_line()
        };
        if bus.until > bus.riser {
            brush.line(points, stroke);
        }
    }
}

/// From the row's wire to one tile.
fn draw_stub(brush: &mut Brush, slot: &Slot, connection: Connection) {
    let x = slot.bounds.centre().x;
    let joint = Point::new(x, slot.bus);
    let points = vec![joint, Point::new(x, slot.bounds.y - 1.0)];
    match connection {
        Connection::Draining => brush.line(points, dashed(Color::Wire, WIDTH, 1.5, 3.2)),
        Connection::Probed => brush.line(points, line(Color::Wire, WIDTH)),
        Connection::Routed => {
            brush.line(points, line(Color::Wire, WIDTH));
            brush.circle(joint, 2.2, solid(Color::Wire), None);
        }
    }
}

/// A diamond where only probes go, a cross where they fail.
fn draw_probe(brush: &mut Brush, slot: &Slot, state: Option<TargetState>) {
    let x = slot.bounds.centre().x;
    let size = if slot.bounds.width >= 36.0 { 4.5 } else { 3.4 };
    let at = Point::new(x, slot.bus);
    match state {
        Some(TargetState::Initial) => {
            let corners = [(0.0, -size), (size, 0.0), (0.0, size), (-size, 0.0)];
            let points = corners
                .map(|(dx, dy)| Point::new(x + dx, slot.bus + dy))
                .into();
            brush.polygon(points, solid(Color::Panel), line(Color::Ink, 1.4));
        }
        Some(state) if state.failure().is_some() => {
            brush.circle(at, size + 0.5, solid(Color::Panel), None);
            draw_cross(brush, at, size * 0.7, 1.0);
        }
        _ => {}
    }
}

/// A red cross: a failure.
pub(super) fn draw_cross(brush: &mut Brush, at: Point, arm: f32, opacity: f32) {
    brush.faded(opacity, |brush| {
        for rise in [-1.0, 1.0] {
            let points = vec![
                Point::new(at.x - arm, at.y - arm * rise),
                Point::new(at.x + arm, at.y + arm * rise),
            ];
            brush.line(points, line(Color::Bad, 1.9));
        }
    });
}
