//! What happens in a run, as lines.

use document::eventbridge::EventBridge;
use playground::Happening;
use serde_json::{Value, json};
use sim::{Cause, Event, EventKind, RuleSet, World};

/// A line for people.
pub(crate) fn text(world: &World, happening: Happening<'_>) -> String {
    match happening {
        Happening::Event(event) => words::transcript_line(world, event),
        Happening::Refused { step, rejection } => {
            words::refusal_line(world.now(), step.call.name(), step.line, rejection)
        }
        Happening::Failed { step, failure } => {
            words::failure_line(world.now(), step.call.name(), step.line, failure)
        }
    }
}

/// A JSON object on one line.
pub(crate) fn json(world: &World, happening: Happening<'_>) -> String {
    match happening {
        Happening::Event(event) => event_json(world, event),
        Happening::Refused { step, rejection } => json!({
            "at": world.now().as_millis(),
            "kind": "Refused",
            "call": step.call.name(),
            "line": step.line,
            "exception": rejection.exception.name(),
            "message": rejection.message,
            "rules": ids(rejection.rules),
        }),
        Happening::Failed { step, failure } => json!({
            "at": world.now().as_millis(),
            "kind": "Failed",
            "call": step.call.name(),
            "line": step.line,
            "arn": failure.arn,
            "reason": failure.reason,
        }),
    }
    .to_string()
}

/// What Amazon ECS would send to Amazon EventBridge, a JSON object on each line.
pub(crate) fn eventbridge(
    bus: &mut EventBridge,
    world: &World,
    happening: Happening<'_>,
) -> Vec<String> {
    match happening {
        Happening::Event(event) => bus.texts(world, event),
        Happening::Refused { .. } | Happening::Failed { .. } => Vec::new(),
    }
}

fn event_json(world: &World, event: &Event) -> Value {
    let cause = match event.cause {
        Cause::Command(command) => json!({ "command": command.0 }),
        Cause::Event(event) => json!({ "event": event.0 }),
    };
    let line = words::transcript_line(world, event);
    let text = line.split_once("  ").map_or("", |(_, text)| text);
    json!({
        "at": event.at.as_millis(),
        "sequence": event.sequence.0,
        "kind": kind(&event.kind),
        "cause": cause,
        "rules": ids(event.rules),
        "text": text,
    })
}

fn ids(rules: RuleSet) -> Vec<&'static str> {
    rules.iter().map(|rule| rule.entry().id).collect()
}

/// The name of the kind, which is how its debugging text begins.
fn kind(kind: &EventKind) -> String {
    let text = format!("{kind:?}");
    let is_name = |letter: &char| letter.is_ascii_alphanumeric();
    text.chars().take_while(is_name).collect()
}
