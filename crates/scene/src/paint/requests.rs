//! Requests on the wires: dots that travel, crosses that come back, and a flow at great speed.

use sim::{TargetGroupId, TaskId};
use words::stage as say;

use super::View;
use super::wires::draw_cross;
use crate::brush::{Brush, dashed, line, sans, solid};
use crate::frame::Align;
use crate::geometry::Point;
use crate::layout::{GroupBox, Layout, RequestPath, Route};
use crate::outline::{along, length, point_at};
use crate::theme::Color;
use crate::traffic::{Dot, SPEED, Traffic};

const DOT_RADIUS: f32 = 2.6;
/// How near to a cross is at it.
const CROSS_REACH: f32 = 10.0;
const TAIL: f32 = 12.0;
/// Between two dashes of a flow, and the length of each.
const FLOW_PITCH: f32 = 34.0;
const FLOW_DASH: f32 = 9.0;
/// How far a failure has come when its wire is no longer red.
const RED_WIRE: f32 = 420.0;

pub(super) fn draw(view: &View<'_>, brush: &mut Brush) {
    if view.scene.look().reduced_motion {
        draw_rates(view, brush);
    } else if view.scene.is_flow() {
        draw_flow(view, brush);
    } else {
        draw_dots(view, brush);
    }
}

/// The way of a dot; of one that reached no task, until the target group.
pub(crate) fn way(layout: &Layout, dot: &Dot) -> Option<(Route, usize)> {
    match dot.target {
        Some(task) => Some((layout.route(dot.group, task)?, 10)),
        None => {
            let path = layout.path.as_ref()?;
            let group = path.groups.iter().find(|group| group.id == dot.group)?;
            let mut points = [group.inlet(); 10];
            points[..4].copy_from_slice(&entry(path, group));
            Some((points, 4))
        }
    }
}

/// The failure whose cross is near a point, in the measures of the layout.
pub(crate) fn failure_near(
    layout: &Layout,
    traffic: &Traffic,
    clock: f32,
    near: Point,
) -> Option<Dot> {
    let distance = |dot: &Dot| {
        let (mut points, count) = way(layout, dot)?;
        let points = &mut points[..count];
        points.reverse();
        let at = point_at(points, (clock - dot.born) * SPEED)?;
        Some(at.distance(near))
    };
    let near = traffic
        .failures()
        .filter_map(|dot| Some((distance(dot)?, dot)));
    let near = near.filter(|(distance, _)| *distance <= CROSS_REACH);
    let nearest = near.min_by(|(one, _), (other, _)| one.total_cmp(other));
    nearest.map(|(_, dot)| *dot)
}

/// From the clients into a target group.
fn entry(path: &RequestPath, group: &GroupBox) -> [Point; 4] {
    let middle = path.clients.centre().y;
    let inlet = group.inlet();
    [
        Point::new(path.clients.right(), middle),
        Point::new(path.fork, middle),
        Point::new(path.fork, inlet.y),
        inlet,
    ]
}

fn draw_dots(view: &View<'_>, brush: &mut Brush) {
    let traffic = view.scene.traffic();
    let clock = view.scene.flow_clock(view.wall);
    for dot in traffic.dots() {
        let Some((points, count)) = way(view.layout, dot) else {
            continue;
        };
        let points = &points[..count];
        let distance = (clock - dot.born) * SPEED;
        if distance < 0.0 || distance > length(points) {
            continue;
        }
        let tail = along(points, (distance - TAIL).max(0.0), distance);
        brush.faded(0.22, |brush| {
            brush.line(tail, line(Color::Ok, 1.5 * DOT_RADIUS));
        });
        if let Some(at) = point_at(points, distance) {
            brush.circle(at, DOT_RADIUS, solid(Color::Ok), None);
        }
    }
    for dot in traffic.failures() {
        let Some((mut points, count)) = way(view.layout, dot) else {
            continue;
        };
        let points = &mut points[..count];
        points.reverse();
        let distance = (clock - dot.born) * SPEED;
        if distance < 0.0 || distance > length(points) {
            continue;
        }
        let red = 0.7 * (1.0 - distance / RED_WIRE);
        brush.faded(red, |brush| {
            let reach = along(points, 0.0, RED_WIRE.min(distance + 90.0));
            brush.line(reach, dashed(Color::Bad, 1.6, 4.0, 4.0));
        });
        if let Some(at) = point_at(points, distance) {
            draw_cross(brush, at, 3.4, 1.0);
        }
    }
}

/// Requests a second through one target group into one zone.
struct ZoneRate {
    group: TargetGroupId,
    riser: f32,
    /// The task at the end of the longest wire.
    farthest: TaskId,
    rate: f32,
}

fn rates(view: &View<'_>) -> Vec<ZoneRate> {
    let mut zones: Vec<ZoneRate> = Vec::new();
    let bus = |id: TaskId| view.layout.tiles.get(&id).map_or(0.0, |slot| slot.bus);
    for (_, _, group) in view.groups() {
        for task in group.targets.keys() {
            let rate = view.scene.traffic().rate(group.id, *task);
            let Some(slot) = view.layout.tiles.get(task).filter(|_| rate > 0.0) else {
                continue;
            };
            let riser = view.layout.zones[slot.zone].riser;
            let is_same = |zone: &&mut ZoneRate| zone.riser == riser && zone.group == group.id;
            match zones.iter_mut().find(is_same) {
                Some(zone) => {
                    zone.rate += rate;
                    if bus(*task) > bus(zone.farthest) {
                        zone.farthest = *task;
                    }
                }
                None => zones.push(ZoneRate {
                    group: group.id,
                    riser,
                    farthest: *task,
                    rate,
                }),
            }
        }
    }
    zones
}

/// Wires as wide as their traffic, with dashes that run along them.
fn draw_flow(view: &View<'_>, brush: &mut Brush) {
    let Some(path) = &view.layout.path else {
        return;
    };
    let phase = (view.scene.flow_clock(view.wall) * SPEED) % FLOW_PITCH;
    let width = |rate: f32| (1.6 + rate.sqrt() * 0.35).min(6.0);
    let zones = rates(view);
    for (place, _, group) in view.groups() {
        let own = || zones.iter().filter(|zone| zone.group == group.id);
        let all: f32 = own().map(|zone| zone.rate).sum();
        if all <= 0.0 {
            continue;
        }
        draw_stream(brush, &entry(path, place), phase, width(all));
        for zone in own() {
            if let Some(route) = view.layout.route(group.id, zone.farthest) {
                draw_stream(brush, &route[4..8], phase, width(zone.rate));
            }
        }
        if !view.layout.metrics.has_wires() || view.layout.is_crowd {
            continue;
        }
        for task in group.targets.keys() {
            let rate = view.scene.traffic().rate(group.id, *task);
            let route = view.layout.route(group.id, *task);
            if let Some(route) = route.filter(|_| rate > 0.0) {
                draw_stream(brush, &route[7..], phase, width(rate).min(4.0));
            }
        }
    }
}

fn draw_stream(brush: &mut Brush, points: &[Point], phase: f32, width: f32) {
    brush.faded(0.25, |brush| {
        brush.line(points.to_vec(), line(Color::Ok, width));
    });
    let whole = length(points);
    let mut from = phase - FLOW_PITCH;
    while from < whole {
        let dash = along(points, from.max(0.0), (from + FLOW_DASH).min(whole));
        if from + FLOW_DASH > 0.0 {
            brush.line(dash, line(Color::Ok, width));
        }
        from += FLOW_PITCH;
    }
}

/// Numbers where dots would move.
fn draw_rates(view: &View<'_>, brush: &mut Brush) {
    let zones = rates(view);
    let Some(path) = &view.layout.path else {
        return;
    };
    let all: f32 = zones.iter().map(|zone| zone.rate).sum();
    let unit = say::per_second(view.language);
    let style = sans(10.0, Color::Ok).bold();
    let gap = path.balancer.x - path.clients.right();
    if all > 0.0 && gap > 24.0 {
        let at = Point::new(
            path.clients.right() + gap / 2.0,
            path.clients.centre().y - 5.0,
        );
        let text = format!("{}{unit}", all.round() as u32);
        brush.text(text, at, style, Align::Middle, gap - 2.0);
    }
    let trunks = path.groups.iter().map(|group| group.trunk);
    let trunk = trunks.fold(f32::MAX, f32::min);
    for zone in &view.layout.zones {
        let into = zones.iter().filter(|rate| rate.riser == zone.riser);
        let rate: f32 = into.map(|zone| zone.rate).sum();
        if rate > 0.0 {
            let at = Point::new(zone.riser + 5.0, trunk - 4.0);
            let text = format!("{}{unit}", rate.round() as u32);
            brush.text(text, at, style, Align::Start, 60.0);
        }
    }
}
