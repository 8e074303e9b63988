//! Container instances: what each is, what is taken of it and by whom, and how much room is left.

use sim::{Instance, InstanceStatus, LaunchType, TaskStatus};
use words::stage as say;

use super::View;
use crate::badge::draw_fault;
use crate::brush::{Brush, dashed, line, mono, sans, solid};
use crate::frame::{Align, Fill};
use crate::geometry::{Point, Rectangle};
use crate::governed::Part;
use crate::hue::hue_of;
use crate::layout::Card;
use crate::theme::{Color, HueRole};

/// From this width on a machine shows its type beside its id.
const TYPE_FROM: f32 = 168.0;
/// From this width on its bars have numbers.
const NUMBERS_FROM: f32 = 160.0;

/// With tiles from this size on a machine shows that something was made to go wrong with it.
const BADGE_FROM: f32 = 20.0;

pub(super) fn draw(view: &View<'_>, brush: &mut Brush) {
    for (bounds, opacity) in view.scene.gone_cards(view.wall) {
        brush.faded(opacity, |brush| {
            brush.rectangle(bounds, 8.0, Some(hatch()), line(Color::Line2, 1.0));
        });
    }
    for card in &view.layout.cards {
        let Some(instance) = card.instance.and_then(|id| view.world.instance(id)) else {
            continue;
        };
        let (bounds, opacity) = view.scene.card_at(instance.id, card.bounds, view.wall);
        view.lit(brush, Part::Machine, |brush| {
            brush.faded(opacity, |brush| {
                draw_card(view, brush, card, instance, bounds);
            });
            view.outline_lit(brush, Part::Machine, bounds, 8.0);
        });
    }
    draw_free(view, brush);
}

const fn hatch() -> Fill {
    Fill::Hatch {
        ground: Color::Slot,
        stripe: Color::Line2,
        pitch: 7.0,
        width: 1.2,
    }
}

fn draw_card(
    view: &View<'_>,
    brush: &mut Brush,
    card: &Card,
    instance: &Instance,
    bounds: Rectangle,
) {
    let metrics = &view.layout.metrics;
    let is_draining = instance.status == InstanceStatus::Draining;
    let fill = if is_draining {
        hatch()
    } else {
        Fill::Solid(Color::Panel)
    };
    let radius = if metrics.tile > 10.0 { 8.0 } else { 3.0 };
    let edge = if instance.agent_connected {
        line(Color::Line2, 1.0)
    } else {
        dashed(Color::Ink3, 1.2, 2.0, 3.0)
    };
    brush.rectangle(bounds, radius, Some(fill), edge);
    if instance.silent_since.is_some() && metrics.tile >= BADGE_FROM {
        let corner = Point::new(bounds.x + 2.0, bounds.y + 2.0);
        draw_fault(brush, corner, 6.5);
    }
    if view.scene.is_closest(instance.id) {
        let edge = dashed(Color::Ink2, 1.4, 5.0, 4.0);
        brush.rectangle(bounds.inset(-2.5), radius + 2.5, None, edge);
    }
    if metrics.has_title {
        draw_title(view, brush, card, instance, bounds);
    }
    if is_draining && card.tasks.is_empty() && metrics.tile > 24.0 {
        draw_empty_draining(view, brush, bounds);
        return;
    }
    let first = match (metrics.bar_count, metrics.has_title) {
        (2, _) => 23.0,
        (_, true) => 21.0,
        (_, false) => 8.0,
    };
    match metrics.bar_count {
        0 => {}
        1 => {
            let width = bounds.width - 2.0 * metrics.side;
            let height = if metrics.tile >= 26.0 { 5.0 } else { 3.5 };
            let y = if metrics.tile >= 26.0 { first } else { 5.0 };
            let track = Rectangle::new(bounds.x + metrics.side, bounds.y + y, width, height);
            draw_bar(view, brush, card, instance, track, Resource::Memory);
        }
        _ => {
            draw_measured_bar(view, brush, card, instance, bounds, first, Resource::Cpu);
            let second = first + 11.0;
            draw_measured_bar(
                view,
                brush,
                card,
                instance,
                bounds,
                second,
                Resource::Memory,
            );
        }
    }
}

/// Its id, its type, and how much room it has.
fn draw_title(
    view: &View<'_>,
    brush: &mut Brush,
    card: &Card,
    instance: &Instance,
    bounds: Rectangle,
) {
    let side = view.layout.metrics.side;
    let baseline = bounds.y
        + if view.layout.metrics.bar_count == 2 {
            16.0
        } else {
            15.0
        };
    let (left, right) = (bounds.x + side, bounds.right() - side);
    let mut id = instance.id.ec2().to_string();
    id.truncate(6);
    id.push('…');
    let bold = mono(if bounds.width < 120.0 { 10.5 } else { 11.5 }, Color::Ink).bold();
    let id_width = bold.width(&id);
    let at = Point::new(left, baseline);
    brush.text(id, at, bold, Align::Start, id_width + 1.0);
    let style = sans(11.0, Color::Ink3);
    let mut text_right = right;
    let is_draining = instance.status == InstanceStatus::Draining;
    if is_draining || !instance.agent_connected {
        let text = if is_draining {
            instance.status.name()
        } else {
            say::no_agent(view.language)
        };
        let badge = Rectangle::new(right - 66.0, baseline - 11.0, 66.0, 16.0);
        brush.rectangle(badge, 4.0, solid(Color::Panel), line(Color::Line2, 1.0));
        let at = Point::new(badge.centre().x, baseline + 0.5);
        let bold = sans(10.0, Color::Ink2).bold();
        brush.text(text, at, bold, Align::Middle, 62.0);
        text_right -= 70.0;
    } else if view
        .service
        .is_some_and(|service| service.launch_type == LaunchType::Ec2)
    {
        let long = say::room(view.language, card.room);
        let room = right - left - id_width - 6.0;
        let text = if style.width(&long) <= room {
            long
        } else {
            say::room_briefly(view.language, card.room)
        };
        let width = style.width(&text);
        if width * 0.9 <= room {
            let at = Point::new(right, baseline);
            brush.text(text, at, style, Align::End, room);
            text_right -= width + 6.0;
        }
    }
    let type_left = left + id_width + 5.0;
    if bounds.width >= TYPE_FROM && text_right - type_left >= 30.0 {
        let at = Point::new(type_left, baseline);
        let text = if instance.status == InstanceStatus::Draining && !card.tasks.is_empty() {
            say::tasks_left(view.language, card.tasks.len())
        } else {
            String::from(instance.instance_type.name)
        };
        brush.text(text, at, style, Align::Start, text_right - type_left);
    }
}

fn draw_empty_draining(view: &View<'_>, brush: &mut Brush, bounds: Rectangle) {
    let (first, second) = (
        say::no_new_tasks(view.language),
        say::tasks_left(view.language, 0),
    );
    let (strong, faint) = (sans(11.5, Color::Ink2), sans(11.0, Color::Ink3));
    let longest = strong.width(first).max(faint.width(&second));
    let width = (longest + 20.0).min(bounds.width - 16.0);
    let centre = Point::new(bounds.centre().x, bounds.y + bounds.height * 0.62);
    let plate = Rectangle::new(centre.x - width / 2.0, centre.y - 19.0, width, 38.0);
    brush.rectangle(plate, 6.0, solid(Color::Panel), None);
    let at = Point::new(centre.x, centre.y - 3.0);
    brush.text(first, at, strong, Align::Middle, width - 12.0);
    let at = Point::new(centre.x, centre.y + 12.0);
    brush.text(second, at, faint, Align::Middle, width - 12.0);
}

/// Which resource of an instance a bar shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Resource {
    Cpu,
    Memory,
}

impl Resource {
    const fn name(self) -> &'static str {
        match self {
            Self::Cpu => "CPU",
            Self::Memory => "MEM",
        }
    }

    const fn part(self) -> Part {
        match self {
            Self::Cpu => Part::CpuBar,
            Self::Memory => Part::MemoryBar,
        }
    }

    const fn total(self, instance: &Instance) -> u32 {
        match self {
            Self::Cpu => instance.instance_type.cpu_units(),
            Self::Memory => instance.instance_type.memory_mib(),
        }
    }

    fn remaining(self, instance: &Instance) -> u32 {
        match self {
            Self::Cpu => instance.remaining_cpu_units(),
            Self::Memory => instance.remaining_memory_mib(),
        }
    }
}

/// A bar with the resource's name before it and its numbers behind it.
fn draw_measured_bar(
    view: &View<'_>,
    brush: &mut Brush,
    card: &Card,
    instance: &Instance,
    bounds: Rectangle,
    y: f32,
    resource: Resource,
) {
    let side = view.layout.metrics.side;
    let baseline = bounds.y + y + 6.5;
    let (left, mut right) = (bounds.x + side + 25.0, bounds.right() - side);
    let at = Point::new(bounds.x + side, baseline);
    let name = sans(10.0, Color::Ink3);
    brush.text(resource.name(), at, name, Align::Start, 25.0);
    if bounds.width >= NUMBERS_FROM {
        let total = resource.total(instance);
        let used = say::grouped(total - resource.remaining(instance));
        let total = format!("/{}", say::grouped(total));
        let (faint, strong) = (mono(10.0, Color::Ink3), mono(10.0, Color::Ink));
        let middle = right - faint.width(&total) + 1.0;
        let at = Point::new(middle, baseline);
        brush.text(used, at, strong, Align::End, 44.0);
        brush.text(total, at, faint, Align::Start, 48.0);
        right = middle - strong.width("0,000") - 7.0;
    }
    let track = Rectangle::new(left, bounds.y + y, right - left, 7.0);
    draw_bar(view, brush, card, instance, track, resource);
}

/// What each task takes, in the order of the tiles; paler while it comes or goes.
fn draw_bar(
    view: &View<'_>,
    brush: &mut Brush,
    card: &Card,
    instance: &Instance,
    track: Rectangle,
    resource: Resource,
) {
    view.lit(brush, resource.part(), |brush| {
        draw_held(view, brush, card, instance, track, resource);
    });
}

fn draw_held(
    view: &View<'_>,
    brush: &mut Brush,
    card: &Card,
    instance: &Instance,
    track: Rectangle,
    resource: Resource,
) {
    brush.rectangle(track, 2.0, solid(Color::Slot), None);
    let total = resource.total(instance).max(1) as f32;
    let mut x = track.x;
    for id in &card.tasks {
        let (Some(task), Some(held)) = (view.world.task(*id), instance.reservations.get(id)) else {
            continue;
        };
        let amount = match resource {
            Resource::Cpu => held.cpu_units,
            Resource::Memory => held.memory_mib,
        };
        if amount == 0 {
            continue;
        }
        let width = track.width * amount as f32 / total;
        let role = match task.last_status {
            TaskStatus::Activating | TaskStatus::Running => HueRole::Solid,
            _ => HueRole::Muted,
        };
        let hue = hue_of(view.world, view.scene.service(), task);
        let gap = if width > 4.0 { 1.2 } else { 0.0 };
        let part = Rectangle::new(x, track.y, (width - gap).max(0.5), track.height);
        brush.rectangle(part, 1.5, solid(Color::Revision(hue, role)), None);
        x += width;
    }
}

/// The slots in which a task of the service would still fit.
fn draw_free(view: &View<'_>, brush: &mut Brush) {
    let metrics = &view.layout.metrics;
    for slot in &view.layout.free {
        let opacity = view.scene.free_opacity(slot, view.wall);
        let bounds = slot.inset(metrics.tile / 22.0);
        brush.faded(0.8 * opacity, |brush| {
            brush.rectangle(bounds, metrics.tile / 5.5, solid(Color::Slot), None);
        });
    }
}
