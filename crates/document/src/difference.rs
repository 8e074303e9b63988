//! What one task definition says otherwise than another.

use sim::{TaskDefinition, with_defaults};

use crate::field::Field;
use crate::json::{self, Node, Value};
use crate::lines::Lines;
use crate::writer::Writer;

/// One thing that differs between two task definitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it is: elements of lists by what tells them apart, such as `containerDefinitions[web].environment[LEVEL]`.
    pub path: String,
    /// What was there: a text or a number as it is, a list or an object as JSON. For a container, its image.
    pub before: Option<String>,
    /// What is there now.
    pub after: Option<String>,
}

/// Lists whose elements are told apart by their fields, in whatever order they stand: the list, then the fields that
/// make the key.
const KEYED: &[(&str, &[&str])] = &[
    ("containerDefinitions", &["name"]),
    ("dependsOn", &["containerName"]),
    ("devices", &["hostPath"]),
    ("environment", &["name"]),
    ("environmentFiles", &["value"]),
    ("extraHosts", &["hostname"]),
    ("inferenceAccelerators", &["deviceName"]),
    ("mountPoints", &["containerPath"]),
    ("placementConstraints", &["expression"]),
    (
        "portMappings",
        &["containerPort", "containerPortRange", "protocol"],
    ),
    ("properties", &["name"]),
    ("resourceRequirements", &["type"]),
    ("secretOptions", &["name"]),
    ("secrets", &["name"]),
    ("systemControls", &["namespace"]),
    ("tags", &["key"]),
    ("tmpfs", &["containerPath"]),
    ("ulimits", &["name"]),
    ("volumes", &["name"]),
    ("volumesFrom", &["sourceContainer"]),
];

/// Lists of texts or numbers in which the order says nothing.
const SETS: &[&str] = &[
    "add",
    "credentialSpecs",
    "dockerSecurityOptions",
    "drop",
    "ignoredExitCodes",
    "links",
    "mountOptions",
    "permissions",
    "requiresCompatibilities",
];

/// What `after` says otherwise than `before`, in the order of AWS's fields. Defaults that are left out count as said, an
/// empty object says nothing, and the order of containers, variables and the like does not count.
pub fn differences(before: &TaskDefinition, after: &TaskDefinition) -> Vec<Difference> {
    let mut found = Vec::new();
    if let (Some(before), Some(after)) = (tree(before), tree(after)) {
        compare("", "", Some(&before), Some(&after), &mut found);
    }
    found
}

/// The definition as it is written, defaults filled in.
fn tree(definition: &TaskDefinition) -> Option<Node> {
    let mut writer = Writer::compact();
    with_defaults(definition.clone()).write(&mut writer);
    let text = writer.into_text();
    json::parse(&text, &Lines::new(&text)).0
}

/// Compares the values at a path, whose innermost field has this name.
fn compare(
    path: &str,
    field: &str,
    before: Option<&Node>,
    after: Option<&Node>,
    found: &mut Vec<Difference>,
) {
    let values = (
        before.map(|node| &node.value),
        after.map(|node| &node.value),
    );
    match values {
        (Some(Value::Object(_)), Some(Value::Object(_))) => {
            compare_objects(path, before, after, found);
        }
        (Some(Value::Array(_)) | None, Some(Value::Array(_)) | None)
            if keys_of(field).is_some() =>
        {
            compare_lists(path, field, before, after, found);
        }
        _ => {
            let says_something =
                |node: &&Node| !matches!(&node.value, Value::Object(members) if members.is_empty());
            let shown =
                |node: Option<&Node>| node.filter(says_something).map(|node| summary(field, node));
            let (before, after) = (shown(before), shown(after));
            if before != after {
                let path = path.to_owned();
                found.push(Difference {
                    path,
                    before,
                    after,
                });
            }
        }
    }
}

fn compare_objects(
    path: &str,
    before: Option<&Node>,
    after: Option<&Node>,
    found: &mut Vec<Difference>,
) {
    let mut names: Vec<&str> = names_of(before).collect();
    // A name that only the second has comes after the name that it follows there.
    let mut place = 0;
    for name in names_of(after) {
        match names.iter().position(|known| *known == name) {
            Some(known) => place = known + 1,
            None => {
                names.insert(place, name);
                place += 1;
            }
        }
    }
    for name in names {
        let inner = if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        };
        compare(&inner, name, child(before, name), child(after, name), found);
    }
}

fn names_of(node: Option<&Node>) -> impl Iterator<Item = &str> {
    let members = match node.map(|node| &node.value) {
        Some(Value::Object(members)) => members.as_slice(),
        _ => &[],
    };
    members.iter().map(|member| member.name.as_str())
}

fn child<'tree>(node: Option<&'tree Node>, name: &str) -> Option<&'tree Node> {
    Some(&node?.member(name)?.node)
}

/// Compares the elements of the same key; of those with one key, the first with the first, and so on.
fn compare_lists(
    path: &str,
    field: &str,
    before: Option<&Node>,
    after: Option<&Node>,
    found: &mut Vec<Difference>,
) {
    let mut rest: Vec<(String, &Node)> = elements(field, after);
    for (key, node) in elements(field, before) {
        let place = rest.iter().position(|(known, _)| *known == key);
        let other = place.map(|place| rest.remove(place).1);
        compare(&format!("{path}[{key}]"), field, Some(node), other, found);
    }
    for (key, node) in rest {
        compare(&format!("{path}[{key}]"), field, None, Some(node), found);
    }
}

fn elements<'tree>(field: &str, node: Option<&'tree Node>) -> Vec<(String, &'tree Node)> {
    let Some(Value::Array(elements)) = node.map(|node| &node.value) else {
        return Vec::new();
    };
    let keys = keys_of(field).unwrap_or(&[]);
    let key = |element: &Node| {
        let parts: Vec<&str> = keys
            .iter()
            .filter_map(|key| scalar(&element.member(key)?.node))
            .collect();
        parts.join("/")
    };
    elements
        .iter()
        .map(|element| (key(element), element))
        .collect()
}

fn keys_of(field: &str) -> Option<&'static [&'static str]> {
    let row = KEYED.iter().find(|(list, _)| *list == field);
    row.map(|(_, keys)| *keys)
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::String(text) | Value::Number(text) => Some(text),
        Value::Boolean(true) => Some("true"),
        Value::Boolean(false) => Some("false"),
        _ => None,
    }
}

/// What stands there, for people: of a container its image, of an element with one field beside its key that field.
fn summary(field: &str, node: &Node) -> String {
    if let Some(text) = scalar(node) {
        return text.to_owned();
    }
    if let (Value::Object(members), Some(keys)) = (&node.value, keys_of(field)) {
        if field == "containerDefinitions" {
            let image = node.member("image").and_then(|image| scalar(&image.node));
            return image.unwrap_or("").to_owned();
        }
        let mut others = members
            .iter()
            .filter(|member| !keys.contains(&member.name.as_str()));
        if let (Some(only), None) = (others.next(), others.next()) {
            return summary(&only.name, &only.node);
        }
    }
    let mut writer = Writer::compact();
    write(field, node, &mut writer);
    writer.into_text()
}

/// Writes a value as JSON, sets in order.
fn write(field: &str, node: &Node, writer: &mut Writer) {
    match &node.value {
        Value::String(text) => writer.string(text),
        Value::Array(elements) => {
            let mut elements: Vec<&Node> = elements.iter().collect();
            if SETS.contains(&field) {
                elements.sort_by_key(|element| scalar(element).unwrap_or("").to_owned());
            }
            writer.open('[');
            for element in elements {
                writer.element();
                write("", element, writer);
            }
            writer.close(']');
        }
        Value::Object(members) => {
            writer.open('{');
            for member in members {
                writer.name(&member.name);
                write(&member.name, &member.node, writer);
            }
            writer.close('}');
        }
        _ => writer.raw(scalar(node).unwrap_or("null")),
    }
}
