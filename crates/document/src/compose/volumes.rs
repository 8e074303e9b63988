//! Volumes: named ones that Docker keeps, folders of the instance, and empty ones.

use std::rc::Rc;

use sim::{
    DockerVolumeConfiguration, HostVolumeProperties, MountPoint, Scope, TaskDefinition, Volume,
    VolumeFrom,
};

use super::linux::{add_tmpfs, read_size_mib};
use super::reader::Reader;
use super::service::{Service, container_name};
use super::yaml::{Node, shown};

/// Volumes of all services at most: more make no definition that can be registered.
const VOLUMES_MAX: usize = 200;

/// What a service mounts.
pub(super) struct Mount {
    source: Source,
    container_path: String,
    is_read_only: bool,
    node: Rc<Node>,
    /// Its path in the compose file below the service.
    path: String,
}

enum Source {
    Named(String),
    Folder(String),
    Empty,
}

/// One element of `volumes` before it is known what its source is.
#[derive(Default)]
struct Written {
    kind: String,
    source: String,
    target: String,
    is_read_only: bool,
}

pub(super) fn read(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let mut index = 0;
    reader.each(node, |reader, item| {
        let path = format!("volumes[{index}]");
        index += 1;
        let written = if item.entries().is_some() {
            read_long(service, item, reader)
        } else {
            read_short(item, reader)
        };
        let Some(written) = written else {
            return;
        };
        if let Some(source) = source_of(&written, item, reader) {
            service.mounts.push(Mount {
                source,
                container_path: written.target,
                is_read_only: written.is_read_only,
                node: Rc::clone(item),
                path,
            });
        }
    });
}

/// `[source:]target[:options]`; a Windows drive has a colon of its own.
fn read_short(node: &Node, reader: &mut Reader) -> Option<Written> {
    let text = reader.text(node)?;
    let (drive, rest) = match text.as_bytes() {
        [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic() => text.split_at(2),
        _ => ("", text.as_str()),
    };
    let parts: Vec<&str> = rest.splitn(3, ':').collect();
    let mut written = Written::default();
    match parts.as_slice() {
        [target] => written.target = format!("{drive}{target}"),
        [source, target] => {
            written.source = format!("{drive}{source}");
            written.target = (*target).to_owned();
        }
        [source, target, options] => {
            written.source = format!("{drive}{source}");
            written.target = (*target).to_owned();
            for option in options.split(',') {
                match option {
                    "ro" => written.is_read_only = true,
                    "rw" | "z" | "Z" | "" => {}
                    other => {
                        let other = shown(other);
                        reader.not_carried(node, format!("A mount point has no option `{other}`."));
                    }
                }
            }
        }
        _ => {}
    }
    if !written.target.starts_with('/') {
        let text = shown(&text);
        reader.problem(
            node,
            format!("`{text}` is not a volume: write source:/path/in/the/container."),
        );
        return None;
    }
    Some(written)
}

fn read_long(service: &mut Service, node: &Node, reader: &mut Reader) -> Option<Written> {
    let mut written = Written::default();
    let mut size_mib = None;
    reader.entries(node, |reader, key, key_span, node| match key {
        "type" => written.kind = reader.text(node).unwrap_or_default(),
        "source" => written.source = reader.text(node).unwrap_or_default(),
        "target" => written.target = reader.text(node).unwrap_or_default(),
        "read_only" => written.is_read_only = reader.truth(node) == Some(true),
        "tmpfs" => {
            size_mib = node
                .child("size")
                .and_then(|size| read_size_mib(size, reader));
        }
        "bind" | "volume" | "image" | "consistency" => {
            reader.not_carried(node, "A mount point has no such options.");
        }
        _ if key.starts_with("x-") => {}
        _ => reader.problem_at(key_span.clone(), "A volume has no such key."),
    });
    if written.target.is_empty() {
        reader.problem(node, "A volume needs a `target`.");
        return None;
    }
    if written.kind == "tmpfs" {
        add_tmpfs(service, &written.target, size_mib, Vec::new(), node, reader);
        return None;
    }
    Some(written)
}

/// What is mounted, if an instance has it.
fn source_of(written: &Written, node: &Node, reader: &mut Reader) -> Option<Source> {
    let source = written.source.as_str();
    let is_named = match written.kind.as_str() {
        "volume" => true,
        "bind" => false,
        "" => !source.starts_with(['/', '.', '~', '\\']) && source.as_bytes().get(1) != Some(&b':'),
        other => {
            let other = shown(other);
            reader.not_carried(
                node,
                format!("A task definition has no volumes of type `{other}`."),
            );
            return None;
        }
    };
    if source.is_empty() {
        return Some(Source::Empty);
    }
    if is_named {
        return Some(Source::Named(source.to_owned()));
    }
    if source.starts_with('/') {
        return Some(Source::Folder(source.to_owned()));
    }
    let source = shown(source);
    reader.not_carried(
        node,
        format!(
            "`{source}` is on the machine of the compose file, and an instance does not have it: it is not mounted. \
             Put it into the image, or into a volume."
        ),
    );
    None
}

/// `service[:ro]`; `container:name` is a container outside.
pub(super) fn read_volumes_from(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    reader.each(node, |reader, item| {
        let Some(text) = reader.text(item) else {
            return;
        };
        let (source, options) = text.split_once(':').unwrap_or((&text, ""));
        if source == "container" {
            return reader.not_carried(item, "Volumes are taken from containers of the same task.");
        }
        let index = service.container.volumes_from.len();
        service.origin(&format!("volumesFrom[{index}]"), &item.span, reader);
        service.container.volumes_from.push(VolumeFrom {
            source_container: Some(container_name(source)),
            read_only: (options == "ro").then_some(true),
        });
    });
}

/// Declares what the services mount: each named volume and each folder once.
pub(super) fn finish(
    services: &mut [Service],
    declared: Option<&Rc<Node>>,
    definition: &mut TaskDefinition,
    reader: &mut Reader,
) {
    for service in services {
        let mounts = std::mem::take(&mut service.mounts);
        for (index, mount) in mounts.iter().enumerate() {
            if definition.volumes.len() >= VOLUMES_MAX {
                let sentence = format!("Only {VOLUMES_MAX} volumes are read.");
                return reader.problem(&mount.node, sentence);
            }
            let place = service.place;
            let path = format!("containerDefinitions[{place}].mountPoints[{index}]");
            let name = within_service(&service.name, &mount.path, reader, |reader| {
                reader.origin(path, &mount.node.span);
                match &mount.source {
                    Source::Named(name) => named(name, declared, definition, mount, reader),
                    Source::Folder(folder) => folder_volume(folder, definition),
                    Source::Empty => empty_volume(&service.container.name, definition),
                }
            });
            service.container.mount_points.push(MountPoint {
                source_volume: Some(name),
                container_path: Some(mount.container_path.clone()),
                read_only: mount.is_read_only.then_some(true),
            });
        }
    }
}

/// Reads at a place of a service.
pub(super) fn within_service<T>(
    name: &str,
    key: &str,
    reader: &mut Reader,
    read: impl FnOnce(&mut Reader) -> T,
) -> T {
    reader.within("services", |reader| {
        reader.within(name, |reader| reader.within(key, read))
    })
}

/// A volume that Docker keeps on the instance, declared on first use.
fn named(
    name: &str,
    declared: Option<&Rc<Node>>,
    definition: &mut TaskDefinition,
    mount: &Mount,
    reader: &mut Reader,
) -> String {
    let volume_name = container_name(name);
    if definition
        .volumes
        .iter()
        .any(|volume| volume.name == volume_name)
    {
        return volume_name;
    }
    let mut volume = Volume {
        name: volume_name.clone(),
        ..Volume::default()
    };
    if let Some(entry) = declared.and_then(|volumes| volumes.entry(name)) {
        let index = definition.volumes.len();
        let docker = reader.at_top("volumes", |reader| {
            reader.within(name, |reader| {
                reader.origin(format!("volumes[{index}]"), &entry.key_span);
                read_declaration(&entry.node, reader)
            })
        });
        volume.docker_volume_configuration = Some(docker);
    } else {
        let name = shown(name);
        let sentence = format!("`{name}` is not declared under `volumes` at the top.");
        reader.problem(&mount.node, sentence);
    }
    definition.volumes.push(volume);
    volume_name
}

/// Compose's named volumes outlive their containers: so they are shared, and made if they are missing.
fn read_declaration(node: &Rc<Node>, reader: &mut Reader) -> DockerVolumeConfiguration {
    let mut docker = DockerVolumeConfiguration {
        scope: Some(Scope::Shared),
        autoprovision: Some(true),
        driver: Some("local".to_owned()),
        ..DockerVolumeConfiguration::default()
    };
    reader.entries(node, |reader, key, key_span, node| match key {
        "driver" => docker.driver = reader.text(node),
        "driver_opts" => {
            for pair in reader.pairs(node) {
                docker
                    .driver_opts
                    .insert(pair.name, pair.value.unwrap_or_default());
            }
        }
        "labels" => {
            for pair in reader.pairs(node) {
                docker
                    .labels
                    .insert(pair.name, pair.value.unwrap_or_default());
            }
        }
        "external" => {
            if reader.truth(node) == Some(true) {
                docker.autoprovision = Some(false);
            }
        }
        "name" => reader.not_carried(node, "A volume has one name, that which containers mount."),
        _ if key.starts_with("x-") => {}
        _ => reader.problem_at(key_span.clone(), "A volume has no such key."),
    });
    docker
}

fn folder_volume(folder: &str, definition: &mut TaskDefinition) -> String {
    let is_it = |volume: &&Volume| {
        let host = volume.host.as_ref();
        host.is_some_and(|host| host.source_path.as_deref() == Some(folder))
    };
    if let Some(volume) = definition.volumes.iter().find(is_it) {
        return volume.name.clone();
    }
    let plain = container_name(folder.trim_matches('/'));
    let name = free_name(if plain.is_empty() { "root" } else { &plain }, definition);
    definition.volumes.push(Volume {
        name: name.clone(),
        host: Some(HostVolumeProperties {
            source_path: Some(folder.to_owned()),
        }),
        ..Volume::default()
    });
    name
}

fn empty_volume(container: &str, definition: &mut TaskDefinition) -> String {
    let name = free_name(&format!("{container}-data"), definition);
    definition.volumes.push(Volume {
        name: name.clone(),
        host: Some(HostVolumeProperties::default()),
        ..Volume::default()
    });
    name
}

/// The name, or the name with the first number that makes it new.
fn free_name(name: &str, definition: &TaskDefinition) -> String {
    let is_taken = |name: &str| definition.volumes.iter().any(|volume| volume.name == name);
    let mut free = name.to_owned();
    let mut number = 2;
    while is_taken(&free) {
        free = format!("{name}-{number}");
        number += 1;
    }
    free
}
