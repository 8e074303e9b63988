//! Where in the text a field stands that the core names.

use std::ops::Range;

use sim::PathStep;

use crate::json::{Node, Value};

/// The bytes of the value at `path` under `root`. Where a field is missing: the name of the object that lacks it, or
/// its opening brace if it has no name.
pub(super) fn find(root: &Node, path: &[PathStep]) -> Range<usize> {
    let mut node = root;
    let mut name = brace(root);
    for step in path {
        let next = match (step, &node.value) {
            (PathStep::Field(field), Value::Object(members)) => members
                .iter()
                .find(|member| member.name.eq_ignore_ascii_case(field))
                .filter(|member| !matches!(member.node.value, Value::Null))
                .map(|member| (&member.node, member.name_span.clone())),
            (PathStep::Index(index), Value::Array(elements)) => present(elements)
                .nth(*index)
                .map(|element| (element, brace(element))),
            _ => None,
        };
        let Some((next, next_name)) = next else {
            return name;
        };
        (node, name) = (next, next_name);
    }
    if matches!(node.value, Value::Object(_) | Value::Array(_)) {
        return name;
    }
    node.span.clone()
}

/// The elements that were read: nulls are left out.
fn present(elements: &[Node]) -> impl Iterator<Item = &Node> {
    elements
        .iter()
        .filter(|element| !matches!(element.value, Value::Null))
}

fn brace(node: &Node) -> Range<usize> {
    node.span.start..node.span.start + 1
}
