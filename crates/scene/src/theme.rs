//! Colours by role: a frame names roles, whoever paints looks them up in a palette.

/// What a colour means. The values are in [`Theme::color`], and nowhere else in this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Color {
    /// Behind everything.
    Stage,
    /// Panels and cards.
    Panel,
    /// Sunken places.
    Sunk,
    /// Text and primary shapes.
    Ink,
    /// Secondary text.
    Ink2,
    /// Hints and axes.
    Ink3,
    /// Faint lines.
    Line,
    /// Clearer lines.
    Line2,
    /// Edges of inputs.
    Field,
    /// Wires.
    Wire,
    /// Free slots.
    Slot,
    /// Success.
    Ok,
    /// A tint of success.
    OkTint,
    /// Failure.
    Bad,
    /// A tint of failure.
    BadTint,
    /// Time that has not been played.
    Future,
    /// A revision's colour in one of its roles.
    Revision(Hue, HueRole),
}

/// Which revision a colour stands for: revisions take turns, so that each keeps its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hue {
    /// The first revision that a service deployed, and every third one after it.
    Blue,
    /// The second, and every third one after it.
    Amber,
    /// The third, and every third one after it.
    Teal,
    /// A revision that the service never deployed, or that is forgotten: grey.
    Past,
    /// Another service: violet.
    Other,
}

/// What a revision's colour is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HueRole {
    /// A healthy task.
    Solid,
    /// Its outline.
    Edge,
    /// Text on it.
    OnSolid,
    /// A task that is not there yet, or leaves.
    Tint,
    /// Stripes on the tint.
    Muted,
    /// Text on the tint.
    OnTint,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on a light stage.
    #[default]
    Light,
    /// Light ink on a dark stage.
    Dark,
}

impl Theme {
    /// The value of a colour: `#RRGGBB`.
    pub const fn color(self, color: Color) -> &'static str {
        match self {
            Self::Light => light(color),
            Self::Dark => dark(color),
        }
    }
}

const fn light(color: Color) -> &'static str {
    match color {
        Color::Stage => "#FAF9F6",
        Color::Panel => "#FFFFFF",
        Color::Sunk => "#F6F4EF",
        Color::Ink => "#1A1C21",
        Color::Ink2 => "#4B4F59",
        Color::Ink3 => "#666A75",
        Color::Line => "#E6E2DA",
        Color::Line2 => "#CFCAC0",
        Color::Field => "#948F85",
        Color::Wire => "#C6C0B3",
        Color::Slot => "#F1EEE7",
        Color::Ok => "#147A55",
        Color::OkTint => "#DDF1E8",
        Color::Bad => "#CB2036",
        Color::BadTint => "#FCE7E9",
        Color::Future => "#F3F1EC",
        Color::Revision(hue, role) => light_hue(hue)[role as usize],
    }
}

const fn dark(color: Color) -> &'static str {
    match color {
        Color::Stage => "#10131A",
        Color::Panel => "#161A22",
        Color::Sunk => "#1D222C",
        Color::Ink => "#EDEFF3",
        Color::Ink2 => "#B4BBC8",
        Color::Ink3 => "#949CAB",
        Color::Line => "#272D38",
        Color::Line2 => "#3B4352",
        Color::Field => "#6B7487",
        Color::Wire => "#414A5A",
        Color::Slot => "#1F2530",
        Color::Ok => "#41CE98",
        Color::OkTint => "#12352A",
        Color::Bad => "#FF6474",
        Color::BadTint => "#3C171D",
        Color::Future => "#0D1015",
        Color::Revision(hue, role) => dark_hue(hue)[role as usize],
    }
}

/// Solid, edge, on solid, tint, muted, on tint.
const fn light_hue(hue: Hue) -> [&'static str; 6] {
    match hue {
        Hue::Blue => [
            "#2F6BD0", "#2F6BD0", "#FFFFFF", "#DEE9FB", "#9CBDF1", "#1D4FA6",
        ],
        Hue::Amber => [
            "#F0A31A", "#B06E00", "#2B1A00", "#FDF0D6", "#F6CD84", "#855000",
        ],
        Hue::Teal => [
            "#0B7C8C", "#0B7C8C", "#FFFFFF", "#D8EFF2", "#8CCBD4", "#075B67",
        ],
        Hue::Past => [
            "#7A7E89", "#666A75", "#FFFFFF", "#ECEAE4", "#CFCAC0", "#4B4F59",
        ],
        Hue::Other => [
            "#7B55C7", "#7B55C7", "#FFFFFF", "#EBE4F9", "#C4B0EA", "#5B37A4",
        ],
    }
}

/// Solid, edge, on solid, tint, muted, on tint.
const fn dark_hue(hue: Hue) -> [&'static str; 6] {
    match hue {
        Hue::Blue => [
            "#5C9DFF", "#5C9DFF", "#04132D", "#16294C", "#33588F", "#9CC3FF",
        ],
        Hue::Amber => [
            "#FFB63D", "#FFB63D", "#2A1800", "#392A12", "#80602A", "#FFC971",
        ],
        Hue::Teal => [
            "#3CC4D6", "#3CC4D6", "#03191D", "#0F3138", "#256873", "#85DCE8",
        ],
        Hue::Past => [
            "#949CAB", "#949CAB", "#10131A", "#272D38", "#3B4352", "#B4BBC8",
        ],
        Hue::Other => [
            "#A98AF2", "#A98AF2", "#140730", "#2B2247", "#58488A", "#C8B4FB",
        ],
    }
}
