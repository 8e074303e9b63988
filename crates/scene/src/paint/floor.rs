//! The ground: the cluster with its revisions, and the zones.

use std::collections::BTreeMap;

use sim::{Task, TaskStatus};
use words::stage as say;

use super::{View, draw_sign};
use crate::brush::{Brush, dashed, line, sans, solid};
use crate::frame::Align;
use crate::geometry::{Point, Rectangle};
use crate::hue::hue_of;
use crate::layout::{Form, ZoneBox};
use crate::population::shown_cluster;
use crate::theme::{Color, Hue};

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
    draw_revisions(view, brush, bounds, x + name_width + 20.0);
}

/// Which revisions run, how many tasks of each, and in which hue: from the right.
fn draw_revisions(view: &View<'_>, brush: &mut Brush, bounds: Rectangle, left: f32) {
    let baseline = bounds.y + 18.5;
    let mut x = bounds.right() - 14.0;
    for (hue, name, count) in revisions(view).into_iter().rev() {
        let count = count.to_string();
        let (bold, plain) = (sans(11.5, Color::Ink).bold(), sans(11.5, Color::Ink3));
        let (name_width, count_width) = (bold.width(&name), plain.width(&count));
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
        draw_sign(brush, hue, Point::new(x, baseline - 9.5), 11.0);
        let at = Point::new(x + 16.0, baseline);
        brush.text(name, at, bold, Align::Start, name_width);
        let at = Point::new(x + 16.0 + name_width + 4.0, baseline);
        brush.text(count, at, plain, Align::Start, count_width);
        x -= 14.0;
    }
}

/// Revisions of the service from the oldest on, then those of other services, with their tasks that are not STOPPED.
fn revisions(view: &View<'_>) -> Vec<(Hue, String, usize)> {
    let focus = view.scene.service();
    let mut counts: BTreeMap<(bool, &str, u32), (Hue, usize)> = BTreeMap::new();
    for task in cluster_tasks(view) {
        let key = (
            task.service != focus,
            task.definition.definition.family.as_str(),
            task.definition.revision,
        );
        let entry = counts
            .entry(key)
            .or_insert_with(|| (hue_of(view.world, focus, task), 0));
        entry.1 += 1;
    }
    if let Some(service) = view.service {
        for deployment in &service.deployments {
            let definition = &deployment.definition;
            let key = (
                false,
                definition.definition.family.as_str(),
                definition.revision,
            );
            let hue = crate::hue::revision_hue(service, definition.revision);
            counts.entry(key).or_insert((hue, 0));
        }
    }
    counts
        .into_iter()
        .map(|((_, family, number), (hue, count))| (hue, format!("{family}:{number}"), count))
        .take(REVISIONS_MAX)
        .collect()
}

/// The tasks of the cluster that are shown on its floor.
fn cluster_tasks<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Task> {
    let (world, layout) = (view.world, view.layout);
    layout
        .tiles
        .keys()
        .filter_map(|task| world.task(*task))
        .filter(|task| task.last_status != TaskStatus::Stopped)
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
    let in_zone = |task: &&Task| {
        let slot = view.layout.tiles.get(&task.id);
        slot.is_some_and(|slot| slot.zone == index)
    };
    if view.layout.is_crowd {
        let zone = view.layout.zones[index].zone;
        let instances = view
            .world
            .instances()
            .filter(|instance| instance.zone == zone);
        let tasks = cluster_tasks(view).filter(in_zone).count();
        return say::crowd(view.language, instances.count(), tasks);
    }
    let Some(service) = view.service else {
        return String::new();
    };
    let count = service
        .tasks
        .iter()
        .filter_map(|task| view.world.task(*task))
        .filter(in_zone)
        .count();
    if width < 190.0 {
        format!("{count} {}", service.name)
    } else {
        say::zone_tasks(view.language, &service.name, count)
    }
}
