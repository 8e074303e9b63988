//! A time that the service lets pass: a ring that empties, and what is left. It stands in the cluster's header, or where
//! there is none on the trunk into the zones.

use words::stage as say;

use super::View;
use crate::appearance::share;
use crate::brush::{Brush, Style, line, sans, solid};
use crate::countdown::Passing;
use crate::frame::Align;
use crate::geometry::{Point, Rectangle};
use crate::outline;
use crate::theme::Color;

const RING: f32 = 12.0;
const GAP: f32 = 6.0;
/// Beside the ring and its text.
const PLATE_SIDE: f32 = 4.0;
/// Between a wire that runs through the header and the text.
const WIRE_GAP: f32 = 9.0;

/// Draws it from a place on, and says where it ends.
pub(super) fn draw(view: &View<'_>, brush: &mut Brush, from: Point, right: f32) -> f32 {
    let now = view.world.now();
    let Some(countdown) = view.scene.countdown().filter(|due| due.until > now) else {
        return from.x;
    };
    let left_ms = countdown.until.since(now).as_millis();
    let text = match countdown.what {
        Passing::Throttle => say::next_launch(view.language, left_ms),
        Passing::Bake => say::bake_time(view.language, left_ms),
        Passing::Pause => say::pause_hook(view.language, left_ms),
        Passing::Hook => say::hook_function(view.language, left_ms),
    };
    let style = sans(11.5, Color::Ink).bold();
    let width = RING + GAP + style.width(&text);
    let groups = view.layout.path.iter().flat_map(|path| &path.groups);
    let shift = groups.fold(0.0, |most: f32, group| most.max(group.shift.abs()));
    let gap = WIRE_GAP + shift;
    let risers = view.layout.zones.iter().map(|zone| zone.riser);
    let mut x = from.x;
    for riser in risers {
        if (x - gap..x + width + gap).contains(&riser) {
            x = riser + gap;
        }
    }
    if x + width > right {
        return from.x;
    }
    let left = 1.0 - share(countdown.from, countdown.until, now);
    draw_plate(brush, Point::new(x, from.y), (text, style), left);
    x + width + 12.0
}

/// Draws it on the trunk into the zones, where the cluster has no header.
pub(super) fn draw_narrow(view: &View<'_>, brush: &mut Brush) {
    let now = view.world.now();
    let (None, Some(first)) = (view.layout.cluster, view.layout.zones.first()) else {
        return;
    };
    let Some(countdown) = view.scene.countdown().filter(|due| due.until > now) else {
        return;
    };
    let left_ms = countdown.until.since(now).as_millis();
    let text = match countdown.what {
        Passing::Throttle => say::next_launch_briefly(view.language, left_ms),
        Passing::Bake => say::bake_time_briefly(view.language, left_ms),
        Passing::Pause => say::pause_hook_briefly(left_ms),
        Passing::Hook => say::hook_function_briefly(view.language, left_ms),
    };
    let style = sans(11.0, Color::Ink).bold();
    let groups = view.layout.path.iter().flat_map(|path| &path.groups);
    let trunk = groups.map(|group| group.trunk).next_back();
    let baseline = trunk.unwrap_or(first.bounds.y) + 4.0;
    let left = 1.0 - share(countdown.from, countdown.until, now);
    let from = Point::new(first.riser + WIRE_GAP + PLATE_SIDE, baseline);
    draw_plate(brush, from, (text, style), left);
}

/// The ring with so much of it left, and its text.
fn draw_plate(brush: &mut Brush, from: Point, (text, style): (String, Style), left: f32) {
    let width = style.width(&text);
    let whole = RING + GAP + width;
    let plate = Rectangle::new(
        from.x - PLATE_SIDE,
        from.y - 13.0,
        whole + 2.0 * PLATE_SIDE,
        18.0,
    );
    brush.rectangle(plate, 5.0, solid(Color::Slot), None);
    let bounds = Rectangle::new(from.x, from.y - 10.0, RING, RING);
    let ring = outline::rounded(bounds.inset(1.0), RING / 2.0 - 1.0);
    brush.line(outline::part(&ring, 0.0, 1.0), line(Color::Line2, 2.0));
    brush.line(outline::part(&ring, 0.0, left), line(Color::Ink, 2.0));
    let at = Point::new(from.x + RING + GAP, from.y);
    brush.text(text, at, style, Align::Start, width + 1.0);
}
