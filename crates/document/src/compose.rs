//! A docker compose file as one Amazon ECS task definition.
//!
//! Each service becomes a container of one task, for instances (`EC2`): what compose runs on one machine runs on one
//! instance. The network mode is `bridge`, in which a port is published as it is in compose, and a container links to
//! what it depends on, so that its name can be found; if every service says `network_mode: host` or `none`, the task
//! has that mode. Every container is essential but those that others wait for to end (`service_completed_successfully`).
//! Named volumes are shared Docker volumes, for they outlive their containers; folders of the machine are mounted only
//! where an instance can have them too. A service without an image of its own gets a placeholder, and one without a
//! word of memory a reservation, for Amazon ECS needs both.
//!
//! What has no counterpart is told with its line and the reason, and what would not be registered is a problem at its
//! line: nothing is lost in silence. Variables have no values here: their defaults are read, and told.

mod container;
mod dependencies;
mod health;
mod interpolation;
mod linux;
mod networking;
mod ports;
mod reader;
mod resources;
mod service;
mod shell_words;
mod units;
mod volumes;
mod yaml;

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use sim::{Compatibility, NetworkMode, OsFamily, RuntimePlatform, TaskDefinition, violations};

use self::reader::{Reader, Said};
use self::service::{Service, container_name};
use self::yaml::{Node, Tree, shown};
use crate::encoding;
use crate::lines::Lines;
use crate::problem::Problem;
use crate::reader::display_path;
use crate::task_definition::{TEXT_LENGTH_MAX, too_long_message};

/// Services that are read at most; a task has 10 containers.
const SERVICES_MAX: usize = 100;
/// How often a service may extend one that extends another.
const EXTENDS_MAX: usize = 8;
/// The family of a project that names none.
const FAMILY: &str = "compose";

/// What became of a text that should be a compose file.
#[derive(Clone, Debug, PartialEq)]
pub struct ComposeReading {
    /// The task definition; present exactly if there is no problem.
    pub definition: Option<TaskDefinition>,
    /// Everything that keeps it from becoming one, with paths of the compose file. At most 100.
    pub problems: Vec<Problem>,
    /// What the definition does not say, or says otherwise, in order of the text.
    pub not_carried: Vec<NotCarried>,
}

/// Something in a compose file that does not carry over as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCarried {
    /// The value in the names of the compose file, such as `services.web.build`; a variable as it is written.
    pub path: String,
    /// The bytes of the value.
    pub span: Range<usize>,
    /// The line of the first byte, from 1.
    pub line: u32,
    /// Why, and what is there instead.
    pub reason: String,
}

/// Whether a text is a compose file rather than a task definition: it has services at its top.
pub fn looks_like_compose(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['{', '[']) {
        return text.contains("\"services\"") && !text.contains("containerDefinitions");
    }
    let is_services = |line: &str| {
        let rest = line.strip_prefix("services").unwrap_or(line);
        rest.len() < line.len() && rest.trim_start().starts_with(':')
    };
    text.lines().any(is_services)
}

/// Reads a compose file.
pub fn read_compose(text: &str) -> ComposeReading {
    let lines = Lines::new(text);
    let mut reader = Reader::default();
    if text.len() > TEXT_LENGTH_MAX {
        let length = text.len();
        let sentence =
            format!("This text has {length} bytes: more than {TEXT_LENGTH_MAX} are not read.");
        reader.problem_at(0..0, sentence);
        return finished(None, reader, &lines);
    }
    let Tree {
        root,
        problems,
        variables,
        unread,
    } = yaml::parse(text);
    for (span, sentence) in problems {
        reader.problem_at(span, sentence);
    }
    for (span, sentence) in unread {
        reader.not_carried_at(span, sentence);
    }
    for (name, span, sentence) in variables {
        reader.within(&name, |reader| reader.not_carried_at(span, sentence));
    }
    let definition = match &root {
        Some(root) => read_project(root, &mut reader),
        None => {
            if reader.problems.is_empty() {
                reader.problem_at(0..0, "There is nothing here: paste a compose file.");
            }
            None
        }
    };
    finished(definition, reader, &lines)
}

/// Reads a compose file from bytes, as [`read_compose`] does from text. Bytes that are not UTF-8 are a problem at the
/// first of them.
pub fn read_compose_bytes(bytes: &[u8]) -> ComposeReading {
    match encoding::text_of(bytes) {
        Ok(text) => read_compose(text),
        Err(problem) => ComposeReading {
            definition: None,
            problems: vec![problem],
            not_carried: Vec::new(),
        },
    }
}

/// The reading with the places of all that was found.
fn finished(
    definition: Option<TaskDefinition>,
    reader: Reader,
    lines: &Lines<'_>,
) -> ComposeReading {
    let problem = |said: Said| {
        let position = lines.position(said.span.start);
        Problem {
            path: said.path,
            span: said.span,
            line: position.line,
            column: position.column,
            text: said.text,
            rule: said.rule,
        }
    };
    let note = |said: Said| NotCarried {
        path: said.path,
        line: lines.line(said.span.start),
        span: said.span,
        reason: said.text,
    };
    let problems: Vec<Problem> = reader.problems.into_iter().map(problem).collect();
    let mut not_carried: Vec<NotCarried> = reader.not_carried.into_iter().map(note).collect();
    not_carried.sort_by_key(|note| note.span.start);
    ComposeReading {
        definition: definition.filter(|_| problems.is_empty()),
        problems,
        not_carried,
    }
}

fn read_project(root: &Rc<Node>, reader: &mut Reader) -> Option<TaskDefinition> {
    if root.entries().is_none() {
        reader.problem(root, "A compose file is a mapping with `services` in it.");
        return None;
    }
    let mut definition = TaskDefinition {
        family: FAMILY.to_owned(),
        requires_compatibilities: vec![Compatibility::Ec2],
        ..TaskDefinition::default()
    };
    reader.origin(String::new(), &(root.span.start..root.span.start));
    reader.entries(root, |reader, key, key_span, node| match key {
        "name" => {
            let name = reader.text(node).unwrap_or_default();
            reader.origin("family".to_owned(), &node.span);
            definition.family = container_name(&name);
        }
        "services" => reader.origin("containerDefinitions".to_owned(), key_span),
        "volumes" | "version" => {}
        "networks" if node.is_null() => {}
        "networks" => reader.not_carried(node, "All containers of a task are in one network."),
        "configs" | "secrets" => {
            let reason = "Amazon ECS has no files from beside a compose file: keep them in AWS Secrets Manager.";
            reader.not_carried(node, reason);
        }
        "include" => reader.not_carried(node, "Other files are not read: put their services here."),
        "models" => reader.not_carried(node, "Amazon ECS runs no models."),
        _ if key.starts_with("x-") => {}
        _ => reader.problem_at(key_span.clone(), format!("A compose file has no `{}`.", shown(key))),
    });
    let Some(services) = root
        .child("services")
        .filter(|node| node.entries().is_some())
    else {
        reader.problem(root, "A compose file has a mapping `services`.");
        return None;
    };
    let (mut services, left_out) = read_services(services, reader);
    set_task(&services, &mut definition);
    narrow_networks(&mut services, &definition, reader);
    let mode = definition.effective_network_mode();
    dependencies::finish(&mut services, &left_out, mode, reader);
    volumes::finish(
        &mut services,
        root.child("volumes"),
        &mut definition,
        reader,
    );
    definition.container_definitions = services
        .into_iter()
        .map(|service| service.container)
        .collect();
    check(&definition, reader);
    Some(definition)
}

/// The services that run without being asked for, and the names of the others.
fn read_services(services: &Rc<Node>, reader: &mut Reader) -> (Vec<Service>, BTreeSet<String>) {
    let mut read = Vec::new();
    let mut left_out = BTreeSet::new();
    reader.within("services", |reader| {
        reader.entries(services, |reader, name, name_span, node| {
            if name.starts_with("x-") {
                return;
            }
            if read.len() == SERVICES_MAX {
                return reader.problem_at(
                    name_span.clone(),
                    "This is one service too many to be read.",
                );
            }
            let node = extended(name, node, services, reader);
            let is_some = |profiles: &&Rc<Node>| {
                !matches!(&profiles.value, yaml::Value::Null)
                    && !matches!(&profiles.value, yaml::Value::Sequence(items) if items.is_empty())
            };
            if let Some(profiles) = node.child("profiles").filter(is_some) {
                left_out.insert(name.to_owned());
                let reason =
                    "A service with profiles runs only when it is asked for: it is left out.";
                return reader.within("profiles", |reader| reader.not_carried(profiles, reason));
            }
            let service = service::read(name, name_span, read.len(), &node, reader);
            read.push(service);
        });
    });
    (read, left_out)
}

/// A service with what it extends below it.
fn extended(name: &str, node: &Rc<Node>, services: &Rc<Node>, reader: &mut Reader) -> Rc<Node> {
    let mut whole = Rc::clone(node);
    let mut top = Rc::clone(node);
    for _ in 0..EXTENDS_MAX {
        let Some(extends) = top.child("extends").cloned() else {
            return whole;
        };
        let file = extends.child("file");
        let base = extends.child("service").unwrap_or(&extends);
        let base_name = base.text().unwrap_or("");
        if file.is_some() {
            let reason = "Other files are not read: what the service extends is missing.";
            reader.within("extends", |reader| reader.not_carried(&extends, reason));
            return whole;
        }
        let found = services.child(base_name).filter(|_| base_name != name);
        let Some(found) = found else {
            let base_name = shown(base_name);
            let sentence = format!("There is no other service `{base_name}` to extend.");
            reader.within("extends", |reader| reader.problem(&extends, sentence));
            return whole;
        };
        whole = yaml::overlaid(found, &whole);
        top = Rc::clone(found);
    }
    reader.problem(
        node,
        format!("Services extend each other more than {EXTENDS_MAX} times."),
    );
    whole
}

/// What the services say about the whole task: the mode of all, and what any of them asks to share.
fn set_task(services: &[Service], definition: &mut TaskDefinition) {
    let all_in = |mode| {
        !services.is_empty()
            && services
                .iter()
                .all(|service| service.network_mode == Some(mode))
    };
    definition.network_mode = Some(if all_in(NetworkMode::Host) {
        NetworkMode::Host
    } else if all_in(NetworkMode::None) {
        NetworkMode::None
    } else {
        NetworkMode::Bridge
    });
    definition.pid_mode = services.iter().find_map(|service| service.pid_mode);
    definition.ipc_mode = services.iter().find_map(|service| service.ipc_mode);
    let architecture = services.iter().find_map(|service| service.architecture);
    definition.runtime_platform = architecture.map(|architecture| RuntimePlatform {
        cpu_architecture: Some(architecture),
        operating_system_family: Some(OsFamily::Linux),
    });
}

/// Tells what a service asks of the network or the processor that the task does not have.
fn narrow_networks(services: &mut [Service], definition: &TaskDefinition, reader: &mut Reader) {
    let mode = definition.effective_network_mode();
    let platform = definition.runtime_platform.unwrap_or_default();
    for service in services.iter_mut() {
        let span = service.name_span.clone();
        let mut tell = |key: &str, reason: &str| {
            volumes::within_service(&service.name, key, reader, |reader| {
                reader.not_carried_at(span.clone(), reason);
            });
        };
        match service.network_mode {
            Some(NetworkMode::Host) if mode != NetworkMode::Host => {
                tell(
                    "network_mode",
                    "A task has one network mode for all of its containers: bridge is used.",
                );
            }
            Some(NetworkMode::None) if mode != NetworkMode::None => {
                service.container.disable_networking = Some(true);
            }
            _ => {}
        }
        if service.architecture.is_some() && service.architecture != platform.cpu_architecture {
            tell(
                "platform",
                "A task has one processor architecture for all of its containers.",
            );
        }
        let has_ports = !service.container.port_mappings.is_empty();
        if mode != NetworkMode::Bridge && has_ports {
            service.container.port_mappings.clear();
            tell("ports", "Nothing is published in this network mode.");
        }
    }
    if let [first, _, ..] = services
        && mode == NetworkMode::Bridge
    {
        let reason = "In bridge mode, a container finds the names that it links to, and no others: each links to what \
                      it depends on.";
        let span = first.name_span.clone();
        reader.within("services", |reader| reader.not_carried_at(span, reason));
    }
}

/// What Amazon ECS would refuse, at the places of the compose file that it comes from.
fn check(definition: &TaskDefinition, reader: &mut Reader) {
    for violation in violations(definition) {
        let (path, span) = reader.origin_of(&display_path(&violation.path));
        reader.problems.push(Said {
            path,
            span,
            text: violation.message,
            rule: Some(violation.rule),
        });
    }
    if let Some(message) = too_long_message(definition) {
        let (_, span) = reader.origin_of("");
        reader.problem_at(span, message);
    }
    reader.problems.truncate(crate::reader::PROBLEMS_MAX);
}
