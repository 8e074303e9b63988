//! The picture of a world: what it shows, that it holds together, and that it depends on nothing but the world.

use std::fs;
use std::path::PathBuf;

use playground::{deploy, opening};
use scene::{FrameTime, Look, Scene, Strip, Theme, Viewport, svg};
use sim::{Duration, EventSequence, ServiceId, Timeline};
use words::Language;

/// Plays a timeline as the page does, and draws it.
struct Player {
    timeline: Timeline,
    service: ServiceId,
    scene: Scene,
    viewport: Viewport,
    cursor: EventSequence,
    wall: FrameTime,
}

impl Player {
    fn new(timeline: Timeline, service: ServiceId, width: f32, height: f32) -> Self {
        let mut scene = Scene::new(service);
        let viewport = Viewport { width, height };
        scene.jump(timeline.world(), viewport, FrameTime(0.0));
        Self {
            cursor: timeline.world().event_count(),
            timeline,
            service,
            scene,
            viewport,
            wall: FrameTime(1_000.0),
        }
    }

    /// Plays on at a speed, sixty frames a second.
    fn play(&mut self, simulated: Duration, speed: f32) {
        let until = self.timeline.now() + simulated;
        while self.timeline.now() < until {
            let step = Duration::from_millis((16.0 * speed) as u64);
            self.timeline
                .advance_to(self.timeline.now() + step, 100_000);
            self.wall.0 += 16.0;
            self.follow(speed);
        }
    }

    fn follow(&mut self, speed: f32) {
        let events = self.timeline.events_since(self.cursor);
        let transients = self.timeline.latest_transients();
        let world = self.timeline.world();
        self.scene
            .follow(world, events, transients, speed, self.viewport, self.wall);
        self.cursor = world.event_count();
    }

    fn strip(&self, width: f32, height: f32, language: Language) -> String {
        let viewport = Viewport { width, height };
        let strip = Strip::new(&self.timeline, self.service, viewport, language);
        svg(&strip.frame(), Theme::Light)
    }

    fn svg(&self, theme: Theme) -> String {
        let world = self.timeline.world();
        svg(&self.scene.frame(world, self.viewport, self.wall), theme)
    }
}

/// Writes a picture for people to look at, if they say where.
fn show(name: &str, picture: &str) {
    if let Some(directory) = std::env::var_os("SCENE_PICTURES") {
        let path = PathBuf::from(directory).join(name).with_extension("svg");
        fs::write(path, picture).expect("the directory for pictures exists");
    }
}

#[test]
fn a_rolling_update_can_be_seen() {
    let opening = opening();
    let mut player = Player::new(opening.timeline, opening.service, 780.0, 646.0);
    player.play(Duration::from_secs(5), 1.0);
    show("steady", &player.svg(Theme::Light));
    let definition = document::read_task_definition(&opening.definition_text)
        .definition
        .expect("the opening's definition is valid");
    player.service = deploy(&mut player.timeline, player.service, definition).unwrap();
    for (number, seconds) in [2, 6, 4, 4, 6, 10, 12, 10, 10, 12].into_iter().enumerate() {
        player.play(Duration::from_secs(seconds), 1.0);
        show(&format!("update-{number}"), &player.svg(Theme::Light));
        let strip = player.strip(1_100.0, 143.0, Language::English);
        show(&format!("strip-{number}"), &strip);
        let world = player.timeline.world();
        let service = world.service(player.service).unwrap();
        for language in Language::ALL {
            let (title, sentence) = words::headline(*language, world, service);
            assert!(!title.is_empty() && sentence.ends_with('.'));
            if std::env::var_os("SCENE_PICTURES").is_some() {
                println!("{number}: {title} | {sentence}");
            }
        }
        if number == 6 {
            show("update-dark", &player.svg(Theme::Dark));
            player.scene.set_look(Look {
                language: Language::Korean,
                reduced_motion: false,
            });
            player.follow(1.0);
            show("update-korean", &player.svg(Theme::Light));
            player.scene.set_look(Look::default());
            player.follow(1.0);
        }
    }
}
