//! `dependsOn`: every condition can come true, and nothing waits for itself.

use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use super::super::{ContainerCondition, ContainerDefinition, ContainerDependency, TaskDefinition};
use super::names::Names;
use super::report::Report;
use super::text::shown;
use crate::Rule;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    let containers = &definition.container_definitions;
    let places = Names::of_containers(definition);
    report.each_container(definition, |container, report| {
        report.each(
            "dependsOn",
            &container.depends_on,
            |dependency, report| match places.place(&dependency.container_name) {
                Some(place) => check_condition(dependency, &containers[place], report),
                None => refuse_missing(dependency, report),
            },
        );
    });
    let awaited: Vec<Vec<usize>> = containers
        .iter()
        .map(|container| {
            let names = container.depends_on.iter();
            names
                .filter_map(|dependency| places.place(&dependency.container_name))
                .collect()
        })
        .collect();
    if let Some(place) = first_in_cycle(&awaited) {
        let message = "Container dependsOn contains a cycle";
        report.refuse_container(place, "dependsOn", Rule::DependencyCycle, message);
    }
}

fn refuse_missing(dependency: &ContainerDependency, report: &mut Report) {
    let name = shown(&dependency.container_name);
    let message = format!("Cannot depend on container + '{name}' because it does not exist");
    report.refuse("containerName", Rule::DependencyExists, message);
}

fn check_condition(
    dependency: &ContainerDependency,
    container: &ContainerDefinition,
    report: &mut Report,
) {
    match dependency.condition {
        ContainerCondition::Success | ContainerCondition::Complete if container.is_essential() => {
            let message = "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container";
            report.refuse("condition", Rule::DependencyNotEssential, message);
        }
        ContainerCondition::Healthy if container.health_check.is_none() => {
            let message =
                "A dependency container with HEALTHY condition must have health check configured";
            report.refuse("condition", Rule::DependencyHealthCheck, message);
        }
        _ => {}
    }
}

/// A container that waits for itself through others, if there is one.
pub(super) fn first_in_cycle(awaited: &[Vec<usize>]) -> Option<usize> {
    let stuck = stuck(awaited);
    // Every stuck container waits for another stuck one: follow them until one comes again.
    let mut place = stuck.iter().position(|is_stuck| *is_stuck)?;
    let mut is_seen = vec![false; awaited.len()];
    while !is_seen[place] {
        is_seen[place] = true;
        place = awaited[place]
            .iter()
            .copied()
            .find(|awaited| stuck[*awaited])?;
    }
    Some(place)
}

/// Which containers could never start if every wait had to end: those in a cycle or behind one.
fn stuck(awaited: &[Vec<usize>]) -> Vec<bool> {
    let mut stuck = vec![true; awaited.len()];
    loop {
        let mut is_settled = true;
        for (place, awaited) in awaited.iter().enumerate() {
            if stuck[place] && !awaited.iter().any(|awaited| stuck[*awaited]) {
                stuck[place] = false;
                is_settled = false;
            }
        }
        if is_settled {
            return stuck;
        }
    }
}
