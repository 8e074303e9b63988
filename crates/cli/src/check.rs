//! `check`: whether documents are valid, and what is wrong with them at which place.

use std::ffi::OsString;

use document::{Kind, NotCarried, Note, Problem};

use crate::console::{Console, Exit, Failure};
use crate::file::{self, Text};

/// What `check` was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CheckOptions {
    /// At least one.
    pub(crate) files: Vec<OsString>,
}

/// Checks every file; one that cannot be read keeps no other from being checked.
pub(crate) fn check(options: &CheckOptions, console: &mut Console<'_>) -> Result<Exit, Failure> {
    let mut worst = Exit::Success;
    for path in &options.files {
        let exit = match file::read(path, console) {
            Ok(text) => check_text(&text, console)?,
            Err(failure) => failure.show(console),
        };
        worst = worst.max(exit);
    }
    Ok(worst)
}

fn check_text(text: &Text, console: &mut Console<'_>) -> Result<Exit, Failure> {
    let name = &text.name;
    let contents = match &text.contents {
        Ok(contents) => contents,
        Err(problem) => {
            writeln!(console.output, "{}", line(name, problem))?;
            return Ok(Exit::Invalid);
        }
    };
    let (what, problems) = match document::kind_of(contents) {
        Kind::TaskDefinition => {
            let reading = document::read_task_definition(contents);
            say_notes(name, &reading.not_simulated, console);
            ("task definition", reading.problems)
        }
        Kind::Script => {
            let reading = document::read_script(contents);
            say_notes(name, &reading.not_simulated, console);
            ("script", reading.problems)
        }
        Kind::Compose => {
            let reading = document::read_compose(contents);
            for NotCarried {
                path, line, reason, ..
            } in &reading.not_carried
            {
                console.say(format_args!("{name}:{line}: {path}: {reason}"));
            }
            ("compose file", reading.problems)
        }
    };
    if problems.is_empty() {
        if console.errors_are_terminal {
            console.say(format_args!("{name}: a valid {what}"));
        }
        return Ok(Exit::Success);
    }
    for problem in &problems {
        writeln!(console.output, "{}", line(name, problem))?;
    }
    Ok(Exit::Invalid)
}

/// The script in a file.
///
/// # Errors
/// If it cannot be read, or is not valid: then every problem has been said.
pub(crate) fn read_script(
    path: &OsString,
    console: &mut Console<'_>,
) -> Result<document::Script, Failure> {
    let Text { name, contents } = file::read(path, console)?;
    let contents = contents.map_err(|problem| Failure::invalid(line(&name, &problem)))?;
    let reading = document::read_script(&contents);
    say_notes(&name, &reading.not_simulated, console);
    reading.script.ok_or_else(|| {
        let lines: Vec<String> = reading
            .problems
            .iter()
            .map(|problem| line(&name, problem))
            .collect();
        Failure::invalid(lines.join("\n"))
    })
}

/// `file:line:column: text`.
fn line(name: &str, problem: &Problem) -> String {
    let Problem {
        line, column, text, ..
    } = problem;
    format!("{name}:{line}:{column}: {text}")
}

fn say_notes(name: &str, notes: &[Note], console: &mut Console<'_>) {
    for Note { path, line, .. } in notes {
        console.say(format_args!("{name}:{line}: {path} is not simulated yet"));
    }
}
