//! Small labelled shapes: revisions in their hues, and states.

use scene::Hue;
use yew::prelude::*;

/// The class that gives an element the colours of a revision.
pub(crate) const fn hue_class(hue: Hue) -> &'static str {
    match hue {
        Hue::Blue => "hue-blue",
        Hue::Amber => "hue-amber",
        Hue::Teal => "hue-teal",
        Hue::Past => "hue-past",
        Hue::Other => "hue-other",
    }
}

/// A revision, such as `web:2`, with its colour.
pub(crate) fn revision_chip(name: &str, hue: Hue) -> Html {
    html! {
        <span class={classes!("panel-revision", hue_class(hue))}>
            <i class="panel-swatch" aria-hidden="true" />
            { name }
        </span>
    }
}

/// A state in AWS's words; the one that matters most here is strong.
pub(crate) fn state_chip(name: &str, is_strong: bool) -> Html {
    html! { <span class={classes!("panel-state", is_strong.then_some("strong"))}>{ name }</span> }
}
