//! The command line of `cargo xtask`, read into one value.

use std::ffi::OsString;

use lexopt::prelude::*;

use crate::steps::Step;

/// The port of `serve` unless `--port` names another.
const PORT: u16 = 8080;

/// What `cargo xtask --help` prints.
pub(crate) const HELP: &str = "\
Usage: cargo xtask <command>

Commands:
  serve [--port N]    Build the page and serve it on http://127.0.0.1:8080/ (or port N);
                      at each change of a source, build again and reload the page
  build               Build the static site into dist/, ready for any host and any folder of it
  test [--only STEP]  Check everything, as CI does: fmt, lint, doc, native, build, browser;
                      or only the one step named
  bench               Measure the release build in headless Chromium
  help                Print this text
";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the help text.
    Help,
    /// Serve the page for work on it.
    Serve {
        /// The port on 127.0.0.1; 0 lets the system choose.
        port: u16,
    },
    /// Write the static site.
    Build,
    /// Check everything, or one step.
    Test {
        /// The only step to run.
        only: Option<Step>,
    },
    /// Measure the page.
    Bench,
}

/// Reads the arguments that follow `cargo xtask`.
///
/// # Errors
/// A sentence for the user, without the help text.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_args(arguments.collect::<Vec<_>>());
    read(&mut parser).map_err(|error| error.to_string())
}

fn read(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut command = match parser.next()? {
        None => return Err("a command is missing".into()),
        Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(name)) => command_named(&name.string()?)?,
        Some(other) => return Err(other.unexpected()),
    };
    while let Some(argument) = parser.next()? {
        match (&mut command, argument) {
            (_, Short('h') | Long("help")) => return Ok(Command::Help),
            (Command::Serve { port }, Short('p') | Long("port")) => {
                *port = parser.value()?.parse()?;
            }
            (Command::Test { only }, Long("only")) => {
                *only = Some(step_named(&parser.value()?.string()?)?);
            }
            (_, other) => return Err(other.unexpected()),
        }
    }
    Ok(command)
}

fn command_named(name: &str) -> Result<Command, lexopt::Error> {
    match name {
        "help" => Ok(Command::Help),
        "serve" => Ok(Command::Serve { port: PORT }),
        "build" => Ok(Command::Build),
        "test" => Ok(Command::Test { only: None }),
        "bench" => Ok(Command::Bench),
        unknown => Err(format!("there is no command '{unknown}'").into()),
    }
}

fn step_named(name: &str) -> Result<Step, lexopt::Error> {
    Step::ALL
        .into_iter()
        .find(|step| step.name() == name)
        .ok_or_else(|| {
            let names = Step::ALL.map(Step::name).join(", ");
            format!("there is no step '{name}': the steps are {names}").into()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn serve_takes_8080_unless_told_otherwise() {
        assert_eq!(parsed("serve"), Ok(Command::Serve { port: 8080 }));
        assert_eq!(
            parsed("serve --port 8101"),
            Ok(Command::Serve { port: 8101 })
        );
        assert_eq!(parsed("serve --port=0"), Ok(Command::Serve { port: 0 }));
    }

    #[test]
    fn test_takes_one_step_by_its_name() {
        assert_eq!(parsed("test"), Ok(Command::Test { only: None }));
        for step in Step::ALL {
            assert_eq!(
                parsed(&format!("test --only {}", step.name())),
                Ok(Command::Test { only: Some(step) })
            );
        }
    }

    #[test]
    fn help_is_a_command_and_an_option_of_each_command() {
        for line in ["help", "--help", "-h", "serve --help", "test -h"] {
            assert_eq!(parsed(line), Ok(Command::Help), "{line}");
        }
    }

    #[test]
    fn a_mistake_is_named() {
        for (line, named) in [
            ("", "missing"),
            ("deploy", "'deploy'"),
            ("--fast", "--fast"),
            ("serve --port", "--port"),
            ("serve --port many", "many"),
            ("serve --port 65536", "65536"),
            ("serve 8080", "8080"),
            ("build --port 8080", "--port"),
            ("test --only everything", "fmt, lint, doc"),
        ] {
            let mistake = parsed(line).expect_err(line);
            assert!(mistake.contains(named), "{line}: {mistake}");
        }
    }
}
