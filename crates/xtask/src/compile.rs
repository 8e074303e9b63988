//! Packages, the page's above all, compiled by cargo to one Wasm file each.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::tool;
use crate::toolchain::{self, WASM};
use crate::workspace::Workspace;

/// The package of the page, and so the name of its Wasm file.
pub(crate) const PAGE: &str = "web";
/// The package that compares the core in the browser with the native one.
pub(crate) const HISTORY: &str = "wasm-history";

/// One of the workspace's profiles for the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build.
    Serve,
    /// Small and fast: what is published.
    Release,
}

impl Profile {
    /// Its name in `Cargo.toml`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Serve => "serve",
            Self::Release => "web",
        }
    }
}

/// What cargo made.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The Wasm, before wasm-bindgen.
    pub(crate) wasm: Vec<u8>,
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// The folder that it lies in: ours to keep files of this profile in, under any target folder.
    pub(crate) folder: PathBuf,
}

/// Compiles a package; cargo prints its progress and its errors.
///
/// # Errors
/// When it does not compile.
pub(crate) fn compile(workspace: &Workspace, package: &str, profile: Profile) -> Result<Compiled> {
    toolchain::ensure_wasm_target()?;
    let mut command = tool::cargo(workspace.root());
    command
        .args(["rustc", "--package", package, "--target", WASM])
        .args(["--profile", profile.name()])
        .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace));
    tool::announce(&command);
    let mut cargo = command
        .arg("--message-format=json-render-diagnostics")
        // What a function refers to: by that the program is cut into parts.
        .args(["--", "-Clink-arg=--emit-relocs"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo could not be started")?;
    let messages = cargo.stdout.take().context("cargo has no output")?;
    let mut path = None;
    for line in BufReader::new(messages).lines() {
        path = wasm_path(&line?, package).or(path);
    }
    ensure!(cargo.wait()?.success(), "`{package}` does not compile");
    let path = path.with_context(|| format!("cargo made no Wasm of package `{package}`"))?;
    let wasm = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
    Ok(Compiled { wasm, path, folder })
}

/// The caller's flags for rustc, and those that keep this machine's paths out of the program: messages of panics name
/// source files.
fn flags(workspace: &Workspace) -> OsString {
    let given = std::env::var("RUSTFLAGS").unwrap_or_default();
    let mut flags: Vec<OsString> = given.split_whitespace().map(OsString::from).collect();
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| {
            let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
            Some(Path::new(&home).join(".cargo"))
        });
    let places = [
        (home.map(|home| home.join("registry").join("src")), "crates"),
        (Some(workspace.root().to_owned()), "."),
    ];
    for (place, name) in places {
        if let Some(place) = place {
            let mut flag = OsString::from("--remap-path-prefix=");
            flag.push(place);
            flag.push("=");
            flag.push(name);
            flags.push(flag);
        }
    }
    flags.join(OsStr::new("\u{1f}"))
}

/// The path of a package's Wasm, if this message of cargo's names it.
fn wasm_path(message: &str, package: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    if message["reason"] != "compiler-artifact" || message["target"]["name"] != package {
        return None;
    }
    message["filenames"]
        .as_array()?
        .iter()
        .filter_map(Value::as_str)
        .map(PathBuf::from)
        .find(|path| {
            path.extension()
                .is_some_and(|extension| extension == "wasm")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wasm_is_found_among_cargos_messages() {
        let page = r#"{"reason":"compiler-artifact","target":{"name":"web"},"filenames":["/target/web.d","/target/web.wasm"]}"#;
        assert_eq!(
            wasm_path(page, PAGE),
            Some(PathBuf::from("/target/web.wasm"))
        );
    }

    #[test]
    fn other_messages_name_no_wasm() {
        for message in [
            "",
            "warning: not JSON",
            r#"{"reason":"build-finished","success":true}"#,
            r#"{"reason":"compiler-artifact","target":{"name":"sim"},"filenames":["/target/libsim.rlib"]}"#,
            r#"{"reason":"compiler-artifact","target":{"name":"web"},"filenames":["/target/web"]}"#,
        ] {
            assert_eq!(wasm_path(message, PAGE), None, "{message}");
        }
    }
}
