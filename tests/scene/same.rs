//! The same world gives the same picture, however it was come to; colours are those of the page.

use std::collections::BTreeMap;
use std::fs;

use scene::{Color, Hue, HueRole, Scene, Strip, Theme, Viewport, clock_text, svg};
use sim::{Duration, Start, Time};
use words::Language;

use super::player::Player;
use super::worlds::{deploy_image, opening_with_worker, trouble};

const VIEWPORT: Viewport = Viewport {
    width: 780.0,
    height: 646.0,
};

fn at_rest(player: &Player) -> String {
    let mut scene = Scene::new(player.service);
    scene.jump(player.timeline.world(), VIEWPORT, player.wall);
    let later = scene::FrameTime(player.wall.0 + 1_000.0);
    let frame = scene.frame(player.timeline.world(), VIEWPORT, later);
    svg(&frame, Theme::Light)
}

#[test]
fn an_instant_looks_the_same_whether_played_to_or_sought() {
    let mut player = opening_with_worker();
    deploy_image(&mut player, "playground/web:1.1");
    let mut played = Vec::new();
    for _ in 0..10 {
        player.play(9, 1.0);
        player.rest();
        let picture = svg(&player.frame(), Theme::Light);
        played.push((player.timeline.now(), picture));
    }
    for (at, picture) in played.iter().rev() {
        player.timeline.seek(*at);
        player.rest();
        assert_eq!(svg(&player.frame(), Theme::Light), *picture, "at {at}");
        assert_eq!(at_rest(&player), *picture, "at {at}");
    }
}

#[test]
fn what_was_followed_comes_to_rest_where_a_jump_would_put_it() {
    let mut player = trouble();
    player.wall.0 += 16.0;
    player.follow(0.0);
    player.wall.0 += 2_000.0;
    player.follow(0.0);
    let tiles = |picture: &str| {
        let is_dot = |line: &&str| line.contains("circle") || line.contains("polyline");
        picture
            .split_inclusive("/>")
            .filter(|line| !is_dot(line))
            .collect::<String>()
    };
    let followed = svg(&player.frame(), Theme::Light);
    assert_eq!(tiles(&followed), tiles(&at_rest(&player)));
}

#[test]
fn names_cannot_break_out_of_a_picture() {
    let frame = scene::Frame {
        viewport: VIEWPORT,
        shapes: vec![scene::Shape {
            kind: scene::ShapeKind::Text(scene::Text {
                content: "<script>&\"".to_owned(),
                at: scene::Point { x: 1.0, y: 20.0 },
                size: 12.0,
                weight: 400,
                family: scene::Family::Mono,
                align: scene::Align::Start,
                color: Color::Ink,
                width_max: 300.0,
            }),
            opacity: 1.0,
        }],
    };
    let text = svg(&frame, Theme::Dark);
    assert!(text.contains("&lt;script&gt;&amp;&quot;"));
    assert!(!text.contains("<script>"));
}

#[test]
fn the_strip_turns_places_into_times_and_back() {
    let player = trouble();
    for width in [240.0, 700.0, 1_100.0] {
        let strip = player.strip(width, 143.0);
        let now = player.timeline.now();
        let back = strip.time_at(strip.x_of(now));
        let off = back.since(now).as_millis() + now.since(back).as_millis();
        assert!(off <= 2, "off by {off} ms");
        assert!(strip.time_at(-50.0) <= strip.time_at(width + 50.0));
    }
}

#[test]
fn the_strip_stands_still_under_a_hand_that_drags_into_the_past() {
    let mut player = opening_with_worker();
    player.timeline.seek(Time::from_secs(1_200));
    player.timeline.seek(Time::from_secs(300));
    let strip = |player: &Player| {
        let viewport = Viewport {
            width: 1_100.0,
            height: 143.0,
        };
        Strip::new(
            &player.timeline,
            player.service,
            viewport,
            Language::Korean,
            None,
        )
    };
    let before = strip(&player);
    let x = before.x_of(Time::from_secs(300));
    player.timeline.seek(before.time_at(x + 20.0));
    let after = strip(&player);
    assert_eq!(before.time_at(x), after.time_at(x));
    super::player::show("strip-past", &after.frame(), Theme::Dark);
    let small = player.strip(240.0, 56.0);
    super::player::show("strip-small", &small.frame(), Theme::Light);
}

#[test]
fn the_clock_is_that_of_the_wall() {
    let start = Start::default();
    let midnight = Duration::from_secs(10 * 3_600 - 1);
    assert_eq!(clock_text(&start, Time::ZERO), "14:00:00");
    assert_eq!(clock_text(&start, Time::ZERO + midnight), "23:59:59");
}

/// The colours of the page's style sheet: light, then dark.
fn tokens() -> [BTreeMap<String, String>; 2] {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/style/tokens.css");
    let sheet = fs::read_to_string(path).expect("the page has a style sheet of tokens");
    let (light, dark) = sheet
        .split_once("prefers-color-scheme: dark")
        .expect("the page has dark colours");
    [light, dark].map(|part| {
        part.lines()
            .filter_map(|line| line.trim().strip_prefix("--color-")?.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.trim_end_matches(';').to_owned()))
            .collect()
    })
}

#[test]
fn the_palette_is_that_of_the_page() {
    let mut colors = vec![
        ("stage".to_owned(), Color::Stage),
        ("panel".to_owned(), Color::Panel),
        ("sunk".to_owned(), Color::Sunk),
        ("ink".to_owned(), Color::Ink),
        ("ink-2".to_owned(), Color::Ink2),
        ("ink-3".to_owned(), Color::Ink3),
        ("line".to_owned(), Color::Line),
        ("line-2".to_owned(), Color::Line2),
        ("field".to_owned(), Color::Field),
        ("ok".to_owned(), Color::Ok),
        ("ok-tint".to_owned(), Color::OkTint),
        ("bad".to_owned(), Color::Bad),
        ("bad-tint".to_owned(), Color::BadTint),
    ];
    for (hue, name) in [
        (Hue::Blue, "blue"),
        (Hue::Amber, "amber"),
        (Hue::Teal, "teal"),
        (Hue::Past, "past"),
        (Hue::Other, "other"),
    ] {
        for (role, suffix) in [
            (HueRole::Solid, ""),
            (HueRole::Edge, "-edge"),
            (HueRole::OnSolid, "-on-solid"),
            (HueRole::Tint, "-tint"),
            (HueRole::Muted, "-muted"),
            (HueRole::OnTint, "-on-tint"),
        ] {
            colors.push((format!("{name}{suffix}"), Color::Revision(hue, role)));
        }
    }
    for (tokens, theme) in tokens().iter().zip([Theme::Light, Theme::Dark]) {
        for (name, color) in &colors {
            assert_eq!(tokens[name], theme.color(*color), "{name} in {theme:?}");
        }
    }
}
