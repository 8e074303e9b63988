//! `cargo xtask build`: the static site as it is published.

use anyhow::Result;

use crate::compile::Profile;
use crate::site;
use crate::size;
use crate::workspace::Workspace;

/// Writes the site into `dist/` and checks its size.
///
/// # Errors
/// When it does not build, or is too large.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    println!("Building the release page.");
    let (site, _) = site::make(workspace, Profile::Release, Ok)?;
    site.write_to(&workspace.dist())?;
    println!("The site is in dist/: put it in any folder of any static host.");
    size::check(&site)
}
