//! How long one analysis takes, in WebAssembly (Node's engine is Chromium's) and natively. Reports; never fails a test.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::build;
use crate::paths::{cargo, root};
use crate::{say, setup};

/// Times the golden articles, or `text` alone, and prints the median milliseconds of each.
///
/// # Errors
/// When something does not build, or there is nothing to time.
pub fn run(text: Option<&Path>) -> Result<()> {
    build()?;
    setup::node::find()?;
    let files = match text {
        Some(file) => vec![file.canonicalize().with_context(|| format!("cannot read {}", file.display()))?],
        None => golden()?,
    };
    let mut node = Command::new("node");
    node.arg("tests/wasm/bench.mjs").args(&files).current_dir(root());
    let wasm = rows(&say::output(&mut node)?)?;
    say::run("build the native timing", cargo().args(["build", "--release", "--example", "timing"]))?;
    let mut native = cargo();
    native.args(["run", "--quiet", "--release", "--example", "timing", "--", "data/model.bin"]).args(&files);
    let native = rows(&say::output(&mut native)?)?;

    println!("{:>10} {:>9} {:>9} {:>9} {:>9}", "", "wasm", "wasm", "native", "native");
    println!("{:>10} {:>9} {:>9} {:>9} {:>9}", "characters", "ms", "M char/s", "ms", "M char/s");
    for (wasm, native) in wasm.iter().zip(&native) {
        println!(
            "{:>10} {:>9.2} {:>9.2} {:>9.2} {:>9.2}  {}",
            wasm.characters,
            wasm.ms,
            wasm.speed(),
            native.ms,
            native.speed(),
            wasm.name
        );
    }
    Ok(())
}

/// One file's figures.
struct Row {
    characters: u32,
    ms: f64,
    name: String,
}

impl Row {
    /// Millions of characters a second.
    fn speed(&self) -> f64 {
        f64::from(self.characters) / self.ms / 1e3
    }
}

fn rows(output: &str) -> Result<Vec<Row>> {
    let row = |line: &str| {
        let mut parts = line.splitn(3, '\t');
        let (characters, ms, name) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Row { characters: characters.parse().ok()?, ms: ms.parse().ok()?, name: name.to_owned() })
    };
    output.lines().map(|line| row(line).with_context(|| format!("not a timing: {line:?}"))).collect()
}

fn golden() -> Result<Vec<PathBuf>> {
    let dir = root().join("tests/golden");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&dir)?.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    if files.is_empty() {
        bail!("tests/golden has no articles");
    }
    Ok(files)
}
