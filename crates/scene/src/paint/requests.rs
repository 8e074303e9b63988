//! Requests on the wires: dots that travel, crosses that come back, and a flow at great speed.

use sim::TaskId;
use words::stage as say;

use super::View;
use super::wires::draw_cross;
use crate::brush::{Brush, dashed, line, sans, solid};
use crate::frame::Align;
use crate::geometry::Point;
use crate::outline::{along, length, point_at};
use crate::theme::Color;
use crate::traffic::{Dot, SPEED};

const DOT_RADIUS: f32 = 2.6;
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
pub(crate) fn way(layout: &crate::layout::Layout, dot: &Dot) -> Option<([Point; 8], usize)> {
    match dot.target {
        Some(task) => Some((layout.route(task)?, 8)),
        None => {
            let path = layout.path?;
            let middle = path.clients.centre().y;
            let mut points = [Point::new(path.group.x, middle); 8];
            points[0] = Point::new(path.clients.right(), middle);
            Some((points, 2))
        }
    }
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

/// Requests a second to each zone, and to all.
fn rates(view: &View<'_>) -> (f32, Vec<(f32, TaskId, f32)>) {
    let mut zones: Vec<(f32, TaskId, f32)> = Vec::new();
    let mut all = 0.0;
    let Some(group) = view.group else {
        return (all, zones);
    };
    for task in group.targets.keys() {
        let rate = view.scene.traffic().rate(*task);
        let Some(slot) = view.layout.tiles.get(task).filter(|_| rate > 0.0) else {
            continue;
        };
        let riser = view.layout.zones[slot.zone].riser;
        all += rate;
        match zones.iter_mut().find(|(at, ..)| *at == riser) {
            Some((_, farthest, sum)) => {
                *sum += rate;
                let bus = |id: &TaskId| view.layout.tiles.get(id).map_or(0.0, |slot| slot.bus);
                if bus(task) > bus(farthest) {
                    *farthest = *task;
                }
            }
            None => zones.push((riser, *task, rate)),
        }
    }
    (all, zones)
}

/// Wires as wide as their traffic, with dashes that run along them.
fn draw_flow(view: &View<'_>, brush: &mut Brush) {
    let (all, zones) = rates(view);
    let (Some(path), true) = (view.layout.path, all > 0.0) else {
        return;
    };
    let phase = (view.scene.flow_clock(view.wall) * SPEED) % FLOW_PITCH;
    let width = |rate: f32| (1.6 + rate.sqrt() * 0.35).min(6.0);
    let middle = path.clients.centre().y;
    let first = [
        Point::new(path.clients.right(), middle),
        Point::new(path.group.x, middle),
    ];
    draw_stream(brush, &first, phase, width(all));
    for (_, task, rate) in zones {
        let Some(route) = view.layout.route(task) else {
            continue;
        };
        draw_stream(brush, &route[2..6], phase, width(rate));
    }
    let Some(group) = view.group else {
        return;
    };
    if !view.layout.metrics.has_wires() || view.layout.is_crowd {
        return;
    }
    for task in group.targets.keys() {
        let rate = view.scene.traffic().rate(*task);
        let Some(route) = view.layout.route(*task).filter(|_| rate > 0.0) else {
            continue;
        };
        draw_stream(brush, &route[5..], phase, width(rate).min(4.0));
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
    let (all, zones) = rates(view);
    let Some(path) = view.layout.path else {
        return;
    };
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
    for (riser, _, rate) in zones {
        let at = Point::new(riser + 5.0, path.trunk - 4.0);
        let text = format!("{}{unit}", rate.round() as u32);
        brush.text(text, at, style, Align::Start, 60.0);
    }
}
