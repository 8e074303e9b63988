//! Ordered maps and sets.
//!
//! A sorted vector needs a tenth of the machine code of a B-tree (the page's program became a tenth smaller), and the
//! tables of a world are small or read much more than changed. Where the next one is taken again and again, it stands
//! at the end.

use alloc::vec::Vec;

use litemap::LiteMap;

/// An ordered map.
pub type Map<Key, Value> = LiteMap<Key, Value>;

/// A map of pairs, best where they come in the order of their keys; of equal keys the last one counts.
///
/// Collecting does the same through a sort, which is larger than all the rest.
pub fn map_of<Key: Ord, Value>(pairs: impl Iterator<Item = (Key, Value)>) -> Map<Key, Value> {
    let mut map = Map::new();
    for (key, value) in pairs {
        map.insert(key, value);
    }
    map
}

/// An ordered set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<Member>(Vec<Member>);

impl<Member: Ord> Set<Member> {
    /// A set without members.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a member; false if it was there.
    pub fn insert(&mut self, member: Member) -> bool {
        match self.0.binary_search(&member) {
            Ok(_) => false,
            Err(place) => {
                self.0.insert(place, member);
                true
            }
        }
    }

    /// Takes a member out; false if it was not there.
    pub fn remove(&mut self, member: &Member) -> bool {
        match self.0.binary_search(member) {
            Ok(place) => {
                self.0.remove(place);
                true
            }
            Err(_) => false,
        }
    }

    /// Takes every member out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether this is a member.
    pub fn contains(&self, member: &Member) -> bool {
        self.0.binary_search(member).is_ok()
    }

    /// How many members there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no member.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The greatest member.
    pub fn last(&self) -> Option<&Member> {
        self.0.last()
    }

    /// The members in order.
    pub fn iter(&self) -> core::slice::Iter<'_, Member> {
        self.0.iter()
    }
}

impl<Member> Default for Set<Member> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// Best where the members come in order.
impl<Member: Ord> FromIterator<Member> for Set<Member> {
    fn from_iter<Members: IntoIterator<Item = Member>>(members: Members) -> Self {
        let mut set = Self::new();
        for member in members {
            set.insert(member);
        }
        set
    }
}

impl<Member> IntoIterator for Set<Member> {
    type Item = Member;
    type IntoIter = alloc::vec::IntoIter<Member>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'set, Member> IntoIterator for &'set Set<Member> {
    type Item = &'set Member;
    type IntoIter = core::slice::Iter<'set, Member>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
