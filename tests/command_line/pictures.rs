//! What `render` draws.

use std::fs;
use std::path::PathBuf;

use expect_test::expect;

use super::{FULL, check, say_to};

/// A file that is gone when the test ends.
struct Picture(PathBuf);

impl Picture {
    fn new(name: &str) -> Self {
        let process = std::process::id();
        Self(std::env::temp_dir().join(format!("ecs-playground-{process}-{name}")))
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("the path is text")
    }

    fn drawn(&self, more: &[&str]) -> Vec<u8> {
        let mut line = vec!["render", "-", "--at", "4m", "-o", self.path()];
        line.extend(more);
        check(
            &say_to(&line, FULL.as_bytes()),
            expect![[r#"
            exit 0
        "#]],
        );
        fs::read(&self.0).expect("the picture is there")
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[test]
fn a_picture_is_drawn_as_svg_in_the_wanted_size_language_and_theme() {
    let picture = Picture::new("picture.svg");
    let text = |more: &[&str]| String::from_utf8(picture.drawn(more)).expect("SVG is text");
    let usual = text(&[]);
    assert!(usual.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\""));
    assert!(usual.contains("2 big tasks"));
    assert_eq!(
        usual,
        text(&["--service", "big"]),
        "equal runs draw equal pictures"
    );
    let other = text(&[
        "--width",
        "600",
        "--height",
        "700",
        "--dark",
        "--language",
        "ko",
    ]);
    assert!(other.contains("width=\"600\" height=\"700\"") && other.contains("big 태스크 2개"));
}

#[test]
fn a_picture_is_drawn_as_png_where_there_are_fonts() {
    let picture = Picture::new("picture.png");
    let line = [
        "render",
        "-",
        "--at",
        "4m",
        "-o",
        picture.path(),
        "--width",
        "640",
        "--height",
        "480",
    ];
    let said = say_to(&line, FULL.as_bytes());
    if said.code != 0 {
        assert!(
            said.errors.contains("This computer has no fonts"),
            "{}",
            said.errors
        );
        return;
    }
    let bytes = fs::read(&picture.0).expect("the picture is there");
    assert_eq!(bytes[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(bytes[16..24], [0, 0, 2, 128, 0, 0, 1, 224], "640 by 480");
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let into_nothing = format!("{folder}/no/such/folder/picture.svg");
    for (output, at, code, named) in [
        ("picture.gif", "4m", 2, ".svg or .png"),
        (into_nothing.as_str(), "4m", 2, "cannot be written"),
    ] {
        let said = say_to(&["render", "-", "--at", at, "-o", output], FULL.as_bytes());
        assert_eq!(said.code, code);
        assert!(said.errors.contains(named), "{}", said.errors);
    }
    let empty = say_to(
        &["render", "-", "--at", "1s", "-o", "a.svg"],
        br#"{"calls": []}"#,
    );
    check(
        &empty,
        expect![[r#"
        exit 1
        errors:
        At this time there is no service that a picture could be about.
    "#]],
    );
}
