//! What a container runs: image, command, variables, labels, logs, and how it ends.

use std::rc::Rc;

use sim::{ContainerRestartPolicy, Duration, KeyValuePair, LogConfiguration, LogDriver, Map};

use super::reader::Reader;
use super::service::{ABOUT_BUILDING, Service};
use super::yaml::{Node, Value, shown};
use super::{shell_words, units};

const STOP_TIMEOUT_S_MIN: u64 = 2;
/// What docker sends unless something else is said.
const STOP_SIGNALS: &[&str] = &["SIGTERM", "TERM", "15"];

pub(super) fn read_image(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    if let Some(image) = reader.text(node) {
        service.container.image = image;
        service.origin("image", &node.span, reader);
    }
}

pub(super) fn read_build(_: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    reader.not_carried(node, ABOUT_BUILDING);
}

/// What can be said once all keys are read.
pub(super) fn finish(service: &mut Service, node: &Node, reader: &mut Reader) {
    if !service.container.image.is_empty() {
        return;
    }
    if let Some(build) = node.entry("build")
        && node.entry("image").is_none()
    {
        let image = placeholder_image(&service.container.name);
        let reason = format!(
            "It is built from source and names no image: `{image}` stands for it until you write the one that you push."
        );
        service.container.image = image;
        reader.within("build", |reader| {
            service.origin("image", &build.key_span, reader);
            reader.not_carried_at(build.key_span.clone(), reason);
        });
    }
}

/// The name that the image of a service which is built could have.
fn placeholder_image(container: &str) -> String {
    let name = container.to_ascii_lowercase();
    format!("{}:latest", name.trim_start_matches(['-', '_']))
}

pub(super) fn read_command(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.command = read_words(node, reader);
    service.origin("command", &node.span, reader);
}

pub(super) fn read_entrypoint(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.entry_point = read_words(node, reader);
    service.origin("entryPoint", &node.span, reader);
}

/// A sequence of words, or a line that a shell would part into them.
fn read_words(node: &Rc<Node>, reader: &mut Reader) -> Vec<String> {
    let words = match &node.value {
        Value::Sequence(_) => Some(reader.texts(node)),
        _ => reader.parsed(
            node,
            "a command: a quote in it does not end",
            shell_words::split,
        ),
    };
    if words.as_ref().is_some_and(Vec::is_empty) {
        reader.not_carried(node, "An empty list does not clear what the image says.");
    }
    words.unwrap_or_default()
}

pub(super) fn read_environment(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    for pair in reader.pairs(node) {
        let Some(value) = pair.value else {
            let name = shown(&pair.name);
            let reason = format!(
                "`{name}` is passed on from the shell, and Amazon ECS has none: give it a value."
            );
            reader.not_carried_at(pair.span, reason);
            continue;
        };
        let index = service.container.environment.len();
        service.origin(&format!("environment[{index}]"), &pair.span, reader);
        let name = pair.name;
        service
            .container
            .environment
            .push(KeyValuePair { name, value });
    }
}

pub(super) fn read_labels(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    for pair in reader.pairs(node) {
        let value = pair.value.unwrap_or_default();
        service.container.docker_labels.insert(pair.name, value);
    }
    service.origin("dockerLabels", &node.span, reader);
}

pub(super) fn read_logging(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let mut options = Map::new();
    let mut driver = Some(LogDriver::JsonFile);
    reader.entries(node, |reader, key, _, node| match key {
        "driver" => {
            let name = reader.text(node).unwrap_or_default();
            driver = place_of(&name, LogDriver::NAMES).map(|place| LogDriver::ALL[place]);
            if driver.is_none() {
                let reason = format!(
                    "`{}` is no log driver of a container definition: docker's own default is used.",
                    shown(&name)
                );
                reader.not_carried(node, reason);
            }
        }
        "options" => {
            for pair in reader.pairs(node) {
                options.insert(pair.name, pair.value.unwrap_or_default());
            }
        }
        _ => reader.problem(node, "`logging` has a driver and options."),
    });
    service.origin("logConfiguration", &node.span, reader);
    service.container.log_configuration = driver.map(|log_driver| LogConfiguration {
        log_driver,
        options,
        secret_options: Vec::new(),
    });
}

fn place_of(name: &str, names: &[&str]) -> Option<usize> {
    names.iter().position(|known| *known == name)
}

pub(super) fn read_user(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.user = reader.text(node);
}

pub(super) fn read_working_directory(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.working_directory = reader.text(node);
}

pub(super) fn read_tty(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.pseudo_terminal = reader.truth(node);
}

pub(super) fn read_stdin_open(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    service.container.interactive = reader.truth(node);
}

/// `no`, `always`, `unless-stopped`, `on-failure` or `on-failure:5`.
pub(super) fn read_restart(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let Some(text) = reader.text(node) else {
        return;
    };
    let (condition, attempts) = match text.split_once(':') {
        Some((condition, attempts)) => (condition, Some(attempts)),
        None => (text.as_str(), None),
    };
    match condition {
        "no" | "false" => return,
        "always" | "unless-stopped" => set_restart(service, false),
        "on-failure" => set_restart(service, true),
        _ => {
            let expected = "no, always, unless-stopped or on-failure";
            let text = shown(&text);
            return reader.problem(node, format!("`{text}` is not {expected}."));
        }
    }
    service.origin("restartPolicy", &node.span, reader);
    tell_restart(node, reader);
    if attempts.is_some() {
        reader.not_carried(node, "A restart policy has no greatest number of attempts.");
    }
}

/// Says how Amazon ECS restarts otherwise than docker.
pub(super) fn tell_restart(node: &Node, reader: &mut Reader) {
    let reason = "It is a `restartPolicy`: Amazon ECS restarts a container that has run for 300 s, and lets the task \
                  stop with one that ends sooner.";
    reader.not_carried(node, reason);
}

/// Restarts in place; after a failure only, if success is final.
pub(super) fn set_restart(service: &mut Service, is_success_final: bool) {
    service.container.restart_policy = Some(ContainerRestartPolicy {
        enabled: true,
        ignored_exit_codes: if is_success_final {
            vec![0]
        } else {
            Vec::new()
        },
        restart_attempt_period: None,
    });
}

pub(super) fn read_stop_grace_period(service: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let Some(duration_ms) = read_duration_ms(node, reader) else {
        return;
    };
    let seconds = units::seconds_up(duration_ms).max(STOP_TIMEOUT_S_MIN);
    if seconds * 1_000 != duration_ms {
        let reason = format!(
            "A stop timeout is whole seconds, at least {STOP_TIMEOUT_S_MIN}: it is {seconds} s."
        );
        reader.not_carried(node, reason);
    }
    service.container.stop_timeout = Some(Duration::from_secs(seconds));
    service.origin("stopTimeout", &node.span, reader);
}

/// A duration that AWS's integers can hold in seconds.
pub(super) fn read_duration_ms(node: &Node, reader: &mut Reader) -> Option<u64> {
    let is_short = |duration_ms: &u64| units::seconds_up(*duration_ms) <= u64::from(u32::MAX >> 1);
    let parse = |text: &str| units::duration_ms(text).filter(is_short);
    reader.parsed(node, "a duration: write one such as 1m30s", parse)
}

pub(super) fn read_stop_signal(_: &mut Service, node: &Rc<Node>, reader: &mut Reader) {
    let signal = reader.text(node).unwrap_or_default();
    if !STOP_SIGNALS.contains(&signal.as_str()) {
        reader.not_carried(
            node,
            "A container definition names no signal: set STOPSIGNAL in the image.",
        );
    }
}
