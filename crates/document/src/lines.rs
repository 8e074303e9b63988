//! Lines and columns of a text.

/// Where the lines of a text begin.
pub(crate) struct Lines<'text> {
    text: &'text str,
    starts: Vec<usize>,
}

/// A place as people count: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// Some editors put it before the text; nobody sees it.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

impl<'text> Lines<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        let after_breaks = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(offset, _)| offset + 1);
        let first = text.find(|letter| letter != BYTE_ORDER_MARK).unwrap_or(0);
        let starts = std::iter::once(first).chain(after_breaks).collect();
        Self { text, starts }
    }

    /// The place of a byte; its cost grows with its column, so ask for few.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let line = self.line_index(offset);
        let before = self.text.get(self.starts[line]..offset).unwrap_or("");
        Position {
            line: count(line + 1),
            column: count(before.chars().count() + 1),
        }
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        count(self.line_index(offset) + 1)
    }

    fn line_index(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }
}

/// A text is far shorter than 4 GiB.
fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
