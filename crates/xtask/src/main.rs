//! `cargo xtask`: builds, serves, tests and measures ECS Playground (a simulator of Amazon ECS).
//!
//! It knows the page only as a package named `web` and a few files around it, and none of the other crates:
//! what compiles is cargo's business.

mod address;
mod arguments;
mod bench;
mod bindgen;
mod browser;
mod build;
mod compile;
mod files;
mod serve;
mod server;
mod site;
mod size;
mod split;
mod steps;
mod test;
mod tool;
mod toolchain;
mod watch;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

use crate::arguments::{Command, HELP};
use crate::workspace::Workspace;

/// Exit code of a command line that we do not understand.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let command = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(mistake) => {
            eprintln!("{HELP}\nerror: {mistake}");
            return ExitCode::from(USAGE);
        }
    };
    match run(&command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    match command {
        Command::Help => {
            print!("{HELP}");
            Ok(())
        }
        Command::Serve { port } => serve::serve(&Workspace::find()?, *port),
        Command::Build => build::build(&Workspace::find()?),
        Command::Test { only } => test::test(&Workspace::find()?, *only),
        Command::Bench => bench::bench(&Workspace::find()?),
    }
}
