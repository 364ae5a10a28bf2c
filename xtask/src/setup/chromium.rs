//! The browser of the browser tests.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::apt;
use crate::paths::on_path;

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/// The browser's program: what CHROMIUM names, else a Chromium or Chrome that is here, else Debian's, installed.
///
/// # Errors
/// When CHROMIUM names no file, or there is no browser and none can be installed.
pub fn find_or_install() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|name| !name.is_empty()) {
        let path = PathBuf::from(named);
        return if path.is_file() { Ok(path) } else { bail!("CHROMIUM names {}, which is no file", path.display()) };
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    if apt::exists() {
        apt::install(&["chromium"], "Testing in a browser")?;
    }
    match find() {
        Some(found) => Ok(found),
        None => bail!("the browser tests need Chromium or Chrome: install one, or name it in CHROMIUM"),
    }
}

fn find() -> Option<PathBuf> {
    on_path(NAMES).or_else(|| PLACES.iter().map(Path::new).find(|path| path.is_file()).map(Path::to_owned))
}
