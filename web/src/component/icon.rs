//! The icons of the page, drawn on a grid of 16.

use yew::prelude::*;

/// One icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// An arrow back.
    Undo,
    /// An arrow forth.
    Redo,
    /// A globe.
    Language,
    /// A question mark.
    Help,
    /// Two bars.
    Pause,
    /// A triangle.
    Play,
    /// A triangle at a bar, to the left.
    StepBack,
    /// A triangle at a bar, to the right.
    StepForward,
    /// A cross.
    Close,
    /// A pencil.
    Edit,
    /// A panel at the right side.
    Details,
    /// A branch of a path.
    Branch,
    /// An angle that points down.
    Choose,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Undo => "M5 6H10a3.5 3.5 0 0 1 0 7H7M5 6l3-3M5 6l3 3",
            Self::Redo => "M11 6H6a3.5 3.5 0 0 0 0 7h3M11 6 8 3M11 6 8 9",
            Self::Language => {
                "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M2 8h12M8 2c4 4 4 8 0 12M8 2c-4 4-4 8 0 12"
            }
            Self::Help => {
                "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M6.3 6.2a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.8.6-.8 1.2M8 11.2v.1"
            }
            Self::Pause => "M5.5 3.5v9M10.5 3.5v9",
            Self::Play => "M5 3.2v9.6L12.6 8z",
            Self::StepBack => "M12 3.5v9L6 8zM3.5 3.5v9",
            Self::StepForward => "M4 3.5v9L10 8zM12.5 3.5v9",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Edit => {
                "M3 13l.7-2.9L10.6 3.200l2.200 2.200L5.900 12.300zM9.200 4.600l2.200 2.200"
            }
            Self::Details => "M2.500 3.500h11v9h-11zM9.500 3.500v9",
            Self::Choose => "M4 6l4 4 4-4",
            Self::Branch => {
                "M5 5.500v5M5 8c4 0 6-.5 6-3M3.500 4a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0M3.500 12a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0M9.500 4a1.500 1.500 0 1 0 3 0a1.500 1.500 0 1 0-3 0"
            }
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Play => "icon icon-solid",
            Self::Pause => "icon icon-heavy",
            _ => "icon",
        }
    }
}

/// An icon; what it means stands beside it or in the label of its button.
pub(crate) fn icon(icon: Icon) -> Html {
    html! {
        <svg class={icon.class()} viewBox="0 0 16 16" aria-hidden="true">
            <path d={icon.path()} />
        </svg>
    }
}

/// The mark of the playground: a task of each revision, and one to come.
pub(crate) fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 22 22" aria-hidden="true">
            <rect class="mark-old" x="1" y="1" width="9" height="9" rx="2.5" />
            <rect class="mark-new" x="12" y="12" width="9" height="9" rx="2.5" />
            <path class="mark-arrow" d="M14 4.2h1.6a2.6 2.6 0 0 1 2.6 2.6v2M16 7l2.2 2.2L20.4 7" />
            <rect class="mark-coming" x="2" y="13" width="7" height="7" rx="2" />
        </svg>
    }
}
