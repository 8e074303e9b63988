//! Target groups among which a listener shares its requests: one on top of the other, each with its part.

use words::stage as say;

use super::View;
use super::path::{draw_row_of_targets, healthy_count, staying_count};
use crate::brush::{Brush, sans};
use crate::frame::Align;
use crate::geometry::{Point, Rectangle};
use crate::governed::Part;
use crate::theme::Color;

/// From this height on a target group has two lines.
const TWO_LINES_FROM: f32 = 30.0;
/// Between the border of a box and what is in it.
const PAD: f32 = 10.0;

pub(super) fn draw(view: &View<'_>, brush: &mut Brush) {
    for (place, population, group) in view.groups() {
        let bounds = place.bounds;
        let tenths = population.share_tenths.unwrap_or(1_000);
        let count = healthy_count(group);
        let healthy = say::healthy_of_all(view.language, count, staying_count(group));
        view.lit(brush, Part::TargetGroup, |brush| {
            let (left, right) = (bounds.x + PAD, bounds.right() - PAD);
            let (bold, plain) = (sans(12.0, Color::Ink).bold(), sans(11.0, Color::Ink2));
            let is_tall = bounds.height >= TWO_LINES_FROM;
            let baseline = if is_tall {
                bounds.y + 14.0
            } else {
                bounds.centre().y + 4.0
            };
            let share = say::share_of_requests(view.language, tenths);
            let brief = say::percent(tenths);
            let name_width = bold.width(&group.name);
            let room = right - left - name_width - 8.0;
            let share = if plain.bold().width(&share) <= room {
                share
            } else {
                brief
            };
            let share_width = plain.bold().width(&share);
            let at = Point::new(left, baseline);
            let name_room = right - left - share_width - 4.0;
            brush.text(group.name.as_str(), at, bold, Align::Start, name_room);
            let at = Point::new(right, baseline);
            brush.text(share, at, plain.bold(), Align::End, share_width + 1.0);
            let (row_left, row_right) = if is_tall {
                let width = plain.width(&healthy);
                let at = Point::new(right, bounds.bottom() - 6.0);
                brush.text(healthy, at, plain, Align::End, width + 1.0);
                (left, right - width - 8.0)
            } else {
                (left + name_width + 8.0, right - share_width - 8.0)
            };
            let y = if is_tall {
                bounds.bottom() - 16.0
            } else {
                bounds.y
            };
            let height = bounds.bottom() - y - if is_tall { 4.0 } else { 0.0 };
            let row = Rectangle::new(row_left, y, row_right - row_left, height);
            draw_row_of_targets(brush, row, group, &population.targets);
        });
    }
}
