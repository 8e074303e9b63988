//! Health checks, brought into the ranges that Amazon ECS takes.

use std::ops::RangeInclusive;
use std::rc::Rc;

use sim::{ContainerHealthCheck, Duration};

use super::container::read_duration_ms;
use super::reader::Reader;
use super::service::Service;
use super::units;
use super::yaml::{Node, Value};

const INTERVAL_S: RangeInclusive<u64> = 5..=300;
const TIMEOUT_S: RangeInclusive<u64> = 2..=60;
const START_PERIOD_S: RangeInclusive<u64> = 0..=300;
const RETRIES: RangeInclusive<u32> = 1..=10;
/// Docker's own default; that of Amazon ECS is shorter.
const TIMEOUT_DEFAULT: Duration = Duration::from_secs(30);

pub(super) fn read(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let mut check = ContainerHealthCheck {
        timeout: TIMEOUT_DEFAULT,
        ..ContainerHealthCheck::default()
    };
    let mut is_disabled = false;
    reader.entries(node, |reader, key, key_span, node| match key {
        "test" => check.command = read_test(node, reader),
        "disable" => is_disabled = reader.truth(node) == Some(true),
        "interval" => set_duration(&mut check.interval, &INTERVAL_S, node, reader),
        "timeout" => set_duration(&mut check.timeout, &TIMEOUT_S, node, reader),
        "start_period" => set_duration(&mut check.start_period, &START_PERIOD_S, node, reader),
        "retries" => {
            if let Some(retries) = reader.number(node) {
                check.retries = retries.clamp(*RETRIES.start(), *RETRIES.end());
                if check.retries != retries {
                    let reason = format!("Retries are 1 to 10: it is {}.", check.retries);
                    reader.not_carried(node, reason);
                }
            }
        }
        "start_interval" => {
            reader.not_carried(node, "A health check has one interval, from its start on.");
        }
        _ => reader.problem_at(key_span.clone(), "A health check has no such key."),
    });
    if is_disabled || check.command.first().is_some_and(|word| word == "NONE") {
        return;
    }
    if check.command.is_empty() {
        let reason = "Without a `test` the image's own check is meant, and Amazon ECS runs only those of the task \
                      definition.";
        reader.not_carried(node, reason);
        return;
    }
    service.origin("healthCheck", &node.span, reader);
    service.container.health_check = Some(check);
}

/// A line for the shell, or a sequence that begins with `CMD`, `CMD-SHELL` or `NONE`.
fn read_test(node: &Rc<Node>, reader: &mut Reader) -> Vec<String> {
    if !matches!(node.value, Value::Sequence(_)) {
        let line = reader.text(node);
        return line.map_or_else(Vec::new, |line| vec!["CMD-SHELL".to_owned(), line]);
    }
    let words = reader.texts(node);
    let first = words.first().map_or("", String::as_str);
    if !matches!(first, "CMD" | "CMD-SHELL" | "NONE") {
        reader.problem(node, "A test begins with CMD, CMD-SHELL or NONE.");
    }
    words
}

fn set_duration(
    field: &mut Duration,
    range: &RangeInclusive<u64>,
    node: &Node,
    reader: &mut Reader,
) {
    let Some(duration_ms) = read_duration_ms(node, reader) else {
        return;
    };
    let seconds = units::seconds_up(duration_ms).clamp(*range.start(), *range.end());
    if seconds * 1_000 != duration_ms {
        let (min, max) = (range.start(), range.end());
        let reason = format!("Amazon ECS takes {min} to {max} whole seconds: it is {seconds} s.");
        reader.not_carried(node, reason);
    }
    *field = Duration::from_secs(seconds);
}
