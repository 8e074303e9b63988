//! Shapes of names, and placeholders that somebody forgot to replace.

/// Longest quotation of the definition in a message, in bytes.
const SHOWN_BYTES_MAX: usize = 255;
/// Longest name of a family, a container or a volume.
const NAME_LENGTH_MAX: usize = 255;

/// The text, cut where it would make a message too long.
pub(super) fn shown(text: &str) -> &str {
    let mut end = text.len().min(SHOWN_BYTES_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether it is 1 to 255 letters, digits, underscores and hyphens.
pub(super) fn is_name(text: &str) -> bool {
    (1..=NAME_LENGTH_MAX).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether a template left something to fill in: `<X>`, `${X}`, `$X`, `{{ x }}`, `%X%` or `__X__`.
pub(super) fn has_placeholder(text: &str) -> bool {
    let has_marks = text.contains(['<', '$', '{', '%']);
    has_marks || text.starts_with("__") && text.ends_with("__")
}
