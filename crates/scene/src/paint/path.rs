//! The way of requests until the cluster: clients, load balancer, target groups.

use sim::{LoadBalancer, TargetGroup, TargetState, TaskId};
use words::stage as say;

use super::View;
use crate::brush::{Brush, Style, line, mono, sans, solid};
use crate::frame::{Align, Fill};
use crate::geometry::{Point, Rectangle};
use crate::governed::Part;
use crate::layout::{Form, RequestPath};
use crate::population::SortedTargets;
use crate::theme::{Color, Hue, HueRole};

/// How the small tiles of targets stand, from roomy to crowded.
const TARGET_GRIDS: [TargetGrid; 6] = [
    grid(24.0, 18.0, 1),
    grid(18.0, 14.0, 1),
    grid(12.0, 9.5, 2),
    grid(8.0, 6.0, 3),
    grid(5.0, 4.0, 5),
    grid(3.0, 2.4, 8),
];

/// Tiles of one side, so far from each other, in rows.
#[derive(Clone, Copy)]
struct TargetGrid {
    pitch: f32,
    size: f32,
    row_count: usize,
}

const fn grid(pitch: f32, size: f32, row_count: usize) -> TargetGrid {
    TargetGrid {
        pitch,
        size,
        row_count,
    }
}

impl TargetGrid {
    fn width(self, count: usize) -> f32 {
        count.div_ceil(self.row_count) as f32 * self.pitch
    }

    /// The middle of one tile: column by column, around the middle of a row.
    fn centre(self, index: usize, left: f32, middle: f32) -> Point {
        let (column, row) = (index / self.row_count, index % self.row_count);
        let above = (self.row_count - 1) as f32 / 2.0;
        Point::new(
            left + self.pitch * column as f32 + self.size / 2.0,
            middle + self.pitch * (row as f32 - above),
        )
    }
}

pub(super) fn draw(view: &View<'_>, brush: &mut Brush) {
    let (Some(path), Some((place, _, group))) = (&view.layout.path, view.groups().next()) else {
        return;
    };
    let is_alone = path.groups.len() == 1;
    let balancer = group
        .load_balancer
        .and_then(|id| view.world.load_balancer(id));
    let radius = if view.layout.form == Form::Wide {
        10.0
    } else {
        9.0
    };
    let boxes = [path.clients, path.balancer].map(|bounds| (bounds, Part::Clients));
    let groups = path.groups.iter();
    let groups = groups.map(|place| (place.bounds, Part::TargetGroup));
    for (bounds, part) in boxes.into_iter().chain(groups) {
        view.lit(brush, part, |brush| {
            let edge = line(Color::Line2, 1.0);
            brush.rectangle(bounds, radius, solid(Color::Panel), edge);
            view.outline_lit(brush, part, bounds, radius);
        });
    }
    let now = view.world.now();
    let rate = balancer.map_or(0, |balancer| balancer.traffic.rate_at(now));
    match view.layout.form {
        Form::Wide => {
            view.lit(brush, Part::Clients, |brush| {
                draw_clients(view, brush, path.clients, rate);
                draw_balancer(view, brush, path.balancer, balancer);
            });
            if is_alone {
                view.lit(brush, Part::TargetGroup, |brush| {
                    draw_group(view, brush, place.bounds, group);
                });
            }
        }
        Form::Low | Form::Phone => {
            draw_briefly(view, brush, path, rate, balancer);
        }
    }
    if !is_alone {
        super::groups::draw(view, brush);
    }
}

fn draw_clients(view: &View<'_>, brush: &mut Brush, bounds: Rectangle, rate: u32) {
    let at = Point::new(bounds.x + 12.0, bounds.y + 20.0);
    let title = say::clients(view.language);
    let style = sans(12.5, Color::Ink).bold();
    brush.text(title, at, style, Align::Start, bounds.width - 20.0);
    // Nobody is there who sends nothing.
    let shown = (rate as f32).sqrt().ceil().min(8.0) as usize;
    for index in 0..8 {
        let centre = Point::new(
            bounds.x + 17.0 + 12.5 * (index % 4) as f32,
            bounds.y + 36.0 + 13.0 * (index / 4) as f32,
        );
        let color = if index < shown {
            Color::Ink3
        } else {
            Color::Line
        };
        brush.circle(centre, 3.6, solid(color), None);
    }
    let right = bounds.right() - 8.0;
    let room = right - bounds.x - 66.0;
    let at = Point::new(right, bounds.y + 39.0);
    let number = say::compact(view.language, rate);
    let large = sans(17.0, Color::Ink).bold();
    let style = if large.width(&number) <= room {
        large
    } else {
        sans(13.0, Color::Ink).bold()
    };
    brush.text(number, at, style, Align::End, room + 6.0);
    let at = Point::new(right, bounds.y + 53.0);
    let unit = say::requests_per_second(view.language);
    brush.text(unit, at, sans(11.0, Color::Ink2), Align::End, room);
}

fn draw_balancer(
    view: &View<'_>,
    brush: &mut Brush,
    bounds: Rectangle,
    balancer: Option<&LoadBalancer>,
) {
    let Some(balancer) = balancer else {
        return;
    };
    let (x, width) = (bounds.x + 12.0, bounds.width - 20.0);
    let bold = sans(12.5, Color::Ink).bold();
    let at = Point::new(x, bounds.y + 20.0);
    brush.text(balancer.name.as_str(), at, bold, Align::Start, width);
    let at = Point::new(x, bounds.y + 35.0);
    let kind = say::load_balancer_kind(view.language);
    brush.text(kind, at, sans(11.0, Color::Ink3), Align::Start, width);
    let Some(port) = balancer.listener_port() else {
        return;
    };
    let plate = Rectangle::new(x, bounds.y + 44.0, (width - 4.0).min(132.0), 20.0);
    brush.rectangle(plate, 5.0, solid(Color::Slot), None);
    let at = Point::new(x + 8.0, plate.y + 14.0);
    let listener = say::listener(view.language, port);
    let style = mono(11.0, Color::Ink2);
    brush.text(listener, at, style, Align::Start, plate.width - 14.0);
}

fn draw_group(view: &View<'_>, brush: &mut Brush, bounds: Rectangle, group: &TargetGroup) {
    let (left, right) = (bounds.x + 12.0, bounds.right() - 12.0);
    let bold = sans(12.5, Color::Ink).bold();
    let name_width = bold.width(&group.name).min((right - left) * 0.5);
    let at = Point::new(left, bounds.y + 20.0);
    brush.text(group.name.as_str(), at, bold, Align::Start, name_width);
    let check = &group.health_check;
    let port = group.targets.values().next().map(|target| target.port);
    let is_ip = group.target_type == sim::TargetType::Ip;
    let interval = check.interval.as_secs();
    let probe = say::probe(view.language, port.filter(|_| is_ip), &check.path, interval);
    let at = Point::new(right, bounds.y + 20.0);
    let room = right - left - name_width - 10.0;
    brush.text(probe, at, sans(11.0, Color::Ink3), Align::End, room);
    if group.targets.is_empty() {
        let at = Point::new(left, bounds.y + 46.0);
        let text = say::no_targets(view.language);
        let style = sans(11.5, Color::Ink2);
        brush.text(text, at, style, Align::Start, right - left);
        return;
    }
    draw_sorted_targets(view, brush, bounds, group);
}

/// The targets by state, each state with its count below.
fn draw_sorted_targets(view: &View<'_>, brush: &mut Brush, bounds: Rectangle, group: &TargetGroup) {
    let sorted = &view.population.groups[0].targets;
    let width = bounds.width - 24.0;
    let label_style = sans(11.0, Color::Ink2);
    let labels: Vec<String> = sorted
        .iter()
        .map(|(state, targets)| format!("{} {}", targets.len(), state))
        .collect();
    let label_width = |label: &str| label_style.bold().width(label) + 6.0;
    if labels.iter().map(|label| label_width(label)).sum::<f32>() > width {
        return draw_summed_targets(view, brush, bounds, group);
    }
    let widths = |grid: &TargetGrid| -> f32 {
        let parts = sorted.iter().zip(&labels);
        parts
            .map(|((_, targets), label)| grid.width(targets.len()).max(label_width(label)))
            .sum()
    };
    let grid = TARGET_GRIDS
        .into_iter()
        .find(|grid| widths(grid) <= width)
        .unwrap_or(TARGET_GRIDS[5]);
    let right = bounds.right() - 12.0;
    let mut x = bounds.x + 12.0;
    // Where there are too many, the first state gets what the names of the others leave.
    let mut beyond = (widths(&grid) - width).max(0.0);
    for ((state, targets), label) in sorted.iter().zip(&labels) {
        let wanted = grid.width(targets.len()).max(label_width(label));
        let part = (wanted - beyond).max(label_width(label));
        beyond = (beyond - (wanted - part)).max(0.0);
        for (index, (task, hue)) in targets.iter().enumerate() {
            let centre = grid.centre(index, x, bounds.y + 39.0);
            if centre.x + grid.size / 2.0 > (x + part).min(right) {
                break;
            }
            let square = Rectangle::square(centre, grid.size);
            draw_target(brush, group, *task, *hue, square);
        }
        let style = match *state {
            "healthy" => sans(11.0, Color::Ok).bold(),
            "unhealthy" => sans(11.0, Color::Bad).bold(),
            _ => label_style,
        };
        let at = Point::new(x, bounds.y + 64.0);
        let room = (right - x).max(0.0);
        brush.text(label.as_str(), at, style, Align::Start, room);
        x += part;
        if x >= right {
            break;
        }
    }
}

/// The targets in one line, with one count for all.
fn draw_summed_targets(view: &View<'_>, brush: &mut Brush, bounds: Rectangle, group: &TargetGroup) {
    let width = bounds.width - 24.0;
    let row = Rectangle::new(bounds.x + 12.0, bounds.y + 27.0, width, 24.0);
    draw_row_of_targets(brush, row, group, &view.population.groups[0].targets);
    let text = say::healthy_of_all(view.language, healthy_count(group), staying_count(group));
    let at = Point::new(bounds.x + 12.0, bounds.y + 64.0);
    let style = sans(11.0, Color::Ink2).bold();
    brush.text(text, at, style, Align::Start, width);
}

pub(super) fn healthy_count(group: &TargetGroup) -> usize {
    group
        .targets
        .values()
        .filter(|target| target.state == TargetState::Healthy)
        .count()
}

/// Targets that are not on their way out.
pub(super) fn staying_count(group: &TargetGroup) -> usize {
    let targets = group.targets.values();
    targets
        .filter(|target| !matches!(target.state, TargetState::Draining { .. }))
        .count()
}

fn draw_target(brush: &mut Brush, group: &TargetGroup, task: TaskId, hue: Hue, bounds: Rectangle) {
    let color = |role| Color::Revision(hue, role);
    let radius = bounds.width * 0.2;
    let Some(target) = group.targets.get(&task) else {
        return;
    };
    let is_small = bounds.width < 12.0;
    if bounds.width < 5.0 {
        let fill = match target.state {
            state if state.failure().is_some() => Color::Bad,
            TargetState::Healthy => color(HueRole::Solid),
            _ => color(HueRole::Muted),
        };
        return brush.rectangle(bounds, 0.0, solid(fill), None);
    }
    match target.state {
        TargetState::Healthy
        | TargetState::Unhealthy(_)
        | TargetState::UnhealthyDraining { .. } => {
            let edge = line(color(HueRole::Edge), if is_small { 0.8 } else { 1.2 });
            let inner = bounds.inset(0.6);
            brush.rectangle(inner, radius, solid(color(HueRole::Solid)), edge);
        }
        TargetState::Registering | TargetState::Initial | TargetState::Unused(_) => {
            let inner = bounds.inset(if is_small { 1.0 } else { 2.0 });
            brush.rectangle(inner, radius * 0.6, solid(color(HueRole::Tint)), None);
            let edge = crate::brush::dashed(color(HueRole::Edge), 1.3, 4.0, 3.0);
            brush.rectangle(bounds.inset(0.7), radius, None, edge);
        }
        TargetState::Draining { .. } => {
            let hatch = Fill::Hatch {
                ground: color(HueRole::Tint),
                stripe: color(HueRole::Muted),
                pitch: 6.0,
                width: 2.4,
            };
            let edge = line(color(HueRole::OnTint), 1.2);
            brush.rectangle(bounds.inset(0.7), radius, Some(hatch), edge);
        }
    }
    let centre = bounds.centre();
    match target.state {
        TargetState::Healthy if !is_small => {
            let scale = bounds.width / 18.0;
            let check = [(-4.0, 0.0), (-1.0, 3.0), (4.0, -3.0)]
                .map(|(x, y)| Point::new(centre.x + x * scale, centre.y + y * scale));
            brush.line(check.into(), line(color(HueRole::OnSolid), 1.8 * scale));
        }
        state if state.failure().is_some() => {
            let ring = line(Color::Bad, if is_small { 1.4 } else { 2.0 });
            brush.rectangle(bounds.inset(-1.8), radius + 1.8, None, ring);
            if !is_small {
                let at = Point::new(centre.x, centre.y + bounds.width * 0.26);
                let style = sans(bounds.width * 0.72, color(HueRole::OnSolid)).bold();
                brush.text("!", at, style, Align::Middle, bounds.width);
            }
        }
        _ => {}
    }
}

/// One line in each box.
fn draw_briefly(
    view: &View<'_>,
    brush: &mut Brush,
    path: &RequestPath,
    rate: u32,
    balancer: Option<&LoadBalancer>,
) {
    let is_phone = view.layout.form == Form::Phone;
    let (pad, size) = if is_phone { (9.0, 12.0) } else { (12.0, 12.5) };
    let bold = sans(size, Color::Ink).bold();
    let baseline = path.clients.centre().y + 4.5;
    let unit = if is_phone {
        let number = say::compact_briefly(view.language, rate);
        format!("{number}{}", say::per_second(view.language))
    } else {
        let number = say::compact(view.language, rate);
        format!("{number} {}", say::requests_per_second(view.language))
    };
    let port = balancer.and_then(LoadBalancer::listener_port);
    let port = port.map_or_else(String::new, |port| format!(":{port}"));
    let name = balancer.map_or("", |balancer| balancer.name.as_str());
    let plain = sans(11.5, Color::Ink2);
    let clients = say::clients(view.language);
    let port_style = mono(11.5, Color::Ink2);
    let mut lines = vec![
        (path.clients, clients, unit, plain, None),
        (path.balancer, name, port, port_style, None),
    ];
    // Several have lines of their own.
    if path.groups.len() == 1 {
        lines.extend(view.groups().map(|(place, population, group)| {
            let (count, style) = brief_count(view, group);
            let row = Some((group, &population.targets));
            (place.bounds, group.name.as_str(), count, style, row)
        }));
    }
    for (bounds, title, value, style, row) in lines {
        let part = if row.is_some() {
            Part::TargetGroup
        } else {
            Part::Clients
        };
        let inner = bounds.width - 2.0 * pad;
        let widths = (bold.width(title), style.width(&value));
        let (title_width, value_width) = shared_width(inner, widths, bounds == path.balancer);
        view.lit(brush, part, |brush| {
            let at = Point::new(bounds.x + pad, baseline);
            brush.text(title, at, bold, Align::Start, title_width);
            let at = Point::new(bounds.right() - pad, baseline);
            brush.text(value, at, style, Align::End, value_width);
            if let Some((group, targets)) = row.filter(|_| !is_phone) {
                let used = bold.width(title) + 10.0;
                let room = inner - used - value_width - 10.0;
                let left = bounds.x + pad + used;
                let between = Rectangle::new(left, bounds.y, room, bounds.height);
                draw_row_of_targets(brush, between, group, targets);
            }
        });
    }
}

/// What a title and a value get of the width of their line. Where both do not fit it is one of the two.
fn shared_width(inner: f32, (title, value): (f32, f32), prefers_title: bool) -> (f32, f32) {
    let value_width = value.min(inner);
    let title_width = inner - value_width - 4.0;
    if title_width >= title * 0.8 {
        (title_width, value_width)
    } else if prefers_title {
        // The port matters less than the name; counts matter more.
        (inner, 0.0)
    } else {
        (0.0, inner)
    }
}

/// How many targets are healthy, in words as short as the stage is narrow.
fn brief_count(view: &View<'_>, group: &TargetGroup) -> (String, Style) {
    let (healthy, all) = (healthy_count(group), staying_count(group));
    if view.layout.form != Form::Phone {
        let count = say::healthy_of_all(view.language, healthy, all);
        return (count, sans(11.5, Color::Ink2));
    }
    let color = match healthy {
        0 => Color::Bad,
        _ if healthy == all => Color::Ok,
        // Not all is well yet.
        _ => Color::Ink2,
    };
    let count = say::healthy_of_all_briefly(healthy, all);
    (count, sans(11.5, color).bold())
}

pub(super) fn draw_row_of_targets(
    brush: &mut Brush,
    bounds: Rectangle,
    group: &TargetGroup,
    sorted: &SortedTargets,
) {
    let targets = || sorted.iter().flat_map(|(_, targets)| targets);
    let grids = [
        grid(19.0, 14.0, 1),
        grid(12.0, 9.5, 2),
        grid(8.0, 6.0, 3),
        grid(5.0, 4.0, 5),
        TARGET_GRIDS[5],
    ];
    let fitting = || {
        let height = |grid: &TargetGrid| grid.row_count as f32 * grid.pitch;
        grids
            .into_iter()
            .filter(move |grid| height(grid) <= bounds.height)
    };
    let whole = fitting().find(|grid| grid.width(targets().count()) <= bounds.width);
    let Some(grid) = whole.or(fitting().next_back()) else {
        return;
    };
    for (index, (task, hue)) in targets().enumerate() {
        let centre = grid.centre(index, bounds.x, bounds.centre().y);
        if centre.x + grid.size / 2.0 > bounds.right() {
            break;
        }
        draw_target(
            brush,
            group,
            *task,
            *hue,
            Rectangle::square(centre, grid.size),
        );
    }
}
