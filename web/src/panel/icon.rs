//! The line icons of the panels, 16 by 16.

use yew::prelude::*;

/// One icon; it says nothing by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// A page.
    Document,
    /// Four tasks.
    Tasks,
    /// One node and two behind it.
    Share,
    /// Two sheets.
    Copy,
    /// A cross.
    Close,
    /// A triangle with a mark.
    Warning,
    /// A tick.
    Check,
    /// Two machines.
    Machines,
    /// Two bars.
    Pause,
    /// A triangle.
    Play,
    /// A stroke of lightning.
    Bolt,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Document => "M4 2h5l3 3v9H4zM9 2v3h3M6.5 8.5h3M6.5 11h3",
            Self::Tasks => {
                "M3 2h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zM10 2h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zM3 9h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1zM10 9h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1z"
            }
            Self::Share => {
                "M1.4 8a1.6 1.6 0 1 0 3.2 0 1.6 1.6 0 1 0-3.2 0M10.9 3.5a1.6 1.6 0 1 0 3.2 0 1.6 1.6 0 1 0-3.2 0M10.9 12.5a1.6 1.6 0 1 0 3.2 0 1.6 1.6 0 1 0-3.2 0M5 7.3 11 4.2M5 8.7l6 3.1"
            }
            Self::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::Warning => "M8 2.5 14.3 13.5H1.7zM8 6.8v3M8 11.7v.1",
            Self::Check => "m3 8.5 3.5 3.5L13 4.5",
            Self::Machines => "M2.5 2.5h11v4.500h-11zM2.500 9h11v4.500h-11zM5 4.700v.1M5 11.200v.1",
            Self::Pause => "M5.500 3.500v9M10.500 3.500v9",
            Self::Bolt => "M9 1.500 3.500 9H7.500L6.500 14.500 12.500 6.500H8.500z",
            Self::Play => "M5 3.200v9.600L12.600 8z",
        }
    }

    /// The icon as a picture.
    pub(crate) fn html(self) -> Html {
        html! {
            <svg class="panel-icon" viewBox="0 0 16 16" aria-hidden="true"><path d={self.path()} /></svg>
        }
    }
}
