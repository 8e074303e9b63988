//! Where each value of a JSON text stands.

use std::ops::Range;

use super::{TokenKind, tokens};

/// No task definition nests deeper.
const DEPTH_MAX: usize = 64;

/// One value of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// Its place in AWS's names, such as `containerDefinitions[0].image`; empty for the whole.
    pub(super) path: String,
    /// Its bytes.
    pub(super) span: Range<usize>,
    /// Whether it holds no other value.
    pub(super) is_leaf: bool,
}

/// An object or array that is open.
struct Frame {
    path: String,
    start: usize,
    place: Place,
    is_leaf: bool,
}

/// Where the next value of an object or array belongs.
enum Place {
    Name(String),
    Index(usize),
}

/// Every value of a text that is JSON; of any other text, what can be made out.
pub(super) fn values(text: &str) -> Vec<Value> {
    let mut values = Vec::new();
    let mut open: Vec<Frame> = Vec::new();
    for token in tokens(text) {
        let written = &text[token.span.clone()];
        match (token.kind, written) {
            (TokenKind::Name, name) => {
                if let Some(Place::Name(place)) = open.last_mut().map(|frame| &mut frame.place) {
                    *place = name.trim_matches('"').to_owned();
                }
            }
            (TokenKind::Mark, "{" | "[") if open.len() == DEPTH_MAX => return values,
            (TokenKind::Mark, "{" | "[") => {
                let path = begin(&mut open);
                let place = if written == "{" {
                    Place::Name(String::new())
                } else {
                    Place::Index(0)
                };
                open.push(Frame {
                    path,
                    start: token.span.start,
                    place,
                    is_leaf: true,
                });
            }
            (TokenKind::Mark, "}" | "]") => {
                if let Some(frame) = open.pop() {
                    values.push(Value {
                        path: frame.path,
                        span: frame.start..token.span.end,
                        is_leaf: frame.is_leaf,
                    });
                }
            }
            (TokenKind::Mark, ",") => {
                if let Some(Place::Index(index)) = open.last_mut().map(|frame| &mut frame.place) {
                    *index += 1;
                }
            }
            (TokenKind::Mark, _) => {}
            _ => values.push(Value {
                path: begin(&mut open),
                span: token.span,
                is_leaf: true,
            }),
        }
    }
    values
}

/// A value begins: its path.
fn begin(open: &mut [Frame]) -> String {
    let Some(parent) = open.last_mut() else {
        return String::new();
    };
    parent.is_leaf = false;
    match &parent.place {
        Place::Index(index) => format!("{}[{index}]", parent.path),
        Place::Name(name) if parent.path.is_empty() => name.clone(),
        Place::Name(name) => format!("{}.{name}", parent.path),
    }
}
