//! Node and the packages of the browser tests.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths::{on_path, root};
use crate::say;

/// The oldest Node whose test runner does what the tests need.
const OLDEST: u32 = 20;

/// Node's version.
///
/// # Errors
/// When Node is missing or too old; the message says what to install.
pub fn find() -> Result<String> {
    let Ok(version) = say::output(Command::new("node").arg("--version")) else {
        bail!("the tests need Node {OLDEST} or newer: https://nodejs.org, or your system's nodejs and npm packages");
    };
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST) {
        bail!("Node {version} is too old: the tests need {OLDEST} or newer (https://nodejs.org)");
    }
    Ok(version)
}

/// The folder of the browser tests.
pub fn browser_tests() -> PathBuf {
    root().join("tests/e2e")
}

/// Installs the browser tests' packages when their lock file changed since the last time.
///
/// # Errors
/// When npm is missing or fails.
pub fn packages() -> Result<()> {
    let dir = browser_tests();
    let Ok(lock) = fs::read(dir.join("package-lock.json")) else {
        say::note("tests/e2e has no package-lock.json: no packages to install");
        return Ok(());
    };
    // npm writes its own file into node_modules, so this one goes with the packages it vouches for.
    let stamp = dir.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|old| old == lock) {
        return Ok(());
    }
    let npm = on_path(&["npm", "npm.cmd"]).context("the browser tests need npm, which comes with Node")?;
    say::run("npm ci in tests/e2e", Command::new(npm).args(["ci", "--no-audit", "--no-fund"]).current_dir(&dir))?;
    if dir.join("node_modules").is_dir() {
        fs::write(stamp, lock)?;
    }
    Ok(())
}
