//! Builds the page and serves it on this machine.

use anyhow::Result;

use crate::build::build;
use crate::paths::dist;
use crate::server::Server;

/// Builds and serves dist/ until interrupted, at `port` or the next free one.
///
/// # Errors
/// When the build fails or no port is free.
pub fn serve(port: u16, base: &str) -> Result<()> {
    build()?;
    let server = Server::start(&dist(), base, port)?;
    if port != 0 && server.port() != port {
        println!("Port {port} is taken; using {} instead.", server.port());
    }
    println!("Dateline is at {} (Ctrl+C stops it)", server.address("localhost"));
    loop {
        std::thread::park();
    }
}
