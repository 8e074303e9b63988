//! Static files over HTTP on 127.0.0.1, for work and for tests: nothing here listens to other machines.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::Runtime;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_livereload::{LiveReloadLayer, Reloader};

/// Connections that may wait to be accepted: as many as the standard library allows.
const BACKLOG: u32 = 128;

/// A port that is ours and at which nobody is answered yet: a browser that comes too early is told so at once.
#[derive(Debug)]
pub(crate) struct ReservedPort {
    socket: TcpSocket,
    port: u16,
}

impl ReservedPort {
    /// Takes the port of 127.0.0.1; 0 lets the system choose one.
    ///
    /// # Errors
    /// When another program has it.
    pub(crate) fn take(port: u16) -> Result<Self> {
        let socket = TcpSocket::new_v4().context("this system gives us no socket")?;
        // On Unix a port stays unusable for a minute after its last server without this; on Windows
        // the same option would let two servers share one port.
        #[cfg(unix)]
        socket
            .set_reuseaddr(true)
            .context("this system gives us no socket")?;
        socket
            .bind(SocketAddr::from(([127, 0, 0, 1], port)))
            .map_err(|error| taken(port, error))?;
        Ok(Self { socket, port })
    }
}

/// A server that answers until it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    // Held for its threads.
    _runtime: Runtime,
    address: SocketAddr,
}

impl Server {
    /// Serves the folder below the path at a port that the system chooses.
    ///
    /// # Errors
    /// When this machine gives us no port or no thread.
    pub(crate) fn start_below(folder: &Path, path: &str) -> Result<Self> {
        let router = Router::new().nest_service(path, ServeDir::new(folder));
        Self::start(ReservedPort::take(0)?, router)
    }

    /// Serves the folder at the port, and reloads the pages that it has served when told to.
    ///
    /// # Errors
    /// When another program was quicker to listen at the port, or this machine gives us no thread.
    pub(crate) fn start_with_reload(port: ReservedPort, folder: &Path) -> Result<(Self, Reloader)> {
        // The layer gives the events alone: it would inject an inline script, which the page's
        // content security policy forbids. Our own script is part of the page that `serve` makes.
        let layer = LiveReloadLayer::new().request_predicate(|_: &Request<Body>| false);
        let reloader = layer.reloader();
        let router = Router::new()
            .fallback_service(ServeDir::new(folder))
            .layer(layer);
        Ok((Self::start(port, router)?, reloader))
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    fn start(port: ReservedPort, router: Router) -> Result<Self> {
        let runtime = Runtime::new().context("this system gives us no thread")?;
        let listener = {
            let _inside = runtime.enter();
            listen(port)?
        };
        let address = listener.local_addr().context("the server has no address")?;
        // A browser that kept a file would show the page of before the change.
        let router = router.layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self {
            _runtime: runtime,
            address,
        })
    }
}

fn listen(port: ReservedPort) -> Result<TcpListener> {
    port.socket
        .listen(BACKLOG)
        .map_err(|error| taken(port.port, error))
}

fn taken(port: u16, error: std::io::Error) -> anyhow::Error {
    let other = if port == u16::MAX { port - 1 } else { port + 1 };
    match error.kind() {
        ErrorKind::AddrInUse => anyhow::anyhow!(
            "port {port} of 127.0.0.1 is taken by another program: stop that, or choose another \
             port with `--port`, for example `cargo xtask serve --port {other}`"
        ),
        _ => anyhow::anyhow!(
            "port {port} of 127.0.0.1 cannot be used ({error}): choose another with `--port`, for \
             example `cargo xtask serve --port {other}`"
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};

    use super::*;

    fn answer(address: SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_taken_port_is_told_in_one_sentence_with_what_to_do() {
        let other = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = other.local_addr().unwrap().port();
        let mistake = ReservedPort::take(port).unwrap_err().to_string();
        assert!(mistake.contains(&format!("port {port}")), "{mistake}");
        assert!(mistake.contains("--port"), "{mistake}");
        assert_eq!(mistake.lines().count(), 1, "{mistake}");
    }

    #[test]
    fn files_are_served_below_the_path_with_their_types_and_not_kept() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let server = Server::start_below(&folder, "/below").unwrap();
        let script = answer(server.address(), "/below/live-reload.js");
        assert!(script.starts_with("HTTP/1.1 200 OK"), "{script}");
        assert!(script.contains("content-type: text/javascript"), "{script}");
        assert!(script.contains("cache-control: no-store"), "{script}");
        let missing = answer(server.address(), "/live-reload.js");
        assert!(missing.starts_with("HTTP/1.1 404"), "{missing}");
    }
}
