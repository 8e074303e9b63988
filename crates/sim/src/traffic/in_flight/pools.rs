//! Groups of requests that end much later: where there are many groups, those that end about together become one.

use alloc::boxed::Box;
use core::cmp::Reverse;

use super::Work;
use crate::limits::COHORTS_APART_MAX;
use crate::table::Map;
use crate::traffic::held::Held;
use crate::traffic::lane::Run;
use crate::traffic::{Histogram, Sending};
use crate::{Duration, FailureCause, Time};

/// What takes less is never put together with others.
const POOLED_FROM: Duration = Duration::from_secs(1);
/// Members of a lane whose counts take about as much room as one group by itself.
const MEMBERS_PER_ROOM: usize = 8;

/// What a pool's requests have in common. The pool that ends first is the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    ends_at: Reverse<Time>,
    lane: u64,
    sending: Sending,
    failure: Option<FailureCause>,
    /// How long they take, about.
    takes_ms: u64,
}

/// Requests that came at different times and will end together.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pool {
    /// That of those who came first, with the end of all.
    work: Work,
    turns: Held,
    room: usize,
}

/// The groups that have been put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pools {
    pools: Map<Likeness, Box<Pool>>,
    room: usize,
}

/// Into how many steps a duration is told apart where the groups take up so much room; none if exactly.
const fn steps(crowd: usize) -> Option<u64> {
    match crowd / COHORTS_APART_MAX {
        0 => None,
        1..4 => Some(64),
        4..16 => Some(16),
        _ => Some(2),
    }
}

impl Pools {
    /// Puts requests to others that end about together, never earlier than they should; says whether they are the
    /// first. None if they should stay by themselves.
    pub(super) fn put(
        &mut self,
        crowd: usize,
        lane: u64,
        members: usize,
        run: Run,
        mut work: Work,
    ) -> Option<bool> {
        let takes = work.ends_at.since(work.arrived_at);
        let steps = steps(crowd).filter(|_| takes >= POOLED_FROM)?;
        let step_ms = ((1 << takes.as_millis().ilog2()) / steps).max(1);
        work.ends_at = Time::from_millis(work.ends_at.as_millis().next_multiple_of(step_ms));
        let likeness = Likeness {
            ends_at: Reverse(work.ends_at),
            lane,
            sending: work.sending,
            failure: work.failure,
            takes_ms: Histogram::representative_ms(takes.as_millis()),
        };
        if let Some(pool) = self.pools.get_mut(&likeness) {
            pool.turns.gather(run);
            return Some(false);
        }
        let room = 1 + members / MEMBERS_PER_ROOM;
        self.room += room;
        let mut turns = Held::gathered(members);
        turns.gather(run);
        self.pools
            .insert(likeness, Box::new(Pool { work, turns, room }));
        Some(true)
    }

    /// How much room they take up, in groups by themselves.
    pub(super) const fn room(&self) -> usize {
        self.room
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.pools.len()
    }

    /// When the next one ends.
    pub(super) fn next_end(&self) -> Option<Time> {
        self.pools.last().map(|(likeness, _)| likeness.ends_at.0)
    }

    /// Takes out the one that ends next.
    pub(super) fn take_next(&mut self) -> Option<(Work, u64, Held)> {
        let likeness = self.pools.last().map(|(likeness, _)| *likeness)?;
        let pool = self.pools.remove(&likeness)?;
        self.room -= pool.room;
        Some((pool.work, likeness.lane, pool.turns))
    }

    /// All of them, with their lanes and turns.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Work, u64, Held)> {
        let pools = self.pools.iter();
        pools.map(|(likeness, pool)| (&pool.work, likeness.lane, pool.turns.clone()))
    }
}
