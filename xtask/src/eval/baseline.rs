//! The committed figures: one line a figure, `set TAB metric TAB value`, in points of a hundred to a tenth.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use crate::say;

/// What was reached before, and what is reached now.
pub struct Baseline {
    before: BTreeMap<(String, String), f64>,
    now: Vec<(String, String, f64)>,
}

impl Baseline {
    /// The committed figures; none when the file is missing.
    pub fn read() -> Result<Baseline> {
        let file = super::baseline_file();
        let text = fs::read_to_string(&file).unwrap_or_default();
        if text.is_empty() {
            say::note("no tests/eval-baseline.tsv yet: `--update` writes it");
        }
        let row = |line: &str| {
            let mut parts = line.split('\t');
            let (set, metric, value) = (parts.next()?, parts.next()?, parts.next()?);
            Some(((set.to_owned(), metric.to_owned()), value.trim().parse().ok()?))
        };
        let rows = text.lines().filter(|line| !line.is_empty());
        let before = rows.map(|line| row(line).with_context(|| format!("not a figure: {line:?}")));
        Ok(Baseline { before: before.collect::<Result<_>>()?, now: Vec::new() })
    }

    /// Notes a figure, and gives what it was before.
    pub fn set(&mut self, set: &str, metric: &str, value: f64) -> Option<f64> {
        self.now.push((set.to_owned(), metric.to_owned(), value));
        self.before.get(&(set.to_owned(), metric.to_owned())).copied()
    }

    /// A figure noted in this run.
    pub fn now(&self, set: &str, metric: &str) -> Option<f64> {
        self.now.iter().find(|(of, name, _)| of == set && name == metric).map(|(.., value)| *value)
    }

    /// Notes that a set could not be scored: its figures stay.
    pub fn keep(&mut self, set: &str) {
        let rows = self.before.iter().filter(|((of, _), _)| of == set);
        self.now.extend(rows.map(|((set, metric), value)| (set.clone(), metric.clone(), *value)));
    }

    /// Writes the noted figures, in the table's order.
    pub fn write(&self) -> Result<()> {
        let lines: String =
            self.now.iter().map(|(set, metric, value)| format!("{set}\t{metric}\t{value:.1}\n")).collect();
        fs::write(super::baseline_file(), lines)?;
        say::note("tests/eval-baseline.tsv holds these figures now");
        Ok(())
    }
}
