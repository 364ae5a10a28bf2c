//! The second browser of the browser tests, for what engines may differ in.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::apt;
use crate::paths::on_path;
use crate::say;

const NAMES: &[&str] = &["firefox", "firefox-esr"];

const PLACES: &[&str] =
    &["/Applications/Firefox.app/Contents/MacOS/firefox", "C:\\Program Files\\Mozilla Firefox\\firefox.exe"];

/// Firefox's program: what FIREFOX names, else a Firefox that is here.
///
/// # Errors
/// When FIREFOX names no file.
pub fn find() -> Result<Option<PathBuf>> {
    if let Some(named) = env::var_os("FIREFOX").filter(|name| !name.is_empty()) {
        let path = PathBuf::from(named);
        return if path.is_file() {
            Ok(Some(path))
        } else {
            bail!("FIREFOX names {}, which is no file", path.display())
        };
    }
    Ok(on_path(NAMES).or_else(|| PLACES.iter().map(Path::new).find(|path| path.is_file()).map(Path::to_owned)))
}

/// As [`find`], else Debian's, installed where that is allowed. Where there is none in the end, its tests are skipped,
/// and this says so.
///
/// # Errors
/// When FIREFOX names no file.
pub fn find_or_install() -> Result<Option<PathBuf>> {
    let mut found = find()?;
    if found.is_none() && apt::exists() {
        if let Err(reason) = apt::install(&["firefox-esr"], "Testing in Firefox as well") {
            say::note(&format!("{reason:#}"));
        }
        found = find()?;
    }
    if found.is_none() {
        say::note("the tests in Firefox are skipped: install Firefox, or name its program in FIREFOX");
    }
    Ok(found)
}
