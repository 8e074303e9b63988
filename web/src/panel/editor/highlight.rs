//! The text of the editor as lines whose names, values and mistakes look different.

use sim::Set;
use std::ops::Range;

use crate::panel::json::{TokenKind, tokens};

/// Longer texts are shown plainly.
const TINTED_LENGTH_MAX: usize = 100_000;

/// One line after the other as HTML, with these mistakes underlined and their lines marked.
pub(crate) fn highlight(text: &str, mistakes: &[Range<usize>]) -> String {
    let mut html = String::with_capacity(text.len() * 3);
    let cuts = pieces(text);
    let mut start = 0;
    for line in text.split('\n') {
        let span = start..start + line.len();
        let is_wrong = mistakes.iter().any(|mistake| touches(mistake, &span));
        html.push_str(if is_wrong {
            "<span class=\"line wrong\">"
        } else {
            "<span class=\"line\">"
        });
        push_line(&mut html, text, &span, &cuts, mistakes);
        html.push_str("\n</span>");
        start = span.end + 1;
    }
    html
}

/// Whether a mistake is in a line, or at its end where something is missing.
fn touches(mistake: &Range<usize>, line: &Range<usize>) -> bool {
    mistake.start <= line.end && mistake.end.max(mistake.start + 1) > line.start
}

/// The tokens of a text that look different from blanks and marks.
fn pieces(text: &str) -> Vec<(Range<usize>, &'static str)> {
    if text.len() > TINTED_LENGTH_MAX {
        return Vec::new();
    }
    tokens(text)
        .into_iter()
        .map(|token| (token.span, class(token.kind)))
        .collect()
}

const fn class(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Name => "name",
        TokenKind::Text => "text",
        TokenKind::Number | TokenKind::Word => "value",
        TokenKind::Mark => "mark",
    }
}

/// Cuts a line wherever a token or a mistake begins or ends, and writes each piece with what it is.
fn push_line(
    html: &mut String,
    text: &str,
    line: &Range<usize>,
    cuts: &[(Range<usize>, &'static str)],
    mistakes: &[Range<usize>],
) {
    let first = cuts.partition_point(|(span, _)| span.end <= line.start);
    let here = || {
        cuts[first..]
            .iter()
            .take_while(|(span, _)| span.start < line.end)
    };
    let within: Vec<&Range<usize>> = mistakes
        .iter()
        .filter(|mistake| touches(mistake, line))
        .collect();
    let edges: Set<usize> = here()
        .flat_map(|(span, _)| [span.start, span.end])
        .chain(
            within
                .iter()
                .flat_map(|mistake| [mistake.start, mistake.end]),
        )
        .map(|edge| edge.clamp(line.start, line.end))
        .chain([line.start, line.end])
        .filter(|edge| text.is_char_boundary(*edge))
        .collect();
    let edges: Vec<usize> = edges.into_iter().collect();
    let mut tokens = here().peekable();
    for pair in edges.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        while tokens.peek().is_some_and(|(span, _)| span.end <= start) {
            tokens.next();
        }
        let kind = tokens
            .peek()
            .filter(|(span, _)| span.start <= start)
            .map_or("", |(_, class)| *class);
        let is_wrong = within
            .iter()
            .any(|mistake| mistake.start <= start && end <= mistake.end);
        push_piece(html, &text[start..end], kind, is_wrong);
    }
}

fn push_piece(html: &mut String, piece: &str, kind: &str, is_wrong: bool) {
    let open = match (kind, is_wrong) {
        ("", false) => None,
        ("", true) => Some(String::from("mistake")),
        (kind, false) => Some(kind.to_owned()),
        (kind, true) => Some(format!("{kind} mistake")),
    };
    if let Some(class) = &open {
        html.push_str("<span class=\"");
        html.push_str(class);
        html.push_str("\">");
    }
    for letter in piece.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '\r' => {}
            other => html.push(other),
        }
    }
    if open.is_some() {
        html.push_str("</span>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_underlined_and_their_lines_marked() {
        assert_eq!(
            highlight("{\n\"a\": <\n}", std::slice::from_ref(&(7..8))),
            concat!(
                "<span class=\"line\"><span class=\"mark\">{</span>\n</span>",
                "<span class=\"line wrong\"><span class=\"name\">\"a\"</span><span class=\"mark\">:</span> ",
                "<span class=\"value mistake\">&lt;</span>\n</span>",
                "<span class=\"line\"><span class=\"mark\">}</span>\n</span>",
            )
        );
    }
}
