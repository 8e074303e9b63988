//! Reads a pattern in Java's syntax into a program.

mod class;
mod problem;

use alloc::vec;
use alloc::vec::Vec;

pub use problem::PatternProblem;

use super::{Anchor, PatternError, Ranges, Step};
use crate::limits::{EXPRESSION_DEPTH_MAX, PATTERN_REPETITIONS_MAX, PATTERN_STEPS_MAX};

type Parsed<T> = Result<T, PatternError>;
type Program = Vec<Step>;

/// What `.` does not take: the ends of lines.
const LINE_ENDS: &[(char, char)] = &[
    ('\n', '\n'),
    ('\r', '\r'),
    ('\u{85}', '\u{85}'),
    ('\u{2028}', '\u{2029}'),
];

/// The pattern, and how far it is read.
pub(super) struct PatternParser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Inside `(?i)`.
    ignores_case: bool,
    /// Between `\Q` and `\E`.
    is_quoting: bool,
}

impl<'a> PatternParser<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            ignores_case: false,
            is_quoting: false,
        }
    }

    pub(super) fn parse(mut self) -> Parsed<Program> {
        let program = self.alternatives()?;
        match self.next() {
            None => Ok(program),
            Some(_) => Err(wrong_at(self.at - 1, 1, PatternProblem::UnopenedGroup)),
        }
    }

    fn alternatives(&mut self) -> Parsed<Program> {
        let mut branches = vec![self.branch()?];
        while self.eat("|") {
            branches.push(self.branch()?);
        }
        let mut program = branches.pop().unwrap_or_default();
        while let Some(mut branch) = branches.pop() {
            let other = branch.len() as isize + 2;
            branch.insert(0, Step::Split(1, other));
            branch.push(Step::Jump(program.len() as isize + 1));
            branch.append(&mut program);
            program = branch;
        }
        self.bounded(0, program)
    }

    fn branch(&mut self) -> Parsed<Program> {
        let start = self.at;
        let mut program = Program::new();
        loop {
            self.is_quoting |= self.eat("\\Q");
            if self.is_quoting && self.eat("\\E") {
                self.is_quoting = false;
                continue;
            }
            let atom_start = self.at;
            let atom = match self.peek() {
                None => break,
                Some(character) if self.is_quoting => {
                    self.at += character.len_utf8();
                    self.literal(character)
                }
                Some('|' | ')') => break,
                Some(_) => self.atom()?,
            };
            self.is_quoting &= !self.eat("\\E");
            let atom = match self.is_quoting {
                true => atom,
                false => self.repeated(atom_start, atom)?,
            };
            program.extend(atom);
            program = self.bounded(start, program)?;
        }
        Ok(program)
    }

    fn atom(&mut self) -> Parsed<Program> {
        let start = self.at;
        Ok(match self.next() {
            Some('(') => self.group(start)?,
            Some('[') => vec![Step::Set(self.class(start)?)],
            Some('.') => vec![Step::Set(Ranges::of(LINE_ENDS).complement())],
            Some('^') => vec![Step::Assert(Anchor::Start)],
            Some('$') => vec![Step::Assert(Anchor::End)],
            Some('*' | '+' | '?' | '{') => {
                return Err(self.wrong(start, PatternProblem::NothingToRepeat));
            }
            Some('\\') => self.escaped_atom(start)?,
            Some(character) => self.literal(character),
            None => Program::new(),
        })
    }

    fn escaped_atom(&mut self, start: usize) -> Parsed<Program> {
        let anchor = match self.peek() {
            Some('b') => Anchor::WordBoundary,
            Some('B') => Anchor::NotWordBoundary,
            Some('A') => Anchor::Start,
            Some('z' | 'Z') => Anchor::End,
            Some('1'..='9' | 'k') => {
                self.at += 1;
                return Err(self.wrong(start, PatternProblem::BackReference));
            }
            _ => {
                let set = self.escape(start)?;
                return Ok(vec![Step::Set(self.cased(set))]);
            }
        };
        self.at += 1;
        Ok(vec![Step::Assert(anchor)])
    }

    fn group(&mut self, start: usize) -> Parsed<Program> {
        let ignored_case = self.ignores_case;
        if self.eat("?") {
            if self.eat("i)") {
                self.ignores_case = true;
                return Ok(Program::new());
            }
            if self.eat("i:") {
                self.ignores_case = true;
            } else if !self.eat(":") && !self.eat_name() {
                let problem = match self.next() {
                    Some('=' | '!' | '<') => PatternProblem::LookAround,
                    Some('>') => PatternProblem::AtomicGroup,
                    _ => PatternProblem::UnknownGroup,
                };
                return Err(self.wrong(start, problem));
            }
        }
        self.deepen(start)?;
        let program = self.alternatives()?;
        self.depth -= 1;
        self.ignores_case = ignored_case;
        match self.eat(")") {
            true => Ok(program),
            false => Err(wrong_at(start, 1, PatternProblem::UnclosedGroup)),
        }
    }

    /// Goes past `<name>`, the name of a group.
    fn eat_name(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let name = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let Some((name, _)) = name else {
            return false;
        };
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_name {
            self.at += name.len() + 2;
        }
        is_name
    }

    /// The atom as often as the quantifier after it says. Whether it is lazy makes no difference to a whole text.
    fn repeated(&mut self, atom_start: usize, atom: Program) -> Parsed<Program> {
        let start = self.at;
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => self.counts(start)?,
            _ => return Ok(atom),
        };
        self.at += 1;
        if self.eat("+") {
            return Err(self.wrong(start, PatternProblem::Possessive));
        }
        self.eat("?");

        let optional_count = most.map_or(1, |most| most - least);
        let step_count = (least + optional_count).saturating_mul(atom.len() + 2);
        if step_count > PATTERN_STEPS_MAX {
            return Err(self.wrong(atom_start, PatternProblem::TooLarge));
        }
        let mut program = Program::new();
        for _ in 0..least {
            program.extend_from_slice(&atom);
        }
        let length = atom.len() as isize;
        if most.is_none() {
            program.push(Step::Split(1, length + 2));
            program.extend(atom);
            program.push(Step::Jump(-length - 1));
            return Ok(program);
        }
        for left_count in (1..=optional_count as isize).rev() {
            program.push(Step::Split(1, left_count * (length + 1)));
            program.extend_from_slice(&atom);
        }
        Ok(program)
    }

    /// Reads `{2}`, `{2,}` or `{2,3}` up to its closing brace.
    fn counts(&mut self, start: usize) -> Parsed<(usize, Option<usize>)> {
        let rest = &self.text[self.at + 1..];
        let length = rest.find('}');
        let counts = length.and_then(|length| {
            let (least, most) = match rest[..length].split_once(',') {
                None => (count(&rest[..length])?, Some(count(&rest[..length])?)),
                Some((least, "")) => (count(least)?, None),
                Some((least, most)) => (count(least)?, Some(count(most)?)),
            };
            let is_in_order = most.is_none_or(|most| least <= most);
            is_in_order.then_some((least, most))
        });
        self.at += 1 + length.unwrap_or(rest.len());
        let end = (self.at + 1).min(self.text.len());
        counts.ok_or_else(|| wrong_at(start, end - start, PatternProblem::BadRepetition))
    }

    fn literal(&self, character: char) -> Program {
        match self.ignores_case && character.is_ascii_alphabetic() {
            true => vec![Step::Set(self.cased(Ranges::of(&[(character, character)])))],
            false => vec![Step::Character(character)],
        }
    }

    fn cased(&self, set: Ranges) -> Ranges {
        match self.ignores_case {
            true => set.in_both_cases(),
            false => set,
        }
    }

    fn deepen(&mut self, start: usize) -> Parsed<()> {
        if self.depth == EXPRESSION_DEPTH_MAX {
            return Err(self.wrong(start, PatternProblem::TooDeep));
        }
        self.depth += 1;
        Ok(())
    }

    fn bounded(&self, start: usize, program: Program) -> Parsed<Program> {
        match program.len() > PATTERN_STEPS_MAX {
            true => Err(self.wrong(start, PatternProblem::TooLarge)),
            false => Ok(program),
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += next.map_or(0, char::len_utf8);
        next
    }

    /// Goes past the symbol, if it comes next.
    fn eat(&mut self, symbol: &str) -> bool {
        let is_next = self.text[self.at..].starts_with(symbol);
        if is_next {
            self.at += symbol.len();
        }
        is_next
    }

    /// A problem from `start` to what is read.
    fn wrong(&self, start: usize, problem: PatternProblem) -> PatternError {
        wrong_at(start, self.at - start, problem)
    }
}

const fn wrong_at(at: usize, length: usize, problem: PatternProblem) -> PatternError {
    PatternError {
        at,
        length,
        problem,
    }
}

fn count(digits: &str) -> Option<usize> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let count = digits.parse().ok()?;
    (is_number && count <= PATTERN_REPETITIONS_MAX).then_some(count)
}
