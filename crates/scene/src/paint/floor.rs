//! The ground: the cluster with its revisions, and the zones.

use words::stage as say;

use super::{View, draw_sign};
use crate::brush::{Brush, dashed, line, sans, solid};
use crate::frame::Align;
use crate::geometry::{Point, Rectangle};
use crate::layout::{Form, ZoneBox};
use crate::population::shown_cluster;
use crate::theme::Color;

/// Revisions that are named in the cluster's header at the most.
const REVISIONS_MAX: usize = 5;

pub(super) fn draw(view: &View<'_>, brush: &mut Brush) {
    if let Some(cluster) = view.layout.cluster {
        draw_cluster(view, brush, cluster);
    }
    for (index, zone) in view.layout.zones.iter().enumerate() {
        draw_zone(view, brush, index, zone);
    }
}

fn draw_cluster(view: &View<'_>, brush: &mut Brush, bounds: Rectangle) {
    let edge = line(Color::Line2, 1.0);
    brush.rectangle(bounds, 14.0, solid(Color::Panel), edge);
    let Some(cluster) = shown_cluster(view.world, view.scene.service()) else {
        return;
    };
    let baseline = bounds.y + 18.5;
    let word = say::cluster(view.language);
    let style = sans(12.0, Color::Ink3);
    let x = bounds.x + 28.0;
    brush.text(word, Point::new(x, baseline), style, Align::Start, 60.0);
    let x = x + style.width(word) + 5.0;
    let style = sans(12.5, Color::Ink).bold();
    let name_width = style.width(&cluster.name).min(bounds.width * 0.35);
    let at = Point::new(x, baseline);
    brush.text(cluster.name.as_str(), at, style, Align::Start, name_width);
    let from = Point::new(x + name_width + 20.0, baseline);
    let left = super::countdown::draw(view, brush, from, bounds.right() - 14.0);
    draw_revisions(view, brush, bounds, left);
}

/// Which revisions run, how many tasks of each, and in which hue: from the right.
fn draw_revisions(view: &View<'_>, brush: &mut Brush, bounds: Rectangle, left: f32) {
    let baseline = bounds.y + 18.5;
    let mut x = bounds.right() - 14.0;
    let revisions = &view.population.revisions;
    for revision in revisions.iter().take(REVISIONS_MAX).rev() {
        let (name, count) = (revision.name.as_str(), revision.count.to_string());
        let (bold, plain) = (sans(11.5, Color::Ink).bold(), sans(11.5, Color::Ink3));
        let (name_width, count_width) = (bold.width(name), plain.width(&count));
        let width = 16.0 + name_width + 4.0 + count_width;
        // Wires into the zones run through the header.
        let crosses = |riser: &f32| (x - width - 7.0..x + 7.0).contains(riser);
        let risers = || view.layout.zones.iter().map(|zone| zone.riser);
        if view.layout.path.is_some()
            && let Some(riser) = risers().find(crosses)
        {
            x = riser - 10.0;
        }
        if x - width < left {
            break;
        }
        x -= width;
        draw_sign(brush, revision.hue, Point::new(x, baseline - 9.5), 11.0);
        let at = Point::new(x + 16.0, baseline);
        brush.text(name, at, bold, Align::Start, name_width);
        let at = Point::new(x + 16.0 + name_width + 4.0, baseline);
        brush.text(count, at, plain, Align::Start, count_width);
        x -= 14.0;
    }
}

fn draw_zone(view: &View<'_>, brush: &mut Brush, index: usize, zone: &ZoneBox) {
    let bounds = zone.bounds;
    let is_phone = view.layout.form == Form::Phone;
    if !is_phone {
        let edge = dashed(Color::Line2, 1.0, 0.5, 4.0);
        brush.rectangle(bounds, 10.0, solid(Color::Stage), edge);
    }
    let region = &view.world.start().region;
    let full = format!("{region}{}", zone.zone.letter());
    let name = if bounds.width < 190.0 {
        say::zone_briefly(view.language, &full)
    } else {
        full
    };
    let count = zone_count(view, index, bounds.width);
    let (left, right) = if is_phone {
        (bounds.x + 11.0, bounds.right())
    } else {
        (bounds.x + 18.0, bounds.right() - 8.0)
    };
    let bold = sans(11.5, Color::Ink2).bold();
    let name_width = bold.width(&name).min(right - left);
    let at = Point::new(left, zone.baseline);
    brush.text(name, at, bold, Align::Start, name_width);
    let style = sans(11.0, Color::Ink3);
    let room = right - left - name_width - 6.0;
    if style.width(&count) * 0.86 <= room {
        let at = Point::new(right, zone.baseline);
        brush.text(count, at, style, Align::End, room);
    }
}

/// What the zone's header counts: the tasks of the service, and in a crowd the machines too.
fn zone_count(view: &View<'_>, index: usize, width: f32) -> String {
    let Some(zone) = view.population.zones.get(index) else {
        return String::new();
    };
    if view.layout.is_crowd {
        return say::crowd(view.language, zone.instance_count(), zone.task_count());
    }
    match view.service {
        None => String::new(),
        Some(service) if width < 190.0 => format!("{} {}", zone.own_count, service.name),
        Some(service) => say::zone_tasks(view.language, &service.name, zone.own_count),
    }
}
