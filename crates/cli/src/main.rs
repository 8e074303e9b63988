//! ECS Playground, a simulator of Amazon ECS, as a program for the command line.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use cli::Console;

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1).collect();
    let output_is_terminal = io::stdout().is_terminal();
    let mut console = Console {
        input: &mut io::stdin().lock(),
        output: &mut io::BufWriter::new(io::stdout().lock()),
        errors: &mut io::stderr().lock(),
        output_is_terminal,
        errors_are_terminal: io::stderr().is_terminal(),
    };
    ExitCode::from(cli::run(arguments, &mut console).code())
}
