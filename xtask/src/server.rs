//! A static file server on this machine, such as any host of the page would be: no headers beyond the plain ones, and
//! compression of what hosts commonly compress.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::Path;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect};
use tokio::runtime::{Builder, Runtime};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// How many ports are tried, from the wanted one up.
const PORTS: u16 = 50;

/// A running server; it stops when dropped.
pub struct Server {
    runtime: Option<Runtime>,
    port: u16,
    base: String,
}

impl Server {
    /// Serves `dir` below the path `base`, at `port` or the next free one (0: any).
    ///
    /// # Errors
    /// When no port is free.
    pub fn start(dir: &Path, base: &str, port: u16) -> Result<Server> {
        let listener = listen(port)?;
        let port = listener.local_addr()?.port();
        listener.set_nonblocking(true)?;
        let base = format!("/{}/", base.trim_matches('/')).replace("//", "/");
        let pages = pages(dir, &base);
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_io().build()?;
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, pages).await
        });
        Ok(Server { runtime: Some(runtime), port, base })
    }

    /// The port it listens at.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The page's address under this host name.
    pub fn address(&self, host: &str) -> String {
        format!("http://{host}:{}{}", self.port, self.base)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn listen(wanted: u16) -> Result<TcpListener> {
    let last = if wanted == 0 { 0 } else { wanted.saturating_add(PORTS) };
    for port in wanted..=last {
        match TcpListener::bind(("127.0.0.1", port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            other => return other.with_context(|| format!("cannot listen at port {port}")),
        }
    }
    bail!("every port from {wanted} to {last} is taken")
}

/// The files of `dir` below `base`, which begins and ends with a slash.
fn pages(dir: &Path, base: &str) -> Router {
    let files = ServeDir::new(dir);
    let router = match base.trim_end_matches('/') {
        "" => Router::new().fallback_service(files),
        below => Router::new().nest_service(below, files),
    };
    let base = base.to_owned();
    // Without its last slash, the page's own relative addresses would miss the base.
    let add_slash = move |request: Request, next: Next| {
        let home = (format!("{}/", request.uri().path()) == base).then(|| Redirect::permanent(&base));
        async move {
            match home {
                Some(redirect) => redirect.into_response(),
                None => next.run(request).await,
            }
        }
    };
    let no_cache = SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    // Like most hosts, it leaves files of no known type alone; the model's numbers gain little.
    let compressed = DefaultPredicate::new().and(NotForContentType::new("application/octet-stream"));
    let compress = CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(compressed);
    router.layer(no_cache).layer(compress).layer(middleware::from_fn(add_slash))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::PathBuf;
    use std::time::Duration;

    use super::*;

    /// The status line's code, and the whole answer.
    fn get(server: &Server, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        (answer[9..12].parse().unwrap(), answer)
    }

    fn page(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("dateline-server-{name}-{}", std::process::id()));
        fs::create_dir_all(dir.join("ui")).unwrap();
        fs::write(dir.join("index.html"), "<p>page").unwrap();
        fs::write(dir.join("ui/a b.js"), "let a").unwrap();
        fs::write(dir.join("x.wasm"), "wasm").unwrap();
        dir
    }

    #[test]
    fn serves_files_with_their_types() {
        let dir = page("types");
        let server = Server::start(&dir, "/", 0).unwrap();
        for (path, kind) in
            [("/", "text/html"), ("/ui/a%20b.js?v=1", "text/javascript"), ("/x.wasm", "application/wasm")]
        {
            let (status, answer) = get(&server, path);
            assert_eq!(status, 200, "{path}");
            assert!(answer.contains(&format!("content-type: {kind}\r\n")), "{path}: {answer}");
        }
        assert_eq!(get(&server, "/none.js").0, 404);
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn compresses_what_hosts_compress() {
        let dir = page("gzip");
        let script = "let a = 1;\n".repeat(400);
        fs::write(dir.join("ui/long.js"), &script).unwrap();
        fs::write(dir.join("model.bin"), &script).unwrap();
        let server = Server::start(&dir, "/", 0).unwrap();
        let head = |path: &str, accepts: &str| {
            let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
            let ask = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{accepts}\r\n");
            stream.write_all(ask.as_bytes()).unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).unwrap();
            (answer.len(), String::from_utf8_lossy(&answer).into_owned())
        };
        let (bytes, answer) = head("/ui/long.js", "Accept-Encoding: gzip\r\n");
        assert!(answer.contains("content-encoding: gzip\r\n") && bytes < script.len() / 4, "{answer}");
        assert!(head("/ui/long.js", "").1.ends_with(&script));
        assert!(head("/model.bin", "Accept-Encoding: gzip\r\n").1.ends_with(&script));
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn stays_inside_its_folder() {
        let dir = page("inside");
        let secret = dir.with_extension("secret");
        fs::write(&secret, "secret").unwrap();
        let name = secret.file_name().unwrap().to_string_lossy().into_owned();
        let server = Server::start(&dir, "/", 0).unwrap();
        for path in [
            format!("/../{name}"),
            format!("/%2e%2e/{name}"),
            format!("/ui/..%2f..%2f{name}"),
            format!("//{}", secret.display()),
        ] {
            assert_eq!(get(&server, &path).0, 404, "{path}");
        }
        fs::remove_file(secret).unwrap();
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn serves_below_a_base_only() {
        let dir = page("base");
        let server = Server::start(&dir, "sub/path", 0).unwrap();
        assert_eq!(get(&server, "/sub/path/x.wasm").0, 200);
        assert!(get(&server, "/sub/path").1.contains("location: /sub/path/\r\n"));
        assert_eq!(get(&server, "/x.wasm").0, 404);
        assert_eq!(server.address("localhost"), format!("http://localhost:{}/sub/path/", server.port()));
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn answers_everyone_while_all_stay_connected() {
        let dir = page("burst");
        let server = Server::start(&dir, "/", 0).unwrap();
        let connect = |_| {
            let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
            stream.write_all(b"GET /x.wasm HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            stream
        };
        // A browser keeps its connections open after the answer: none may wait for another to close.
        let mut streams: Vec<TcpStream> = (0..40).map(connect).collect();
        for stream in &mut streams {
            let mut answer = [0; 12];
            stream.read_exact(&mut answer).unwrap();
            assert_eq!(&answer, b"HTTP/1.1 200");
        }
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn takes_the_next_port_when_one_is_taken() {
        let dir = page("port");
        let first = Server::start(&dir, "/", 0).unwrap();
        let second = Server::start(&dir, "/", first.port()).unwrap();
        assert!(second.port() > first.port());
        fs::remove_dir_all(dir).unwrap();
    }
}
