//! `cargo xtask bench`: what the native benchmarks and the release page in headless Chromium measure.

use std::ffi::OsString;

use anyhow::Result;

use crate::browser;
use crate::build;
use crate::tool;
use crate::workspace::Workspace;

/// Runs every benchmark and prints what it finds.
///
/// # Errors
/// When one cannot run.
pub(crate) fn bench(workspace: &Workspace) -> Result<()> {
    if workspace.native_benches().is_dir() {
        tool::run(tool::cargo(workspace.root()).args(["bench", "--package", "tests"]))?;
    }
    build::build(workspace)?;
    browser::run_node(workspace, &[OsString::from("bench.mjs")], &[])
}
