//! Pictures from the scene in a panel: each as an image of its own, in both colour schemes.

use scene::{Color, Fill, Frame, Rectangle, Shape, ShapeKind, Theme, svg};
use yew::prelude::*;

/// A frame as an image on the ground of the panel; without words for it, it is decoration.
pub(crate) fn picture(frame: Frame, words: &str) -> Html {
    let width = (frame.viewport.width as u32).to_string();
    let height = (frame.viewport.height as u32).to_string();
    let frame = on_panel(frame);
    html! {
        <picture class="panel-picture">
            <source media="(prefers-color-scheme: dark)" srcset={address(&frame, Theme::Dark)} />
            <img src={address(&frame, Theme::Light)} alt={words.to_owned()} {width} {height} />
        </picture>
    }
}

/// Pictures stand on the stage, which has another colour than panels.
fn on_panel(mut frame: Frame) -> Frame {
    let ground = ShapeKind::Rectangle {
        bounds: Rectangle {
            width: frame.viewport.width,
            height: frame.viewport.height,
            ..Rectangle::default()
        },
        radius: 0.0,
        fill: Some(Fill::Solid(Color::Panel)),
        stroke: None,
    };
    frame.shapes.insert(
        0,
        Shape {
            kind: ground,
            opacity: 1.0,
        },
    );
    frame
}

fn address(frame: &Frame, theme: Theme) -> String {
    let text = svg(frame, theme);
    format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&text))
}
