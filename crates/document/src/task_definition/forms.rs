//! The wrappings of a task definition, and fields whose form in JSON is not that of their type.

use std::ops::Range;

use sim::{NetworkMode, PortRange, Rule, parse_task_cpu_units, parse_task_memory_mib};

use crate::field::{Field, Form};
use crate::json::{Member, Node, Value, shown};
use crate::reader::{Found, Reader};
use crate::writer::Writer;

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
        members.extend(beside);
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

/// `cpu` of a task: units or vCPUs as a string.
pub(super) struct TaskCpu;

impl Form<Option<u32>> for TaskCpu {
    fn read(node: &Node, reader: &mut Reader) -> Option<Option<u32>> {
        let text = String::read(node, reader)?;
        let cpu_units = parse_task_cpu_units(&text);
        if cpu_units.is_none() {
            let message = "Invalid 'cpu' setting for task. For more information, see the Troubleshooting section of \
                           the Amazon ECS Developer Guide.";
            reader.problem_of_rule(node, message, Some(Rule::TaskSizeForms));
        }
        cpu_units.map(Some)
    }

    fn write(value: &Option<u32>, writer: &mut Writer) {
        write_amount(*value, writer);
    }

    fn absent() -> Option<Option<u32>> {
        Some(None)
    }

    fn is_absent(value: &Option<u32>) -> bool {
        value.is_none()
    }
}

/// `memory` of a task: MiB or GB as a string.
pub(super) struct TaskMemory;

impl Form<Option<u32>> for TaskMemory {
    fn read(node: &Node, reader: &mut Reader) -> Option<Option<u32>> {
        let text = String::read(node, reader)?;
        let memory_mib = parse_task_memory_mib(&text);
        if memory_mib.is_none() {
            let message = "Invalid 'memory' setting for task: write MiB, such as \"512\", or GB, such as \"1 GB\".";
            reader.problem_of_rule(node, message, Some(Rule::TaskSizeForms));
        }
        memory_mib.map(Some)
    }

    fn write(value: &Option<u32>, writer: &mut Writer) {
        write_amount(*value, writer);
    }

    fn absent() -> Option<Option<u32>> {
        Some(None)
    }

    fn is_absent(value: &Option<u32>) -> bool {
        value.is_none()
    }
}

fn write_amount(amount: Option<u32>, writer: &mut Writer) {
    if let Some(amount) = amount {
        writer.string(&amount.to_string());
    }
}

/// `networkMode`, where `default` and an empty text mean the same as nothing.
pub(super) struct NetworkModeForm;

impl Form<Option<NetworkMode>> for NetworkModeForm {
    fn read(node: &Node, reader: &mut Reader) -> Option<Option<NetworkMode>> {
        if matches!(&node.value, Value::String(text) if text.is_empty() || text == "default") {
            return Some(None);
        }
        NetworkMode::read(node, reader).map(Some)
    }

    fn write(value: &Option<NetworkMode>, writer: &mut Writer) {
        value.write(writer);
    }

    fn absent() -> Option<Option<NetworkMode>> {
        Some(None)
    }

    fn is_absent(value: &Option<NetworkMode>) -> bool {
        value.is_none()
    }
}

/// `containerPort`, which a range of ports replaces.
pub(super) struct ContainerPort;

impl Form<u16> for ContainerPort {
    fn read(node: &Node, reader: &mut Reader) -> Option<u16> {
        u16::read(node, reader)
    }

    fn write(value: &u16, writer: &mut Writer) {
        value.write(writer);
    }

    fn absent() -> Option<u16> {
        Some(0)
    }

    fn is_absent(value: &u16) -> bool {
        *value == 0
    }
}

impl Field for PortRange {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = String::read(node, reader)?;
        let range = Self::parse(&text);
        if range.is_none() {
            let text = shown(&text);
            let message = format!(
                "`{text}` is not a range of ports: write the first and the last, such as 8000-8010."
            );
            reader.problem_of_rule(node, message, Some(Rule::PortRangeShape));
        }
        range
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(&format!("{}-{}", self.first, self.last));
    }
}
