//! Sets of characters.

use alloc::vec::Vec;

/// The last code point of Unicode.
const LAST: u32 = 0x10_ffff;

/// A set of characters as ranges of code points, both ends included, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    /// The characters from the first to the last of each pair.
    pub(super) fn of(pairs: &[(char, char)]) -> Self {
        let pair = |&(first, last): &(char, char)| (u32::from(first), u32::from(last));
        Self(pairs.iter().map(pair).collect())
    }

    pub(super) fn contains(&self, character: char) -> bool {
        let code = u32::from(character);
        self.0
            .iter()
            .any(|&(first, last)| (first..=last).contains(&code))
    }

    /// The character, if the set is of one.
    pub(super) fn only(&self) -> Option<char> {
        match self.0.as_slice() {
            &[(first, last)] if first == last => char::from_u32(first),
            _ => None,
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Every character that is not in the set.
    pub(super) fn complement(mut self) -> Self {
        self.0.sort_unstable();
        let mut others = Vec::new();
        let mut next = 0;
        for (first, last) in self.0 {
            if next < first {
                others.push((next, first - 1));
            }
            next = next.max(last + 1);
        }
        if next <= LAST {
            others.push((next, LAST));
        }
        Self(others)
    }

    /// What is in both.
    pub(super) fn intersection(self, other: Self) -> Self {
        let mut outside = self.complement();
        outside.add(other.complement());
        outside.complement()
    }

    /// The set with every ASCII letter in both cases, which is what Java's flag `i` means.
    pub(super) fn in_both_cases(mut self) -> Self {
        let swapped = |(first, last): (u32, u32), from: char, to: char| {
            let (from, to) = (u32::from(from), u32::from(to));
            let (first, last) = (first.max(from), last.min(from + 25));
            (first <= last).then(|| (first - from + to, last - from + to))
        };
        for index in 0..self.0.len() {
            let range = self.0[index];
            self.0.extend(swapped(range, 'a', 'A'));
            self.0.extend(swapped(range, 'A', 'a'));
        }
        self
    }
}
