//! What the scorers read and print.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::sets::{Metric, Read};

type Figures = Vec<(&'static str, f64)>;

/// The analyser's input for gold documents: one `{"id","text","published"}` a line, and nothing of the gold.
pub fn input(gold: &[PathBuf]) -> Result<String> {
    let mut lines = String::new();
    for path in gold {
        for line in fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
            let document: Value = serde_json::from_str(line).with_context(|| format!("in {}", path.display()))?;
            let line = json!({"id": document["id"], "text": document["text"], "published": document["published"]});
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
    }
    Ok(lines)
}

/// The day that a gold annotation says its article was published.
pub fn publication_day(gold: &Path) -> Result<String> {
    let gold: Value = serde_json::from_slice(&fs::read(gold)?)?;
    Ok(gold["publication_date"].as_str().context("the gold has no publication_date")?.to_owned())
}

/// Gives each token of the analyses in a file one of its tags, `upos` or `xpos`, under the name that the syntax scorer
/// reads, `pos`.
pub fn name_tags(analyses: &Path, tag: &str) -> Result<()> {
    let mut lines = String::new();
    for line in fs::read_to_string(analyses)?.lines() {
        let mut analysis: Value = serde_json::from_str(line)?;
        for token in analysis["tokens"].as_array_mut().into_iter().flatten() {
            token["pos"] = token[tag].clone();
        }
        lines.push_str(&analysis.to_string());
        lines.push('\n');
    }
    Ok(fs::write(analyses, lines)?)
}

/// The figures in a scorer's JSON.
pub fn json(output: &str, metrics: &'static [Metric]) -> Result<Figures> {
    let all: Value = serde_json::from_str(output).context("the scorer printed no JSON")?;
    let figure = |metric: &Metric| -> Result<f64> {
        let value = all.pointer(metric.at).and_then(Value::as_f64);
        let value = value.with_context(|| format!("the scorer gives no {}", metric.at))?;
        Ok(if matches!(metric.read, Read::Share) { value * 100.0 } else { value })
    };
    metrics.iter().map(|metric| Ok((metric.name, figure(metric)?))).collect()
}

/// The figures in a scorer's printed table.
pub fn table(output: &str, metrics: &'static [Metric]) -> Result<Figures> {
    let figure = |metric: &Metric| {
        let line = output.lines().find_map(|line| line.strip_prefix(metric.at))?;
        let numbers: Vec<f64> = line
            .split_whitespace()
            .filter_map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).parse().ok())
            .collect();
        match metric.read {
            Read::Nth(n) => Some(numbers.get(n)? * 100.0),
            Read::Ratio(n, m) => Some(numbers.get(n)? / numbers.get(m)? * 100.0),
            Read::Points | Read::Share => None,
        }
    };
    metrics
        .iter()
        .map(|metric| {
            Ok((metric.name, figure(metric).with_context(|| format!("the scorer gives no {}", metric.name))?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::sets::SETS;

    const SHORT: &str = "\
names, exact and typed             P 0.900  R 0.700  F 0.788   (0 right, 0 given, 125 wanted)
names, overlap and typed           P 0.900  R 0.800  F 0.847   (0 right, 0 given, 125 wanted)
clusters, names                    B3 P 1.000  R 0.500  F 0.667   (116 of 116 mentions found)
clusters, all                      B3 P 1.000  R 1.000  F 1.000   (185 of 185 mentions found)
roles                              12 of 17, precision 0.923 (12 of 13); body or place right for 10
quotes                             20 of 21 found, 14 with the right speaker, 0 spurious
timexes                            6 of 7 right (7 found), 2 spurious
timeline                           5 of 25 rows right (6 found), 30 rows given, 0 that must not be rows
";

    #[test]
    fn reads_the_seed_table() {
        let seed = SETS.iter().find(|set| set.name == "seed").unwrap();
        let figures: Vec<String> =
            table(SHORT, seed.metrics).unwrap().iter().map(|(name, value)| format!("{name} {value:.1}")).collect();
        let expected = "names-exact-F 78.8, names-overlap-F 84.7, clusters-F 66.7, roles 70.6, roles-P 92.3, quotes 95.2, \
                        speakers 66.7, timexes 85.7, timeline 20.0";
        assert_eq!(figures.join(", "), expected);
    }

    #[test]
    fn a_missing_line_is_an_error() {
        let seed = SETS.iter().find(|set| set.name == "seed").unwrap();
        assert!(table("roles 12 of 17", seed.metrics).is_err());
    }
}
