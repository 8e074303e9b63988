//! What an unquoted value of an expression is, and where it ends.

/// Words that join expressions: as values they need quotes.
const RESERVED: [&str; 3] = ["and", "or", "not"];

/// Whether the character has a meaning of its own, so that it ends a word.
pub(super) fn is_stop(character: char) -> bool {
    character.is_whitespace() || "()[],'\"&|=!<>".contains(character)
}

/// Bytes of the word at the beginning of the text.
pub(super) fn word_length(text: &str) -> usize {
    text.find(is_stop).unwrap_or(text.len())
}

/// Bytes of the unquoted pattern at the beginning of the text: unlike a word, it may have brackets, and anything but
/// spaces and quotes between them, and single `|`.
pub(super) fn pattern_length(text: &str) -> usize {
    let mut open_count = 0u32;
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        let ends = match character {
            '\'' | '"' => true,
            _ if character.is_whitespace() => true,
            _ if is_escaped => false,
            '(' | '[' | '{' => {
                open_count += 1;
                false
            }
            ')' | ']' | '}' if open_count > 0 => {
                open_count -= 1;
                false
            }
            _ if open_count > 0 => false,
            '|' => text[at..].starts_with("||"),
            _ => is_stop(character),
        };
        if ends {
            return at;
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    text.len()
}

/// Whether the text, unquoted, would be one value; `length` measures the value at the beginning of a text.
pub(super) fn is_bare(text: &str, length: fn(&str) -> usize) -> bool {
    !text.is_empty() && length(text) == text.len() && !RESERVED.contains(&text)
}
