//! Whole articles, written for the project, through every stage, against a rendering that a person can read.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` writes the renderings anew; read the difference before you keep it. A
//! rendering is what the analysis says today, right or wrong: it shows what a change does, not what is true.

#[path = "golden/render.rs"]
mod render;

use dateline::{Analyzer, Day};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The articles' names and days of publication, from `days.tsv`.
fn articles() -> Vec<(String, Option<Day>)> {
    let table = fs::read_to_string(folder().join("days.tsv")).unwrap();
    let rows = table.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let row = |line: &str| {
        let (name, day) = line.split_once('\t').unwrap();
        (name.to_string(), (day != "-").then(|| Day::parse(day).unwrap()))
    };
    rows.map(row).collect()
}

#[test]
fn articles_read_as_recorded() {
    let analyzer = Analyzer::new(fs::read("data/model.bin").unwrap()).unwrap();
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut changed = Vec::new();
    for (name, day) in articles() {
        let text = fs::read_to_string(folder().join(&name).with_extension("txt")).unwrap();
        let found = render::article(&text, &analyzer.analyze(&text, day).to_wire(false));
        let file = folder().join(&name).with_extension("golden");
        let recorded = fs::read_to_string(&file).unwrap_or_default();
        if update {
            fs::write(&file, &found).unwrap();
        } else if found != recorded {
            changed.push(format!("{name}:\n{}", difference(&recorded, &found)));
        }
    }
    assert!(changed.is_empty(), "UPDATE_GOLDEN=1 records what is new:\n{}", changed.join("\n"));
}

#[test]
fn every_article_is_in_the_table() {
    let listed: Vec<String> = articles().into_iter().map(|(name, _)| name).collect();
    let files = fs::read_dir(folder()).unwrap().map(|f| f.unwrap().path());
    let texts: Vec<PathBuf> = files.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    assert_eq!(texts.len(), listed.len());
    assert!(texts.iter().all(|t| listed.iter().any(|l| t.file_stem().unwrap() == l.as_str())), "{texts:?}");
}

/// The lines that only one of the two has, in order, with the number of the line.
fn difference(recorded: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (recorded.lines().collect(), found.lines().collect());
    let same_before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - same_before;
    let same_after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let part = |lines: &[&str], sign: char| -> String {
        let middle = lines[same_before..lines.len() - same_after].iter().enumerate();
        middle.map(|(n, l)| format!("{sign}{:4} {l}\n", same_before + n + 1)).collect()
    };
    part(&old, '-') + &part(&new, '+')
}
