//! The notice that a command in the past has dropped what followed there.

use sim::Time;

/// How long it is told, on the wall clock: long enough to read it twice.
const TOLD_MS: f64 = 15_000.0;

/// A command before the end of what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Branching {
    /// When the command was given.
    pub(crate) at: Time,
    /// Whether someone had seen what is dropped; else it is the future of a script.
    pub(crate) was_seen: bool,
}

/// The latest branching while it is told, and how far the branch has been seen.
#[derive(Debug, Default)]
pub(crate) struct BranchNotice {
    told: Option<Branching>,
    since_ms: Option<f64>,
    seen_until: Time,
}

impl BranchNotice {
    /// What is told now.
    pub(crate) const fn told(&self) -> Option<Branching> {
        self.told
    }

    /// The branch is seen as far as `now`. Answers whether the notice has just gone.
    pub(crate) fn pass(&mut self, now: Time, wall_ms: f64) -> bool {
        self.seen_until = self.seen_until.max(now);
        let Some(since_ms) = self.told.map(|_| *self.since_ms.get_or_insert(wall_ms)) else {
            return false;
        };
        let is_over = wall_ms - since_ms >= TOLD_MS;
        if is_over {
            self.dismiss();
        }
        is_over
    }

    /// A command was taken at `now`, and what was known after that is dropped.
    pub(crate) fn branch(&mut self, now: Time, drops_future: bool) {
        self.dismiss();
        self.told = drops_future.then_some(Branching {
            at: now,
            was_seen: self.seen_until > now,
        });
        self.seen_until = now;
    }

    /// Another branch or another world is shown.
    pub(crate) fn forget(&mut self, now: Time) {
        self.dismiss();
        self.seen_until = now;
    }

    /// It is not told any more.
    pub(crate) fn dismiss(&mut self) {
        self.told = None;
        self.since_ms = None;
    }
}
