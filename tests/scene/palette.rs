//! The picture and the panels have the same colours: the scene's palette is that of `tokens.css`.

use scene::{Color, Hue, HueRole, Theme};

/// The values of `--color-NAME`: the first is for the light scheme, the second for the dark one.
fn values(tokens: &str, name: &str) -> Vec<String> {
    let start = format!("--color-{name}: ");
    tokens
        .lines()
        .filter_map(|line| line.trim().strip_prefix(&start)?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_palette_of_the_scene_is_that_of_the_style_sheet() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/style/tokens.css");
    let tokens = std::fs::read_to_string(path).expect("the page has its tokens");
    let mut pairs: Vec<(String, Color)> = [
        ("stage", Color::Stage),
        ("panel", Color::Panel),
        ("sunk", Color::Sunk),
        ("ink", Color::Ink),
        ("ink-2", Color::Ink2),
        ("ink-3", Color::Ink3),
        ("line", Color::Line),
        ("line-2", Color::Line2),
        ("field", Color::Field),
        ("ok", Color::Ok),
        ("ok-tint", Color::OkTint),
        ("bad", Color::Bad),
        ("bad-tint", Color::BadTint),
    ]
    .map(|(name, color)| (name.to_owned(), color))
    .into();
    for (hue_name, hue) in [
        ("blue", Hue::Blue),
        ("amber", Hue::Amber),
        ("teal", Hue::Teal),
        ("past", Hue::Past),
        ("other", Hue::Other),
    ] {
        for (suffix, role) in [
            ("", HueRole::Solid),
            ("-edge", HueRole::Edge),
            ("-on-solid", HueRole::OnSolid),
            ("-tint", HueRole::Tint),
            ("-muted", HueRole::Muted),
            ("-on-tint", HueRole::OnTint),
        ] {
            pairs.push((format!("{hue_name}{suffix}"), Color::Revision(hue, role)));
        }
    }
    for (name, color) in pairs {
        let in_scene = [Theme::Light, Theme::Dark].map(|theme| theme.color(color).to_owned());
        assert_eq!(values(&tokens, &name), in_scene, "--color-{name}");
    }
}
