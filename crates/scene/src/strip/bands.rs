//! The tasks of each revision that count as healthy, on top of each other; above them those that come, and those that go; and
//! the bounds of the deployment as they were at each time, with a quiet band between them.

mod limits;

use sim::{ServiceSample, Set};
use words::stage as say;

use super::Part;
use crate::brush::{Brush, line, mono, sans, solid};
use crate::frame::{Align, Fill};
use crate::geometry::{Point, Rectangle};
use crate::governed::Governed;
use crate::hue::revision_hue;
use crate::theme::{Color, Hue, HueRole};

/// How much of what was played is veiled while the present is before it.
const VEIL: f32 = 0.62;
/// How much of the band between the bounds is seen.
const BAND: f32 = 0.6;
/// A label needs a band of this height and width.
const LABEL_HEIGHT: f32 = 13.0;
const LABEL_WIDTH: f32 = 54.0;

/// How high a count is.
#[derive(Clone, Copy)]
struct Scale {
    base: f32,
    unit: f32,
}

impl Scale {
    fn y(self, count: u32) -> f32 {
        self.base - self.unit * count as f32
    }
}

pub(super) fn draw(part: &Part<'_>, brush: &mut Brush) {
    let samples = part.samples();
    let Some(latest) = samples.last() else {
        return draw_base(part, brush);
    };
    let most = samples.iter().map(total).max().unwrap_or(0);
    let uppers = samples.iter().map(|sample| sample.bounds.upper);
    let top = uppers.fold(most, u32::max).max(1);
    let scale = Scale {
        base: part.bands.bottom(),
        unit: part.bands.height / top as f32,
    };
    let revisions: Set<u32> = samples
        .iter()
        .flat_map(|sample| sample.shares.iter().map(|share| share.revision))
        .collect();
    let hatch = Fill::Hatch {
        ground: Color::Slot,
        stripe: Color::Line2,
        pitch: 7.0,
        width: 1.2,
    };
    draw_allowed(part, brush, scale);
    let leaving = Fill::Hatch {
        ground: Color::Panel,
        stripe: Color::Line2,
        pitch: 3.5,
        width: 0.7,
    };
    draw_steps(part, brush, scale, leaving, &total);
    draw_steps(part, brush, scale, hatch, &staying);
    for revision in revisions.iter().rev() {
        let up_to = |sample: &ServiceSample| healthy_until(sample, *revision);
        let hue = hue(part, *revision);
        let fill = Fill::Solid(Color::Revision(hue, HueRole::Solid));
        draw_steps(part, brush, scale, fill, &up_to);
    }
    draw_veil(part, brush);
    draw_light(part, brush, scale);
    limits::draw(part, brush, scale, latest);
    if part.requests.is_some() {
        draw_labels(part, brush, scale, &revisions);
    }
    draw_base(part, brush);
}

fn hue(part: &Part<'_>, revision: u32) -> Hue {
    part.timeline
        .world()
        .service(part.service)
        .map_or(Hue::Past, |service| revision_hue(service, revision))
}

fn total(sample: &ServiceSample) -> u32 {
    sample
        .shares
        .iter()
        .map(|share| share.healthy + share.starting + share.leaving)
        .sum()
}

/// Tasks that were not told to stop.
fn staying(sample: &ServiceSample) -> u32 {
    let shares = sample.shares.iter();
    shares.map(|share| share.healthy + share.starting).sum()
}

/// Healthy tasks of this revision and of all before it.
fn healthy_until(sample: &ServiceSample, revision: u32) -> u32 {
    sample
        .shares
        .iter()
        .filter(|share| share.revision <= revision)
        .map(|share| share.healthy)
        .sum()
}

/// A filled staircase on the base line.
fn draw_steps(
    part: &Part<'_>,
    brush: &mut Brush,
    scale: Scale,
    fill: Fill,
    count: &dyn Fn(&ServiceSample) -> u32,
) {
    let end = part.known_x(part.known_until);
    let outline = staircase(&steps(part, count), end, scale);
    brush.polygon(outline, Some(fill), None);
}

/// From where on there are how many.
fn steps(part: &Part<'_>, count: &dyn Fn(&ServiceSample) -> u32) -> Vec<(f32, u32)> {
    let mut steps: Vec<(f32, u32)> = Vec::new();
    for sample in part.samples() {
        let (x, count) = (part.known_x(sample.at), count(sample));
        match steps.last_mut() {
            // Steps closer than half a pixel cannot be told apart.
            Some((at, last)) if x - *at < 0.5 => *last = count,
            Some((_, last)) if *last == count => {}
            _ => steps.push((x, count)),
        }
    }
    steps
}

/// The outline of the steps until a place; empty where there is nothing.
fn staircase(steps: &[(f32, u32)], end: f32, scale: Scale) -> Vec<Point> {
    let mut points = treads(steps, end, scale);
    if points.iter().all(|point| point.y == scale.base) {
        return Vec::new();
    }
    let ends = [points.last(), points.first()].map(Option::<&Point>::cloned);
    let ground = |point: Point| Point::new(point.x, scale.base);
    points.extend(ends.into_iter().flatten().map(ground));
    points
}

/// The steps until a place, as a line.
fn treads(steps: &[(f32, u32)], end: f32, scale: Scale) -> Vec<Point> {
    let mut points = Vec::with_capacity(2 * steps.len() + 2);
    for (index, (x, count)) in steps.iter().enumerate() {
        let next = steps.get(index + 1).map_or(end, |(x, _)| *x);
        points.push(Point::new(*x, scale.y(*count)));
        points.push(Point::new(next, scale.y(*count)));
    }
    points
}

/// One bound over time; what holds now goes on.
fn bound(part: &Part<'_>, scale: Scale, count: &dyn Fn(&ServiceSample) -> u32) -> Vec<Point> {
    treads(&steps(part, count), part.window.right(), scale)
}

fn upper(sample: &ServiceSample) -> u32 {
    sample.bounds.upper
}

fn lower(sample: &ServiceSample) -> u32 {
    sample.bounds.lower
}

/// How many healthy tasks there may be: the band between the bounds.
fn draw_allowed(part: &Part<'_>, brush: &mut Brush, scale: Scale) {
    let mut band = bound(part, scale, &upper);
    band.extend(bound(part, scale, &lower).into_iter().rev());
    brush.faded(BAND, |brush| {
        brush.polygon(band, solid(Color::Slot), None);
    });
}

/// What was played after the present, as through a veil.
fn draw_veil(part: &Part<'_>, brush: &mut Brush) {
    let (now, end) = (part.known_x(part.now), part.known_x(part.known_until));
    if end > now {
        let bounds = part.bands;
        let veil = Rectangle::new(now, bounds.y - 2.0, end - now, bounds.height + 2.0);
        brush.faded(VEIL, |brush| {
            brush.rectangle(veil, 0.0, solid(Color::Panel), None);
        });
    }
}

/// What a value governs: the outline of all tasks, or nothing but the bounds.
fn draw_light(part: &Part<'_>, brush: &mut Brush, scale: Scale) {
    match part.governed {
        Some(Governed::Count) => {
            let end = part.known_x(part.known_until);
            let outline = staircase(&steps(part, &total), end, scale);
            brush.polygon(outline, None, line(Color::Ink, 1.6));
        }
        Some(Governed::Bounds) => brush.faded(VEIL, |brush| {
            brush.rectangle(part.bands, 0.0, solid(Color::Panel), None);
        }),
        _ => {}
    }
}

/// The name of each band where it is wide and high enough for it.
fn draw_labels(part: &Part<'_>, brush: &mut Brush, scale: Scale, revisions: &Set<u32>) {
    let world = part.timeline.world();
    let family = world
        .service(part.service)
        .and_then(|service| service.leading_deployment())
        .map_or_else(String::new, |leading| {
            leading.definition.definition.family.clone()
        });
    for revision in revisions {
        let band = |sample: &ServiceSample| {
            let upper = healthy_until(sample, *revision);
            let lower = revision
                .checked_sub(1)
                .map_or(0, |before| healthy_until(sample, before));
            (lower, upper)
        };
        if let Some(at) = widest(part, scale, &band) {
            let color = Color::Revision(hue(part, *revision), HueRole::OnSolid);
            let style = sans(11.5, color).bold();
            let text = format!("{family}:{revision}");
            brush.text(text, at.0, style, Align::Start, at.1);
        }
    }
    let band = |sample: &ServiceSample| (healthy_until(sample, u32::MAX), staying(sample));
    draw_plate(part, brush, scale, say::starting(part.language), &band);
    let band = |sample: &ServiceSample| (staying(sample), total(sample));
    let text = if limits::counts_stopping(part) {
        say::stopping(part.language)
    } else {
        say::stopping_uncounted(part.language)
    };
    draw_plate(part, brush, scale, text, &band);
}

/// The name of a striped band.
fn draw_plate(
    part: &Part<'_>,
    brush: &mut Brush,
    scale: Scale,
    text: &str,
    band: &dyn Fn(&ServiceSample) -> (u32, u32),
) {
    let style = sans(11.5, Color::Ink2).bold();
    let width = style.width(text);
    let Some((at, room)) = widest(part, scale, band).filter(|(_, room)| *room >= width) else {
        return;
    };
    // Stripes and bounds would run through the letters.
    let plate = Rectangle::new(at.x - 4.0, at.y - 10.5, width + 4.0, 14.0);
    brush.faded(0.9, |brush| {
        brush.rectangle(plate, 4.0, solid(Color::Slot), None);
    });
    brush.text(text, at, style, Align::Start, room);
}

/// Where a label of a band begins, and how wide it may be: in the longest time in which the band is high enough.
fn widest(
    part: &Part<'_>,
    scale: Scale,
    band: &dyn Fn(&ServiceSample) -> (u32, u32),
) -> Option<(Point, f32)> {
    let samples = part.samples();
    let mut best: Option<(f32, f32, f32)> = None;
    let mut run: Option<(f32, u32, u32)> = None;
    let ends = samples
        .iter()
        .skip(1)
        .map(|sample| sample.at)
        .chain([part.now]);
    for (sample, end) in samples.iter().zip(ends) {
        let (lower, upper) = band(sample);
        let (left, right) = (part.known_x(sample.at), part.known_x(end.min(part.now)));
        let joined = match run {
            Some((from, low, high)) => (from, low.max(lower), high.min(upper)),
            None => (left, lower, upper),
        };
        let high_enough =
            |low: u32, high: u32| high.saturating_sub(low) as f32 * scale.unit >= LABEL_HEIGHT;
        run = if high_enough(joined.1, joined.2) {
            Some(joined)
        } else if high_enough(lower, upper) {
            Some((left, lower, upper))
        } else {
            None
        };
        if let Some((from, low, high)) = run {
            let width = right - from;
            if width > LABEL_WIDTH && best.is_none_or(|(_, _, longest)| width > longest + 4.0) {
                let middle = (scale.y(low) + scale.y(high)) / 2.0;
                best = Some((from, middle, width));
            }
        }
    }
    best.map(|(from, middle, width)| (Point::new(from + 12.0, middle + 4.0), width - 20.0))
}

fn draw_base(part: &Part<'_>, brush: &mut Brush) {
    let y = part.bands.bottom();
    let base = vec![
        Point::new(part.window.left, y),
        Point::new(part.window.right(), y),
    ];
    brush.line(base, line(Color::Line2, 1.0));
    if part.requests.is_some() {
        let at = Point::new(part.window.left - 8.0, y + 2.0);
        brush.text("0", at, mono(11.0, Color::Ink3), Align::End, 28.0);
    }
}
