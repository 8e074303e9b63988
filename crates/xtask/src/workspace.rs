//! Where the files of the workspace are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout that `cargo xtask` runs in.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the checkout through cargo, which names the folder of this package to every program that it runs.
    ///
    /// # Errors
    /// When started by something else than cargo.
    pub(crate) fn find() -> Result<Self> {
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .context("xtask must be started by cargo, as `cargo xtask`")?;
        let root = Path::new(&package)
            .ancestors()
            .nth(2)
            .context("xtask must lie in crates/xtask of its workspace")?;
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// The top folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The page shell.
    pub(crate) fn index(&self) -> PathBuf {
        self.root.join("index.html")
    }

    /// The package of the page, with its script, style sheets and public files.
    pub(crate) fn web(&self) -> PathBuf {
        self.root.join("web")
    }

    /// The finished site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The specs that run in a browser.
    pub(crate) fn browser_tests(&self) -> PathBuf {
        self.root.join("tests").join("browser")
    }

    /// The native benchmarks, which need not exist.
    pub(crate) fn native_benches(&self) -> PathBuf {
        self.root.join("tests").join("benches")
    }
}
