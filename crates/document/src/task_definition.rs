//! Task definitions in the forms in which people have them, read and written.

mod container;
mod parts;
mod place;
mod unread;
mod volumes;
mod wrapper;

use std::ops::Range;

use sim::{Rule, TaskDefinition, violations};

use crate::encoding;
use crate::field::{Blank, Field};
use crate::json::{self, Node};
use crate::lines::Lines;
use crate::problem::{Note, Problem, Reading};
use crate::reader::{Found, PROBLEMS_MAX, Reader, display_path};
use crate::record::record;
use crate::writer::Writer;
use unread::Unread;

/// The longest text that is read, in bytes.
pub(crate) const TEXT_LENGTH_MAX: usize = 1_048_576;
/// The longest task definition that Amazon ECS takes, in bytes.
const DEFINITION_LENGTH_MAX: usize = 65_536;

record! { TaskDefinition {
    Acts "family" family;
    Acts "taskRoleArn" task_role_arn as OrEmpty;
    Acts "executionRoleArn" execution_role_arn as OrEmpty;
    Acts "networkMode" network_mode as OrDefault;
    Acts "containerDefinitions" container_definitions;
    NotSimulated "volumes" volumes;
    Acts "placementConstraints" placement_constraints;
    Acts "requiresCompatibilities" requires_compatibilities;
    Acts "cpu" cpu_units as TaskCpu;
    Acts "memory" memory_mib as TaskMemory;
    Kept "tags" tags;
    NotSimulated "pidMode" pid_mode as OrEmpty;
    NotSimulated "ipcMode" ipc_mode as OrEmpty;
    NotSimulated "proxyConfiguration" proxy_configuration;
    NotSimulated "inferenceAccelerators" inference_accelerators;
    NotSimulated "ephemeralStorage" ephemeral_storage;
    Acts "runtimePlatform" runtime_platform;
    NotSimulated "enableFaultInjection" enable_fault_injection;
    NotSimulated "trustedExecutionConfiguration" trusted_execution_configuration;
} }

/// Reads a task definition: the input of `RegisterTaskDefinition`, or the output of `DescribeTaskDefinition` with or
/// without its wrapper. What only AWS can say (the ARN, the revision and so on) and nulls are left out. All problems
/// are collected: first whether it is JSON, then whether every field is known and of its type, then whether Amazon ECS
/// would take it. What only follows from another problem is not told.
pub fn read_task_definition(text: &str) -> Reading {
    let lines = Lines::new(text);
    let mut reading = Reading {
        definition: None,
        family: None,
        problems: Vec::new(),
        not_simulated: Vec::new(),
    };
    if text.len() > TEXT_LENGTH_MAX {
        let message = format!(
            "This text has {} bytes: more than {TEXT_LENGTH_MAX} are not read.",
            text.len()
        );
        reading.problems = locate_all(vec![whole(0..0, message)], &lines);
        return reading;
    }
    let (root, errors) = json::parse(text, &lines);
    let mut found: Vec<Found> = errors
        .into_iter()
        .map(|error| whole(error.span, error.text))
        .collect();
    let opened = root.map(wrapper::open);
    match opened {
        Some(Ok(node)) => {
            reading.family = family(&node);
            if found.is_empty() || has_containers(&node) {
                let (definition, reader) = read_definition(&node);
                found.extend(reader.problems);
                reading.definition = definition.filter(|_| found.is_empty());
                reading.not_simulated = notes(reader.notes, &lines);
            }
        }
        Some(Err(problem)) if found.is_empty() => found.push(problem),
        Some(Err(_)) | None => {}
    }
    reading.problems = locate_all(found, &lines);
    reading
}

/// Reads a task definition from bytes, as [`read_task_definition`] does from text. Bytes that are not UTF-8 are a problem
/// at the first of them.
pub fn read_task_definition_bytes(bytes: &[u8]) -> Reading {
    match encoding::text_of(bytes) {
        Ok(text) => read_task_definition(text),
        Err(problem) => Reading {
            definition: None,
            family: None,
            problems: vec![problem],
            not_simulated: Vec::new(),
        },
    }
}

/// Writes a task definition as AWS's own tools show it; reading it again gives the same value.
pub fn write_task_definition(definition: &TaskDefinition) -> String {
    let mut writer = Writer::pretty();
    definition.write(&mut writer);
    let mut text = writer.into_text();
    text.push('\n');
    text
}

/// The definition, if nothing is wrong with it.
fn read_definition(node: &Node) -> (Option<TaskDefinition>, Reader) {
    let mut reader = Reader::default();
    let mut definition = TaskDefinition::blank();
    definition.read(node, &mut reader);
    let unread = Unread::of(&reader);
    for violation in violations(&definition) {
        let path = display_path(&violation.path);
        if !unread.explains(violation.rule, &path) {
            reader.problems.push(Found {
                span: place::find(node, &violation.path),
                path,
                text: violation.message,
                rule: Some(violation.rule),
            });
        }
    }
    reader.problems.extend(too_long(node, &definition));
    let is_accepted = reader.problems.is_empty();
    (is_accepted.then_some(definition), reader)
}

/// Whether a text that is not quite JSON is a task definition all the same.
fn has_containers(node: &Node) -> bool {
    let containers = node.member("containerDefinitions");
    containers.is_some_and(|member| matches!(member.node.value, json::Value::Array(_)))
}

fn too_long(node: &Node, definition: &TaskDefinition) -> Option<Found> {
    too_long_message(definition).map(|text| Found {
        path: String::new(),
        span: node.span.start..node.span.start + 1,
        text,
        rule: Some(Rule::DefinitionSize),
    })
}

/// What is wrong with the length of a definition, if anything is.
pub(crate) fn too_long_message(definition: &TaskDefinition) -> Option<String> {
    let mut writer = Writer::compact();
    definition.write(&mut writer);
    let length = writer.into_text().len();
    (length > DEFINITION_LENGTH_MAX).then(|| {
        format!(
            "This task definition has {length} bytes: at most {DEFINITION_LENGTH_MAX} (64 KiB) are registered."
        )
    })
}

fn family(node: &Node) -> Option<String> {
    match &node.member("family")?.node.value {
        json::Value::String(family) => Some(family.clone()),
        _ => None,
    }
}

/// A problem with the text rather than with a field.
pub(crate) fn whole(span: Range<usize>, text: String) -> Found {
    Found {
        path: String::new(),
        span,
        text,
        rule: None,
    }
}

pub(crate) fn locate_all(mut found: Vec<Found>, lines: &Lines<'_>) -> Vec<Problem> {
    found.truncate(PROBLEMS_MAX);
    let locate = |found: Found| {
        let position = lines.position(found.span.start);
        Problem {
            path: found.path,
            span: found.span,
            line: position.line,
            column: position.column,
            text: found.text,
            rule: found.rule,
        }
    };
    found.into_iter().map(locate).collect()
}

pub(crate) fn notes(notes: Vec<(String, Range<usize>)>, lines: &Lines<'_>) -> Vec<Note> {
    notes
        .into_iter()
        .map(|(path, span)| Note {
            path,
            line: lines.line(span.start),
            span,
        })
        .collect()
}
