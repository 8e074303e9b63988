//! A ring of members who take turns: how many of a run of turns fall to each, by arithmetic and not by walking.

use alloc::vec::Vec;

/// How many turns of a run fall to one member of a ring of so many.
pub(super) const fn share(first: u64, until: u64, index: u64, len: u64) -> u64 {
    turns_until(until, index, len) - turns_until(first, index, len)
}

const fn turns_until(turn: u64, index: u64, len: u64) -> u64 {
    turn / len + (index < turn % len) as u64
}

/// A count for each member, to which whole runs of turns are added.
///
/// Counts wrap while sums are under way; no member ever has a negative one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ring {
    /// What every member has.
    each: u64,
    /// A Fenwick tree of the differences between neighbours.
    tree: Vec<u64>,
}

impl Ring {
    pub(super) fn new(len: usize) -> Self {
        Self {
            each: 0,
            tree: alloc::vec![0; len],
        }
    }

    /// Gives the turns from `first` until before `until` to their members.
    pub(super) fn add(&mut self, first: u64, until: u64) {
        self.change(first, until, 1);
    }

    /// Takes back what [`Ring::add`] gave.
    pub(super) fn take(&mut self, first: u64, until: u64) {
        self.change(first, until, u64::MAX);
    }

    /// Gives every member what it has in another ring of as many.
    pub(super) fn add_ring(&mut self, other: &Self) {
        self.change_by(other, u64::wrapping_add);
    }

    /// Takes back what [`Ring::add_ring`] gave.
    pub(super) fn take_ring(&mut self, other: &Self) {
        self.change_by(other, u64::wrapping_sub);
    }

    /// A tree of sums is the sum of trees.
    fn change_by(&mut self, other: &Self, change: fn(u64, u64) -> u64) {
        self.each = change(self.each, other.each);
        for (here, there) in self.tree.iter_mut().zip(&other.tree) {
            *here = change(*here, *there);
        }
    }

    /// Gives so many to one member.
    pub(super) fn add_at(&mut self, index: usize, count: u64) {
        self.add_range(index, index + 1, count);
    }

    /// Takes so many from one member.
    pub(super) fn take_at(&mut self, index: usize, count: u64) {
        self.add_range(index, index + 1, count.wrapping_neg());
    }

    /// What one member has.
    pub(super) fn at(&self, index: usize) -> u64 {
        let mut sum = self.each;
        let mut place = index + 1;
        while place > 0 {
            sum = sum.wrapping_add(self.tree[place - 1]);
            place &= place - 1;
        }
        sum
    }

    fn change(&mut self, first: u64, until: u64, sign: u64) {
        let len = self.tree.len() as u64;
        let count = until - first;
        self.each = self.each.wrapping_add((count / len).wrapping_mul(sign));
        let begin = (first % len) as usize;
        let end = begin + (count % len) as usize;
        let size = self.tree.len();
        if end <= size {
            self.add_range(begin, end, sign);
        } else {
            self.add_range(begin, size, sign);
            self.add_range(0, end - size, sign);
        }
    }

    fn add_range(&mut self, begin: usize, end: usize, count: u64) {
        if begin < end {
            self.add_from(begin, count);
            self.add_from(end, count.wrapping_neg());
        }
    }

    fn add_from(&mut self, index: usize, count: u64) {
        let mut place = index + 1;
        while place <= self.tree.len() {
            self.tree[place - 1] = self.tree[place - 1].wrapping_add(count);
            place += place & place.wrapping_neg();
        }
    }
}
