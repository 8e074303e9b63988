//! The tile of a task: shape for whose it is, hue for its revision, texture for its state.

use crate::appearance::{Appearance, Lettering, State};
use crate::badge::draw_fault;
use crate::brush::{Brush, Style, dashed, line, mono, sans, solid};
use crate::frame::{Align, Fill, Stroke};
use crate::geometry::{Point, Rectangle, within};
use crate::motion::{ease_in, ease_out};
use crate::outline;
use crate::theme::{Color, Hue, HueRole};

/// From this size on a tile shows the id of its task, with its revision as large as it is meant.
const ID_FROM: f32 = 35.0;
/// From this size on it shows the id, and below it what it would show alone.
const BOTH_FROM: f32 = 29.0;
/// From this size on a tile shows its revision.
const REVISION_FROM: f32 = 24.0;
/// Below this size a tile is a square of one colour.
const TEXTURE_FROM: f32 = 11.0;
/// How much a stopping task shrinks.
const STOPPING_SCALE: f32 = 0.76;
/// How far the ring of the grace period is outside of the tile.
const GRACE_GROWTH: f32 = 4.8;
/// Between two segments of a ring of checks, as a share of its length.
const SEGMENT_GAP: f32 = 0.05;

/// One tile being drawn.
struct Tile<'a> {
    look: &'a Appearance,
    bounds: Rectangle,
    /// 1 for a tile of 44.
    unit: f32,
}

/// Whether a tile of this size has letters.
pub(crate) fn lettering(size: f32) -> Lettering {
    if size >= REVISION_FROM {
        Lettering::Lettered
    } else {
        Lettering::Blank
    }
}

/// Whether a tile of this size has letters, and no room for the id of its task beside what else it shows.
pub(crate) fn is_brief(size: f32) -> bool {
    (REVISION_FROM..BOTH_FROM).contains(&size)
}

/// Draws a tile in its slot, with everything on it.
pub(crate) fn draw(brush: &mut Brush, look: &Appearance, bounds: Rectangle) {
    if bounds.width < TEXTURE_FROM {
        draw_speck(brush, look, bounds);
        return;
    }
    let tile = Tile {
        look,
        bounds,
        unit: bounds.width / 44.0,
    };
    tile.draw_body(brush);
    if let Some(left) = look.grace_left {
        tile.draw_grace(brush, left);
    }
    tile.draw_signs(brush);
}

/// Draws again what an outline around a tile would cover.
pub(crate) fn draw_signs(brush: &mut Brush, look: &Appearance, bounds: Rectangle) {
    let tile = Tile {
        look,
        bounds,
        unit: bounds.width / 44.0,
    };
    tile.draw_signs(brush);
}

/// Draws a tile on its way from one state to another; `share` is how far it has come.
pub(crate) fn draw_change(
    brush: &mut Brush,
    look: &Appearance,
    before: State,
    share: f32,
    bounds: Rectangle,
) {
    let old = Appearance {
        state: before,
        is_unhealthy: false,
        grace_left: None,
        in_flight: 0,
        has_fault: false,
        ..look.clone()
    };
    match look.state {
        // The tint floods from the middle.
        State::Running if bounds.width >= TEXTURE_FROM => {
            draw(brush, &old, bounds);
            let share = ease_out(share);
            let flood = Tile {
                look,
                bounds: bounds.inset(bounds.width * 0.5 * (1.0 - share)),
                unit: bounds.width / 44.0 * share,
            };
            flood.draw_body(brush);
        }
        State::Stopping(_) if bounds.width >= TEXTURE_FROM => {
            let share = ease_in(share);
            let margin = bounds.width * (1.0 - STOPPING_SCALE) / 2.0;
            let shrunk = Rectangle {
                y: bounds.y + bounds.width * 0.015,
                ..bounds.inset(margin)
            };
            brush.faded(1.0 - share, |brush| {
                draw(brush, &old, bounds.towards(&shrunk, share));
            });
            brush.faded(share, |brush| draw(brush, look, bounds));
        }
        // A ghost has nothing to cover with what was there.
        State::Deprovisioning => {
            brush.faded(1.0 - share, |brush| draw(brush, &old, bounds));
            brush.faded(share, |brush| draw(brush, look, bounds));
        }
        _ => {
            draw(brush, &old, bounds);
            brush.faded(share, |brush| draw(brush, look, bounds));
        }
    }
}

/// A red ring that fades: the process got SIGKILL.
pub(crate) fn draw_flash(brush: &mut Brush, bounds: Rectangle, share: f32) {
    let grown = bounds.inset(-2.0 - 4.0 * share);
    brush.faded(1.0 - share, |brush| {
        brush.rectangle(grown, grown.width / 4.0, None, line(Color::Bad, 3.0));
    });
}

/// A tile too small for texture: steady states are a colour, the others an outline, failure is larger.
fn draw_speck(brush: &mut Brush, look: &Appearance, bounds: Rectangle) {
    let color = |role| Color::Revision(look.hue, role);
    if look.is_unhealthy {
        let grown = bounds.inset(-bounds.width * 0.25);
        brush.rectangle(grown, 0.0, solid(Color::Bad), None);
        return;
    }
    let radius = if bounds.width > 6.0 { 1.5 } else { 0.0 };
    match look.state {
        State::Running => brush.rectangle(bounds, radius, solid(color(HueRole::Solid)), None),
        State::Stopped => brush.rectangle(bounds, radius, solid(Color::Line2), None),
        _ => {
            let inner = bounds.inset(0.5);
            let edge = line(Color::Ink, 1.0);
            brush.rectangle(inner, radius, solid(color(HueRole::Muted)), edge);
        }
    }
}

impl Tile<'_> {
    /// What is not as it should be, and what it still works on.
    fn draw_signs(&self, brush: &mut Brush) {
        let (look, has_room) = (self.look, self.bounds.width >= REVISION_FROM);
        if look.is_unhealthy {
            self.draw_alarm(brush);
        }
        if look.in_flight > 0 && has_room {
            self.draw_in_flight(brush);
        }
        if look.has_fault && has_room {
            let inside = self.unit;
            let at = Point::new(self.bounds.x + inside, self.bounds.y + inside);
            draw_fault(brush, at, (6.5 * self.unit).max(5.5));
        }
    }

    const fn color(&self, role: HueRole) -> Color {
        Color::Revision(self.look.hue, role)
    }

    fn outline(&self, inset: f32, radius: f32) -> Vec<Point> {
        let bounds = self.bounds.inset(inset);
        if self.look.hue == Hue::Other {
            outline::octagon(bounds, bounds.width * 0.2)
        } else {
            outline::rounded(bounds, radius * self.unit)
        }
    }

    fn shape(
        &self,
        brush: &mut Brush,
        inset: f32,
        radius: f32,
        fill: Option<Fill>,
        stroke: Option<Stroke>,
    ) {
        if self.look.hue == Hue::Other {
            brush.polygon(self.outline(inset, radius), fill, stroke);
        } else {
            brush.rectangle(self.bounds.inset(inset), radius * self.unit, fill, stroke);
        }
    }

    fn draw_body(&self, brush: &mut Brush) {
        let unit = self.unit;
        let edge = (1.5 * unit).max(0.8);
        match self.look.state {
            State::Provisioning => {
                let stroke = dashed(
                    self.color(HueRole::OnTint),
                    edge,
                    (4.0 * unit).max(1.6),
                    (3.0 * unit).max(1.6),
                );
                self.shape(brush, 0.75 * unit, 8.8, solid(Color::Panel), stroke);
                self.draw_text(brush, HueRole::OnTint);
            }
            State::Pending(level) => self.draw_pending(brush, level, edge),
            State::Activating => self.draw_ring(brush, 1, 1, 0.45),
            State::Checking(passed, needed) => self.draw_ring(brush, passed, needed, 1.0),
            State::Settling(share) => self.draw_settling(brush, share),
            State::Running => {
                let inset = if self.look.is_unhealthy { 1.4 } else { 0.6 };
                let stroke = line(self.color(HueRole::Edge), 1.2);
                self.shape(brush, inset, 8.8, solid(self.color(HueRole::Solid)), stroke);
                self.draw_text(brush, HueRole::OnSolid);
            }
            State::Deactivating(left) => self.draw_deactivating(brush, left),
            State::Stopping(over) => self.draw_stopping(brush, over),
            State::Deprovisioning => self.draw_ghost(brush),
            State::Stopped => self.draw_stopped(brush),
        }
    }

    fn draw_pending(&self, brush: &mut Brush, level: f32, edge: f32) {
        let inset = edge / 2.0;
        self.shape(brush, inset, 8.8, solid(Color::Panel), None);
        if level > 0.0 {
            let surface = self.bounds.bottom() - self.bounds.height * level;
            let water = outline::below(&self.outline(inset, 8.8), surface);
            let fill = solid(self.color(HueRole::Muted));
            brush.faded(0.75, |brush| brush.polygon(water, fill, None));
        }
        let stroke = line(self.color(HueRole::OnTint), edge);
        self.shape(brush, inset, 8.8, None, stroke);
        self.draw_text(brush, HueRole::OnTint);
    }

    /// The tint, and around it a ring in as many segments as checks are needed.
    fn draw_ring(&self, brush: &mut Brush, passed: u32, needed: u32, weight: f32) {
        let unit = self.unit;
        self.shape(
            brush,
            4.8 * unit,
            4.6,
            solid(self.color(HueRole::Tint)),
            None,
        );
        let width = (3.2 * unit * weight).max(1.0);
        let ring = self.outline(1.6 * unit, 8.8);
        let (done, open) = (self.color(HueRole::Edge), Color::Line2);
        // The round ends of a line reach beyond it.
        let ends = width / outline::length(&ring);
        for segment in 0..needed.min(10) {
            let color = if segment < passed { done } else { open };
            let (from, to) = if needed == 1 {
                (0.0, 1.0)
            } else {
                let step = 1.0 / needed.min(10) as f32;
                let from = step * segment as f32;
                let gap = SEGMENT_GAP / 2.0 + ends / 2.0;
                (from + gap, from + step - gap)
            };
            brush.line(outline::part(&ring, from, to), line(color, width));
        }
        self.draw_text(brush, HueRole::OnTint);
    }

    fn draw_settling(&self, brush: &mut Brush, over: f32) {
        let unit = self.unit;
        self.shape(
            brush,
            4.8 * unit,
            4.6,
            solid(self.color(HueRole::Tint)),
            None,
        );
        let ring = self.outline(1.6 * unit, 8.8);
        let width = (2.0 * unit).max(1.0);
        brush.line(outline::part(&ring, 0.0, 1.0), line(Color::Line2, width));
        if over > 0.0 {
            let done = outline::part(&ring, 0.0, over);
            brush.line(done, line(self.color(HueRole::Edge), width));
        }
        self.draw_text(brush, HueRole::OnTint);
    }

    fn draw_deactivating(&self, brush: &mut Brush, left: f32) {
        let unit = self.unit;
        let hatch = Fill::Hatch {
            ground: self.color(HueRole::Tint),
            stripe: self.color(HueRole::Muted),
            pitch: 6.0,
            width: 2.4,
        };
        self.shape(brush, unit, 8.8, Some(hatch), None);
        let width = (3.0 * unit).max(1.0);
        let ring = self.outline(1.5 * unit, 8.8);
        let ground = line(self.color(HueRole::Tint), width);
        brush.line(outline::part(&ring, 0.0, 1.0), ground);
        if left > 0.0 {
            let remaining = outline::part(&ring, 0.0, left);
            brush.line(remaining, line(self.color(HueRole::OnTint), width));
        }
        self.draw_plates(brush);
        self.draw_text(brush, HueRole::OnTint);
    }

    /// Quiet places for the letters, through which stripes would run.
    fn draw_plates(&self, brush: &mut Brush) {
        let (centre, size, unit) = (self.bounds.centre(), self.bounds.width, self.unit);
        let plate = |y: f32, width: f32, height: f32| {
            Rectangle::new(centre.x - width / 2.0, centre.y + y, width, height)
        };
        let fill = solid(self.color(HueRole::Tint));
        brush.faded(0.85, |brush| {
            if size >= ID_FROM {
                brush.rectangle(
                    plate(-11.5 * unit, 31.0 * unit, 13.0 * unit),
                    4.0,
                    fill,
                    None,
                );
                brush.rectangle(plate(1.5 * unit, 18.0 * unit, 12.0 * unit), 4.0, fill, None);
            } else if size >= BOTH_FROM {
                brush.rectangle(plate(-10.5, size * 0.88, 21.5), 4.0, fill, None);
            } else if size >= REVISION_FROM {
                brush.rectangle(plate(-6.0, size * 0.72, 12.5), 4.0, fill, None);
            }
        });
    }

    fn draw_stopping(&self, brush: &mut Brush, over: Option<f32>) {
        let size = self.bounds.width;
        let body = Rectangle::new(
            self.bounds.x + size * (1.0 - STOPPING_SCALE) / 2.0,
            self.bounds.y + size * 0.015,
            size * STOPPING_SCALE,
            size * STOPPING_SCALE,
        );
        let small = Tile {
            look: self.look,
            bounds: body,
            unit: self.unit * STOPPING_SCALE,
        };
        let stroke = line(self.color(HueRole::Muted), 1.2);
        let fill = solid(self.color(HueRole::Tint));
        small.shape(brush, 0.0, 9.2, fill, stroke);
        small.draw_text_of(brush, HueRole::OnTint, size);
        let height = (5.0 * self.unit).max(1.8);
        let track = Rectangle::new(self.bounds.x, self.bounds.y + size * 0.886, size, height);
        brush.rectangle(track, height / 2.0, solid(Color::Line2), None);
        let (share, color) = match over {
            Some(share) => (share, Color::Ink),
            None => (1.0, Color::Ink3),
        };
        let done = Rectangle {
            width: (size * share).max(height),
            ..track
        };
        brush.rectangle(done, height / 2.0, solid(color), None);
    }

    fn draw_ghost(&self, brush: &mut Brush) {
        let unit = self.unit;
        brush.faded(0.7, |brush| {
            let stroke = dashed(self.color(HueRole::OnTint), 1.4, 0.2, (3.6 * unit).max(2.2));
            // As small as it was while it stopped, and nothing in it: it goes.
            let ghost = Tile {
                look: self.look,
                bounds: self
                    .bounds
                    .inset(self.bounds.width * (1.0 - STOPPING_SCALE) / 2.0),
                unit: unit * STOPPING_SCALE,
            };
            ghost.shape(brush, 0.0, 8.8, solid(Color::Slot), None);
            brush.line(closed(ghost.outline(0.75, 8.8)), stroke);
            ghost.draw_text_of(brush, HueRole::OnTint, self.bounds.width);
        });
    }

    fn draw_stopped(&self, brush: &mut Brush) {
        let (size, stroke) = (self.bounds.width, line(Color::Line2, 1.2));
        self.shape(brush, 0.75, 8.8, solid(Color::Slot), stroke);
        let y = self.bounds.bottom() - 0.9;
        let underline = vec![
            Point::new(self.bounds.x + size * 0.2, y),
            Point::new(self.bounds.right() - size * 0.2, y),
        ];
        brush.line(
            underline,
            line(self.color(HueRole::Solid), (size / 16.0).max(1.2)),
        );
        if size >= ID_FROM {
            self.draw_label(brush, Color::Ink2, size);
        }
    }

    /// A thin ring around everything: health does not matter for so long still.
    fn draw_grace(&self, brush: &mut Brush, left: f32) {
        let grow = GRACE_GROWTH * self.unit.max(0.4);
        let ring = self.outline(-grow, 12.6);
        let width = (1.3 * self.unit).max(0.8);
        let remaining = outline::part(&ring, 0.0, left);
        brush.line(remaining, line(Color::Ink2, width));
    }

    fn draw_alarm(&self, brush: &mut Brush) {
        let size = self.bounds.width;
        let grow = (2.5 * self.unit).max(1.0);
        let stroke = line(Color::Bad, (2.2 * self.unit).max(1.4));
        self.shape(brush, -grow, 11.3, None, stroke);
        if size >= REVISION_FROM {
            let at = Point::new(self.bounds.right(), self.bounds.y + self.unit);
            let radius = (7.5 * self.unit).max(6.5);
            brush.circle(at, radius, solid(Color::Bad), line(Color::Panel, 1.5));
            let below = Point::new(at.x, at.y + 3.8);
            brush.text(
                "!",
                below,
                sans(11.0, Color::Panel).bold(),
                Align::Middle,
                14.0,
            );
        }
    }

    fn draw_in_flight(&self, brush: &mut Brush) {
        let text = if self.look.in_flight > 99 {
            String::from("99+")
        } else {
            self.look.in_flight.to_string()
        };
        let width = (8.0 + 6.0 * text.len() as f32).max(14.0);
        let at = Point::new(self.bounds.right() - 2.0, self.bounds.y);
        let badge = Rectangle::new(at.x - width / 2.0, at.y - 7.0, width, 14.0);
        brush.rectangle(badge, 7.0, solid(Color::Ink), line(Color::Panel, 1.5));
        let style = sans(10.0, Color::Panel).bold();
        brush.text(
            text,
            Point::new(at.x, at.y + 3.6),
            style,
            Align::Middle,
            width,
        );
    }

    fn draw_text(&self, brush: &mut Brush, role: HueRole) {
        self.draw_text_of(brush, role, self.bounds.width);
    }

    /// Text as a tile of `size` has it, on a body that may be smaller.
    fn draw_text_of(&self, brush: &mut Brush, role: HueRole, size: f32) {
        self.draw_label(brush, self.color(role), size);
    }

    fn draw_label(&self, brush: &mut Brush, color: Color, size: f32) {
        let centre = self.bounds.centre();
        let width_max = self.bounds.width - if size < ID_FROM { 0.0 } else { 2.0 };
        let mut text = |content: &str, baseline: f32, style: Style| {
            let at = Point::new(centre.x, centre.y + baseline);
            brush.text(content, at, style, Align::Middle, width_max);
        };
        if size >= ID_FROM {
            let scale = size / 44.0;
            let id_size = within(12.0 * scale, 10.0, 12.0 * scale.max(1.0));
            let revision_size = (10.0 * scale).max(10.0);
            text(&self.look.short_id, -scale, mono(id_size, color).bold());
            text(
                &self.look.revision,
                11.0 * scale,
                mono(revision_size, color),
            );
        } else if size >= BOTH_FROM && self.bounds.width >= BOTH_FROM {
            text(&self.look.short_id, -1.0, mono(10.0, color).bold());
            text(&self.look.brief, 9.5, mono(10.0, color));
        } else if size >= REVISION_FROM {
            let style = mono((size * 0.38).clamp(10.0, 11.5), color).bold();
            text(&self.look.brief, 4.0, style);
        }
    }
}

fn closed(mut points: Vec<Point>) -> Vec<Point> {
    points.extend(points.first().copied());
    points
}
