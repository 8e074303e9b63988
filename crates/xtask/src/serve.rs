//! `cargo xtask serve`: the page on this machine, built and reloaded at each change of a source.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, ensure};
use tower_livereload::Reloader;

use crate::compile::Profile;
use crate::server::{ReservedPort, Server};
use crate::site::{self, INDEX, Parts};
use crate::tool::readable;
use crate::watch::Changes;
use crate::workspace::Workspace;

/// The script that only the served page has.
const LIVE_RELOAD: &str = "live-reload.js";

/// What is being served, once there is something to serve.
#[derive(Debug)]
struct Serving {
    // Held: it stops to answer when dropped.
    _server: Server,
    reloader: Reloader,
}

/// Serves the page until the process is ended.
///
/// # Errors
/// When the port is taken or the sources cannot be watched; a page that does not build is told and waited for.
pub(crate) fn serve(workspace: &Workspace, port: u16) -> Result<()> {
    // The port first: nobody should wait for a build to learn that it is taken.
    let mut reserved = Some(ReservedPort::take(port)?);
    let changes = Changes::watch(workspace)?;
    let mut serving: Option<Serving> = None;
    println!("Building the page.");
    loop {
        let begin = Instant::now();
        match build(workspace) {
            Ok(built) => {
                let time = readable(begin.elapsed());
                if let Some(port) = reserved.take() {
                    serving = Some(start(port, &built, &time)?);
                } else if let Some(serving) = &serving {
                    reload(serving, &built, &time);
                }
            }
            Err(error) => {
                eprintln!("error: {error:#}");
                println!("{} Waiting for a change.", kept(serving.as_ref()));
            }
        }
        let changed = changes.wait()?;
        println!("\nChanged: {}. Building the page.", list(changed));
    }
}

/// A site that is ready to be served.
#[derive(Debug)]
struct Built {
    folder: PathBuf,
    changed: bool,
}

fn build(workspace: &Workspace) -> Result<Built> {
    let (site, compiled) = site::make(workspace, Profile::Serve, with_live_reload)?;
    let folder = compiled.folder.join("site");
    let changed = site.write_to(&folder)?;
    Ok(Built { folder, changed })
}

fn start(port: ReservedPort, built: &Built, time: &str) -> Result<Serving> {
    let (server, reloader) = Server::start_with_reload(port, &built.folder)?;
    println!("Ready in {time}: open http://{}/", server.address());
    println!("Watching crates/, web/, index.html and Cargo.toml; Ctrl-C ends this.");
    Ok(Serving {
        _server: server,
        reloader,
    })
}

fn reload(serving: &Serving, built: &Built, time: &str) {
    if built.changed {
        serving.reloader.reload();
        println!("Ready in {time}: the page reloads.");
    } else {
        println!("Ready in {time}: the page is the same as before.");
    }
}

fn kept(serving: Option<&Serving>) -> &'static str {
    match serving {
        Some(_) => "The page stays as it was before this change.",
        None => "There is no page to serve yet.",
    }
}

fn list(changed: impl IntoIterator<Item = PathBuf>) -> String {
    changed
        .into_iter()
        .map(|path| path.display().to_string())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The page with a script that reloads it: a file of its own, so that the page runs under the same
/// content security policy as the published one.
fn with_live_reload(mut parts: Parts) -> Result<Parts> {
    let end = "</head>";
    ensure!(parts.index.contains(end), "{INDEX} must have a {end}");
    let script = format!("<script src=\"./{LIVE_RELOAD}\" defer></script>\n{end}");
    parts.index = parts.index.replacen(end, &script, 1);
    parts.public.insert(
        LIVE_RELOAD.to_owned(),
        include_bytes!("live-reload.js").to_vec(),
    );
    Ok(parts)
}
