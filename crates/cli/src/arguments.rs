//! The command line, read into one value.

use std::ffi::OsString;

use lexopt::prelude::*;
use sim::{Duration, Time};
use words::Language;

use crate::check::CheckOptions;
use crate::console::Failure;
use crate::explain::{ExplainOptions, Subject};
use crate::help::Topic;
use crate::ledger::LedgerOptions;
use crate::play::PlayOptions;
use crate::render::RenderOptions;
use crate::run::{Format, RunOptions};

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// To be told how to use the program.
    Help(Topic),
    /// Which version this is.
    Version,
    /// Whether documents are valid.
    Check(CheckOptions),
    /// To play a script.
    Run(RunOptions),
    /// To explain an instant of a script.
    Explain(ExplainOptions),
    /// To draw an instant of a script.
    Render(RenderOptions),
    /// The rules.
    Ledger(LedgerOptions),
}

/// Reads the arguments that follow the program's name.
///
/// # Errors
/// A sentence for people that says where help is.
pub(crate) fn parse(arguments: Vec<OsString>) -> Result<Command, Failure> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut topic = Topic::Overview;
    read(&mut parser, &mut topic).map_err(|error| {
        let help = match topic {
            Topic::Overview => "ecs-playground --help".to_owned(),
            topic => format!("ecs-playground {} --help", topic.name()),
        };
        Failure::failed(format!("{error}\n`{help}` says how it is used."))
    })
}

fn read(parser: &mut lexopt::Parser, topic: &mut Topic) -> Result<Command, lexopt::Error> {
    let name = match parser.next()? {
        None => return Err("Say what to do: a command is missing.".into()),
        Some(Short('h') | Long("help")) => return Ok(Command::Help(Topic::Overview)),
        Some(Short('V') | Long("version")) => return Ok(Command::Version),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    if name == "help" {
        return read_help(parser);
    }
    *topic = Topic::COMMANDS
        .into_iter()
        .find(|topic| topic.name() == name)
        .ok_or_else(|| format!("There is no command `{name}`."))?;
    let mut given = Given::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help(*topic)),
            Value(file) if topic.takes_files() => given.files.push(file),
            Short('o') => given.take(*topic, "output", parser)?,
            Long(name) => {
                let name = name.to_owned();
                given.take(*topic, &name, parser)?;
            }
            other => return Err(other.unexpected()),
        }
    }
    given.into_command(*topic)
}

fn read_help(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let topic = match parser.next()? {
        None => Topic::Overview,
        Some(Value(name)) => {
            let name = name.string()?;
            Topic::COMMANDS
                .into_iter()
                .chain(Topic::OTHER)
                .find(|topic| topic.name() == name)
                .ok_or_else(|| format!("There is no help for `{name}`."))?
        }
        Some(other) => return Err(other.unexpected()),
    };
    Ok(Command::Help(topic))
}

/// The arguments of any command, as they come.
#[derive(Default)]
struct Given {
    files: Vec<OsString>,
    seed: Option<u64>,
    budget: Option<u64>,
    until: Option<Time>,
    format: Option<Format>,
    at: Option<Time>,
    cluster: Option<String>,
    task: Option<String>,
    service: Option<String>,
    deployment: Option<String>,
    language: Language,
    output: Option<OsString>,
    width: Option<u32>,
    height: Option<u32>,
    is_dark: bool,
    used_by: Option<OsString>,
}

impl Given {
    /// Takes an option with its value, if the command has it.
    fn take(
        &mut self,
        topic: Topic,
        name: &str,
        parser: &mut lexopt::Parser,
    ) -> Result<(), lexopt::Error> {
        use Topic::{Explain, Ledger, Render, Run};
        match (topic, name) {
            (Run | Explain | Render | Ledger, "seed") => {
                self.seed = Some(parser.value()?.parse()?);
            }
            (Run | Explain | Render | Ledger, "budget") => {
                self.budget = Some(parser.value()?.parse()?);
            }
            (Explain | Render, "at") => self.at = Some(time(&parser.value()?.string()?)?),
            (Explain | Render, "cluster") => self.cluster = Some(parser.value()?.string()?),
            (Explain | Render, "service") => self.service = Some(parser.value()?.string()?),
            (Explain, "deployment") => self.deployment = Some(parser.value()?.string()?),
            (Explain, "task") => self.task = Some(parser.value()?.string()?),
            (Explain | Render, "language") => {
                self.language = language(&parser.value()?.string()?)?;
            }
            (Render, "output") => self.output = Some(parser.value()?),
            (Render, "width") => self.width = Some(length(&parser.value()?.string()?)?),
            (Render, "height") => self.height = Some(length(&parser.value()?.string()?)?),
            (Render, "dark") => self.is_dark = true,
            (Run, "until") => self.until = Some(time(&parser.value()?.string()?)?),
            (Run, "format") => self.format = Some(format(&parser.value()?.string()?)?),
            (Ledger, "used-by") => self.used_by = Some(parser.value()?),
            _ => return Err(Long(name).unexpected()),
        }
        Ok(())
    }

    fn into_command(mut self, topic: Topic) -> Result<Command, lexopt::Error> {
        Ok(match topic {
            Topic::Check => {
                if self.files.is_empty() {
                    return Err("Name the files to check, or - for the standard input.".into());
                }
                let files = self.files;
                Command::Check(CheckOptions { files })
            }
            Topic::Run => Command::Run(RunOptions {
                until: self.until,
                format: self.format.unwrap_or(Format::Text),
                play: self.play()?,
            }),
            Topic::Explain => Command::Explain(ExplainOptions {
                play: self.play()?,
                at: match self.deployment {
                    Some(_) => self.at,
                    None => Some(self.at()?),
                },
                subject: self.subject()?,
                cluster: self.cluster,
                language: self.language,
            }),
            Topic::Render => Command::Render(RenderOptions {
                play: self.play()?,
                at: self.at()?,
                output: self
                    .output
                    .ok_or("Say where the picture goes: -o FILE.svg or -o FILE.png.")?,
                cluster: self.cluster,
                service: self.service,
                width: self.width,
                height: self.height,
                is_dark: self.is_dark,
                language: self.language,
            }),
            Topic::Ledger => Command::Ledger(LedgerOptions {
                used_by: self.used_by.take().map(|script| self.play_script(script)),
            }),
            Topic::Overview | Topic::Script => Command::Help(topic),
        })
    }

    fn at(&self) -> Result<Time, lexopt::Error> {
        Ok(self.at.ok_or("Say of which time: --at TIME.")?)
    }

    fn subject(&mut self) -> Result<Subject, lexopt::Error> {
        match (
            self.task.take(),
            self.service.take(),
            self.deployment.take(),
        ) {
            (Some(task), None, None) => Ok(Subject::Task(task)),
            (None, Some(service), None) => Ok(Subject::Service(service)),
            (None, None, Some(service)) => Ok(Subject::Deployment(service)),
            (None, None, None) => Ok(Subject::Services),
            (Some(_), Some(_), None) => Err("Name a task or a service, not both.".into()),
            _ => Err("Name a deployment alone, without a task or a service.".into()),
        }
    }

    /// The one script that the command is about.
    fn play(&mut self) -> Result<PlayOptions, lexopt::Error> {
        match self.files.len() {
            0 => Err("Name a script, or - for the standard input.".into()),
            1 => {
                let script = self.files.remove(0);
                Ok(self.play_script(script))
            }
            _ => Err("This command takes one script.".into()),
        }
    }

    fn play_script(&self, script: OsString) -> PlayOptions {
        PlayOptions {
            script,
            seed: self.seed,
            budget: self.budget.unwrap_or(playground::BUDGET),
        }
    }
}

fn time(text: &str) -> Result<Time, String> {
    let found = document::script::parse_duration(text).ok_or_else(|| {
        format!("`{text}` is no time: write one such as 90s, 1m30s, 2h or 00:01:30.")
    })?;
    if found > document::script::UNTIL_MAX {
        return Err(format!("`{text}` is more than 30 days."));
    }
    Ok(Time::ZERO + Duration::from_millis(found.as_millis()))
}

fn format(name: &str) -> Result<Format, String> {
    match name {
        "text" => Ok(Format::Text),
        "json-lines" => Ok(Format::JsonLines),
        "eventbridge" => Ok(Format::EventBridge),
        _ => Err(format!(
            "There is no format `{name}`: write text, json-lines or eventbridge."
        )),
    }
}

fn language(name: &str) -> Result<Language, String> {
    let known = Language::ALL.iter().find(|known| known.tag() == name);
    known
        .copied()
        .ok_or_else(|| format!("There is no language `{name}`: write en or ko."))
}

/// A width or height in pixels.
fn length(text: &str) -> Result<u32, String> {
    let found = text.parse().ok().filter(|length| LENGTHS.contains(length));
    found.ok_or_else(|| {
        format!(
            "`{text}` is no size: write a number of pixels from {} to {}.",
            LENGTHS.start(),
            LENGTHS.end()
        )
    })
}

/// Widths and heights of pictures.
const LENGTHS: std::ops::RangeInclusive<u32> = 100..=8_000;
