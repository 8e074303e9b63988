//! A time that the service lets pass, in the cluster's header: a ring that empties, and what is left.

use words::stage as say;

use super::View;
use crate::appearance::share;
use crate::brush::{Brush, line, sans, solid};
use crate::countdown::Passing;
use crate::frame::Align;
use crate::geometry::{Point, Rectangle};
use crate::outline;
use crate::theme::Color;

const RING: f32 = 12.0;
const GAP: f32 = 6.0;
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
    };
    let style = sans(11.5, Color::Ink).bold();
    let width = RING + GAP + style.width(&text);
    let risers = view.layout.zones.iter().map(|zone| zone.riser);
    let mut x = from.x;
    for riser in risers {
        if (x - WIRE_GAP..x + width + WIRE_GAP).contains(&riser) {
            x = riser + WIRE_GAP;
        }
    }
    if x + width > right {
        return from.x;
    }
    let plate = Rectangle::new(x - 4.0, from.y - 13.0, width + 8.0, 18.0);
    brush.rectangle(plate, 5.0, solid(Color::Slot), None);
    let bounds = Rectangle::new(x, from.y - 10.0, RING, RING);
    let ring = outline::rounded(bounds.inset(1.0), RING / 2.0 - 1.0);
    brush.line(outline::part(&ring, 0.0, 1.0), line(Color::Line2, 2.0));
    let left = 1.0 - share(countdown.from, countdown.until, now);
    brush.line(outline::part(&ring, 0.0, left), line(Color::Ink, 2.0));
    let at = Point::new(x + RING + GAP, from.y);
    brush.text(text, at, style, Align::Start, width);
    x + width + 12.0
}
