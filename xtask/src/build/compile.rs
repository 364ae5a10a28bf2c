//! Compiles the library to WebAssembly.

use std::env;
use std::path::PathBuf;

use anyhow::Result;

use crate::paths::{root, target};
use crate::say;
use crate::setup::wasm::{Route, TARGET};

/// Compiles the library and returns the file made, still without its JavaScript side.
///
/// # Errors
/// When the code does not compile.
pub fn compile(route: &Route) -> Result<PathBuf> {
    // A folder for each compiler: sharing one would make them undo each other's work.
    let folder = target().join("wasm").join(route.folder());
    let mut command = route.cargo_build();
    command
        .args(["--package", "dateline", "--lib", "--no-default-features", "--profile", "wasm"])
        .arg("--target-dir")
        .arg(&folder)
        .env("CARGO_ENCODED_RUSTFLAGS", flags().join("\u{1f}"))
        .env_remove("RUSTFLAGS");
    // Cargo shows its own progress.
    say::note(&format!("compile to WebAssembly with {route}"));
    say::show(&mut command)?;
    Ok(folder.join(TARGET).join("wasm/dateline.wasm"))
}

/// Every browser since 2023 has 128-bit vectors; the paths of the machine that built the file are nobody's business.
fn flags() -> Vec<String> {
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    if let Some(home) = home {
        flags.push(format!("--remap-path-prefix={}=crates", home.join("registry/src").display()));
    }
    flags.push(format!("--remap-path-prefix={}=.", root().display()));
    flags
}
