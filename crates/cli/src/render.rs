//! `render`: the picture of an instant, as SVG or PNG.

mod png;

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use playground::Player;
use scene::{FrameTime, Look, Scene, Theme, Viewport};
use sim::{Duration, ServiceId, Time, Timeline};
use words::Language;

use crate::console::{Console, Exit, Failure};
use crate::file;
use crate::play::{self, PlayOptions};

/// What `render` was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RenderOptions {
    /// The script.
    pub(crate) play: PlayOptions,
    /// The instant.
    pub(crate) at: Time,
    /// Where the picture goes.
    pub(crate) output: OsString,
    /// The cluster in which the service is looked up.
    pub(crate) cluster: Option<String>,
    /// The service that the picture is about.
    pub(crate) service: Option<String>,
    /// In pixels.
    pub(crate) width: Option<u32>,
    /// In pixels.
    pub(crate) height: Option<u32>,
    /// Light ink on a dark stage.
    pub(crate) is_dark: bool,
    /// Of the words in the picture.
    pub(crate) language: Language,
}

const WIDTH: u32 = 1_200;
/// A picture is at least so high unless somebody says otherwise.
const HEIGHT_MIN: u32 = 360;
/// So much is played before the picture is taken, so that requests are on their way in it.
const LEAD: Duration = Duration::from_secs(3);
/// Between two frames of that.
const FRAME: Duration = Duration::from_millis(16);
/// After so much of the wall clock everything is where it belongs.
const AT_REST_MS: f64 = 10_000.0;

/// Plays a script up to an instant and draws it.
pub(crate) fn render(options: &RenderOptions, console: &mut Console<'_>) -> Result<Exit, Failure> {
    let draw = match Path::new(&options.output).extension() {
        Some(extension) if extension.eq_ignore_ascii_case("svg") => svg_bytes,
        Some(extension) if extension.eq_ignore_ascii_case("png") => png::png,
        _ => {
            let name = file::shown(&options.output);
            return Err(Failure::failed(format!(
                "{name} is no name for a picture: it must end in .svg or .png."
            )));
        }
    };
    let mut player = play::load(&options.play, console)?;
    play::play_silently(&mut player, options.at, console)?;
    let service = service(&player, options)?;
    let svg = picture(player.into_timeline(), service, options);
    let bytes = draw(svg)?;
    fs::write(&options.output, bytes).map_err(|error| {
        let name = file::shown(&options.output);
        Failure::failed(format!("{name} cannot be written: {error}."))
    })?;
    Ok(Exit::Success)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it is drawn as a PNG is, which can fail"
)]
fn svg_bytes(svg: String) -> Result<Vec<u8>, Failure> {
    Ok(svg.into_bytes())
}

/// The service that is named, or the oldest one.
fn service(player: &Player, options: &RenderOptions) -> Result<ServiceId, Failure> {
    let world = player.timeline().world();
    if let Some(name) = &options.service {
        let id = player
            .find_service(options.cluster.as_deref(), name)
            .map_err(|rejection| Failure::invalid(rejection.message))?;
        let found = world.service(id).map(|service| service.id);
        return found.ok_or_else(|| {
            Failure::invalid(format!("At this time there is no service `{name}`."))
        });
    }
    let oldest = world
        .services()
        .min_by_key(|service| (service.created_at, service.id));
    oldest.map(|service| service.id).ok_or_else(|| {
        Failure::invalid("At this time there is no service that a picture could be about.")
    })
}

/// The picture at the present instant of a timeline.
fn picture(mut timeline: Timeline, service: ServiceId, options: &RenderOptions) -> String {
    let mut scene = Scene::new(service);
    scene.set_look(Look {
        language: options.language,
        reduced_motion: false,
    });
    let width = options.width.unwrap_or(WIDTH) as f32;
    let height = options.height.map_or_else(
        || {
            let needed = scene.needed_height(timeline.world(), width);
            needed.max(HEIGHT_MIN as f32)
        },
        |height| height as f32,
    );
    let viewport = Viewport { width, height };
    let mut wall = FrameTime(0.0);
    let begin = timeline
        .world()
        .service(service)
        .map(|service| service.created_at);
    let from = (options.at - LEAD).max(begin.unwrap_or(options.at));
    timeline.seek(from);
    scene.jump(timeline.world(), viewport, wall);
    while timeline.now() < options.at {
        let cursor = timeline.world().event_count();
        let target = (timeline.now() + FRAME).min(options.at);
        timeline.advance_to(target, usize::MAX);
        wall.0 += FRAME.as_millis() as f64;
        let events = timeline.events_since(cursor);
        let transients = timeline.latest_transients();
        scene.follow(timeline.world(), events, transients, 1.0, viewport, wall);
    }
    wall.0 += AT_REST_MS;
    let theme = if options.is_dark {
        Theme::Dark
    } else {
        Theme::Light
    };
    scene::svg(&scene.frame(timeline.world(), viewport, wall), theme)
}
