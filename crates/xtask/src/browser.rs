//! Node and Chromium, and the page of `dist/` served to them.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail, ensure};

use crate::server::Server;
use crate::tool;
use crate::workspace::Workspace;

/// The names under which systems install Chromium.
const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The folder of the imagined host in which the page is tested: it must not need the top one.
const SITE_PATH: &str = "/ecs-playground";

/// The oldest Node.js that Playwright runs on.
const NODE_MIN: u32 = 20;

/// How the specs' files end.
const SPEC_ENDING: &str = ".test.mjs";

/// Runs every spec in `tests/browser` against `dist/`; `history` is the program that compares the core in the browser
/// with the native one.
///
/// # Errors
/// When a spec fails, or something to run them is missing and cannot be installed.
pub(crate) fn run_specs(workspace: &Workspace, history: &Path) -> Result<()> {
    let folder = workspace.browser_tests();
    let specs = spec_names(&folder)?;
    ensure!(!specs.is_empty(), "tests/browser holds no spec");
    let mut arguments = vec![OsString::from("--test")];
    arguments.extend(specs);
    let history = (
        OsString::from("WASM_HISTORY"),
        history.as_os_str().to_owned(),
    );
    run_node(workspace, &arguments, &[history])
}

/// Runs node in `tests/browser` with the addresses of the served page and of Chromium in its environment, beside what
/// the caller gives.
///
/// # Errors
/// When it fails, or something that it needs is missing and cannot be installed.
pub(crate) fn run_node(
    workspace: &Workspace,
    arguments: &[OsString],
    environment: &[(OsString, OsString)],
) -> Result<()> {
    let folder = workspace.browser_tests();
    ensure_packages(&folder)?;
    let chromium = ensure_chromium()?;
    ensure_korean_font()?;
    let server = Server::start_below(&workspace.dist(), SITE_PATH)?;
    let url = format!("http://{}{SITE_PATH}/", server.address());
    println!("Serving dist/ at {url}");
    tool::run(
        Command::new("node")
            .current_dir(&folder)
            .args(arguments)
            .envs(environment.iter().cloned())
            .env("PLAYGROUND_URL", url)
            .env("CHROMIUM", chromium),
    )
}

fn spec_names(folder: &Path) -> Result<Vec<OsString>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).context("cannot read tests/browser")? {
        let name = entry.context("cannot read tests/browser")?.file_name();
        if name.to_string_lossy().ends_with(SPEC_ENDING) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Installs the npm packages as locked, unless that has been done since the lock file changed.
fn ensure_packages(folder: &Path) -> Result<()> {
    let node = tool::output(Command::new("node").arg("--version"));
    ensure!(
        node.as_deref().and_then(major_version) >= Some(NODE_MIN),
        "the browser tests need Node.js {NODE_MIN} or later: here is {}",
        node.as_deref().unwrap_or("none")
    );
    let locked = modified(&folder.join("package-lock.json"));
    let installed = modified(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= locked {
        return Ok(());
    }
    println!("Installing the npm packages of the browser tests.");
    tool::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )
}

/// The major version that `node --version` prints, as in `v20.11.1`.
fn major_version(printed: &str) -> Option<u32> {
    printed.strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

fn ensure_chromium() -> Result<PathBuf> {
    if let Some(chromium) = std::env::var_os("CHROMIUM") {
        let path = PathBuf::from(chromium);
        ensure!(
            path.is_file(),
            "CHROMIUM names {}, which is not there",
            path.display()
        );
        return Ok(path);
    }
    if let Some(path) = tool::find_in_path(&CHROMIUM_NAMES) {
        return Ok(path);
    }
    println!("Chromium is missing.");
    if install_with_apt(&["chromium", "fonts-noto-cjk"])?
        && let Some(path) = tool::find_in_path(&CHROMIUM_NAMES)
    {
        return Ok(path);
    }
    bail!(
        "the browser tests need Chromium: install it (on Debian `apt-get install chromium \
         fonts-noto-cjk`), or name its program in the environment variable CHROMIUM"
    );
}

/// Without a font that has Korean, every Korean screenshot would show boxes. Asked of fontconfig alone: other systems
/// bring such a font along.
fn ensure_korean_font() -> Result<()> {
    let fonts = tool::output(Command::new("fc-list").arg(":lang=ko"));
    if !cfg!(target_os = "linux") || fonts.is_some_and(|fonts| !fonts.is_empty()) {
        return Ok(());
    }
    println!("A font for Korean is missing.");
    ensure!(
        install_with_apt(&["fonts-noto-cjk"])?,
        "the browser tests need a font for Korean: install Noto CJK (on Debian `apt-get install fonts-noto-cjk`)"
    );
    Ok(())
}

/// Installs packages where that needs no question; false where it does, or where there is no apt-get.
fn install_with_apt(packages: &[&str]) -> Result<bool> {
    if tool::find_in_path(&["apt-get"]).is_none() {
        return Ok(false);
    }
    let is_root = tool::output(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    if !is_root && tool::output(Command::new("sudo").args(["-n", "true"])).is_none() {
        return Ok(false);
    }
    println!("Installing {} with apt-get.", packages.join(" and "));
    let apt_get = |arguments: &[&str]| {
        let mut command = Command::new(if is_root { "env" } else { "sudo" });
        if !is_root {
            command.args(["-n", "env"]);
        }
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command.args(arguments);
        tool::run(&mut command)
    };
    apt_get(&["update"])?;
    apt_get(&[&["install", "-y", "--no-install-recommends"], packages].concat())?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_version_is_read() {
        assert_eq!(major_version("v20.11.1"), Some(20));
        assert_eq!(major_version("v8"), Some(8));
        assert_eq!(major_version("command not found"), None);
    }

    #[test]
    fn the_specs_are_found_by_their_ending_in_order() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser");
        let names = spec_names(&folder).unwrap();
        assert!(names.contains(&OsString::from("page.test.mjs")));
        assert!(!names.contains(&OsString::from("harness.mjs")));
        assert!(names.is_sorted());
    }
}
