//! Patterns of `=~`: Java's regular expressions over the whole text, as far as they need no memory of it.
//!
//! A pattern becomes a program that runs along the text in all its states at once, so that the time is bounded by the
//! size of the program times the length of the text, whatever the pattern.

mod parser;
mod ranges;

use alloc::vec;
use alloc::vec::Vec;

pub use parser::PatternProblem;

use self::parser::PatternParser;
use self::ranges::Ranges;

/// A pattern, ready to run. Rule: `FullMatch`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    program: Vec<Step>,
}

/// One step of a program; targets are relative to the step.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Takes this character.
    Character(char),
    /// Takes a character of the set.
    Set(Ranges),
    /// Takes nothing where this is true.
    Assert(Anchor),
    /// Goes on at both.
    Split(isize, isize),
    /// Goes on there.
    Jump(isize),
}

/// A condition on the place between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    Start,
    End,
    WordBoundary,
    NotWordBoundary,
}

/// Where a pattern is wrong, in bytes of the pattern, and how.
#[derive(Debug)]
pub(super) struct PatternError {
    pub(super) at: usize,
    pub(super) length: usize,
    pub(super) problem: PatternProblem,
}

impl Pattern {
    pub(super) fn parse(text: &str) -> Result<Self, PatternError> {
        let program = PatternParser::new(text).parse()?;
        Ok(Self { program })
    }

    /// Whether the pattern is like the whole text.
    pub(super) fn matches(&self, text: &str) -> bool {
        let mut before = None;
        let mut characters = text.chars();
        let mut now = States::new(self.program.len() + 1);
        let mut next = States::new(self.program.len() + 1);
        let mut after = characters.next();
        self.enter(0, (before, after), &mut now);
        while let Some(character) = after {
            before = after;
            after = characters.next();
            for &place in &now.places {
                let takes = match self.program.get(place) {
                    Some(Step::Character(wanted)) => *wanted == character,
                    Some(Step::Set(ranges)) => ranges.contains(character),
                    _ => false,
                };
                if takes {
                    self.enter(place + 1, (before, after), &mut next);
                }
            }
            core::mem::swap(&mut now, &mut next);
            next.clear();
        }
        now.is_in(self.program.len())
    }

    /// Adds the state at this place, and all that it leads to without taking a character.
    fn enter(&self, place: usize, around: (Option<char>, Option<char>), states: &mut States) {
        let mut waiting = vec![place];
        while let Some(place) = waiting.pop() {
            if !states.add(place) {
                continue;
            }
            let target = |offset: isize| place.wrapping_add_signed(offset);
            match self.program.get(place) {
                Some(Step::Split(first, second)) => {
                    waiting.extend([target(*first), target(*second)]);
                }
                Some(Step::Jump(offset)) => waiting.push(target(*offset)),
                Some(Step::Assert(anchor)) if anchor.holds(around) => waiting.push(place + 1),
                _ => {}
            }
        }
    }
}

impl Anchor {
    fn holds(self, (before, after): (Option<char>, Option<char>)) -> bool {
        let is_word = |side: Option<char>| {
            side.is_some_and(|character| character.is_ascii_alphanumeric() || character == '_')
        };
        match self {
            Self::Start => before.is_none(),
            Self::End => after.is_none(),
            Self::WordBoundary => is_word(before) != is_word(after),
            Self::NotWordBoundary => is_word(before) == is_word(after),
        }
    }
}

/// A set of places in a program, in the order in which they were added.
struct States {
    places: Vec<usize>,
    is_added: Vec<bool>,
}

impl States {
    fn new(place_count: usize) -> Self {
        Self {
            places: Vec::new(),
            is_added: vec![false; place_count],
        }
    }

    /// Whether the place is new.
    fn add(&mut self, place: usize) -> bool {
        let is_new = !self.is_added[place];
        if is_new {
            self.is_added[place] = true;
            self.places.push(place);
        }
        is_new
    }

    fn is_in(&self, place: usize) -> bool {
        self.is_added[place]
    }

    fn clear(&mut self) {
        for place in self.places.drain(..) {
            self.is_added[place] = false;
        }
    }
}
