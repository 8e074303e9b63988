//! Pictures from the scene in a panel: each as an image of its own, in both colour schemes.

use scene::{Frame, Theme, svg};
use yew::prelude::*;

/// A frame as an image; without words for it, it is decoration.
pub(crate) fn picture(frame: &Frame, words: &str) -> Html {
    let width = frame.viewport.width.to_string();
    let height = frame.viewport.height.to_string();
    html! {
        <picture class="panel-picture">
            <source media="(prefers-color-scheme: dark)" srcset={address(frame, Theme::Dark)} />
            <img src={address(frame, Theme::Light)} alt={words.to_owned()} {width} {height} />
        </picture>
    }
}

fn address(frame: &Frame, theme: Theme) -> String {
    let text = svg(frame, theme);
    format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&text))
}
