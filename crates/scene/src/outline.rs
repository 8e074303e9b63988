//! Outlines as points: rounded squares and octagons, parts of them, and what lies below a level.

use crate::geometry::{Point, Rectangle};

/// The cosines of a quarter of a circle in five equal steps; read backwards, its sines. They keep what computes them
/// out of the page's first load.
const QUARTER: [f32; 6] = [1.0, 0.951_056_5, 0.809_017, 0.587_785_25, 0.309_017, 0.0];

/// The outline of a rounded rectangle, clockwise from the middle of its top edge, not closed.
pub(crate) fn rounded(bounds: Rectangle, radius: f32) -> Vec<Point> {
    let radius = radius.min(bounds.width / 2.0).min(bounds.height / 2.0);
    let (left, right) = (bounds.x + radius, bounds.right() - radius);
    let (top, bottom) = (bounds.y + radius, bounds.bottom() - radius);
    let mut points = Vec::with_capacity(4 * QUARTER.len() + 1);
    points.push(Point::new(bounds.centre().x, bounds.y));
    let steps = || QUARTER.into_iter().zip(QUARTER.into_iter().rev());
    let mut corner = |x: f32, y: f32, turn: fn(f32, f32) -> (f32, f32)| {
        points.extend(steps().map(|(cosine, sine)| {
            let (across, down) = turn(cosine, sine);
            Point::new(x + radius * across, y + radius * down)
        }));
    };
    corner(right, top, |cosine, sine| (sine, -cosine));
    corner(right, bottom, |cosine, sine| (cosine, sine));
    corner(left, bottom, |cosine, sine| (-sine, cosine));
    corner(left, top, |cosine, sine| (-cosine, -sine));
    points
}

/// The outline of an octagon whose corners are cut by so much, clockwise from the middle of its top edge.
pub(crate) fn octagon(bounds: Rectangle, cut: f32) -> Vec<Point> {
    let (left, right) = (bounds.x, bounds.right());
    let (top, bottom) = (bounds.y, bounds.bottom());
    vec![
        Point::new(bounds.centre().x, top),
        Point::new(right - cut, top),
        Point::new(right, top + cut),
        Point::new(right, bottom - cut),
        Point::new(right - cut, bottom),
        Point::new(left + cut, bottom),
        Point::new(left, bottom - cut),
        Point::new(left, top + cut),
        Point::new(left + cut, top),
    ]
}

/// The part of a closed outline between two shares of its length.
pub(crate) fn part(outline: &[Point], from: f32, to: f32) -> Vec<Point> {
    let mut closed = outline.to_vec();
    closed.extend(outline.first());
    let length = length(&closed);
    along(&closed, from * length, to * length)
}

pub(crate) fn length(path: &[Point]) -> f32 {
    path.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
}

/// The part of an open path between two distances from its beginning.
pub(crate) fn along(path: &[Point], from: f32, to: f32) -> Vec<Point> {
    let mut points = Vec::new();
    let mut passed = 0.0;
    for pair in path.windows(2) {
        let step = pair[0].distance(pair[1]);
        if step > 0.0 && passed + step >= from && passed <= to {
            if points.is_empty() {
                let share = ((from - passed) / step).clamp(0.0, 1.0);
                points.push(pair[0].towards(pair[1], share));
            }
            let share = ((to - passed) / step).clamp(0.0, 1.0);
            points.push(pair[0].towards(pair[1], share));
        }
        passed += step;
    }
    points
}

/// The point at a distance from the beginning of a path; its end beyond that.
pub(crate) fn point_at(path: &[Point], distance: f32) -> Option<Point> {
    let mut left = distance.max(0.0);
    for pair in path.windows(2) {
        let step = pair[0].distance(pair[1]);
        if left <= step && step > 0.0 {
            return Some(pair[0].towards(pair[1], left / step));
        }
        left -= step;
    }
    path.last().copied()
}

/// What of a convex outline lies below a level.
pub(crate) fn below(outline: &[Point], level: f32) -> Vec<Point> {
    let mut points = Vec::with_capacity(outline.len() + 2);
    for (index, &point) in outline.iter().enumerate() {
        let next = outline[(index + 1) % outline.len()];
        if point.y >= level {
            points.push(point);
        }
        if (point.y < level) != (next.y < level) {
            let share = (level - point.y) / (next.y - point.y);
            points.push(point.towards(next, share));
        }
    }
    points
}
