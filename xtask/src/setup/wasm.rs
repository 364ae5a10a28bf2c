//! A compiler that can make WebAssembly.
//!
//! The ordinary way is the compiler's own `wasm32-unknown-unknown` target. Where that cannot be had, Debian's compiler
//! builds the standard library from source; its linker must be the LLVM release that the compiler was built with.

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::apt;
use crate::paths::{cargo, on_path};
use crate::say;

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// A way to compile WebAssembly.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// The compiler on the search path has the target.
    Target,
    /// Debian's compiler, with the standard library built from source and this linker.
    BuildStd {
        /// The program that links: `wasm-ld` of the compiler's LLVM.
        linker: PathBuf,
    },
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Route::Target => write!(f, "the compiler's own {TARGET} target"),
            Route::BuildStd { linker } => write!(f, "Debian's compiler with build-std and {}", linker.display()),
        }
    }
}

impl Route {
    /// The folder name that keeps one compiler's results from another's.
    pub fn folder(&self) -> &'static str {
        match self {
            Route::Target => "target",
            Route::BuildStd { .. } => "build-std",
        }
    }

    /// A `cargo build` by this route, still without package and profile.
    pub fn cargo_build(&self) -> Command {
        match self {
            Route::Target => {
                let mut command = cargo();
                command.args(["build", "--target", TARGET]);
                command
            }
            Route::BuildStd { linker } => {
                let mut command = Command::new(DEBIAN_CARGO);
                command
                    .current_dir(crate::paths::root())
                    .args(["build", "--target", TARGET, "-Zbuild-std=std,panic_abort"])
                    .env("RUSTC", DEBIAN_RUSTC)
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                // What the outer cargo set for its own compiler would mislead this one.
                for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "RUSTC_WRAPPER", "LD_LIBRARY_PATH"] {
                    command.env_remove(name);
                }
                command
            }
        }
    }
}

/// The way to compile WebAssembly here, installed first where that is needed and allowed.
///
/// # Errors
/// When there is none and none can be installed; the message says what to install.
pub fn find_or_install() -> Result<Route> {
    let wanted = env::var("DATELINE_WASM").ok();
    let (ours, debian) = match wanted.as_deref() {
        None | Some("") => (true, true),
        Some("target") => (true, false),
        Some("build-std") => (false, true),
        Some(other) => bail!("DATELINE_WASM is {other:?}; it may be target or build-std"),
    };
    if ours && has_target() {
        return Ok(Route::Target);
    }
    if let Some(route) = debian.then(build_std).flatten() {
        return Ok(route);
    }
    if ours && on_path(&["rustup"]).is_some() {
        let label = format!("rustup target add {TARGET}");
        match say::attempt(&label, Command::new("rustup").args(["target", "add", TARGET]))? {
            Ok(()) if has_target() => return Ok(Route::Target),
            Ok(()) => say::note("rustup added the target, but the compiler in use still lacks it"),
            Err(reason) => say::note(&format!("rustup could not add the target: {reason}")),
        }
    }
    if debian && apt::exists() {
        if !debian_compiler() {
            apt::install(&["rustc-web", "cargo-web", "rust-web-src"], "Compiling WebAssembly (before its linker)")?;
        }
        let llvm = llvm_release().context("Debian's compiler does not say which LLVM it uses")?;
        if build_std().is_none() {
            apt::install(&[&format!("lld-{llvm}")], "Linking WebAssembly")?;
        }
        return build_std().context("Debian's compiler is installed but incomplete");
    }
    bail!(
        "this compiler cannot make WebAssembly. Install its {TARGET} target: `rustup target add {TARGET}`, \
         or your system's package for it (Debian: rustc-web, cargo-web, rust-web-src and lld; \
         Fedora: rust-std-static-{TARGET}; Arch: rust-wasm)"
    )
}

fn has_target() -> bool {
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let Ok(dir) = say::output(rustc.args(["--print", "target-libdir", "--target", TARGET])) else { return false };
    let Ok(files) = fs::read_dir(dir) else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libcore-"))
}

fn build_std() -> Option<Route> {
    let linker = on_path(&[&format!("wasm-ld-{}", llvm_release()?)])?;
    debian_compiler().then_some(Route::BuildStd { linker })
}

/// Whether Debian's compiler is here, with cargo and the standard library's source.
fn debian_compiler() -> bool {
    let sysroot = say::output(Command::new(DEBIAN_RUSTC).args(["--print", "sysroot"])).unwrap_or_default();
    let source = Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock");
    Path::new(DEBIAN_CARGO).is_file() && source.is_file()
}

/// The major release of the LLVM that Debian's compiler was built with.
fn llvm_release() -> Option<u32> {
    let about = say::output(Command::new(DEBIAN_RUSTC).arg("-vV")).ok()?;
    let version = about.lines().find_map(|line| line.strip_prefix("LLVM version: "))?;
    version.split('.').next()?.parse().ok()
}
