//! Every test, cheapest first, each step named with its time; the first failure ends the run.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::build::build;
use crate::paths::{cargo, dist, on_path, root, target};
use crate::server::Server;
use crate::setup::wasm::{Route, TARGET};
use crate::setup::{self, node};
use crate::{say, size};

type Step = (&'static str, fn() -> Result<()>);

const STEPS: &[Step] = &[
    ("set-up", setup::all),
    ("format", format),
    ("lints", lints),
    ("build of dist/", page),
    ("Rust tests", rust_tests),
    ("WebAssembly against the command line", parity),
    ("types of the page", || npm("types")),
    ("lints of the page", || npm("lint")),
    ("browser tests", browser),
    ("sizes", size::check),
];

/// Runs every step and prints how long each took.
///
/// # Errors
/// At the first step that fails, with its name.
pub fn run() -> Result<()> {
    let started = Instant::now();
    let mut times = Vec::new();
    for (name, step) in STEPS {
        eprintln!("\n== {name}");
        let begun = Instant::now();
        step().with_context(|| format!("FAILED: {name}"))?;
        times.push((name, begun.elapsed().as_secs_f32()));
    }
    println!();
    for (name, seconds) in times {
        println!("{seconds:>7.1} s  {name}");
    }
    println!("{:>7.1} s  all {} steps passed", started.elapsed().as_secs_f32(), STEPS.len());
    Ok(())
}

fn format() -> Result<()> {
    say::show(cargo().args(["fmt", "--all", "--check"]))
}

fn lints() -> Result<()> {
    say::show(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    // Debian's clippy has no standard library for this target; there the build alone reads that code.
    if setup::wasm::find_or_install()? == Route::Target {
        let mut clippy = cargo();
        clippy.args(["clippy", "--package", "dateline", "--lib", "--no-default-features", "--target", TARGET]);
        clippy.arg("--target-dir").arg(target().join("wasm/clippy")).args(["--", "-D", "warnings"]);
        say::show(&mut clippy)?;
    }
    Ok(())
}

fn page() -> Result<()> {
    if build()?.types_were_stale {
        bail!("www/types/dateline.d.ts was out of date. It has been written anew: look at it and commit it");
    }
    Ok(())
}

fn rust_tests() -> Result<()> {
    say::show(cargo().args(["test", "--workspace"]))
}

fn parity() -> Result<()> {
    say::show(cargo().args(["build", "--workspace", "--bin", "dateline"]))?;
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec", "tests/wasm/parity.test.mjs"]);
    say::show(node.current_dir(root()).env("DATELINE_CLI", cli()))
}

/// The command line's program, which the step before the browser tests builds.
fn cli() -> PathBuf {
    target().join("debug").join(format!("dateline{}", std::env::consts::EXE_SUFFIX))
}

/// A script of the browser tests' package.
fn npm(script: &str) -> Result<()> {
    say::show(&mut npm_run(script)?)
}

fn npm_run(script: &str) -> Result<Command> {
    let mut npm = Command::new(on_path(&["npm", "npm.cmd"]).context("npm is missing")?);
    npm.args(["run", "--silent", script]).current_dir(node::browser_tests());
    Ok(npm)
}

fn browser() -> Result<()> {
    let plain = Server::start(&dist(), "/", 0)?;
    let below = Server::start(&dist(), "/sub/path/", 0)?;
    let mut npm = npm_run("test")?;
    npm.env("DATELINE_URL", plain.address("127.0.0.1"));
    npm.env("DATELINE_SUB_URL", below.address("127.0.0.1"));
    npm.env("DATELINE_CLI", cli());
    npm.env("CHROMIUM", setup::chromium::find_or_install()?);
    if let Some(firefox) = setup::firefox::find()? {
        npm.env("FIREFOX", firefox);
    }
    say::show(&mut npm)
}
