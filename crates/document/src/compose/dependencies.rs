//! Services that wait for each other: `dependsOn`, links, and who is essential.

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use sim::{ContainerCondition, ContainerDependency, NetworkMode};

use super::reader::Reader;
use super::service::{Service, container_name};
use super::volumes::within_service;
use super::yaml::{Node, Value, shown};

/// One service that another one waits for.
pub(super) struct Wait {
    service: String,
    condition: ContainerCondition,
    /// Whether the other service must be there at all.
    is_required: bool,
    span: Range<usize>,
}

/// `depends_on`: names, or names with conditions.
pub(super) fn read(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    if !matches!(node.value, Value::Mapping(_)) {
        reader.each(node, |reader, item| {
            if let Some(name) = reader.text(item) {
                service.waits.push(Wait {
                    service: name,
                    condition: ContainerCondition::Start,
                    is_required: true,
                    span: item.span.clone(),
                });
            }
        });
        return;
    }
    reader.entries(node, |reader, name, name_span, node| {
        let condition = read_condition(node, reader);
        let is_required = node.child("required").and_then(|node| node.text()) != Some("false");
        service.waits.push(Wait {
            service: name.to_owned(),
            condition,
            is_required,
            span: name_span.clone(),
        });
    });
}

fn read_condition(node: &Rc<Node>, reader: &mut Reader) -> ContainerCondition {
    let mut condition = ContainerCondition::Start;
    reader.entries(node, |reader, key, key_span, node| match key {
        "condition" => match node.text() {
            Some("service_started") => {}
            Some("service_healthy") => condition = ContainerCondition::Healthy,
            Some("service_completed_successfully") => condition = ContainerCondition::Success,
            _ => reader.problem(
                node,
                "A condition is service_started, service_healthy or service_completed_successfully.",
            ),
        },
        "restart" => reader.not_carried(node, "Containers are not restarted with what they wait for."),
        "required" => reader.not_carried(node, "What a container waits for is always required."),
        _ => reader.problem_at(key_span.clone(), "A dependency has no such key."),
    });
    condition
}

/// Turns waits into `dependsOn`, and into links where those are the way to a name.
pub(super) fn finish(
    services: &mut [Service],
    left_out: &BTreeSet<String>,
    mode: NetworkMode,
    reader: &mut Reader,
) {
    let names: Vec<(String, Option<String>)> = services
        .iter()
        .map(|service| (service.name.clone(), service.alias.clone()))
        .collect();
    for service in services.iter_mut() {
        let waits = std::mem::take(&mut service.waits);
        let name = service.name.clone();
        within_service(&name, "depends_on", reader, |reader| {
            for wait in waits {
                let known = names.iter().find(|(name, _)| *name == wait.service);
                if left_out.contains(&wait.service) {
                    let reason = "The service of this name is left out, for it has profiles.";
                    reader.not_carried_at(wait.span, reason);
                } else if let Some((_, alias)) = known {
                    add(service, &wait, reader);
                    let lasts = wait.condition != ContainerCondition::Success;
                    let is_open = service.container.disable_networking != Some(true);
                    if mode == NetworkMode::Bridge && lasts && is_open {
                        link(service, &wait, &wait.service, reader);
                        if let Some(alias) = alias {
                            link(service, &wait, alias, reader);
                        }
                    }
                } else if !wait.is_required {
                    let reason = "There is no such service, and it is not required.";
                    reader.not_carried_at(wait.span, reason);
                } else {
                    let name = shown(&wait.service);
                    reader.problem_at(wait.span, format!("No service is named `{name}`."));
                }
            }
        });
    }
    set_essential(services);
}

fn add(service: &mut Service, wait: &Wait, reader: &mut Reader) {
    let index = service.container.depends_on.len();
    service.origin(&format!("dependsOn[{index}]"), &wait.span, reader);
    if index == 0 {
        service.origin("dependsOn", &wait.span, reader);
    }
    service.container.depends_on.push(ContainerDependency {
        container_name: container_name(&wait.service),
        condition: wait.condition,
    });
}

/// Makes what is waited for known under a name.
fn link(service: &mut Service, wait: &Wait, name: &str, reader: &mut Reader) {
    let target = container_name(&wait.service);
    let link = if target == name {
        target
    } else {
        format!("{target}:{name}")
    };
    if service.container.links.contains(&link) {
        return;
    }
    let index = service.container.links.len();
    service.origin(&format!("links[{index}]"), &wait.span, reader);
    service.container.links.push(link);
}

/// All containers are essential but those that others wait for to end.
fn set_essential(services: &mut [Service]) {
    let ending: Vec<String> = services
        .iter()
        .flat_map(|service| &service.container.depends_on)
        .filter(|wait| wait.condition == ContainerCondition::Success)
        .map(|wait| wait.container_name.clone())
        .collect();
    for service in services {
        let is_essential = !ending.contains(&service.container.name);
        service.container.essential = Some(is_essential);
    }
}
