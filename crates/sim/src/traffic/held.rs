//! The turns of a lane that are counted together: one behind the other, or gathered from many runs.

use super::lane::Run;
use super::ring::{Ring, share};

/// Turns whose requests will end together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// One behind the other.
    Run(Run),
    /// What each member has of many runs, and how many turns that are.
    Gathered(Ring, u64),
}

impl Held {
    /// Turns to which more will come.
    pub(super) fn gathered(len: usize) -> Self {
        Self::Gathered(Ring::new(len), 0)
    }

    /// How many turns these are.
    pub(super) const fn count(&self) -> u64 {
        match self {
            Self::Run(run) => run.count(),
            Self::Gathered(_, count) => *count,
        }
    }

    /// How many of them fall to one of `len` members.
    pub(super) fn share(&self, index: usize, len: usize) -> u64 {
        match self {
            Self::Run(run) => share(run.first, run.until, index as u64, len as u64),
            Self::Gathered(ring, _) => ring.at(index),
        }
    }

    /// Takes in the turns of another run; a run by itself takes in none.
    pub(super) fn gather(&mut self, run: Run) {
        if let Self::Gathered(ring, count) = self {
            ring.add(run.first, run.until);
            *count += run.count();
        }
    }

    /// Gives the turns to their members.
    pub(super) fn add_to(&self, counts: &mut Ring) {
        match self {
            Self::Run(run) => counts.add(run.first, run.until),
            Self::Gathered(ring, _) => counts.add_ring(ring),
        }
    }

    /// Takes back what [`Held::add_to`] gave.
    pub(super) fn take_from(&self, counts: &mut Ring) {
        match self {
            Self::Run(run) => counts.take(run.first, run.until),
            Self::Gathered(ring, _) => counts.take_ring(ring),
        }
    }

    /// The places of the members who have a turn, in the order of their turns where there is one.
    pub(super) fn places(&self, len: usize) -> impl Iterator<Item = usize> {
        let turns = match self {
            Self::Run(run) => run.first..run.until.min(run.first + len as u64),
            Self::Gathered(..) => 0..len as u64,
        };
        turns
            .map(move |turn| (turn % len as u64) as usize)
            .filter(move |place| self.share(*place, len) > 0)
    }
}
