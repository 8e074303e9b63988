//! How far long work is, for a person who waits.

use std::time::{Duration, Instant};

use sim::Time;

use crate::console::Console;

/// Work that takes less is not worth a line.
const FIRST_AFTER: Duration = Duration::from_secs(1);
const THEN_EVERY: Duration = Duration::from_millis(200);
/// Looks at the clock are cheap, and not free.
const SHOWS_PER_LOOK: u32 = 64;

/// A line that is written over and over.
pub(crate) struct Progress {
    next: Option<Instant>,
    shows: u32,
    is_shown: bool,
}

impl Progress {
    /// Nothing is shown where nobody looks, or where results come by and show it themselves.
    pub(crate) fn new(console: &Console<'_>) -> Self {
        let is_wanted = console.errors_are_terminal && !console.output_is_terminal;
        Self {
            next: is_wanted.then(|| Instant::now() + FIRST_AFTER),
            shows: 0,
            is_shown: false,
        }
    }

    /// The work has come to `now` on its way to `until`.
    pub(crate) fn show(&mut self, console: &mut Console<'_>, now: Time, until: Time) {
        self.shows = self.shows.wrapping_add(1);
        if !self.shows.is_multiple_of(SHOWS_PER_LOOK) {
            return;
        }
        let Some(next) = self.next.filter(|next| Instant::now() >= *next) else {
            return;
        };
        self.next = Some(next.max(Instant::now()) + THEN_EVERY);
        self.is_shown = true;
        let percent = now.as_millis() * 100 / until.as_millis().max(1);
        let _ = write!(console.errors, "\rplaying: {now} of {until}, {percent} %");
        let _ = console.errors.flush();
    }

    /// Takes the line away.
    pub(crate) fn clear(&mut self, console: &mut Console<'_>) {
        if self.is_shown {
            let _ = write!(console.errors, "\r\u{1b}[2K");
            let _ = console.errors.flush();
            self.is_shown = false;
        }
    }
}
