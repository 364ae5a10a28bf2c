//! Node and the packages of the page and of its browser tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths::{on_path, root};
use crate::say;

/// The oldest Node that runs the bundler, and whose test runner does what the tests need.
const OLDEST: u32 = 20;

/// Node's version.
///
/// # Errors
/// When Node is missing or too old; the message says what to install.
pub fn find() -> Result<String> {
    let Ok(version) = say::output(Command::new("node").arg("--version")) else {
        bail!(
            "the page is bundled and tested with Node {OLDEST} or newer: https://nodejs.org, or your system's nodejs and npm packages"
        );
    };
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST) {
        bail!("Node {version} is too old: {OLDEST} or newer is needed (https://nodejs.org)");
    }
    Ok(version)
}

/// The folder of the browser tests.
pub fn browser_tests() -> PathBuf {
    root().join("tests/e2e")
}

/// Installs a folder's packages when their lock file changed since the last time. No package's own scripts run.
///
/// # Errors
/// When npm is missing or fails.
pub fn packages(dir: &Path) -> Result<()> {
    let name = dir.strip_prefix(root()).unwrap_or(dir).display();
    let lock = fs::read(dir.join("package-lock.json")).with_context(|| format!("{name} has no package-lock.json"))?;
    // npm writes its own file into node_modules, so this one goes with the packages it vouches for.
    let stamp = dir.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    let npm = on_path(&["npm", "npm.cmd"]).context("npm is missing; it comes with Node")?;
    let mut command = Command::new(npm);
    command.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(dir);
    say::run(&format!("npm ci in {name}"), &mut command)?;
    if dir.join("node_modules").is_dir() {
        fs::write(stamp, lock)?;
    }
    Ok(())
}
