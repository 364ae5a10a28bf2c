//! Makes dist/: the page as a folder of static files that any host can serve.
//!
//! Each part is made again only when what it is made from changed.

mod bindgen;
mod compile;
mod folder;
mod worker;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::paths::{dist, root};
use crate::say;

/// The files of dist/ by their paths in it, with `/` between folders.
type Files = BTreeMap<String, Vec<u8>>;

/// What a build found besides making dist/.
pub struct Built {
    /// Whether the committed TypeScript types were out of date; they have been written anew.
    pub types_were_stale: bool,
}

/// Builds dist/.
///
/// # Errors
/// When the Rust code does not compile, or a file of the page is missing or cannot be written.
pub fn build() -> Result<Built> {
    let started = Instant::now();
    let route = crate::setup::wasm::find_or_install()?;
    let wasm = compile::compile(&route)?;
    let bound = bindgen::bind(&wasm, route.folder())?;
    let types_were_stale = folder::write_if_changed(&root().join("www/types/dateline.d.ts"), &bound.types)?;

    let mut files = page(&root().join("www"))?;
    files.insert("dateline.js".to_owned(), bound.script);
    files.insert("dateline_bg.wasm".to_owned(), bound.wasm);
    files.insert("model.bin".to_owned(), read(&root().join("data/model.bin"))?);
    worker::fill(&mut files)?;
    let changed = folder::mirror(&files, &dist())?;
    let took = started.elapsed().as_secs_f32();
    say::note(&format!("dist/: {} files, {changed} changed, in {took:.1} s", files.len()));
    Ok(Built { types_were_stale })
}

/// The files of www/ that belong on a host: not the types, which only editors and checkers read.
fn page(www: &Path) -> Result<Files> {
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(www).sort_by_file_name() {
        let entry = entry.context("cannot read www/")?;
        let path = entry.path().strip_prefix(www)?;
        let hidden = path.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
        if !entry.file_type().is_file() || hidden || path.starts_with("types") {
            continue;
        }
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        files.insert(parts.join("/"), read(entry.path())?);
    }
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
