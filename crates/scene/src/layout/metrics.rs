//! The sizes of machines and tiles, from roomy to crowded.

use crate::geometry::Viewport;

/// Which arrangement of the whole suits a viewport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Everything with its numbers.
    Wide,
    /// Low: one line for each box above the cluster, no frame around it.
    Low,
    /// Narrow: the same, and zones without frames.
    Phone,
}

/// Below this width the stage is that of a phone.
const PHONE_WIDTH: f32 = 560.0;
/// Below this height the stage is low.
const LOW_HEIGHT: f32 = 470.0;

impl Form {
    pub(crate) fn of(viewport: Viewport) -> Self {
        if viewport.width < PHONE_WIDTH {
            Self::Phone
        } else if viewport.height < LOW_HEIGHT {
            Self::Low
        } else {
            Self::Wide
        }
    }
}

/// The sizes of a machine and the tiles on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Metrics {
    /// The side of a tile.
    pub(crate) tile: f32,
    /// Between two tiles.
    pub(crate) gap: f32,
    /// A line with the machine's id.
    pub(crate) has_title: bool,
    /// 0, 1 or 2 bars.
    pub(crate) bar_count: u8,
    /// A line below the tiles.
    pub(crate) has_captions: bool,
    /// From the top of a machine to the wire along its tiles; none where no wire leads to tiles.
    pub(crate) bus: f32,
    /// From the top of a machine to its tiles.
    pub(crate) head: f32,
    /// From the tiles to the bottom of a machine.
    pub(crate) foot: f32,
    /// From one row of tiles to the next, tiles not included.
    pub(crate) between: f32,
    /// Beside the tiles.
    pub(crate) side: f32,
    /// Between two machines.
    pub(crate) card_gap: f32,
    /// The narrowest a machine may be.
    pub(crate) card_width_min: f32,
}

impl Metrics {
    /// How many tiles stand beside each other on a machine of this width.
    pub(crate) fn per_row(&self, card_width: f32) -> usize {
        let inner = card_width - 2.0 * self.side + self.gap;
        ((inner / (self.tile + self.gap)).floor() as usize).max(1)
    }

    /// How high a machine with so many rows of tiles is.
    pub(crate) fn card_height(&self, row_count: usize) -> f32 {
        let rows = row_count.max(1) as f32;
        self.head + rows * self.tile + (rows - 1.0) * self.between + self.foot
    }

    /// Whether wires lead to the tiles.
    pub(crate) const fn has_wires(&self) -> bool {
        self.bus > 0.0
    }
}

/// What to try, the best first.
pub(crate) fn choices(form: Form) -> impl Iterator<Item = Metrics> {
    let phone = form == Form::Phone;
    let first = match form {
        Form::Wide => [Some(LARGE), Some(MEDIUM)],
        Form::Low => [Some(MEDIUM), None],
        Form::Phone => [None, None],
    };
    let then = [
        (!phone).then(|| titled(36.0, 6.0, true)),
        (!phone).then(|| titled(30.0, 3.5, false)),
        phone.then(|| plain(30.0, 2.0)),
        (!phone).then(|| titled(26.0, 3.0, false)),
        phone.then(|| plain(26.0, 2.0)),
        Some(plain(22.0, 3.0)),
        Some(plain(18.0, 2.5)),
        Some(plain(14.0, 2.5)),
        Some(bare(14.0, 2.5)),
        Some(bare(11.0, 2.0)),
        Some(bare(8.0, 2.0)),
        Some(bare(6.0, 1.5)),
    ];
    first.into_iter().chain(then).flatten()
}

/// As the stage at its best shows a machine: id, two bars with numbers, tiles of 44 with captions.
pub(crate) const LARGE: Metrics = Metrics {
    tile: 44.0,
    gap: 7.0,
    has_title: true,
    bar_count: 2,
    has_captions: true,
    bus: 46.0,
    head: 56.0,
    foot: 21.0,
    between: 34.0,
    side: 8.0,
    card_gap: 6.0,
    card_width_min: 164.0,
};

/// One bar instead of two.
const MEDIUM: Metrics = Metrics {
    bar_count: 1,
    bus: 37.0,
    head: 48.0,
    card_width_min: 118.0,
    ..LARGE
};

/// With the machine's id above one bar.
fn titled(tile: f32, gap: f32, has_captions: bool) -> Metrics {
    Metrics {
        tile,
        gap,
        has_captions,
        bus: 34.0,
        head: 41.0,
        foot: if has_captions { 18.0 } else { 7.0 },
        between: if has_captions { 31.0 } else { 11.0 },
        card_width_min: if has_captions { 100.0 } else { 84.0 },
        ..MEDIUM
    }
}

/// One bar, then tiles.
fn plain(tile: f32, gap: f32) -> Metrics {
    let roomy = tile >= 26.0;
    Metrics {
        tile,
        gap,
        has_title: false,
        has_captions: false,
        bus: if roomy { 20.0 } else { 14.0 },
        head: if roomy { 29.0 } else { 20.0 },
        foot: if roomy { 11.0 } else { 6.0 },
        between: if roomy { 12.0 } else { 9.0 },
        side: if roomy { 7.0 } else { 6.0 },
        card_gap: if roomy { 6.0 } else { 4.0 },
        card_width_min: if roomy { 72.0 } else { 2.0 * tile + 14.0 },
        ..MEDIUM
    }
}

/// Tiles in a frame.
fn bare(tile: f32, gap: f32) -> Metrics {
    Metrics {
        tile,
        gap,
        has_title: false,
        bar_count: 0,
        has_captions: false,
        bus: 0.0,
        head: 3.0,
        foot: 3.0,
        between: gap,
        side: 3.0,
        card_gap: 3.0,
        card_width_min: 3.0 * tile + 8.0,
    }
}
