//! What somebody may have meant by a name that does not exist.

use crate::record::{Row, Table};

/// Names of a service's input that people put into a task definition.
const SERVICE_FIELDS: &[&str] = &[
    "cluster",
    "deploymentConfiguration",
    "desiredCount",
    "healthCheckGracePeriodSeconds",
    "launchType",
    "loadBalancers",
    "networkConfiguration",
    "placementStrategy",
    "platformVersion",
    "schedulingStrategy",
    "serviceName",
];
/// Letters to insert, remove or replace before a name is another name.
const DISTANCE_MAX: usize = 2;
const NAME_LENGTH_MAX: usize = 40;

/// A sentence to follow the list of `known` names, or nothing.
pub(crate) fn hint(name: &str, known: &[Row]) -> String {
    if let Some(meant) = nearest(name, known.iter().map(|row| row.name)) {
        return format!(". Did you mean \"{meant}\"?");
    }
    let owner = if has_row(sim::ContainerDefinition::ROWS, name) {
        "a container definition"
    } else if has_row(sim::TaskDefinition::ROWS, name) {
        "the task definition itself"
    } else if SERVICE_FIELDS.contains(&name) {
        "a service"
    } else {
        return String::new();
    };
    format!(". \"{name}\" belongs to {owner}.")
}

fn has_row(rows: &[Row], name: &str) -> bool {
    rows.iter().any(|row| row.name == name)
}

/// The known name that somebody most likely meant.
pub(crate) fn nearest(
    name: &str,
    known: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    if name.len() > NAME_LENGTH_MAX {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let mut nearest = None;
    let mut distance_min = DISTANCE_MAX + 1;
    for known in known {
        let distance = distance(name.as_bytes(), known.to_ascii_lowercase().as_bytes());
        if distance < distance_min {
            distance_min = distance;
            nearest = Some(known);
        }
    }
    nearest.filter(|known| distance_min * 2 < known.len())
}

/// How many letters differ (Levenshtein's distance).
fn distance(left: &[u8], right: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, letter) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}
