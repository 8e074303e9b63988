//! JSON text as tokens with their bytes: enough to tint it, and to find and change a value without touching the rest.

mod change;
mod edit;
mod outline;
mod shape;
mod values;

use std::ops::Range;

pub(crate) use change::{Change, changes};
pub(crate) use edit::{push_element, remove_value, set_value};
pub(crate) use outline::{Outline, Place};
pub(crate) use shape::{Json, quoted};

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Its bytes.
    pub(crate) span: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// The name of a member, with its quotes.
    Name,
    /// A string that is a value, with its quotes.
    Text,
    /// A number.
    Number,
    /// `true`, `false`, `null`, or something that is not JSON.
    Word,
    /// One of `{}[]:,`.
    Mark,
}

/// The tokens of any text, JSON or not; what is between them is blank.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let (kind, end) = match bytes[at] {
            b' ' | b'\n' | b'\r' | b'\t' => {
                at += 1;
                continue;
            }
            b'"' => (TokenKind::Text, string_end(bytes, at)),
            b':' => {
                if let Some(before) = tokens
                    .last_mut()
                    .filter(|token| token.kind == TokenKind::Text)
                {
                    before.kind = TokenKind::Name;
                }
                (TokenKind::Mark, at + 1)
            }
            mark if is_mark(mark) => (TokenKind::Mark, at + 1),
            b'-' | b'0'..=b'9' => (TokenKind::Number, word_end(bytes, at)),
            _ => (TokenKind::Word, word_end(bytes, at)),
        };
        tokens.push(Token {
            kind,
            span: at..end,
        });
        at = end;
    }
    tokens
}

const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b'[' | b']' | b':' | b',')
}

/// Behind the closing quote, or at the end of the line if there is none.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at + 1,
            b'\n' => return at,
            b'\\' if bytes.get(at + 1).is_some_and(|next| *next != b'\n') => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn word_end(bytes: &[u8], start: usize) -> usize {
    let ends = |byte: &u8| is_mark(*byte) || matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b'"');
    bytes[start..]
        .iter()
        .position(ends)
        .map_or(bytes.len(), |length| start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(TokenKind, &str)> {
        tokens(text)
            .into_iter()
            .map(|token| (token.kind, &text[token.span]))
            .collect()
    }

    #[test]
    fn a_string_before_a_colon_is_a_name() {
        use TokenKind::{Mark, Name, Number, Text, Word};
        assert_eq!(
            kinds("{\"a\" : \"b\\\"\", \"c\": [-1.5, true]}"),
            [
                (Mark, "{"),
                (Name, "\"a\""),
                (Mark, ":"),
                (Text, "\"b\\\"\""),
                (Mark, ","),
                (Name, "\"c\""),
                (Mark, ":"),
                (Mark, "["),
                (Number, "-1.5"),
                (Mark, ","),
                (Word, "true"),
                (Mark, "]"),
                (Mark, "}"),
            ]
        );
    }

    #[test]
    fn a_string_without_its_end_ends_with_its_line() {
        assert_eq!(
            kinds("\"ab\n가\\"),
            [(TokenKind::Text, "\"ab"), (TokenKind::Word, "가\\")]
        );
    }
}
