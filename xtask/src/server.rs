//! A static file server on this machine, such as any host of the page would be: no headers beyond the plain ones.

use std::fs::{self, File};
use std::io::{Cursor, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, anyhow};
use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response};

/// How many requests are answered at once; a browser opens six connections to a host.
const THREADS: usize = 6;

/// How many ports are tried, from the wanted one up.
const PORTS: u16 = 50;

/// A running server; it stops when dropped.
pub struct Server {
    http: Arc<tiny_http::Server>,
    port: u16,
    base: String,
}

impl Server {
    /// Serves `dir` below the path `base`, at `port` or the next free one (0: any).
    ///
    /// # Errors
    /// When no port is free.
    pub fn start(dir: &Path, base: &str, port: u16) -> Result<Server> {
        let (http, port) = listen(port)?;
        let http = Arc::new(http);
        let base = format!("/{}/", base.trim_matches('/')).replace("//", "/");
        for _ in 0..THREADS {
            let (http, dir, base) = (Arc::clone(&http), dir.to_owned(), base.clone());
            thread::spawn(move || {
                while let Ok(request) = http.recv() {
                    // A browser that went away in the middle of an answer is no concern of ours.
                    let _ = answer(request, &dir, &base);
                }
            });
        }
        Ok(Server { http, port, base })
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
        for _ in 0..THREADS {
            self.http.unblock();
        }
    }
}

fn listen(wanted: u16) -> Result<(tiny_http::Server, u16)> {
    let last = if wanted == 0 { 0 } else { wanted.saturating_add(PORTS) };
    for port in wanted..=last {
        match tiny_http::Server::http(("127.0.0.1", port)) {
            Ok(http) => {
                let at = http.server_addr().to_ip().context("the server has no address")?.port();
                return Ok((http, at));
            }
            Err(error) => {
                let taken = error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == ErrorKind::AddrInUse);
                if !taken {
                    return Err(anyhow!("cannot listen at port {port}: {error}"));
                }
            }
        }
    }
    Err(anyhow!("every port from {wanted} to {last} is taken"))
}

fn answer(request: Request, dir: &Path, base: &str) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(plain(405, "only GET and HEAD"));
    }
    let url = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
    if format!("{url}/") == base {
        return request.respond(plain(301, "").with_header(header("Location", base)));
    }
    let Some(path) = url.strip_prefix(base).and_then(|below| locate(dir, below)) else {
        return request.respond(plain(404, "not found"));
    };
    match File::open(&path) {
        Ok(file) => {
            let response = Response::from_file(file)
                .with_header(header("Content-Type", &media_type(&path)))
                .with_header(header("Cache-Control", "no-cache"));
            request.respond(response)
        }
        Err(_) => request.respond(plain(404, "not found")),
    }
}

/// The file that a path below the base names, if it lies in `dir`, links followed.
fn locate(dir: &Path, below: &str) -> Option<PathBuf> {
    let mut path = dir.join(&*percent_decode_str(below).decode_utf8().ok()?);
    if path.is_dir() {
        path.push("index.html");
    }
    let (path, dir) = (fs::canonicalize(path).ok()?, fs::canonicalize(dir).ok()?);
    (path.starts_with(dir) && path.is_file()).then_some(path)
}

fn media_type(path: &Path) -> String {
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    if guess.type_() == "text" { format!("{guess}; charset=utf-8") } else { guess.to_string() }
}

fn plain(status: u16, text: &str) -> Response<Cursor<Vec<u8>>> {
    Response::from_string(text).with_status_code(status)
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("header names and values here are plain ASCII")
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// The status line's code, and the whole answer.
    fn get(server: &Server, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
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
        for (path, kind) in [
            ("/", "text/html; charset=utf-8"),
            ("/ui/a%20b.js?v=1", "text/javascript; charset=utf-8"),
            ("/x.wasm", "application/wasm"),
        ] {
            let (status, answer) = get(&server, path);
            assert_eq!(status, 200, "{path}");
            assert!(answer.contains(&format!("Content-Type: {kind}\r\n")), "{path}: {answer}");
        }
        assert_eq!(get(&server, "/none.js").0, 404);
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
        assert_eq!(get(&server, "/sub/path").0, 301);
        assert_eq!(get(&server, "/x.wasm").0, 404);
        assert_eq!(server.address("localhost"), format!("http://localhost:{}/sub/path/", server.port()));
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
