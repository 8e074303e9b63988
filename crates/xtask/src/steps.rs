//! The steps of `cargo xtask test`, in the order in which they run.

/// One step: cheap ones first, so that a mistake shows early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The formatting of the sources.
    Format,
    /// Clippy, without a warning left.
    Lint,
    /// The documentation, without a broken link.
    Document,
    /// Every test that needs no browser.
    Native,
    /// The release build into `dist/`, within its size.
    Build,
    /// The page of `dist/` in headless Chromium.
    Browser,
}

impl Step {
    /// Every step, in order.
    pub(crate) const ALL: [Self; 6] = [
        Self::Format,
        Self::Lint,
        Self::Document,
        Self::Native,
        Self::Build,
        Self::Browser,
    ];

    /// The word for it on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Format => "fmt",
            Self::Lint => "lint",
            Self::Document => "doc",
            Self::Native => "native",
            Self::Build => "build",
            Self::Browser => "browser",
        }
    }
}
