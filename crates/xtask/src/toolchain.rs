//! The parts of the Rust toolchain beyond rustc and cargo: the wasm32 target, rustfmt and clippy.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tool;

/// The target that the page is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm32 target if this toolchain lacks it.
///
/// # Errors
/// When it is missing and there is no rustup to add it.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    // Asks rustc and not rustup: a Rust from a distribution has a target without rustup knowing of it.
    let sysroot = tool::output(Command::new("rustc").args(["--print", "sysroot"]))
        .context("rustc does not answer: is Rust installed? See https://rustup.rs")?;
    let target = Path::new(&sysroot).join("lib/rustlib").join(WASM);
    if target.join("lib").is_dir() {
        return Ok(());
    }
    if tool::find_in_path(&["rustup", "rustup.exe"]).is_none() {
        bail!(
            "this Rust lacks the {WASM} target and there is no rustup to add it: install the \
             distribution's package for it (Debian: libstd-rust-dev-wasm32; Fedora: \
             rust-std-static-{WASM}), or Rust from https://rustup.rs"
        );
    }
    println!("Adding the {WASM} target, which this toolchain lacks.");
    tool::run(Command::new("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("the {WASM} target could not be added"))
}

/// Adds rustfmt or clippy if this toolchain lacks it, as rustup's minimal profile does.
///
/// # Errors
/// When it is missing and there is no rustup to add it.
pub(crate) fn ensure_component(component: &str, subcommand: &str) -> Result<()> {
    if tool::output(tool::cargo(Path::new(".")).args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    println!("Adding {component}, which this toolchain lacks.");
    tool::run(Command::new("rustup").args(["component", "add", component]))
        .with_context(|| format!("{component} is missing and could not be added"))
}
