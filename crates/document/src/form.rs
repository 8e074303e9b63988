//! Fields whose form in JSON is not that of their type.

use sim::{Rule, parse_task_cpu_units, parse_task_memory_mib};

use crate::field::{Field, read_text};
use crate::json::{Node, Value};
use crate::reader::Reader;
use crate::writer::Writer;

/// How a field stands in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As its type does; it may be left out.
    Plain,
    /// As its type does; it must be there, even if it is empty.
    Required,
    /// An empty text is as good as none.
    OrEmpty,
    /// `networkMode`, where `default` and an empty text mean the same as nothing.
    OrDefault,
    /// `cpu` of a task: units or vCPUs as a string.
    TaskCpu,
    /// `memory` of a task: MiB or GB as a string.
    TaskMemory,
}

impl Form {
    /// Reads the field, or reports what stands there instead.
    pub(crate) fn read(self, field: &mut dyn Field, node: &Node, reader: &mut Reader) {
        match (self, &node.value) {
            (Self::OrEmpty | Self::OrDefault, Value::String(text)) if text.is_empty() => {}
            (Self::OrDefault, Value::String(text)) if text == "default" => {}
            (Self::TaskCpu, _) => {
                let message = "Invalid 'cpu' setting for task. For more information, see the Troubleshooting section \
                               of the Amazon ECS Developer Guide.";
                read_amount(field, node, parse_task_cpu_units, message, reader);
            }
            (Self::TaskMemory, _) => {
                let message = "Invalid 'memory' setting for task: write MiB, such as \"512\", or GB, such as \"1 GB\".";
                read_amount(field, node, parse_task_memory_mib, message, reader);
            }
            _ => field.read(node, reader),
        }
    }

    /// Writes the field.
    pub(crate) fn write(self, field: &dyn Field, writer: &mut Writer) {
        let quote = match self {
            Self::TaskCpu | Self::TaskMemory => "\"",
            Self::Plain | Self::Required | Self::OrEmpty | Self::OrDefault => "",
        };
        writer.raw(quote);
        field.write(writer);
        writer.raw(quote);
    }
}

/// Reads a text that stands for a number.
fn read_amount(
    field: &mut dyn Field,
    node: &Node,
    parse: fn(&str) -> Option<u32>,
    message: &str,
    reader: &mut Reader,
) {
    let Some(text) = read_text(node, reader) else {
        return;
    };
    match parse(text) {
        Some(amount) => {
            let span = node.span.clone();
            let value = Value::Amount(amount);
            field.read(&Node { span, value }, reader);
        }
        None => reader.problem_of_rule(node, message.to_owned(), Some(Rule::TaskSizeForms)),
    }
}
