//! Sets of characters in a pattern: classes in square brackets, and escapes.

use super::super::Ranges;
use super::{Parsed, PatternParser, PatternProblem, wrong_at};

const DIGIT: &[(char, char)] = &[('0', '9')];
const SPACE: &[(char, char)] = &[('\t', '\r'), (' ', ' ')];
const WORD: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

/// Java's names in `\p{}` for sets of ASCII.
const NAMED: &[(&str, &[(char, char)])] = &[
    ("Lower", &[('a', 'z')]),
    ("Upper", &[('A', 'Z')]),
    ("ASCII", &[('\0', '\x7f')]),
    ("Alpha", &[('A', 'Z'), ('a', 'z')]),
    ("Digit", DIGIT),
    ("Alnum", &[('0', '9'), ('A', 'Z'), ('a', 'z')]),
    ("Punct", &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
    ("Graph", &[('!', '~')]),
    ("Print", &[(' ', '~')]),
    ("Blank", &[(' ', ' '), ('\t', '\t')]),
    ("Cntrl", &[('\0', '\x1f'), ('\x7f', '\x7f')]),
    ("XDigit", &[('0', '9'), ('A', 'F'), ('a', 'f')]),
    ("Space", SPACE),
];

impl PatternParser<'_> {
    /// Reads a class after its opening bracket, which is at `start`.
    pub(super) fn class(&mut self, start: usize) -> Parsed<Ranges> {
        self.deepen(start)?;
        let is_negated = self.eat("^");
        let mut earlier: Option<Ranges> = None;
        let mut set = Ranges::default();
        let mut is_first = true;
        loop {
            if self.eat("&&") {
                set = narrowed(earlier.take(), set);
                earlier = Some(core::mem::take(&mut set));
                continue;
            }
            let item_start = self.at;
            match self.next() {
                None => return Err(wrong_at(start, 1, PatternProblem::UnclosedClass)),
                Some(']') if !is_first => break,
                Some('[') => set.add(self.class(item_start)?),
                Some(character) => set.add(self.item(item_start, character)?),
            }
            is_first = false;
        }
        self.depth -= 1;
        let set = narrowed(earlier, set);
        Ok(match is_negated {
            true => set.complement(),
            false => set,
        })
    }

    /// Reads a character, a range or an escape of a class, after its first character.
    fn item(&mut self, start: usize, character: char) -> Parsed<Ranges> {
        let first = match character {
            '\\' => self.escape(start)?,
            literal => single(literal),
        };
        let rest = &self.text[self.at..];
        let is_range = rest.starts_with('-') && !rest[1..].starts_with([']', '[']);
        let (Some(low), true) = (first.only(), is_range) else {
            return Ok(self.cased(first));
        };
        self.at += 1;
        let end_start = self.at;
        let last = match self.next() {
            Some('\\') => self.escape(end_start)?.only(),
            literal => literal,
        };
        match last {
            Some(high) if low <= high => Ok(self.cased(Ranges::of(&[(low, high)]))),
            _ => Err(self.wrong(start, PatternProblem::BadRange)),
        }
    }

    /// Reads an escape after its backslash, which is at `start`.
    pub(super) fn escape(&mut self, start: usize) -> Parsed<Ranges> {
        let character = self.next();
        let escaped = match character {
            Some('d' | 'D') => Some(Ranges::of(DIGIT)),
            Some('s' | 'S') => Some(Ranges::of(SPACE)),
            Some('w' | 'W') => Some(Ranges::of(WORD)),
            Some('p' | 'P') => self.named_set(),
            other => self.escaped_character(other).map(single),
        };
        let Some(set) = escaped else {
            return Err(self.wrong(start, PatternProblem::UnknownEscape));
        };
        Ok(match character {
            Some('D' | 'S' | 'W' | 'P') => set.complement(),
            _ => set,
        })
    }

    fn escaped_character(&mut self, character: Option<char>) -> Option<char> {
        Some(match character? {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\x0c',
            'a' => '\x07',
            'e' => '\x1b',
            'x' => return self.code(2),
            'u' => return self.code(4),
            letter if letter.is_ascii_alphanumeric() => return None,
            literal => literal,
        })
    }

    /// Reads a character's code of so many hexadecimal digits.
    fn code(&mut self, digit_count: usize) -> Option<char> {
        let digits = self.text.get(self.at..self.at + digit_count)?;
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(digits, 16).ok()?;
        self.at += digit_count;
        char::from_u32(code).filter(|_| is_hexadecimal)
    }

    /// Reads `{Alpha}`.
    fn named_set(&mut self) -> Option<Ranges> {
        let rest = self.text[self.at..].strip_prefix('{')?;
        let (name, _) = rest.split_once('}')?;
        let (_, pairs) = NAMED.iter().find(|(known, _)| *known == name)?;
        self.at += name.len() + 2;
        Some(Ranges::of(pairs))
    }
}

fn single(character: char) -> Ranges {
    Ranges::of(&[(character, character)])
}

fn narrowed(earlier: Option<Ranges>, set: Ranges) -> Ranges {
    match earlier {
        Some(earlier) => earlier.intersection(set),
        None => set,
    }
}
