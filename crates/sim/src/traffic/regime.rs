//! Which targets get new requests, and whose turn it is: as it is until the routable targets or their answers change.

use alloc::sync::Arc;
use alloc::vec::Vec;

use super::lane::{Answer, Run};
use crate::{TaskId, Time};

/// A target that gets new requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Routable {
    pub(super) task: TaskId,
    pub(super) answer: Answer,
}

/// The order of turns among the routable targets of one target group, in lanes of those that answer alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Regime {
    /// In id order.
    order: Arc<[TaskId]>,
    lanes: Arc<[LaneTurns]>,
    /// Where it is not simply a target's turn: a lane for each target in order, with its own next turn.
    each: Option<Vec<(u64, u64)>>,
    /// The turn to be given next.
    next: u64,
    /// The turn that was given first.
    first: u64,
    /// When a target begins to listen without anything else happening.
    pub(super) valid_until: Option<Time>,
    pub(super) fails_open: bool,
}

/// How the turns of all targets become those of one lane.
#[derive(Clone, Debug, PartialEq, Eq)]
struct LaneTurns {
    lane: u64,
    /// How many members stand before each place of the order, and in all.
    before: Vec<u32>,
}

impl LaneTurns {
    fn turn(&self, turn: u64) -> u64 {
        let len = (self.before.len() - 1) as u64;
        let members = u64::from(self.before[self.before.len() - 1]);
        turn / len * members + u64::from(self.before[(turn % len) as usize])
    }
}

/// Members of one lane in the making.
pub(super) struct Opening {
    pub(super) answer: Answer,
    pub(super) members: Vec<TaskId>,
    /// The number of its first turn.
    pub(super) first: u64,
    before: Vec<u32>,
}

/// Sorts targets into lanes; round robin goes on behind the latest.
pub(super) fn sort(targets: &[Routable], latest: Option<TaskId>) -> (u64, Vec<Opening>) {
    let first = latest
        .and_then(|latest| targets.iter().position(|target| target.task > latest))
        .unwrap_or(0);
    let mut openings: Vec<Opening> = Vec::new();
    for (place, target) in targets.iter().enumerate() {
        if !openings.iter().any(|lane| lane.answer == target.answer) {
            openings.push(Opening {
                answer: target.answer,
                members: Vec::new(),
                first: 0,
                before: alloc::vec![0; place],
            });
        }
        for opening in &mut openings {
            let count = opening.members.len() as u32;
            opening.before.push(count);
            if place == first {
                opening.first = u64::from(count);
            }
            if opening.answer == target.answer {
                opening.members.push(target.task);
            }
        }
    }
    (first as u64, openings)
}

impl Regime {
    /// A regime in which each target has a lane of its own, and as many requests as an algorithm says.
    pub(super) fn of_each(
        targets: &[Routable],
        first: u64,
        lanes: impl Iterator<Item = u64>,
    ) -> Self {
        Self {
            each: Some(lanes.map(|lane| (lane, 0)).collect()),
            ..Self::new(targets, first, core::iter::empty())
        }
    }

    /// Whether each target has a lane of its own.
    pub(super) const fn is_of_each(&self) -> bool {
        self.each.is_some()
    }

    /// The turn to be given next.
    pub(super) const fn turn(&self) -> u64 {
        self.next
    }

    /// Gives each target a share of its own; `steps` turns have gone by.
    pub(super) fn give_each(&mut self, shares: &[u64], steps: u64) -> Vec<(u64, Run)> {
        self.next += steps;
        let each = self.each.as_mut().expect("each target has its own lane");
        each.iter_mut()
            .zip(shares)
            .filter(|(_, share)| **share > 0)
            .map(|((lane, next), share)| {
                let first = *next;
                *next += share;
                (
                    *lane,
                    Run {
                        first,
                        until: *next,
                    },
                )
            })
            .collect()
    }

    /// A regime of lanes that have been opened.
    pub(super) fn new(
        targets: &[Routable],
        first: u64,
        lanes: impl Iterator<Item = (u64, Opening)>,
    ) -> Self {
        let lanes = lanes.map(|(lane, opening)| {
            let mut before = opening.before;
            before.push(opening.members.len() as u32);
            LaneTurns { lane, before }
        });
        Self {
            order: targets.iter().map(|target| target.task).collect(),
            lanes: lanes.collect(),
            each: None,
            next: first,
            first,
            valid_until: None,
            fails_open: false,
        }
    }

    /// The lanes with their next turns when so many requests come.
    pub(super) fn give(&mut self, count: u64) -> Vec<(u64, Run)> {
        let (first, until) = (self.next, self.next + count);
        self.next = until;
        let runs = self.lanes.iter().map(|lane| {
            let run = Run {
                first: lane.turn(first),
                until: lane.turn(until),
            };
            (lane.lane, run)
        });
        runs.filter(|(_, run)| run.first < run.until).collect()
    }

    pub(super) fn lanes(&self) -> impl Iterator<Item = u64> {
        let each = self.each.iter().flatten().map(|(lane, _)| *lane);
        self.lanes.iter().map(|lane| lane.lane).chain(each)
    }

    /// The target that got the latest request of this regime.
    pub(super) fn latest(&self) -> Option<TaskId> {
        let len = self.order.len() as u64;
        (self.next > self.first).then(|| self.order[((self.next - 1) % len) as usize])
    }

    /// The targets, to be kept.
    pub(super) fn order(&self) -> Arc<[TaskId]> {
        self.order.clone()
    }

    pub(super) fn targets(&self) -> &[TaskId] {
        &self.order
    }
}
