//! Makes dist/: the page as a folder of static files that any host can serve.
//!
//! Each part is made again only when what it is made from changed.

mod bindgen;
pub mod bundle;
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

    let mut files = page()?;
    files.insert("dateline.js".to_owned(), bound.script);
    files.insert("dateline_bg.wasm".to_owned(), bound.wasm);
    files.insert("model.bin".to_owned(), read(&root().join("data/model.bin"))?);
    bundle::fill(&mut files)?;
    worker::fill(&mut files)?;
    let changed = folder::mirror(&files, &dist())?;
    bundle::single()?;
    let took = started.elapsed().as_secs_f32();
    say::note(&format!("dist/: {} files, {changed} changed, in {took:.1} s", files.len() + 1));
    Ok(Built { types_were_stale })
}

/// The page's scripts and styles, bundled, and its other files: those of www/ that are none of them, and the scripts that
/// run by themselves.
fn page() -> Result<Files> {
    const BY_ITSELF: &[&str] = &["sw.js", "worker.js"];
    const BUNDLED: &[&str] = &["js", "css", "mjs", "json"];
    let mut files = bundle::page()?;
    let other = |path: &Path| {
        let bundled = path.extension().is_some_and(|extension| BUNDLED.iter().any(|one| extension == *one));
        let by_itself = BY_ITSELF.iter().any(|one| path == Path::new(one));
        // Types are for editors and checkers.
        by_itself || !(bundled || path.starts_with("types"))
    };
    files.extend(read_tree(&root().join("www"), other)?);
    Ok(files)
}

/// The files below `dir` that are wanted, by their paths in it; no hidden ones.
fn read_tree(dir: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Files> {
    let mut files = Files::new();
    let shown = |entry: &walkdir::DirEntry| {
        let path = entry.path().strip_prefix(dir).unwrap_or(entry.path());
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let packages = entry.file_name() == "node_modules";
        !hidden && !packages && (entry.file_type().is_dir() || wanted(path))
    };
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name().into_iter().filter_entry(shown) {
        let entry = entry.with_context(|| format!("cannot read {}", dir.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(dir)?;
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        files.insert(parts.join("/"), read(entry.path())?);
    }
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
