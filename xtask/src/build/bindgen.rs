//! Gives the compiled WebAssembly its JavaScript side and its TypeScript types.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{folder, read};
use crate::paths::{root, target};
use crate::say;

/// The finished WebAssembly and what goes with it.
pub struct Bound {
    /// The glue, a classic script that defines the global `wasm_bindgen`.
    pub script: Vec<u8>,
    /// The WebAssembly.
    pub wasm: Vec<u8>,
    /// The types, as an ES module's.
    pub types: Vec<u8>,
}

/// Binds the compiled file, or reads what an earlier call made from the same one.
///
/// # Errors
/// When the file is none that this version of wasm-bindgen made.
pub fn bind(compiled: &Path, route: &str) -> Result<Bound> {
    let out = target().join("wasm").join(format!("bound-{route}"));
    let stamp = out.join("made-from");
    // The lock file holds the version of wasm-bindgen, on which the result depends too.
    let lock = folder::digest(&read(&root().join("Cargo.lock"))?);
    let made_from = format!("{} {lock}", folder::digest(&read(compiled)?));
    if fs::read_to_string(&stamp).is_ok_and(|old| old == made_from) {
        return load(&out);
    }
    let bar = say::spinner("bind to JavaScript");
    let _ = fs::remove_file(&stamp);
    // A worker made from a blob cannot import a module under the page's policy: its glue is a classic script.
    generate(compiled, &out.join("script"), false).context("wasm-bindgen failed")?;
    // The page's own modules name the types as a module's.
    generate(compiled, &out.join("module"), true).context("wasm-bindgen failed")?;
    bar.finish_and_clear();
    fs::write(stamp, made_from)?;
    load(&out)
}

fn generate(compiled: &Path, out: &Path, module: bool) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name("dateline").typescript(module);
    bindgen.remove_name_section(true).remove_producers_section(true);
    if module {
        bindgen.bundler(true)?;
    } else {
        bindgen.no_modules(true)?;
    }
    fs::create_dir_all(out)?;
    bindgen.generate(out)
}

fn load(out: &Path) -> Result<Bound> {
    Ok(Bound {
        script: read(&out.join("script/dateline.js"))?,
        wasm: read(&out.join("script/dateline_bg.wasm"))?,
        types: read(&out.join("module/dateline.d.ts"))?,
    })
}
