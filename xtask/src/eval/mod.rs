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

/// Scores every set found below `data`, which holds `eval/` (the scorers) and `data/` (the sets), the slow ones only
/// with `all`. Without that folder, says so.
///
/// # Errors
/// When the analyser or a scorer fails, or a figure falls by more than half a point below the committed baseline.
pub fn run(data: Option<&Path>, all: bool, update: bool) -> Result<()> {
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
    say::show(cargo().args(["build", "--release", "--workspace", "--bin", "dateline", "--bin", "train"]))?;
    let bench = Bench { python, data, out: target().join("eval") };
    fs::create_dir_all(&bench.out)?;

    let mut baseline = Baseline::read()?;
    let mut fallen = Vec::new();
    for set in SETS {
        if set.slow && !all {
            println!("{:<22} skipped: slow, `--all` scores it", set.name);
            baseline.keep(set.name);
            continue;
        }
        let gold: Vec<PathBuf> = set.gold.iter().map(|path| bench.data.join(path)).collect();
        if let Some(missing) = gold.iter().find(|path| !path.exists()) {
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
        if let Some(plain) = set.plain() {
            let loss = baseline.now(plain, "F1").zip(baseline.now(set.name, "F1")).map(|(plain, noisy)| plain - noisy);
            line.push_str(&loss.map_or(String::new(), |loss| format!("; F1 {loss:.1} below {plain}")));
        }
        println!("{line}");
    }
    let rules = bench.rules().context("counting the rules of time expressions")?;
    if update {
        fs::write(root().join("tests/timex-rules.tsv"), rules)?;
        say::note("tests/timex-rules.tsv holds the rules of time expressions, by use");
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
        let analyses = self.analyses(set);
        if set.scorer == Scorer::Forms {
            let mut score = Command::new(&self.python);
            score.arg(own_program("recognizers.py")).args(gold);
            let mut make = Command::new(&self.python);
            make.arg(own_program("recognizers.py")).args(gold).arg("--make-input");
            self.analyse(&["--jsonl"], &say::output(&mut make)?, &analyses)?;
            return scorer::json(&say::output(score.arg(&analyses).arg("--json"))?, set.metrics);
        }
        if let Some(what) = set.scorer.labels() {
            let labels = || {
                let mut command = Command::new(&self.python);
                let file = root().join("tests").join(what).with_extension("tsv");
                command.arg(own_program("labels.py")).arg(what).arg(file).arg(&self.data);
                command
            };
            self.analyse(&["--jsonl"], &say::output(labels().arg("--make-input"))?, &analyses)?;
            return scorer::json(&say::output(labels().arg(&analyses))?, set.metrics);
        }
        if set.scorer == Scorer::Rows {
            let rows = || {
                let mut command = Command::new(&self.python);
                command.arg(own_program("rows.py")).arg(root().join("tests/timelines.tsv")).arg(&self.data);
                command
            };
            self.analyse(&["--jsonl"], &say::output(rows().arg("--make-input"))?, &analyses)?;
            return scorer::json(&say::output(rows().arg(&analyses).arg("--json"))?, set.metrics);
        }
        if let (Scorer::Events | Scorer::Timelines, [documents @ .., timelines]) = (set.scorer, gold) {
            self.analyse_held_out(documents, &analyses)?;
            let mut score = Command::new(&self.python);
            match set.scorer {
                Scorer::Events => {
                    score.arg(self.data.join("eval/events.py")).args(documents).arg(&analyses);
                    score.arg("--timelines").arg(timelines)
                }
                _ => score.arg(own_program("timelines.py")).arg(timelines).args(documents).arg(&analyses),
            };
            return scorer::json(&say::output(score.arg("--json"))?, set.metrics);
        }
        let Some(file) = set.scorer.file() else {
            // The trainer has its own way of giving the model tokens; the analyser makes its own always.
            let output = say::output(program("train").arg("syntax").args(gold))?;
            return scorer::json(&output, set.metrics);
        };
        let scorer = self.data.join("eval").join(file);
        let marked;
        let gold = match set.style {
            // The scorer cuts the text at its quotation marks, so it must see the copy.
            Some(style) if set.scorer == Scorer::Quotes => {
                let copy = self.out.join("marked.jsonl");
                fs::write(&copy, say::output(program("train").args(["noise", "--style", style]).args(gold))?)?;
                marked = [copy];
                &marked[..]
            }
            _ => gold,
        };
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
                score.args(gold).arg(&analyses).arg("--json");
                // The scorer reads one tag a token, and tells by it which figure is meant.
                scorer::name_tags(&analyses, "upos")?;
                let mut figures = scorer::json(&say::output(&mut score)?, set.metrics)?;
                scorer::name_tags(&analyses, "xpos")?;
                figures.extend(scorer::json(&say::output(&mut score)?, sets::PENN)?);
                return Ok(figures);
            }
            _ => self.analyse(&["--jsonl"], &self.input(set, gold)?, &analyses)?,
        }
        score.args(gold).arg(&analyses).arg("--json");
        scorer::json(&say::output(&mut score)?, set.metrics)
    }

    /// How often each rule of time expressions was used on the sets that were scored, and how often it was right.
    fn rules(&self) -> Result<String> {
        let mut count = Command::new(&self.python);
        count.arg(own_program("rules.py")).arg(self.data.join("eval"));
        // GUM marks dates alone: on it every length and every "now" would count as spurious.
        for set in SETS.iter().filter(|set| set.scorer == Scorer::Timex && set.name != "times/gum") {
            let (gold, analyses) = (self.data.join(set.gold[0]), self.analyses(set));
            if gold.is_file() && analyses.is_file() {
                count.arg(gold).arg(analyses);
            }
        }
        say::output(&mut count)
    }

    /// Where the analyses of a set are kept.
    fn analyses(&self, set: &Set) -> PathBuf {
        self.out.join(format!("{}.jsonl", set.name.replace('/', "-")))
    }

    /// The analyser's input for the set's documents, rewritten if the set is a noisy copy.
    fn input(&self, set: &Set, gold: &[PathBuf]) -> Result<String> {
        let input = scorer::input(gold)?;
        let Some(style) = set.style.filter(|_| set.scorer != Scorer::Quotes) else { return Ok(input) };
        let plain = self.out.join("plain.jsonl");
        fs::write(&plain, input)?;
        say::output(program("train").args(["noise", "--style", style]).arg(plain))
    }

    /// Analyses each of the parts that the weights of events are trained on with weights that have not seen it.
    fn analyse_held_out(&self, parts: &[PathBuf], out: &Path) -> Result<()> {
        let folder = self.out.join("held-out");
        fs::create_dir_all(&folder)?;
        let model = folder.join("model.bin");
        let mut all = String::new();
        for part in parts {
            let name = part.file_stem().and_then(|n| n.to_str()).and_then(|n| n.rsplit('.').next());
            fs::copy(root().join("data/model.bin"), &model)?;
            let mut train = program("train");
            train.args(["events", "--hold", name.unwrap_or_default(), "--data"]).arg(self.data.join("data"));
            say::output(train.arg("--model").arg(&model).arg("--parts").arg(&folder))?;
            let analyses = folder.join("analyses.jsonl");
            let input = scorer::input(std::slice::from_ref(part))?;
            self.analyse(&["--jsonl", "--model", &model.to_string_lossy()], &input, &analyses)?;
            all.push_str(&fs::read_to_string(analyses)?);
        }
        Ok(fs::write(out, all)?)
    }

    /// Runs the analyser with `input` on its standard input, into the file `out`.
    fn analyse(&self, args: &[&str], input: &str, out: &Path) -> Result<()> {
        let mut command = program("dateline");
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

/// One of the workspace's own programs, as it was built for scoring.
fn program(name: &str) -> Command {
    Command::new(target().join("release").join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

/// A scorer that is kept here.
fn own_program(name: &str) -> PathBuf {
    root().join("xtask/src/eval").join(name)
}

/// The committed figures.
fn baseline_file() -> PathBuf {
    root().join("tests/eval-baseline.tsv")
}
