//! Scores the analyses on annotated sets outside the repository, and compares with what was reached before.

mod baseline;
mod scorer;
mod sets;

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::paths::{cargo, on_path, root, target};
use crate::say;
use baseline::Baseline;
use sets::{SETS, Scorer, Set};

/// How far a figure may fall below its baseline, in points of a hundred.
const MAY_FALL: f64 = 0.5;

/// Scores every set found below `data`, which holds `eval/` (the scorers) and `data/` (the sets). Without them, says so.
///
/// # Errors
/// When the analyser or a scorer fails, or a figure falls by more than half a point below the committed baseline.
pub fn run(data: Option<&Path>, update: bool) -> Result<()> {
    let Some(data) = data else { bail!("eval needs --data DIR, where DIR holds eval/ and data/") };
    let Some(python) = on_path(&["python3", "python"]) else {
        println!("eval skipped: python3 is missing");
        return Ok(());
    };
    let data = env::current_dir()?.join(data);
    if !data.join("eval").is_dir() || !data.join("data").is_dir() {
        println!("eval skipped: {} does not hold eval/ and data/", data.display());
        return Ok(());
    }
    say::show(cargo().args(["build", "--release", "--bin", "dateline"]))?;
    let bench = Bench { python, data, out: target().join("eval") };
    fs::create_dir_all(&bench.out)?;

    let mut baseline = Baseline::read()?;
    let mut fallen = Vec::new();
    for set in SETS {
        let gold: Vec<PathBuf> = set.gold.iter().map(|path| bench.data.join(path)).collect();
        if let Some(missing) = gold.iter().find(|path| !path.is_file()) {
            println!("{:<22} skipped: {} is missing", set.name, missing.display());
            baseline.keep(set.name);
            continue;
        }
        let mut line = format!("{:<22}", set.name);
        for (metric, value) in bench.score(set, &gold).with_context(|| format!("scoring {}", set.name))? {
            line.push_str(&format!(" {metric} {value:.1}"));
            let Some(before) = baseline.set(set.name, metric, value) else { continue };
            // Figures are kept to a tenth, so a smaller difference is none.
            if (value - before).abs() > 0.05 {
                line.push_str(&format!(" ({:+.1})", value - before));
            }
            if value < before - MAY_FALL {
                fallen.push(format!("{} {metric}: {before:.1} before, {value:.1} now", set.name));
            }
        }
        println!("{line}");
    }
    if update {
        return baseline.write();
    }
    if !fallen.is_empty() {
        bail!(
            "fallen by more than {MAY_FALL} points:\n  {}\nIf that is meant, run eval with --update",
            fallen.join("\n  ")
        );
    }
    Ok(())
}

/// What scoring needs to know of this machine.
struct Bench {
    python: PathBuf,
    data: PathBuf,
    out: PathBuf,
}

impl Bench {
    /// The set's figures, in points of a hundred, in the order of its metrics.
    fn score(&self, set: &Set, gold: &[PathBuf]) -> Result<Vec<(&'static str, f64)>> {
        let analyses = self.out.join(format!("{}.jsonl", set.name.replace('/', "-")));
        let scorer = self.data.join("eval").join(set.scorer.file());
        let mut score = Command::new(&self.python);
        score.arg(&scorer);
        match set.scorer {
            Scorer::Seed => {
                let day = scorer::publication_day(&gold[1])?;
                self.analyse(&["--published", &day, &gold[0].to_string_lossy()], "", &analyses)?;
                score.arg("--short").arg(&analyses);
                return scorer::table(&say::output(&mut score)?, set.metrics);
            }
            Scorer::Syntax => {
                let mut make = Command::new(&self.python);
                make.arg(&scorer).arg("--make-input").args(gold);
                self.analyse(&["--jsonl", "--tokens"], &say::output(&mut make)?, &analyses)?;
                scorer::name_tags(&analyses)?;
            }
            _ => self.analyse(&["--jsonl"], &scorer::input(gold)?, &analyses)?,
        }
        score.args(gold).arg(&analyses).arg("--json");
        scorer::json(&say::output(&mut score)?, set.metrics)
    }

    /// Runs the analyser with `input` on its standard input, into the file `out`.
    fn analyse(&self, args: &[&str], input: &str, out: &Path) -> Result<()> {
        let cli = target().join("release").join(format!("dateline{}", env::consts::EXE_SUFFIX));
        let mut command = Command::new(cli);
        command.arg("analyze").args(args).stdin(Stdio::piped()).stdout(fs::File::create(out)?);
        let mut child = command.spawn().context("cannot run the analyser")?;
        // It may stop reading early; its exit status says why.
        let _ = child.stdin.take().context("the analyser has no standard input")?.write_all(input.as_bytes());
        let status = child.wait()?;
        if !status.success() {
            bail!("the analyser failed ({status})");
        }
        Ok(())
    }
}

/// The committed figures.
fn baseline_file() -> PathBuf {
    root().join("tests/eval-baseline.tsv")
}
