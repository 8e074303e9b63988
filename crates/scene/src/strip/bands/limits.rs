//! The bounds of deployments: a line each, with what it is and how many tasks that makes.

use sim::{DeploymentStrategy, Service, ServiceSample};
use words::stage as say;

use super::{Scale, bound, lower, upper};
use crate::brush::{Brush, dashed, line, mono, sans, solid};
use crate::frame::Align;
use crate::geometry::{Point, Rectangle};
use crate::governed::Governed;
use crate::strip::Part;
use crate::theme::Color;

/// From the baseline of a label to its line: above it, and below it.
const ABOVE: f32 = -4.0;
const BELOW: f32 = 11.0;
/// Two lines closer than this have no room for a label between them.
const CLOSE: f32 = 14.0;

/// One bound as it is now.
struct Limit {
    /// What it is, as far as that is known.
    name: String,
    count: u32,
    y: f32,
}

/// Whether `maximumPercent` counts tasks that were told to stop.
pub(super) fn counts_stopping(part: &Part<'_>) -> bool {
    let world = part.timeline.world();
    world.service(part.service).is_none_or(|service| {
        world.counts_stopping(service.deployment_configuration.maximum_percent)
    })
}

pub(super) fn draw(part: &Part<'_>, brush: &mut Brush, scale: Scale, latest: &ServiceSample) {
    let bounds = [bound(part, scale, &upper), bound(part, scale, &lower)];
    for points in bounds {
        if points.iter().all(|point| point.y == scale.base) {
            continue;
        }
        brush.faded(0.75, |brush| {
            brush.line(points.clone(), line(Color::Panel, 3.0));
        });
        let stroke = if part.governed == Some(Governed::Bounds) {
            line(Color::Ink, 2.2)
        } else {
            dashed(Color::Ink, 1.2, 5.0, 3.0)
        };
        brush.line(points, stroke);
    }
    if part.requests.is_none() {
        return;
    }
    let [most, least] = limits(part, scale, latest);
    for limit in [&most, &least] {
        if limit.count > 0 {
            let at = Point::new(part.window.left - 8.0, limit.y + 4.0);
            let style = mono(11.0, Color::Ink2);
            brush.text(limit.count.to_string(), at, style, Align::End, 28.0);
        }
    }
    if most.count == least.count {
        let both = format!("{}, {} · {}", least.name, most.name, most.count);
        let briefly = || format!("{} · {}", most.name, most.count);
        draw_label(part, brush, &most, ABOVE, [both, briefly()]);
        return;
    }
    let label = format!("{} · {}", most.name, most.count);
    let uncounted = latest_leaves(part) && !counts_stopping(part);
    let whole = if uncounted {
        format!("{label} · {}", say::stopping_uncounted(part.language))
    } else {
        label.clone()
    };
    draw_label(part, brush, &most, ABOVE, [whole, label]);
    let label = format!("{} · {}", least.name, least.count);
    let beside = if least.y - most.y < CLOSE {
        BELOW
    } else {
        ABOVE
    };
    draw_label(part, brush, &least, beside, [label.clone(), label]);
}

/// Whether tasks leave in the part of time that is shown.
fn latest_leaves(part: &Part<'_>) -> bool {
    let mut shares = part.samples().iter().flat_map(|sample| &sample.shares);
    shares.any(|share| share.leaving > 0)
}

/// The upper and the lower bound.
fn limits(part: &Part<'_>, scale: Scale, latest: &ServiceSample) -> [Limit; 2] {
    let service = part.timeline.world().service(part.service);
    // In the past the settings of then say nothing of the right end.
    let present = service.filter(|service| service.deployment_bounds() == latest.bounds);
    let [most, least] = names(part, present);
    let limit = |name: String, count: u32| Limit {
        name,
        count,
        y: scale.y(count),
    };
    [
        limit(most, latest.bounds.upper),
        limit(least, latest.bounds.lower),
    ]
}

/// What the bounds are: of percents, or of whole sets of tasks.
fn names(part: &Part<'_>, service: Option<&Service>) -> [String; 2] {
    let Some(service) = service else {
        return ["maximumPercent", "minimumHealthyPercent"].map(String::from);
    };
    let configuration = &service.deployment_configuration;
    if configuration.strategy != DeploymentStrategy::Rolling || service.staged.is_some() {
        let [one, both] = say::full_sets(part.language);
        return [both, one].map(String::from);
    }
    let (most, least) = (
        configuration.maximum_percent,
        configuration.minimum_healthy_percent,
    );
    [
        format!("maximumPercent {most}%"),
        format!("minimumHealthyPercent {least}%"),
    ]
}

/// At the right end, over the future if there is enough of it: the first text that fits.
fn draw_label(part: &Part<'_>, brush: &mut Brush, limit: &Limit, beside: f32, texts: [String; 2]) {
    let style = sans(11.0, Color::Ink2);
    let right = part.window.right();
    let room = right - part.window.x_of(part.known_until).max(part.window.left) - 8.0;
    let fits = |text: &String| style.width(text) * 0.86 <= room;
    let Some(text) = texts.into_iter().find(fits).filter(|_| limit.count > 0) else {
        return;
    };
    let width = style.width(&text).min(room) + 3.0;
    let baseline = limit.y + beside;
    let plate = Rectangle::new(right - width, baseline - 10.0, width, 12.5);
    brush.rectangle(plate, 3.0, solid(Color::Panel), None);
    brush.text(text, Point::new(right, baseline), style, Align::End, room);
}
