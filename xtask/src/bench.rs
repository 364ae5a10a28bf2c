//! How long one analysis takes, and a new day of publication or a new correction for a text that has been read, in
//! WebAssembly (Node's engine is Chromium's) and natively, and how long the model takes to load; natively also how fast the reader alone is, from
//! tokens to dependencies, and how fast the cast, the times, the quotes and the events alone are read. Reports; never fails a test.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::build;
use crate::paths::{cargo, root};
use crate::{say, setup};

/// Times the golden articles, or `text` alone, and prints the median milliseconds of each, read anew, for another day and with a
/// correction, then the
/// reader's words a second over all of them (words are tokens) and the milliseconds that loading takes.
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
    let wasm = figures(&say::output(&mut node)?)?;
    say::run("build the native timing", cargo().args(["build", "--release", "--example", "timing"]))?;
    let mut native = cargo();
    native.args(["run", "--quiet", "--release", "--example", "timing", "--", "data/model.bin"]).args(&files);
    let native = figures(&say::output(&mut native)?)?;

    println!("{:>10} {:>54} {:>56}", "", "WebAssembly", "native");
    println!(
        "{:>10} {:>9} {:>13} {:>18} {:>11} {:>9} {:>13} {:>18} {:>11} {:>9}",
        "characters",
        "ms",
        "new day, ms",
        "new correction, ms",
        "M char/s",
        "ms",
        "new day, ms",
        "new correction, ms",
        "M char/s",
        "words/s"
    );
    for (wasm, native) in wasm.rows.iter().zip(&native.rows) {
        println!(
            "{:>10} {:>9.2} {:>13.2} {:>18.2} {:>11.2} {:>9.2} {:>13.2} {:>18.2} {:>11.2} {:>9.0}  {}",
            wasm.characters,
            wasm.ms,
            wasm.new_day,
            wasm.correction,
            wasm.speed(),
            native.ms,
            native.new_day,
            native.correction,
            native.speed(),
            native.stages.as_ref().map_or(0.0, |s| f64::from(s.words) / s.reader * 1e3),
            wasm.name
        );
    }
    let all = native.rows.iter().filter_map(|row| row.stages.as_ref()).fold(Stages::default(), |a, b| Stages {
        words: a.words + b.words,
        reader: a.reader + b.reader,
        cast: a.cast + b.cast,
        times: a.times + b.times,
        quotes: a.quotes + b.quotes,
        events: a.events + b.events,
    });
    let characters: u32 = native.rows.iter().map(|row| row.characters).sum();
    println!("The reader alone, native: {:.0} words/s ({} words)", f64::from(all.words) / all.reader * 1e3, all.words);
    println!(
        "The cast alone, native: {:.1} M char/s, {:.2} ms for 5,000 characters",
        f64::from(characters) / all.cast / 1e3,
        all.cast * 5e3 / f64::from(characters)
    );
    println!("The times alone, native: {:.1} M char/s", f64::from(characters) / all.times / 1e3);
    println!(
        "The quotes alone, native: {:.1} M char/s, {:.2} ms for 5,000 characters",
        f64::from(characters) / all.quotes / 1e3,
        all.quotes * 5e3 / f64::from(characters)
    );
    println!(
        "The events alone, native: {:.1} M char/s, {:.2} ms for 5,000 characters",
        f64::from(characters) / all.events / 1e3,
        all.events * 5e3 / f64::from(characters)
    );
    println!("The model loads in {:.1} ms in WebAssembly, cold, and in {:.1} ms natively", wasm.load, native.load);
    Ok(())
}

/// What one program measured.
struct Figures {
    /// Milliseconds that loading the model takes.
    load: f64,
    rows: Vec<Row>,
}

/// One file's figures.
struct Row {
    characters: u32,
    ms: f64,
    /// Milliseconds that a new day of publication takes.
    new_day: f64,
    /// Milliseconds that a new correction takes.
    correction: f64,
    /// Where stages were measured one by one.
    stages: Option<Stages>,
    name: String,
}

/// Single stages on one file.
#[derive(Default)]
struct Stages {
    words: u32,
    /// Milliseconds of the reader.
    reader: f64,
    /// Milliseconds of entities, offices and relations, once names are read.
    cast: f64,
    /// Milliseconds of the time expressions, found and resolved.
    times: f64,
    /// Milliseconds of the quotes, once the cast is known.
    quotes: f64,
    /// Milliseconds of the events, once the quotes are known.
    events: f64,
}

impl Row {
    /// Millions of characters a second.
    fn speed(&self) -> f64 {
        f64::from(self.characters) / self.ms / 1e3
    }
}

fn figures(output: &str) -> Result<Figures> {
    let row = |line: &str| {
        let parts: Vec<&str> = line.split('\t').collect();
        let (characters, ms, new_day, correction, stages, name) = match parts[..] {
            [characters, ms, new_day, correction, name] => (characters, ms, new_day, correction, None, name),
            [characters, ms, new_day, correction, words, reader, cast, times, quotes, events, name] => {
                let words = words.parse().ok()?;
                let (reader, cast) = (reader.parse().ok()?, cast.parse().ok()?);
                let (times, quotes, events) = (times.parse().ok()?, quotes.parse().ok()?, events.parse().ok()?);
                let stages = Stages { words, reader, cast, times, quotes, events };
                (characters, ms, new_day, correction, Some(stages), name)
            }
            _ => return None,
        };
        let (characters, ms, new_day) = (characters.parse().ok()?, ms.parse().ok()?, new_day.parse().ok()?);
        let correction = correction.parse().ok()?;
        Some(Row { characters, ms, new_day, correction, stages, name: name.to_owned() })
    };
    let (first, others) = output.split_once('\n').context("no timings")?;
    let load = first.strip_prefix("load\t").and_then(|ms| ms.parse().ok()).context("no time of loading")?;
    let rows: Result<_> =
        others.lines().map(|line| row(line).with_context(|| format!("not a timing: {line:?}"))).collect();
    Ok(Figures { load, rows: rows? })
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
