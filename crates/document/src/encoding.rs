//! Texts from bytes.

use crate::lines::Lines;
use crate::problem::Problem;

/// The bytes as text.
///
/// # Errors
/// The first of them that is none, as a problem of the document.
pub fn text_of(bytes: &[u8]) -> Result<&str, Problem> {
    let error = match str::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error,
    };
    let start = error.valid_up_to();
    let before = str::from_utf8(&bytes[..start]).unwrap_or("");
    let position = Lines::new(before).position(start);
    let is_utf_16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let text = if is_utf_16 {
        "This text is UTF-16: save it as UTF-8.".to_owned()
    } else {
        format!(
            "The byte 0x{:02x} here is not UTF-8: save the text as UTF-8.",
            bytes[start]
        )
    };
    Err(Problem {
        path: String::new(),
        span: start..start + 1,
        line: position.line,
        column: position.column,
        text,
        rule: None,
    })
}
