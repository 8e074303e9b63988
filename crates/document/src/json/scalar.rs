//! Strings, numbers, words, and what people write instead of them.

use super::parser::{Parser, Stop};
use super::{Value, shown};

impl Parser<'_> {
    /// A value that is neither an object, nor an array, nor a string.
    pub(super) fn scalar(&mut self) -> Result<Value, Stop> {
        match self.peek() {
            Some('\'' | '‘' | '’' | '“' | '”') => self.misquoted().map(Value::String),
            Some('<') => self.template("<", ">"),
            Some('$') => self.template("${", "}"),
            Some(letter) if is_word_letter(letter) => self.bare(),
            Some('%' | '@') => self.template("%", "%"),
            _ => {
                let message = format!("Found {}, where a value should be.", self.found());
                Err(self.give_up(self.here(), message))
            }
        }
    }

    /// Where the template that begins here ends, if it does on its line.
    pub(super) fn template_end(&self, open: &str, close: &str) -> Option<usize> {
        let inside = self.text[self.at..].strip_prefix(open)?;
        let line = inside.split('\n').next().unwrap_or("");
        let length = place_of(close, line)?;
        Some(self.at + open.len() + length + close.len())
    }

    fn template(&mut self, open: &str, close: &str) -> Result<Value, Stop> {
        let word_end = || {
            let rest = &self.text[self.at..];
            let end = rest
                .find(|letter: char| matches!(letter, ',' | ']' | '}') || letter.is_whitespace());
            self.at + end.unwrap_or(rest.len())
        };
        let end = self.template_end(open, close).unwrap_or_else(word_end);
        self.placeholder(end)
    }

    /// Something that a template should have replaced, up to `end`.
    pub(super) fn placeholder(&mut self, end: usize) -> Result<Value, Stop> {
        let start = self.at;
        self.at = end;
        let message = format!(
            "`{}` is a placeholder: replace it with a value.",
            shown(&self.text[start..end])
        );
        self.error(start..end, message)?;
        Ok(Value::Broken)
    }

    /// A number, `true`, `false`, `null`, or a word that is none of them.
    fn bare(&mut self) -> Result<Value, Stop> {
        let start = self.at;
        let word = self.word().to_owned();
        let message = match word.as_str() {
            "null" => return Ok(Value::Null),
            "true" => return Ok(Value::Boolean(true)),
            "false" => return Ok(Value::Boolean(false)),
            number if is_number(number) => return Ok(Value::Number(word)),
            "True" | "TRUE" | "False" | "FALSE" => {
                format!("`{word}` is not JSON: write {}.", word.to_ascii_lowercase())
            }
            "None" | "undefined" | "nil" | "NULL" => {
                format!("`{word}` is not JSON: write null, or leave the field out.")
            }
            other
                if other.starts_with(|letter: char| {
                    letter.is_ascii_digit() || "+-.".contains(letter)
                }) =>
            {
                format!("`{}` is not a number in JSON.", shown(other))
            }
            other => format!(
                "`{}` is not JSON: a text needs double quotes.",
                shown(other)
            ),
        };
        self.error(start..self.at, message)?;
        Ok(Value::Broken)
    }

    /// Takes letters, digits and what numbers are made of.
    pub(super) fn word(&mut self) -> &str {
        let rest = &self.text[self.at..];
        let length = rest
            .find(|letter| !is_word_letter(letter))
            .unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A string in quotes that JSON does not have, up to such a quote or the end of its line.
    pub(super) fn misquoted(&mut self) -> Result<String, Stop> {
        let start = self.at;
        let open = self.peek().map_or(0, char::len_utf8);
        let inside = &self.text[start + open..];
        let end = inside
            .find(['\'', '‘', '’', '“', '”', '\n'])
            .unwrap_or(inside.len());
        let content = inside[..end].to_owned();
        self.at = start + open + end;
        if !matches!(self.peek(), Some('\n') | None) {
            self.at += self.here().len();
        }
        let message = format!(
            "JSON has straight double quotes only: write \"{}\".",
            shown(&content)
        );
        self.error(start..self.at, message)?;
        Ok(content)
    }

    /// A string; the next character is its opening quote.
    pub(super) fn string(&mut self) -> Result<String, Stop> {
        let open = self.at;
        self.at += 1;
        let mut content = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest
                .find(|letter| matches!(letter, '"' | '\\') || letter < ' ')
                .unwrap_or(rest.len());
            content.push_str(&rest[..plain]);
            self.at += plain;
            match self.peek() {
                Some('"') => {
                    self.at += 1;
                    return Ok(content);
                }
                Some('\\') => content.push(self.escape()?),
                Some('\n' | '\r') | None => {
                    let message = "This string has no closing `\"` on its line.";
                    return Err(self.give_up(open..self.at, message));
                }
                Some(control) => {
                    let code = u32::from(control);
                    let message = format!("A control character in a string: write \\u{code:04x}.");
                    self.error(self.here(), message)?;
                    content.push(control);
                    self.at += 1;
                }
            }
        }
    }

    /// The character that an escape stands for; the next character is its backslash.
    fn escape(&mut self) -> Result<char, Stop> {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.peek() else {
            let message = "The text ends within a string.";
            return Err(self.give_up(start..self.at, message));
        };
        self.at += letter.len_utf8();
        Ok(match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode_escape(start),
            '\n' | '\r' => {
                let message =
                    "A string stays on one line: a backslash does not carry it to the next.";
                return Err(self.give_up(start..start + 1, message));
            }
            other => {
                let message = format!(
                    "`{}` is not an escape in JSON: write `\\\\` for a backslash.",
                    shown(&self.text[start..self.at])
                );
                self.error(start..self.at, message)?;
                other
            }
        })
    }

    /// `\uXXXX`, or two of them for a character beyond the first 65,536; `u` has been taken.
    fn unicode_escape(&mut self, start: usize) -> Result<char, Stop> {
        let first = self.four_digits();
        let letter = match first {
            Some(high @ 0xd800..=0xdbff) => self.low_surrogate().and_then(|low| {
                char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))
            }),
            Some(code) => char::from_u32(code),
            None => None,
        };
        if let Some(letter) = letter {
            return Ok(letter);
        }
        let message = "`\\u` needs four hexadecimal digits that name a character.";
        self.error(start..self.at, message)?;
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn low_surrogate(&mut self) -> Option<u32> {
        self.text[self.at..].starts_with("\\u").then_some(())?;
        let before = self.at;
        self.at += 2;
        let low = self
            .four_digits()
            .filter(|code| (0xdc00..=0xdfff).contains(code));
        if low.is_none() {
            self.at = before;
        }
        low
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

/// Where a short text begins in another. The one of the standard library is fast, and large.
pub(super) fn place_of(short: &str, text: &str) -> Option<usize> {
    let mut places = 0..text.len();
    places.find(|place| text.as_bytes()[*place..].starts_with(short.as_bytes()))
}

fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '+' | '.')
}

/// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
fn is_number(word: &str) -> bool {
    let word = word.strip_prefix('-').unwrap_or(word);
    let (decimal, exponent) = match word.split_once(['e', 'E']) {
        Some((decimal, exponent)) => (decimal, Some(exponent)),
        None => (word, None),
    };
    let (whole, fraction) = match decimal.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (decimal, None),
    };
    let exponent = exponent.map(|digits| digits.strip_prefix(['+', '-']).unwrap_or(digits));
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(is_digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
