//! The command line of ECS Playground, a simulator of Amazon ECS: check documents, play scripts, ask why,
//! draw pictures.
//!
//! [`run`] does everything with what a [`Console`] gives it, so that tests need no process. What it says of itself (its
//! help, and what is wrong with its arguments and files) is English, as of other tools of the command line.

mod arguments;
mod check;
mod console;
mod explain;
mod file;
mod help;
mod history;
mod ledger;
mod play;
mod progress;
mod render;
mod run;

use std::ffi::OsString;

use arguments::Command;
use console::Failure;
pub use console::{Console, Exit};

/// Does what the arguments ask; the program's own name is not among them.
pub fn run(arguments: Vec<OsString>, console: &mut Console<'_>) -> Exit {
    let done = arguments::parse(arguments).and_then(|command| carry_out(command, console));
    let done = done.and_then(|exit| {
        console.output.flush()?;
        Ok(exit)
    });
    done.unwrap_or_else(|failure| failure.show(console))
}

fn carry_out(command: Command, console: &mut Console<'_>) -> Result<Exit, Failure> {
    match command {
        Command::Help(topic) => console.print(&help::text(topic)),
        Command::Version => {
            console.print(concat!("ecs-playground ", env!("CARGO_PKG_VERSION"), "\n"))
        }
        Command::Check(options) => check::check(&options, console),
        Command::Run(options) => run::run(&options, console),
        Command::Explain(options) => explain::explain(&options, console),
        Command::Render(options) => render::render(&options, console),
        Command::Ledger(options) => ledger::ledger(&options, console),
    }
}
