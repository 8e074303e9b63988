//! `cargo xtask test`: everything that must hold before a change is taken, as CI runs it.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::browser;
use crate::build;
use crate::compile::{self, Profile};
use crate::steps::Step;
use crate::tool::{self, readable};
use crate::toolchain::{self, WASM};
use crate::workspace::Workspace;

/// Runs every step in order until one fails, or only the one named.
///
/// # Errors
/// Naming the step that failed.
pub(crate) fn test(workspace: &Workspace, only: Option<Step>) -> Result<()> {
    let begin = Instant::now();
    let steps = Step::ALL
        .into_iter()
        .filter(|step| only.is_none_or(|only| only == *step));
    for step in steps {
        let step_begin = Instant::now();
        println!("\n== {} ==", step.name());
        if let Err(error) = run(workspace, step) {
            // The cause first: the last line names the step.
            eprintln!("{error:#}");
            let time = readable(step_begin.elapsed());
            anyhow::bail!("the step `{}` failed after {time}", step.name());
        }
        println!(
            "== {} passed in {} ==",
            step.name(),
            readable(step_begin.elapsed())
        );
    }
    println!("\nAll passed in {}.", readable(begin.elapsed()));
    Ok(())
}

fn run(workspace: &Workspace, step: Step) -> Result<()> {
    match step {
        Step::Format => check_format(workspace),
        Step::Lint => lint(workspace),
        Step::Document => document(workspace),
        Step::Native => tool::run(cargo(workspace).args(["test", "--workspace"])),
        Step::Build => build::build(workspace),
        Step::Browser => test_in_browser(workspace),
    }
}

fn check_format(workspace: &Workspace) -> Result<()> {
    toolchain::ensure_component("rustfmt", "fmt")?;
    tool::run(cargo(workspace).args(["fmt", "--all", "--check"]))
        .context("`cargo fmt` formats the files shown above")
}

fn lint(workspace: &Workspace) -> Result<()> {
    toolchain::ensure_component("clippy", "clippy")?;
    toolchain::ensure_wasm_target()?;
    tool::run(
        cargo(workspace)
            .args(["clippy", "--workspace", "--exclude", "web", "--all-targets"])
            .args(["--", "-D", "warnings"]),
    )?;
    // The page and the core as the browser runs them: the core must stay free of what only a computer has.
    tool::run(
        cargo(workspace)
            .args(["clippy", "--package", "web", "--package", "sim"])
            .args(["--package", compile::HISTORY])
            .args(["--target", WASM, "--", "-D", "warnings"]),
    )
}

fn document(workspace: &Workspace) -> Result<()> {
    toolchain::ensure_wasm_target()?;
    let native = ["doc", "--no-deps", "--workspace", "--exclude", "web"];
    let page = ["doc", "--no-deps", "--package", "web", "--target", WASM];
    for arguments in [&native[..], &page[..]] {
        tool::run(
            cargo(workspace)
                .args(arguments)
                .env("RUSTDOCFLAGS", "-D warnings"),
        )?;
    }
    Ok(())
}

fn test_in_browser(workspace: &Workspace) -> Result<()> {
    if !workspace.dist().join(crate::site::INDEX).is_file() {
        println!("There is no dist/ yet.");
        build::build(workspace)?;
    }
    // A spec runs it: it traps unless the core in the browser writes the history of the native one.
    let history = compile::compile(workspace, compile::HISTORY, Profile::Release)?;
    browser::run_specs(workspace, &history.path)
}

fn cargo(workspace: &Workspace) -> Command {
    tool::cargo(workspace.root())
}
