//! Whether SIGTERM reaches an application: it goes to process 1 of its container, which may be a shell.

use alloc::string::String;

use crate::image::EntryPoint;
use crate::{ContainerDefinition, Duration, Image, OnSigterm};

const SHELLS: [&str; 5] = ["sh", "bash", "ash", "dash", "zsh"];
/// A process that dies of SIGTERM.
const TERMINATED: OnSigterm = OnSigterm::Exits {
    after: Duration::ZERO,
    code: 143,
};

/// What the process of a container does on SIGTERM. Rule: `ShellAsProcess1`.
pub(super) fn on_sigterm(definition: &ContainerDefinition, image: &Image) -> OnSigterm {
    let is_shell = if !definition.entry_point.is_empty() {
        let words = definition.entry_point.iter().chain(&definition.command);
        keeps_a_shell(words.map(String::as_str))
    } else {
        image.entry_point == EntryPoint::Shell
            || keeps_a_shell(definition.command.iter().map(String::as_str))
    };
    let has_init = definition
        .linux_parameters
        .as_ref()
        .is_some_and(|parameters| parameters.init_process_enabled == Some(true));
    match (is_shell, has_init) {
        (false, _) => image.on_sigterm,
        (true, false) => OnSigterm::Ignores,
        (true, true) => TERMINATED,
    }
}

/// Whether this command is a shell that stays, with its script as an argument: `exec` would put the application in its
/// place.
fn keeps_a_shell<'word>(mut words: impl Iterator<Item = &'word str>) -> bool {
    let program = words.next().unwrap_or("");
    let name = program.rsplit('/').next().unwrap_or(program);
    let is_command = words
        .next()
        .is_some_and(|option| option.starts_with('-') && option.ends_with('c'));
    let script = words.next().unwrap_or("");
    SHELLS.contains(&name)
        && is_command
        && !script.split_ascii_whitespace().any(|word| word == "exec")
}
