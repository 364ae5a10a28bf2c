//! Bundles the page's scripts and styles, and makes the page that is one file, with esbuild.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Files, read_tree};
use crate::paths::{dist, root, target};
use crate::{say, setup::node};

/// Parts that weigh much and that few readers need: they are fetched and kept when first used.
const ON_USE: &[&str] = &["parts/pdf-"];
/// The page in one file; it lies beside the others and no page loads it.
pub const SINGLE: &str = "dateline.html";
const PAGE: &str = "index.html";
/// Where the page wants the names of its parts, which it loads ahead.
const PARTS: &str = "__PARTS__";
/// Where the page wants the weight of its engine in bytes: what has arrived of it is the progress.
const BYTES: &str = "__BYTES__";
/// The engine, as `ENGINE` of www/engine.js has it.
const ENGINE: &[&str] = &["dateline.js", "worker.js", "dateline_bg.wasm", "model.bin"];

/// Whether a file is fetched only when it is first used.
pub fn on_use(path: &str) -> bool {
    ON_USE.iter().any(|prefix| path.starts_with(prefix))
}

/// The bundled scripts and styles.
///
/// # Errors
/// When Node or npm is missing, or a script does not parse.
pub fn page() -> Result<Files> {
    node::find()?;
    node::packages(&root().join("www"))?;
    let out = target().join("page");
    // What an earlier bundle left would be taken for a part of this one.
    let _ = fs::remove_dir_all(&out);
    say::run("bundle the page", bundler("page").arg(&out))?;
    read_tree(&out, |_| true)
}

/// Tells the page the names of its parts and the weight of its engine.
///
/// # Errors
/// When the page lacks a place for them.
pub fn fill(files: &mut Files) -> Result<()> {
    let parts: Vec<&str> =
        files.keys().map(String::as_str).filter(|path| path.starts_with("parts/") && !on_use(path)).collect();
    let bytes: usize = ENGINE.iter().filter_map(|path| files.get(*path)).map(Vec::len).sum();
    let mut html = String::from_utf8(files.get(PAGE).context("www/ has no index.html")?.clone())?;
    for (place, value) in [(PARTS, parts.join(" ")), (BYTES, bytes.to_string())] {
        if html.matches(place).count() != 1 {
            bail!("www/{PAGE} must hold {place} once");
        }
        html = html.replace(place, &value);
    }
    files.insert(PAGE.to_owned(), html.into_bytes());
    Ok(())
}

/// Makes the page that is one file, from a finished dist/.
///
/// # Errors
/// When a file of dist/ is missing.
pub fn single() -> Result<()> {
    say::run("the page as one file", bundler("single").arg(dist()))
}

fn bundler(what: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(root().join("www/bundle.mjs")).arg(what);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> Files {
        let named = ["parts/map-1.js", "parts/pdf-2.js", "app.js", "model.bin"];
        let named = named.map(|path| (path.to_owned(), vec![0; 3]));
        named.into_iter().chain([(PAGE.to_owned(), body.as_bytes().to_vec())]).collect()
    }

    #[test]
    fn the_page_knows_what_to_load_ahead_and_how_much() {
        let mut files = page("<body data-parts=\"__PARTS__\" data-bytes=\"__BYTES__\">");
        fill(&mut files).unwrap();
        assert_eq!(files[PAGE], b"<body data-parts=\"parts/map-1.js\" data-bytes=\"3\">");
    }

    #[test]
    fn a_page_without_the_place_is_an_error() {
        assert!(fill(&mut page("<body>")).is_err());
    }
}
