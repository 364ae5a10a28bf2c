//! Random inputs, guided by what code they reach: libFuzzer over the targets of `fuzz/`. It needs a C++ compiler, no
//! nightly Rust: the code is instrumented with flags that stable compilers take.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths::{cargo, on_path, root, target};
use crate::say;

/// Instrumentation of edges and comparisons, as libFuzzer reads it, and checks that abort.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
                     -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Cpanic=abort -Ccodegen-units=1";

/// Fuzzes `name` for so many minutes; what it learns and what it finds stay in `target/fuzz/NAME/`.
///
/// # Errors
/// When it does not build, or an input breaks what must hold: then with the file that holds the input.
pub fn run(name: &str, minutes: u64) -> Result<()> {
    if !root().join("fuzz/targets").join(name).with_extension("rs").is_file() {
        bail!("there is no fuzz target {name:?}; fuzz/targets/ has them");
    }
    if on_path(&["c++", "g++", "clang++"]).is_none() {
        bail!("libFuzzer is built with a C++ compiler, and none is here; Debian's package is g++");
    }
    let version = say::output(Command::new("rustc").arg("-vV").current_dir(root()))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let out = target().join("fuzz");
    let mut build = cargo();
    // With `--target` the flags hold for the code that runs, not for build scripts.
    build.args(["build", "--release", "--locked", "--bin", name, "--target", host]).current_dir(root().join("fuzz"));
    say::run(&format!("build the fuzz target {name}"), build.env("RUSTFLAGS", FLAGS).env("CARGO_TARGET_DIR", &out))?;

    let (corpus, found) = (out.join(name).join("corpus"), out.join(name).join("found"));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&found)?;
    let mut fuzz = Command::new(out.join(host).join("release").join(name));
    fuzz.arg(&corpus).arg(format!("-max_total_time={}", minutes * 60)).arg("-print_final_stats=1");
    fuzz.arg("-max_len=600").arg("-timeout=20").arg(format!("-artifact_prefix={}/", found.display()));
    say::show(fuzz.current_dir(root())).with_context(|| format!("{name}: an input broke it, see {}", found.display()))
}
