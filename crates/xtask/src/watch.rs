//! The sources, watched for changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::workspace::Workspace;

/// How long nothing may change before we believe that an editor, or a change of branch, has finished.
const QUIET: Duration = Duration::from_millis(100);

/// Changes of the page's sources since the watch began.
#[derive(Debug)]
pub(crate) struct Changes {
    // Held: it stops watching when dropped.
    _watcher: RecommendedWatcher,
    received: Receiver<PathBuf>,
}

impl Changes {
    /// Begins to watch; changes are kept from now on, also those during a build.
    ///
    /// # Errors
    /// When the system cannot watch the folders.
    pub(crate) fn watch(workspace: &Workspace) -> Result<Self> {
        let (sender, received) = mpsc::channel();
        // As the system names it, not through a symbolic link: its events name files so.
        let root = workspace
            .root()
            .canonicalize()
            .context("the folder of the workspace is not there any more")?;
        let watched = [
            // Not with all below it: the target folder lies there, and changes all the time.
            (root.clone(), RecursiveMode::NonRecursive),
            (root.join("crates"), RecursiveMode::Recursive),
            (root.join("web"), RecursiveMode::Recursive),
        ];
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Ok(event) = event {
                send_sources(&root, event, &sender);
            }
        })
        .context("this system cannot watch files")?;
        for (folder, mode) in watched {
            watcher
                .watch(&folder, mode)
                .with_context(|| format!("cannot watch {}", folder.display()))?;
        }
        Ok(Self {
            _watcher: watcher,
            received,
        })
    }

    /// Waits for a change and until nothing more changes; the changed sources, relative to the root.
    ///
    /// # Errors
    /// When the system has stopped to watch.
    pub(crate) fn wait(&self) -> Result<BTreeSet<PathBuf>> {
        let first = self
            .received
            .recv()
            .context("the system has stopped to watch the sources")?;
        let mut changed = BTreeSet::from([first]);
        while let Ok(path) = self.received.recv_timeout(QUIET) {
            changed.insert(path);
        }
        Ok(changed)
    }
}

fn send_sources(root: &Path, event: Event, sender: &Sender<PathBuf>) {
    // Cargo reads every source: an event of a read would build forever.
    if event.kind.is_access() {
        return;
    }
    // A failure to send means that nobody waits any more.
    if event.need_rescan() {
        let _ = sender.send(PathBuf::from("too many files to name"));
    }
    for path in &event.paths {
        if let Ok(path) = path.strip_prefix(root)
            && is_source(path)
        {
            let _ = sender.send(path.to_owned());
        }
    }
}

/// Whether the page is made from the file at this path, relative to the root.
fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // What editors write beside a file while it is open.
    if name.starts_with(['.', '#']) || name.ends_with('~') || name == "4913" {
        return false;
    }
    if path.starts_with("crates/xtask") {
        return false;
    }
    path.starts_with("crates")
        || path.starts_with("web")
        || path == Path::new("index.html")
        || path == Path::new("Cargo.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_are_what_the_page_is_made_from() {
        for path in [
            "crates/sim/src/world.rs",
            "crates/sim/Cargo.toml",
            "web/src/main.rs",
            "web/style/tokens.css",
            "web/boot.js",
            "index.html",
            "Cargo.toml",
        ] {
            assert!(is_source(Path::new(path)), "{path}");
        }
        for path in [
            "target/debug/xtask",
            "dist/index.html",
            "Cargo.lock",
            "README.md",
            "crates/xtask/src/main.rs",
            "tests/main.rs",
            "web/src/.main.rs.swp",
            "web/src/main.rs~",
        ] {
            assert!(!is_source(Path::new(path)), "{path}");
        }
    }
}
