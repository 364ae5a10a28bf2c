//! rustfmt and clippy, which a minimal Rust lacks.

use std::process::Command;

use anyhow::{Result, bail};

use super::apt;
use crate::paths::{cargo, on_path};
use crate::say;

/// Makes sure that `cargo fmt` and `cargo clippy` run.
///
/// # Errors
/// When one is missing and cannot be installed; the message says what to install.
pub fn format_and_lint_tools() -> Result<()> {
    let missing = |tool: &str| say::output(cargo().args([tool, "--version"])).is_err();
    if !missing("fmt") && !missing("clippy") {
        return Ok(());
    }
    if on_path(&["rustup"]).is_some() {
        let mut add = Command::new("rustup");
        add.args(["component", "add", "rustfmt", "clippy"]);
        say::run("rustup component add rustfmt clippy", &mut add)?;
    } else if apt::exists() {
        apt::install(&["rustfmt-web", "rust-web-clippy"], "Checking the code's form")?;
    }
    if missing("fmt") || missing("clippy") {
        bail!("the tests need rustfmt and clippy: `rustup component add rustfmt clippy`, or your system's packages");
    }
    Ok(())
}
