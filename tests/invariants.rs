//! ARCHITECTURE.md's invariants that a look at the sources can check.

use std::fs;
use std::path::{Path, PathBuf};

/// The stages in the order of the pipeline; a stage may use itself and what stands before it.
const STAGES: [&str; 35] = [
    "span",
    "tag",
    "dependency",
    "error",
    "words",
    "lemma",
    "block",
    "token",
    "sentence",
    "lexicon",
    "kb",
    "model",
    "reading",
    "tree",
    "mention",
    "correction",
    "entity",
    "role",
    "coref",
    "relation",
    "cast",
    "value",
    "publication",
    "timex",
    "quote",
    "event",
    "timeline",
    "language",
    "analysis",
    "dossier",
    "session",
    "wire",
    "export",
    "wasm",
    "lib",
];

/// Uses against the order that are meant: word lists know the lemmas of cue verbs, the lexicon and the knowledge base are
/// sections of the model's file, and a day of publication is a day of the calendar that `timex` brings; it is bounded by
/// dates that `timex::find` has found, and `timex::resolve` comes after it; a corrected date is a period of the calendar, and
/// what a reader says of an event is said in the event's terms.
const ALLOWED: [(&str, &str); 6] = [
    ("words", "lemma"),
    ("lexicon", "model"),
    ("kb", "model"),
    ("publication", "timex"),
    ("correction", "timex"),
    ("correction", "event"),
];

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Every source file of the library with its stage and its code, tests and comments left out.
fn library() -> Vec<(PathBuf, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    let stage = |path: &Path| {
        let inside = path.strip_prefix(&root).unwrap();
        inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_string()
    };
    let code = |path: &Path| {
        let source = fs::read_to_string(path).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap().to_string();
        source.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    files.iter().map(|f| (f.clone(), stage(f), code(f))).filter(|(_, stage, _)| stage != "bin").collect()
}

#[test]
fn no_stage_imports_a_later_one() {
    let place = |stage: &str| STAGES.iter().position(|s| *s == stage);
    let mut wrong = Vec::new();
    for (path, stage, code) in library() {
        let own = place(&stage).unwrap_or_else(|| panic!("{stage} is not in the list of stages"));
        for used in code.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let later = place(&used).is_some_and(|p| p > own);
            if later && !ALLOWED.contains(&(stage.as_str(), used.as_str())) {
                wrong.push(format!("{} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_core_has_no_clock_io_or_chance() {
    let mut wrong = Vec::new();
    for (path, stage, code) in library() {
        for word in [
            "std::time",
            "std::fs",
            "std::env",
            "std::io",
            "std::net",
            "println!",
            "SystemTime",
            "Instant::",
            "rand::",
            "thread_rng",
            "Zoned::now",
        ] {
            if code.contains(word) && stage != "wasm" {
                wrong.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_wire_serialises() {
    for (path, stage, code) in library() {
        let serialises = code.contains("Serialize") || code.contains("encode_utf16") || code.contains("len_utf16");
        assert!(!serialises || stage == "wire", "{} serialises or counts UTF-16", path.display());
    }
}

#[test]
fn the_wasm_surface_stays_small() {
    let (_, _, code) = library().into_iter().find(|(_, stage, _)| stage == "wasm").unwrap();
    assert!(code.lines().count() < 150);
}
