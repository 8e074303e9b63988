//! `dependsOn`: every condition can come true, and nothing waits for itself.

use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use super::super::{ContainerCondition, ContainerDefinition, ContainerDependency, TaskDefinition};
use super::PathStep;
use super::report::Report;
use super::text::shown;
use crate::Map;
use crate::Rule;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    let containers = &definition.container_definitions;
    let places = places(containers);
    report.each_container(definition, |container, report| {
        report.each(
            "dependsOn",
            &container.depends_on,
            |dependency, report| match places.get(dependency.container_name.as_str()) {
                Some(place) => check_condition(dependency, &containers[*place], report),
                None => refuse_missing(dependency, report),
            },
        );
    });
    if let Some(place) = first_in_cycle(containers, &places) {
        report.within_field("containerDefinitions", |report| {
            report.within(PathStep::Index(place), |report| {
                let message = "Container dependsOn contains a cycle";
                report.refuse("dependsOn", Rule::DependencyCycle, message);
            });
        });
    }
}

/// Where each name stands in the list; the first of equal names counts.
fn places(containers: &[ContainerDefinition]) -> Map<&str, usize> {
    let mut places = Map::new();
    for (place, container) in containers.iter().enumerate() {
        places.entry(container.name.as_str()).or_insert(place);
    }
    places
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
fn first_in_cycle(containers: &[ContainerDefinition], places: &Map<&str, usize>) -> Option<usize> {
    let awaited: Vec<Vec<usize>> = containers
        .iter()
        .map(|container| {
            let names = container.depends_on.iter();
            names
                .filter_map(|dependency| places.get(dependency.container_name.as_str()).copied())
                .collect()
        })
        .collect();
    let stuck = stuck(&awaited);
    // Every stuck container waits for another stuck one: follow them until one comes again.
    let mut place = stuck.iter().position(|is_stuck| *is_stuck)?;
    let mut is_seen = vec![false; containers.len()];
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
    let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); awaited.len()];
    let mut unmet: Vec<usize> = Vec::new();
    for (place, awaited) in awaited.iter().enumerate() {
        unmet.push(awaited.len());
        for awaited in awaited {
            waiting[*awaited].push(place);
        }
    }
    let mut ready: Vec<usize> = (0..awaited.len())
        .filter(|place| unmet[*place] == 0)
        .collect();
    while let Some(started) = ready.pop() {
        for place in &waiting[started] {
            unmet[*place] -= 1;
            if unmet[*place] == 0 {
                ready.push(*place);
            }
        }
    }
    unmet.iter().map(|unmet| *unmet > 0).collect()
}
