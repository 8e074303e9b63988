//! What stands around a task definition: its wrapper, and what only AWS can say.

use std::ops::Range;

use crate::json::{Member, Node, Value};
use crate::reader::Found;

/// What `DescribeTaskDefinition` adds and nobody can ask for.
const READ_ONLY: &[&str] = &[
    "taskDefinitionArn",
    "revision",
    "status",
    "requiresAttributes",
    "compatibilities",
    "registeredAt",
    "registeredBy",
    "deregisteredAt",
    "deleteRequestedAt",
];

/// What the SDKs put beside the wrapper.
const BESIDE: &[&str] = &["ResponseMetadata", "$metadata"];

/// The task definition itself: out of its wrapper, and without what only AWS can say.
pub(super) fn open(root: Node) -> Result<Node, Found> {
    let Value::Object(members) = root.value else {
        return Err(refuse(&root));
    };
    let mut node = unwrap(members, root.span)?;
    if let Value::Object(members) = &mut node.value {
        members.retain(|member| !READ_ONLY.contains(&member.name.as_str()));
    }
    Ok(node)
}

/// `{"taskDefinition": {...}, "tags": [...]}` holds the definition and its tags.
fn unwrap(members: Vec<Member>, span: Range<usize>) -> Result<Node, Found> {
    let is_wrapper = members.iter().any(|member| {
        member.name == "taskDefinition" && matches!(member.node.value, Value::Object(_))
    });
    let mut outside = Node {
        span,
        value: Value::Object(Vec::new()),
    };
    if !is_wrapper {
        outside.value = Value::Object(members);
        return Ok(outside);
    }
    let (mut wrapped, beside): (Vec<Member>, Vec<Member>) = members
        .into_iter()
        .partition(|member| member.name == "taskDefinition");
    let Some(Member { mut node, .. }) = wrapped.pop() else {
        return Ok(outside);
    };
    if let Value::Object(members) = &mut node.value {
        let beside = beside.into_iter();
        members.extend(beside.filter(|member| !BESIDE.contains(&member.name.as_str())));
    }
    Ok(node)
}

/// What to do with a text that is JSON but no task definition.
fn refuse(root: &Node) -> Found {
    let holds_definition = |element: &Node| element.member("containerDefinitions").is_some();
    let text = match &root.value {
        Value::Array(elements) if elements.iter().any(holds_definition) => {
            "This is an array that holds a task definition: remove the [ before it and the ] after it.".to_owned()
        }
        Value::Array(_) => {
            "This is an array of container definitions. Put it into a task definition: \
             {\"family\": \"my-task\", \"containerDefinitions\": [...]}."
                .to_owned()
        }
        _ => format!("A task definition is an object, {{...}}, and this is {}.", root.kind()),
    };
    Found {
        path: String::new(),
        span: root.span.start..root.span.start + 1,
        text,
        rule: None,
    }
}
