//! What the program reads and writes, and how it ends.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};

/// Where the program reads and writes.
pub struct Console<'a> {
    /// What `-` stands for.
    pub input: &'a mut dyn Read,
    /// Results.
    pub output: &'a mut dyn Write,
    /// Everything else: mistakes, notes, progress.
    pub errors: &'a mut dyn Write,
    /// Whether a person sees the results as they come.
    pub output_is_terminal: bool,
    /// Whether a person sees everything else as it comes.
    pub errors_are_terminal: bool,
}

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything was done, and everything is valid.
    Success,
    /// A document is not valid, or a script could not be played to its end.
    Invalid,
    /// The arguments make no sense, or something could not be read or written.
    Failed,
}

impl Exit {
    /// The exit code: 0, 1 or 2.
    pub const fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Invalid => 1,
            Self::Failed => 2,
        }
    }
}

/// Why the program ends early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// With a sentence for people.
    Told {
        /// The sentence.
        sentence: String,
        /// How the program ends.
        exit: Exit,
    },
    /// Nobody reads the results any more, which is no mistake.
    Unheard,
}

impl Failure {
    /// The program cannot do its work.
    pub(crate) fn failed(sentence: impl Into<String>) -> Self {
        Self::Told {
            sentence: sentence.into(),
            exit: Exit::Failed,
        }
    }

    /// What was given is not valid.
    pub(crate) fn invalid(sentence: impl Into<String>) -> Self {
        Self::Told {
            sentence: sentence.into(),
            exit: Exit::Invalid,
        }
    }

    /// Says what went wrong.
    pub(crate) fn show(self, console: &mut Console<'_>) -> Exit {
        match self {
            Self::Told { sentence, exit } => {
                // What was found out before still counts.
                let _ = console.output.flush();
                console.say(format_args!("{sentence}"));
                exit
            }
            Self::Unheard => Exit::Success,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::Unheard,
            _ => Self::failed(format!("The results cannot be written: {error}.")),
        }
    }
}

impl Console<'_> {
    /// Prints a text as the only result.
    pub(crate) fn print(&mut self, text: &str) -> Result<Exit, Failure> {
        self.output.write_all(text.as_bytes())?;
        Ok(Exit::Success)
    }

    /// Says something beside the results. That nobody hears it is no reason to end.
    pub(crate) fn say(&mut self, sentence: fmt::Arguments<'_>) {
        let _ = writeln!(self.errors, "{sentence}");
    }
}
