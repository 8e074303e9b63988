//! The picture, back to front: each part draws from the layout and the world, and decides where nothing is.

mod cards;
mod countdown;
mod floor;
mod groups;
mod light;
mod marks;
mod path;
mod requests;
mod tasks;
mod tray;
mod wires;

use sim::{Service, TargetGroup, World};
use words::Language;

use crate::brush::Brush;
use crate::geometry::{Point, Rectangle};
use crate::layout::{GroupBox, Layout};
use crate::population::{GroupPopulation, Population};
use crate::stage::{FrameTime, Scene};
use crate::theme::{Color, Hue, HueRole};
use crate::traffic::{Dot, SPEED};
use light::Light;
pub(crate) use requests::failure_near;

/// Everything that a part of the picture is drawn from.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) world: &'a World,
    pub(crate) scene: &'a Scene,
    pub(crate) layout: &'a Layout,
    pub(crate) population: &'a Population,
    pub(crate) service: Option<&'a Service>,
    pub(crate) language: Language,
    pub(crate) wall: FrameTime,
    /// What is lit, if anything is.
    pub(crate) light: Option<Light>,
}

impl<'a> View<'a> {
    /// The target groups, with their places and who is in them.
    fn groups(&self) -> impl Iterator<Item = (&'a GroupBox, &'a GroupPopulation, &'a TargetGroup)> {
        let world = self.world;
        let places = self.layout.path.iter().flat_map(|path| &path.groups);
        places
            .zip(&self.population.groups)
            .filter_map(|(place, group)| Some((place, group, world.target_group(group.id)?)))
    }
}

/// Draws everything on a picture of this size.
pub(crate) fn draw(mut view: View<'_>, brush: &mut Brush, size: Rectangle) {
    view.light = Light::new(&view);
    let view = &view;
    floor::draw(view, brush);
    cards::draw(view, brush);
    wires::draw(view, brush);
    requests::draw(view, brush);
    path::draw(view, brush);
    countdown::draw_narrow(view, brush);
    tray::draw(view, brush);
    marks::draw_below(view, brush);
    tasks::draw(view, brush);
    light::draw(view, brush, size);
    marks::draw_above(view, brush);
}

/// Whether a request or a failure has not arrived yet.
pub(crate) fn is_under_way(layout: &Layout, dot: &Dot, clock: f32) -> bool {
    requests::way(layout, dot).is_some_and(|(points, count)| {
        (clock - dot.born) * SPEED <= crate::outline::length(&points[..count])
    })
}

/// The small sign of a revision: a rounded square, or an octagon for another service.
pub(crate) fn draw_sign(brush: &mut Brush, hue: Hue, at: Point, size: f32) {
    let bounds = Rectangle::new(at.x, at.y, size, size);
    let fill = crate::brush::solid(Color::Revision(hue, HueRole::Solid));
    if hue == Hue::Other {
        let points = crate::outline::octagon(bounds, size * 0.27);
        brush.polygon(points, fill, None);
    } else {
        brush.rectangle(bounds, size * 0.27, fill, None);
    }
}
